"""What is said between the paragraphs of a text in boxes of its own: headings by their form, key figures and facts, quotations,
and answers to questions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from crawler.extract.block_model.boxed import paragraphs_in
from crawler.extract.block_model.sentences import is_subheading, opens_answer
from crawler.extract.fields.author_roles import LABEL_OF_OTHERS
from crawler.extract.fields.date_places import has_own_day
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_caption, is_heading, is_only_links, is_prose, reads_as_label, targets_of
from crawler.page.markup import box_form
from crawler.page.tags import ITEMS
from crawler.text.writing import ends_as_running_text, weight
from crawler.urls import leads_nowhere

_SEVERAL = 2  # lines of one form
_FACT = 80  # Latin characters of a figure with what it counts, or of a fact with its label
_NAME = 90  # Latin characters of a name with what the person is
_MARKS = "\"“”„«»‚‘’「」『』‹›"
_QUOTED = re.compile(rf"[{_MARKS}][^\n]{{15,}}[{_MARKS}]")
_DASHES = ("— ", "– ", "―")
_TOLD = re.compile(r"\d|[^:：]{2,40}[:：]\s?\S")  # a number, or something with its label
_ASIDE = "(（"
_NUMBERS = re.compile(r"\d+")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b(?!\s?%)")


def said_between(outline: Outline, kept: Sequence[Block]) -> Iterator[Block]:
    """The dropped lines between kept ones that are the text's."""
    heads = list(_subheads(outline, kept))
    yield from heads
    said, chosen = "\n".join(block.text for block in kept), {block.index for block in (*kept, *heads)}
    for one, gap, other in _gaps(outline, kept, chosen):
        yield from _sections_in(gap) or _opened_in(gap)
        if not is_prose(other):
            continue
        if _are_facts(outline, gap) or _are_quotations(gap, said) or _are_answers([one, *gap]) or _are_answers(gap):
            yield from gap
    yield from _speakers(outline, kept, chosen)


def _subheads(outline: Outline, kept: Sequence[Block]) -> Iterator[Block]:
    """The lines of a form that no paragraph has, each right above kept text in its element, that say something else each."""
    chosen, said = {block.index for block in kept}, {block.text for block in kept}
    for lines in _by_form(outline, kept):
        if _are_several_lines(lines) and all(_may_head(outline, line, chosen) for line in lines):
            yield from (line for line in lines if line.text not in said)


def _are_several_lines(lines: Sequence[Block]) -> bool:
    """Whether lines are several that say something else each, numbers aside."""
    return len(lines) >= _SEVERAL and len({_NUMBERS.sub("", line.text) for line in lines}) == len(lines)


def _by_form(outline: Outline, kept: Sequence[Block]) -> Iterable[list[Block]]:
    """The lines in the element of the paragraphs that are none and no items, those of one form together."""
    body, paragraphs = paragraphs_in(kept), {box_form(block.element) for block in kept if is_prose(block)}
    forms: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for line in outline.shown(kept[0].index, kept[-1].index) if body is not None else ():
        own = line.element.getparent() is body and line.element.tag not in ITEMS
        if own and box_form(line.element) not in paragraphs:
            forms[box_form(line.element)].append(line)
    return forms.values()


def _may_head(outline: Outline, line: Block, chosen: set[int]) -> bool:
    """Whether a label without a link stands right above kept text, and below no picture."""
    below = outline.next_shown(line)
    pictured = outline.blocks[line.index - 1].image is not None
    label = reads_as_label(line.text) and line.text[0] not in _ASIDE and not line.link_chars and not is_caption(line.element)
    return label and not pictured and below is not None and below.index in chosen


def _gaps(outline: Outline, kept: Sequence[Block], chosen: set[int]) -> Iterator[tuple[Block, list[Block], Block]]:
    """A kept paragraph or heading, and what a reader sees between it and the next of them, and is not chosen."""
    for one, other in pairwise(block for block in kept if is_prose(block) or is_subheading(block)):
        if other.index - one.index > 1:
            yield one, [line for line in outline.shown(one.index + 1, other.index) if line.index not in chosen], other


