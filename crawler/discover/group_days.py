"""Days that stand above groups of rows: whole, or in parts (`March 2026`, `12 March`) that the rows or more headings complete."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.discover.boxes import holders
from crawler.discover.links import says_more
from crawler.discover.pagers.addresses import FIRST_YEAR, LAST_YEAR, numbers_in
from crawler.discover.pagers.marks import text_on
from crawler.discover.pagers.parts import MOST_OPTIONS, MOST_SELECTS
from crawler.discover.row_dates import is_dated, page_language
from crawler.discover.row_titles import RowBox
from crawler.page.hidden import is_hidden
from crawler.page.tags import HEADINGS
from crawler.text.dates.row_date import is_date_alone, is_day, manner, order_of_list, row_date
from crawler.text.dates.words import WEEKDAYS

HEADING_LENGTH = 48  # characters of what names a group
_YEARLESS_LENGTH = 24  # characters of a day with the name of its month
STEPS_TO_ROWS = 3  # elements around a control that opens a group: a heading, the heading's box
_YEAR = re.compile(r"(?:19|20)\d\d\s?(?:年|년|г\.?)?")
_DAY_NUMBER = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[.日일]?")
_NUMBERS = re.compile(r"(\d\d?)([/-]|\.(?=\d\d?\.))(\d\d?)\.?")  # of day and month, in either order; `5.4` is a month first
_PARTICLE = 3  # characters of what languages put before a day: `le`, `den`
_MARKS_AROUND = " \t:：,;|–—-()[]"  # parts a day from the headline beside it; a full stop is the day's own
_A_YEAR = "2024"  # stands in for one that is left out; a leap year has each day
_WITH_A_MONTH = "{}3月15日"  # makes a day of a year, also of one in an era: `令和8年`
_WITH_A_DAY = ("15 {}", "{}15日", "{}-15", "15/{}", "15.{}")
_ASIDE = ("nav", "aside", "footer")
Said = dict[str, str]  # by unit, `year`, `month` (with its year), `day` (with its month), what headings say
_WITHIN = {"year": ("month", "day", "whole"), "month": ("day", "whole"), "day": ("whole",), "whole": ("day",)}


class _Group(NamedTuple):
    """A row with what the headings above it say. number: of the heading above it; heading: that where nothing stands between."""

    said: Said
    number: int
    heading: HtmlElement | None = None


def group_days(rows: Sequence[RowBox], url: str) -> dict[int, tuple[str, str]]:
    """(ISO date, as printed) of the rows without a day of their own, by their numbers, from the headings of their groups.

    Empty where one of these rows has no day so. Where the headings do not part the rows in groups, the year that is chosen on
    the page of that address is meant, else the only heading if the days that it makes rise or fall.
    """
    undated = [number for number, row in enumerate(rows) if not is_dated(row.units)]
    groups = _groups_of(rows) if len(undated) > 1 else {}
    if len(undated) < 2 or not groups.keys() >= set(undated):
        return {}
    found, sure = _told(rows, {number: groups[number] for number in undated}, url)
    return found if sure and len(found) == len(undated) else {}


def days_below(rows: Sequence[RowBox], said: Mapping[int, Said]) -> dict[int, tuple[str, str]]:
    """(ISO date, as printed) of the rows without a day of their own, by their numbers. said: of a row, what surely heads it."""
    undated = {number: rows[number] for number in said if not is_dated(rows[number].units)}
    return _days({number: (row, _Group(dict(said[number]), 0)) for number, row in undated.items()})


def _told(rows: Sequence[RowBox], groups: Mapping[int, _Group], url: str) -> tuple[dict[int, tuple[str, str]], bool]:
    """The days that headings make of rows, and whether it is sure that they speak of these."""
    parted = _are_parted(list(groups.values()))
    chosen = {} if parted else _of_chosen_year(rows, url)
    said = chosen or groups
    found = _days({number: (rows[number], said[number]) for number in groups})
    if parted or chosen or _is_headed_by_day(rows, groups):
        return found, True
    return found, _have_one_heading(groups) and _are_in_order([day for day, _ in found.values()])


def _is_headed_by_day(rows: Sequence[RowBox], groups: Mapping[int, _Group]) -> bool:
    """Whether all rows stand below one whole day that is their heading: another line above a list may be the page's own day."""
    first = groups.get(0)
    if first is None or first.heading is None or {group.number for group in groups.values()} != {first.number}:
        return False
    if "whole" not in first.said or not _says_the_day_alone(first.said["whole"]):
        return False
    return _is_marked_heading(first.heading) or _begins_the_list(first.heading, rows)


