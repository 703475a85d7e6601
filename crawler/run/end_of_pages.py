"""Pages behind the last one of a list, which a `Next` that is always there leads to: they are missing, or show no row."""

from collections.abc import Sequence

from crawler.discover.listing import Listing
from crawler.run.appearance import Keeper
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import ListingWalk

ENDS = "ends_of_lists"  # baseline: entry of a listing -> [rows before such a page, start of the run that met it]
_TAPERS = 0.75  # share of the rows of the page before, up to which a page looks like the last one
_REGULAR = 3  # pages that show that all but the last are of one size
_PAGES = 2  # read before it: a second page that is missing may as well be the site's fault


class EndsOfLists:
    """What earlier runs met behind the last pages of lists, and what this one meets."""

    def __init__(self, values: Keeper, now: str) -> None:
        self._values, self._now = values, now
        self._met: dict[str, list[object]] = dict(values.get(ENDS) or {})

    def is_behind(self, task: FetchTask, walk: ListingWalk) -> bool:
        """Whether a page without rows, or that is not there, is behind the end of a walk's list.

        It is where nothing but the link to the next page names it, and pages of one size end with a shorter one; where the
        last one was full, or they differ, only if an earlier run met the end there too, or before.
        """
        if task.first_of_part or task.alternatives or walk.pages < _PAGES or walk.shown > walk.pages:
            return False
        return _taper_off(walk.sizes) or self._met_again(walk)

    def _met_again(self, walk: ListingWalk) -> bool:
        rows, when = self._met.get(walk.entry, (0, self._now))
        again = when != self._now and isinstance(rows, int) and len(walk.seen_rows) >= rows
        self._met[walk.entry] = [len(walk.seen_rows), when if again else self._now]
        self._values.save(ENDS, self._met)
        return again


def _taper_off(sizes: Sequence[int]) -> bool:
    """Whether pages of one size end with a shorter one; the first may have pinned rows, where two others show the size."""
    if len(sizes) < _REGULAR:
        return False
    first, *full, last = sizes
    of_one_size = len(set(full)) == 1 and (first == full[0] or (first > full[0] and len(full) > 1))
    return of_one_size and last <= _TAPERS * full[0]


def weigh_page(walk: ListingWalk, listing: Listing) -> None:
    """Note of a page that was read how many rows it has, in which order, and how many pages its pager shows."""
    walk.sizes = (*walk.sizes, len(listing.rows))
    walk.shown = listing.step.pages or 0
    walk.order.take(listing.rows)
