"""Links that are named by a time and lead to the list of it: tabs of years are no releases, whatever stands in their boxes."""

import re
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from crawler.discover.labels import LONG_TITLE, MIN_ROWS
from crawler.discover.links import PageLink
from crawler.discover.pagers.time_labels import TimeLabel, names_time, time_on
from crawler.discover.pagers.words import names_items
from crawler.discover.pagers.year_series import YearInSeries, year_series
from crawler.discover.repeats import RowReader
from crawler.discover.row_units import Unit
from crawler.text.dates.row_date import is_date_alone, row_date
from crawler.text.writing import weight

_NUMBER = re.compile(r"\W*+(?:\d{1,5}\W*+[^\W\d]{0,14}\W*+)?\Z")  # a number of releases, with its measure word
_EDGES_OF_YEAR = ("01-01", "12-31")
_FIRST, _LAST = "01", "28"  # days of a month that begin and end it


def without_times(links: Sequence[PageLink], reading: RowReader) -> list[PageLink]:
    """Links without those that are named by a time: years, months, and series of years with words."""
    tabs = _tabs([link for link in links if link.form is None], reading)
    rest = [link for link in links if link.element not in tabs]
    in_series = _years_with_words(rest, reading)
    return [link for link in rest if link.element not in in_series]


def _tabs(links: Sequence[PageLink], reading: RowReader) -> dict[HtmlElement, TimeLabel]:
    """The links that are named by nothing but a time; one of a single year must have no word."""
    named = {link.element: label for link in links if (label := _label(link, reading)) is not None}
    mine = {link.element: named[link.element] for link in links if _is_tab(link, named, reading)}
    several = len({label.printed for label in mine.values()}) > 1
    return mine if several else {element: label for element, label in mine.items() if not (label.words or label.other)}


def _label(link: PageLink, reading: RowReader) -> TimeLabel | None:
    """The time that a link names, by its whole text or by the first piece of a card that has a day or a number besides."""
    label = time_on(link.text)
    if label is None and len(link.element):
        pieces = [unit.text for unit in reading.units(link.element) if unit.link is link.element]
        label = time_on(pieces[0]) if pieces and all(map(_says_nothing, pieces[1:])) else None
    return label if label is not None and names_time(link.url, label) else None


def _is_tab(link: PageLink, named: dict[HtmlElement, TimeLabel], reading: RowReader) -> bool:
    """Whether a link's box says nothing but times and numbers without a link, and no day where more than a year is named."""
    label = named.get(link.element)
    if label is None:
        return False
    units = reading.units(reading.near_box(link))
    beside = [unit for unit in units if unit.link is None or unit.link is link.element]
    if not all(unit.day or _says_nothing(unit.text) for unit in beside):
        return False
    return not (label.words or label.less) or all(_is_edge(unit, label) for unit in beside)


def _says_nothing(text: str) -> bool:
    """Whether a piece of a box is a day or a number."""
    return is_date_alone(text) or _NUMBER.match(text) is not None or time_on(text) is not None


def _is_edge(unit: Unit, label: TimeLabel) -> bool:
    """Whether a piece says no day, or the first or last one of a time."""
    day = unit.day or row_date(unit.text)[0]
    if day is None:
        return not is_date_alone(unit.text) or time_on(unit.text) is not None
    if day[5:] in _EDGES_OF_YEAR:
        return True
    return label.less and (day[8:] == _FIRST or day[8:] >= _LAST)


def _years_with_words(links: Sequence[PageLink], reading: RowReader) -> set[HtmlElement]:
    """The links of series of years with words. Where a page has no other rows only those that name releases: it may list reports
    of each year.
    """
    series = year_series([link for link in links if link.form is None])
    others = [link for link in links if link.element not in series] if series else []
    lists = {reading.near_box(link).getparent() for link in others}
    has_rows = _has_rows(others, reading)
    mine = (link for link in links if link.element in series and (has_rows or names_items(link.text)))
    return {link.element for link in mine if _leads_to_year(link, series[link.element], reading, lists)}


def _has_rows(links: Sequence[PageLink], reading: RowReader) -> bool:
    """Whether links are rows of a list by what they say."""
    long = [link for link in links if weight(link.title) >= LONG_TITLE]
    return len(long) >= MIN_ROWS or any(map(reading.is_dated_row, long))


def _leads_to_year(link: PageLink, each: YearInSeries, reading: RowReader, lists: Collection[HtmlElement | None]) -> bool:
    """Whether a link of a series leads to a list: its address is that of a year, and no day of its own stands beside it.

    What is called as its words are (`annual-report-2025`) is a page of its own. lists: those that hold others, among which a
    release of each year may stand.
    """
    box = reading.near_box(link)
    alone = each.step or (each.named and box.getparent() not in lists)
    return alone and all(_is_edge(unit, each.label) for unit in reading.units(box) if unit.text != link.text)