def _are_answers(lines: list[Block]) -> bool:
    """Whether some lines without a link begin with a heading that opens what is below it."""
    opened = bool(lines) and is_subheading(lines[0]) and opens_answer(lines[0])
    return opened and len(lines) >= _SEVERAL and not any(line.link_chars for line in lines)


def _sections_in(lines: list[Block]) -> list[Block]:
    """Of some lines what stands below several headings there, a paragraph or more below each, and nothing linked."""
    heads = [at for at, line in enumerate(lines) if is_subheading(line)]
    told = lines[heads[0] :] if len(heads) >= _SEVERAL else []
    parted = all(other - one > 1 for one, other in pairwise([*heads, len(lines)]))
    return told if parted and all(is_subheading(line) or _is_told(line) for line in told) else []


def _opened_in(lines: list[Block]) -> list[Block]:
    """Of some lines the paragraphs and headings behind the first, which is a link that leads nowhere: it opens them."""
    opens = len(lines) >= _SEVERAL and is_only_links(lines[0]) and all(map(leads_nowhere, targets_of(lines[0])))
    last = next((at for at in range(len(lines) - 1, 0, -1) if _is_told(lines[at])), 0) if opens else 0
    told = lines[1 : last + 1]
    return told if len(told) >= _SEVERAL and all(is_subheading(line) or _is_told(line) for line in told) else []


def _is_told(line: Block) -> bool:
    return not line.link_chars and ends_as_running_text(line.text) and not has_own_day(line)


def _are_facts(outline: Outline, lines: list[Block]) -> bool:
    """Whether some lines below a label, or alone, have one form and a number or a label each: no day, and nothing linked."""
    if not all(map(_may_be_of_fact, lines)):
        return False
    headed = len(lines) > _SEVERAL and reads_as_label(lines[0].text)
    return _are_of_one_form(outline, lines) or (headed and _are_of_one_form(outline, lines[1:]))


def _are_of_one_form(outline: Outline, lines: list[Block]) -> bool:
    boxes = _boxes_of(outline, lines) if len(lines) >= _SEVERAL else []
    alike = len(boxes) >= _SEVERAL and len({box_form(box.element) for box in boxes}) == 1
    return alike and all(_TOLD.search(" ".join(line.text for line in box.among(lines))) for box in boxes)


def _boxes_of(outline: Outline, lines: list[Block]) -> list[Node]:
    """The elements in which some lines stand inside the one around all of them."""
    at = outline.around(lines)[0]
    inside = (node for _, node in outline.inside(at) if node.parent == at)
    return [node for node in inside if node.among(lines)]


def _may_be_of_fact(line: Block) -> bool:
    if line.link_chars or weight(line.text) > _FACT or line.text[0] in _ASIDE or LABEL_OF_OTHERS.match(line.text):
        return False
    return not has_own_day(line) and not _TIME.search(line.text)


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


def _speakers(outline: Outline, kept: Sequence[Block], chosen: set[int]) -> Iterator[Block]:
    """The lines that say who speaks: the last ones of quotations whose words are kept, those behind a dash below such words."""
    quotations = (outline.shown(node.first, node.last) for node in outline.nodes if node.tag == "blockquote")
    yield from (lines[-1] for lines in quotations if _names_speaker(lines, chosen))
    below = (outline.next_shown(line) for line in filter(_is_quoted, kept))
    yield from (line for line in below if line is not None and _is_signed(line))


def _names_speaker(lines: Sequence[Block], chosen: set[int]) -> bool:
    """Whether the last line of a quotation may be a name, and all others are chosen."""
    return len(lines) > 1 and _may_be_of_quotation(lines[-1]) and all(line.index in chosen for line in lines[:-1])


def _is_signed(line: Block) -> bool:
    return line.text.startswith(_DASHES) and _may_be_of_quotation(line)
