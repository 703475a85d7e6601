"""Days behind a word that may be a label, in lines that are sentences: such a line tells of something that came out that day.

A label is a line of its own, `Published on 12 May 2026`. A sentence says what was published, or goes on behind the day. That
is a matter of form, the same in every language.
"""

import re

from crawler.extract.fields import date_words as words
from crawler.extract.fields.author_names import is_by_line
from crawler.text.writing import ends_sentence, weight

_PART = re.compile(r"\s[·|•–—]\s|[.!?]\s|[。！？|:：]")  # what parts details, or sentences
_LETTERS = re.compile(r"[^\W\d_]+")
_SUBJECT = 3  # Latin letters before a label that are a subject
_MORE = 10  # behind a day, which a time of day with its zone has not
_SET_OFF = re.compile(r"\s{0,2}[)）\]]?\s{0,2}[-–—:：|·]\s")  # a day with its label, or in a dateline, from the text behind it


def tells_of_day(text: str, start: int, end: int) -> bool:
    """Whether a line is a sentence with the day at start:end, which says what a word before it is said of, or goes on behind."""
    if not ends_sentence(text) or _SET_OFF.match(text, end) or words.DATELINE.search(text, end, end + 60):
        return False
    return _has_subject(text[:start]) or goes_on_behind_day(text, start, end)


def goes_on_behind_day(text: str, start: int, end: int) -> bool:
    """Whether a sentence says more behind its day than who wrote and at what time, and the day is not set off from it."""
    if not ends_sentence(text) or text[:start].rstrip().endswith((":", "：")) or _SET_OFF.match(text, end):
        return False
    behind = text[end:].strip(" .,;，。)）")
    return _letters_in(behind) >= _MORE and not is_by_line(behind)


def _has_subject(before: str) -> bool:
    """Whether words stand before the label in its sentence; a label that follows its day has them all before it.

    What was first published is the page, whatever it is called: `This article was originally published on ...`.
    """
    part = _PART.split(before)[-1]
    label = words.PUBLISHED.search(part)
    return not words.ORIGINAL.search(part) and _letters_in(part[: label.start()] if label else part) >= _SUBJECT


def _letters_in(text: str) -> int:
    return sum(map(weight, _LETTERS.findall(text)))
