"""One answer read as a source of releases, whatever it is: feed, sitemap or JSON list; None for a page."""

from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discover.listing import Listing, fingerprint
from crawler.discover.pagers.step import Step
from crawler.discover.section_links import ListingCandidate
from crawler.discover.sources.feeds import Feed, read_feed, read_json_feed
from crawler.discover.sources.json_lists import JsonList, read_json, read_json_list
from crawler.discover.sources.json_parts import next_parts
from crawler.discover.sources.sitemaps import Sitemap, of_news, read_sitemap
from crawler.discover.sources.xml_tree import is_cut_xml, may_be_xml, xml_root
from crawler.items import Row
from crawler.page.decode import decode
from crawler.site import Site
from crawler.url_parts import posted_in
from crawler.urls import in_origins

MOST_JSON = 16 << 20  # bytes


def is_source(body: bytes) -> bool:
    """Whether a body begins like one of the sources: a look at its first bytes."""
    return may_be_xml(body) or body[:64].lstrip(b"\xef\xbb\xbf \t\r\n)]}',;").startswith((b"{", b"["))


def read_source(url: str, body: bytes, content_type: str | None, site: Site, base: str | None = None) -> Listing | None:
    """The list of releases that an answer is, None where it is a page. Never raises.

    Of kind `feed`, `sitemap` or `json`; a sitemap's rows are all its pages, releases or not (crawler.discover.sources.shapes
    tells them); the sitemaps of an index are its leads. base: of the page that asks for a JSON list. A document
    of no use has the problem `not_a_listing`.
    """
    if not is_source(body):
        return None
    if may_be_xml(body):
        root = xml_root(body, content_type)
        if root is None:
            return _listing("feed")
        feed, sitemap = read_feed(root, url, site), read_sitemap(root, url, site)
        found = _of_feed(feed, site) or _of_sitemap(sitemap, site) or _listing("feed")
        return replace(found, problem="cut") if is_cut_xml(body) else found
    value = read_json(decode(body, content_type).text) if len(body) <= MOST_JSON else None
    return _of_feed(read_json_feed(value, url, site), site) or _of_json(read_json_list(value, url, site, base), site)


def with_headers(listing: Listing | None, total: str | None, following: str | None, url: str, site: Site) -> Listing | None:
    """A JSON list with what only headers of the answer say: the number of all its releases, and its next part.

    total, following: as they stand there; url: what was asked for.
    """
    found = _with_total(listing, total, url, site)
    if found is None or found.kind != "json" or not found.rows or not following or not in_origins(following, site):
        return found
    if posted_in(url)[1] is not None or following == url:
        return found
    return replace(found, next=(following,), step=replace(found.step, next=(following,)))


def _with_total(listing: Listing | None, total: str | None, url: str, site: Site) -> Listing | None:
    said = int(total) if total and total.isdecimal() and len(total) < 8 else 0
    if listing is None or listing.kind != "json" or listing.step.records is not None or said < max(1, len(listing.rows)):
        return listing
    following = listing.next or _of_site(next_parts(url, (), len(listing.rows), said), site)
    return replace(listing, next=following, step=replace(listing.step, next=following, records=said))


def _of_json(found: JsonList | None, site: Site) -> Listing:
    if found is None:
        return _listing("json")
    step = Step(next=found.next, records=found.total)
    if not found.rows and found.next:  # a year without a release, with others before it
        return replace(_listing("json", next=_of_site(found.next, site), step=step, problem=None), fingerprint=found.next[0])
    return _listing("json", found.rows, site, next=_of_site(found.next, site), step=step, problem=None if found.rows else "empty")


def _of_feed(feed: Feed | None, site: Site) -> Listing | None:
    if feed is None:
        return None
    older = _of_site(feed.older, site)
    return _listing("feed", feed.rows, site, next=older[:1], whole=feed.whole, problem=None if feed.rows else "empty")


def _of_sitemap(sitemap: Sitemap | None, site: Site) -> Listing | None:
    if sitemap is None:
        return None
    leads = tuple(ListingCandidate(url, None, "sitemap") for url in of_news(sitemap.sitemaps))
    told = tuple(row for row in sitemap.rows if row.url in sitemap.tagged)
    found = _listing("sitemap", told or sitemap.rows, site, problem=None if sitemap.rows or leads else "empty")
    return replace(found, leads=leads, whole=not told)  # a news sitemap names the newest two days


def _of_site(urls: tuple[str, ...], site: Site) -> tuple[str, ...]:
    return tuple(url for url in urls if in_origins(url, site))


def _listing(
    kind: str, rows: tuple[Row, ...] = (), site: Site | None = None, *, next: tuple[str, ...] = (), step: Step | None = None,
    whole: bool = True, problem: str | None = "not_a_listing",
) -> Listing:  # fmt: skip
    named = tuple(replace(row, section=site.section_of(urlsplit(row.url).path)) if site else row for row in rows)
    return Listing(named, next, (), 0, problem, fingerprint(named), step or Step(), kind=kind, whole=whole)
