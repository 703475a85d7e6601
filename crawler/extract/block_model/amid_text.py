"""What stands amid the paragraphs of a text and is its own where it leads nowhere: lists, and what is said between paragraphs."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from crawler.extract.block_model.boxed import paragraphs_in
from crawler.extract.block_model.said_between import said_between
from crawler.extract.block_model.sentences import is_subheading
from crawler.extract.body.release_part_words import NOTES
from crawler.extract.fields.author_names import is_by_line
from crawler.extract.fields.author_roles import LABEL_OF_OTHERS
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_prose
from crawler.page.tags import LIST_ITEMS
from crawler.text.writing import ends_with_colon, weight

_LISTS = ("ul", "ol", "dl", "details")
_SEVERAL = 2  # items
_ANNOUNCED = 40  # Latin characters of a sentence that leads to a list; less is a label


def with_text_amid(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The kept blocks, with what is said between them; with the lists without a link in the element of the paragraphs whose line
    above is kept, or between two kept paragraphs; and with the line that announces a kept list."""
    chosen = {block.index for block in kept}
    found = {block.index: block for block in (*kept, *said_between(outline, kept), *_lists(outline, kept, chosen))}
    return [found[at] for at in sorted(found)]


def _lists(outline: Outline, kept: Sequence[Block], chosen: set[int]) -> Iterator[Block]:
    """What was dropped of lists, or above them, and is the text's."""
    body, first = paragraphs_in(kept), kept[0].index if kept else len(outline.blocks)
    for node in filter(_is_list, outline.nodes):
        amid = node.first > first and (_is_above_text(outline, node, chosen) or _is_between(outline, node, chosen))
        yield from _dropped_of(outline, node, body, chosen, amid=amid)


def _is_between(outline: Outline, node: Node, chosen: set[int]) -> bool:
    """Whether a list that names nobody's work stands between two kept paragraphs, or below a heading behind the first of them."""
    above, below = _line_above(outline, node), _first_visible(outline, range(node.last, len(outline.blocks)))
    if above is not None and above.index not in chosen and is_subheading(above):
        above = _first_visible(outline, range(above.index - 1, -1, -1))
    told = all(line is not None and line.index in chosen and is_prose(line) for line in (above, below))
    return told and all(map(_may_be_item, outline.shown(node.first, node.last)))


def _may_be_item(line: Block) -> bool:
    return line.element.tag in LIST_ITEMS and not is_by_line(line.text) and not LABEL_OF_OTHERS.match(line.text)


def _dropped_of(outline: Outline, node: Node, body: Element | None, chosen: set[int], *, amid: bool) -> list[Block]:
    """What was dropped of a list and is the text's: its items, or the line above them. amid: whether it stands between lines of
    the text."""
    items = outline.shown(node.first, node.last)
    above = None if any(block.link_chars for block in items) else _line_above(outline, node)
    if above is None or not items:
        return []
    if not chosen.isdisjoint(block.index for block in items):
        own = _head_of(above, amid=amid) or ([above] if _announces(above, node) else [])
    elif len(items) >= _SEVERAL and (amid or (above.index in chosen and node.element.getparent() is body)):
        own = [*_head_of(above, amid=amid), *items]
    else:
        own = []
    return [block for block in own if block.index not in chosen]


def _head_of(above: Block, *, amid: bool) -> list[Block]:
    """The line above a list amid the text, where it is a heading."""
    return [above] if amid and is_subheading(above) else []


def _is_above_text(outline: Outline, node: Node, chosen: set[int]) -> bool:
    """Whether a kept line stands right behind a list, in the element that it stands in."""
    below = _first_visible(outline, range(node.last, len(outline.blocks)))
    return below is not None and below.index in chosen and below.element.getparent() is node.element.getparent()


def _is_list(node: Node) -> bool:
    return node.tag in _LISTS and node.last > node.first


def _line_above(outline: Outline, node: Node) -> Block | None:
    """The nearest line before a list that a reader sees."""
    return _first_visible(outline, range(node.first - 1, -1, -1))


def _first_visible(outline: Outline, places: range) -> Block | None:
    return next((outline.blocks[at] for at in places if outline.blocks[at].is_visible), None)


def _announces(line: Block, node: Node) -> bool:
    """Whether a line in the element of a list leads to it: more than a label, with a colon at its end; or notes to editors."""
    beside = line.element.getparent() is node.element.getparent() and not line.link_chars
    leads = weight(line.text) >= _ANNOUNCED and ends_with_colon(line.text)
    return beside and (leads or NOTES.match(line.text) is not None)
