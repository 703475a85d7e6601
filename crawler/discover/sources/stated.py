"""What machine-readable sources state of a release: a day and a title, in all their real spellings; a row of both."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from html import unescape

from crawler.discover.links import form_of
from crawler.items import Row
from crawler.site import Site
from crawler.text.dates.parse import parse_date
from crawler.text.dates.row_date import ANY_DAY
from crawler.text.safe_text import one_line
from crawler.urls import is_article_url

LONGEST = 500  # characters of a title; 60 of a date
_ISO = re.compile(r"([12]\d{3})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_EPOCH = re.compile(r"(?:/Date\()?(-?\d{9,13})(?:[+-]\d{4}\)/|\)/)?\Z")  # seconds or milliseconds; `/Date(1710000000000)/`


def day_of(text: str | None, order: str | None = None) -> str | None:
    """The ISO day that a source gives as a date: ISO 8601, RFC 822 with any weekday, epoch, or as people print it.

    order: `DMY` or `MDY`, where the list that it stands in shows it.
    """
    said = one_line(unescape(text or ""))[:60]
    if not said:
        return None
    if found := _ISO.match(said):
        return _whole(int(found[1]), int(found[2]), int(found[3]))
    if found := _EPOCH.match(said):
        return _of_epoch(found[1])
    parts = parsedate_tz(said)
    if parts is not None and parts[0] > 1900 and re.search(r"[a-zA-Z]{3}", said):
        return _whole(*parts[:3])
    stamp = parse_date(said, order=order, today=ANY_DAY)
    return stamp.day if stamp is not None else None


def _of_epoch(digits: str) -> str | None:
    seconds = int(digits) / (1000 if len(digits.lstrip("-")) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _whole(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def title_of(text: str | None) -> str | None:
    """A title as people read it: without markup, with its entities written out, also those that were escaped twice."""
    said = unescape(text or "")
    said = unescape(_TAG.sub("", said)) if "<" in said or "&" in said else said
    return one_line(said)[:LONGEST] or None


def stated_row(url: str, title: str | None, when: str | None, site: Site, by: str, order: str | None = None) -> Row | None:
    """The row of what a source states, None where the address can be no release of this newsroom.

    when: the date as stated; by: as in Row; order: as in day_of.
    """
    form = form_of(url, site)
    if form is None and is_article_url(url, site) is False:
        return None
    raw = one_line(when or "")[:60] or None
    return Row(url, title_of(title), day_of(raw, order), raw, by=by, form=form)
