"""Read one printed date: a value, its precision, or the reason why there is none. Never a guess.

The clock is read only when a caller leaves `today` out, and only at the call.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.clock import Clock
from crawler.text.dates.calendars import ETHIOPIAN_MONTHS, PERSIAN_MONTHS, PERSIAN_YEARS, in_ascii, of_era, of_ethiopia, our_day
from crawler.text.dates.patterns import ASCII_DATE, COUNTED, DATE, MONTH, NAMED, NUMBERED, NUMERAL, THAI
from crawler.text.dates.weekdays import on_weekday
from crawler.text.dates.words import AFTERNOON, month_of, numeral, order_of, writes_year_first
from crawler.text.dates.zones import zone_of

_NUMERAL = re.compile(rf"\d|{NUMERAL}")
_TIME = re.compile(
    r"(?P<glue>(?:\.(?=\s))?[\sT,;|·•–—()（）@-]{0,6}"
    r"(?:at |um |à |a las |às |alle |klo |kl\.? |ore |[(（][^\W\d]{1,3}[)）]\s{0,3}|星期.\s{0,3}|周.\s{0,3})?)"
    r"(?P<half>上午|下午|午前|午後|凌晨|早上|晚上|오전|오후)?\s?(?P<h>\d{1,2})"
    r"(?:\s?(?:[:h]|[时時点]|시)\s?(?P<mi>\d{2})?(?:\s?(?::|[分분])(?:\s?(?P<s>\d{2})(?:[.,]\d{1,9})?秒?)?)?)?"
    r"(?P<ampm>\s?[ap]\.?m\b\.?)?\s?(?:Uhr\b|\()?\s?(?P<zone>[+-]\d\d:?\d\d|[+-]\d\d(?!\d)|(?:UTC|"
    r"GMT)[+-]\d{1,2}(?::\d\d)?|[A-Z]{1,4}\b)?",
    re.I,
)
_TIME_BEFORE = re.compile(
    r"(?<!\d)(?P<h>\d{1,2}):(?P<mi>\d\d)(?::(?P<s>\d\d))?(?P<ampm>\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?P<zone>[A-Z]{2,4}))?[\s,|·–-]{0,4}(?:on |, )?(?:[^\W\d_]{2,9}\.?,?\s)?$",
    re.I,
)
_YEARLESS = re.compile(
    rf"(?:\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:de )?{MONTH}|"
    rf"{MONTH}\.? \d{{1,2}})(?!\d)",
    re.I,
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?")
_EPOCH = re.compile(r"\s*+(\d{10}|\d{13})\s*+$")
FIRST_YEAR = 1990
_BUDDHIST_CENTURY = 2500


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date or instant as printed.

    value: `2019-06-06`, or with time `2019-06-06T09:30` / `...:00` followed by the offset where one is printed;
    precision: `day`, `minute`, `second`; raw: the words it was read from; start, end: where they stand in the text.
    """

    value: str
    precision: str
    raw: str = ""
    start: int = 0
    end: int = 0

    @property
    def day(self) -> str:
        return self.value[:10]

    @property
    def is_moment(self) -> bool:
        """Whether it has a time of day with its offset."""
        return self.precision != "day" and datetime.fromisoformat(self.value).tzinfo is not None

    def settled(self, zone: timezone | None) -> tuple[str, str]:
        """(value, precision) as the article line wants it: a time stands only with its offset, else the day alone."""
        if self.precision == "day":
            return self.value, "day"
        moment = datetime.fromisoformat(self.value)
        if moment.tzinfo is None and zone is None:
            return self.day, "day"
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
        return moment.isoformat(timespec="minutes" if self.precision == "minute" else "seconds"), self.precision


