"""Days that stand above groups of rows: whole, or in parts (`March 2026`, `12 March`) that the rows or more headings complete."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.discover.boxes import holders
from crawler.discover.links import own_text, says_more
from crawler.discover.row_dates import is_dated
from crawler.discover.row_titles import RowBox
from crawler.page.hidden import is_hidden
from crawler.text.dates.row_date import is_date_alone, is_day, manner, row_date

HEADING_LENGTH = 48  # characters of what names a group
_YEAR = re.compile(r"(?:19|20)\d\d\s?(?:年|년|г\.?)?")
_DAY_NUMBER = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[.日일]?")
_WITH_A_DAY = ("15 {}", "{}15日", "{}-15", "15/{}", "15.{}")
_Said = dict[str, str]  # by unit, `year`, `month` (with its year), `day` (with its month), what headings say
_WITHIN = {"year": ("month", "day", "whole"), "month": ("day", "whole"), "day": ("whole",), "whole": ("day",)}


class _Group(NamedTuple):
    """A row with what the headings above it say. number: of the heading right above it."""

    said: _Said
    number: int


def group_days(rows: Sequence[RowBox]) -> dict[int, tuple[str, str]]:
    """(ISO date, as printed) of the rows without a day of their own, by their numbers, from the headings of their groups.

    Empty where one of these rows has no day so, or where the headings do not part the rows in groups.
    """
    undated = [number for number, row in enumerate(rows) if not is_dated(row.units)]
    groups = _groups_of(rows) if len(undated) > 1 else {}
    if not groups.keys() >= set(undated) or not _are_parted([groups[number] for number in undated]):
        return {}
    found = {number: day for number in undated if (day := _day(rows[number], groups[number]))}
    return found if len(found) == len(undated) else {}


def _are_parted(groups: Sequence[_Group]) -> bool:
    """Whether headings part rows in groups: a whole day for each row may as well be that of the row before."""
    headings = {group.number for group in groups}
    return len(headings) > 1 and (len(headings) < len(groups) or any("whole" not in group.said for group in groups))


def _groups_of(rows: Sequence[RowBox]) -> dict[int, _Group]:
    """What the headings above each row say, as far down as they hold."""
    numbers = {row.box: number for number, row in enumerate(rows)}
    found: dict[int, _Group] = {}
    said: _Said = {}
    headings = 0
    for element in _parts_of_list(rows):
        if element in numbers:
            found.setdefault(numbers[element], _Group(dict(said), headings))
        elif (unit := _unit(own_text(element))) is not None:
            headings += 1
            said = {key: text for key, text in said.items() if key not in _WITHIN[unit]} | {unit: own_text(element)}
    return found


def _parts_of_list(rows: Sequence[RowBox]) -> Iterator[HtmlElement]:
    """The rows and the short elements between them that lead nowhere, in page order."""
    boxes = {row.box for row in rows}
    held = holders(boxes)
    waiting = [rows[0].box.getroottree().getroot()]
    while waiting:
        element = waiting.pop()
        if element in boxes or _may_be_heading(element, held):
            yield element
        elif element in held:
            waiting += [each for each in reversed(element) if isinstance(each.tag, str)]


def _may_be_heading(element: HtmlElement, held: set[HtmlElement]) -> bool:
    if element in held or is_hidden(element) or says_more(element, HEADING_LENGTH):
        return False
    return next(element.iter("a", "option", "button"), None) is None


def _unit(text: str) -> str | None:
    """The smallest unit of time that a heading names, where it names nothing else."""
    if _YEAR.fullmatch(text):
        return "year"
    if is_date_alone(text):
        return "whole" if is_day(text) else "day"
    if not 4 < len(text) <= HEADING_LENGTH:
        return None
    completed = (form.format(text) for form in _WITH_A_DAY)
    return "month" if any((found := row_date(each))[0] and found[1] == each for each in completed) else None


def _day(row: RowBox, group: _Group) -> tuple[str, str] | None:
    """The day of a row: its own part of one, or that of the headings, with the month or the year above it."""
    said = group.said
    if "whole" in said:
        return _read(said["whole"])
    small = next((unit.text for unit in row.units if manner(unit.text) == "yearless"), said.get("day"))
    if small is None:
        small = next((unit.text for unit in row.units if _DAY_NUMBER.fullmatch(unit.text)), None)
        return _read(f"{small.rstrip('.')} {said['month']}") if small and "month" in said else None
    year = _YEAR.search(said.get("month", said.get("year", "")))
    return _read(f"{small} {year[0]}") if year else None


def _read(text: str) -> tuple[str, str] | None:
    day, _ = row_date(text)
    return (day, text) if day and is_day(text) else None
