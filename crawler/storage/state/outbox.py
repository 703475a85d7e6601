"""The alerts that wait to be sent."""

import json
from collections.abc import Iterable

import sqlalchemy as sa

from crawler.items import dumps
from crawler.storage.state.database import Database, to_seconds, to_stamp
from crawler.storage.state.records import Alert
from crawler.storage.state.schema import outbox

_FARTHEST = 62 * 86_400  # seconds; no wait is longer: a time beyond it was set by a clock that was wrong


class Outbox:
    """Alerts of a newsroom, each under its key and channel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, alerts: Iterable[Alert]) -> None:
        """Queue alerts; one that waits already under its key and channel stays as it is."""
        rows = [
            {
                "site": self._database.site, "key": each.key, "channel": each.channel, "body": dumps(each.body), "attempts": 0,
                "created": to_seconds(each.created) or self._database.now(), "next_try": to_seconds(each.next_try),
            }
            for each in alerts
        ]  # fmt: skip
        self._database.put(outbox, rows, ("site", "key", "channel"), ())

    def due(self, limit: int = 1000) -> list[Alert]:
        """Alerts whose time has come, oldest first."""
        now = self._database.now()
        unbelievable = outbox.c.next_try > now + _FARTHEST
        return self._where(sa.or_(outbox.c.next_try.is_(None), outbox.c.next_try <= now, unbelievable), limit)

    def waiting(self) -> list[Alert]:
        """All alerts that were not sent yet."""
        return self._where(sa.true())

    def sent(self, alert: Alert) -> None:
        """An alert was accepted: take it out."""
        self._database.change(sa.delete(outbox).where(self._is(alert)))

    def refused(self, alert: Alert, wait_seconds: float) -> None:
        """An alert was not accepted: try again after that time."""
        next_try = self._database.now() + int(wait_seconds)
        self._database.change(
            sa.update(outbox).where(self._is(alert)).values(attempts=outbox.c.attempts + 1, next_try=next_try)
        )

    def _is(self, alert: Alert) -> sa.ColumnElement[bool]:
        return sa.and_(outbox.c.site == self._database.site, outbox.c.key == alert.key, outbox.c.channel == alert.channel)

    def _where(self, condition: sa.ColumnElement[bool], limit: int | None = None) -> list[Alert]:
        query = sa.select(outbox).where(outbox.c.site == self._database.site, condition)
        found = self._database.rows(query.order_by(outbox.c.created, outbox.c.key, outbox.c.channel).limit(limit))
        return [
            Alert(row.key, row.channel, json.loads(row.body), to_stamp(row.created) or "", row.attempts, to_stamp(row.next_try))
            for row in found
        ]
