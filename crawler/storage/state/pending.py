"""What was discovered and is not stored yet, and what failed: it survives a killed run and is tried again."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crawler.storage.state.database import SITE, WANTED, Database, to_seconds, to_stamp
from crawler.storage.state.records import Pending
from crawler.storage.state.schema import frontier

_DAY = 86_400
LONGEST = 14 * _DAY
_FARTHEST = 62 * _DAY  # no wait is longer: a time beyond it was set by a clock that was wrong
_FOR_GOOD = "dropped"  # the reason of what does not come up again by itself
_ALL = sa.select(frontier).where(frontier.c.site == SITE)
_ORDER = (frontier.c.reason.is_not(None), frontier.c.discovered, frontier.c.id)
_OF_THESE = _ALL.where(frontier.c.id.in_(WANTED), frontier.c.next_try.is_not(None))
_MAKE_DUE = sa.update(frontier).where(frontier.c.site == SITE, frontier.c.id.in_(WANTED)).values(next_try=None)
_SAID = ("section", "title", "date", "raw_date", "by")
_TELL = sa.update(frontier).where(frontier.c.site == SITE, frontier.c.id == sa.bindparam("of"))
_TELL = _TELL.values({name: sa.bindparam(name) for name in _SAID})
_SETTLE = sa.delete(frontier).where(frontier.c.site == SITE, frontier.c.id.in_(WANTED))


def back_off(attempts: int) -> int:
    """Seconds to wait after that many failures in a row: none after the first, then 1, 2, 4 ... at most 14 days."""
    return 0 if attempts < 2 else min(LONGEST, _DAY << min(attempts - 2, 8))


class PendingArticles:
    """Discovered and failed articles of a newsroom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def discovered(self, rows: Iterable[Pending]) -> int:
        """Note articles that a listing shows and the state does not know; returns how many were not noted before."""
        given = [
            {
                "site": self._database.site, "id": each.id, "url": each.url, "section": each.section, "title": each.title,
                "date": each.date, "raw_date": each.raw_date, "by": each.by, "attempts": 0,
                "discovered": to_seconds(each.discovered) or self._database.now(),
            }
            for each in rows
        ]  # fmt: skip
        count = sa.select(sa.func.count()).where(frontier.c.site == self._database.site)
        with self._database.begin():
            before = self._database.value(count)
            self._database.put(frontier, given, ("site", "id"), ())
            return int(self._database.value(count) - before)

    def told(self, rows: Iterable[Pending]) -> None:
        """More is known of articles that are noted here; of others nothing is kept."""
        given = [
            {
                "in_site": self._database.site, "of": each.id, "section": each.section, "title": each.title, "date": each.date,
                "raw_date": each.raw_date, "by": each.by,
            }
            for each in rows
        ]  # fmt: skip
        if given:
            with self._database.begin() as connection:
                connection.execute(_TELL, given)

    def due(self, now: str) -> list[Pending]:
        """What to fetch at that time: discovered and never tried, then failed ones whose next try has come."""
        at = to_seconds(now) or 0
        unbelievable = sa.and_(frontier.c.next_try > at + _FARTHEST, frontier.c.reason != _FOR_GOOD)
        return self._where(sa.or_(frontier.c.next_try.is_(None), frontier.c.next_try <= at, unbelievable))

    def waiting(self, ids: Iterable[str], now: str) -> dict[str, Pending]:
        """Those of these ids that failed or were skipped and are not to be tried before a later time."""
        later = to_seconds(now) or 0
        found = self._database.rows_of(_OF_THESE, list(ids))
        waits = [row for row in found if later < row.next_try and (row.next_try <= later + _FARTHEST or row.reason == _FOR_GOOD)]
        return {row.id: _pending(row) for row in waits}

    def of(self, article_id: str) -> Pending | None:
        """What is noted of one article that is not stored, whatever its time."""
        return next(iter(self._where(frontier.c.id == article_id)), None)

    def failures(self) -> list[Pending]:
        """Everything that failed or was put off, whatever its time."""
        return self._where(frontier.c.reason.is_not(None))

    def failed(
        self, article_id: str, url: str, reason: str, next_try: str | None = None, section: str | None = None, tried: bool = True,
        longest: int = LONGEST,
    ) -> Pending:
        """An article could not be fetched or read. next_try: UTC time, not before that; None: by the back-off.

        tried: whether it was asked for at all; what was not is due at once, and no nearer to a longer wait; longest: seconds
        that the back-off waits at most.
        """
        database = self._database
        first = {
            "site": database.site, "id": article_id, "url": url, "section": section, "by": "listing", "attempts": 0,
            "discovered": database.now(),
        }  # fmt: skip
        here = sa.and_(frontier.c.site == database.site, frontier.c.id == article_id)
        with database.begin():
            database.put(frontier, [first], ("site", "id"), ("url",))
            attempts = int(database.value(sa.select(frontier.c.attempts).where(here))) + tried
            when = to_seconds(next_try) if tried else database.now()
            if when is None:
                when = database.now() + min(back_off(attempts), longest)
            database.change(sa.update(frontier).where(here).values(attempts=attempts, reason=reason, next_try=when))
            return self._where(frontier.c.id == article_id)[0]

    def skip(self, article_id: str, url: str, reason: str, days: float = 30.0) -> None:
        """A URL turned out to be no article (a PDF, a section front): look again only after that many days."""
        self.failed(article_id, url, reason, to_stamp(self._database.now() + int(days * _DAY)))

    def retry_all(self) -> int:
        """Make everything that failed or was put off due at once; returns how many."""
        late = sa.and_(frontier.c.site == self._database.site, frontier.c.next_try.is_not(None))
        return self._database.change(sa.update(frontier).where(late).values(next_try=None))

    def make_due(self, ids: Iterable[str]) -> None:
        """Let these be tried in the next run, whatever their time."""
        self._database.change_of(_MAKE_DUE, list(ids))

    def settled(self, ids: Iterable[str]) -> None:
        """These need no fetch any more: written, unchanged, a duplicate."""
        self._database.change_of(_SETTLE, list(ids))

    def _where(self, condition: sa.ColumnElement[bool]) -> list[Pending]:
        found = self._database.rows(_ALL.where(condition).order_by(*_ORDER), {"in_site": self._database.site})
        return [_pending(row) for row in found]


def _pending(row: sa.Row[Any]) -> Pending:
    return Pending(
        row.id, row.url, row.section, row.title, row.date, row.raw_date, row.by or "listing",
        to_stamp(row.discovered) or "", row.attempts, row.reason, to_stamp(row.next_try),
    )  # fmt: skip
