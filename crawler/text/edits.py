"""Which lines of a text an edit has touched: not those that only one of two readings took, and not furniture. Pure.

A reading may keep a line that belongs to the page and not to its article. Such a line says nothing of the company's where
it is links, where it names the release's own day, or where it is a count that has grown.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import Protocol

from crawler.items import JsonMapping
from crawler.text.dates.parse import scan_days
from crawler.text.fingerprint import normalised
from crawler.text.writing import ends_as_running_text

_LINKED = 0.7  # share of a line in links beyond which it is one
_LABELLED = 0.5  # the same of a line without the end of a sentence: `Next: ...`
_LONGEST = 300  # characters of a line of links
_SHORT = 120  # characters of a line that is no running text
_MOST = 200  # lines, and links, that are compared one by one
_EDGE = 3  # first and last lines of a text among which a count may stand
_COUNT = re.compile(r"(?P<label>[^\d]{1,40}?)(?P<number>\d{1,3}(?:[.,\u00a0 ]\d{3}){1,3}|\d{1,12})(?P<unit>[^\d]{0,12})\Z")
_NO_COUNT = re.compile(r"[%‰$€£¥+\-/*=()|]|\w\s?[.]\d")  # a figure of the news: a share, a price, a code


class Looks(Protocol):
    """What the pages of two looks show (`crawler.page.mark.TwoLooks`)."""

    def shows_now(self, paragraph: str) -> bool:
        """Whether the page shows a paragraph that the reading before had."""

    def showed_before(self, paragraph: str) -> bool:
        """Whether the page of the look before showed a paragraph that is read now."""


def edited_lines(name: str, before: JsonMapping, now: JsonMapping, looks: Looks | None) -> bool:
    """Whether a field (`title`, `text`) says something else because the company's words are others.

    looks: what both pages show; without it each line that one reading has alone counts as added or taken away.
    """
    was, has = (_news(name, line) for line in (before, now))
    lost, gained = Counter(was) - Counter(has), Counter(has) - Counter(was)
    if not lost and not gained:
        return was != has  # their order is the company's, too
    if name == "text":
        _leave_out_counts(lost, gained, {*was[:_EDGE], *was[-_EDGE:]})
    if looks is not None and len(lost) + len(gained) <= _MOST:
        lost = Counter(each for each in lost.elements() if not looks.shows_now(each))
        gained = Counter(each for each in gained.elements() if not looks.showed_before(each))
    return normalised(" ".join(lost.elements())) != normalised(" ".join(gained.elements()))


def _news(name: str, line: JsonMapping) -> list[str]:
    """The lines of a field that may be news."""
    lines = [each for each in (line.get(name) or "").splitlines() if each.strip()]
    if name != "text":
        return lines
    linked = [each.get("text") or "" for each in (line.get("links") or [])[:_MOST]]
    day = (line.get("published") or "")[:10]
    return _without_links(lines, [_is_linked(each, linked) for each in lines], day)


def _without_links(lines: Sequence[str], linked: Sequence[bool], day: str) -> list[str]:
    """The lines that are no links, no heading of links, no label behind the links that end a text, and not its date."""
    last = max((at + 1 for at, is_link in enumerate(linked) if is_link), default=0)
    end = last if last and all(map(_is_label, lines[last:])) else len(lines)
    announces = [*linked[1:end], False]
    return [
        each
        for at, (each, is_link, is_before) in enumerate(zip(lines[:end], linked, announces, strict=False))
        if not (is_link or (is_before and _is_label(each)) or _names_day(each, day, at))
    ]


def _is_label(line: str) -> bool:
    return len(line) <= _SHORT and not ends_as_running_text(line)


def _is_linked(text: str, linked: Sequence[str]) -> bool:
    """Whether a line is hardly more than texts of links."""
    if not linked or len(text) > _LONGEST:
        return False
    rest = text
    for words in sorted({each for each in linked if each}, key=len, reverse=True):
        rest = rest.replace(words, "", 1)
    return len(rest) <= (1 - (_LABELLED if _is_label(text) else _LINKED)) * len(text)


def _names_day(text: str, day: str, at: int) -> bool:
    """Whether line number `at` is no sentence and names the release's own day, as the line under a headline does."""
    if not day or not _is_label(text) or (at >= _EDGE and " | " in text):  # a row of a table
        return False
    return any(not isinstance(each, str) and each.isoformat() == day for _, each in scan_days(text))


def _leave_out_counts(lost: Counter[str], gained: Counter[str], edge: Set[str]) -> None:
    """Take the counts that have grown, among the first and last lines, out of both."""
    for one in edge & lost.keys():
        other = next((each for each in gained if _has_grown(one, each)), None)
        if other is not None:
            lost[one], gained[other] = 0, 0


def _has_grown(one: str, other: str) -> bool:
    """Whether two lines are one label with a whole number that has grown, as a count of readers does."""
    first, second = _COUNT.match(one.strip()), _COUNT.match(other.strip())
    if first is None or second is None or not _is_label(one) or _NO_COUNT.search(one) or _NO_COUNT.search(other):
        return False
    same = (first["label"], first["unit"]) == (second["label"], second["unit"])
    return same and _whole(first["number"]) < _whole(second["number"])


def _whole(number: str) -> int:
    return int("".join(char for char in number if char.isdigit()) or 0)

