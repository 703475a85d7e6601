"""Where the kept blocks of a page stand: heading, list item, table cell, quotation, figure; and the captions of its pictures."""

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from crawler.extract.body.picture_sources import PICTURES
from crawler.extract.body.tables import MAX_CELL, grid_tags
from crawler.extract.fields.author_names import is_by_line, is_person
from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.subtitle import is_marked_subtitle
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_named_caption
from crawler.page.markup import class_and_id
from crawler.page.tags import HEADINGS
from crawler.text.safe_text import squeeze
from crawler.text.writing import ends_sentence, weight

_HEADING_LEVEL = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_LEAST_CAPTION, _MAX_CAPTION = 11, 120  # characters; a shorter one is a button, a length, a number
_PAIR = 2  # a picture and its caption
_TOLD = 20  # Latin characters of a caption that only its place tells to be one
_CAPTIONS = frozenset(("p", "div", "span", "small", "em"))
_FRAMES = frozenset(("div", "figure", "section", "article", "p", "span"))
_PICTURE = re.compile(r"(?<![a-z])(?:imag|img|pic|photo|foto|figure)", re.I)  # begins what boxes of pictures are called
_STORY = 4  # centred lines of a story in pictures
_MAX_ITEM_BLOCKS = 4  # a list item with more paragraphs is a container, not an item


class Place(NamedTuple):
    """Node indices of what surrounds a block, None where nothing does; kind as in Paragraph."""

    kind: str = "p"
    quote: int | None = None
    figure: int | None = None
    list: int | None = None
    ordered: bool = False
    item: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    terms: int | None = None

    @property
    def wrap(self) -> tuple[int | None, str | None]:
        """(group, element that wraps it) of a paragraph in this place."""
        if self.kind == "li":
            return self.list, "ol" if self.ordered else "ul"
        if self.kind in ("dt", "dd"):
            return self.terms, "dl"
        if self.figure is not None and self.kind == "caption":
            return self.figure, "figure"
        return None, None


class Structure:
    """Places of the kept `blocks` of one page. centred: whether most of its text is, so that this tells no caption."""

    def __init__(self, outline: Outline, blocks: list[Block]) -> None:
        self.outline = outline
        self.raw: dict[int, Place] = {-1: Place()}
        self.known: dict[int, Place] = {}
        self.captions: dict[int, list[str]] = {}  # of each figure
        texts = [b for b in blocks if b.text]
        self.told = {b.index for b in texts}
        self.first = min(self.told, default=-1)
        self.layout = _layout_lists(outline, texts)
        self.tags = grid_tags(outline, texts)
        centred = [len(b.text) for b in texts if _is_centred(b.element)]
        self.centred = len(centred) >= _STORY and 2 * sum(centred) > sum(len(b.text) for b in texts)
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
        """Caption of an image block: its figure's, what a link to its file says, the only line of the table around it, a short
        centred line below it, or the line between the lead picture and the text."""
        texts = self._captions(self._raw(image.node).figure)
        return " ".join(dict.fromkeys(texts)) if texts else self._line_below(image) or said_of_link(image)

    def _line_below(self, image: Block) -> str | None:
        below = self.outline.next_shown(image)
        if below is None or below.link_chars or not 0 < len(below.text) <= _MAX_CAPTION:
            return None
        framed = self._alone_in_table(image, below) or self._alone_in_box(image, below) or self._stands_above_text(image, below)
        return below.text if framed or self._looks_like_caption(image, below) else None

    def _captions(self, figure: int | None) -> list[str]:
        if figure is None:
            return []
        if figure not in self.captions:
            node = self.outline.nodes[figure]
            inside = self.outline.blocks[node.first : node.last]
            self.captions[figure] = [each.text for each in inside if self._raw(each.node).kind == "caption" and each.text]
        return self.captions[figure]

    def _alone_in_table(self, image: Block, below: Block) -> bool:
        """Whether a table holds a picture and a line, and nothing else: how pages framed pictures before `figure`."""
        table = self._raw(image.node).table
        if table is None:
            return False
        node = self.outline.nodes[table]
        return [b for b in self.outline.blocks[node.first : node.last] if b.text] == [below]

    def _alone_in_box(self, image: Block, below: Block) -> bool:
        """Whether a box holds a picture and, in an element of its own, a short line, and nothing else: no sentence, but where the
        box is called a picture's."""
        node = self.outline.nodes[self.outline.around([image, below])[0]]
        if len(below.text) < _LEAST_CAPTION or (ends_sentence(below.text) and not _PICTURE.search(class_and_id(node.element))):
            return False
        if node.element is below.element or below.element.tag not in _CAPTIONS or node.tag not in _FRAMES:
            return False
        inside = (each for each in self.outline.blocks[node.first : node.last] if not each.hidden)
        return list(islice(inside, _PAIR + 1)) == [image, below]

    def _stands_above_text(self, image: Block, below: Block) -> bool:
        """Whether a line that is no sentence is all that stands between a picture and the text, and tells of no writer or day."""
        first = self.first
        if not image.index < below.index < first or len(self.outline.shown(below.index, first)) > 1 or is_heading(below):
            return False
        told = is_by_line(below.text) or has_own_day(below) or is_person(below.text) or is_marked_subtitle(below.element)
        return weight(below.text) >= _TOLD and not ends_sentence(below.text) and not told

    def _looks_like_caption(self, image: Block, below: Block) -> bool:
        centred = not self.centred and _is_centred(below.element) and not ends_sentence(below.text)
        told = below.index not in self.told and says_picture(image, below)
        return centred or told or is_named_caption(below.element)

    def _raw(self, at: int) -> Place:
        chain = []
        while at not in self.raw:
            chain.append(at)
            at = self.outline.nodes[at].parent
        place = self.raw[at]
        for at in reversed(chain):
            tag = self.tags.get(at, self.outline.nodes[at].tag)
            place = self.raw[at] = place if at in self.layout else _inside(place, tag, at)
        return place

    def _tables(self, texts: list[Block], placed: list[Place]) -> set[int]:
        """Those that are of figures; the others only lay the page out."""
        rows: dict[int, dict[int, set[int]]] = {}
        sizes: Counter[int] = Counter()
        for block, place in zip(texts, placed, strict=True):
            if place.table is not None and place.row is not None and place.cell is not None:
                rows.setdefault(place.table, {}).setdefault(place.row, set()).add(place.cell)
                sizes[place.cell] += len(block.text)
        figures = (table for table, cells in rows.items() if _has_figures(list(cells.values()), sizes))
        return {table for table in figures if next(self.outline.nodes[table].element.iter("h1"), None) is None}

    def _settle(self, place: Place) -> Place:
        if place.table not in self.tables or place.row is None:  # a row may stand in no table
            place = place._replace(table=None, row=None, cell=None)
        if place.kind == "li" and self.item_blocks[place.item] > _MAX_ITEM_BLOCKS:
            place = place._replace(kind="p", item=None, list=None)
        return place


