"""Which piece of a row is its date: decided for all rows of a list together, never from an excerpt."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.row_titles import MANY, RowBox
from crawler.discover.row_units import FOR_SCRIPTS, Unit
from crawler.site import Site
from crawler.text.dates.in_url import url_date
from crawler.text.dates.row_date import ANY_DAY, days_apart, is_date_alone, manner, order_of_list, row_date, two_readings

LINE_SHARE = 0.5  # of the rows with a line of details that have a date there, below which it is none of theirs
CELLS_LENGTH = 60  # characters of an element whose cells make up one date
_CHANGED = ("updated", "modified")
_KINDS = {"stated": 0, "alone": 1, "cells": 2, "line": 3, "data": 4, "yearless": 5}


@dataclass(frozen=True, slots=True)
class _Dated:
    """A piece of a row that says a date. kind: of _KINDS; away: pieces between it and the headline."""

    slot: str
    kind: str
    text: str
    day: str | None
    away: int


def dates_of(rows: Sequence[RowBox], heads: Sequence[Unit | None], site: Site, url: str) -> list[tuple[str | None, str | None]]:
    """(ISO date, as printed) of each row; (None, None) for a row that prints none."""
    found = _without_time_of_page([list(_dated(row.units, head)) for row, head in zip(rows, heads, strict=True)])
    shares = _shares(rows, found)
    usual = _usual_places(found)
    chosen = [_choose(each, shares, usual) for each in found]
    texts = [each.text for each in chosen if each is not None]
    language = page_language(rows)
    order = order_of_list(texts, language, urlsplit(url).hostname or "")
    alike = _says_nothing(chosen)
    return [
        _value(dated, order, near_day(row.links[0].url, site), language, alike) if dated else (None, None)
        for row, dated in zip(rows, chosen, strict=True)
    ]


def _without_time_of_page(found: list[list[_Dated]]) -> list[list[_Dated]]:
    """What rows say of dates without what all of them carry for scripts alike: the time at which the page was made."""
    carried = {each.day for dated in found for each in dated if each.kind == "data"}
    if len(found) <= MANY or len(carried) != 1:
        return found
    return [[each for each in dated if each.kind != "data"] for dated in found]


def _shares(rows: Sequence[RowBox], found: Sequence[Sequence[_Dated]]) -> dict[str, float]:
    """Of each place that says a date in some rows: the share of the rows with the place in which it does."""
    said = Counter(slot for row in rows for slot in {unit.slot for unit in row.units})
    dated = Counter(slot for each in found for slot in {dated.slot for dated in each})
    return {slot: number / max(1, said[slot]) for slot, number in dated.items()}


def _usual_places(found: Sequence[Sequence[_Dated]]) -> frozenset[str]:
    """The places that say a date in at least half as many rows as the one that does so in most."""
    rows = Counter(slot for each in found for slot in {dated.slot for dated in each})
    return frozenset(slot for slot, number in rows.items() if 2 * number >= max(rows.values()))


def is_dated(units: Sequence[Unit]) -> bool:
    """Whether a row says a whole date of its own."""
    said = (unit for unit in units if not unit.slot.endswith(FOR_SCRIPTS))
    return any(unit.day or manner(unit.text) in ("alone", "line") for unit in said) or bool(next(_cells(units, None), None))


def near_day(url: str, site: Site) -> str | None:
    """The ISO day in an address, which a row's date without a year is close to."""
    stamp = url_date(url, ANY_DAY, site.platform.url_dates)
    return stamp.day if stamp else None


def _dated(units: Sequence[Unit], head: Unit | None) -> Iterator[_Dated]:
    at = next((number for number, unit in enumerate(units) if unit is head), 0)
    whole = False
    for number, unit in enumerate(units):
        if unit is head:
            continue
        kind = ("data" if unit.slot.endswith(FOR_SCRIPTS) else "stated") if unit.day else manner(unit.text)
        if kind != "none":
            whole = whole or kind not in ("yearless", "data")
            yield _Dated(unit.slot, kind, unit.text, unit.day, abs(number - at))
    if not whole:
        yield from _cells(units, head)


def _cells(units: Sequence[Unit], head: Unit | None) -> Iterator[_Dated]:
    """A date whose parts stand in cells of their own: the shortest run of elements that says a whole one."""
    short = [unit for unit in units if unit is not head and _may_be_part(unit.text)]
    for own in sorted(_within(short), key=len):
        text = " ".join(unit.text for unit in own)
        if len(own) > 1 and len(text) <= CELLS_LENGTH and is_date_alone(text) and row_date(text)[0]:
            yield _Dated(f"cells of {own[0].slot}", "cells", text, None, 1)
            return


def _may_be_part(text: str) -> bool:
    """Whether a text may be a part of a date: a bar between boxes is none."""
    return len(text) <= CELLS_LENGTH and any(map(str.isalnum, text))


def _within(units: Sequence[Unit]) -> Collection[list[Unit]]:
    """The pieces that stand in each of the elements around them, itself and the next five."""
    inside: dict[HtmlElement, list[Unit]] = defaultdict(list)
    for unit in units:
        for element in islice(chain((unit.element,), unit.element.iterancestors()), 6):
            inside[element].append(unit)
    return inside.values()


def _choose(found: Sequence[_Dated], shares: Mapping[str, float], usual: Collection[str]) -> _Dated | None:
    usable = [each for each in found if each.kind != "line" or shares[each.slot] >= LINE_SHARE]
    # What stands where few other rows have a date, though this one has the usual one too, is of what its excerpt tells.
    best = [each for each in usable if each.slot in usual] or usable
    return min(best, key=lambda each: _rank(each, shares[each.slot]), default=None)


def _rank(dated: _Dated, share: float) -> tuple[bool, bool, int, bool, int]:
    changed = any(word in dated.slot.lower() for word in _CHANGED)
    return dated.kind == "yearless", changed, _KINDS[dated.kind], share < LINE_SHARE, dated.away


def _says_nothing(chosen: Sequence[_Dated | None]) -> bool:
    """Whether all rows state one and the same day to machines while they print others to people."""
    stated = [each for each in chosen if each is not None and each.day]
    return len(stated) > 2 and len({each.day for each in stated}) == 1 and len({each.text for each in stated}) > 1


def _value(dated: _Dated, order: str, near: str | None, language: str, alike: bool) -> tuple[str | None, str | None]:
    day, raw = row_date(dated.text, order, near, language)
    if dated.day is None or alike:
        return day, raw
    # A time in another zone may lie on the day before or after; what is printed is what people see.
    if day and not two_readings(dated.text) and days_apart(day, dated.day) == 1:
        return day, raw
    return dated.day, raw or dated.day  # never `2 days ago`, which is another text tomorrow


def page_language(rows: Sequence[RowBox]) -> str:
    """The language that the page says it is in; empty where it does not."""
    root = rows[0].box.getroottree().getroot() if rows else None
    return (root.get("lang") or "").strip() if root is not None else ""
