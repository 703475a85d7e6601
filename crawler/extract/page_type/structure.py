"""How a page is built around its text: what tells one piece of writing from chapters, threads and lists of teasers.

No words are known but those that label days of other things: the form of a page is the same in every language.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from lxml.etree import _Element as Element

from crawler.extract.page_type.short_release import has_own_day, told_on
from crawler.page.blocks import Block
from crawler.page.metadata import Head
from crawler.page.tags import HEADINGS
from crawler.text.writing import weight

NAMES = ("day_below", "paragraphs_told", "headings", "linked_headings", "repeated_boxes")
_PARAGRAPH = 120  # Latin characters of a paragraph of running text, more than in most teasers
_AROUND = 4  # elements around a paragraph among which is the box of its post or teaser
_BOXES = 3  # of one tag and class side by side, from which they repeat


def structure_values(head: Head, shown: Sequence[Block], main: Sequence[Block]) -> list[float]:
    """One number for each of NAMES. shown: the page's visible text blocks; main: those of its running text.

    Whether an own day stands between headline and text; paragraphs under the headline; share of headings, and of links among
    them; share of the paragraphs in boxes that repeat.
    """
    told = told_on(head, list(shown))
    headings = [block for block in main if block.element.tag in HEADINGS]
    return [
        float(any(map(has_own_day, told.below))),
        math.log1p(told.paragraphs),
        len(headings) / max(1, len(main)),
        sum(2 * block.link_chars > len(block.text) for block in headings) / max(1, len(headings)),
        _repeated([block for block in main if 3 * block.link_chars < len(block.text) and weight(block.text) >= _PARAGRAPH]),
    ]


def _repeated(paragraphs: Sequence[Block]) -> float:
    """The share of some paragraphs that stand in boxes of one tag and class side by side, each with one at least."""
    boxes: dict[tuple[Element, str, str | None], dict[Element, list[int]]] = defaultdict(lambda: defaultdict(list))
    for block in paragraphs:
        box = block.element.getparent()
        for _ in range(1, _AROUND):
            outer = None if box is None or box.tag == "body" else box.getparent()
            if box is None or outer is None or outer.tag in ("body", "html"):
                break
            boxes[outer, str(box.tag), box.get("class")][box].append(block.index)
            box = outer
    repeated = {index for alike in boxes.values() if len(alike) >= _BOXES for within in alike.values() for index in within}
    return len(repeated) / max(1, len(paragraphs))
