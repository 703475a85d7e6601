"""Lists of releases in JSON: objects of one shape with an address, a title and a date, whoever made the endpoint.

Which keys these are is told by what their values look like and by words in their names.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crawler.discover.labels import MIN_ROWS
from crawler.discover.pagers.addresses import is_below
from crawler.discover.sources.json_groups import lists_in
from crawler.discover.sources.json_parts import next_parts, said_total
from crawler.discover.sources.json_texts import Record, flat
from crawler.discover.sources.shapes import is_of_others
from crawler.discover.sources.stated import day_of, stated_row, title_of
from crawler.discover.sources.xml_tree import joined
from crawler.items import Row
from crawler.platforms import q4
from crawler.platforms.q4 import is_q4_feed
from crawler.site import Site
from crawler.text.dates.row_date import order_of_list
from crawler.text.writing import weight

_FIRST_DAY = "1990"  # the web's; smaller numbers are no seconds since 1970
SAMPLE = 60  # objects by which the keys are told
_LEAST_TITLE, _LONGEST_TITLE = 8, 250  # Latin characters of a headline, and characters
_ADDRESS = re.compile(r"url|link|href|path\Z|uri|address|page\Z|@id|guid", re.I)
_BEST_ADDRESS = re.compile(r"(?:.*[._])?(?:url|link|href|permalink)\Z|(?:detail|page|web|canonical|html)_?(?:url|link)", re.I)
_NO_ADDRESS = re.compile(
    r"ima?ge?|thumb|photo|pic|logo|icon|video|audio|avatar|author|share|categor|tag|parent|self|\bapi|feed|comment|site|topic|@type|type"
    r"|download|attach|document|file|pdf",
    re.I,
)  # fmt: skip
_SLUG = re.compile(r"(?:.*[._])?(?:slug|url_?(?:title|name|key)|seo_?(?:name|title|url))\Z", re.I)
_TITLE = re.compile(r"title|headline|subject|heading|caption|(?:\A|[._])name\Z|标题", re.I)
_BEST_TITLE = re.compile(r"(?:.*[._])?(?:title|headline|subject)\Z|标题", re.I)
_NO_TITLE = re.compile(r"ima?ge?|meta|seo|author|categor|site|file|alt\Z|user|type|sub_?title|short|tag|ur[li]|link|slug", re.I)
_DATE = re.compile(r"date|time|publish|posted|releas|issue|created|day\Z|日期", re.I)
_FIRST = re.compile(r"publi[sc]|releas|issu|post|display|news", re.I)
_LATER = re.compile(r"modif|updat|edit|expir|end|chang|unpublish|gmt|upload|creat", re.I)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|avif|mp[34]|css|js|ico)(?:\?|\Z)", re.I)
_LOOKS = re.compile(r"(?:https?:)?/|\.{1,2}/|\?[\w-]+=|[\w%-]+(?:/[\w%.-]+)+/?\Z|[\w-]+\.(?:s?html?|aspx?|php|jsp)\b", re.I)
_SLUG_LOOKS = re.compile(r"[\w%-]{3,200}\Z")


class Fields(NamedTuple):
    """The names of an object's address, title and date; date is empty where it has none."""

    address: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class JsonList:
    """A list of releases: its rows in their order, candidates for the address of its next part, how many it says there are."""

    rows: tuple[Row, ...]
    next: tuple[str, ...] = ()
    total: int | None = None


class _Found(NamedTuple):
    objects: list[Record]
    around: tuple[Record, ...]  # the objects that the list lies in, the nearest first
    fields: Fields


def read_json(text: str) -> object:
    """The value of a JSON text, also behind what keeps it from being run (`)]}',`) or around a call; None for anything else."""
    begins = re.search(r"[\[{]", text[:300])
    if begins is None:
        return None
    try:
        return json.JSONDecoder().raw_decode(text, begins.start())[0]
    except (ValueError, RecursionError):
        return None


def read_json_list(
    value: object, url: str, site: Site, base: str | None = None, *, dated: bool = False
) -> JsonList | None:  # fmt: skip
    """The list of releases in a JSON document, None where there is none. Rows may be none: an endpoint's last page.

    url: of the document; base: of the page that it stands in or that asks for it, which its addresses are relative to;
    dated: whether it stands in a page: only lists with dates are read, and none has another part.
    """
    if not dated and isinstance(value, dict) and is_q4_feed(url):
        return _of_q4(value, url, site)
    found = _candidates(value, dated=dated)
    read = [(each, _rows(each, base or url, site, _order(each.fields, found, base or url))) for each in found]
    best, rows = _largest(_below(read, url) if dated else read)
    if best is None or not rows:
        return JsonList(()) if not dated and _is_empty_list(value) else None
    total = said_total(best.around, len(rows))
    return JsonList(rows, () if dated else next_parts(url, best.around, len(best.objects), total), total)


