"""Did the run read all that the newsroom itself names? Pure: walks and promises in, sources and gaps out.

A *promise* is what a page says is there besides its rows: a number of pages or of releases, further releases behind a
button that has no address, more lists than a run follows. What was promised and not read is a *gap*, unless the user
bounded the run. A gap that a walk found stays until a walk to the end of that listing does not find it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.discover.listing import Listing
from crawler.discover.rendered import NEEDS_BROWSER
from crawler.reasons import Reason
from crawler.run.census import TO_THE_END, CensusMemory, take_census
from crawler.run.listing_gaps import (
    ARCHIVE,
    FRONT,
    LEADS,
    NEWEST,
    PAGES,
    PART,
    SCRIPT,
    ReadListing,
    counts_one_more,
    gap_name,
    gap_place,
    gaps_of,
    is_cut_short,
    one_page_less,
    repeated,
)
from crawler.run.listing_walk import ListingWalk
from crawler.stats import Account, Count, Gap, RunStats, Source
from crawler.text.counting import counted

HELD = frozenset({"stored", "unchanged"})  # outcomes of releases that the journal has


@dataclass(slots=True)
class Room:
    """How many articles may still be asked for; left: None for any number."""

    left: int | None
    account: Account

    def takes(self, key: str) -> bool:
        """Whether this article may be asked for; one that is too many for the user's bound gets its outcome."""
        if self.left is None:
            return True
        if self.left == 0:
            self.account.settle(key, "skipped", Reason.MAX_ARTICLES)
            return False
        self.left -= 1
        return True

    @property
    def full(self) -> str | None:
        """`max_articles` once as many articles were asked for as the user wants."""
        return "max_articles" if self.left == 0 else None


