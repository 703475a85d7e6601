"""Lines that tell of their page rather than of what it is about: a day beside other things, how long it takes to read."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from crawler.extract.fields import date_words as words
from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.printed_dates import label_before
from crawler.extract.fields.told_days import goes_on_behind_day
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading
from crawler.page.markup import all_text, class_and_id
from crawler.page.page import Page
from crawler.text.dates.calendars import TAIWAN
from crawler.text.dates.parse import scan_days
from crawler.text.dates.row_date import is_date_alone
from crawler.text.safe_text import squeeze
from crawler.text.writing import ends_sentence

# What systems call lines of details, whatever their words: `<dd class="published">ප්‍රකාශිත දිනය: ...`.
_CALLED_DETAILS = re.compile(
    r"(?:^|[\s_-])(?:meta|info|details?|byline|dateline|date|posted|published|created?|modified)(?:$|[\s_-])", re.I
)
_CALLED_LENGTH = re.compile(r"read(?:ing)?[-_]?time|time[-_]?to[-_]?read|min(?:utes?)?[-_]?read", re.I)
_STROKE = re.compile(r"\s[·•|/–—-]\s")
_DETAILS = 160  # characters of a line with a day and other details
_LABELLED = re.compile(r"[^:：\d]{1,40}[:：]\s?\S")
_HEAD = 12  # lines at the beginning, or at the end, among which the details of a page are
_ROW = 3  # elements from a day to the box of it and of other details that are kept
DAY_LINE = 60  # characters of a line that may be no more than the day of its page
BY_LINE = 100  # characters of a line that names writers and a day
BESIDE = 3  # blocks from a headline among which its day is


def is_details(block: Block) -> bool:
    """Whether a line tells of its page: how long it takes to read, or a day beside other things."""
    return _is_length(block) or _has_details(block)


def _has_details(block: Block) -> bool:
    """Whether a line has a day beside other details: it is called so, or strokes part it: `Sund, 7 May 2024 · by Jane Roe`."""
    if is_heading(block) or len(block.text) > _DETAILS or not has_own_day(block):
        return False
    if _is_called_details(block):
        return True
    return len(_STROKE.split(block.text)) > 1 and (not ends_sentence(block.text) or _ends_with_day(block.text))


def _ends_with_day(text: str) -> bool:
    """Whether the full stop of a line is its day's: `Anna Kis | 2024. március 22.`"""
    return any(not text[found.end() :].strip(".") for found, _ in scan_days(text))


def _is_called_details(line: Block) -> bool:
    """Whether a line stands in an element that is called so, and that is no whole article: `<div class="news-detail">`."""
    return _CALLED_DETAILS.search(class_and_id(line.element)) is not None and len(squeeze(all_text(line.element))) <= _DETAILS


def _is_length(block: Block) -> bool:
    """Whether a line tells how long its page takes to read: a number, in a line that systems call so."""
    if len(block.text) > DAY_LINE or not any(map(str.isdigit, block.text)):
        return False
    return any(_CALLED_LENGTH.search(class_and_id(each)) for each in block.element.iter("p", "div", "span", "li"))


def without_details(page: Page, kept: list[Block]) -> list[Block]:
    """The kept blocks without a box of short lines of which one, kept or right above the text, tells when the page appeared.

    It stands above the first heading, or behind the last.
    """
    above = _up_to_heading(kept[:_HEAD])
    below = _up_to_heading(reversed(kept[_HEAD:][-_HEAD:]))
    before = page.outline.shown(max(0, above[0].index - BESIDE), above[0].index) if above else []
    line = next((block for block in chain(above, below, before) if tells_day(block, page.blocks)), None)
    box = _box_of_lines(page.outline, kept, line) if line is not None else None
    return [each for each in kept if not box.holds(each)] if box is not None else kept


def _up_to_heading(blocks: Iterable[Block]) -> list[Block]:
    return list(takewhile(lambda block: not is_heading(block), blocks))


def tells_day(line: Block, blocks: Sequence[Block]) -> bool:
    """Whether a line is a day with its label, in it or right before it, and nothing else."""
    if not _may_tell_day(line):
        return False
    if _LABELLED.match(line.text) and (words.MODIFIED.search(line.text) or _is_called_details(line)):
        return True
    labels = (line.text, label_before(line, blocks) if is_date_alone(line.text) else "")
    return any(words.PUBLISHED.match(label) or words.MODIFIED.match(label) for label in labels)


def _may_tell_day(line: Block) -> bool:
    """Whether a short line has a day, and is no sentence that goes on behind the last."""
    days = [found.span() for found, _ in scan_days(line.text, TAIWAN)] if len(line.text) <= DAY_LINE else []
    return bool(days) and not goes_on_behind_day(line.text, *days[-1])


def _box_of_lines(outline: Outline, kept: list[Block], line: Block) -> Node | None:
    """The widest box around a line that holds several kept ones, all short and none a heading; not the text around it."""
    found = None
    for at in outline.ancestors(line)[: None if line in kept else _ROW]:
        held = [block for block in kept if outline.nodes[at].holds(block)]
        if len(held) == len(kept) or any(len(block.text) > BY_LINE or is_heading(block) for block in held):
            break
        found = outline.nodes[at]
    return found
