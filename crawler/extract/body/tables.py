"""Rows of tables and pairs of terms, which are read whole, and the cells of a row, each in its column."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from lxml.etree import _Element as Element

from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, is_prose, is_sentence, leads_to_files
from crawler.page.laid_out import GRID_CELLS
from crawler.page.markup import box_form
from crawler.text.writing import weight

MAX_CELL = 600  # characters; a longer cell is layout, not a table of figures
_FIGURE = 200  # Latin characters of a cell of figures; text in a longer one may be of the page
_MOST_SPANNED = 100  # columns or rows that one cell may reach over
_CELLS = ("td", "th")
_GRIDS = frozenset(("div", "section", "ul", "figure", "span"))
_BARE = frozenset(("div", "section", "span"))  # elements of grids that say nothing
_WRAPPERS = 3  # elements around a table in which its paragraphs are looked for
_ROWS, _GRID_CELL = 3, 80  # rows that show a grid, characters of its cells
_STYLED_ROWS = 2
_ROW_STYLE = re.compile(r"display\s?:\s?table-row", re.IGNORECASE)


def with_whole_rows(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The kept blocks; a table of figures or a list of terms of which half is kept, or that stands between paragraphs that
    are, is kept whole, else each row and pair of it whole or not at all. One that holds most of the paragraphs lays out the
    page, and is none."""
    found = _by_index(kept)
    lost: set[int] = set()
    prose = [block.index for block in kept if _is_told(block)]
    for box in _boxes(outline, kept):
        if _holds_most(outline.nodes[box.node], prose):
            continue
        whole = list(chain(*box.rows))
        if _is_whole(outline, box, prose, found):
            found |= _by_index([*_heading_of(outline, outline.nodes[box.node], prose), *whole])
        else:
            rows = _by_index(chain(*(row for row in box.rows if _is_kept(row, found))))
            found |= rows
            lost |= _by_index(whole).keys() - rows.keys()
    return [found[index] for index in sorted(found.keys() - lost)]


def _heading_of(outline: Outline, node: Node, prose: Sequence[int]) -> list[Block]:
    """The heading right above an element and below some kept paragraph, no link. prose: indices of these."""
    above = outline.blocks[node.first - 1 : node.first] if prose and prose[0] < node.first - 1 else []
    return [block for block in above if is_heading(block) and block.is_visible and not block.link_chars]


def _is_told(block: Block) -> bool:
    """Whether a line is running text, be it one sentence."""
    return is_prose(block) or (not block.link_chars and is_sentence(block.text))


def _by_index(blocks: Iterable[Block]) -> dict[int, Block]:
    return {block.index: block for block in blocks}


class _Box(NamedTuple):
    """A table, a list of terms or a grid: the index of its element, and the blocks of each of its rows or pairs."""

    node: int
    rows: list[list[Block]]
    is_menu: bool = False  # whether all lead to other pages


def _is_kept(blocks: Iterable[Block], found: Container[int]) -> bool:
    texts = [block.index in found for block in blocks if block.is_visible]
    return 2 * sum(texts) >= len(texts)


def _is_whole(outline: Outline, box: _Box, prose: Sequence[int], found: Container[int]) -> bool:
    """Whether half of a box is kept, or one that is no menu stands between kept paragraphs (prose: their indices)."""
    if _is_kept(chain(*box.rows), found):
        return True
    return not (box.is_menu or _is_of_file(outline, box.node)) and _is_between(outline, box.node, prose)


def _is_of_file(outline: Outline, at: int) -> bool:
    """Whether a list stands in a box that offers a file and says nothing else: the name and the size of that."""
    box = outline.nodes[outline.nodes[at].parent] if outline.nodes[at].parent >= 0 else outline.nodes[at]
    lines = outline.blocks[box.first : box.last]
    return any(line.link_chars and leads_to_files(line) for line in lines) and not any(map(_is_told, lines))


def _holds_most(node: Node, prose: Sequence[int]) -> bool:
    """prose: indices of the kept paragraphs, in order."""
    return 2 * (bisect_left(prose, node.last) - bisect_left(prose, node.first)) > len(prose)


