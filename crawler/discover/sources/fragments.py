"""What an endpoint of a page's script answers: a JSON list, or rows in markup, bare or wrapped in JSON or XML."""

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from crawler.discover.listing import Listing, read_listing
from crawler.discover.pagers.step import Step
from crawler.discover.sources.asked import is_json
from crawler.discover.sources.json_lists import read_json
from crawler.discover.sources.json_parts import next_parts, said_total
from crawler.discover.sources.json_texts import Record
from crawler.discover.sources.read import read_source
from crawler.discover.sources.xml_tree import joined
from crawler.page.decode import decode
from crawler.page.page import Page
from crawler.platforms.hanweb import next_group
from crawler.site import Site
from crawler.url_parts import posted_in
from crawler.urls import in_origins

MOST_BODY = 4 << 20  # bytes of an answer
_RECORDS = re.compile(r"<(?:recordset|datastore)[\s>]", re.I)
_CALLBACK = re.compile(rb"\A\s{0,20}[\w.$]{1,80}\((?=\s{0,20}[\[{])")  # around JSON for a script of another host
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*</totalrecord>", re.I)
_ANCHOR = re.compile(r"<a\s[^<>]{0,400}href", re.I)
_WHOLE, _HEAD = re.compile(r"<html[\s>]", re.I), 2000  # where a page begins, within so many characters
_MOST_VALUES = 20_000  # of a JSON document that are looked at
JSON = "json"


def read_endpoint(
    address: str, body: bytes, content_type: str | None, site: Site, base: str, places: Container[str] = ()
) -> Listing:
    """The list of releases in an answer to what a page's script asks for. Never raises.

    address: what was asked for, with what was posted; base: of the page whose script it is, which the rows' addresses are
    relative to; places: as in read_listing. Of kind `json`; the problem is `empty` where there is not one row.
    """
    body = _CALLBACK.sub(b"", body, count=1)
    listing = read_source(address, body, content_type, site, base)
    if listing is not None and (listing.rows or listing.next or listing.kind != JSON):
        return listing
    text = decode(body[:MOST_BODY], content_type).text if body else ""
    if listing is None and (page := _page_posted_for(address, text)):
        return _turned(read_listing(page, site, forms=True, places=places))
    markup, around = _markup_in(text, is_json=listing is not None)
    found = read_listing(Page(base, f"<html><body>{markup}</body></html>"), site, forms=True, places=places)
    if not found.rows:
        return replace(found, next=(), leads=(), problem="empty", step=Step(), kind=JSON)
    total = said_total(around, len(found.rows)) or _said_total(text)
    ahead = found.next or _following(address, text, around, len(found.rows), total)
    following = tuple(filter(lambda url: in_origins(posted_in(url)[0], site), ahead))
    step = Step(next=following, records=total)
    return replace(found, next=following, leads=(), problem=None, step=step, kind=JSON)


def _page_posted_for(address: str, text: str) -> Page | None:
    """The whole page that is the answer to a form of a list's page: it has its own pager; None for what a script asks for."""
    url, posted = posted_in(address)
    return Page(url, text) if posted is not None and not is_json(posted) and _WHOLE.search(text[:_HEAD]) else None


def _turned(found: Listing) -> Listing:
    """A further page of a list, as one that a script brings."""
    return replace(found, leads=(), problem=None if found.rows else "empty", kind=JSON)


def _following(address: str, text: str, around: tuple[Record, ...], rows: int, total: int | None) -> tuple[str, ...]:
    group = next_group(text)
    ahead = joined(address, group) if group else None
    return (ahead,) if ahead else next_parts(address, around, rows, total)


def records_in(text: str) -> str | None:
    """The markup of the rows that a page or an answer keeps as records in XML; None where there are none."""
    begins = _RECORDS.search(text)
    if begins is None:
        return None
    return "\n".join(piece.partition("]]>")[0] for piece in text[begins.start() :].split("<![CDATA[")[1:])


def _said_total(text: str) -> int | None:
    found = _TOTAL.search(text)
    return int(found[1]) if found else None


def _markup_in(text: str, *, is_json: bool) -> tuple[str, tuple[Record, ...]]:
    """The markup in an answer, and the objects that it lies in."""
    if not is_json:
        return records_in(text) or text, ()
    value = read_json(text)
    around = (value,) if isinstance(value, dict) else ()
    return ("\n".join(_texts_with_links(value)) if value is not None else text), around


def _texts_with_links(value: object) -> Iterator[str]:
    waiting = [value]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, str) and _ANCHOR.search(node):
            yield node
        elif isinstance(node, dict | list):
            waiting += node.values() if isinstance(node, dict) else node
