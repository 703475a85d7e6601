"""The walk over a page's tree that makes its blocks: iterative, so that depth is no limit."""

import re
from collections.abc import Collection

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_called_caption, is_caption
from crawler.page.hidden import hides, is_shown
from crawler.page.hidden_text import hide, hide_templates, unhide
from crawler.page.laid_out import GRID_CELLS, are_laid_out, is_of_grid
from crawler.page.markup import Markup, image_without_scripts, mark_of_block, marked, quotation, raised, raised_by_style
from crawler.page.tags import BLOCK_TAGS, IMAGE_TAGS, INLINE, MARKED, SKIPPED_TAGS, TABLE_ROLES, WIDGETS
from crawler.text.dates.row_date import is_date_alone
from crawler.text.safe_text import one_line, squeeze
from crawler.text.writing import ends_sentence, is_glued

_PROSE = 60  # characters of a line that begins a paragraph
_DAY = 30  # characters of a day
_DAY_AND_BLANK = 2  # pieces of a line before a sentence in an element of its own
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)", re.I)
_MARKS = 3  # characters of a line that may be signs without a width
_INDENT = re.compile(r"[ \t\r\n]*(?:\u3000|\xa0{2}|\xa0 \xa0| \xa0\xa0|\u2003)")
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*?")


def _is_block(element: Element, given: Collection[str | bytes]) -> bool:
    """Whether an inline element stands as a block by its style or its role. given: names of its attributes."""
    if "style" in given and _SHOWN_AS_BLOCK.search(element.get("style", "")) is not None:
        return True
    return "role" in given and element.get("role") in TABLE_ROLES


def _is_day(text: str) -> bool:
    return len(text) <= _DAY and text[-1:].isdigit() and is_date_alone(text)


def _lines(text: str) -> str:
    """Text of which each line stays one."""
    return "\n".join(filter(None, map(squeeze, text.splitlines())))


def outline(root: Element) -> Outline:
    """Blocks and nodes of the tree under `root`."""
    walker = _Walker()
    walker.walk(root)
    page = Outline(walker.blocks, walker.nodes, walker.widgets)
    unhide(page)
    hide_templates(page.blocks)
    return page