def _is_between(outline: Outline, at: int, prose: Sequence[int]) -> bool:
    """Whether the next element around a box that holds kept paragraphs has some above the box and some below it.

    prose: indices of the kept paragraphs, in order.
    """
    node, *upward = map(outline.nodes.__getitem__, outline.upward(at))
    own = len(list(takewhile(lambda each: each.first == node.first and each.last == node.last, upward)))  # around the box alone
    for around in upward[: max(_WRAPPERS, own + 1)]:
        above = bisect_left(prose, node.first) - bisect_left(prose, around.first)
        below = bisect_left(prose, around.last) - bisect_left(prose, node.last)
        if above or below:
            return above > 0 and below > 0
    return False


def _boxes(outline: Outline, kept: Sequence[Block]) -> Iterator[_Box]:
    """The tables of figures, lists of terms and grids among what is kept."""
    nodes = outline.nodes
    stretch = outline.blocks[kept[0].index : kept[-1].index + 1] if kept else []
    for at in sorted(outline.holding(stretch)):
        read = {"dl": _pairs, "table": _rows}.get(nodes[at].tag)
        rows = list(read(outline, at)) if read else []
        if rows:
            yield _Box(at, rows, _is_menu(outline, at))
    for at, grid in _grids(outline, stretch):
        yield _Box(at, [outline.blocks[nodes[row].first : nodes[row].last] for row in grid])


def grid_tags(outline: Outline, blocks: Iterable[Block]) -> dict[int, str]:
    """`table`, `tr` and `td` for the elements of grids around some blocks, by their indices."""
    found: dict[int, str] = {}
    for at, rows in _grids(outline, blocks):
        if all(_are_bare(outline.nodes[row], [outline.nodes[cell] for cell in cells]) for row, cells in rows.items()):
            found |= {at: "table"} | dict.fromkeys(rows, "tr") | {cell: "td" for cells in rows.values() for cell in cells}
    return found


def _are_bare(row: Node, cells: Sequence[Node]) -> bool:
    """Whether the elements of a row say nothing, or it is the item of a list that is cut into words."""
    cut = row.tag == "li" and all(cell.tag in GRID_CELLS for cell in cells)
    return cut or (row.tag in _BARE and all(cell.tag in _BARE or cell.tag in GRID_CELLS for cell in cells))


def _grids(outline: Outline, blocks: Iterable[Block]) -> Iterator[tuple[int, dict[int, list[int]]]]:
    """Tables that are laid out without the elements of one, each with its rows and their cells: three or more boxes of one
    form, each of as many short cells."""
    nodes = outline.nodes
    rows = {nodes[block.node].parent for block in blocks} - {-1}
    for at in sorted({nodes[row].parent for row in rows} - {-1}):
        found = _grid_rows(outline, at) if nodes[at].tag in _GRIDS else {}
        if found:
            yield at, found


def _grid_rows(outline: Outline, at: int) -> dict[int, list[int]]:
    """The rows of a box that is such a table, and the cells of each, as indices of elements; else nothing."""
    nodes, rows = outline.nodes, dict[int, list[int]]()
    for number, node in outline.inside(at):
        if node.parent == at:
            rows[number] = []
        elif node.parent in rows:
            rows[node.parent].append(number)
        else:
            return {}
    cells = [outline.blocks[nodes[each].first : nodes[each].last] for each in chain(*rows.values())]
    is_grid = len(cells) > len(rows) and len(set(map(len, rows.values()))) == 1 and _are_alike([nodes[row] for row in rows])
    return rows if is_grid and _are_cells(cells, outline.blocks[nodes[at].first : nodes[at].last]) else {}


def _are_alike(rows: Collection[Node]) -> bool:
    """Whether rows are made alike, but for the first, which may be the head; two are where their style says that they are."""
    forms = [box_form(node.element) for node in rows]
    least = _STYLED_ROWS if all(map(_is_styled_row, rows)) else _ROWS
    return len(rows) >= least and len(set(forms[1:])) == 1 and forms[0][0] == forms[1][0]


def _is_styled_row(row: Node) -> bool:
    return _ROW_STYLE.search(row.element.get("style") or "") is not None


def _are_cells(cells: Sequence[Sequence[Block]], held: Sequence[Block]) -> bool:
    """Whether cells have a short text each that is no link, a few of them none, and hold all of the blocks."""
    short = all(block.text and not block.link_chars and len(block.text) <= _GRID_CELL for block in held)
    filled = sum(len(cell) == 1 for cell in cells)
    return short and filled == len(held) and 4 * filled >= 3 * len(cells)


