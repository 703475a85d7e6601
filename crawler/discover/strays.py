"""Among the rows of a list what is none (a link to more, a button, a breadcrumb), and rows that only lack the day of the others.

A row has no day where it is pinned, just published, or says `Yesterday` and `New` in its place.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.discover.boxes import address_shape
from crawler.discover.labels import LONG_TITLE
from crawler.discover.links import PageLink
from crawler.discover.row_dates import is_dated
from crawler.discover.row_titles import RowBox, titles_of
from crawler.discover.row_units import Unit, units_at
from crawler.text.writing import weight

ALL_DATED, HALF = 0.8, 0.5  # of a group's rows, from which it is a dated one, and from which most have dates
_FEW_WORDS = 2  # of a name in an address
_WORDS = re.compile(r"[^\W_]+")
SHORT_SHARE = 0.4  # of the usual title's length, below which a title in an odd row is none


def with_units_alike(rows: Sequence[RowBox], keep: Callable[[HtmlElement, list[Unit]], None]) -> list[RowBox]:
    """Rows of which those without a day are read in the places of the dated ones, where these are most.

    `Yesterday` and the headline in a link are one text, as long as nobody knows that the others have a day in that place.
    keep: is given what a row is found to say.
    """
    dated = [row for row in rows if is_dated(row.units)]
    if not HALF * len(rows) <= len(dated) < len(rows):
        return list(rows)
    slots = {unit.slot for row in dated for unit in row.units}
    return [row if row in dated else _read_alike(row, slots, keep) for row in rows]


def _read_alike(row: RowBox, slots: set[str], keep: Callable[[HtmlElement, list[Unit]], None]) -> RowBox:
    if slots.issuperset(unit.slot for unit in row.units) or not (units := units_at(row.box, slots)):
        return row
    keep(row.box, units)
    return replace(row, units=units)


def without_strays(rows: Sequence[RowBox], share_dated: float, length: float) -> list[RowBox]:
    """The rows of a list without what stands among them and is none. length: of the usual title."""
    forms = Counter(map(_form, rows))
    lists = Counter(row.box.getparent() for row in rows)
    lacks_day_alone = _told_from_strays(rows, length)

    def is_stray(row: RowBox) -> bool:
        if is_dated(row.units):
            return False
        if lists[row.box.getparent()] == 1 < max(lists.values()) and share_dated >= HALF:
            return True  # it stands apart from the list
        if forms[_form(row)] * 4 >= len(rows) or lacks_day_alone(row):
            return False
        said = weight(titles_of([row])[0][0])
        return share_dated >= ALL_DATED or (0 < said < SHORT_SHARE * length and length >= LONG_TITLE)

    return [row for row in rows if not is_stray(row)]


def _told_from_strays(rows: Sequence[RowBox], length: float) -> Callable[[RowBox], bool]:
    """Whether a row without a day is as the dated ones are but for that: made of what they are, its title and address alike."""
    dated = [row for row in rows if is_dated(row.units)]
    homes = Counter((row.box.tag, row.box.getparent()) for row in dated)
    slots = {unit.slot for row in dated for unit in row.units}
    shapes = Counter(address_shape(row.links[0]) for row in dated)
    steps = [_last_step(row.links[0]) for row in dated]

    def is_row(row: RowBox) -> bool:
        if not homes[row.box.tag, row.box.getparent()] or not slots.issuperset(unit.slot for unit in row.units):
            return False
        long = weight(titles_of([row])[0][0]) >= SHORT_SHARE * length
        return long and shapes[address_shape(row.links[0])] * 4 >= len(dated) and _is_step_like(_last_step(row.links[0]), steps)

    return is_row


def _last_step(link: PageLink) -> str:
    """The last step of an address with its query, without its ending: what names a release among others."""
    path, mark, query = link.url.rstrip("/").partition("?")
    return path.rpartition("/")[2].partition(".")[0] + mark + query


def _is_step_like(step: str, others: Sequence[str]) -> bool:
    """Whether a name has numbers, or several words, where all others do: `archive` is none like `the-ferry-of-the-north`."""
    numbered = any(map(str.isdigit, step)) or not all(any(map(str.isdigit, each)) for each in others)
    return numbered and (len(_WORDS.findall(step)) > 1 or min(map(len, map(_WORDS.findall, others))) <= _FEW_WORDS)


def _form(row: RowBox) -> tuple[str, frozenset[str]]:
    """What a row is made of."""
    return row.box.tag, frozenset(unit.slot for unit in row.units)
