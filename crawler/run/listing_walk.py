"""One section's listing, as far as a run has read it, and when it has been read far enough. Pure.

A walk that was never finished goes to the end of the listing; a finished one stops on known ground: ids are not
chronological, rows are reordered, back-dated posts appear in the middle, and rows are pinned to the top or the foot of
every page, so a known row proves nothing by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.discover.listing import Listing
from crawler.discover.pagers.addresses import Numbered, numbers_in, page_jump
from crawler.discover.pagers.step import NUMBER_LINKS, Part
from crawler.items import Row
from crawler.run.row_order import RowOrder

STRETCH = 5  # known rows in a row, across pages, that end a walk
STALE_PAGES = 3  # listing pages without a row of their own that end a walk: endless pagers repeat themselves
IDLE_PARTS = 2  # parts without a row of their own, one after the other, after which no further one is asked for
RISING = 3  # days of rows, at least, that tell an order
JOINED = 5  # of so many rows one may have been withdrawn
MOVES = 2  # pages with rows of the page before in other places, from which a list has no order that it could be read in
MAX_LISTING_PAGES = 2000  # a walk of its own accord never goes further


@dataclass(slots=True)
class ListingWalk:
    """One section's listing, as far as it has been read in this run.

    stopped: why the walk went no further: `end`, `known`, `since`, `max_pages`, `max_articles`, `too_many_pages`,
    `repeated`; None while it is under way.
    """

    entry: str  # URL of the first listing page
    section: str | None
    to_the_end: bool  # whether the known rows may not end it
    pages: int = 0
    streak: int = 0
    stale: int = 0
    convention: int = 0  # which of the pager's candidate URLs turned out right
    seen_rows: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)  # where rows stood on its pages
    seen_pages: set[str] = field(default_factory=set)  # fingerprints
    finished: bool = False
    stopped: str | None = None
    top: tuple[str, ...] = ()  # article ids of the first page, in page order
    top_before: tuple[str, ...] = ()  # the same as the last finished walk found them
    several_before: bool = False  # whether it had several pages when it was last read to the end
    ahead: list[Part] = field(default_factory=list)  # other parts of the listing that were seen and not read yet
    due: list[Part] = field(default_factory=list)  # groups of rows whose own lists a walk for news has to read
    on_known: bool = False  # whether any of them was read to known ground
    known_parts: set[str] = field(default_factory=set)  # addresses of all parts seen
    of_part: set[str] = field(default_factory=set)  # rows that the part that is being read has shown
    shows_own: bool = False  # whether the page read last has rows that no page before it had
    idle_parts: int = 0  # parts in a row that showed nothing of their own
    broken: bool = False  # whether a part could not be read
    kind: str = "listing"  # as that of a Listing
    named: bool = False  # whether an index of sitemaps names it as a part of what it lists
    side: bool = False  # whether it is read beside other sources, to be compared
    whole: bool = False  # whether it says itself that it lists everything
    base: str = ""  # URL of the first page, which what its scripts bring is relative to
    counted: tuple[str, str] | None = None  # what a script asks for, before and after the number of the part
    part: Part | None = None  # that was asked for last
    parts_asked: int = 0  # parts that its page's script brought and that had rows of their own
    doubtful: tuple[str, int] | None = None  # a page that showed what another did, and its rows: the end, or a hole
    repeats: list[tuple[str, int]] = field(default_factory=list)  # such pages that were not the end
    cut: bool = False  # whether it has further parts that no run asks for
    unchanged: bool = False  # whether its first page was answered by 304
    passed_over: list[str] = field(default_factory=list)  # addresses in it that are not taken for releases
    met_unknown: bool = False  # whether any page of this run showed a row that no run knew
    rises: bool = False  # whether its rows are listed oldest first
    last: tuple[str, tuple[str, ...]] = ("", ())  # the page read last: its address and the ids of its rows
    looked_again: set[str] = field(default_factory=set)  # identities of the addresses of pages that are asked for once more
    said: int = 0  # the total that the page read last stated or counted
    said_before: int = 0  # the same when it was last read to its end or to known ground; below 0 where it counts something else
    news: int = 0  # rows that no run knew
    order: RowOrder = field(default_factory=RowOrder)
    sizes: tuple[int, ...] = ()  # rows of the pages of the part that is being read
    missing: tuple[str, str, int] | None = None  # a page without rows, why, its status, while the one after it is asked for
    headline: str = ""  # of the page read last
    shown: int = 0  # pages that the pager of the page read last shows or counts
    moves: int = 0  # pages with rows of the page before in other places
    overlap: int = 0  # rows of the end of a page with which the next one begins, although nothing moved
    overlapped: tuple[int, tuple[str, ...]] = (0, ())  # such rows that may have moved, ids of the page looked at again
    sibling: bool = False  # whether it begins at a tab beside a list, of which nobody knows yet what it is
    counts_down: bool = False  # whether its newest page has the highest number
    empty: str | None = None  # the problem of its first page, where that has no row and leads to years that may have some

    @property
    def at_its_start(self) -> bool:
        """Whether it is to read the whole listing and has read no page yet."""
        return self.to_the_end and not self.pages


@dataclass(frozen=True, slots=True)
class PageRows:
    """What a listing page's rows are to a walk: article ids in page order, those no run knew, how many are too old."""

    ids: tuple[str, ...]
    unknown: frozenset[str]
    too_old: int = 0
    rises: bool = False  # whether they are listed oldest first
    beside: frozenset[str] = frozenset()  # rows of other lists on the page, which have pages of their own

    @property
    def own(self) -> tuple[str, ...]:
        """The rows of the list that is read."""
        return tuple(key for key in self.ids if key not in self.beside)

    @property
    def all_too_old(self) -> bool:
        """Whether every row says that it is from before the day the run begins at."""
        return 0 < len(self.ids) <= self.too_old


