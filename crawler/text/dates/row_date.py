"""The date of a listing row: one short text in any of the forms that listings print, split cells included."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from crawler.text.dates.calendars import TAIWAN
from crawler.text.dates.parse import FIRST_YEAR, scan_days
from crawler.text.dates.parted import as_one
from crawler.text.dates.patterns import MONTH
from crawler.text.dates.words import DAY_FIRST_DOMAINS, month_of, order_of
from crawler.text.writing import ENDS, weight

ANY_DAY = date(2100, 1, 1)  # a listing may announce what is to come
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d]|[-/.]\d)")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}\s?[:.h時时点]\s?\d\d(?:\s?[:分]\s?\d\d)?(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(rf"[{ENDS};；]['\"”’)\]]*\s*\Z")
LABEL_WEIGHT = 14  # of the letters that may stand beside a date which is alone: `Published on`, `Wednesday`, `发布时间`
LINE_WEIGHT = 60  # of those in a line of details; more is a sentence
TEXT_LENGTH = 300  # characters of a text that may be a line of details
_MONTH_NUMBERS, _DAY_NUMBERS = frozenset(range(1, 13)), frozenset(range(1, 32))
_LEAD_LENGTH = 80  # characters of the beginning of a text in which a day may stand before all else
_LED = re.compile(r"\s*(?:[\])】]\s*+|[—–|·•:：-]\s|\s[—–|·•-]\s?)")  # parts a day from the excerpt that it stands before
_ORDERS = (("DMY", (4, 3, 1)), ("MDY", (4, 1, 3)))  # groups of _NUMBERS that are year, month and day
_NAME = rf"(?P<name>{MONTH})\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
# What is no date in one piece, by how much each says; the first that reads as a real date wins.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}\s?[-/.年−–]\s?(?P<m>\d\d?)\s?[-/.月−–]\s?(?P<d>\d\d?)(?!\d)",
        # Split cells: day apart from year and month, or month and day apart from the year.
        rf"(?<![\d.-])(?P<d>\d\d?)\s?日?\s+{_YEAR}\s?[-/.年]\s?(?P<m>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}\s?[-/.年]\s?(?P<m>\d\d?)\s?月?\s+(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d)(?P<m>\d\d?)\s?[-/.月]\s?(?P<d>\d\d?)\s?日?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)\s+(?P<m>\d\d?)\s?-?р?\s?сар(?:ын)?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)\s?일?\s+(?P<m>\d\d?)\s?[月월]\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}\s?年?\s+(?P<m>\d\d?)\s?[-/.月]\s?(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}\s+(?P<d>\d\d?)\s+{_NAME}",
        # Without a year.
        r"(?<![\d.,$€¥-])(?P<m>\d\d?)(?:-|/|\s?月\s?)(?P<d>\d\d?)(?:日|(?![\d.,%-]))",
        rf"\b{_NAME}\s(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)\.?\s{_NAME}",
    )
)


def row_date(
    text: str, order: str | None = None, near: str | None = None, language: str = ""
) -> tuple[str | None, str | None]:
    """(ISO date, as printed) of the first whole date in a row's text, (None, None) where there is none.

    order: `DMY`, `MDY` or `YMD`, where numbers leave it open; None is that of one text alone (`order_of_list`). near: ISO
    date that a date without a year is close to (the one in the row's URL); without it such a date is returned as printed only.
    language: the page's, for words that two languages write for different months (`listopada`).
    """
    order = order or order_of_list([text], "", "")
    text = as_one(text, order)
    for match, day in scan_days(text, (language, *TAIWAN), order, ANY_DAY):
        if isinstance(day, date):
            return day.isoformat(), match[0].strip()
    for form in _FORMS:
        for match in form.finditer(text):
            value = _value(match.groupdict(), near)
            if value is not None:
                return value or None, match[0].strip()
    return None, None


def _may_say_date(text: str) -> bool:
    return len(text) <= TEXT_LENGTH and (any(map(str.isdigit, text)) or "年" in text)


@lru_cache(maxsize=8192)
def manner(text: str) -> str:
    """How a text says a date: `alone`, `line` (among details), `yearless`, or `none` where it is none or a sentence has it."""
    found = _manner(text)
    return "line" if found == "none" and _leads(text) else found


def _manner(text: str) -> str:
    if not _may_say_date(text):
        return "none"
    text = as_one(text)
    value, raw = row_date(text)
    if raw is None:
        return "none"
    words = _LETTERS.findall(_TIME_OF_DAY.sub(" ", text.replace(raw, " ", 1)))
    beside = sum(map(weight, words))
    if beside > LINE_WEIGHT or (_ENDED.search(text.replace(raw, " ", 1)) and len(words) > 1):
        return "none"
    if value is None:
        return "yearless" if beside <= LABEL_WEIGHT else "none"
    return "alone" if beside <= LABEL_WEIGHT else "line"


def _leads(text: str) -> bool:
    """Whether a whole date stands before a long text, apart from it: `2 March 2026 — The plant ...`."""
    begin = text[:_LEAD_LENGTH].lstrip(" [(【")
    value, raw = row_date(begin) if _may_say_date(begin) else (None, None)
    return bool(value and raw and begin.startswith(raw) and _LED.match(begin, len(raw)))


def is_date_alone(text: str) -> bool:
    """Whether a text is a date, whole or without its year, and next to nothing else."""
    return _may_say_date(text) and _says_little(text) and manner(text) in ("alone", "yearless")


def is_day(text: str) -> bool:
    """Whether a text is a date with its year, and next to nothing else."""
    return _may_say_date(text) and _says_little(text) and manner(text) == "alone"


@lru_cache(maxsize=8192)
def _says_little(text: str) -> bool:
    return sum(map(weight, _LETTERS.findall(text))) <= 2 * LABEL_WEIGHT


def order_of_list(texts: Sequence[str], language: str, host: str) -> str:
    """The one order of day, month and year in the numbers that a list prints: `DMY`, `MDY` or `YMD`.

    A number that can be no month settles it; then the order in which the days of a list fall or rise; then the page's
    language, the country of its host, and full stops, which stand after a day.
    """
    found = _numbers(texts)
    if _begin_with_years(found):
        return "YMD"
    return _order_by_size(found) or _order_by_sorting(found) or _usual_order(found, language, host)


def certain_order(texts: Sequence[str]) -> str | None:
    """The order that numbers which can be no month show in the days of a list: `DMY` or `MDY`; None where none or both do."""
    found = _numbers(texts)
    return None if _begin_with_years(found) else _order_by_size(found)


def two_readings(text: str) -> dict[str, str]:
    """The ISO days of a date in numbers that can be read in two orders, by order; empty for any other text."""
    found = {order: row_date(text, order)[0] for order in ("DMY", "MDY")} if _NUMBERS.search(as_one(text)) else {}
    days = {order: day for order, day in found.items() if day}
    return days if len(set(days.values())) == 2 else {}


def _order_by_size(found: Sequence[re.Match[str]]) -> str | None:
    """The order by numbers that can be no month; None where as many speak for either."""
    day_first, month_first = (sum(int(match[place]) > 12 for match in found) for place in (1, 3))
    if day_first == month_first:
        return None
    return "DMY" if day_first > month_first else "MDY"


def _numbers(texts: Sequence[str]) -> list[re.Match[str]]:
    return [match for text in texts if (match := _NUMBERS.search(as_one(text)))]


def _begin_with_years(found: Sequence[re.Match[str]]) -> bool:
    """Whether the numbers of a list begin with a year of two digits: the last of three goes on as days do."""
    if not found or any(len(match[4]) == 4 for match in found):
        return False
    if len(found) < 3:
        return any(int(match[1]) > 31 for match in found)
    years, months, days = ({int(match[place]) for match in found} for place in (1, 3, 4))
    if not (months <= _MONTH_NUMBERS and days <= _DAY_NUMBERS):
        return False
    return len(years) <= 2 and min(years) > 12 and len(days) > 2


def _order_by_sorting(found: Sequence[re.Match[str]]) -> str | None:
    """The order by which the dates of a list fall or rise all the way, where only one does; of two the one by which they fall,
    as the newest release stands first."""
    ways = {order: _way([tuple(int(match[place]) for place in places) for match in found]) for order, places in _ORDERS}
    ordered = [order for order, way in ways.items() if way]
    sure = ordered if len(ordered) == 1 else [order for order in ordered if ways[order] > 0]
    return sure[0] if len(sure) == 1 else None


def _way(days: Sequence[tuple[int, ...]]) -> int:
    """1 where the days of a list fall, -1 where they rise all the way; else 0."""
    steps = Counter((one > other) - (one < other) for one, other in pairwise(days))
    if len(days) < 3 or (steps[1] == 0) == (steps[-1] == 0):
        return 0
    return 1 if steps[1] else -1


def _usual_order(found: Sequence[re.Match[str]], language: str, host: str) -> str:
    told = order_of([language]) if language else None
    if told:
        return told
    country = host.rpartition(".")[2]
    if country in DAY_FIRST_DOMAINS:
        return "DMY"
    dotted = any(match[2] == "." for match in found)
    return "MDY" if not dotted and (not host or country in ("gov", "mil", "us")) else "DMY"


def days_apart(one: str, other: str) -> int:
    """How many days are between two ISO dates, whichever is the earlier."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _value(fields: dict[str, str], near: str | None) -> str | None:
    """ISO date; empty where the year is missing; None where it is no date."""
    month, day = int(fields.get("m", 0)) or month_of(fields.get("name", "")) or 0, int(fields["d"])
    if "y" in fields:
        whole = _day(int(fields["y"]), month, day)
        return whole.isoformat() if whole and whole.year >= FIRST_YEAR else None
    if near is None:
        return "" if _day(2000, month, day) else None
    there = date.fromisoformat(near)
    days = [found for year in range(there.year - 1, there.year + 2) if (found := _day(year, month, day))]
    return min(days, key=lambda each: abs(each - there)).isoformat() if days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
