"""The order of day and month in which a newsroom prints its days: what one page of a list leaves open, another one tells.

`12/5/2025` among days that are all twelfths or earlier says nothing; a page that was read before, or one further down, does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from crawler.discover.listing import Listing
from crawler.items import Row
from crawler.revision import Known
from crawler.run.appearance import Keeper
from crawler.run.fetch_task import FetchTask
from crawler.text.dates.row_date import certain_order, two_readings

DATE_ORDER = "date_order"  # baseline: {_NEWSROOM: `DMY` or `MDY`, as numbers that can be no month have shown it; BOTH}
BOTH = "BOTH"
_NEWSROOM = "newsroom"

_HeldRows = Callable[[Sequence[Row]], Iterable[tuple[Row, Known]]]


class DateOrders:
    """What is known of a newsroom's order, by earlier runs and this one. held: the releases that are known, with their rows."""

    def __init__(self, values: Keeper, held: _HeldRows) -> None:
        self._values = values
        self._held = held
        self._order: str | None = (values.get(DATE_ORDER) or {}).get(_NEWSROOM)

    def read(self, listing: Listing) -> Listing:
        """A listing with its days in the newsroom's order, where its own numbers do not tell theirs; what those tell is noted."""
        if shown := _shown(listing):
            self._note(shown)
            return listing
        order = self._known_for(listing)
        return replace(listing, rows=tuple(_in_order(row, order) for row in listing.rows)) if order else listing

    def leaves_open(self, listing: Listing) -> bool:
        """Whether nothing tells the order of a listing's days yet."""
        return any(map(_is_open, listing.rows)) and not (_shown(listing) or self._known_for(listing))

    def _known_for(self, listing: Listing) -> str | None:
        """The newsroom's order, or that in which the listing has the days of releases that are held."""
        open_rows = [row for row in listing.rows if _is_open(row)]
        return self._order or (_of_held(self._held(open_rows)) if open_rows else None)

    def in_order(self, row: Row) -> Row:
        """A row with its day in the newsroom's order, where that is known by now."""
        return _in_order(row, self._order)

    def settled(self, tasks: Iterable[FetchTask]) -> list[FetchTask]:
        """Tasks that waited until the lists had been read, with the days of their rows in the newsroom's order."""
        return [replace(task, row=self.in_order(task.row)) if task.row else task for task in tasks]

    def _note(self, shown: str) -> None:
        order = shown if self._order in (None, shown) else BOTH
        if order != self._order:
            self._order = order
            self._values.save(DATE_ORDER, {_NEWSROOM: order})


def _shown(listing: Listing) -> str | None:
    return certain_order([row.raw_date for row in listing.rows if row.raw_date])


def _is_open(row: Row) -> bool:
    return bool(row.raw_date) and row.date in two_readings(row.raw_date or "").values()


def _in_order(row: Row, order: str | None) -> Row:
    return replace(row, date=two_readings(row.raw_date or "").get(order, row.date)) if order and _is_open(row) else row


def _of_held(held: Iterable[tuple[Row, Known]]) -> str | None:
    """The one order in which the rows of releases that are held have the days of these."""
    found: set[str] = set()
    for row, known in held:
        readings: Mapping[str, str] = two_readings(row.raw_date or "")
        found |= {order for order, day in readings.items() if day == (known.published or "")[:10]}
    return found.pop() if len(found) == 1 else None
