"""The date of a listing row: one short text in any of the forms that listings print, split cells included."""

import re
from datetime import date

from crawler.text.dates.parse import FIRST_YEAR, WORD, scan_days
from crawler.text.dates.words import MONTHS

ANY_DAY = date(2100, 1, 1)  # a listing may announce what is to come
_DOTTED = re.compile(r"\d\s?\.\s?\d{1,2}\s?\.\s?\d")  # numbers with full stops between them begin with the day
_NAME = rf"(?P<name>{WORD})\.?"
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
        rf"(?<!\d){_YEAR}\s?年?\s+(?P<m>\d\d?)\s?[-/.月]\s?(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}\s+(?P<d>\d\d?)\s+{_NAME}",
        # Without a year.
        r"(?<![\d.,$€¥-])(?P<m>\d\d?)(?:-|/|\s?月\s?)(?P<d>\d\d?)(?:日|(?![\d.,%-]))",
        rf"\b{_NAME}\s(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d)(?P<d>\d\d?)\s{_NAME}",
    )
)


def row_date(text: str, order: str = "MDY", near: str | None = None) -> tuple[str | None, str | None]:
    """(ISO date, as printed) of the first whole date in a row's text, (None, None) where there is none.

    order: `DMY` or `MDY`, where numbers leave it open. near: ISO date that a date without a year is close to (the one
    in the row's URL); without it such a date is returned as printed only.
    """
    for match, day in scan_days(text, (), "DMY" if _DOTTED.search(text) else order, ANY_DAY):
        if isinstance(day, date):
            return day.isoformat(), match[0].strip()
    for form in _FORMS:
        for match in form.finditer(text):
            value = _value(match.groupdict(), near)
            if value is not None:
                return value or None, match[0].strip()
    return None, None


def _value(fields: dict[str, str], near: str | None) -> str | None:
    """ISO date; empty where the year is missing; None where it is no date."""
    month, day = int(fields["m"]) if "m" in fields else MONTHS.get(fields["name"].lower(), 0), int(fields["d"])
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
