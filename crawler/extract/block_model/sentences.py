"""Paragraphs and sentences are kept whole: what markup cuts in two is one for the reader."""

from collections.abc import Iterator

import numpy as np
from lxml.etree import _Element as Element
from numpy.typing import NDArray

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_prose
from crawler.page.markup import box_form
from crawler.page.tags import LOWER_HEADINGS
from crawler.text.writing import Join, between_lines, ends_as_running_text, ends_with_colon

Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

_HEADS, _ABOVE = 0.3, 2  # probability of a heading between paragraphs; blocks above it among which one of them is


def all_whole(kept: Flags, blocks: list[Block]) -> Flags:
    """With what belongs to a kept paragraph, box or sentence."""
    for with_rest in (whole_boxes, whole_paragraphs, whole_sentences):
        kept = with_rest(kept, blocks)
    return kept


def whole_paragraphs(kept: Flags, blocks: list[Block]) -> Flags:
    """With the other lines of a `p` that is broken by `br`, or of code by empty lines, where most of its text is kept."""
    whole = kept.copy()
    for lines in _broken(blocks):
        text = sum(len(blocks[at].text) for at in lines)
        if 2 * sum(len(blocks[at].text) for at in lines if kept[at]) >= text > 0:
            for at in lines:
                whole[at] |= not blocks[at].hidden and 2 * blocks[at].link_chars <= len(blocks[at].text)
    return whole


def _broken(blocks: list[Block]) -> Iterator[list[int]]:
    """The places of the lines of each `p` or `pre` that has several."""
    line = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or blocks[at].element is not blocks[line].element:
            if at - line > 1 and blocks[line].element.tag in ("p", "pre"):
                yield list(range(line, at))
            line = at


def whole_boxes(kept: Flags, blocks: list[Block]) -> Flags:
    """With the line that opens a box of the page (`summary`) whose first text is kept."""
    whole = kept.copy()
    for at in range(len(blocks) - 1):
        line = blocks[at]
        if line.element.tag == "summary" and kept[at + 1] and _in_one_box(line, blocks[at + 1]):
            whole[at] = not line.hidden
    return whole


def _in_one_box(summary: Block, below: Block) -> bool:
    return summary.element.getparent() is next(below.element.iterancestors("details"), below.element)


def with_headings(kept: Flags, p: Floats, blocks: list[Block]) -> Flags:
    """With the headings between kept paragraphs, where not unlikely: in a grid of components each stands in a box of its own,
    and below a box of something else they look like part of it; headings of one form are kept together."""
    whole = kept.copy()
    heads = _likely_heads(kept, p, blocks)
    for at in heads:
        whole[at] |= _is_alone(blocks[at], blocks[at + 1]) and kept[max(0, at - _ABOVE) : at].any()
    forms = {box_form(block.element) for block, yes in zip(blocks, whole.tolist(), strict=True) if yes and is_subheading(block)}
    for at in heads:
        whole[at] |= box_form(blocks[at].element) in forms and kept[:at].any()
    return whole


def _likely_heads(kept: Flags, p: Floats, blocks: list[Block]) -> list[int]:
    """The headings above kept lines, but for unlikely ones that open nothing."""
    above = (at for at in range(1, len(blocks) - 1) if kept[at + 1] and _may_head(blocks[at], blocks[at + 1]))
    return [at for at in above if p[at] >= _HEADS or opens_answer(blocks[at])]


def _may_head(heading: Block, below: Block) -> bool:
    return is_subheading(heading) and (_is_running(below) or opens_answer(heading))


def _is_running(block: Block) -> bool:
    """Whether a line is a paragraph, or a short one that leads to a list."""
    ends = is_prose(block) or ends_as_running_text(block.text) or ends_with_colon(block.text)
    return block.element.tag == "p" and ends


def _is_alone(heading: Block, below: Block) -> bool:
    """Whether a heading opens what is below it, or stands in another box than the paragraph there."""
    return opens_answer(heading) or (is_prose(below) and heading.element.getparent() is not below.element.getparent())


def is_subheading(block: Block) -> bool:
    return block.element.tag in LOWER_HEADINGS and not block.link_chars and not block.hidden


def opens_answer(heading: Block) -> bool:
    """Whether a heading is a button that opens what is below it."""
    return any(button.get("aria-expanded") is not None for button in heading.element.iter("button"))


def whole_sentences(kept: Flags, blocks: list[Block]) -> Flags:
    """With the lines above that a kept line goes on, in the middle of their sentence."""
    whole = kept.copy()
    for at in range(len(blocks) - 1, 0, -1):
        if whole[at] and not whole[at - 1]:
            whole[at - 1] = _goes_on_in(blocks[at - 1], blocks[at])
    return whole


def _goes_on_in(line: Block, after: Block) -> bool:
    """Whether a break, or the end of an element like the next one's, cuts a sentence in two."""
    own, below = line.element, after.element
    cut = after.breaks == 1 if own is below else own.tag == below.tag and _wrapped(own).getnext() is _wrapped(below)
    return cut and not line.hidden and between_lines(line.text, after.text, after.indent) is Join.SAME


def _wrapped(element: Element) -> Element:
    """The outermost element around this one that holds nothing else."""
    while (around := element.getparent()) is not None and len(around) == 1:
        element = around
    return element
