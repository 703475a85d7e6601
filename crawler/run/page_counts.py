"""What listings counted when they were last read: one of several pages that shows a single one lacks the others, and one
whose total rises by more than the releases that are met has others further down.
"""

from crawler.run.appearance import Keeper
from crawler.run.listing_walk import ListingWalk, has_risen_unmet

SEVERAL_PAGES = "several_pages"  # baseline: {entry of such a listing: pages}
NO_TOTAL = -1  # of a listing whose number counts something else
TOTALS = "stated_totals"  # baseline: {entry of a listing: the total that it stated}


class PageCounts:
    """What earlier runs found, and this one notes."""

    def __init__(self, values: Keeper) -> None:
        self._values = values
        self._several: dict[str, int] = dict(values.get(SEVERAL_PAGES) or {})

        self._totals: dict[str, int] = dict(values.get(TOTALS) or {})

    def total(self, entry: str) -> int:
        """The total that the listing that begins there stated last, 0 where it stated none."""
        return self._totals.get(entry, 0)

    def had_several(self, entry: str) -> bool:
        """Whether the listing that begins there had more than one page."""
        return entry in self._several

    def note(self, walk: ListingWalk) -> None:
        """Keep what a walk found that is finished; the number of pages where it went to the end."""
        total = NO_TOTAL if has_risen_unmet(walk) or self.total(walk.entry) == NO_TOTAL else walk.said
        if total and total != self.total(walk.entry):
            self._totals[walk.entry] = total
            self._values.save(TOTALS, self._totals)
        if walk.to_the_end and (walk.pages > 1) != (walk.entry in self._several):
            others = {entry: pages for entry, pages in self._several.items() if entry != walk.entry}
            self._several = others | ({walk.entry: walk.pages} if walk.pages > 1 else {})
            self._values.save(SEVERAL_PAGES, self._several)