def _says_the_day_alone(text: str) -> bool:
    """Whether a heading has nothing beside its day but the weekday: `Updated` makes it the page's."""
    _, raw = row_date(text)
    beside = text.replace(raw or "", " ", 1).casefold().strip(f"{_MARKS_AROUND}.（）「」")
    return len(beside) <= _PARTICLE or beside in WEEKDAYS


def _begins_the_list(element: HtmlElement, rows: Sequence[RowBox]) -> bool:
    """Whether an element is the first one in what holds all rows and nothing that is said of the page."""
    around = element.getparent()
    if element.getprevious() is not None or around is None or around.tag in ("body", "main"):
        return False
    return all(row.box.getparent() is around for row in rows)


def _is_marked_heading(element: HtmlElement) -> bool:
    """Whether an element is a heading, of a table's rows, too, or nothing but bold type."""
    text = text_on(element)
    inside = islice(element.iter(*HEADINGS, "th", "dt", "strong", "b"), 1)
    return any(text_on(each) == text for each in inside)


def _have_one_heading(groups: Mapping[int, _Group]) -> bool:
    """Whether one heading stands above all rows, with a part of a day: a whole one may be that of what stands before."""
    return len({group.number for group in groups.values()}) == 1 and all("whole" not in group.said for group in groups.values())


def _are_in_order(days: Sequence[str]) -> bool:
    """Whether days of rows, several of them, rise or fall: those of two years do not, below the number of one."""
    return len(set(days)) > 1 and list(days) in (sorted(days), sorted(days, reverse=True))


def _days(rows: Mapping[int, tuple[RowBox, _Group]]) -> dict[int, tuple[str, str]]:
    order = _order([row for row, _ in rows.values()])
    return {number: day for number, (row, group) in rows.items() if (day := _day(row, group, order))}


def _are_parted(groups: Sequence[_Group]) -> bool:
    """Whether headings part rows in groups: a whole day for each row may as well be that of the row before."""
    headings = {group.number for group in groups}
    return len(headings) > 1 and (len(headings) < len(groups) or any("whole" not in group.said for group in groups))


def _of_chosen_year(rows: Sequence[RowBox], url: str) -> dict[int, _Group]:
    """All rows as one group of the year that is chosen in the page's list of years; none where an address says another."""
    root = rows[0].box.getroottree().getroot()
    chosen = {year for select in islice(root.iter("select"), MOST_SELECTS) if (year := _chosen_year(select))}
    named = {str(each.value) for each in numbers_in(url) if FIRST_YEAR <= each.value <= LAST_YEAR}
    if len(chosen) != 1 or named - chosen:
        return {}
    return dict.fromkeys(range(len(rows)), _Group({"year": chosen.pop()}, 0))


def _chosen_year(select: HtmlElement) -> str | None:
    """The year that is marked as chosen in a list of nothing but years, besides a choice of all; None in any other list."""
    options = [(text_on(each), each.get("selected") is not None) for each in islice(select.iter("option"), MOST_OPTIONS)]
    years = [text for text, _ in options if _YEAR.fullmatch(text)]
    return next((text[:4] for text in years if (text, True) in options), None) if 2 <= len(years) >= len(options) - 1 else None


def _groups_of(rows: Sequence[RowBox]) -> dict[int, _Group]:
    """What the headings above each row say, as far down as they hold."""
    numbers = {row.box: number for number, row in enumerate(rows)}
    found: dict[int, _Group] = {}
    said: Said = {}
    headings, right_above = 0, None
    for element in _parts_of_list(rows):
        if element in numbers:
            found.setdefault(numbers[element], _Group(dict(said), headings, right_above))
            continue
        right_above = None if text_on(element) else right_above
        if next(element.iter("h1"), None) is not None:
            said = {}  # what stands above the page's headline is no heading in its list
        if (unit := unit_of_time(text := text_on(element))) is not None and not _is_of_page(element):
            headings, right_above = headings + 1, element
            said = {key: each for key, each in said.items() if key not in _WITHIN[unit]} | {unit: text}
    return found