@dataclass(frozen=True, slots=True)
class Unread:
    """A date that was printed and cannot be used.

    reason: `ambiguous`, `impossible` (30 February), `out_of_range`, `no_year`, `unparsed`.
    """

    raw: str
    reason: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the dates of one page: languages and order of digits, and the day it is read on."""

    languages: Sequence[str]
    order: str | None
    today: date

    def read(self, text: str | None) -> Stamp | Unread | None:
        return read_date(text, self.languages, self.order, self.today) if text else None


def parse_date(text: str, languages: Sequence[str] = (), order: str | None = None, today: date | None = None) -> Stamp | None:
    """The first date in `text`, None where there is no certain one.

    languages: BCP 47 tags of the page, they decide `03/11/2025` where the language has one order; order: `DMY`, `MDY`
    or `YMD`, the site's own, stronger than languages; today: the day of reading, for the valid range 1990 to tomorrow.
    """
    found = read_date(text, languages, order, today)
    return found if isinstance(found, Stamp) else None


def read_date(text: str, languages: Sequence[str] = (), order: str | None = None, today: date | None = None) -> Stamp | Unread:
    """Like parse_date, with the reason where there is no date."""
    plain = _ISO.fullmatch(text)
    if plain:
        return _from_iso(plain, today)
    unread: Unread | None = None
    for found in scan_dates(text, languages, order, today):
        if isinstance(found, Stamp):
            return found
        unread = unread or found
    if unread:
        return unread
    epoch = _EPOCH.match(text)
    if epoch:
        return _from_epoch(epoch[1], today)
    yearless = _YEARLESS.search(text) if len(text) < 80 else None
    if yearless:
        return Unread(text.strip(), "no_year")
    return Unread(text.strip()[:200], "unparsed")


def scan_dates(
    text: str, languages: Sequence[str] = (), order: str | None = None, today: date | None = None
) -> Iterator[Stamp | Unread]:
    """Every date printed in `text`, in order."""
    for match, day in scan_days(text, languages, order, today):
        if isinstance(day, str):
            yield Unread(match[0].strip(), day, match.start())
        else:
            yield _stamp(day, match.groupdict(), match.string, match)


def scan_days(
    text: str, languages: Sequence[str] = (), order: str | None = None, today: date | None = None
) -> Iterator[tuple[re.Match[str], date | str]]:
    """Where a day is printed in `text`, in order, without a look at the time beside it: the day, or why there is none."""
    at = 0 if may_have_day(text) else len(text)  # the pattern looks at each word
    pattern = ASCII_DATE if text.isascii() else DATE
    if pattern is DATE:
        text = in_ascii(text)
    while match := pattern.search(text, at):
        parts = _parts(match.groupdict(""), languages, order)
        at = match.end() if parts is not None else match.start() + 1  # a word that is no month may stand before one
        if parts is not None:
            parts = on_weekday(match) or parts
            yield match, parts if isinstance(parts, str) else _valid_day(parts, today)


def may_have_day(text: str) -> bool:
    """A quick look before the patterns: no day is without digits or Chinese numerals."""
    return _NUMERAL.search(text) is not None


def valid(day: date, today: date | None = None) -> bool:
    """Whether the day lies between 1990 and tomorrow."""
    return day.year >= FIRST_YEAR and day <= (today or Clock.today()) + timedelta(days=1)


def _parts(fields: dict[str, str], languages: Sequence[str], order: str | None) -> tuple[int, int, int] | str | None:
    """(year, month, day), a reason, or None where the match is no date at all; groups that are not there are empty."""
    if fields["y1"]:
        return int(fields["y1"]), int(fields["m1"] or fields["m2"]), int(fields["d1"])
    if fields["y2"]:
        return int(fields["y2"]), int(fields["m3"]), int(fields["d2"])
    for year, word, day in NAMED:
        if fields[year]:
            return _named(fields[year], fields[word], fields.get(f"{word}b", ""), int(fields[day]), languages)
    for year, month, day in NUMBERED:
        if fields.get(year):
            return int(fields[year]), int(fields[month]), int(fields[day])
    for era, year, month, day in COUNTED:
        if fields.get(year):
            return of_era(fields.get(era, ""), fields[year], fields[month], fields[day], languages)
    return _digits(fields, languages, order) if fields["y6"] else _ideographic(fields)


def _named(year: str, word: str, other: str, day: int, languages: Sequence[str]) -> tuple[int, int, int] | None:
    """other: a second word for the month, as `آب/أغسطس` has; where it means another one, neither is believed."""
    counted = _full_year(year, word)
    if word in ETHIOPIAN_MONTHS:
        return of_ethiopia(counted, ETHIOPIAN_MONTHS[word], day)
    month = PERSIAN_MONTHS.get(word) if counted in PERSIAN_YEARS else month_of(word, languages)
    agreed = not other or month_of(other, languages) == month
    return (counted, month, day) if month and agreed else None


def _ideographic(fields: dict[str, str]) -> tuple[int, int, int] | None:
    year, month, day = (numeral(fields[name]) or 0 for name in ("y7", "m4", "d6"))
    return (year, month, day) if year and month and day else None


def _digits(fields: dict[str, str], languages: Sequence[str], order: str | None) -> tuple[int, int, int] | str | None:
    first, second, last = int(fields["a"]), int(fields["b"]), fields["y6"]
    if len(last) == 2 and fields["s2"] == "." and not order:
        return None  # a version number, a time, a section
    if len(last) == 2 and (order == "YMD" or (not order and writes_year_first(languages))):
        return _full_year(fields["a"]), second, int(last)
    found = _month_and_day(first, second, order if order in ("DMY", "MDY") else order_of(languages))
    return (_full_year(last), *found) if found else "ambiguous"


def _month_and_day(first: int, second: int, order: str | None) -> tuple[int, int] | None:
    """What two numbers mean; None where both orders give a date and none is told."""
    if first > 12 or first == second or (order == "DMY" and second <= 12):
        return second, first
    return (first, second) if second > 12 or order == "MDY" else None


def _full_year(text: str, month: str = "") -> int:
    """month: the word beside a year of two digits; those beside a Thai one are of the Buddhist count."""
    year = int(text)
    if len(text) > 2:
        return year
    if THAI.match(month):
        return _BUDDHIST_CENTURY + year
    return 2000 + year if year < 70 else 1900 + year


def _valid_day(parts: tuple[int, int, int], today: date | None) -> date | str:
    try:
        day = our_day(*parts)
    except ValueError:
        return "impossible"
    return day if valid(day, today) else "out_of_range"


def _stamp(day: date, fields: dict[str, str | None], text: str, match: re.Match[str]) -> Stamp:
    if fields["hms"]:
        digits = fields["hms"]
        return _timed(day, int(digits[:2]), int(digits[2:4]), int(digits[4:]), None, match[0], match.span())
    after = _TIME.match(text, match.end())
    if after and (after["mi"] or after["ampm"]):
        timed = _with_time(day, after, match[0] + after[0], (match.start(), after.end()))
        if timed:
            return timed
    ahead = text[max(0, match.start() - 40) : match.start()]
    before = _TIME_BEFORE.search(ahead) if ":" in ahead else None
    if before:
        timed = _with_time(day, before, before[0] + match[0], match.span())
        if timed:
            return timed
    return Stamp(day.isoformat(), "day", match[0].strip(), *match.span())


def _with_time(day: date, time: re.Match[str], raw: str, span: tuple[int, int]) -> Stamp | None:
    found = time.groupdict()
    hour = _hour(int(found["h"]), (found.get("half") or found["ampm"] or "").strip().lower())
    minute = int(found["mi"] or 0)
    second = int(found["s"]) if found["s"] else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    return _timed(day, hour, minute, second, zone_of(found["zone"], day), raw, span)


def _hour(hour: int, half: str) -> int:
    """The hour of the day; half: the word for the half of the day that is printed beside it."""
    if half in AFTERNOON and hour <= 12:
        return hour % 12 + 12
    return 0 if half and hour == 12 and half[0] in "a凌" else hour


def _timed(
    day: date, hour: int, minute: int, second: int | None, zone: timezone | None, raw: str, span: tuple[int, int]
) -> Stamp:
    moment = datetime(day.year, day.month, day.day, hour, minute, second or 0, tzinfo=zone)
    value = moment.isoformat(timespec="minutes" if second is None else "seconds")
    return Stamp(value, "minute" if second is None else "second", raw.strip(), *span)


def _from_iso(match: re.Match[str], today: date | None) -> Stamp | Unread:
    """What machines write, without the search for what people write."""
    year, month, day_, hour, minute, second, zone = match.groups()
    day = _valid_day((int(year), int(month), int(day_)), today)
    if isinstance(day, str):
        return Unread(match[0], day)
    if hour is None:
        return Stamp(day.isoformat(), "day", match[0], 0, match.end())
    return _timed(day, int(hour), int(minute), int(second), zone_of(zone, day), match[0], match.span())


def _from_epoch(digits: str, today: date | None) -> Stamp | Unread:
    moment = datetime.fromtimestamp(int(digits[:10]), UTC)
    if not valid(moment.date(), today):
        return Unread(digits, "out_of_range")
    return Stamp(moment.isoformat(), "second", digits)
