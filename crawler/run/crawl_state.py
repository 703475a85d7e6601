"""What earlier runs left, as the frontier asks for it: a thin adapter of the store."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crawler.alerts import SettingsLike
from crawler.clock import instant_of
from crawler.discover.listing import Listing
from crawler.items import ARCHIVED, Row
from crawler.reasons import Effect, Reason, reason_of
from crawler.revision import Known
from crawler.run.appearance import Sights
from crawler.run.date_orders import DateOrders
from crawler.run.due_looks import is_due, shifted
from crawler.run.earlier_runs import AGAIN
from crawler.run.end_of_pages import EndsOfLists
from crawler.run.fetch_task import ENDPOINT, FetchTask, another_look
from crawler.run.guessed_parts import GuessedParts
from crawler.run.held_releases import HeldReleases
from crawler.run.known_gaps import KnownGaps
from crawler.run.known_rows import note_titles, renamed, row_before
from crawler.run.known_starts import KnownStarts
from crawler.run.listing_walk import ListingWalk
from crawler.run.page_counts import PageCounts
from crawler.run.pending_rows import pending, row_kept, says_otherwise
from crawler.run.rules import may_be_read_by_others, without_layout
from crawler.run.sibling_walks import SiblingWalks
from crawler.run.source_memory import KnownSource
from crawler.run.spellings import Spellings
from crawler.site import Site
from crawler.storage.state import Store
from crawler.storage.state.baselines import ACCEPTED
from crawler.storage.state.records import ListingState, Pending
from crawler.url_parts import posted_in
from crawler.urls import article_id, asked_identity, current_url, former_ids, in_origins

OPEN_WALKS = "open_walks"  # baseline: entries of listings whose walk was begun and not finished
TOPS = "tops"  # baseline: entry -> article ids of its first page, as the last finished walk found them
TOP = 100  # article ids that are kept of a first page
RULES = "rules"  # baseline: version of the rules that the last run read by
RULES_SINCE = "rules_since"  # baseline: id of the first run that read by them
SLOW = "too_slow"  # baseline: canonical address of a page -> until when it waits, as it took too long to be read
SLOW_DAYS = 14.0  # until a page that took too long is read again by the same rules
SOURCES = "sources"  # baseline: canonical address of a feed, sitemap, endpoint -> what is known of it (KnownSource)
DEEP_RUN = "deep_run"  # baseline: start of the last run that read everything
# Effects of the reasons for which a known URL is passed over; every other is a failure with a next try.
PASSED_OVER = frozenset({Effect.FINE, Effect.PASSED_OVER})


class CrawlState:
    """The store, in the terms of the frontier (`earlier_runs.EarlierRuns`)."""

    def __init__(self, store: Store, site: Site, now: str) -> None:
        self.store = store
        self.site = site
        self.now = now
        self.anew = False  # whether every listing is walked to its end once more
        self.answered_with: tuple[str | None, str | None] = (None, None)  # ETag, Last-Modified of the page being read
        self.looks = Sights(store.baselines, now)
        self.held = HeldReleases(store, site, now)
        self.orders = DateOrders(store.baselines, self.held.of_rows)
        self.guesses = GuessedParts(store.baselines, site)
        self.ends = EndsOfLists(store.baselines, now)
        self.starts = KnownStarts(store, site, now)
        self.gaps = KnownGaps(store.baselines)
        self.siblings = SiblingWalks(store.baselines, site)
        self._open: set[str] = set(store.baselines.get(OPEN_WALKS) or [])
        self._tops: dict[str, list[str]] = dict(store.baselines.get(TOPS) or {})
        self._pages = PageCounts(store.baselines, store.articles.known)
        self._spelled = Spellings(store, site)
        self._slow: set[str] | None = None  # keys of articles, addresses of other pages

    def standings(self, rows: Mapping[str, Row]) -> Mapping[str, tuple[str, str]]:
        """See `earlier_runs.EarlierRuns`. A withdrawn article that a listing shows again is looked at again."""
        known = self.store.articles.known_at({key: (row.url, *former_ids(row.url, self.site)) for key, row in rows.items()})
        waiting = self.store.pending.waiting([key for key in rows if key not in known], self.now)
        again = renamed(self.store.baselines, rows, known)
        return {
            key: (AGAIN, "") if key in again else _standing(row, known.get(key), waiting.get(key)) for key, row in rows.items()
        }

    def look_again(self, key: str) -> list[FetchTask]:
        """See `earlier_runs.EarlierRuns`."""
        return [self.look_at(known) for known in self.store.articles.known([key]).values()]

    def look_at(self, known: Known) -> FetchTask:
        """The task of another look at a known article."""
        return another_look(known, row_before(known, self.store.line_of(known), self.site))

    def walked(self, entry: str) -> bool:
        """See `earlier_runs.EarlierRuns`."""
        state = self.store.listings.get(entry)
        return not self.anew and state is not None and state.walked is not None and entry not in self._open

    def top(self, entry: str) -> tuple[str, ...]:
        """See `earlier_runs.EarlierRuns`."""
        return tuple(self._tops.get(entry) or ())

    def had_several_pages(self, entry: str) -> bool:
        """See `earlier_runs.EarlierRuns`."""
        return self._pages.had_several(entry)

    def has_no_order(self, entry: str) -> bool:
        """See `earlier_runs.EarlierRuns`."""
        return self._pages.has_no_order(entry)

    def stated_total(self, entry: str) -> int:
        """See `earlier_runs.EarlierRuns`."""
        return self._pages.total(entry)

    def save_page(self, task: FetchTask, listing: Listing, unknown: Mapping[str, Row]) -> None:
        """See `earlier_runs.EarlierRuns`. A walk that goes on is marked as open in the same transaction."""
        walk = task.walk
        discovered = [pending(key, row, self.now) for key, row in unknown.items()]
        with self.store.transaction():
            if walk is None:
                self.store.pending.discovered(discovered)
                return
            etag, modified = (None, None) if task.first_of_part else self.answered_with  # those of the first page
            self.store.listings.save(
                ListingState(
                    walk.entry if walk.pages == 1 else asked_identity(task.url, self.site), walk.section, walk.pages,
                    etag, modified, listing.fingerprint, len(listing.rows), self.now,
                ),
                discovered,
            )  # fmt: skip
            days = {article_id(row.url, self.site): row.date for row in listing.rows}
            self.looks.page_read(walk, days, unknown, follows=not task.first_of_part)
            if walk.pages == 1:
                note_titles(self.store.baselines, walk, listing.rows, self.site)
            self.save_walk(walk)

    def save_rows(self, rows: Mapping[str, Row]) -> None:
        """See `earlier_runs.EarlierRuns`."""
        self.store.pending.told([pending(key, row, self.now) for key, row in rows.items()])

    def save_walk(self, walk: ListingWalk) -> None:
        """See `earlier_runs.EarlierRuns`."""
        opened = self._open - {walk.entry} if walk.finished else self._open | {walk.entry}
        with self.store.transaction():
            if opened != self._open:
                self._open = opened
                self.store.baselines.save(OPEN_WALKS, sorted(opened))
            if walk.finished and walk.top and self.top(walk.entry) != walk.top[:TOP]:
                self._tops[walk.entry] = list(walk.top[:TOP])
                self.store.baselines.save(TOPS, self._tops)
            if walk.finished:
                self._pages.note(walk)
                self._spelled.note(walk)
                self.looks.save()
            state = self.store.listings.get(walk.entry) if walk.finished else None
            if state is not None:
                self.store.listings.save(replace(state, walked=self.now))

    def sources(self) -> dict[str, KnownSource]:
        """See `source_memory.SourceMemory`."""
        return {url: KnownSource(*each) for url, each in (self.store.baselines.get(SOURCES) or {}).items()}

    def save_sources(self, found: Mapping[str, KnownSource]) -> None:
        """See `source_memory.SourceMemory`."""
        self.store.baselines.save(SOURCES, {url: list(each) for url, each in found.items()})

    def accepted_gaps(self) -> list[str]:
        """Names of the gaps that count no more for the verdict (`scrapy state SITE accept GAP`)."""
        return sorted(self.store.baselines.get(ACCEPTED) or {})

    def validators_for(self, task: FetchTask) -> dict[str, str | None]:
        """ETag and Last-Modified to ask with; empty where the page itself is needed."""
        if (
            task.purpose in ("listing", "feed", ENDPOINT)
            and task.walk
            and not task.walk.pages
            and not task.walk.to_the_end
            and posted_in(task.url)[1] is None
        ):
            state = self.store.listings.get(task.walk.entry)
            return {"etag": state.etag, "last_modified": state.last_modified} if state else {}
        if task.purpose == "article" and task.recheck:
            known = self.store.articles.known([task.key]).get(task.key)
            return {"etag": known.etag, "last_modified": known.last_modified} if known else {}
        return {}

    def waits(self, key: str, url: str = "") -> bool:
        """Whether a page that took too long to be read is passed over; see `FetchTask.lasting`."""
        if self._slow is None:
            late = [each for each in self.store.pending.failures() if each.reason == Reason.TOO_SLOW]
            self._slow = {each.id for each in late if self.now < (each.next_try or "")} | set(self._slow_listings())
        return bool(self._slow) and (key or asked_identity(url, self.site)) in self._slow

    def in_time(self, found: Iterable[Known]) -> list[Known]:
        """Those that are not passed over so."""
        return [known for known in found if not self.waits(known.id)]

    def _slow_listings(self) -> dict[str, str]:
        there = (self.store.baselines.get(SLOW) or {}).items()
        latest = shifted(self.now, SLOW_DAYS + 1)  # beyond it a clock was wrong
        return {url: until for url, until in there if self.now < until < latest}

    def too_slow(self, key: str, url: str) -> None:
        """A page kept the run from going on: the next ones pass it over for a while, or until the rules are others."""
        if key:
            self.store.pending.skip(key, url, Reason.TOO_SLOW, SLOW_DAYS)
        elif not self.waits("", url):
            until = shifted(self.now, SLOW_DAYS)
            self.store.baselines.save(SLOW, self._slow_listings() | {asked_identity(url, self.site): until})
        self._slow = None

    def knows(self, key: str) -> bool:
        """Whether an article was ever stored as a page of its own."""
        known = self.store.articles.known([key]).get(key)
        return known is not None and known.form is None

    def noted(self, key: str) -> Pending | None:
        """What earlier runs noted of an article that failed or was passed over."""
        return self.store.pending.of(key)

    def note_rules(self, version: str, run: str = "") -> None:
        """Where the newsroom's rules are others than in the last run, what those could not read is due at once; and a later
        look at an article that no layout read gets its page whole, for another reading of the same bytes.
        """
        if self.store.baselines.get(RULES) == version:
            return
        waiting = [each.id for each in self.store.pending.failures() if may_be_read_by_others(each.reason)]
        whole = [known.id for known in self.store.articles.all() if self._is_guess(known)] if self.site.layouts else []
        with self.store.transaction():
            self.store.pending.make_due(waiting)
            self.store.articles.ask_whole(whole)
            self.store.baselines.save(SLOW, {})
            self.store.baselines.save(RULES, version)
            self.store.baselines.save(RULES_SINCE, run)
        self._slow = None

    def _is_guess(self, known: Known) -> bool:
        """Whether an article that would be asked for conditionally was read without a layout."""
        line = self.store.line_of(known) if known.etag or known.last_modified else None
        return line is not None and without_layout(line)

    def deep_is_due(self, every_days: float) -> bool:
        """Whether the last deep run, or the first run, is that long ago; 0 days: never by itself."""
        last = self.store.baselines.get(DEEP_RUN)
        if last is None:
            self.deep_done()
            return False
        seconds = (instant_of(self.now) - instant_of(last)).total_seconds()
        # A run that lies ahead was made by a clock that was wrong: nobody knows when it was.
        return every_days > 0 and not 0 <= seconds < every_days * 86400

    def deep_done(self) -> None:
        """Note that everything was read, or will have been at the end of this run."""
        self.store.baselines.save(DEEP_RUN, self.now)

    def entry_listings(self) -> list[ListingState]:
        """The first listing page of each section that was ever read, but for those at an address the newsroom has left."""
        kept = self.store.listings.entries()
        entries = [replace(each, url=current_url(self._spelled.of(each.url), self.site)) for each in kept]
        return [each for each in entries if in_origins(each.url, self.site)]

    def pending(self, since: str | None = None, deep: bool = False) -> list[tuple[str, Row]]:
        """Articles that earlier runs discovered and did not get, whose next try has come; not those from before `since`.

        deep: those too that a pipeline of the user's own dropped.
        """
        found = {each.id: each for each in self.store.pending.due(self.now)}
        if deep:
            found |= {each.id: each for each in self.store.pending.failures() if each.reason == Reason.DROPPED}
        rows = [(each.id, row_kept(each)) for each in found.values() if since is None or _since(each, since)]
        return [(key, self.orders.in_order(replace(row, url=current_url(row.url, self.site)))) for key, row in rows]

    def rechecks(self, everything: bool, by_age: bool) -> list[Known]:
        """Known articles to look at again: all of them, those whose age asks for it, else only those found missing."""
        if everything:
            return [known for known in self.store.articles.all() if known.status not in ("removed", ARCHIVED)]
        before = shifted(self.now, days=1 if by_age else -36500)
        found = self.store.articles.due_for_recheck(before, 1_000_000, self.now if by_age else None)
        return [known for known in found if known.status == "missing" or (by_age and is_due(known, self.now))]

    def fresh(self, settings: SettingsLike, bounded: bool) -> list[Known]:
        """Releases young enough to be looked at again before the next deep run; none in a run that the user bounded."""
        days, hours, budget = (float(settings.get(name) or 0) for name in ("FRESH_DAYS", "FRESH_HOURS", "FRESH_BUDGET"))
        if bounded or budget < 1 or days <= 0:
            return []
        since = shifted(self.now, -days)
        return self.store.articles.fresh(since[:10], since, shifted(self.now, -hours / 24), int(budget))


def _standing(row: Row, known: Known | None, waiting: Pending | None) -> tuple[str, str]:
    if known is not None:
        return ("unknown", "") if known.status in ("removed", ARCHIVED) else ("unchanged", "known")
    if waiting is not None and not (waiting.reason == Reason.DROPPED and says_otherwise(row, waiting)):
        reason = waiting.reason or "waiting"
        return ("skipped", reason if reason_of(reason).effect in PASSED_OVER else "waiting")
    return ("unknown", "")


def _since(each: Pending, since: str) -> bool:
    return each.reason != Reason.BEFORE_SINCE and (each.date or since) >= since
