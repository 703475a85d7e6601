"""What listings showed when they were last read: one of several pages that shows a single one lacks the others, one whose total
rises by more than the releases that are met has others further down, and one that is not newest first has them anywhere.
"""

from crawler.run.appearance import Keeper
from crawler.run.listing_walk import ListingWalk, has_risen_unmet
from crawler.run.untold_orders import KnownOf, UntoldOrders

SEVERAL_PAGES = "several_pages"  # baseline: {entry of such a listing: pages}
NO_TOTAL = -1  # of a listing whose number counts something else
NO_ORDER = "no_order"  # baseline: {entry of a listing of several pages whose rows do not fall: pages}
TOTALS = "stated_totals"  # baseline: {entry of a listing: the total that it stated}


class PageCounts:
    """What earlier runs found, and this one notes."""

    def __init__(self, values: Keeper, known_of: KnownOf) -> None:
        self._values = values
        self._untold = UntoldOrders(values, known_of)
        self._several: dict[str, int] = dict(values.get(SEVERAL_PAGES) or {})
        self._no_order: dict[str, int] = dict(values.get(NO_ORDER) or {})
        self._totals: dict[str, int] = dict(values.get(TOTALS) or {})

    def total(self, entry: str) -> int:
        """The total that the listing that begins there stated last, 0 where it stated none."""
        return self._totals.get(entry, 0)

    def had_several(self, entry: str) -> bool:
        """Whether the listing that begins there had more than one page."""
        return entry in self._several

    def has_no_order(self, entry: str) -> bool:
        """Whether the pages of the listing that begins there have to be read all: a new release may stand on any of them."""
        return entry in self._no_order or self._untold.is_none(entry)

    def note(self, walk: ListingWalk) -> None:
        """Keep what a walk found that is finished; the number of pages where it went to the end."""
        total = NO_TOTAL if has_risen_unmet(walk) or self.total(walk.entry) == NO_TOTAL else walk.said
        if total and total != self.total(walk.entry):
            self._totals[walk.entry] = total
            self._values.save(TOTALS, self._totals)
        if walk.to_the_end:
            self._several = self._kept(SEVERAL_PAGES, self._several, walk, walk.pages > 1)
            self._no_order = self._kept(NO_ORDER, self._no_order, walk, walk.pages > 1 and walk.order.is_none)
            self._untold.note(walk)

    def _kept(self, name: str, known: dict[str, int], walk: ListingWalk, holds: bool) -> dict[str, int]:
        """What is known of listings, with whether it holds of a walk's: kept where that is new."""
        if holds == (walk.entry in known):
            return known
        others = {entry: pages for entry, pages in known.items() if entry != walk.entry}
        found = others | ({walk.entry: walk.pages} if holds else {})
        self._values.save(name, found)
        return found
