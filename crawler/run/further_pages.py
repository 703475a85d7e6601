"""How a walk over a listing goes on: its next page, the next part of the listing, a page that shows what another did. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Part
from crawler.reasons import Reason, reason_of
from crawler.run.arguments import Options
from crawler.run.completeness import Completeness, Room
from crawler.run.due_groups import is_behind_front, is_year, next_due, note_idle, put_groups_apart
from crawler.run.earlier_runs import EarlierRuns
from crawler.run.empty_years import note_without_rows, shows_nothing
from crawler.run.end_of_pages import may_be_the_end, page_behind
from crawler.run.fetch_task import ENDPOINT, FetchTask
from crawler.run.front_groups import FrontGroups
from crawler.run.guessed_parts import is_guess, is_settled, settle_years, years_behind
from crawler.run.listing_walk import ListingWalk, PageRows, is_finished, next_part, see_parts, stop_reason
from crawler.site import Site
from crawler.stats import ListingFact, RunStats
from crawler.urls import article_id, asked_identity


class FurtherPages:
    """The next pages of the walks of one run."""

    def __init__(self, site: Site, options: Options, stats: RunStats, earlier: EarlierRuns) -> None:
        self.site = site
        self.options = options
        self.stats = stats
        self.earlier = earlier
        self.completeness = Completeness(options.bounds)
        self.room = Room(options.max_articles, stats.account)
        self._asked: set[str] = set()  # canonical URLs of home and listing pages ordered in this run
        self._fronts_show = FrontGroups(site)
        self._open = 0  # home and listing pages ordered and not read yet

    def _ask(self, url: str) -> bool:
        identity = asked_identity(url, self.site)
        if identity in self._asked:
            return False
        self._asked.add(identity)
        return True

    def _go_on(self, task: FetchTask, walk: ListingWalk, listing: Listing, seen: PageRows) -> list[FetchTask]:
        if is_guess(task):
            settle_years(walk, right=True)
        parts = put_groups_apart(walk, self._worth_asking(listing.step.parts), seen, self.site)
        self._fronts_show.met(listing)
        see_parts(walk, parts, bounded=self.options.limited)
        idle = note_idle(walk, first=task.first_of_part)
        goes_on = bool(listing.next) and not (idle and is_year(walk))
        stop = stop_reason(walk, seen, goes_on, self.options.since, self.options.max_pages)
        walk.on_known |= stop == "known"
        if stop == "end" or (stop == "known" and walk.due):
            return self._next_part(task, walk, stop)
        walk.stopped = stop = stop or self.room.full
        walk.finished = is_finished(walk)
        return [] if stop else [self._next_page(task, walk, listing)]

    def _worth_asking(self, parts: Sequence[Part]) -> list[Part]:
        """Parts without lists of their own, and, but for a deep run, without the guesses that an earlier run found wrong."""
        none = self.earlier.guesses.is_none
        return [part for part in parts if not self._is_apart(part) and (self.options.deep or not none(part))]

    def _is_apart(self, part: Part) -> bool:
        """Whether a part without a year is a list that is read by itself, or may be one."""
        if part.year is not None:
            return False
        return self.earlier.walked(asked_identity(part.url, self.site)) or self.earlier.siblings.waits(part.url)

    def _is_apart_from_front(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> bool:
        """Whether a page is the first one of a list that its front shows a part of, and no page of this run shows its top.

        A page that shows nothing of what the front does goes on behind it, where it is no group's.
        """
        part = walk.part if task.first_of_part and walk.to_the_end and not self.options.limited else None
        if part is None or part.year is not None:
            return False
        return self._fronts_show.lack_top_of(part, listing.rows, self.stats.account.outcomes)

    def _note_siblings(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> None:
        """Keep the tabs beside the first page of a list that is read whole, to ask for them once it is."""
        if walk.sibling:
            walk.sibling = False
            self.earlier.siblings.answered(task.url)
        self.earlier.siblings.met(listing)
        if walk.pages == 1 and walk.to_the_end and not self.options.limited:
            parts = self._worth_asking([Part(url, guess=True) for url in listing.step.siblings])
            self.earlier.siblings.note(part.url for part in parts if asked_identity(part.url, self.site) not in self._asked)

    def _is_list_beside(self, task: FetchTask, listing: Listing) -> bool:
        """Whether a tab leads to a list of other releases; one that shows what is known tells the same of all tabs."""
        named = {article_id(row.url, self.site): row for row in listing.rows}
        standings = self.earlier.standings(named)
        outcomes = self.stats.account.outcomes
        unknown = {key for key in named if standings[key][0] == "unknown" and key not in outcomes}
        siblings, guesses = self.earlier.siblings, self.earlier.guesses
        if siblings.is_list(listing, unknown):
            return True
        siblings.answered(task.url)
        for url in (task.url, *(siblings.let_go() if siblings.is_filter(listing, unknown) else ())):
            guesses.was_wrong(url)
        return False

    def _guess_without_rows(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask]:
        """After a guess that has no further rows itself: it may lead to years that have, each of which is a guess again."""
        if listing.rows or not (years := years_behind(listing)):
            return self._wrong_guess(task, walk)
        return self._part_is_none(task, walk, years)

    def _wrong_guess(self, task: FetchTask, walk: ListingWalk) -> list[FetchTask]:
        """After a page that only its link's form told to be a part of a list, and that is none: no gap and no failure."""
        self.earlier.guesses.was_wrong(task.url)
        settle_years(walk, right=False)
        return self._ended(task, walk)

    def _next_page(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> FetchTask:
        candidates = list(listing.next)
        first = candidates.pop(walk.convention) if walk.convention < len(candidates) else candidates.pop(0)
        self._asked.add(asked_identity(first, self.site))
        self._open += 1
        others = tuple(candidates) if walk.pages == 1 else ()
        purpose = ENDPOINT if listing.step.by_script else task.purpose
        return replace(task, url=first, purpose=purpose, walk=walk, alternatives=others, first_of_part=False)

    def _next_part(self, task: FetchTask, walk: ListingWalk, stopped: str) -> list[FetchTask]:
        """The first page of the next part of a listing that was not asked for yet; the walk's end where there is none."""
        while (part := next_due(walk) or next_part(walk, self.options.since, bounded=self.options.limited)) is not None:
            if self._ask(part.url):
                self._open += 1
                return [replace(task, url=part.url, walk=walk, alternatives=(), first_of_part=True)]
        if shows_nothing(walk):
            walk.broken = True
            self._note(replace(task, url=walk.base or walk.entry), walk, 200, 0, 0, walk.empty)
        walk.stopped = "known" if walk.on_known and stopped == "end" else stopped
        walk.finished = is_finished(walk)
        return []

    def _empty_year(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask]:
        """After the first page of a list by years that has no release yet: the years before."""
        walk.empty = listing.problem
        see_parts(walk, self._worth_asking(listing.step.parts), bounded=self.options.limited)
        return self._next_part(task, walk, "end")

    def _part_is_none(self, task: FetchTask, walk: ListingWalk, parts: Sequence[Part] = ()) -> list[FetchTask]:
        """A part that is not there, or that lists nothing, is passed over, but for one that is to load more.

        parts: that it leads to, as a year to its months.
        """
        if walk.part is not None and walk.part.more:
            self.completeness.not_brought(walk, task.url, "a link to")
        note_without_rows(walk)
        see_parts(walk, parts if walk.pages or not walk.empty else (), bounded=self.options.limited)
        return self._ended(task, walk)

    def _nothing_there(self, task: FetchTask, walk: ListingWalk, reason: str, status: int) -> list[FetchTask] | None:
        """After a further page that is not there, or has no row: the page after it tells an end from a hole. None for a fault."""
        if not may_be_the_end(task, walk):
            return None
        onward = page_behind(walk, task.url) if walk.missing is None and not self.options.limited else None
        if onward is not None and self._ask(onward):
            walk.missing = (task.url, reason, status)
            self._open += 1
            return [replace(task, url=onward, walk=walk)]
        sure = self.earlier.ends.are_sure(walk)
        if not sure and walk.missing is None:
            return None
        walk.missing, walk.broken = None, walk.broken or not sure  # the next run reads the list once more where it is not sure
        return self._ended(task, walk)

    def _ended(self, task: FetchTask, walk: ListingWalk) -> list[FetchTask]:
        """After the end of a list, or of a part of it, behind which a link leads."""
        following = self._next_part(task, walk, "end")
        self.earlier.save_walk(walk)
        return following

    def _note_hole(self, task: FetchTask, walk: ListingWalk) -> bool:
        """Whether a page before this one was missing; it is noted as a failure of its list, so that the next run asks again."""
        if walk.missing is None:
            return False
        (url, reason, status), walk.missing = walk.missing, None
        walk.broken = True
        self._note(replace(task, url=url), walk, status, 0, 0, reason)
        return True

    def _part_failed(self, task: FetchTask, walk: ListingWalk, reason: str, status: int) -> list[FetchTask]:
        """A part that could not be read leaves the walk unfinished."""
        if is_guess(task) and is_settled(reason):
            return self._wrong_guess(task, walk)
        if reason_of(reason) is Reason.HTTP_GONE:
            self.completeness.part_gone(task.url, walk, reason)
        else:
            walk.broken = True
            self._note(task, walk, status, 0, 0, reason)
        return self._part_is_none(task, walk)

    def _repeated(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[FetchTask]:
        """After a page that shows what another did: one page further on it is told whether that was the end."""
        onward = self._onward(task, walk, listing)
        if task.first_of_part and onward and is_behind_front(walk):
            return [self._next_page(task, walk, replace(listing, next=tuple(onward)))]
        ended = walk.doubtful is not None or task.first_of_part or self.options.limited
        if task.alternatives or ended or not onward:
            return self._not_the_next_page(task, "repeated")
        walk.doubtful = (task.url, len(listing.rows))
        self._ask(onward[0])
        self._open += 1
        return [replace(task, url=onward[0], walk=walk)]

    def _onward(self, task: FetchTask, walk: ListingWalk, listing: Listing) -> list[str]:
        """The pages behind one that may have the links of the page that it shows, as far as they were not asked for."""
        counted = walk.to_the_end and not (task.alternatives or task.first_of_part)
        behind = page_behind(walk, task.url) if counted else None
        return [url for url in (*listing.next, *filter(None, [behind])) if asked_identity(url, self.site) not in self._asked]

    def _not_the_next_page(self, task: FetchTask, reason: str) -> list[FetchTask]:
        if (walk := task.walk) is None:
            return []
        if task.alternatives:
            walk.convention += 1
            self._open += 1
            return [replace(task, url=task.alternatives[0], alternatives=task.alternatives[1:])]
        # A pager that leads back to a page already read has no more pages: everything was seen.
        walk.idle_parts += task.first_of_part
        walk.stopped = reason
        following = self._next_part(task, walk, reason) if reason == "repeated" else []
        self.earlier.save_walk(walk)
        return following

    def _note(self, task: FetchTask, walk: ListingWalk | None, status: int, rows: int, new: int, problem: str | None) -> None:
        page = walk.pages if walk else 0
        self.stats.listings.append(ListingFact(task.url, task.section, page, status, rows, new, problem))
