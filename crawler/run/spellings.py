"""How the first pages of lists are asked for: their ids are in one spelling, which a server need not know.

`/en/news/index.html` and `/en/news/` are one page to us; some servers have only the first.
"""

from crawler.run.listing_walk import ListingWalk
from crawler.site import Site
from crawler.storage.state import Store
from crawler.urls import asked_identity

SPELLED = "listing_addresses"  # baseline: canonical address of a listing -> its address as asked for, where that is another


class Spellings:
    """The addresses of a newsroom's lists as they were named."""

    def __init__(self, store: Store, site: Site) -> None:
        self._store = store
        self._kept: dict[str, str] = dict(store.baselines.get(SPELLED) or {})
        self._named = {asked_identity(url, site): url for url in site.start}

    def of(self, entry: str) -> str:
        """What is asked for where a list is known by its canonical address; the start as it is given."""
        return self._kept.get(entry) or self._named.get(entry) or entry

    def note(self, walk: ListingWalk) -> None:
        """Keep how the list of a walk was asked for."""
        if walk.base and walk.base != self._kept.get(walk.entry, walk.entry):
            self._kept[walk.entry] = walk.base
            self._store.baselines.save(SPELLED, self._kept)
