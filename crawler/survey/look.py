"""A first look at a newsroom: its robots.txt, list, pager, feeds and sitemaps, and a few articles. Pure: who fetches is given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from crawler.discover.listing import Listing, read_listing
from crawler.discover.section_links import is_home, is_own_list, read_front
from crawler.discover.sources.fragments import read_endpoint
from crawler.discover.sources.in_page import leads_on_from, linked_sources, read_with_scripts
from crawler.discover.sources.read import read_source
from crawler.discover.sources.script_calls import calls_on
from crawler.discover.sources.shapes import releases_among
from crawler.explain.reading import PageSource
from crawler.items import Row
from crawler.policy.robots import Robots
from crawler.site import Site
from crawler.survey.article_looks import asked_once, read_articles
from crawler.survey.seen import Asker, Look, SeenList, Survey
from crawler.text.counting import counted
from crawler.urls import article_id, canonical_url, in_origins

MOST_LEADS = 4  # pages that a page without a list leads to
MOST_SOURCES = 3  # feeds and endpoints
MOST_SITEMAPS = 3  # those of an index included
MOST_ARTICLES = 8
FEW_ARTICLES = 3  # of a newsroom that is declared
A_LIST = 5  # rows of a page that may be a list without a pager


class NoNewsroom(Exception):
    """The first page could not be had; the message says why."""


async def look_at(ask: Asker, site: Site, agents: Sequence[str]) -> Survey:
    """Look at a newsroom. site: its declaration as far as it is known; agents: product tokens that robots.txt may name.

    Raises NoNewsroom.
    """
    seen = await _begun(ask, site, agents)
    await _find_sources(ask, seen)
    await _second_page(ask, seen)
    await read_articles(ask, seen, chosen(seen))
    return seen


async def look_again(ask: Asker, site: Site, agents: Sequence[str]) -> Survey:
    """A list and the newest articles of a declared newsroom. Raises NoNewsroom."""
    seen = await _begun(ask, site, agents)
    newest = [row for each in seen.lists for row in each.rows if row.form is None]
    await read_articles(ask, seen, newest[:FEW_ARTICLES])
    return seen


async def _begun(ask: Asker, site: Site, agents: Sequence[str]) -> Survey:
    """What the start addresses lead to: the first of them that answers."""
    for url in site.start:
        start = await ask(url, "home")
        if isinstance(start, PageSource):
            break
    if isinstance(start, str):
        raise NoNewsroom(start)
    seen = Survey(_at(site, start.url), url, start)
    _note_robots(seen, ask.robots, agents)
    await _find_lists(ask, seen)
    return seen


def _at(site: Site, url: str) -> Site:
    """The site, beginning where its start address leads."""
    if url in site.start:
        return site
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    return replace(site, start=(url,), hosts=(host, *(each for each in site.hosts if each != host)))


def _note_robots(seen: Survey, read: Mapping[str, Robots], agents: Sequence[str]) -> None:
    for origin, rules in read.items():
        seen.sitemaps += [url for url in rules.sitemaps if in_origins(url, seen.site) and url not in seen.sitemaps]
        seen.delay = max(filter(None, [seen.delay, rules.delay(agents)]), default=None)
        seen.looks.append(Look(f"{origin}/robots.txt", "robots", "read"))


def listing_of(fetched: PageSource, site: Site) -> Listing:
    """What an answer lists: a page, a feed, a sitemap or a JSON list."""
    source = read_source(fetched.url, fetched.body, fetched.content_type, site)
    if source is not None:
        return source
    return read_with_scripts(fetched.page, site)


# Lists that are pages


async def _find_lists(ask: Asker, seen: Survey) -> None:
    """The list that the first page is, else those that it leads to."""
    listing = listing_of(seen.start, seen.site)
    _take(seen, seen.start.url, None, listing)
    if listing.kind != "listing":
        return
    seen.undeclared = _only_undeclared(seen.start, seen.site, listing)
    if is_list(seen.start.url, listing, seen.site):
        return
    page = seen.start.page
    named = bool(linked_sources(page, seen.site))
    reader = seen.site if seen.site.platform.articles else Site.for_url(seen.start.url)
    for lead in leads_on_from(page, read_front(page, reader), reader, replaced=named)[:MOST_LEADS]:
        answer = await asked_once(ask, seen, lead.url, "listing")
        if answer is None:
            continue
        found = listing_of(answer, seen.site)
        _take(seen, answer.url, lead.section, found)
        if is_list(answer.url, found, seen.site) and found.next:
            break
    seen.pages.sort(key=lambda each: -len(each.rows) if each.listing.next else 0)


def is_list(url: str, listing: Listing, site: Site) -> bool:
    """Whether a page is a list of releases, and not a front that shows a few of them."""
    rows = listing.rows
    return bool(rows) and (bool(listing.next) or (len(rows) >= A_LIST and not is_home(url)) or is_own_list(url, rows, site))


def _only_undeclared(start: PageSource, site: Site, listing: Listing) -> tuple[str, ...]:
    """Pages of all releases that only an undeclared newsroom's crawl goes on to: a declaration has to name them."""
    generic = Site.for_url(start.url)
    parts = read_listing(start.page, generic, forms=True).step.parts
    own = {canonical_url(part.url, site) for part in listing.step.parts}
    return tuple(part.url for part in parts if part.year is None and canonical_url(part.url, site) not in own)[:3]


def _take(seen: Survey, url: str, section: str | None, listing: Listing) -> None:
    """Note what an answer lists."""
    found = SeenList(url, section, listing, _releases(seen, listing))
    seen.looks.append(Look(url, listing.kind, _in_words(found)))
    if found.rows and not listing.problem:
        (seen.pages if listing.kind == "listing" else seen.sources).append(found)