def see_parts(walk: ListingWalk, parts: Sequence[Part], *, bounded: bool) -> None:
    """Note the other parts that a page leads to, given newest first, in the order in which they are to be read.

    A walk to the end reads the page of all first and then the oldest part: as soon as a part shows nothing new, the
    newer ones have been read too. A bounded one, one that looks for news, and one without a first page, reads the newest first.
    """
    fresh = [part for part in parts if part.url not in walk.known_parts]
    walk.known_parts.update(part.url for part in fresh)
    walk.ahead += fresh
    if walk.to_the_end and not (bounded or walk.empty):
        walk.ahead.reverse()  # months of one year too
        walk.ahead.sort(key=lambda part: (part.year or 0) * (-1 if part.guess else 1))  # the newest tells whether it is one


def next_part(walk: ListingWalk, since: str | None, *, bounded: bool) -> Part | None:
    """The part to read after the end of another; None where nothing behind it is wanted."""
    idle = _is_idle(walk, bounded=bounded)
    while walk.ahead and (_is_of_group(walk) or (_goes_back(walk) and not idle)):
        part = walk.part = walk.ahead.pop(0)
        begin_part(walk)
        if not (since and part.year and part.year < int(since[:4])):
            return part
    return None


def begin_part(walk: ListingWalk) -> None:
    """Forget what was counted in the part before."""
    walk.sizes, walk.of_part, walk.stale = (), set(), 0


def _is_idle(walk: ListingWalk, *, bounded: bool) -> bool:
    """Whether the parts asked for last showed nothing of their own."""
    most = IDLE_PARTS if bounded or walk.empty or not walk.to_the_end else 1
    return walk.idle_parts >= most and not _in_its_year(walk, bounded=bounded)


def counted_on(walk: ListingWalk, listing: Listing, asked: str | None) -> Listing:
    """A listing with the part after it where the number of the part is in the path of what a script asks for.

    asked: what it answers, where a script asked for it. Two readings of a script's counter show where the number is.
    """
    if listing.step.by_script and len(listing.next) > 1:
        jump = page_jump(*listing.next[:2])
        walk.counted = jump.link.stem if jump is not None else None
    here = _counter_in(asked, walk.counted) if asked and listing.rows and not listing.next else None
    return listing if here is None else replace(listing, next=(here.with_value(here.value + 1),))


def counted_down(walk: ListingWalk, listing: Listing) -> Listing:
    """A listing with its next page as the first page of the walk has shown that the list counts its pages."""
    step = listing.step
    if not walk.pages:
        walk.counts_down = step.falls
    turned = walk.counts_down and walk.pages and step.rule == NUMBER_LINKS and not step.falls
    return replace(listing, next=step.or_back) if turned else listing


def _counter_in(asked: str, stem: tuple[str, str] | None) -> Numbered | None:
    return next((each for each in numbers_in(asked) if each.stem == stem and each.key is None), None)


def _in_its_year(walk: ListingWalk, *, bounded: bool) -> bool:
    """Whether the next part is another of the same year: the months of a year may stand in any order."""
    year = walk.part.year if walk.part is not None and walk.to_the_end and not bounded else None
    return year is not None and bool(walk.ahead) and walk.ahead[0].year == year


def take_in(walk: ListingWalk, rows: PageRows) -> None:
    """Count a page's rows."""
    fresh = [key for key in rows.ids if key not in walk.seen_rows]
    walk.seen_rows.update(fresh)
    walk.pages += 1
    walk.stale = 0 if _is_fresh_in_part(walk, rows) or fresh else walk.stale + 1
    walk.shows_own = bool(fresh)
    if fresh and walk.doubtful:
        walk.repeats.append(walk.doubtful)
        walk.doubtful = None
    walk.met_unknown |= bool(rows.unknown)
    walk.news += len(rows.unknown.intersection(fresh))
    walk.rises |= rows.rises
    if walk.pages == 1:
        walk.top = rows.ids
    for key in rows.own:
        walk.streak = 0 if key in rows.unknown else walk.streak + 1


