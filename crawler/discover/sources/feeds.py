"""RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed: a row for each entry, and where older entries are (RFC 5005)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element as Element

from crawler.discover.pagers.addresses import with_parameter
from crawler.discover.sources.stated import stated_row
from crawler.discover.sources.xml_tree import base_of, joined, name_of, said_in
from crawler.items import Row
from crawler.site import Site
from crawler.urls import document_type

MOST_ENTRIES = 20_000
_DATES = ("pubdate", "published", "issued", "date", "created", "available", "updated", "modified", "lastbuilddate")
_ENTRIES = ("item", "entry")
_HEAD = ("link", "complete", "generator", "archive")
_OLDER = ("prev-archive", "next")  # links to older entries; an archive's `next-archive` leads to newer ones
_PAGED = frozenset(("prev-archive", "next-archive", "next", "previous", "prev", "current", "archive"))
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says: its entries in their order, addresses of older ones, whether these are all there are.
    """

    rows: tuple[Row, ...]
    older: tuple[str, ...] = ()
    whole: bool = False


def read_feed(root: Element, url: str, site: Site) -> Feed | None:
    """The feed of an XML document, None where it is no feed. url: of the document."""
    if name_of(root) not in ("rss", "rdf", "feed"):
        return None
    entries = _named(root, _ENTRIES)[:MOST_ENTRIES]
    rows = tuple(filter(None, (_row(each, url, site) for each in entries)))
    head = [each for each in _named(root, _HEAD) if _is_of_feed(each)]
    older, is_paged = _older(head, url)
    whole = is_paged or bool(_said(head, "complete"))
    if rows and not whole and "wordpress" in " ".join(map(said_in, _said(head, "generator"))).lower():
        return Feed(rows, (_next_page(url),), whole=True)
    return Feed(rows, older, whole)


def _named(root: Element, names: Sequence[str]) -> list[Element]:
    return [each for each in root.iter() if name_of(each) in names]


def _said(elements: Sequence[Element], name: str) -> list[Element]:
    return [each for each in elements if name_of(each) == name]


def _older(head: Sequence[Element], url: str) -> tuple[tuple[str, ...], bool]:
    """Where a feed's older entries are, and whether it has other parts at all (RFC 5005)."""
    links = [(each.get("rel") or "", joined(base_of(each, url), each.get("href"))) for each in head if each.get("href")]
    older = dict.fromkeys(address for rel in _OLDER for name, address in links if name == rel and address)
    return tuple(older), any(rel in _PAGED and address != url for rel, address in links)


def _is_of_feed(element: Element) -> bool:
    return not any(name_of(each) in _ENTRIES for each in element.iterancestors())


def _next_page(url: str) -> str:
    """The next older page of a WordPress feed."""
    page = dict(parse_qsl(urlsplit(url).query)).get("paged", "1")
    return with_parameter(url, "paged", int(page) + 1 if page.isdecimal() and len(page) < 6 else 2)


def _row(entry: Element, url: str, site: Site) -> Row | None:
    named: dict[str, list[Element]] = {}
    for child in entry:
        named.setdefault(name_of(child), []).append(child)
    address = next(_addresses(entry, named, url), None)
    when = next((said for name in _DATES for each in named.get(name, ()) if (said := said_in(each))), None)
    title = next((said_in(each) for each in named.get("title", ()) if _is_plain(each)), None)
    return stated_row(address, title, when, site, "feed") if address else None


def _is_plain(element: Element) -> bool:
    """Whether a title is the entry's own and not that of a picture (`media:title`)."""
    return "search.yahoo.com" not in str(element.tag)


def _addresses(entry: Element, named: Mapping[str, list[Element]], url: str) -> Iterator[str]:
    """The addresses that an entry may be at, the surest first."""
    base = base_of(entry, url)
    links = named.get("link", [])
    said = [*map(said_in, named.get("origlink", ())), *_of_links(links, base), *_of_guids(named), *_about(entry)]
    yield from filter(None, (joined(base, each) for each in [*said, *_files(named, links)] if each))


def _of_guids(named: Mapping[str, list[Element]]) -> list[str]:
    """What an entry's identifiers say, where they are addresses."""
    guids = [each for each in (*named.get("guid", ()), *named.get("id", ())) if _is_permalink(each)]
    return [said for each in guids if (said := said_in(each)).startswith(("http:", "https:"))]


def _is_permalink(guid: Element) -> bool:
    return (guid.get("isPermaLink") or "").strip().lower() != "false"


def _about(entry: Element) -> list[str]:
    return [str(value) for key, value in entry.attrib.items() if str(key).endswith("}about")]


def _files(named: Mapping[str, list[Element]], links: Sequence[Element]) -> list[str]:
    """The documents that go with an entry."""
    enclosures = [*named.get("enclosure", ()), *(each for each in links if each.get("rel") == "enclosure")]
    said = [each.get("url") or each.get("href") or "" for each in enclosures]
    return [each for each in said if document_type(each)]


def _of_links(links: Iterable[Element], base: str) -> Iterator[str]:
    """What an entry's links say, those to a page first; none that lead to comments, edits or files beside it."""
    ranked = []
    for link in links:
        rel, kind = (link.get("rel") or "alternate").lower(), (link.get("type") or "").lower().partition(";")[0]
        said = link.get("href") or said_in(link)
        if said and rel in ("alternate", "canonical"):
            ranked.append((kind not in _PAGE_TYPES, joined(base_of(link, base), said) or said))
    yield from (said for _, said in sorted(ranked, key=lambda pair: pair[0]))


def read_json_feed(value: object, url: str, site: Site) -> Feed | None:
    """The feed of a JSON document, None where it is no JSON Feed."""
    if not isinstance(value, dict) or "jsonfeed.org/version" not in str(value.get("version")):
        return None
    rows = []
    items = value.get("items")
    for item in items[:MOST_ENTRIES] if isinstance(items, list) else ():
        if isinstance(item, dict) and (row := _row_of_item(item, url, site)) is not None:
            rows.append(row)
    older = joined(url, value["next_url"]) if isinstance(value.get("next_url"), str) else None
    return Feed(tuple(rows), (older,) if older else (), older is not None)


def _row_of_item(item: Mapping[str, object], url: str, site: Site) -> Row | None:
    address = next(filter(None, (joined(url, each) for each in (*_said_addresses(item), *_attached(item)))), None)
    when = item.get("date_published") or item.get("date_modified")
    title = item.get("title")
    return stated_row(address, title if isinstance(title, str) else None, str(when or ""), site, "feed") if address else None


def _said_addresses(item: Mapping[str, object]) -> list[str]:
    said = [(name, item.get(name)) for name in ("url", "external_url", "id")]
    return [each for name, each in said if isinstance(each, str) and (name == "url" or "://" in each)]


def _attached(item: Mapping[str, object]) -> list[str]:
    """The documents that go with an item of a JSON Feed."""
    attached = item.get("attachments")
    files = [each.get("url") for each in attached if isinstance(each, dict)] if isinstance(attached, list) else []
    return [each for each in files if isinstance(each, str) and document_type(each)]
