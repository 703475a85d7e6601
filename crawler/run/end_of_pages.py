"""Pages without rows, or that are not there: behind the last page of a list, or holes in it. The page after them tells.

A link to the next page that is always there leads behind the last one.
"""

from collections.abc import Sequence

from crawler.discover.listing import Listing
from crawler.discover.pagers.addresses import page_jump
from crawler.run.appearance import Keeper
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import ListingWalk
from crawler.site import Site
from crawler.urls import article_id

ENDS = "ends_of_lists"  # baseline: entry of a listing -> [rows before such a page, start of the run that met it]
_TAPERS = 0.75  # share of the rows of the page before, up to which a page looks like the last one
_REGULAR = 3  # pages that show that all but the last are of one size
_SECOND = 2  # number of the page behind the first one, whose address may have none, where numbers are those of pages


class EndsOfLists:
    """What earlier runs met behind the last pages of lists, and what this one meets."""

    def __init__(self, values: Keeper, now: str) -> None:
        self._values, self._now = values, now
        self._met: dict[str, list[object]] = dict(values.get(ENDS) or {})

    def are_sure(self, walk: ListingWalk) -> bool:
        """Whether a walk's list, behind the last page of which nothing was found, has surely ended there.

        It has where pages of one size end with a shorter one; where the last one was full, or they differ, if the page behind
        the missing one is missing as well, in this run and in an earlier one that met no more rows.
        """
        return _taper_off(walk.sizes) or (walk.missing is not None and self._met_again(walk))

    def _met_again(self, walk: ListingWalk) -> bool:
        rows, when = self._met.get(walk.entry, (0, self._now))
        again = when != self._now and isinstance(rows, int) and len(walk.seen_rows) >= rows
        self._met[walk.entry] = [len(walk.seen_rows), when if again else self._now]
        self._values.save(ENDS, self._met)
        return again


def may_be_the_end(task: FetchTask, walk: ListingWalk) -> bool:
    """Whether a page is a further one of its list, which may have ended before it, whatever its pager names."""
    return not (task.first_of_part or task.alternatives) and walk.pages > 0


def tells_its_end(task: FetchTask, walk: ListingWalk) -> bool:
    """Whether the pages of a list told its end before the link behind it was asked for, whatever fault is answered there."""
    return may_be_the_end(task, walk) and walk.shown <= walk.pages and _taper_off(walk.sizes)


def page_behind(walk: ListingWalk, url: str) -> str | None:
    """The address of the page after a further one that a walk asked for, where numbers count them."""
    jump = page_jump(walk.last[0], url)
    if jump is None or not jump.grows:
        return None
    number = jump.link.value
    of_first = number - 1 if number <= _SECOND else 0
    return jump.link.with_value(2 * number - (of_first if jump.own is None else jump.own))


def _taper_off(sizes: Sequence[int]) -> bool:
    """Whether pages of one size end with a shorter one; the first may have pinned rows, where two others show the size."""
    if len(sizes) < _REGULAR:
        return False
    first, *full, last = sizes
    of_one_size = len(set(full)) == 1 and (first == full[0] or (first > full[0] and len(full) > 1))
    return of_one_size and last <= _TAPERS * full[0]


def weigh_page(walk: ListingWalk, listing: Listing, site: Site) -> None:
    """Note of a page how many rows it has, in which order, what it is called, and how many pages its pager shows.

    Groups of a front are in the order of their own lists.
    """
    walk.sizes = (*walk.sizes, len(listing.rows))
    walk.shown = listing.step.pages or 0
    walk.headline = listing.headline
    if listing.next or not any(part.head for part in listing.step.parts):
        walk.order.take([row.date for row in listing.rows], [article_id(row.url, site) for row in listing.rows])