def _releases(seen: Survey, listing: Listing) -> tuple[Row, ...]:
    """What a list names; of a feed or a sitemap only the releases."""
    if listing.kind in ("listing", "json"):
        return listing.rows
    known = [row.url for each in seen.pages for row in each.rows if row.form is None]
    return tuple(releases_among(listing.rows, seen.asked, known, mixed=listing.kind == "sitemap"))


def _in_words(found: SeenList) -> str:
    listing = found.listing
    if not found.rows:
        return listing.problem or ("leads to others" if listing.leads else "no releases")
    dated = sum(row.date is not None for row in found.rows)
    more = f"; {listing.problem}" if listing.problem else ""
    return f"{counted(len(found.rows), 'release')}, {dated} with a date{more}"


async def _second_page(ask: Asker, seen: Survey) -> None:
    """The main list's next page: does its pager lead on?"""
    if not seen.pages:
        return
    main = seen.pages[0]
    known = {row.url for row in main.rows}
    by_script = main.listing.step.by_script
    for url in main.listing.next[:2]:
        answer = await asked_once(ask, seen, url, "endpoint" if by_script else "listing")
        if answer is None:
            continue
        listing = _part(url, answer, seen, main) if by_script else listing_of(answer, seen.site)
        fresh = sum(row.url not in known for row in listing.rows)
        seen.looks.append(Look(answer.url, "next page", f"{counted(len(listing.rows), 'release')}, {fresh} not seen before"))
        if fresh:
            seen.second = SeenList(answer.url, main.section, listing, listing.rows)
            return


def _part(url: str, answer: PageSource, seen: Survey, main: SeenList) -> Listing:
    """A further part of a list that its page's script asks for."""
    return read_endpoint(url, answer.body, answer.content_type, seen.site, main.url, main.listing.places)


# Sources that are no pages


async def _find_sources(ask: Asker, seen: Survey) -> None:
    """Feeds and endpoints that pages name, sitemaps of robots.txt; where nothing has rows the well-known places too."""
    offered = [] if seen.sources else linked_sources(seen.start.page, seen.site)
    for url in offered[:MOST_SOURCES]:
        if "/wp-json/" not in url or not seen.pages:
            await _source(ask, seen, url)
    for url in calls_on(seen.start.page, seen.site)[:MOST_SOURCES] if not seen.lists else ():
        await _called(ask, seen, url)
    for url in _first(seen.sitemaps):
        await _sitemap(ask, seen, url)
    for path in ("/sitemap.xml", "/feed/"):
        if not seen.lists:
            await _sitemap(ask, seen, urljoin(seen.start.url, path))


def _first(sitemaps: Sequence[str]) -> list[str]:
    """The sitemaps to look at: those whose names say news first."""
    return sorted(sitemaps, key=lambda url: "news" not in url.lower() and "press" not in url.lower())[:2]


async def _source(ask: Asker, seen: Survey, url: str) -> Listing | None:
    answer = await asked_once(ask, seen, url, "feed")
    if answer is None:
        return None
    listing = listing_of(answer, seen.site)
    _take(seen, url, None, listing)
    return listing


async def _called(ask: Asker, seen: Survey, url: str) -> None:
    """What a script of a page without rows asks for; url: with what is posted. The crawl finds it on that page by itself."""
    answer = None if seen.lists else await asked_once(ask, seen, url, "endpoint")
    if answer is not None:
        _take(seen, url, None, read_endpoint(url, answer.body, answer.content_type, seen.site, seen.start.url))
        seen.called.add(url)


async def _sitemap(ask: Asker, seen: Survey, url: str) -> None:
    """A sitemap; of an index its first parts, which count as one list."""
    listing = await _source(ask, seen, url)
    held = len(seen.sources)
    for lead in listing.leads[:MOST_SITEMAPS] if listing else ():
        await _source(ask, seen, lead.url)
    below = seen.sources[held:]
    if listing and below:
        del seen.sources[held:]
        rows = tuple(row for each in below for row in each.rows)
        seen.sources.append(SeenList(url, None, replace(listing, whole=True), rows))


# Articles


def chosen(seen: Survey) -> list[Row]:
    """The releases to look at: spread over each list, so that old and new ones and those of all sections are met."""
    most = MOST_ARTICLES
    columns = [list(_spread([row for row in each.rows if row.form is None])) for each in seen.lists]
    found: dict[str, Row] = {}
    for turn in range(most):
        for column in columns:
            if turn < len(column) and len(found) < most:
                found.setdefault(article_id(column[turn].url, seen.site), column[turn])
    return list(found.values())


def _spread(rows: Sequence[Row]) -> Iterator[Row]:
    """The first, the last, the one between them, and so on."""
    places: list[int] = [0, len(rows) - 1]
    while len(places) < min(len(rows), MOST_ARTICLES):
        ordered = sorted(set(places))
        wide = max(range(len(ordered) - 1), key=lambda n: ordered[n + 1] - ordered[n])
        places.append((ordered[wide] + ordered[wide + 1]) // 2)
    yield from (rows[place] for place in dict.fromkeys(places) if rows)


def sections_of(seen: Iterable[SeenList]) -> dict[str, str]:
    """Section names by the folder of the list, where its rows lie in or below that folder."""
    found = {}
    for each in seen:
        folder = "/" + each.url.partition("://")[2].partition("/")[2].partition("?")[0].rpartition("/")[0]
        folder = folder.rstrip("/") + "/"
        inside = sum(folder in row.url for row in each.rows)
        if each.section and folder != "/" and 2 * inside > len(each.rows):
            found[folder] = each.section
    return found
