"""Rows of tables and pairs of terms, which are read whole, and the cells of a row, each in its column."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml.etree import _Element as Element

from crawler.page.blocks import Block, Node, Outline
from crawler.text.writing import weight

MAX_CELL = 600  # characters; a longer cell is layout, not a table of figures
_FIGURE = 200  # Latin characters of a cell of figures; text in a longer one may be of the page
_MOST_SPANNED = 100  # columns or rows that one cell may reach over
_CELLS = ("td", "th")
_GRIDS = frozenset(("div", "section", "ul", "figure"))
_ROWS, _GRID_CELL = 3, 80  # rows that show a grid, characters of its cells


def with_whole_rows(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The kept blocks; a table of figures or a list of terms of which half is kept whole, else each row and pair of it."""
    found = {block.index: block for block in kept}
    for box in _boxes(outline, kept):
        for group in [box.whole] if _is_kept(box.whole, found) else box.rows:
            if _is_kept(group, found):
                found |= {block.index: block for block in group}
    return [found[index] for index in sorted(found)]


class _Box(NamedTuple):
    """The blocks of a table or a list of terms, and those of each of its rows or pairs."""

    whole: list[Block]
    rows: list[list[Block]]


def _is_kept(blocks: Iterable[Block], found: Container[int]) -> bool:
    texts = [block.index in found for block in blocks if block.text and not block.hidden]
    return 2 * sum(texts) >= len(texts)


def _boxes(outline: Outline, kept: Iterable[Block]) -> Iterator[_Box]:
    """The tables of figures and lists of terms of which something is kept."""
    nodes = outline.nodes
    around = {at for block in kept for at in outline.ancestors(block) if nodes[at].tag in ("table", "dl")}
    for at in sorted(around):
        rows = list(_pairs(outline, at)) if nodes[at].tag == "dl" else list(_rows(outline, at))
        if rows and not _are_links(outline.blocks[nodes[at].first : nodes[at].last]):
            yield _Box([block for row in rows for block in row], rows)
    yield from _grids(outline, kept)


def _grids(outline: Outline, kept: Iterable[Block]) -> Iterator[_Box]:
    """Tables that are laid out without the elements of one: three or more boxes of one form, each of as many short cells."""
    nodes = outline.nodes
    above = {nodes[block.node].parent for block in kept} - {-1}
    for at in sorted({nodes[row].parent for row in above} - {-1}):
        rows = _grid_rows(outline, at) if nodes[at].tag in _GRIDS else []
        if rows:
            yield _Box([block for row in rows for block in row], rows)


def _grid_rows(outline: Outline, at: int) -> list[list[Block]]:
    """The blocks of each row, where a box is such a table."""
    inside = list(enumerate(_inside(outline, at), at + 1))
    rows = {number: node for number, node in inside if node.parent == at}
    cells = [node.parent for number, node in inside if number not in rows]
    found = [outline.blocks[row.first : row.last] for row in rows.values()]
    return found if _are_alike(rows.values()) and set(cells) == set(rows) and _are_cells(found, len(cells)) else []


def _are_alike(rows: Collection[Node]) -> bool:
    return len(rows) >= _ROWS and len({(node.tag, node.element.get("class")) for node in rows}) == 1


def _are_cells(rows: Sequence[Sequence[Block]], cells: int) -> bool:
    """Whether rows have as many blocks each, one a cell, each a short text that is no link."""
    texts = [block for row in rows for block in row]
    short = all(block.text and not block.link_chars and len(block.text) <= _GRID_CELL for block in texts)
    return short and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1 and len(texts) == cells


def _are_links(blocks: Iterable[Block]) -> bool:
    """Whether most of the text leads to other pages: a menu, of which the parts are judged one by one."""
    return sum(2 * block.link_chars - len(block.text) for block in blocks) > 0


def _rows(outline: Outline, table: int) -> Iterator[list[Block]]:
    if _is_of_figures(outline, table):
        yield from (outline.blocks[node.first : node.last] for node in _inside(outline, table) if node.tag == "tr")


def _is_of_figures(outline: Outline, table: int) -> bool:
    """Whether a table has rows of several short cells, and no other table inside."""
    inside = list(_inside(outline, table))
    rows = [sum(child.tag in _CELLS for child in node.element) for node in inside if node.tag == "tr"]
    several = sum(count > 1 for count in rows)
    return len(rows) > 1 and 2 * several >= len(rows) and _are_short(outline, inside)


def _are_short(outline: Outline, inside: Iterable[Node]) -> bool:
    """Whether no cell is long, and none holds another table."""
    cells = [node for node in inside if node.tag in ("table", *_CELLS)]
    sizes = (sum(weight(block.text) for block in outline.blocks[node.first : node.last]) for node in cells)
    return all(node.tag != "table" for node in cells) and max(sizes) <= _FIGURE


def _inside(outline: Outline, at: int) -> Iterator[Node]:
    """The nodes below one, in document order."""
    depth = outline.nodes[at].depth
    for node in outline.nodes[at + 1 :]:
        if node.depth <= depth:
            return
        yield node


def _pairs(outline: Outline, at: int) -> Iterator[list[Block]]:
    """The blocks of each term with its descriptions, in a list of them that is no layout."""
    own = [node for node in _inside(outline, at) if node.tag in ("dt", "dd")]
    starts = [node.first for before, node in pairwise([None, *own]) if node is not None and _begins(before, node)]
    for start, end in pairwise([*starts, outline.nodes[at].last]):
        blocks = outline.blocks[start:end]
        if sum(len(block.text) for block in blocks) <= MAX_CELL:
            yield blocks


def _begins(before: Node | None, node: Node) -> bool:
    return node.tag == "dt" and (before is None or before.tag == "dd")


class Grid:
    """The cells of a table's rows, each in its column: where one reaches over others, these are empty."""

    def __init__(self, table: Element) -> None:
        self._rows: dict[Element, list[Element | None]] = {}
        reaching: dict[int, int] = {}  # column -> rows below that a cell above reaches over
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is table:
                self._rows[row] = self._row(row, reaching)

    def of(self, row: Element) -> list[Element | None]:
        """The cells of a row in order; None where none begins."""
        return self._rows.get(row, [])

    def _row(self, row: Element, reaching: dict[int, int]) -> list[Element | None]:
        cells: list[Element | None] = []

        def skip() -> None:
            while reaching.get(len(cells), 0):
                reaching[len(cells)] -= 1
                cells.append(None)

        for cell in row.iterchildren(*_CELLS):
            skip()
            below = _span(cell, "rowspan") - 1
            for place in range(_span(cell, "colspan")):
                reaching[len(cells)] = below
                cells.append(None if place else cell)
        skip()
        return cells


def _span(cell: Element, name: str) -> int:
    said = cell.get(name) or ""
    return min(max(int(said), 1), _MOST_SPANNED) if said.isdecimal() else 1
