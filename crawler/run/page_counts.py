"""Which listings had several pages when they were last read to the end: one that shows a single page then lacks the others."""

from crawler.run.appearance import Keeper
from crawler.run.listing_walk import ListingWalk

SEVERAL_PAGES = "several_pages"  # baseline: {entry of such a listing: pages}


class PageCounts:
    """What earlier runs found, and this one notes."""

    def __init__(self, values: Keeper) -> None:
        self._values = values
        self._several: dict[str, int] = dict(values.get(SEVERAL_PAGES) or {})

    def had_several(self, entry: str) -> bool:
        """Whether the listing that begins there had more than one page."""
        return entry in self._several

    def note(self, walk: ListingWalk) -> None:
        """Keep what a walk found that is finished, where it went to the end."""
        if walk.to_the_end and (walk.pages > 1) != (walk.entry in self._several):
            others = {entry: pages for entry, pages in self._several.items() if entry != walk.entry}
            self._several = others | ({walk.entry: walk.pages} if walk.pages > 1 else {})
            self._values.save(SEVERAL_PAGES, self._several)