def _is_menu(outline: Outline, at: int) -> bool:
    """Whether most of the text of a table or list leads to other pages, below no heading of a column."""
    if any(node.tag == "th" for _, node in outline.inside(at)):
        return False
    blocks = outline.blocks[outline.nodes[at].first : outline.nodes[at].last]
    return sum((0 if leads_to_files(block) else 2 * block.link_chars) - len(block.text) for block in blocks) > 0


def _rows(outline: Outline, table: int) -> Iterator[list[Block]]:
    if _is_of_figures(outline, table):
        yield from (outline.blocks[node.first : node.last] for _, node in outline.inside(table) if node.tag == "tr")


def _is_of_figures(outline: Outline, table: int) -> bool:
    """Whether a table has rows of several short cells, and no other table inside."""
    inside = dict(outline.inside(table))
    cells = Counter(node.parent for node in inside.values() if node.tag in _CELLS)
    rows = [cells[at] for at, node in inside.items() if node.tag == "tr"]
    several = sum(count > 1 for count in rows)
    return len(rows) > 1 and 2 * several >= len(rows) and _are_short(outline, inside.values())


def _are_short(outline: Outline, inside: Iterable[Node]) -> bool:
    """Whether no cell is long, and none holds another table."""
    cells = [node for node in inside if node.tag in ("table", *_CELLS)]
    sizes = (sum(weight(block.text) for block in outline.blocks[node.first : node.last]) for node in cells)
    return all(node.tag != "table" for node in cells) and max(sizes) <= _FIGURE


def _pairs(outline: Outline, at: int) -> Iterator[list[Block]]:
    """The blocks of each term with its descriptions, in a list of them that is no layout."""
    own = [node for _, node in outline.inside(at) if node.tag in ("dt", "dd")]
    starts = [node.first for before, node in pairwise([None, *own]) if node is not None and _begins(before, node)]
    for start, end in pairwise([*starts, outline.nodes[at].last]):
        blocks = outline.blocks[start:end]
        if sum(len(block.text) for block in blocks) <= MAX_CELL:
            yield blocks


def _begins(before: Node | None, node: Node) -> bool:
    return node.tag == "dt" and (before is None or before.tag == "dd")


class Grid:
    """The cells of a table's rows, each in its column: where one reaches over others, these are empty.

    table: index of its element; tags: of elements that have other ones, as `grid_tags` says.
    """

    def __init__(self, outline: Outline, table: int, tags: Mapping[int, str]) -> None:
        inside = dict(outline.inside(table))
        tag_of = {at: tags.get(at, node.tag) for at, node in inside.items()}
        reaching: dict[int, int] = {}  # column -> rows below that a cell above reaches over
        rows: dict[int, list[tuple[int, Element]]] = {at: [] for at, tag in tag_of.items() if tag == "tr"}
        for at, node in inside.items():
            if node.parent in rows and tag_of[at] in _CELLS:
                rows[node.parent].append((at, node.element))
        self._rows = {row: self._row(cells, reaching) for row, cells in rows.items() if not self._is_nested(inside, tag_of, row)}

    def of(self, row: int) -> list[int | None]:
        """The cells of a row in order, as indices of their elements; None where none begins."""
        return self._rows.get(row, [])

    def _is_nested(self, inside: Mapping[int, Node], tag_of: Mapping[int, str], at: int) -> bool:
        while at in inside and tag_of[at] != "table":
            at = inside[at].parent
        return at in inside

    def _row(self, row: Iterable[tuple[int, Element]], reaching: dict[int, int]) -> list[int | None]:
        cells: list[int | None] = []

        def skip() -> None:
            while reaching.get(len(cells), 0):
                reaching[len(cells)] -= 1
                cells.append(None)

        for at, cell in row:
            skip()
            below = _span(cell, "rowspan") - 1
            for place in range(_span(cell, "colspan")):
                reaching[len(cells)] = below
                cells.append(None if place else at)
        skip()
        return cells


def _span(cell: Element, name: str) -> int:
    said = cell.get(name) or ""
    return min(max(int(said), 1), _MOST_SPANNED) if said.isdecimal() else 1
