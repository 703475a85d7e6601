"""Where a block stands in the structure of its body: heading, list item, table cell, quotation, figure."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from crawler.page.blocks import Block, Node, Outline
from crawler.page.tags import HEADINGS
from crawler.text.writing import ends_sentence

_HEADING_LEVEL = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_CAPTION_CLASS = re.compile(r"caption|credit|(?:pic|img)[-_]?(?:text|desc|info|note|title)|tuzhu|legend", re.I)
_MAX_CAPTION = 120
_MAX_CELL = 600  # characters; a longer cell is layout, not a table of figures
_MAX_ITEM_BLOCKS = 4  # a list item with more paragraphs is a container, not an item


@dataclass(frozen=True, slots=True)
class Place:
    """Node indices of what surrounds a block, None where nothing does; kind as in body.Paragraph."""

    kind: str = "p"
    quote: int | None = None
    figure: int | None = None
    list: int | None = None
    ordered: bool = False
    item: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None

    @property
    def wrap(self) -> tuple[int | None, str | None]:
        """(group, element that wraps it) of a paragraph in this place."""
        if self.kind == "li":
            return self.list, "ol" if self.ordered else "ul"
        if self.figure is not None and self.kind == "caption":
            return self.figure, "figure"
        return None, None


class Structure:
    """Places of the kept `blocks` of one page."""

    def __init__(self, outline: Outline, blocks: list[Block]) -> None:
        self.outline = outline
        self.raw: dict[int, Place] = {-1: Place()}
        self.known: dict[int, Place] = {}
        texts = [b for b in blocks if b.text]
        self.layout = _layout_lists(outline, texts)
        placed = [self._raw(b.node) for b in texts]
        self.item_blocks = Counter(place.item for place in placed)
        self.tables = self._tables(texts, placed)

    def of(self, block: Block) -> Place:
        """Place of one of the blocks; layout tables, container lists and text figures count as nothing."""
        place = self.known.get(block.node)
        if place is None:
            place = self.known[block.node] = self._settle(self._raw(block.node))
        return place

    def caption(self, image: Block) -> str | None:
        """Caption of an image block: its figure's, the only line of the table around it, or a short centred line below it."""
        blocks = self.outline.blocks
        figure = self._raw(image.node).figure
        if figure is not None:
            node = self.outline.nodes[figure]
            texts = [b.text for b in blocks[node.first : node.last] if self._raw(b.node).kind == "caption" and b.text]
            if texts:
                return " ".join(dict.fromkeys(texts))
        below = next((b for b in blocks[image.index + 1 : image.index + 2] if b.text), None)
        if below is None:
            return None
        return below.text if self._alone_in_table(image, below) or self._looks_like_caption(below) else None

    def _alone_in_table(self, image: Block, below: Block) -> bool:
        """Whether a table holds a picture and a line, and nothing else: how pages framed pictures before `figure`."""
        table = self._raw(image.node).table
        if table is None or len(below.text) > _MAX_CAPTION or below.link_chars:
            return False
        node = self.outline.nodes[table]
        return [b for b in self.outline.blocks[node.first : node.last] if b.text] == [below]

    def _looks_like_caption(self, block: Block) -> bool:
        if len(block.text) > _MAX_CAPTION or block.hidden or block.link_chars:
            return False
        element = block.element
        if _CAPTION_CLASS.search(element.get("class") or ""):
            return True
        centred = element.get("align") == "center" or element.tag == "center"
        centred = centred or _CENTRED.search(element.get("style") or "") is not None
        return centred and not ends_sentence(block.text)

    def _raw(self, at: int) -> Place:
        chain = []
        while at not in self.raw:
            chain.append(at)
            at = self.outline.nodes[at].parent
        place = self.raw[at]
        for at in reversed(chain):
            place = self.raw[at] = place if at in self.layout else _inside(place, self.outline.nodes[at], at)
        return place

    def _tables(self, texts: list[Block], placed: list[Place]) -> set[int]:
        """Tables of figures: at least two rows, one of them with two cells, and no cell long."""
        rows: dict[int, dict[int, set[int]]] = {}
        sizes: Counter[int] = Counter()
        for block, place in zip(texts, placed, strict=True):
            if place.table is not None and place.row is not None and place.cell is not None:
                rows.setdefault(place.table, {}).setdefault(place.row, set()).add(place.cell)
                sizes[place.cell] += len(block.text)
        return {
            table
            for table, cells in rows.items()
            if len(cells) > 1
            and sum(len(row) > 1 for row in cells.values()) * 2 >= len(cells)
            and max(sizes[cell] for row in cells.values() for cell in row) <= _MAX_CELL
        }

    def _settle(self, place: Place) -> Place:
        if place.table is not None and (place.table not in self.tables or place.row is None):
            place = replace(place, table=None, row=None, cell=None)
        if place.kind == "li" and self.item_blocks[place.item] > _MAX_ITEM_BLOCKS:
            place = replace(place, kind="p", item=None, list=None)
        return place


def _layout_lists(outline: Outline, texts: list[Block]) -> set[int]:
    """Lists around the whole body: a list item that holds all of it is a box of the page, and so is what holds that."""
    if len(texts) < 2:
        return set()
    last = texts[-1].index
    around = [at for at in outline.ancestors(texts[0]) if outline.nodes[at].first <= last < outline.nodes[at].last]
    items = [i for i, at in enumerate(around) if outline.nodes[at].tag == "li"]
    return {at for at in around[items[0] :] if outline.nodes[at].tag in ("ul", "ol", "li")} if items else set()


def _inside(outer: Place, node: Node, at: int) -> Place:
    tag = node.tag
    if tag in HEADINGS:
        return replace(outer, kind=_HEADING_LEVEL[tag], item=None)
    if tag in ("ul", "ol"):
        nested = outer.list is not None
        return outer if nested else replace(outer, list=at, ordered=tag == "ol", kind="p")
    if tag == "li":
        return replace(outer, kind="li", item=at, list=outer.list if outer.list is not None else at)
    if tag == "table":
        return replace(outer, table=at, row=None, cell=None, kind="p", list=None, item=None)
    if tag == "tr":
        return replace(outer, row=at)
    if tag in ("td", "th"):
        return replace(outer, cell=at)
    if tag == "blockquote":
        return outer if outer.quote is not None else replace(outer, quote=at)
    if tag == "figure":
        return replace(outer, figure=at)
    if tag in ("figcaption", "caption"):
        return replace(outer, kind="caption" if outer.figure is not None else "p")
    return outer
