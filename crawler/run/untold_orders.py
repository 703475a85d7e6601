"""Lists whose rows have no days: whether they fall is told by the days of the articles that came of them, in the next run."""

from collections.abc import Callable, Mapping, Sequence

from crawler.revision import Known
from crawler.run.appearance import Keeper
from crawler.run.listing_walk import ListingWalk
from crawler.run.row_order import RowOrder

UNTOLD = "untold_orders"  # baseline: entry of a listing -> article ids of its rows, by page
_MOST_LISTS = 50  # that are kept
KnownOf = Callable[[Sequence[str]], Mapping[str, Known]]  # what is known of articles, by the ids asked for


class UntoldOrders:
    """What such lists showed when they were last read to their ends."""

    def __init__(self, values: Keeper, known_of: KnownOf) -> None:
        self._values, self._known_of = values, known_of
        self._lists: dict[str, list[list[str]]] = dict(values.get(UNTOLD) or {})
        self._told: dict[str, bool] = {}

    def note(self, walk: ListingWalk) -> None:
        """Keep the rows of a walk that has read its list to the end, where most have no day."""
        rows = [list(page) for page in walk.order.untold] if walk.pages > 1 else []
        others = {entry: pages for entry, pages in self._lists.items() if entry != walk.entry}
        found = dict([*others.items(), *([(walk.entry, rows)] if rows else [])][-_MOST_LISTS:])
        if found != self._lists:
            self._lists = found
            self._values.save(UNTOLD, found)

    def is_none(self, entry: str) -> bool:
        """Whether the articles of a list, as far as they are known by now, are not told newest first."""
        if entry not in self._told:
            self._told[entry] = self._order_of(self._lists.get(entry) or []).is_none
        return self._told[entry]

    def _order_of(self, pages: Sequence[Sequence[str]]) -> RowOrder:
        ids = [key for page in pages for key in page]
        days = {key: known.published for key, known in (self._known_of(ids) if ids else {}).items()}
        order = RowOrder()
        for page in pages:
            order.take([days.get(key) for key in page])
        return order
