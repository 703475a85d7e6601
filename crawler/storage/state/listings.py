"""Listing pages and robots.txt as last read, so that the next run asks only for what may have changed."""

import zlib
from collections.abc import Iterable

import sqlalchemy as sa

from crawler.storage.state.database import Database, to_seconds, to_stamp
from crawler.storage.state.pending import PendingArticles
from crawler.storage.state.records import ListingState, Pending, RobotsState
from crawler.storage.state.schema import listings, robots

ROBOTS_SECONDS = 86_400  # RFC 9309: a cached copy is not used for more than 24 hours


class Listings:
    """Listing pages and robots.txt of a newsroom."""

    def __init__(self, database: Database, pending: PendingArticles) -> None:
        self._database = database
        self._pending = pending

    def get(self, url: str) -> ListingState | None:
        """A listing page as last read, None if it never was."""
        return next(iter(self._where(listings.c.url == url)), None)

    def entries(self) -> list[ListingState]:
        """The first listing page of each section: what a run asks for first."""
        return self._where(listings.c.position == 1)

    def all(self) -> list[ListingState]:
        """Every listing page, by section and position."""
        return self._where(sa.true())

    def save(self, state: ListingState, rows: Iterable[Pending] = ()) -> int:
        """Keep a listing page as read, and the unknown articles on it, so that its validators never outrun them.

        Returns the number of rows not noted before. A `walked` of None keeps the time that is there.
        """
        row = {
            "site": self._database.site, "url": state.url, "section": state.section, "position": state.position,
            "etag": state.etag, "last_modified": state.last_modified, "fingerprint": state.fingerprint,
            "rows": state.rows, "checked": to_seconds(state.checked) or self._database.now(),
        }  # fmt: skip
        if state.walked is not None:
            row["walked"] = to_seconds(state.walked)
        with self._database.begin():
            fresh = self._pending.discovered(rows)
            self._database.put(listings, [row], ("site", "url"))
            return fresh

    def forget(self) -> int:
        """Forget all listing pages, so that the next run walks everything; returns how many there were."""
        return self._database.change(sa.delete(listings).where(listings.c.site == self._database.site))

    def robots(self, origin: str) -> RobotsState | None:
        """robots.txt of an origin if it was read within 24 hours, else None."""
        query = sa.select(robots).where(robots.c.site == self._database.site, robots.c.origin == origin)
        now = self._database.now()  # a time that lies ahead was read off a clock that was wrong
        found = self._database.rows(query.where(robots.c.fetched > now - ROBOTS_SECONDS, robots.c.fetched <= now))
        if not found:
            return None
        row = found[0]
        return RobotsState(row.origin, row.status, zlib.decompress(row.body), to_stamp(row.fetched) or "")

    def save_robots(self, state: RobotsState) -> None:
        """Keep an origin's robots.txt."""
        row = {
            "site": self._database.site, "origin": state.origin, "status": state.status, "body": zlib.compress(state.body),
            "fetched": to_seconds(state.fetched) or self._database.now(),
        }  # fmt: skip
        self._database.put(robots, [row], ("site", "origin"))

    def _where(self, condition: sa.ColumnElement[bool]) -> list[ListingState]:
        query = sa.select(listings).where(listings.c.site == self._database.site, condition)
        found = self._database.rows(query.order_by(listings.c.section, listings.c.position, listings.c.url))
        return [
            ListingState(
                row.url, row.section, row.position, row.etag, row.last_modified, row.fingerprint, row.rows,
                to_stamp(row.checked) or "", to_stamp(row.walked),
            )
            for row in found
        ]  # fmt: skip
