"""What one listing promises and a run did not read: its gaps, with how many releases each is. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.run.listing_walk import ListingWalk, is_joined, is_moving, is_unjoined
from crawler.stats import Gap
from crawler.text.counting import counted

BOUNDS = frozenset({"since", "max_pages", "max_articles"})
# What kind of gap each name begins with: `pages:/news/`.
PAGES, TOTAL, MORE, PAGER, FRONT, LEADS, NEWEST = "pages", "total", "more", "pager", "front", "lists", "newest"
ARCHIVE, SCRIPT = "archive", "script"
REPEATS, PART, UNJOINED, MOVING = "repeats", "part", "unjoined", "moving"


@dataclass(slots=True)
class ReadListing:
    """One listing as this run read it.

    url, entry: its first page, as asked for and canonical; rows: seen on its pages; pages, records: the most that any of
    its pages promises, 0 where none does; counted: the most that a text beside the rows counts; more: words of what leads on
    without an address, on the last page read.
    """

    url: str
    walk: ListingWalk
    rows: int = 0
    bad_links: int = 0
    pages: int = 0
    records: int = 0
    counted: int = 0
    more: str | None = None


def gap_name(kind: str, url: str) -> str:
    """The name of a gap, the same in each run: its kind and where it is, without the host."""
    return f"{kind}:{gap_place(url)}"


def gap_place(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def gaps_of(each: ReadListing) -> list[tuple[Gap, int]]:
    """What one listing promises and the run did not read, and how many releases that is; 0 where nobody knows.

    Nothing where the user bounded the walk or it ended on known ground.
    """
    walk = each.walk
    if walk.side or walk.stopped in BOUNDS or walk.stopped in {None, "known"}:
        return []
    if walk.stopped == "too_many_pages":
        said = f"{each.url} goes on after {counted(walk.pages, 'page')}, more than a run reads"
        return [(Gap(gap_name(PAGER, walk.entry), said), 0)]
    if each.more and not stands_on_known(walk):
        return [(Gap(gap_name(MORE, walk.entry), f"{each.url} has more that could not be read: {each.more}"), 0)]
    return _fewer(each) or repeated(walk) or _torn(each)


def stands_on_known(walk: ListingWalk) -> bool:
    """Whether a list that an earlier run read joins what it showed then: what lies behind, that run told."""
    return not walk.to_the_end and is_joined(walk)


def is_cut_short(each: ReadListing) -> bool:
    """Whether a page leads on to what could not be read, or shows nothing that it showed before."""
    walk = each.walk
    leads_on = bool(each.more) and not stands_on_known(walk)
    return walk.kind == "listing" and walk.stopped in ("end", "repeated") and (leads_on or is_unjoined(walk))


def _fewer(each: ReadListing) -> list[tuple[Gap, int]]:
    """Where a listing says that it has more releases, or more pages, than were found."""
    walk = each.walk
    if each.records > each.rows + each.bad_links:
        said = f"{each.url} states {counted(each.records, 'release')}; found: {each.rows} on {counted(walk.pages, 'page')}"
        return [(Gap(gap_name(TOTAL, walk.entry), said), each.records - each.rows - each.bad_links)]
    missing = each.pages - walk.pages - len(walk.repeats)
    # A pager that leads back to what was read may count one page more than there are.
    if missing > (1 if walk.stopped == "repeated" or walk.stale else 0):
        said = f"{each.url} says that it has {counted(each.pages, 'page')}, and {counted(walk.pages, 'page')} could be read"
        return [(Gap(gap_name(PAGES, walk.entry), said), missing * -(-each.rows // walk.pages) if walk.pages else 0)]
    return []


def _torn(each: ReadListing) -> list[tuple[Gap, int]]:
    """Where a list has none of the rows that it had, or has them in other places while it is read."""
    walk = each.walk
    if is_unjoined(walk):
        said = f"{each.url} shows none of the releases that it showed before, and leads no further: those between are not known"
        return [(Gap(gap_name(UNJOINED, walk.entry), said), 0)]
    if is_moving(walk) or (walk.moves and each.counted > each.rows + each.bad_links):
        said = f"the rows of {each.url} change their places while it is read, so that some may not have been seen"
        return [(Gap(gap_name(MOVING, walk.entry), said), 0)]
    return []


def repeated(walk: ListingWalk) -> list[tuple[Gap, int]]:
    """Where a page in the middle of a listing shows what another one does."""
    if not walk.repeats:
        return []
    urls = " and ".join(url for url, _ in walk.repeats[:3])
    said = f"{urls} shows what another page of {walk.entry} does, so that what should stand there is not known"
    return [(Gap(gap_name(REPEATS, walk.entry), said), sum(rows for _, rows in walk.repeats))]


def counts_one_more(each: ReadListing) -> bool:
    return each.walk.stopped == "repeated" and each.pages == each.walk.pages + len(each.walk.repeats) + 1


def one_page_less(each: ReadListing) -> Gap:
    said = f"{each.url} says that it has {counted(each.pages, 'page')}, and the last one shows what another does"
    return Gap(gap_name(PAGES, each.walk.entry), said)