def _is_fresh_in_part(walk: ListingWalk, rows: PageRows) -> bool:
    """Whether a page goes on with a list of which other pages have shown the newest: there rows met before are no repetition."""
    new = set(rows.ids) - walk.of_part
    walk.of_part |= new
    return walk.part is not None and walk.part.year is None and bool(new)


def stop_reason(walk: ListingWalk, rows: PageRows, goes_on: bool, since: str | None, max_pages: int | None) -> str | None:
    """Why a walk goes no further than the page it has just taken in; None where it goes on."""
    if not goes_on or walk.stale >= STALE_PAGES:
        return "max_pages" if _is_cut(walk, max_pages) else "end"
    if _is_on_known_ground(walk, rows):
        return "known"
    if since and rows.all_too_old:
        return "since"
    if max_pages and walk.pages >= max_pages:
        return "max_pages"
    return "too_many_pages" if walk.pages >= MAX_LISTING_PAGES else None


def _is_cut(walk: ListingWalk, max_pages: int | None) -> bool:
    """Whether the end of a pager is not that of the walk: other parts are wanted, and the pages are used up."""
    return max_pages is not None and walk.pages >= max_pages and bool(walk.ahead) and _goes_back(walk)


def _is_on_known_ground(walk: ListingWalk, rows: PageRows) -> bool:
    """Whether what follows the page was read by an earlier walk."""
    if walk.to_the_end or walk.rises or _may_hide_news(walk):
        return False
    return walk.streak >= STRETCH and (rows.unknown <= rows.beside or _on_old_top(walk, rows))


def has_risen_unmet(walk: ListingWalk) -> bool:
    """Whether the total of a list has risen by more than the new releases that were met."""
    return 0 < walk.said_before < walk.said - walk.news


def _may_hide_news(walk: ListingWalk) -> bool:
    """Whether a list counts more new releases than were met, as for a back-dated one, or shows too little of its old top."""
    return has_risen_unmet(walk) or (2 * len(walk.top) < len(walk.top_before) and not is_joined(walk))


def is_finished(walk: ListingWalk) -> bool:
    """Whether everything behind the walk is known: it was read, or an earlier walk did and nothing new stood before it."""
    behind = walk.stopped == "since" and not walk.to_the_end and not walk.met_unknown
    torn = is_unjoined(walk) and walk.several_before  # one that has a single page has no more that another run could read
    return not (walk.broken or torn) and (walk.stopped in ("end", "known", "repeated") or behind)


def is_unjoined(walk: ListingWalk) -> bool:
    """Whether a list shows one page, with none of the rows that stood at its top last time: what was between is not known."""
    one = walk.stopped == "end" and walk.pages == 1 and walk.kind != "sitemap"
    return one and bool(walk.top_before) and walk.seen_rows.isdisjoint(walk.top_before)


def is_joined(walk: ListingWalk) -> bool:
    """Whether nearly all rows were met that stood at the top of a list last time: a first page with fewer has lost none then."""
    missed = set(walk.top_before) - walk.seen_rows
    return bool(walk.top_before) and JOINED * len(missed) <= len(walk.top_before)


def is_moving(walk: ListingWalk) -> bool:
    """Whether a list moved while it was read as no single new release makes it."""
    return walk.moves >= MOVES


def is_oldest_first(rows: Sequence[Row]) -> bool:
    """Whether the days of several rows rise from the first to the last."""
    days = [row.date[:10] for row in rows if row.date]
    return len(set(days)) >= RISING and days == sorted(days)


def _is_of_group(walk: ListingWalk) -> bool:
    """Whether the next part goes on with one of several groups of rows: known rows of one say nothing of another."""
    return walk.ahead[0].head and walk.to_the_end


def _goes_back(walk: ListingWalk) -> bool:
    """Whether other parts of the listing may hold what no run knows."""
    return walk.to_the_end or not walk.pages or (walk.met_unknown and walk.streak < STRETCH)


def _on_old_top(walk: ListingWalk, rows: PageRows) -> bool:
    """Whether the rows of a page with unknown ones go over into what stood at the top of the listing last time.

    Then what follows was read last time. Known rows that are pinned below the others do not look so: they make the page
    longer than the first one was, or they are not those that stood at its top, in that order.
    """
    own = rows.own
    last = max(at for at, key in enumerate(own) if key in rows.unknown)
    tail = own[last + 1 : last + 1 + STRETCH]
    if len(own) > len(walk.top_before) or len(tail) < STRETCH:
        return False
    return any(walk.top_before[at : at + STRETCH] == tail for at in range(min(STRETCH, len(walk.top_before)) + 1))
