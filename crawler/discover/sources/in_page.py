"""What a page has beside its rows: lists that its scripts make rows of, and the feeds and endpoints that it names."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.labels import MIN_ROWS
from crawler.discover.listing import Listing, fingerprint, read_listing
from crawler.discover.pagers.step import SCRIPT
from crawler.discover.section_links import JUMPS, ListingCandidate, is_home
from crawler.discover.sources.fragments import records_in
from crawler.discover.sources.json_lists import are_below, read_json, read_json_list
from crawler.discover.sources.script_calls import with_calls
from crawler.discover.sources.shapes import is_of_others
from crawler.items import Row
from crawler.page.page import Page
from crawler.page.scripts import scripts_in
from crawler.platforms.hanweb import next_group
from crawler.platforms.systems import endpoint_of
from crawler.site import Site
from crawler.urls import in_origins

_HOLDS_JSON = re.compile(r"type\s*=\s*[\"']?application/(?:ld\+)?json", re.I)
_IS_LINKED_DATA = re.compile(r"ld\+json", re.I)
_STATE = re.compile(r"\b(?:window|self|globalThis)\s*\.\s*_{0,2}[A-Za-z_]{3,40}\s*=\s*(?=[\[{])")  # `window.__NUXT__ = {`
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"))
_NO_NEWS = re.compile(r"comment|kommentar|coment|podcast|vacanc|\bjobs?\b|career|event|calendar|product|forum", re.I)
_NEWS_NAME = re.compile(r"news|press|release|新闻|新聞|presse|prensa|новости|ニュース|お知らせ", re.I)
# An address that is called a feed, in a page that has none in its head: `/rss/news.xml`, `/presse?format=rss`.
_FEED_ADDRESS = re.compile(
    r"(?:\A|[./_-])(?:rss|atom|feed)(?:\.(?:xml|aspx|php|ashx))?/?\Z|/(?:rss|feeds?)/[^/]{1,80}\.xml\Z"
    r"|(?:\A|&)\w{0,20}(?:format|template|type|view)=(?:rss|atom|feed)(?:&|\Z)",
    re.I,
)
FEEDS_BESIDE = 3  # that are asked beside a list of releases
MOST_FEEDS = 24  # of those that one page names: some have one for each subject


def read_with_scripts(page: Page, site: Site, places: Container[str] = ()) -> Listing:
    """The listing on a page, with the rows that its scripts make and what they ask for. places: as in read_listing."""
    shown = read_listing(page, site, forms=True, places=places)
    listing = with_lists_in_scripts(_with_records(shown, page, site, places), page, site)
    return with_calls(listing if listing.rows or not site.generic else _with_hidden(listing, page, site), page, site)


def _with_hidden(listing: Listing, page: Page, site: Site) -> Listing:
    """A listing without rows, with those of a list in a hidden part that waits for a script; the listing where there is none."""
    hidden = read_listing(page, site, forms=True, all_wait=True)
    return hidden if len(hidden.rows) >= MIN_ROWS else listing


def _with_records(listing: Listing, page: Page, site: Site, places: Container[str]) -> Listing:
    """A listing with the rows that its page keeps as records for a script, where these are more than what it shows."""
    markup = records_in(page.text)
    if markup is None:
        return listing
    found = read_listing(Page(page.url, f"<html><body>{markup}</body></html>"), site, forms=True, places=places)
    if len(found.rows) <= len(listing.rows):
        return listing
    group = page.absolute(next_group(page.text))
    following = (group,) if group and in_origins(group, site) else ()
    step = replace(found.step, next=following, rule=SCRIPT if following else "")
    return replace(found, next=following, leads=listing.leads, problem=None, step=step)


def with_lists_in_scripts(listing: Listing, page: Page, site: Site) -> Listing:
    """A listing without rows, with those that the page's own data has for its scripts; the listing where it has none."""
    if listing.rows:
        return listing
    found: list[tuple[tuple[Row, ...], int | None]] = []
    for value in _values(page):
        read = read_json_list(value, page.url, site, page.base_url, dated=True)
        if read is not None and read.rows:
            found.append((read.rows, read.total))
    rows, total = max(found, key=lambda pair: (are_below(pair[0], page.url), len(pair[0])), default=((), None))
    if not rows:
        return listing
    step = replace(listing.step, records=total)
    named = tuple(replace(row, section=site.section_of(urlsplit(row.url).path)) for row in rows)
    return replace(listing, rows=named, next=step.next, leads=(), problem=None, fingerprint=fingerprint(named), step=step)


