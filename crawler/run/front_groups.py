"""What fronts show of their lists: one whose newest releases a front lacks, as somebody picks them, is polled by itself."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Part
from crawler.items import Row
from crawler.site import Site
from crawler.urls import article_id, asked_identity


@dataclass(frozen=True, slots=True)
class _Group:
    """What a front shows of a list. oldest: day of the oldest row; own: whether it is known which rows are that list's alone."""

    oldest: str | None
    own: bool


class FrontGroups:
    """The groups on the fronts that a run has read."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._groups: dict[str, _Group] = {}  # by the identity of the list's first page

    def met(self, listing: Listing) -> None:
        """A page was read, which may be a front."""
        for part in listing.step.parts:
            if part.head and not part.goes_on:
                self._groups.setdefault(asked_identity(part.url, self._site), self._group(listing.rows, part.rows))

    def lack_top_of(self, part: Part, rows: Sequence[Row], met: Container[str]) -> bool:
        """Whether fronts do not show the newest of a list: old rows pinned to its top are not.

        rows: of the first page of the list that a part is; met: ids of all articles that the run has met before it.
        """
        group = self._groups.get(asked_identity(part.url, self._site), _Group(None, own=part.head and not part.goes_on))
        top = _top_of(rows)
        if top is None or self._is_met(top, met):
            return False
        if top.date and group.oldest:
            return top.date[:10] > group.oldest  # what is newer than a row that is shown would be shown as well
        return group.own or any(self._is_met(row, met) for row in rows)

    def _group(self, rows: Sequence[Row], of_list: Sequence[str]) -> _Group:
        """of_list: addresses of the rows of a list among those of a front."""
        own = {article_id(url, self._site) for url in of_list}
        days = {article_id(row.url, self._site): row.date for row in rows}
        oldest = min((day[:10] for key, day in days.items() if day and key in own), default=None)
        return _Group(oldest, own != days.keys())

    def _is_met(self, row: Row, met: Container[str]) -> bool:
        return article_id(row.url, self._site) in met


def _top_of(rows: Sequence[Row]) -> Row | None:
    """The newest row of a page, the first one of that day; the first row where none has a day."""
    newest = max((row.date[:10] for row in rows if row.date), default=None)
    return next((row for row in rows if newest is None or (row.date or "")[:10] == newest), None)
