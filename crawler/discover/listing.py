"""A listing page read: its rows in page order, where the next page may be, and what is wrong with it."""

import hashlib
import re
import statistics
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.discover.boxes import row_place, stands_at
from crawler.discover.links import PageLink, own_text, page_links
from crawler.discover.lone_links import with_lone_link
from crawler.discover.pagers.addresses import is_page_url
from crawler.discover.pagers.next_page import next_step
from crawler.discover.pagers.step import Paged, Part, Step
from crawler.discover.pagers.totals import loose_total, said_further, stated_records
from crawler.discover.rows import find_rows
from crawler.discover.section_links import ListingCandidate, jumps, leads_among
from crawler.discover.sibling_lists import sibling_lists
from crawler.extract.page_type.classify import page_type
from crawler.items import Row
from crawler.page.boilerplate import is_prose
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.safe_text import one_line
from crawler.text.writing import ends_as_running_text
from crawler.urls import asked_identity, canonical_url, in_also, in_origins

NO_STEP = Step()
ARTICLE_TEXT = 600  # characters of running text above the first row, in an article
_NUMBERS = re.compile(r"\d+")
_BEGINS = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_ENDS = re.compile(r"</(?:html|body|frameset)\s*>", re.IGNORECASE)
_TORN_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,400}\Z")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing page says.

    rows: in page order, each article once. next: candidate URLs of the next page, best first: where one is missing or
    repeats a known page, the next one is right; empty on the last page.
    leads: other listing pages this one links to. bad_links: malformed ones, left out.
    problem: None for a good listing; `cut` (the page ends before its end), `shrunken` (fewer rows than its own pager
    promises), `empty` (a pager or a listing's address, and no row), `not_a_listing`, `article_page` (of an unknown site).
    places: of an unknown site, where its rows stand.
    fingerprint: the same for pages with the same rows. step: the pager, what it promises, and the other parts of the list.
    kind: `listing` for a page, `feed`, `sitemap`, `json`. whole: whether it and its next pages are all there is, which a feed
    of the newest is not. headline: what the page is called, the same on all pages of a list.
    """

    rows: tuple[Row, ...]
    next: tuple[str, ...]
    leads: tuple[ListingCandidate, ...]
    bad_links: int
    problem: str | None
    fingerprint: str
    step: Step = NO_STEP
    places: frozenset[str] = frozenset()
    kind: str = "listing"
    whole: bool = True
    headline: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether there is more of the list on a next page, or in parts of it, one for each year."""
        return bool(self.next) or any(part.year for part in self.step.parts)


def read_listing(
    page: Page, site: Site, *, forms: bool = False, places: Container[str] = (), all_wait: bool = False
) -> Listing:  # fmt: skip
    """The listing on a page, of a declared site or of one that nothing is known of. Never raises.

    forms: with the rows that lead to documents and to other hosts; places: of the rows of the listing's earlier pages;
    all_wait: with those in parts that only a script shows.
    """
    everywhere, bad_links = page_links(page, site, elsewhere=True)
    links = [link for link in everywhere if link.form != "elsewhere" and not in_also(link.url, site)]
    rows = tuple(_rows(find_rows(everywhere, site, page.url, places, all_wait=all_wait), site, forms=forms))
    step = _next_page(page, site, links, rows)
    problem = _problem(page, site, rows, step)
    known = {row.url for row in rows}
    leads = (*(() if rows else jumps(page, site)), *leads_among(links, page, site))
    following = step.next if rows else ()
    return Listing(
        rows=rows,
        next=following,
        leads=tuple(lead for lead in leads if lead.url not in known),
        bad_links=bad_links,
        problem=problem,
        fingerprint=fingerprint(rows),
        step=step,
        places=_places(links, rows, site) if site.generic else frozenset(),
        headline=_headline(page),
    )


def _headline(page: Page) -> str:
    """What a page is called, by its first `h1` or its window, without numbers: `News - page 2`."""
    called = next(page.root.iter("h1"), next(page.root.iter("title"), None))
    return one_line(_NUMBERS.sub("", own_text(called))).casefold() if called is not None else ""


def fingerprint(rows: Sequence[Row]) -> str:
    """A hash of rows' addresses, titles and dates."""
    lines = "\n".join(f"{row.url}\t{row.title}\t{row.raw_date}" for row in rows)
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def is_cut_off(text: str) -> bool:
    """Whether a page ends before its end: inside a tag, or with `html` or `body` begun and neither ended."""
    return bool(_TORN_TAG.search(text[-500:])) or bool(_BEGINS.search(text) and not _ENDS.search(text))


def _rows(found: Iterable[Row], site: Site, *, forms: bool) -> Iterator[Row]:
    """The rows of a page with their sections; forms: with those that lead to documents and to other hosts."""
    for row in found:
        if forms or row.form is None:
            yield replace(row, section=site.section_of(_path(row.url, site)))


def _places(links: Sequence[PageLink], rows: Sequence[Row], site: Site) -> frozenset[str]:
    """Where the links of rows stand, as later pages of the listing are compared with."""
    keys = {canonical_url(row.url, site) for row in rows}
    mine = [link for link in links if link.key in keys]
    return frozenset(map(row_place, mine)) | frozenset(map(stands_at, mine))


def _next_page(page: Page, site: Site, links: Sequence[PageLink], rows: Sequence[Row]) -> Step:
    keys = frozenset(canonical_url(row.url, site) for row in rows)
    years = frozenset(int(row.date[:4]) for row in rows if row.date)
    paged = Paged(page.url, page.base_url, page.text, links, page.root, keys, years, page.encoding)
    step = _with_header(next_step(paged), page, keys, site)
    beside = list(_beside_rows(page, [link for link in links if link.key in keys]))
    said = stated_records(beside, len(rows))
    records = max((each for each in (step.records, said) if each is not None), default=None)
    parts, loose = _usable_parts(step.parts, page, site), loose_total(beside, len(rows))
    found = replace(step, next=_usable(step.next, page, site), parts=parts, records=records, counted=loose[1] if loose else 0)
    found = _with_words(found, page, beside, len(rows))
    if not site.generic:
        return found
    siblings = _usable(sibling_lists(paged, found), page, site)
    return with_lone_link(replace(found, siblings=siblings), paged)


def _with_header(step: Step, page: Page, keys: Container[str], site: Site) -> Step:
    """A step to the page that only a header of the answer names as the next one; the step where the page shows one."""
    if not page.following or step.next or canonical_url(page.following, site) in keys:
        return step
    return replace(step, next=(page.following,), rule=step.rule or "next_link")


def _with_words(step: Step, page: Page, beside: Sequence[str], rows: int) -> Step:
    """A step of a page that nothing pages, with what it says of further releases."""
    more = said_further(beside, rows) if step.is_none and not is_page_url(page.url) else None
    return step if more is None else replace(step, unfollowed=(f'it says "{more[:60]}", and leads no further',))


def _beside_rows(page: Page, mine: Sequence[PageLink]) -> Iterator[str]:
    """The texts of a page that are none of its rows: `01-15 ... in 2026` of a row says nothing of the listing."""
    holders = {block.element for block in page.blocks}
    within = {inner for link in mine for inner in link.element.iter()}
    around = {next(filter(holders.__contains__, link.element.iterancestors()), None) for link in mine}
    for block in page.blocks:
        if block.element not in within and not (block.link_chars and block.element in around):
            yield block.text


def _usable(urls: Iterable[str], page: Page, site: Site) -> tuple[str, ...]:
    """Of addresses, each once, those of other pages of the newsroom."""
    here = canonical_url(page.url, site)
    return tuple(dict.fromkeys(url for url in urls if in_origins(url, site) and asked_identity(url, site) != here))


def _usable_parts(parts: Sequence[Part], page: Page, site: Site) -> tuple[Part, ...]:
    """Parts that are other pages of the newsroom; of a declared site its pages of all are sections, which it declares."""
    usable = _usable((part.url for part in parts if site.generic or part.year), page, site)
    return tuple(part for part in parts if part.url in usable and (site.generic or part.year))


def _problem(page: Page, site: Site, rows: tuple[Row, ...], step: Step) -> str | None:
    if is_cut_off(page.text):
        return "cut"
    if rows and site.generic and _is_article(page, rows):
        return "article_page"
    if not rows:
        listed = step.rule or any(pattern.match(_path(page.url, site)) for pattern in site.platform.listings)
        return "empty" if listed else "not_a_listing"
    return "shrunken" if len(rows) < step.promised / 2 else None


def _is_article(page: Page, rows: Sequence[Row]) -> bool:
    """Whether the rows are what an article of an unknown site offers below its text."""
    if page_type(page)[0] != "article":
        return False
    titles = {row.title for row in rows}
    said = 0
    for block in page.blocks:
        if block.text in titles:
            break
        said += len(block.text) if not block.hidden and is_prose(block) else 0
    return said >= ARTICLE_TEXT


def has_posts(page: Page, rows: Sequence[Row]) -> bool:
    """Whether the text of a page is that of its rows, whole releases or what each begins with, and not one above them."""
    titles = {row.title for row in rows}
    said = [0]  # characters of running text before the first headline, and after each
    for block in page.blocks:
        if block.text in titles:
            titles.remove(block.text)
            said.append(0)
        elif not block.hidden and (is_prose(block) or ends_as_running_text(block.text)):
            said[-1] += len(block.text)
    return len(said) > 2 and not titles and said[0] < statistics.median_low(said[1:])


def _path(url: str, site: Site) -> str:
    return "/" + canonical_url(url, site).partition("://")[2].partition("/")[2]
