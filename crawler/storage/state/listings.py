"""Listing pages and robots.txt as last read, so that the next run asks only for what may have changed."""

import zlib
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crawler.storage.state.connection import seconds, stamp
from crawler.storage.state.frontier import Frontier
from crawler.storage.state.records import ListingState, Pending, RobotsState
from crawler.storage.state.schema import listings, robots

ROBOTS_SECONDS = 86_400  # RFC 9309: a cached copy is not used for more than 24 hours


class Listings(Frontier):
    """Listing pages and robots.txt of the store."""

    def listing(self, url: str) -> ListingState | None:
        """A listing page as last read, None if it never was."""
        return next(iter(self._listings(listings.c.url == url)), None)

    def entry_listings(self) -> list[ListingState]:
        """The first listing page of each section: what a run asks for first."""
        return self._listings(listings.c.position == 1)

    def all_listings(self) -> list[ListingState]:
        """Every listing page, by section and position."""
        return self._listings(sa.true())

    def save_listing(self, state: ListingState, rows: Iterable[Pending] = ()) -> int:
        """Keep a listing page as read, and the unknown articles on it, so that its validators never outrun them.

        Returns the number of rows not noted before. A `walked` of None keeps the time that is there.
        """
        row = {
            "site": self._site, "url": state.url, "section": state.section, "position": state.position,
            "etag": state.etag, "last_modified": state.last_modified, "fingerprint": state.fingerprint,
            "rows": state.rows, "checked": seconds(state.checked) or self.now(),
        }  # fmt: skip
        if state.walked is not None:
            row["walked"] = seconds(state.walked)
        with self._begin() as connection:
            fresh = self.discovered(rows)
            self._write(connection, listings, row, ("site", "url"))
            return fresh

    def forget_listings(self) -> int:
        """Forget all listing pages, so that the next run walks everything; returns how many there were."""
        with self._begin() as connection:
            return int(connection.execute(sa.delete(listings).where(listings.c.site == self._site)).rowcount)

    def robots(self, origin: str) -> RobotsState | None:
        """robots.txt of an origin if it was read within 24 hours, else None."""
        query = sa.select(robots).where(robots.c.site == self._site, robots.c.origin == origin)
        with self._begin() as connection:
            row = connection.execute(query.where(robots.c.fetched > self.now() - ROBOTS_SECONDS)).first()
        if row is None:
            return None
        return RobotsState(row.origin, row.status, zlib.decompress(row.body), stamp(row.fetched) or "")

    def save_robots(self, state: RobotsState) -> None:
        """Keep an origin's robots.txt."""
        row = {
            "site": self._site, "origin": state.origin, "status": state.status, "body": zlib.compress(state.body),
            "fetched": seconds(state.fetched) or self.now(),
        }  # fmt: skip
        with self._begin() as connection:
            self._write(connection, robots, row, ("site", "origin"))

    def _listings(self, condition: Any) -> list[ListingState]:
        query = sa.select(listings).where(listings.c.site == self._site, condition)
        with self._begin() as connection:
            found = list(connection.execute(query.order_by(listings.c.section, listings.c.position, listings.c.url)))
        return [
            ListingState(
                row.url, row.section, row.position, row.etag, row.last_modified, row.fingerprint, row.rows,
                stamp(row.checked) or "", stamp(row.walked),
            )
            for row in found
        ]  # fmt: skip