def leads_on_from(page: Page, leads: Sequence[ListingCandidate], site: Site, *, replaced: bool) -> tuple[ListingCandidate, ...]:
    """Of the leads of a page without rows those that may be followed: none to events, products, people and the like.

    replaced: whether the page names a feed or an endpoint. Then what its own part of an undeclared site does not hold is
    no list of its releases, but for a home page.
    """
    if not site.generic:
        return tuple(leads)
    own = urlsplit(page.url).path.rstrip("/") + "/"
    near = not replaced or is_home(page.url)
    inside = [each for each in leads if near or each.why in JUMPS or urlsplit(each.url).path.startswith(own)]
    return tuple(each for each in inside if each.why in JUMPS or _is_news(each))


def _is_news(lead: ListingCandidate) -> bool:
    return not is_of_others(lead.url) or bool(_NEWS_NAME.search(lead.section or ""))


def _values(page: Page) -> Iterator[object]:
    """The JSON in a page's scripts, that of frameworks put together again."""
    for attributes, inside, _, _ in scripts_in(page.text):
        if _HOLDS_JSON.search(attributes):
            value = read_json(inside)
            yield _unfolded(value) if isinstance(value, list) and "NUXT" in attributes else value
        elif state := _STATE.search(inside[:100_000]):
            yield read_json(inside[state.end() :])


def _unfolded(table: list[object]) -> object:
    """The value of a table in which each object and list names the places of its parts, as Nuxt 3 writes it."""
    made: dict[int, object] = {}

    def at(place: object, depth: int) -> object:
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(table) or depth > 40:
            return None
        if place in made:
            return made[place]
        made[place] = None
        value = table[place]
        if isinstance(value, dict):
            made[place] = {name: at(each, depth + 1) for name, each in value.items()}
        elif isinstance(value, list) and value and isinstance(value[0], str):
            last = value[-1]
            made[place] = at(last, depth + 1) if isinstance(last, int) else last  # `["Reactive", 3]`, `["Date", "2024-..."]`
        elif isinstance(value, list):
            made[place] = [at(each, depth + 1) for each in value]
        else:
            made[place] = value
        return made[place]

    return at(0, 0)


def linked_sources(page: Page, site: Site) -> list[str]:
    """Feeds and endpoints of the newsroom that a page names, those of its own part of the site first.

    Feeds are those of its head; where that has none, what links in its body are called.
    """
    named = ((link, page.absolute(link.get("href"))) for link in page.root.iter("link"))
    linked = [(link, url) for link, url in named if url and in_origins(url, site)]
    feeds = [url for link, url in linked if _is_of_news(link, url)]
    feeds = feeds or [url for url in _feeds_in_body(page) if in_origins(url, site)]
    rest = [f"{url.rstrip('/')}/wp/v2/posts?per_page=100" for link, url in linked if "https://api.w.org/" in _rels(link)]
    own_list = endpoint_of(page.text, page.url)
    feeds.sort(key=lambda url: not _is_in_folder(page.url, url))
    return list(dict.fromkeys([*feeds[:MOST_FEEDS], *rest[:1], *filter(None, [own_list])]))


def feeds_beside(feeds: Sequence[tuple[str, str]], start: str) -> list[tuple[str, str]]:
    """Of the feeds that pages with rows name, each with its kind, those that are asked, too: in the folder of the start, if any.

    A feed of the whole site names its blog and its jobs as well.
    """
    own = [each for each in feeds if _is_in_folder(start, each[0])]
    return (own or list(feeds))[:FEEDS_BESIDE]


def _is_in_folder(own: str, url: str) -> bool:
    """Whether an address lies in the folder of a page, which is not that of the whole site."""
    folder = urlsplit(own).path.rstrip("/") + "/"
    return len(folder) > 1 and urlsplit(url).path.startswith(folder)


def _rels(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _feeds_in_body(page: Page) -> Iterator[str]:
    for link in page.root.iter("a"):
        url = (page.absolute(link.get("href")) or "").partition("#")[0]
        path, query = urlsplit(url)[2:4]
        named = _FEED_ADDRESS.search(path) or _FEED_ADDRESS.search(query)
        if named and not _NO_NEWS.search(f"{link.text_content()[:100]} {path}"):
            yield url


def _is_of_news(link: HtmlElement, url: str) -> bool:
    kind = (link.get("type") or "").lower().partition(";")[0].strip()
    is_feed = "alternate" in _rels(link) and kind in _FEED_TYPES
    return is_feed and not _NO_NEWS.search(f"{link.get('title') or ''} {urlsplit(url).path}")
