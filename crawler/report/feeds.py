"""The releases as feeds: Atom (RFC 4287) and JSON Feed 1.1, newest first, with the full body. Pure.

An entry's id is made of the article's id and never changes; `updated` moves on with each revision that changes what the
release says (not with `minor` ones and moves). A withdrawn release leaves the feed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from lxml import etree

from crawler.html.builder import clean, pictureless
from crawler.items import DOCUMENT, JsonMapping, JsonObject, dumps
from crawler.policy.body_checks import MEDIA_TYPES

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
_MEDIA = {kind: name for name, kind in MEDIA_TYPES.items()}
EPOCH = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A release for a feed: its last journal line, and when what it says last changed (UTC)."""

    line: JsonMapping
    updated: str


@dataclass(frozen=True, slots=True)
class FeedHead:
    """site: name of the declaration; title: of the feed, for people; home: the newsroom's URL, if known."""

    site: str
    title: str
    home: str | None = None
    language: str | None = None


def without_pictures(entry: FeedEntry) -> FeedEntry:
    """The entry as a reader shows it without asking the newsroom's server for anything (FEED_IMAGES=0)."""
    return replace(entry, line={**entry.line, "html": pictureless(str(entry.line.get("html") or "")), "images": []})


def urn(site: str, article_id: str | None = None) -> str:
    """The feed's or an entry's id: an address that never changes and needs no domain of ours."""
    parts = ["urn:newsroom", quote(site, safe="")] + ([quote(article_id, safe=":._-")] if article_id else [])
    return ":".join(parts)


def instant(value: str | None) -> str | None:
    """An ISO date or date-time as RFC 3339 wants it: with a time and an offset (UTC where there is none)."""
    if not value:
        return None
    if len(value) == len("2019-06-06"):
        value += "T00:00:00"
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.isoformat(timespec="seconds") + ("" if found.tzinfo else "Z")


def atom(head: FeedHead, entries: Sequence[FeedEntry], made: str) -> bytes:
    """feed.xml. made: UTC time for `updated` where there is no entry yet."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # the stubs do not know the default namespace
    if head.language:
        feed.set(f"{{{XML}}}lang", head.language)
    _add(feed, "id", urn(head.site))
    _add(feed, "title", head.title)
    _add(feed, "updated", max((each.updated for each in entries), default=made or EPOCH))
    _add(_add(feed, "author"), "name", head.title)
    _add(feed, "link", rel="self", type="application/atom+xml", href="feed.xml")
    if head.home:
        _add(feed, "link", rel="alternate", type="text/html", href=head.home)
    _add(feed, "generator", "newsroom-crawler")
    for each in entries:
        _entry(feed, head, each)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entry(feed: Any, head: FeedHead, each: FeedEntry) -> None:
    line = each.line
    entry = _add(feed, "entry")
    language = line.get("language")
    if language and language != head.language:
        entry.set(f"{{{XML}}}lang", str(language))
    _add(entry, "id", urn(head.site, str(line["id"])))
    _add(entry, "title", _title(line))
    _add(entry, "updated", each.updated)
    published = instant(line.get("published"))
    if published:
        _add(entry, "published", published)
    files = _files(line)
    _add(entry, "link", rel="alternate", type=files[0]["mime_type"] if files else "text/html", href=str(_address(line)))
    for file in files:
        _add(entry, "link", rel="enclosure", type=file["mime_type"], href=file["url"])
    for author in _authors(line):
        _add(_add(entry, "author"), "name", author)
    if line.get("section"):
        _add(entry, "category", term=str(line["section"]))
    kind, body = _body(line)
    _add(entry, "content", body, type=kind)


def _files(line: JsonMapping) -> list[dict[str, str]]:
    """The file that a release is, as JSON Feed names it; none for a page, whose attachments stand in its body."""
    if line.get("form") != DOCUMENT:
        return []
    found = line.get("attachments") or []
    return [
        {"url": each["url"], "mime_type": _MEDIA.get(each.get("type") or "", "application/octet-stream"), "title": _title(line)}
        for each in found
    ]


def _title(line: JsonMapping) -> str:
    return clean(str(line.get("title") or line["id"]))


def _address(line: JsonMapping) -> str | None:
    return line.get("canonical_url") or line.get("url")


def _authors(line: JsonMapping) -> list[str]:
    return [clean(str(author)) for author in line.get("authors") or []]


def _body(line: JsonMapping) -> tuple[str, str]:
    """(`html` or `text`, the full body)."""
    kind = "html" if line.get("html") else "text"
    return kind, clean(str(line.get(kind) or ""))


def _add(parent: Any, name: str, value: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    for key, given in attributes.items():
        element.set(key, clean(given))
    if value is not None:
        element.text = clean(value)
    return element


def json_feed(head: FeedHead, entries: Sequence[FeedEntry]) -> bytes:
    """feed.json."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": clean(head.title), "home_page_url": head.home,
        "feed_url": "feed.json", "language": head.language, "authors": [{"name": clean(head.title)}],
    }  # fmt: skip
    found: JsonObject = {key: value for key, value in feed.items() if value is not None}
    return (dumps({**found, "items": [_item(head, each) for each in entries]}) + "\n").encode("utf-8", "replace")


def _item(head: FeedHead, each: FeedEntry) -> JsonObject:
    line = each.line
    kind, body = _body(line)
    item: JsonObject = {
        "id": urn(head.site, str(line["id"])),
        "url": _address(line),
        "title": _title(line),
        "date_published": instant(line.get("published")),
        "date_modified": each.updated,
        "language": line.get("language"),
        "authors": [{"name": author} for author in _authors(line)],
        "tags": [line["section"]] if line.get("section") else [],
        "image": next((image.get("url") for image in line.get("images") or []), None),
        f"content_{kind}": body,
        "attachments": _files(line),
    }
    return {key: value for key, value in item.items() if value not in (None, [])}
