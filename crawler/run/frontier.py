"""Which page is fetched next, and when a newsroom has been read far enough. Pure: tasks out, readings in.

A *walk* (crawler.run.listing_walk) reads one section's listing pages from the front.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crawler.discover.listing import Listing
from crawler.discover.section_links import ListingCandidate, is_own_list
from crawler.items import Row
from crawler.reasons import Reason, reason_of
from crawler.run.arguments import Options
from crawler.run.due_groups import rows_beside
from crawler.run.earlier_runs import AGAIN, EarlierRuns
from crawler.run.empty_years import NO_LISTING, is_empty_year
from crawler.run.end_of_pages import tells_its_end, weigh_page
from crawler.run.fetch_task import FetchTask, MetRows, article_task, led_to
from crawler.run.further_pages import FurtherPages
from crawler.run.guessed_parts import is_guess, is_settled
from crawler.run.listing_walk import (
    ListingWalk,
    PageRows,
    counted_down,
    is_joined,
    is_oldest_first,
    take_in,
)
from crawler.run.second_look import is_second_look, take_second_look, wants_second_look
from crawler.site import Site
from crawler.stats import RunStats
from crawler.urls import article_id, asked_identity

MAX_LEADS = 24  # section and listing pages followed from one front page
MAX_DEPTH = 3  # front page -> section page -> listing page
WEAK_LEADS = frozenset({"folder", "other"})
_NOTHING = frozenset({Reason.HTTP_GONE, Reason.EMPTY, Reason.SOFT_404})  # reasons of answers that show nothing of a list
SECTION_LEADS = frozenset({"declared", "channel", "more"})


class Frontier(FurtherPages):
    """Turns what was read into the next tasks. Holds no clock, no network and no SQL."""

    def __init__(self, site: Site, options: Options, stats: RunStats, earlier: EarlierRuns) -> None:
        super().__init__(site, options, stats, earlier)
        self._front: tuple[str, int] | None = None  # an undeclared start page that is a front page: address, rows taken
        self._met = MetRows()
        self._weak: list[FetchTask] = []  # pages that may be listings, asked for only if no better one was
        self._news: set[str] = set()  # keys of the rows that no earlier run knew
        self._fronts = False  # whether this run began at the start pages

    def begin(self, entries: Iterable[tuple[str, str | None]], pending: Iterable[tuple[str, Row]]) -> list[FetchTask]:
        """The first tasks: known listings if there are any, else the site's start pages; then what is still pending."""
        known = list(entries)
        tasks = [task for url, section in known for task in self._follow(FetchTask(url, "listing", section=section))]
        self._fronts = not tasks or self.options.deep or not self.earlier.starts.are_known([url for url, _ in known])
        tasks += self._from_the_start() if self._fronts else []
        discover = self.stats.account.discover
        left = [task for key, row in pending if discover(key) for task in self._article_task(key, row)]
        return tasks + self._met.hold_undated(left)

    def _from_the_start(self) -> list[FetchTask]:
        purpose = "listing" if self.site.generic else "home"
        return [task for url in self.site.start for task in self._follow(FetchTask(url, purpose))]

    def told(self, task: FetchTask) -> FetchTask:
        """The task of an article, with all that rows have said of it by now."""
        return self._met.told(task)

    def _article_task(self, key: str, row: Row) -> list[FetchTask]:
        self._met.first(key, row)
        return [article_task(key, row)] if self.room.takes(key) else []

    def front_read(self, task: FetchTask, leads: Sequence[ListingCandidate], listing: Listing | None) -> list[FetchTask]:
        """After a home or section page: its article rows, then the listing pages it leads to."""
        tasks: list[FetchTask] = []
        if listing is not None and (listing.goes_on or is_own_list(task.url, listing.rows, self.site)):
            self._open += 1
            tasks += self.listing_read(replace(task, purpose="listing"), listing, status=200)
        elif listing is not None:
            found, unknown, _ = self._article_tasks(listing.rows, None)
            self.earlier.save_page(replace(task, walk=None), listing, unknown)
            self._met.hold(found)
            if self.site.generic:
                self._front = (task.url, len(listing.rows))
        self.completeness.too_many(task.url, [lead.url for lead in leads if lead.why not in WEAK_LEADS][MAX_LEADS:])
        if task.depth < MAX_DEPTH:
            for lead in leads[:MAX_LEADS]:
                led = led_to(task, lead)
                if lead.why in WEAK_LEADS:
                    self._weak += [] if self._is_row(led) else [led]
                else:
                    tasks += self._follow(led)
        return self._after(tasks)

    def keep_leads(self, task: FetchTask, leads: Sequence[ListingCandidate]) -> tuple[()]:
        """Keep the leads of a page for the case that no list is found without them: none is to be followed now."""
        self._weak += [led_to(task, lead) for lead in leads[:MAX_LEADS]]
        return ()

    def listing_read(self, task: FetchTask, listing: Listing, status: int) -> list[FetchTask]:
        """After a listing page: its unknown articles, then the next page if the walk goes on."""
        walk = task.walk or self._walk(task.url, task.section)
        listing = counted_down(walk, listing)
        following = self._instead(task, walk, listing)
        if following is not None:
            return self._after(following)
        self._note_hole(task, walk)
        walk.seen_pages.add(listing.fingerprint)
        walk.places |= listing.places
        tasks, unknown, seen = self._article_tasks(listing.rows, walk.section)
        seen = replace(seen, beside=rows_beside(listing, self.site))
        if self.earlier.orders.leaves_open(listing):
            self._met.hold(tasks)
            tasks = []
        tasks = self._met.hold_undated(tasks, listing.rows)
        again = wants_second_look(task, walk, listing, self.site)
        self._open += len(again)
        take_in(walk, seen)
        weigh_page(walk, listing, self.site)
        self.stats.joined |= {walk.base} if is_joined(walk) else set()
        self.stats.bad_links += listing.bad_links
        self._note(task, walk, status, len(listing.rows), len(unknown), listing.problem)
        if listing.problem:
            return self._after(tasks + again)
        self.completeness.page_read(task.url, walk, listing)
        self._note_siblings(task, walk, listing)
        following = self._go_on(task, walk, listing, seen)
        self.earlier.save_page(replace(task, walk=walk), listing, unknown)
        return self._after(tasks + again + following)

    def _instead(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask] | None:
        """What follows a page that is no further one of its walk; None for one that is."""
        if is_second_look(task, walk, self.site):
            return take_second_look(task, walk, listing, self._article_tasks, self.earlier, self.site)
        if (by_itself := self._by_itself(task, walk, listing)) is not None:
            return by_itself
        if is_guess(task) and not self.earlier.guesses.leads_on(walk, listing):
            return self._guess_without_rows(task, walk, listing)
        if listing.fingerprint in walk.seen_pages or (listing.problem and walk.doubtful):
            return self._nothing_there(task, walk, "repeated", 200) if walk.missing else self._repeated(task, walk, listing)
        return self._without_rows(task, walk, listing) if listing.problem in NO_LISTING else None

    def _by_itself(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask] | None:
        """What follows the first page of what may be a list by itself: a tab that is none, a group whose front lacks its top."""
        if walk.sibling:
            return None if self._is_list_beside(task, listing) else []
        if not self._is_apart_from_front(task, walk, listing):
            return None
        self._open += 1
        own = replace(task, walk=self._walk(task.url, task.section), first_of_part=False)
        tasks = self.listing_read(own, listing, 200)  # before the front is told to be read: a run may end at any time
        return tasks + self._ended(task, walk)

    def _without_rows(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask] | None:
        """What follows a page without rows; None where it is a problem of its list."""
        if is_empty_year(task, listing):
            return self._empty_year(task, walk, listing)
        if task.first_of_part:
            return self._part_is_none(task, walk, listing.step.parts)
        if self._is_guess(task, walk):
            return []
        if walk.pages and listing.headline not in ("", walk.headline):  # another page stands in for it
            return self._stood_in_for(task, walk)
        return self._nothing_there(task, walk, listing.problem or "", 200)

    def sections_of(self, task: FetchTask, listing: Listing) -> list[FetchTask]:
        """The listings behind a section's front, which shows the newest rows of each and no pager."""
        walk = task.walk
        if walk is None or listing.next or not walk.at_its_start:
            return []
        if self.site.generic or task.depth >= MAX_DEPTH:
            return []
        leads = [lead for lead in listing.leads if lead.why in SECTION_LEADS]
        return [followed for lead in leads[:MAX_LEADS] for followed in self._follow(led_to(task, lead))]

    def listing_unchanged(self, task: FetchTask) -> list[FetchTask]:
        """After a 304 on a listing page: nothing behind it is looked at."""
        walk = task.walk
        if walk and not is_second_look(task, walk, self.site):
            walk.finished = True
            walk.stopped = "known"
            walk.pages = 1
            walk.unchanged = True
            self.completeness.unchanged(task.url, walk)
            self._note(task, walk, 304, 0, 0, None)
        return self._after([])

    def listing_failed(self, task: FetchTask, reason: str, status: int = 0) -> list[FetchTask]:
        """After a listing page that could not be read; the pager's other candidate is tried where there is one."""
        if task.alternatives:
            return self._after(self._not_the_next_page(task, reason))
        if task.walk is not None and task.walk.doubtful:
            return self._after(self._not_the_next_page(task, "repeated"))
        if task.first_of_part and task.walk is not None:
            return self._after(self._part_failed(task, task.walk, reason, status))
        following = self._without_page(task, task.walk, reason, status) if task.walk is not None else None
        if following is None:
            self._note(task, task.walk, status, 0, 0, reason)
        return self._after(following or [])

    def _without_page(self, task: FetchTask, walk: ListingWalk, reason: str, status: int) -> list[FetchTask] | None:
        """What follows a page that is not there, where that is no fault of its list."""
        if walk.sibling and is_settled(reason):
            self.earlier.siblings.answered(task.url)
            return []
        if reason_of(reason) in _NOTHING:
            return [] if self._is_guess(task, walk) else self._nothing_there(task, walk, reason, status)
        return self._stood_in_for(task, walk)

    def _stood_in_for(self, task: FetchTask, walk: ListingWalk) -> list[FetchTask] | None:
        """What follows a fault, or another page, in the place of one of a list; None where it is a fault of its list."""
        self._note_hole(task, walk)
        return self._ended(task, walk) if tells_its_end(task, walk) else None

    def _follow(self, task: FetchTask) -> list[FetchTask]:
        """The task of a home or listing page, unless this run has asked for it already or has met it as a row."""
        if self._is_row(task) or not self._ask(task.url):
            return []
        self._open += 1
        return [task if task.purpose == "home" else replace(task, walk=self._walk(task.url, task.section))]

    def _next_sibling(self) -> list[FetchTask]:
        """The next tab beside a list that was not asked for yet; it counts as a list only if it turns out to be one."""
        if self.options.limited or self.room.full:
            return []
        for url in self.earlier.siblings.waiting():
            for task in self._follow(FetchTask(url, "listing", depth=MAX_DEPTH)):
                assert task.walk is not None, "_follow gives a listing its walk"
                task.walk.sibling = True
                return [task]
        return []

    def _after(self, tasks: list[FetchTask]) -> list[FetchTask]:
        """What follows a home or listing page; the weak leads too, if this was the last and none was a listing."""
        self._open -= 1
        if self._open == 0 and not any(each.rows for each in self.stats.listings):
            weak, self._weak = self._weak, []
            tasks = tasks + [followed for task in weak for followed in self._follow(task)]
        if self._open == 0:
            self._all_read()
            tasks = tasks + self.earlier.orders.settled(self._met.release())
        return tasks

    def _all_read(self) -> None:
        """After the last home and listing page."""
        if self._front and not any(each.rows for each in self.stats.listings):
            self.completeness.front_only(*self._front)
        if self._fronts and not any(each.problem for each in self.stats.listings):
            self.earlier.starts.save()

    def _walk(self, url: str, section: str | None) -> ListingWalk:
        entry = asked_identity(url, self.site)
        again = not self.options.limited and self.earlier.gaps.are_open(entry)
        to_the_end = self.options.deep or again or not self.earlier.walked(entry) or self.earlier.has_no_order(entry)
        several = self.earlier.had_several_pages(entry)
        top, total = self.earlier.top(entry), self.earlier.stated_total(entry)
        return ListingWalk(entry, section, to_the_end, top_before=top, several_before=several, said_before=total)

    def _is_row(self, task: FetchTask) -> bool:
        """Whether a page that something leads to stands as a release on a listing."""
        return task.depth > 0 and article_id(task.url, self.site) in self.stats.account.outcomes

    def _is_guess(self, task: FetchTask, walk: ListingWalk | None) -> bool:
        """Whether a page was only thought to be a listing: met on the way from the home page, and never read as one."""
        guessed = task.depth > 0 and walk is not None and not walk.named and not walk.pages
        return guessed and walk is not None and not self.earlier.walked(walk.entry)

    def _article_tasks(self, rows: Sequence[Row], section: str | None) -> tuple[list[FetchTask], dict[str, Row], PageRows]:
        """Tasks for the rows that no run knows; those rows by article id; and what the page is to a walk."""
        named = {article_id(row.url, self.site): replace(row, section=row.section or section) for row in reversed(rows)}
        standings = self.earlier.standings(named)
        tasks: list[FetchTask] = []
        unknown: dict[str, Row] = {}
        told: dict[str, Row] = {}
        for key, row in reversed(named.items()):
            outcome, reason = standings[key]
            if not self.stats.account.discover(key):
                told |= self._met.again(key, row)
                continue
            if outcome == AGAIN:
                tasks += self.earlier.look_again(key) if self.room.takes(key) else []
                continue
            if outcome != "unknown":
                self.stats.account.settle(key, outcome, reason)
                continue
            unknown[key] = row  # an old one too: a run without `since` takes it up
            if self._too_old(row):
                self.stats.account.settle(key, "skipped", "before_since")
            else:
                tasks += self._article_task(key, row)
        self.earlier.save_rows(told)
        ids = tuple(reversed(named))
        self._news |= {key for key in ids if standings[key][0] == "unknown"}
        new = self._news.intersection(ids)  # with those that this run has stored by now
        return tasks, unknown, PageRows(ids, frozenset(new), sum(map(self._too_old, named.values())), is_oldest_first(rows))

    def _too_old(self, row: Row) -> bool:
        return bool(self.options.since and row.date and row.date < self.options.since)
