"""Which page is fetched next, and when a newsroom has been read far enough. Pure: orders out, readings in.

A *walk* reads one section's listing pages from the front. A walk that was never finished goes to the end of the listing;
a finished one stops at a bounded stretch of known rows (ids are not chronological, rows are reordered, and back-dated
posts appear in the middle, so one known row proves nothing).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from crawler.account import ListingFact, RunFacts
from crawler.discover.front import Lead
from crawler.discover.identity import article_id, canonical_url
from crawler.discover.listing import Listing
from crawler.items import Row
from crawler.site import Site

STRETCH = 5  # known rows in a row, across pages, that end a walk
MAX_LEADS = 24  # section and listing pages followed from one front page
MAX_DEPTH = 3  # front page -> section page -> listing page
MAX_LISTING_PAGES = 2000  # a walk of its own accord never goes further
STALE_PAGES = 3  # listing pages without a row of their own that end a walk: endless pagers repeat themselves


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of a run: `since` is an ISO date, `max_pages` listing pages a section, `deep` re-checks everything."""

    since: str | None = None
    max_pages: int | None = None
    deep: bool = False

    @property
    def limited(self) -> bool:
        """Whether walks may end before the end of the listing, so that they prove nothing about what lies behind."""
        return self.since is not None or self.max_pages is not None


@dataclass(slots=True)
class Walk:
    """One section's listing, as far as it has been read in this run."""

    entry: str  # URL of the first listing page
    section: str | None
    to_the_end: bool  # whether the known rows may not end it
    pages: int = 0
    streak: int = 0
    stale: int = 0
    convention: int = 0  # which of the pager's candidate URLs turned out right
    seen_rows: set[str] = field(default_factory=set)
    seen_pages: set[str] = field(default_factory=set)  # fingerprints
    order: list[str] = field(default_factory=list)  # ids in listing order
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """One page to fetch: purpose is `home`, `listing`, `article` or `part`."""

    url: str
    purpose: str
    key: str = ""  # article id
    row: Row | None = None
    section: str | None = None
    depth: int = 0
    walk: Walk | None = None
    alternatives: tuple[str, ...] = ()  # where to look if this page is not the next one after all
    recheck: bool = False


