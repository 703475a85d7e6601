"""Days that a list prints at one end of its headlines, before or behind their words, glued to them or parted by a mark."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.discover.row_titles import MANY
from crawler.text.dates.row_date import is_date_alone, order_of_list, row_date
from crawler.text.dates.words import WEEKDAYS

IN_TITLES = 0.8  # of the headlines that begin or end with a date, from which it is that of the row
_DAY_LENGTH = 40  # characters of the longest day in words, with its weekday
_LEAST = 8  # characters of what is a headline without its day
_WEEKDAY = re.compile(r"[\[(【]?\s?(?P<word>[^\W\d_]{1,20})\.?,?\s")
_PARTS = re.compile(r"\A[\])】]?[\s:：|,;–—-]{0,4}")
_IN_NUMBERS = re.compile(
    r"(?P<title>\S.{6,}[^\s\[(【|–-])\s{0,3}[\[(【|–-]?\s?"
    r"(?<![\d./年月])(?P<day>(?=[./年月日-]{0,10}\d)[\d./年月日-]{8,11})[\])】]?",
    re.S,
)
_MARKED_OFF = re.compile(r"(?P<title>\S.{6,}[^\s|–—-])\s{0,3}(?:[|–—-]\s|[\[(【])(?P<day>[^|\[(【]{6,40}?)[\])】]?", re.S)


class _Parted(NamedTuple):
    """A headline and the day at its end, as printed; the day empty where it has none."""

    title: str
    day: str


def dates_in_titles(titles: Sequence[str], language: str, url: str) -> list[tuple[str, str | None, str | None]] | None:
    """(Title, ISO date, date as printed) where a list prints its dates at the same end of its headlines; None for others."""
    for part in _ENDS:
        parted = [part(title) or _Parted(title, "") for title in titles]
        days = [each.day for each in parted]
        if len(titles) >= MANY and sum(map(bool, days)) >= IN_TITLES * len(titles):
            order = order_of_list(days, language, urlsplit(url).hostname or "")
            return [(each.title, *row_date(each.day, order)) for each in parted]
    return None


def _before(title: str) -> _Parted | None:
    """A headline behind its day: `18.03.2026Kessel`, `Wednesday, 18 March 2026 – Kiln lit`."""
    begin = _without_weekday(title).lstrip("[(【 ")
    value, raw = row_date(begin[:_DAY_LENGTH])
    if not value or not raw or not begin.startswith(raw):
        return None
    rest = _PARTS.sub("", begin[len(raw) :])
    return _Parted(rest, raw) if len(rest) >= _LEAST else None


def _without_weekday(title: str) -> str:
    opened = _WEEKDAY.match(title)
    return title[opened.end() :] if opened and opened["word"].casefold() in WEEKDAYS else title


def _behind(title: str) -> _Parted | None:
    """A headline before its day in numbers: `Kessel geliefert 18.03.2026`."""
    return _told(_IN_NUMBERS.fullmatch(title))


def _marked_off(title: str) -> _Parted | None:
    """A headline before a day that a mark parts from it; in `Results at 31 March 2026` it is what the headline tells of."""
    found = _told(_MARKED_OFF.fullmatch(title))
    return found if found and row_date(found.day)[0] else None


def _told(match: re.Match[str] | None) -> _Parted | None:
    return _Parted(match["title"], match["day"]) if match and is_date_alone(match["day"]) else None


_ENDS: tuple[Callable[[str], _Parted | None], ...] = (_before, _behind, _marked_off)
