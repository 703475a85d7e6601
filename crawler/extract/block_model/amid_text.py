"""What stands amid the paragraphs of a text and is its own where it leads nowhere: lists, key figures, what somebody says."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.etree import _Element as Element

from crawler.extract.block_model.boxed import paragraphs_in
from crawler.extract.block_model.sentences import is_subheading
from crawler.extract.body.release_part_words import NOTES
from crawler.extract.fields.author_names import is_by_line
from crawler.extract.fields.author_roles import LABEL_OF_OTHERS
from crawler.extract.fields.date_places import has_own_day
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_caption, is_heading, is_prose
from crawler.page.markup import box_form
from crawler.text.writing import weight

_LISTS = ("ul", "ol", "details")
_SEVERAL = 2  # items
_FIGURE = 60  # Latin characters of a figure with what it counts
_NAME = 90  # Latin characters of a name with what the person is
_MARKS = "\"“”„«»‚‘’「」『』‹›"
_QUOTED = re.compile(rf"[{_MARKS}][^\n]{{15,}}[{_MARKS}]")
_NUMBER = re.compile(r"\d")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b(?!\s?%)")
_ANNOUNCED = 40  # Latin characters of a sentence that leads to a list; less is a label


def with_text_amid(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The kept blocks, with the lists without a link in the element of the paragraphs whose line above is kept, with those, the
    key figures and quotations between two kept paragraphs, and with the line that announces a kept list."""
    chosen = {block.index for block in kept}
    added = (*_said_between(outline, kept), *_lists(outline, kept, chosen), *_speakers(outline, chosen))
    found = {block.index: block for block in (*kept, *added)}
    return [found[at] for at in sorted(found)]


def _lists(outline: Outline, kept: Sequence[Block], chosen: set[int]) -> Iterator[Block]:
    """What was dropped of lists, or above them, and is the text's."""
    body, first = paragraphs_in(kept), kept[0].index if kept else len(outline.blocks)
    for node in filter(_is_list, outline.nodes):
        amid = node.first > first and (_is_above_text(outline, node, chosen) or _is_between(outline, node, chosen))
        yield from _dropped_of(outline, node, body, chosen, amid=amid)


def _speakers(outline: Outline, chosen: set[int]) -> Iterator[Block]:
    """The last lines of quotations whose words are kept, where they say who speaks."""
    for node in (node for node in outline.nodes if node.tag == "blockquote" and node.last - node.first > 1):
        lines = outline.shown(node.first, node.last)
        if len(lines) > 1 and all(line.index in chosen for line in lines[:-1]) and _may_be_of_quotation(lines[-1]):
            yield lines[-1]


def _said_between(outline: Outline, kept: Sequence[Block]) -> Iterator[Block]:
    """The key figures, quotations, and answers to questions that are all that stands between two kept paragraphs."""
    said = "\n".join(block.text for block in kept)
    for gap in _gaps(outline, kept):
        if _are_figures(outline, gap) or _are_quotations(gap, said) or _are_answers(gap):
            yield from gap


def _are_answers(lines: list[Block]) -> bool:
    """Whether some lines without a link begin with a heading that opens what is below it."""
    opened = bool(lines) and is_subheading(lines[0]) and next(lines[0].element.iter("button"), None) is not None
    return opened and len(lines) >= _SEVERAL and not any(line.link_chars for line in lines)


def _gaps(outline: Outline, kept: Sequence[Block]) -> Iterator[list[Block]]:
    """What a reader sees between one kept paragraph, or heading, and the next paragraph, and was dropped."""
    chosen = {block.index for block in kept}
    for one, other in pairwise(block for block in kept if is_prose(block) or is_subheading(block)):
        if other.index - one.index > 1 and is_prose(other):
            yield [line for line in outline.shown(one.index + 1, other.index) if line.index not in chosen]


def _are_figures(outline: Outline, lines: list[Block]) -> bool:
    """Whether some lines below a heading, or alone, have one form and a number each: no day, and nothing linked."""
    told = lines[1:] if lines and is_subheading(lines[0]) else lines
    if len(told) < _SEVERAL or not all(map(_may_be_of_figure, told)):
        return False
    boxes = _boxes_of(outline, told)
    alike = len(boxes) >= _SEVERAL and len({box_form(box.element) for box in boxes}) == 1
    return alike and all(_NUMBER.search(" ".join(line.text for line in box.among(told))) for box in boxes)


def _boxes_of(outline: Outline, lines: list[Block]) -> list[Node]:
    """The elements in which some lines stand inside the one around all of them."""
    at = outline.around(lines)[0]
    inside = (node for _, node in outline.inside(at) if node.parent == at)
    return [node for node in inside if node.among(lines)]


def _may_be_of_figure(line: Block) -> bool:
    return not line.link_chars and weight(line.text) <= _FIGURE and not has_own_day(line) and not _TIME.search(line.text)


def _are_quotations(lines: list[Block], said: str) -> bool:
    """Whether some lines are each what somebody says, not said in the text too, or right behind that who it is."""
    quoted = list(filter(_is_quoted, lines))
    if not quoted or lines[0] is not quoted[0] or not all(map(_may_be_of_quotation, lines)):
        return False
    named = all(_is_quoted(one) or _is_quoted(other) for one, other in pairwise(lines))
    return named and not any(line.text.strip(f" {_MARKS}") in said for line in quoted)


def _is_quoted(line: Block) -> bool:
    return _QUOTED.fullmatch(line.text.strip()) is not None


def _may_be_of_quotation(line: Block) -> bool:
    """Whether a line without a link, in no heading or caption, is a quotation or no longer than a name with an office."""
    if line.link_chars or is_heading(line) or is_caption(line.element):
        return False
    return _is_quoted(line) or weight(line.text) <= _NAME


def _is_between(outline: Outline, node: Node, chosen: set[int]) -> bool:
    """Whether a list that names nobody's work stands between two kept paragraphs, or below a heading behind the first of them."""
    above, below = _line_above(outline, node), _first_visible(outline, range(node.last, len(outline.blocks)))
    if above is not None and above.index not in chosen and is_subheading(above):
        above = _first_visible(outline, range(above.index - 1, -1, -1))
    told = all(line is not None and line.index in chosen and is_prose(line) for line in (above, below))
    return told and all(map(_may_be_item, outline.shown(node.first, node.last)))


def _may_be_item(line: Block) -> bool:
    return line.element.tag == "li" and not is_by_line(line.text) and not LABEL_OF_OTHERS.match(line.text)


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
    leads = weight(line.text) >= _ANNOUNCED and line.text.endswith((":", "："))
    return beside and (leads or NOTES.match(line.text) is not None)