def _is_of_page(element: HtmlElement) -> bool:
    """Whether an element stands in the head of the page or beside its main part."""
    around = chain((element,) if element.tag in ("header", *_ASIDE) else (), element.iterancestors("header", *_ASIDE))
    return any(each.tag in _ASIDE or getattr(each.getparent(), "tag", "") == "body" for each in around)


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
    return all(_opens_what_follows(each, held) for each in element.iter("a", "option", "button"))


def _opens_what_follows(control: HtmlElement, held: set[HtmlElement]) -> bool:
    """Whether a control leads nowhere and is the last before what holds rows: it opens and closes a group."""
    if control.tag == "option" or not (control.get("href") or "#").lower().startswith(("#", "javascript:")):
        return False
    around = (control, *islice(control.iterancestors(), STEPS_TO_ROWS))
    return next((each.getnext() in held for each in around if each.getnext() is not None), False)


def unit_of_time(text: str) -> str | None:
    """The smallest unit of time that a heading names, where it names nothing else."""
    if _YEAR.fullmatch(text) or _is_whole(_WITH_A_MONTH.format(text)):
        return "year"
    if is_date_alone(text):
        return "whole" if is_day(text) else "day"
    if not 4 < len(text) <= HEADING_LENGTH:
        return None
    if _is_whole(f"{text} {_A_YEAR}"):
        return "day"
    return "month" if any(_is_whole(form.format(text)) for form in _WITH_A_DAY) else None


def _is_whole(text: str) -> bool:
    """Whether a text is a day and nothing else."""
    return len(text) <= 2 * HEADING_LENGTH and (found := row_date(text))[0] is not None and found[1] == text and is_day(text)


def _order(rows: Sequence[RowBox]) -> str:
    """The order of day and month in the numbers of rows that leave out the year; as of the headings."""
    numbers = [next(filter(None, map(_NUMBERS.fullmatch, _texts_of(row))), None) for row in rows]
    return order_of_list([_with_year(each, _A_YEAR) for each in numbers if each], page_language(rows), "")


def _with_year(numbers: re.Match[str], year: str) -> str:
    return numbers[2].join((numbers[1], numbers[3], year))


def _texts_of(row: RowBox) -> list[str]:
    return [unit.text.strip(_MARKS_AROUND) for unit in row.units]


def _day(row: RowBox, group: _Group, order: str) -> tuple[str, str] | None:
    """The day of a row: its own part of one, or that of the headings, with the month or the year above it."""
    said, texts = group.said, _texts_of(row)
    if "whole" in said:
        return _read(said["whole"])
    small = next(filter(_is_yearless, texts), said.get("day"))
    if small is not None:
        year = _year_in(said.get("month", said.get("year", "")))
        return _completed(small, year, order) if year else None
    number = next(filter(_DAY_NUMBER.fullmatch, texts), None)
    return _read(f"{number.rstrip('.')} {said['month']}") if number and "month" in said else None


def _is_yearless(text: str) -> bool:
    """Whether a text is a day and month without their year; what no language here says without it may be one with it."""
    if manner(text) == "yearless" or _NUMBERS.fullmatch(text):
        return True
    return 4 < len(text) <= _YEARLESS_LENGTH and manner(text) == "none" and _is_whole(f"{text} {_A_YEAR}")


def _year_in(text: str) -> str | None:
    """The year that a heading says, also in an era, or the number of one in another calendar."""
    if text.isdecimal():
        return text
    if (year := _YEAR.search(text)) is not None:
        return year[0]
    whole = next(filter(_is_whole, (_WITH_A_MONTH.format(text), *(form.format(text) for form in _WITH_A_DAY))), "")
    return (row_date(whole)[0] or "")[:4] or None


def _completed(small: str, year: str, order: str) -> tuple[str, str] | None:
    """A day and month with their year."""
    numbers = _NUMBERS.fullmatch(small)
    return _read(_with_year(numbers, year), order) if numbers else _read(f"{small} {year}")


def _read(text: str, order: str | None = None) -> tuple[str, str] | None:
    day, _ = row_date(text, order)
    return (day, text) if day and is_day(text) else None
