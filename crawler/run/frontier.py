"""Which page is fetched next, and when a newsroom has been read far enough. Pure: tasks out, readings in.

A *walk* reads one section's listing pages from the front. A walk that was never finished goes to the end of the listing;
a finished one stops at a bounded stretch of known rows (ids are not chronological, rows are reordered, and back-dated
posts appear in the middle, so one known row proves nothing).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from crawler.discover.listing import Listing
from crawler.discover.section_links import ListingCandidate
from crawler.items import Row
from crawler.reasons import Reason, reason_of
from crawler.run.arguments import Options
from crawler.site import Site
from crawler.stats import ListingFact, RunStats
from crawler.urls import article_id, canonical_url

STRETCH = 5  # known rows in a row, across pages, that end a walk
MAX_LEADS = 24  # section and listing pages followed from one front page
MAX_DEPTH = 3  # front page -> section page -> listing page
MAX_LISTING_PAGES = 2000  # a walk of its own accord never goes further
WEAK_LEADS = frozenset({"folder", "other"})
SECTION_LEADS = frozenset({"declared", "channel", "more"})
NO_LISTING = frozenset({"not_a_listing", "empty"})
STALE_PAGES = 3  # listing pages without a row of their own that end a walk: endless pagers repeat themselves


@dataclass(slots=True)
class ListingWalk:
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
    finished: bool = False


@dataclass(frozen=True, slots=True)
class FetchTask:
    """One page to fetch: purpose is `home`, `listing`, `article` or `part`."""

    url: str
    purpose: str
    key: str = ""  # article id
    row: Row | None = None
    section: str | None = None
    depth: int = 0
    walk: ListingWalk | None = None
    alternatives: tuple[str, ...] = ()  # where to look if this page is not the next one after all
    recheck: bool = False


class EarlierRuns(Protocol):
    """What the frontier asks and tells about earlier runs."""

    def standings(self, rows: Mapping[str, Row]) -> Mapping[str, tuple[str, str]]:
        """For each article id ('unknown', '') to be fetched, else the outcome and reason it has without a request."""

    def walked(self, entry: str) -> bool:
        """Whether the listing that begins at `entry` has been read to its end, or to known ground, by an earlier run."""

    def save_page(self, task: FetchTask, listing: Listing, unknown: Mapping[str, Row]) -> None:
        """Keep a listing page and its unknown rows in one piece, so that its validators never outrun its rows."""

    def save_walk(self, walk: ListingWalk) -> None:
        """Keep whether a walk is finished."""

    def all_listings_known(self) -> bool:
        """Whether an earlier run has followed every lead from the start pages to its end."""

    def save_listings_known(self) -> None:
        """Keep that every lead from the start pages was followed to its end."""


class Frontier:
    """Turns what was read into the next tasks. Holds no clock, no network and no SQL."""

    def __init__(self, site: Site, options: Options, stats: RunStats, earlier: EarlierRuns) -> None:
        self.site = site
        self.options = options
        self.stats = stats
        self.earlier = earlier
        self._asked: set[str] = set()  # canonical URLs of home and listing pages ordered in this run
        self._weak: list[FetchTask] = []  # pages that may be listings, asked for only if no better one was
        self._fronts = False  # whether this run began at the start pages
        self._open = 0  # home and listing pages ordered and not read yet

    def begin(self, entries: Iterable[tuple[str, str | None]], pending: Iterable[tuple[str, Row]]) -> list[FetchTask]:
        """The first tasks: known listings if there are any, else the site's start pages; then what is still pending."""
        tasks: list[FetchTask] = []
        for url, section in entries:
            tasks += self._follow(FetchTask(url, "listing", section=section))
        if not tasks or self.options.deep or not self.earlier.all_listings_known():
            purpose = "listing" if self.site.generic else "home"
            self._fronts = True
            for url in self.site.start:
                tasks += self._follow(FetchTask(url, purpose))
        for key, row in pending:
            if self.stats.account.discover(key):
                tasks.append(FetchTask(row.url, "article", key, row, row.section))
        return tasks

    def front_read(self, task: FetchTask, leads: Sequence[ListingCandidate], listing: Listing | None) -> list[FetchTask]:
        """After a home or section page: its article rows, then the listing pages it leads to."""
        tasks: list[FetchTask] = []
        if listing is not None and listing.rows and listing.next:  # a start page that is itself a list
            self._open += 1
            tasks += self.listing_read(replace(task, purpose="listing"), listing, status=200)
        elif listing is not None:
            found, unknown = self._article_tasks(listing.rows, None)
            self.earlier.save_page(task, listing, unknown)
            tasks += found
        if task.depth < MAX_DEPTH:
            for lead in leads[:MAX_LEADS]:
                led = _led_to(task, lead)
                if lead.why in WEAK_LEADS:
                    self._weak.append(led)
                else:
                    tasks += self._follow(led)
        return self._after(tasks)

    def listing_read(self, task: FetchTask, listing: Listing, status: int) -> list[FetchTask]:
        """After a listing page: its unknown articles, then the next page if the walk goes on."""
        walk = task.walk or self._walk(task.url, task.section)
        if listing.fingerprint in walk.seen_pages:
            return self._after(self._not_the_next_page(task, "repeated"))
        if listing.problem in NO_LISTING and self._is_guess(task, walk):
            return self._after([])
        walk.seen_pages.add(listing.fingerprint)
        walk.pages += 1
        fresh = self._fresh_rows(walk, listing.rows)
        tasks, unknown = self._article_tasks(listing.rows, walk)
        self.stats.bad_links += listing.bad_links
        self._note(task, walk, status, len(listing.rows), len(unknown), listing.problem)
        if listing.problem:
            return self._after(tasks)
        walk.stale = 0 if fresh else walk.stale + 1
        following = self._go_on(task, walk, listing)
        self.earlier.save_page(replace(task, walk=walk), listing, unknown)
        return self._after(tasks + following)

    def sections_of(self, task: FetchTask, listing: Listing) -> list[FetchTask]:
        """The listings behind a section's front, which shows the newest rows of each and no pager."""
        walk = task.walk
        if walk is None or not walk.to_the_end or walk.pages or listing.next:
            return []
        if self.site.generic or task.depth >= MAX_DEPTH:
            return []
        leads = [lead for lead in listing.leads if lead.why in SECTION_LEADS]
        return [followed for lead in leads[:MAX_LEADS] for followed in self._follow(_led_to(task, lead))]

    def listing_unchanged(self, task: FetchTask) -> list[FetchTask]:
        """After a 304 on a listing page: nothing behind it is looked at."""
        walk = task.walk
        if walk:
            walk.finished = True
            walk.pages = 1
            self._note(task, walk, 304, 0, 0, None)
        return self._after([])

    def listing_failed(self, task: FetchTask, reason: str, status: int = 0) -> list[FetchTask]:
        """After a listing page that could not be read; the pager's other candidate is tried where there is one."""
        if task.alternatives:
            return self._after(self._not_the_next_page(task, reason))
        if not (reason_of(reason) is Reason.HTTP_GONE and self._is_guess(task, task.walk)):
            self._note(task, task.walk, status, 0, 0, reason)
        return self._after([])

    def _follow(self, task: FetchTask) -> list[FetchTask]:
        """The task of a home or listing page, unless this run has asked for it already."""
        if not self._ask(task.url):
            return []
        self._open += 1
        return [task if task.purpose == "home" else replace(task, walk=self._walk(task.url, task.section))]

    def _after(self, tasks: list[FetchTask]) -> list[FetchTask]:
        """What follows a home or listing page; the weak leads too, if this was the last and none was a listing."""
        self._open -= 1
        if self._open == 0 and not any(each.rows for each in self.stats.listings):
            weak, self._weak = self._weak, []
            tasks = tasks + [followed for task in weak for followed in self._follow(task)]
        if self._open == 0 and self._fronts and not any(each.problem for each in self.stats.listings):
            self.earlier.save_listings_known()
        return tasks

    def _walk(self, url: str, section: str | None) -> ListingWalk:
        entry = canonical_url(url, self.site)
        return ListingWalk(entry, section, to_the_end=self.options.deep or not self.earlier.walked(entry))

    def _ask(self, url: str) -> bool:
        identity = canonical_url(url, self.site)
        if identity in self._asked:
            return False
        self._asked.add(identity)
        return True

    def _is_guess(self, task: FetchTask, walk: ListingWalk | None) -> bool:
        """Whether a page was only thought to be a listing: met on the way from the home page, and never read as one."""
        return task.depth > 0 and walk is not None and not walk.pages and not self.earlier.walked(walk.entry)

    def _fresh_rows(self, walk: ListingWalk, rows: Sequence[Row]) -> bool:
        ids = [article_id(row.url, self.site) for row in rows]
        fresh = [key for key in ids if key not in walk.seen_rows]
        walk.seen_rows.update(fresh)
        return bool(fresh)

    def _article_tasks(self, rows: Sequence[Row], walk: ListingWalk | None) -> tuple[list[FetchTask], dict[str, Row]]:
        """Tasks for the rows that no run knows, and those rows by article id."""
        section = walk.section if walk else None
        named = {article_id(row.url, self.site): replace(row, section=row.section or section) for row in reversed(rows)}
        standings = self.earlier.standings(named)
        tasks: list[FetchTask] = []
        unknown: dict[str, Row] = {}
        for key, row in reversed(named.items()):
            outcome, reason = standings[key]
            if walk:
                walk.streak = 0 if outcome == "unknown" and not self._too_old(row) else walk.streak + 1
            if not self.stats.account.discover(key):
                continue
            if outcome != "unknown":
                self.stats.account.settle(key, outcome, reason)
                continue
            unknown[key] = row  # an old one too: a run without `since` takes it up
            if self._too_old(row):
                self.stats.account.settle(key, "skipped", "before_since")
            else:
                tasks.append(FetchTask(row.url, "article", key, row, row.section))
        return tasks, unknown

    def _too_old(self, row: Row) -> bool:
        return bool(self.options.since and row.date and row.date < self.options.since)

    def _go_on(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask]:
        stop = self._stop_reason(walk, listing)
        walk.finished = stop in ("end", "known")
        if stop:
            return []
        candidates = list(listing.next)
        first = candidates.pop(walk.convention) if walk.convention < len(candidates) else candidates.pop(0)
        self._asked.add(canonical_url(first, self.site))
        self._open += 1
        later = replace(task, url=first, walk=walk, alternatives=tuple(candidates) if walk.pages == 1 else ())
        return [later]

    def _stop_reason(self, walk: ListingWalk, listing: Listing) -> str | None:
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

    def _not_the_next_page(self, task: FetchTask, reason: str) -> list[FetchTask]:
        walk = task.walk
        if walk is None:
            return []
        if task.alternatives:
            walk.convention += 1
            self._open += 1
            return [replace(task, url=task.alternatives[0], alternatives=task.alternatives[1:])]
        # A pager that leads back to a page already read has no more pages: everything was seen.
        walk.finished = reason == "repeated"
        self.earlier.save_walk(walk)
        return []

    def _note(self, task: FetchTask, walk: ListingWalk | None, status: int, rows: int, new: int, problem: str | None) -> None:
        page = walk.pages if walk else 0
        self.stats.listings.append(ListingFact(task.url, task.section, page, status, rows, new, problem))


def _led_to(task: FetchTask, lead: ListingCandidate) -> FetchTask:
    """The task of a page that may be a listing, met on the page of another task."""
    return FetchTask(lead.url, "listing", section=lead.section or task.section, depth=task.depth + 1)