def are_below(rows: Sequence[Row], url: str) -> bool:
    """Whether a list's rows lie below the page that it stands in: it is that page's own, however long others beside it are."""
    return len(rows) >= MIN_ROWS and all(is_below(url, row.url) for row in rows)


def _largest(read: Sequence[tuple[_Found, list[Row]]]) -> tuple[_Found | None, tuple[Row, ...]]:
    """The list with most rows, and the rows of all that have the same names."""
    best = max(read, key=lambda pair: len(pair[1]), default=(None, []))[0]
    return best, _once([row for found, rows in read if best and found.fields == best.fields for row in rows])


def _below(read: Sequence[tuple[_Found, list[Row]]], url: str) -> Sequence[tuple[_Found, list[Row]]]:
    """The lists whose rows lie below the page that they stand in; all where these have few rows in all."""
    own = [(found, rows) for found, rows in read if rows and all(is_below(url, row.url) for row in rows)]
    return own if are_below([row for _, rows in own for row in rows], url) else read


def _of_q4(value: Record, url: str, site: Site) -> JsonList:
    said = value.get(q4.LIST)
    objects: list[Record] = [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []
    rows = _once(_rows(_Found(objects, (), Fields(*q4.FIELDS)), url, site, q4.DATES))
    return JsonList(rows, q4.further_years(url, len(objects), [row.date for row in rows]))


def _once(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple({row.url: row for row in reversed(rows)}.values())[::-1]


def _candidates(value: object, *, dated: bool) -> list[_Found]:
    """The lists whose objects have an address and a title; those with dates, where there are any or no others are wanted."""
    named = [(objects, around, _fields_of(objects[:SAMPLE], dated=dated)) for objects, around in lists_in(value)]
    found = [_Found(objects, around, fields) for objects, around, fields in named if fields is not None]
    with_dates = [each for each in found if each.fields.date]
    return with_dates if with_dates or dated else found


def _is_empty_list(value: object) -> bool:
    """Whether a document is what an endpoint answers when there is no more: an empty list, bare or in objects."""
    if isinstance(value, dict):
        return any(_is_empty_list(each) for each in value.values() if isinstance(each, list) or each == value.get("data"))
    return value == []


def _fields_of(objects: Sequence[Record], *, dated: bool) -> Fields | None:
    """Which of their names the objects of a list have their address, title and date under; None for other objects.

    Names in words that are not known are told by the form of what stands under them. dated: as of `read_json_list`; there the
    date must be called one, and title and address, or one of them where the days differ: prices have a time, an address and a
    text as well.
    """
    values = _values_of(objects)
    address = _best(_as_address, values, len(objects))
    title = _best(_as_title, {name: said for name, said in values.items() if name != address}, len(objects))
    both, one = bool(address and title), bool(address or title)
    days = set(map(day_of, values.get(_best(_as_date, values, len(objects)), ()))) if dated else set()
    if dated and not (both and days) and not (one and len(days) > 1):
        return None
    return Fields(address, title, _date_of(values, len(objects))) if both else _fields_by_form(values, len(objects))


def _values_of(objects: Sequence[Record]) -> dict[str, list[str]]:
    """What stands under each name of some objects, where anything does."""
    values: dict[str, list[str]] = {}
    for name, text in (pair for each in objects for pair in flat(each).items() if pair[1]):
        values.setdefault(name, []).append(text)
    return values


def _fields_by_form(values: Mapping[str, Sequence[str]], objects: int) -> Fields | None:
    """The first names with an address, several words and a day in most of a list's objects, of those that are called so where
    some are; None where one is missing."""
    address = _best(_as_address, values, objects) or _best(_looks_as_address, values, objects)
    date = _date_of(values, objects)
    others = {name: said for name, said in values.items() if name not in (address, date)}
    title = _best(_as_title, others, objects) or _best(_looks_as_title, others, objects)
    return Fields(address, title, date) if address and title and date else None


def _date_of(values: Mapping[str, Sequence[str]], objects: int) -> str:
    """The name of the day; that of a change only where there is no other, or where the other is of what comes after it."""
    first = {name: said for name, said in values.items() if not _LATER.search(name)}
    named, later = _best(_as_date, first, objects), _best(_as_date, values, objects)
    formed = _best(_is_day, first, objects)
    return named or (formed if not later or _newest(values.get(formed, ())) <= _newest(values[later]) else "") or later


def _newest(values: Sequence[str]) -> str:
    return max(filter(None, map(day_of, values)), default="")


def _looks_as_address(name: str, values: Sequence[str], objects: int) -> float:
    return _share([each for each in values if _LOOKS.match(each) and not _FILE.search(each)], values, objects)


def _looks_as_date(name: str, values: Sequence[str], objects: int) -> float:
    return float(2 * sum(any(day_of(each, order) for order in ("DMY", "MDY")) for each in values) > objects)


def _is_day(name: str, values: Sequence[str], objects: int) -> float:
    """As `_looks_as_date`, for a name that says nothing: an address may have a day in it, and numbers may count anything."""
    if any("/" in each and not each[0].isdigit() for each in values):
        return 0.0
    return _looks_as_date(name, values, objects) if _are_seconds(values) or not all(map(str.isdecimal, values)) else 0.0


def _are_seconds(values: Sequence[str]) -> bool:
    """Whether whole numbers are those of days: of different ones for most objects, which fall or rise all the way."""
    days = [day_of(each) or "" for each in values]
    return len(values) < 2 * len(set(days)) > 2 and min(days) >= _FIRST_DAY and days in (sorted(days), sorted(days, reverse=True))


def _looks_as_title(name: str, values: Sequence[str], objects: int) -> float:
    if _NO_TITLE.search(name):
        return 0.0
    said = [each for each in values if weight(each) >= _LEAST_TITLE and len(each) <= _LONGEST_TITLE and not _LOOKS.match(each)]
    return _share([each for each in said if " " in each or weight(each) > len(each)], values, objects)


def _best(score: Callable[[str, Sequence[str], int], float], values: Mapping[str, Sequence[str]], objects: int) -> str:
    """The name with the highest score above 0, the first of equals; empty where none has."""
    scored = {name: score(name, said, objects) for name, said in values.items()}
    name = max(scored, key=lambda each: scored[each], default="")
    return name if scored.get(name) else ""


def _share(fitting: Sequence[str], values: Sequence[str], objects: int) -> float:
    """How many of the objects have a fitting value of their own; 0 where half of them do not."""
    share = len(set(fitting)) / objects
    return share if share > 0.5 and 2 * len(fitting) > len(values) else 0.0


def _as_address(name: str, values: Sequence[str], objects: int) -> float:
    if _NO_ADDRESS.search(name):
        return 0.0
    if _SLUG.match(name):
        return 0.2 * _share([each for each in values if _SLUG_LOOKS.match(each)], values, objects)
    if not _ADDRESS.search(name):
        return 0.0
    return _looks_as_address(name, values, objects) * (2 if _BEST_ADDRESS.match(name) else 1)


def _as_title(name: str, values: Sequence[str], objects: int) -> float:
    if not _TITLE.search(name):
        return 0.0
    share = _share([each for each in values if len(each) > 3 and not _LOOKS.match(each)], values, objects)
    return share * (0.3 if _NO_TITLE.search(name) else 2 if _BEST_TITLE.match(name) else 1)


def _as_date(name: str, values: Sequence[str], objects: int) -> float:
    if not _DATE.search(name) or not _looks_as_date(name, values, objects):
        return 0.0
    return 0.3 if _LATER.search(name) else 2 if _FIRST.search(name) else 1


def _order(fields: Fields, lists: Sequence[_Found], base: str) -> str | None:
    """The one order of day and month in all lists with these names: a document may have one for each month."""
    if is_q4_feed(base):
        return q4.DATES
    objects = [each for found in lists if found.fields == fields for each in found.objects]
    return order_of_list([flat(each).get(fields.date, "") for each in objects], base, "") if fields.date else None


def _rows(found: _Found, base: str, site: Site, order: str | None) -> list[Row]:
    return list(filter(None, (_row_of(flat(each), found.fields, base, site, order) for each in found.objects)))


def _row_of(said: Mapping[str, str], fields: Fields, base: str, site: Site, order: str | None) -> Row | None:
    named = said.get(fields.address) or next(filter(None, map(said.get, q4.FURTHER_ADDRESSES)), "")
    address, title = _address_in(named, fields, base), title_of(said.get(fields.title))
    if address is None or title is None or is_of_others(address):
        return None
    return stated_row(address, title, said.get(fields.date), site, "listing", order)


def _address_in(said: str, fields: Fields, base: str) -> str | None:
    if not _SLUG.match(fields.address):
        return joined(base, said) if said else None
    return joined(base.partition("?")[0].rstrip("/") + "/", f"./{said}") if said else None