class _Walker:
    """State of the walk: open nodes, inline markup in force, pieces of the block being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.widgets: list[tuple[int, str]] = []
        self.open = -1
        self.mark = Markup()
        self.saved: list[tuple[bool, Markup]] = []  # of each open element: whether it is a block, the markup around it
        self.pieces: list[tuple[str, Markup]] = []
        self.images: list[tuple[Element, Markup]] = []
        self.breaks = 0
        self.meets = ""  # the tag of an inline element that has just ended, with no text behind it
        self.element: Element | None = None
        self.grids: dict[Element, bool] = {}  # whether an element is a table without the elements of one

    def walk(self, root: Element) -> None:
        events = iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._leave(element)
                continue
            tag = element.tag
            if tag in INLINE:
                self._inline(element, tag)
            elif tag in BLOCK_TAGS:
                self._block(element, tag)
            elif type(tag) is not str or (tag in SKIPPED_TAGS and not is_shown(element, tag)):
                events.skip_subtree()
                self._skipped(element, tag)
            else:
                self._other(element, tag)

    def _skipped(self, element: Element, tag: object) -> None:
        """An element that is no text itself."""
        self.saved.append((False, self.mark))
        if tag in WIDGETS and element.get("type") != "hidden":
            self.widgets.append((self.open, str(tag)))
        if tag == "noscript" and (image := image_without_scripts(element)) is not None:
            self._picture(image)

    def _other(self, element: Element, tag: str) -> None:
        if tag == "br":
            self._break()
            self.saved.append((False, self.mark))
        elif tag in IMAGE_TAGS:
            self._picture(element)
            self.saved.append((False, self.mark))
        elif "-" in tag or tag == "template":
            self._block(element, tag)
        else:
            self._inline(element, tag)

    def _break(self) -> None:
        """A `br` ends a line; in `pre` two of them end the paragraph."""
        code = bool(self.pieces) and self._owner().tag == "pre"
        if code and not self.pieces[-1][0].endswith("\n"):
            self.pieces.append(("\n", self.mark))
            return
        self._flush()
        self.breaks += 2 if code else 1

    def _inline(self, element: Element, tag: str) -> None:
        if self.open < 0:  # a walk that starts at an inline element
            self._block(element, tag)
            return
        if tag in GRID_CELLS and is_of_grid(element, self.grids):
            self._block(element, tag)
            return
        mark = self.mark
        self.saved.append((False, mark))
        given = element.keys()  # names are asked once, and of many elements nothing else
        if given:
            if self._is_apart(element, given):
                self.saved.pop()
                self._block(element, tag)
                return
            if not mark.hidden and hides(element, given):
                self.mark = mark = mark._replace(hidden=True)
            if "style" in given:
                self.mark = mark = raised_by_style(mark, element)
        if tag in MARKED:
            self.mark = marked(mark, element, tag)
            if tag == "q":
                self._add(quotation(element)[:1])
        if element.text:
            self._part(element, element.text, mark)
            self._add(element.text)

    def _is_apart(self, element: Element, given: Collection[str | bytes]) -> bool:
        """Whether an inline element stands as a block, or right behind a picture and is called its caption: style sheets set it
        below that."""
        if _is_block(element, given):
            return True
        behind = not self.pieces and bool(self.blocks) and self.blocks[-1].image is not None
        return behind and "class" in given and is_called_caption(element) and not is_caption(self._owner())

    def _part(self, element: Element, text: str, mark: Markup) -> None:
        """Keeps two inline elements with nothing between them apart where the page shows them as two lines or words."""
        if len(text) >= _PROSE:
            self._part_day(element, text, _DAY_AND_BLANK)
        if not self.meets or not self.pieces or self.mark.raised or mark.pre:
            return
        if not self._is_parted(element, text):
            return
        if ends_sentence(self.pieces[-1][0]) and sum(len(each) for each, _ in self.pieces) >= _PROSE:
            self._flush()
            self.breaks += 1
        else:
            self.pieces.append((" ", mark))

    def _is_parted(self, element: Element, text: str) -> bool:
        """Whether a page shows a text apart from the element before: another word, a day, a part of a line."""
        before = self.pieces[-1][0]
        dated = text[0].isalnum() and (self.meets == "time" or _is_day(before))
        return dated or is_glued(before, text) or are_laid_out(element)

    def _block(self, element: Element, tag: str) -> None:
        mark = self.mark
        self.saved.append((True, mark))
        if self.pieces or self.images:
            self._flush()
        self.breaks = 0
        given = element.keys()
        if given or tag == "pre":
            self.mark = mark_of_block(mark, element, tag, given)
        kind = TABLE_ROLES.get(element.get("role", ""), tag) if "role" in given else tag
        depth = self.nodes[self.open].depth + 1 if self.open >= 0 else 0
        self.nodes.append(Node(element, kind, self.open, depth, len(self.blocks)))
        self.open = len(self.nodes) - 1
        self.element = element
        if element.text:
            self._add(element.text)

    def _leave(self, element: Element) -> None:
        block, mark = self.saved.pop()
        if element.tag == "q" and not block:
            self._add(quotation(element)[1:])
        self.mark = mark
        if block:
            self._close()
        text = element.tail
        self.meets = "" if block or text else str(element.tag)
        if text and self.open >= 0:
            if not block:
                self._part_day(element, text, 1)
            self._add(text)

    def _close(self) -> None:
        """Ends the innermost block-level element."""
        if self.pieces or self.images:
            self._flush()
        self.breaks = 0
        node = self.nodes[self.open]
        node.last = len(self.blocks)
        self.open = node.parent
        self.element = self.nodes[self.open].element if self.open >= 0 else None

    def _part_day(self, element: Element, text: str, pieces: int) -> None:
        """Makes a day in an element of its own, right before the words of a text, a picture above them or called so, a line.

        pieces: how many there are of the line so far, where it is that day alone.
        """
        if len(self.pieces) != pieces:
            return
        called = element.tag in IMAGE_TAGS or "date" in (element.get("class") or "")
        told = text[0].isalpha() or (called and text.strip()[:1].isalnum())
        if told and _is_day(self.pieces[0][0]):
            self._flush()
            self.breaks += 1

    def _add(self, text: str) -> None:
        if not self.pieces and text.isspace() and text.isascii():  # other blanks may be the indent of a block
            return
        if self.mark.raised:
            text = raised(text, self.mark.raised)
        if self.mark.pre and "\n" in text:
            head, *paragraphs = _BLANK_LINE.split(text)
            self.pieces.append((head, self.mark))
            for paragraph in paragraphs:
                self._flush()
                self.breaks += 2
                self.pieces.append((paragraph, self.mark))
        else:
            self.pieces.append((text, self.mark))

    def _picture(self, image: Element) -> None:
        if self.open < 0:
            return
        self.images.append((image, self.mark))
        if not any(text.strip() for text, _ in self.pieces):
            self._flush()

    def _flush(self) -> None:
        pieces = self.pieces
        if pieces:
            raw = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
            text = squeeze(raw) if not (pieces[0][1].pre and "\n" in raw) else _lines(raw)
            if _shows_something(text):
                self._emit(raw, text)
            self.pieces = []
        for image, mark in self.images:
            block = Block("", self._owner(), self.open, len(self.blocks), self.breaks, hidden=mark.hidden)
            block.image, block.link = image, mark.link
            self.blocks.append(block)
        self.images.clear()

    def _emit(self, raw: str, text: str) -> None:
        pieces = self.pieces
        block = Block(text, self._owner(), self.open, len(self.blocks), self.breaks, pieces=pieces)
        if len(pieces) == 1:
            block.link_chars = len(text) if pieces[0][1].link is not None else 0
            block.hidden = pieces[0][1].hidden
        else:
            block.link_chars = sum([len(squeeze(part)) for part, mark in pieces if mark.link is not None])
            if any(mark.hidden for _, mark in pieces):
                hide(block)
        first = raw[0]
        if first in " \t\r\n\u3000\xa0\u2003" and not raw.isascii():
            block.indent = _INDENT.match(raw) is not None
        self.blocks.append(block)
        self.breaks = 0

    def _owner(self) -> Element:
        assert self.element is not None
        return self.element


def _shows_something(text: str) -> bool:
    """Whether a line has a character that is seen: editors leave lines of one joiner."""
    return len(text) > _MARKS or (text != "" and (text.isascii() or one_line(text) != ""))