def said_of_link(image: Block) -> str | None:
    """What the link from a picture to a file of one is called, as galleries show it below that."""
    link = None if image.image is None else next(image.image.iterancestors("a"), None)
    if link is None or not link.get("href", "").lower().partition("?")[0].endswith(PICTURES):
        return None
    stated, said = squeeze(link.get("data-caption", "")), squeeze(link.get("title", ""))
    text = stated or (said if weight(said) >= _TOLD else "")  # less may be what a click does
    return None if "<" in text else text or None


def says_picture(image: Block, line: Block) -> bool:
    """Whether a line in the box of a picture, and no heading, begins with what the picture is said to show."""
    alt = "" if image.image is None else (image.image.get("alt") or "").strip()
    beside = line.element is image.element or line.element.getparent() in (image.element, image.element.getparent())
    return beside and not is_heading(line) and len(alt) >= _LEAST_CAPTION and line.text.startswith(alt)


def _is_centred(element: Element) -> bool:
    return "center" in (element.get("align"), element.tag) or _CENTRED.search(element.get("style") or "") is not None


def _has_figures(rows: list[set[int]], sizes: Counter[int]) -> bool:
    """Whether there are two rows, half of them with two cells, and no cell is long. sizes: characters of each cell."""
    paired = sum(len(row) > 1 for row in rows)
    return len(rows) > 1 and paired * 2 >= len(rows) and max(sizes[cell] for row in rows for cell in row) <= MAX_CELL


def _layout_lists(outline: Outline, texts: list[Block]) -> set[int]:
    """Lists around the whole body: a list item that holds all of it is a box of the page, and so is what holds that."""
    if len(texts) < 2:
        return set()
    around = outline.around(texts)
    items = [i for i, at in enumerate(around) if outline.nodes[at].tag in ("li", "dd")]
    lists = ("ul", "ol", "li", "dl", "dt", "dd")
    return {at for at in around[items[0] :] if outline.nodes[at].tag in lists} if items else set()


def _inside(outer: Place, tag: str, at: int) -> Place:
    if tag in HEADINGS:
        return outer._replace(kind=_HEADING_LEVEL[tag], item=None)
    if tag in ("ul", "ol", "li"):
        return _inside_list(outer, tag, at)
    if tag in ("dl", "dt", "dd"):
        return _inside_terms(outer, tag, at)
    if tag in ("table", "tr", "td", "th"):
        return _inside_table(outer, tag, at)
    if tag == "blockquote" and outer.quote is None:
        return outer._replace(quote=at)
    if tag == "figure":
        return outer._replace(figure=at)
    if tag in ("figcaption", "caption"):
        return outer._replace(kind="caption" if outer.figure is not None else "p")
    return outer


def _inside_list(outer: Place, tag: str, at: int) -> Place:
    """A list in a list is no list of its own; its items are the outer one's."""
    if tag == "li":
        return outer._replace(kind="li", item=at, list=outer.list if outer.list is not None else at)
    return outer if outer.list is not None else outer._replace(list=at, ordered=tag == "ol", kind="p")


def _inside_terms(outer: Place, tag: str, at: int) -> Place:
    if tag == "dl":
        return outer._replace(terms=at)
    return outer._replace(kind="p" if outer.terms is None else tag, item=None)


def _inside_table(outer: Place, tag: str, at: int) -> Place:
    if tag == "table":
        return outer._replace(table=at, row=None, cell=None, kind="p", list=None, item=None)
    return outer._replace(row=at) if tag == "tr" else outer._replace(cell=at)