@dataclass(slots=True)
class Completeness:
    """What a run read of the newsroom's listings, and what these promise.

    bounded: the arguments by which the user bounded the run.
    """

    bounded: tuple[str, ...] = ()
    _listings: dict[str, ReadListing] = field(default_factory=dict)
    _others: list[Gap] = field(default_factory=list)
    _notes: list[Gap] = field(default_factory=list)  # what is odd and no gap

    def page_read(self, url: str, walk: ListingWalk, listing: Listing) -> None:
        """A listing page was read as part of a walk."""
        found = self._listings.setdefault(walk.entry, ReadListing(url, walk))
        found.rows = len(walk.seen_rows)
        found.bad_links += listing.bad_links
        step = listing.step
        found.pages = max(found.pages, step.pages or 0)
        found.records = max(found.records, step.records or 0)
        found.counted = max(found.counted, step.counted)
        found.more = ", ".join(step.unfollowed) if step.unfollowed and not listing.next else None

    def not_brought(self, walk: ListingWalk, address: str, by: str = "a script that asks") -> None:
        """What a page's script or its link to more asks for brought none of its further releases."""
        found = self._listings.setdefault(walk.entry, ReadListing(walk.entry, walk))
        found.more = f"{by} {address[:200]}, which brings no list"

    def unchanged(self, url: str, walk: ListingWalk) -> None:
        """A listing's first page is as it was."""
        self._listings.setdefault(walk.entry, ReadListing(url, walk))

    def too_many(self, url: str, leads: Sequence[str]) -> None:
        """A page leads to more lists than a run follows. leads: those passed over."""
        if leads:
            said = f"{url} leads to {counted(len(leads), 'more list')} than a run follows, {leads[0]} among them"
            self._others.append(Gap(gap_name(LEADS, url), said))

    def front_only(self, url: str, rows: int) -> None:
        """The start page is a front page, and none of the pages it leads to is a list of releases."""
        shows = counted(rows, "release")
        said = f"{url} is a front page: it shows {shows}, and no list of all was found; give the address of that list"
        self._others.append(Gap(gap_name(FRONT, url), said))

    def nothing_in(self, archive: str, pages: int) -> None:
        """An archive has no release of the newsroom. pages: how many other pages it has."""
        said = f"{archive} has {counted(pages, 'page')} of this site, and none is told to be a release"
        self._others.append(Gap(gap_name(ARCHIVE, archive), said))

    def needs_browser(self, url: str) -> None:
        """A page that may list releases has none without its scripts."""
        self._others.append(Gap(gap_name(SCRIPT, url), f"{url} shows no release without its scripts ({NEEDS_BROWSER})"))

    def newest_only(self, feeds: Sequence[ListingWalk], page: str | None) -> None:
        """All that is known comes from feeds of the newest. page: the listing that could not be read, where there is one."""
        urls = " and ".join(self._listings[each.entry].url for each in feeds[:3])
        number = len(set[str]().union(*(each.seen_rows for each in feeds)))
        unread = f", and the list on {page} could not be read: only a script fills it ({NEEDS_BROWSER})" if page else ""
        said = f"{urls} {'shows' if len(feeds) == 1 else 'show'} only the newest {counted(number, 'release')}{unread}"
        self._others.append(Gap(gap_name(NEWEST, feeds[0].entry), said))

    @property
    def ahead(self) -> int | None:
        """How many releases the lists that are being read promise beside those seen; None while one of them says nothing."""
        under_way = [each for each in self._listings.values() if each.walk.stopped is None and not each.walk.side]
        if not all(each.records or each.pages for each in under_way):
            return None
        promised = (max(each.records, each.pages * each.rows // max(1, each.walk.pages)) - each.rows for each in under_way)
        return sum(max(0, number) for number in promised)

    def part_gone(self, url: str, walk: ListingWalk, reason: str) -> None:
        """A part of a list that its pages lead to is not there."""
        self._notes.append(Gap(gap_name(PART, url), f"{walk.entry} leads to {url}, which is not there ({reason})"))

    def conclude(self, stats: RunStats, memory: CensusMemory | None, accepted: Iterable[str]) -> None:
        """Give the run's facts the sources, the gaps, as `gaps` has them, and the census; memory: None for no census."""
        stats.sources = self.sources_of(stats.account)
        if memory is None:
            stats.gaps = self.gaps((), accepted)
            return
        census = stats.census = take_census(self.walks, stats.account, memory, bounded=bool(self.bounded))
        stats.gaps = self.gaps(memory.gaps(), accepted, census.beside)
        census.notes = self._notes_besides(stats.gaps) + census.notes
        before = memory.last_census()
        census.before = before if before and _is_more(before[1], census.counts) else None
        if census.counts and census.before is None and census.pages_are_whole and not self.bounded:
            memory.save_census(census.counts)

    def _notes_besides(self, gaps: Iterable[Gap]) -> list[Gap]:
        """What is odd in the listings: a page that repeats another, where it is no gap, a last page, a part that is not there."""
        read = self._listings.values()
        odd = [gap for each in read for gap, _ in repeated(each.walk)]
        odd += [one_page_less(each) for each in read if counts_one_more(each)]
        named = {gap.name for gap in gaps}
        return list(dict.fromkeys(each for each in (*self._notes, *odd) if each.name not in named))

    @property
    def walks(self) -> list[ListingWalk]:
        """The listings, feeds, sitemaps and endpoints that were asked for, in that order."""
        return [each.walk for each in self._listings.values()]

    @property
    def sources(self) -> list[Source]:
        """What was asked for that names releases."""
        return self.sources_of(Account())

    def sources_of(self, account: Account) -> list[Source]:
        """The same, with how many of the releases that each names are held, by their outcomes."""
        return [
            Source(
                each.url, each.walk.kind, each.walk.pages, each.rows, each.walk.stopped, each.records or None,
                sum(account.outcomes.get(key, ("",))[0] in HELD for key in each.walk.seen_rows),
            )
            for each in self._listings.values()
        ]  # fmt: skip

    def gaps(self, before: Iterable[Gap] = (), accepted: Mapping[str, object] | Iterable[str] = (), beside: int = 0) -> list[Gap]:
        """All gaps, by name. before: those that the run before had; accepted: names that count no more.

        beside: held releases that no page names: where they are as many as the pages lack, that is no gap and is only noted.
        """
        found = {each.name: each for each in before if not self._answered(each)}
        found |= {gap.name: gap for gap in (*self._of_listings(beside), *self._others)}
        names = set(accepted)
        return [Gap(name, gap.said, name in names) for name, gap in sorted(found.items())]

    def _promised(self, each: ReadListing) -> list[tuple[Gap, int]]:
        """The gaps of a listing, but for those that the user's bounds explain and what another source answers."""
        told = (each.more or is_cut_short(each)) and self._is_told(each)
        of_page = each.walk.kind == "listing"  # what an endpoint lacks of its own number no other source explains
        gaps = [(gap, short if of_page else 0) for gap, short in gaps_of(each)]
        return [found for found in gaps if not (told or (self.bounded and found[0].name.startswith(PAGES)))]

    def _of_listings(self, beside: int) -> list[Gap]:
        mine = dict(found for each in self._listings.values() for found in self._promised(each))
        if sum(mine.values()) > beside:
            return list(mine)
        self._notes += [gap for gap, short in mine.items() if short]
        return [gap for gap, short in mine.items() if not short]

    @property
    def hides_more(self) -> bool:
        """Whether a listing has more behind what has no address, and no source names it."""
        return any(each.more and not each.walk.side and not self._is_told(each) for each in self._listings.values())

    def _is_told(self, listing: ReadListing) -> bool:
        """Whether a source that lists everything was read whole, and names all that this listing shows."""
        shown = listing.walk.seen_rows
        others = (each.walk for each in self._listings.values() if each is not listing)
        return any(each.whole and _is_at_its_end(each) and each.seen_rows >= shown for each in others)

    @property
    def cut_short(self) -> bool:
        """Whether a page may hide releases that are new, and no source that was asked names what it shows."""
        return any(is_cut_short(each) and not self._is_told(each) for each in self._listings.values())

    @property
    def _any_whole(self) -> bool:
        return any(each.rows and each.walk.whole for each in self._listings.values())

    def _answered(self, gap: Gap) -> bool:
        """Whether this run looked anew at what a gap of an earlier run is about."""
        kind, _, where = gap.name.partition(":")
        if kind == NEWEST:
            return self._any_whole
        if kind in (FRONT, LEADS):
            return any(gap_name(kind, each.url) == gap.name or kind == FRONT for each in self._listings.values() if each.rows)
        return any(
            gap_place(entry) == where and each.walk.stopped in TO_THE_END and each.walk.to_the_end
            for entry, each in self._listings.items()
        )


def _is_at_its_end(walk: ListingWalk) -> bool:
    """Whether a walk read all; one of a source that stopped on known ground has the rest of an earlier run."""
    return walk.stopped in TO_THE_END or (walk.stopped == "known" and walk.kind != "listing" and not walk.unchanged)


def _is_more(before: Iterable[Count], now: Iterable[Count]) -> bool:
    """Whether an earlier run asked more of the sources: a kind that was not asked now, or that was read further then."""
    read = {each.kind: each for each in now if not each.unread}
    return any(each.kind not in read or (each.whole and not read[each.kind].whole) for each in before if not each.unread)
