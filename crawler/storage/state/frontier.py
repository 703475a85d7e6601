"""What was discovered and is not stored yet, and what failed: it survives a killed run and is tried again."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crawler.storage.state.connection import Connection, seconds, stamp
from crawler.storage.state.records import Pending
from crawler.storage.state.schema import frontier

_DAY = 86_400
_LONGEST = 14 * _DAY


def back_off(attempts: int) -> int:
    """Seconds to wait after that many failures in a row: none after the first, then 1, 2, 4 ... at most 14 days."""
    return 0 if attempts < 2 else min(_LONGEST, _DAY << min(attempts - 2, 8))


class Frontier(Connection):
    """Discovered and failed articles of the store."""

    def discovered(self, rows: Iterable[Pending]) -> int:
        """Note articles that a listing shows and the state does not know; returns how many were not noted before."""
        given = [
            {
                "site": self._site, "id": each.id, "url": each.url, "section": each.section, "title": each.title,
                "date": each.date, "raw_date": each.raw_date, "by": each.by, "attempts": 0,
                "discovered": seconds(each.discovered) or self.now(),
            }
            for each in rows
        ]  # fmt: skip
        count = sa.select(sa.func.count()).where(frontier.c.site == self._site)
        with self._begin() as connection:
            before = connection.scalar(count) or 0
            self._write(connection, frontier, given, ("site", "id"), ())
            return int((connection.scalar(count) or 0) - before)

    def pending(self, now: str) -> list[Pending]:
        """What to fetch at that time: discovered and never tried, then failed ones whose next try has come."""
        due = sa.or_(frontier.c.next_try.is_(None), frontier.c.next_try <= seconds(now))
        return self._pending(due)

    def waiting(self, ids: Iterable[str], now: str) -> dict[str, Pending]:
        """Those of these ids that failed or were skipped and are not to be tried before a later time."""
        wanted = list(ids)
        found: dict[str, Pending] = {}
        for start in range(0, len(wanted), 500):
            later = sa.and_(frontier.c.next_try > seconds(now), frontier.c.id.in_(wanted[start : start + 500]))
            found.update({each.id: each for each in self._pending(later)})
        return found

    def failures(self) -> list[Pending]:
        """Everything that failed or was put off, whatever its time."""
        return self._pending(frontier.c.reason.is_not(None))

    def failed(
        self, article_id: str, url: str, reason: str, next_try: str | None = None, section: str | None = None, tried: bool = True
    ) -> Pending:
        """An article could not be fetched or read. next_try: UTC time, not before that; None: by the back-off.

        tried: whether it was asked for at all; what was not is due at once, and no nearer to a longer wait.
        """
        with self._begin() as connection:
            self._write(
                connection, frontier,
                {"site": self._site, "id": article_id, "url": url, "section": section, "by": "listing", "attempts": 0,
                 "discovered": self.now()},
                ("site", "id"), ("url",),
            )  # fmt: skip
            here = sa.and_(frontier.c.site == self._site, frontier.c.id == article_id)
            attempts = int(connection.scalar(sa.select(frontier.c.attempts).where(here)) or 0) + tried
            when = seconds(next_try) if tried else self.now()
            values = {
                "attempts": attempts, "reason": reason,
                "next_try": self.now() + back_off(attempts) if when is None else when,
            }  # fmt: skip
            connection.execute(sa.update(frontier).where(here).values(values))
            return self._pending(frontier.c.id == article_id)[0]

    def skip(self, article_id: str, url: str, reason: str, days: float = 30.0) -> None:
        """A URL turned out to be no article (a PDF, a section front): look again only after that many days."""
        self.failed(article_id, url, reason, stamp(self.now() + int(days * _DAY)))

    def retry_all(self) -> int:
        """Make everything that failed or was put off due at once; returns how many."""
        late = sa.and_(frontier.c.site == self._site, frontier.c.next_try.is_not(None))
        with self._begin() as connection:
            return int(connection.execute(sa.update(frontier).where(late).values(next_try=None)).rowcount)

    def settled(self, ids: Iterable[str]) -> None:
        """These need no fetch any more, without a line (an unchanged article, a duplicate)."""
        wanted = list(ids)
        with self._begin() as connection:
            for start in range(0, len(wanted), 500):
                gone = frontier.c.id.in_(wanted[start : start + 500])
                connection.execute(sa.delete(frontier).where(frontier.c.site == self._site, gone))

    def _pending(self, condition: Any) -> list[Pending]:
        query = sa.select(frontier).where(frontier.c.site == self._site, condition)
        order = (frontier.c.reason.is_not(None), frontier.c.discovered, frontier.c.id)
        with self._begin() as connection:
            return [
                Pending(
                    row.id, row.url, row.section, row.title, row.date, row.raw_date, row.by or "listing",
                    stamp(row.discovered) or "", row.attempts, row.reason, stamp(row.next_try),
                )
                for row in connection.execute(query.order_by(*order))
            ]  # fmt: skip
