"""The date of a listing row: one short text in any of the forms that listings print, split cells included."""

import datetime
import re
from collections.abc import Callable
from re import Match

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero janeiro gennaio januari ene",
            "feb february februar février fevrier febrero fevereiro febbraio februari fév fev",
            "mar march märz maerz mars marzo março marco maart mär mrz",
            "apr april avril abril aprile avr abr",
            "may mai mayo maio maggio mei mag",
            "jun june juni juin junio junho giugno giu",
            "jul july juli juillet julio julho luglio juil lug",
            "aug august août aout agosto augustus aoû ago",
            "sep sept september septembre septiembre setembro settembre set",
            "oct okt october oktober octobre octubre outubro ottobre out ott",
            "nov november novembre noviembre novembro",
            "dec dez december dezember décembre decembre diciembre dezembro dicembre déc dic",
        ),
        1,
    )
    for name in names.split()
}
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_SEP = r"\s?[-/.年−–]\s?"

Reading = Callable[[Match[str], str], tuple[int | None, int, int]]


def _numbers(match: Match[str], order: str) -> tuple[int | None, int, int]:
    return int(match["y"]), int(match["m"]), int(match["d"])


def _named(match: Match[str], order: str) -> tuple[int | None, int, int]:
    return int(match["y"]), _MONTHS.get(match["name"].lower(), 0), int(match["d"])


def _open_order(match: Match[str], order: str) -> tuple[int | None, int, int]:
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"])
    if match["sep"] == "." or first > 12 or (order == "dmy" and second <= 12):
        return year, second, first
    return year, first, second


def _short_year(match: Match[str], order: str) -> tuple[int | None, int, int]:
    first, second, year = int(match["a"]), int(match["b"]), 2000 + int(match["yy"])
    return (year, second, first) if match["sep"] == "." or first > 12 or order == "dmy" else (year, first, second)


def _no_year(match: Match[str], order: str) -> tuple[int | None, int, int]:
    return None, int(match["m"]), int(match["d"])


def _named_no_year(match: Match[str], order: str) -> tuple[int | None, int, int]:
    return None, _MONTHS.get(match["name"].lower(), 0), int(match["d"])


# By how much each says; the first that reads as a real date wins, so a whole date beats a duplicate without year.
_FORMS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(rf"(?<!\d){_YEAR}{_SEP}(?P<m>\d\d?)(?:\s?[-/.月−–]\s?)(?P<d>\d\d?)(?!\d)"), _numbers),
    (
        re.compile(
            rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th|\.|º)?,?\s?(?:de\s)?[-/]?{_NAME}[-/,]?\s?(?:de\s)?{_YEAR}(?!\d)"
        ),
        _named,
    ),
    (re.compile(rf"{_NAME}\s?(?P<d>\d\d?)(?:st|nd|rd|th)?\s?,?\s?{_YEAR}(?!\d)"), _named),
    (re.compile(rf"(?<!\d)(?P<a>\d\d?)\s?(?P<sep>[-/.])\s?(?P<b>\d\d?)\s?[-/.]\s?{_YEAR}(?!\d)"), _open_order),
    # Split cells: day apart from year and month, or month and day apart from the year.
    (re.compile(rf"(?<![\d.-])(?P<d>\d\d?)\s?日?\s+{_YEAR}\s?[-/.年]\s?(?P<m>\d\d?)(?!\d)"), _numbers),
    (re.compile(rf"(?<!\d){_YEAR}\s?[-/.年]\s?(?P<m>\d\d?)\s?月?\s+(?P<d>\d\d?)(?!\d)"), _numbers),
    (re.compile(rf"(?<!\d)(?P<m>\d\d?)\s?[-/.月]\s?(?P<d>\d\d?)\s?日?\s+{_YEAR}(?!\d)"), _numbers),
    (re.compile(rf"(?<!\d){_YEAR}\s?年?\s+(?P<m>\d\d?)\s?[-/.月]\s?(?P<d>\d\d?)(?!\d)"), _numbers),
    (re.compile(rf"(?<!\d){_YEAR}\s+(?P<d>\d\d?)\s+{_NAME}"), _named),
    (re.compile(rf"(?<!\d){_YEAR}\s+{_NAME}\s+(?P<d>\d\d?)(?!\d)"), _named),
    (re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"), _numbers),
    (re.compile(r"(?<!\d)(?P<a>\d\d?)\s?(?P<sep>[/.])\s?(?P<b>\d\d?)\s?[/.]\s?(?P<yy>\d\d)(?!\d)"), _short_year),
    (re.compile(r"(?<![\d.,$€¥-])(?P<m>\d\d?)(?:-|/|\s?月\s?)(?P<d>\d\d?)(?:日|(?![\d.,%-]))"), _no_year),
    (re.compile(rf"\b{_NAME}\s(?P<d>\d\d?)(?!\d)"), _named_no_year),
    (re.compile(rf"(?<!\d)(?P<d>\d\d?)\s{_NAME}"), _named_no_year),
)


def row_date(text: str, order: str = "mdy", near: str | None = None) -> tuple[str | None, str | None]:
    """(ISO date, as printed) of the first real date in a row's text, (None, None) where there is none.

    order: of day and month where numbers leave it open. near: ISO date that a date without a year is close to (the one
    in the row's URL); without it such a date is returned as printed only.
    """
    for pattern, reading in _FORMS:
        for match in pattern.finditer(text):
            value = _real(*reading(match, order), near)
            if value is not None:
                return value or None, match[0].strip()
    return None, None


def _real(year: int | None, month: int, day: int, near: str | None) -> str | None:
    """ISO date; empty where the year is missing; None where it is no date."""
    try:
        if year is not None:
            found = datetime.date(year, month, day)
            return found.isoformat() if found.year >= 1990 else None
        datetime.date(2000, month, day)
        if near is None:
            return ""
        anchor = datetime.date.fromisoformat(near)
        years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if _exists(y, month, day)]
        return min((datetime.date(y, month, day) for y in years), key=lambda d: abs(d - anchor)).isoformat()
    except ValueError:
        return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
