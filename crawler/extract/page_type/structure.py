"""How a page is built around its text: what tells one piece of writing from chapters, threads and lists of teasers.

No words are known but those that label days of other things: the form of a page is the same in every language.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from lxml.etree import _Element as Element

from crawler.extract.page_type.short_release import has_day_below, release_signs, told_on
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_heading
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.text.writing import ends_sentence, weight

NAMES = (
    "day_below", "paragraphs_told", "headings", "linked_headings", "repeated_boxes", "release", "release_printed",
)  # fmt: skip
PARAGRAPH = 120  # Latin characters of a paragraph of running text, more than in most teasers
_FEW_LINES = 10  # up to which the headings are too few for their share to say something
_AROUND = 4  # elements around a paragraph among which is the box of its post or teaser
_ROWS_TOLD, _NEARLY_ALL = 5, 0.75  # rows with a line of text behind each, at least; of all rows
_BOXES = 3  # of one tag and class side by side, from which they repeat


def structure_values(page: Page, shown: list[Block], main: Sequence[Block]) -> list[float]:
    """One number for each of NAMES. shown: the page's visible text blocks; main: those of its running text.

    Whether an own day stands between headline and text; paragraphs under the headline; share of headings, and of links among
    them; share of the paragraphs in boxes that repeat; whether it is built like a release, and like one whose day is printed.
    """
    told = told_on(head_of(page), shown)
    headings = [block for block in main if is_heading(block)]
    return [
        float(has_day_below(told)),
        math.log1p(told.paragraphs),
        len(headings) / max(_FEW_LINES, len(main)),
        sum(2 * block.link_chars > len(block.text) for block in headings) / max(1, len(headings)),
        _repeated([block for block in main if 3 * block.link_chars < len(block.text) and weight(block.text) >= PARAGRAPH]),
        *map(float, release_signs(page, shown, told)),
    ]


def without_teasers(shown: Sequence[Block], rows: Sequence[Block]) -> list[Block]:
    """The lines that stand in no box of a row, where boxes of one tag and class side by side have a row each, nor right behind
    a row, where nearly all rows have such a line."""
    boxes = {box for boxes in _alike((row.index, row.element) for row in rows) for box in boxes}
    behind = _behind(shown, rows)
    alone = (block for block in shown if block.index not in behind)
    return [block for block in alone if not any(box in boxes for box in islice(block.element.iterancestors(), _AROUND))]


def _behind(shown: Sequence[Block], rows: Sequence[Block]) -> set[int]:
    """The sentences right behind the rows, where nearly all rows have one; none elsewhere."""
    heads = {row.index for row in rows}
    told = {line.index for row, line in pairwise(shown) if row.index in heads and ends_sentence(line.text)} - heads
    return told if len(told) >= max(_ROWS_TOLD, _NEARLY_ALL * len(rows)) else set()


def _repeated(told: Sequence[Block]) -> float:
    """The share of some paragraphs that stand in boxes of one tag and class side by side, each with one at least."""
    around = ((block.index, block.element.getparent()) for block in told)
    repeated = {index for boxes in _alike(around) for within in boxes.values() for index in within}
    return len(repeated) / max(1, len(told))


def _alike(within: Iterable[tuple[int, Element | None]]) -> list[dict[Element, list[int]]]:
    """Boxes of one tag and class side by side, several of which have one of some blocks, as (index, box): which."""
    boxes: dict[tuple[Element, str, str | None], dict[Element, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, box in within:
        for _ in range(1, _AROUND):
            outer = None if box is None or box.tag == "body" else box.getparent()
            if box is None or outer is None or outer.tag in ("body", "html"):
                break
            boxes[outer, str(box.tag), box.get("class")][box].append(index)
            box = outer
    return [alike for alike in boxes.values() if len(alike) >= _BOXES]
