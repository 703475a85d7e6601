"""Paragraphs and sentences are kept whole: what markup cuts in two is one for the reader."""

import re
from collections.abc import Iterator
from itertools import groupby

import numpy as np
from lxml.etree import _Element as Element
from numpy.typing import NDArray

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_prose
from crawler.page.tags import LOWER_HEADINGS
from crawler.text.writing import Join, between_lines, ends_sentence

Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

_GOES_ON = re.compile(r"[,;，；،؛、](?:\s\w{1,5})?\Z")  # an item that another follows, with `and` or not
_HEADS, _ABOVE = 0.3, 2  # probability of a heading between paragraphs; blocks above it among which one of them is


def all_whole(kept: Flags, blocks: list[Block]) -> Flags:
    """With what belongs to a kept paragraph, box, sentence or text that goes on behind a list."""
    for with_rest in (whole_boxes, whole_paragraphs, whole_sentences, whole_enumerations):
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
    """With the headings between kept paragraphs, where not unlikely: in a grid of components each stands in a box of its own."""
    whole = kept.copy()
    for at in range(1, len(blocks) - 1):
        if p[at] >= _HEADS and kept[at + 1] and _is_alone(blocks[at], blocks[at + 1]) and is_prose(blocks[at + 1]):
            whole[at] |= kept[max(0, at - _ABOVE) : at].any()
    return whole


def _is_alone(heading: Block, below: Block) -> bool:
    """Whether a heading stands in another box than the paragraph below it."""
    return _is_subheading(heading) and below.element.tag == "p" and heading.element.getparent() is not below.element.getparent()


def _is_subheading(block: Block) -> bool:
    return block.element.tag in LOWER_HEADINGS and not block.link_chars and not block.hidden


def whole_sentences(kept: Flags, blocks: list[Block]) -> Flags:
    """With the lines above that a kept line goes on, in the middle of their sentence."""
    whole = kept.copy()
    for at in range(len(blocks) - 1, 0, -1):
        if whole[at] and not whole[at - 1]:
            whole[at - 1] = _goes_on_in(blocks[at - 1], blocks[at])
    return whole


def whole_enumerations(kept: Flags, blocks: list[Block]) -> Flags:
    """With lists amid kept text whose items are one sentence, each but the last ending with a comma, and the line above them."""
    whole, places = kept.copy(), np.flatnonzero(kept)
    for items in _lists(blocks):
        if len(places) and places[0] < items[0] and items[-1] < places[-1] and _is_sentence([blocks[at] for at in items]):
            whole[items] = True
            whole[items[0] - 1] |= _leads_in(blocks[items[0] - 1], blocks[items[0]])
    return whole


def _lists(blocks: list[Block]) -> Iterator[list[int]]:
    """The places of the items of each list that has several."""
    items = [at for at, block in enumerate(blocks) if block.element.tag == "li"]
    for _, found in groupby(items, lambda at: blocks[at].element.getparent()):
        if len(places := list(found)) > 1:
            yield places


def _is_sentence(items: list[Block]) -> bool:
    if any(item.link_chars or item.hidden for item in items) or not ends_sentence(items[-1].text):
        return False
    return all(_GOES_ON.search(item.text) for item in items[:-1])


def _leads_in(line: Block, item: Block) -> bool:
    """Whether a line stands right above the list of that item, and is no sentence and no link."""
    listed = next(item.element.iterancestors(), item.element)
    above = listed.getprevious()
    own = line.element is listed.getparent() or above in (line.element, *line.element.iterancestors())
    return own and not (line.link_chars or line.hidden or ends_sentence(line.text))


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