class Memory(Protocol):
    """What the frontier asks about earlier runs."""

    def standing(self, key: str, row: Row | None) -> tuple[str, str]:
        """('unknown', '') to be fetched; else the outcome and reason that the article has without a request."""

    def walked(self, entry: str) -> bool:
        """Whether the listing that begins at `entry` has been read to its end by an earlier run."""

    def save_walk(self, walk: Walk) -> None:
        """Remember how far a walk came; `walk.finished` says whether nothing is left behind it."""

    def remember_rows(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Make discovered rows survive a crash until they have an outcome."""


class Frontier:
    """Turns what was read into the next orders. Holds no clock, no network and no SQL."""

    def __init__(self, site: Site, options: Options, facts: RunFacts, memory: Memory) -> None:
        self.site = site
        self.options = options
        self.facts = facts
        self.memory = memory
        self._asked: set[str] = set()  # canonical URLs of home and listing pages ordered in this run

    def begin(self, entries: Iterable[tuple[str, str | None]], pending: Iterable[tuple[str, Row]]) -> list[Order]:
        """The first orders: known listings if there are any, else the site's start pages; then what is still pending."""
        orders = [order for url, section in entries if (order := self._listing_order(url, section, depth=MAX_DEPTH))]
        if not orders or self.options.deep:
            purpose = "listing" if self.site.generic else "home"
            orders += [self._start_order(url, purpose) for url in self.site.start if self._ask(url)]
        for key, row in pending:
            if self.facts.account.discover(key):
                orders.append(Order(row.url, "article", key, row, row.section))
        return orders

    def front_read(self, order: Order, leads: Sequence[Lead], listing: Listing | None) -> list[Order]:
        """After a home or section page: its article rows, then the listing pages it leads to."""
        orders: list[Order] = []
        if listing is not None:
            orders += self._article_orders(listing.rows, None)[0]
        if order.depth < MAX_DEPTH:
            for lead in leads[:MAX_LEADS]:
                found = self._listing_order(lead.url, lead.section or order.section, order.depth + 1)
                if found:
                    orders.append(found)
        return orders

    def listing_read(self, order: Order, listing: Listing, status: int) -> list[Order]:
        """After a listing page: its unknown articles, then the next page if the walk goes on."""
        walk = order.walk or Walk(canonical_url(order.url, self.site), order.section, True)
        if listing.fingerprint in walk.seen_pages:
            return self._not_the_next_page(order, "repeated")
        walk.seen_pages.add(listing.fingerprint)
        walk.pages += 1
        fresh = self._fresh_rows(walk, listing.rows)
        orders, known = self._article_orders(listing.rows, walk)
        self.facts.bad_links += listing.bad_links
        self._note(order, walk, status, len(listing.rows), len(listing.rows) - known, listing.problem)
        if listing.problem:
            return orders
        walk.stale = 0 if fresh else walk.stale + 1
        return orders + self._go_on(order, walk, listing)

    def listing_unchanged(self, order: Order) -> list[Order]:
        """After a 304 on a listing page: nothing behind it is looked at."""
        walk = order.walk
        if walk:
            walk.finished = True
            self._note(order, walk, 304, 0, 0, None)
        return []

    def listing_failed(self, order: Order, reason: str, status: int = 0) -> list[Order]:
        """After a listing page that could not be read; the pager's other candidate is tried where there is one."""
        if order.alternatives:
            return self._not_the_next_page(order, reason)
        walk = order.walk
        self._note(order, walk, status, 0, 0, reason)
        return []

    def _start_order(self, url: str, purpose: str) -> Order:
        if purpose == "home":
            return Order(url, "home")
        return Order(url, "listing", walk=self._walk(url, None))

    def _listing_order(self, url: str, section: str | None, depth: int) -> Order | None:
        if not self._ask(url):
            return None
        return Order(url, "listing", section=section, depth=depth, walk=self._walk(url, section))

    def _walk(self, url: str, section: str | None) -> Walk:
        entry = canonical_url(url, self.site)
        return Walk(entry, section, to_the_end=self.options.deep or not self.memory.walked(entry))

    def _ask(self, url: str) -> bool:
        identity = canonical_url(url, self.site)
        if identity in self._asked:
            return False
        self._asked.add(identity)
        return True

    def _fresh_rows(self, walk: Walk, rows: Sequence[Row]) -> bool:
        ids = [article_id(row.url, self.site) for row in rows]
        fresh = [key for key in ids if key not in walk.seen_rows]
        walk.seen_rows.update(fresh)
        walk.order.extend(fresh)
        return bool(fresh)

    def _article_orders(self, rows: Sequence[Row], walk: Walk | None) -> tuple[list[Order], int]:
        """Orders for the rows that no run knows, and the number of rows that were known."""
        orders: list[Order] = []
        found: list[tuple[str, Row]] = []
        known = 0
        for row in rows:
            row = replace(row, section=row.section or (walk.section if walk else None))
            key = article_id(row.url, self.site)
            outcome, reason = self.memory.standing(key, row)
            if outcome == "unknown" and self._too_old(row):
                outcome, reason = "skipped", "before_since"
            unknown = outcome == "unknown"
            known += not unknown
            if walk:
                walk.streak = 0 if unknown else walk.streak + 1
            if not self.facts.account.discover(key):
                continue
            if unknown:
                found.append((key, row))
                orders.append(Order(row.url, "article", key, row, row.section))
            else:
                self.facts.account.settle(key, outcome, reason)
        self.memory.remember_rows(found)
        return orders, known

    def _too_old(self, row: Row) -> bool:
        return bool(self.options.since and row.date and row.date < self.options.since)

    def _go_on(self, order: Order, walk: Walk, listing: Listing) -> list[Order]:
        stop = self._stop_reason(walk, listing)
        walk.finished = stop in ("end", "known")
        self.memory.save_walk(walk)
        if stop:
            return []
        candidates = list(listing.next)
        first = candidates.pop(walk.convention) if walk.convention < len(candidates) else candidates.pop(0)
        self._asked.add(canonical_url(first, self.site))
        later = replace(order, url=first, walk=walk, alternatives=tuple(candidates) if walk.pages == 1 else ())
        return [later]

    def _stop_reason(self, walk: Walk, listing: Listing) -> str | None:
        if not listing.next:
            return "end"
        if walk.stale >= STALE_PAGES:
            return "end"
        if not walk.to_the_end and walk.streak >= STRETCH:
            return "known"
        if self.options.since and walk.streak >= len(listing.rows) > 0:
            return "since"
        if walk.pages >= (self.options.max_pages or MAX_LISTING_PAGES):
            return "max_pages"
        return None

    def _not_the_next_page(self, order: Order, reason: str) -> list[Order]:
        walk = order.walk
        if walk is None:
            return []
        if order.alternatives:
            walk.convention += 1
            return [replace(order, url=order.alternatives[0], alternatives=order.alternatives[1:])]
        # A pager that leads back to a page already read has no more pages: everything was seen.
        walk.finished = reason == "repeated"
        self.memory.save_walk(walk)
        return []

    def _note(self, order: Order, walk: Walk | None, status: int, rows: int, new: int, problem: str | None) -> None:
        page = walk.pages if walk else 0
        self.facts.listings.append(ListingFact(order.url, order.section, page, status, rows, new, problem))
