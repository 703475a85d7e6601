"""What earlier runs were like, what is usual for this newsroom, and the alerts that wait to be sent."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crawler.items import JsonObject, dumps
from crawler.storage.state.connection import Connection, seconds, stamp
from crawler.storage.state.records import Alert
from crawler.storage.state.schema import baselines, outbox, runs, sites

KEPT_RUNS = 400  # more than a year of daily runs; all of them stay in runs.jsonl


class History(Connection):
    """Runs, baselines and outbox of the store."""

    def save_run(self, line: JsonObject) -> None:
        """Keep a run's line (as in runs.jsonl: at least `run`, `started`, `finished`, `verdict`, `exit_code`)."""
        row = {
            "site": self._site,
            "run": line["run"],
            "started": seconds(line["started"]) or self.now(),
            "line": dumps(line),
        }
        here = runs.c.site == self._site
        with self._begin() as connection:
            self._write(connection, runs, row, ("site", "run"))
            old = sa.select(runs.c.run).where(here).order_by(runs.c.started.desc(), runs.c.run.desc()).offset(KEPT_RUNS)
            found = list(connection.scalars(old))
            if found:
                connection.execute(sa.delete(runs).where(here, runs.c.run.in_(found)))

    def runs(self, limit: int = KEPT_RUNS) -> list[JsonObject]:
        """The last runs' lines, oldest first."""
        query = sa.select(runs.c.line).where(runs.c.site == self._site)
        with self._begin() as connection:
            found = list(connection.scalars(query.order_by(runs.c.started.desc(), runs.c.run.desc()).limit(limit)))
        return [json.loads(line) for line in reversed(found)]

    def forget_runs(self) -> int:
        """Forget what is usual here: the next verdict starts without history. Returns the number of runs."""
        with self._begin() as connection:
            return int(connection.execute(sa.delete(runs).where(runs.c.site == self._site)).rowcount)

    def baseline(self, name: str) -> Any:
        """A named value kept for this newsroom (a learned template, say), None if there is none."""
        query = sa.select(baselines.c.value).where(baselines.c.site == self._site, baselines.c.name == name)
        with self._begin() as connection:
            found = connection.scalar(query)
        return None if found is None else json.loads(found)

    def save_baseline(self, name: str, value: Any) -> None:
        """Keep a named value, anything that JSON can say."""
        row = {"site": self._site, "name": name, "value": dumps(value), "updated": self.now()}
        with self._begin() as connection:
            self._write(connection, baselines, row, ("site", "name"))

    def site_names(self) -> list[str]:
        """Every newsroom in this database."""
        with self._begin() as connection:
            return list(connection.scalars(sa.select(sites.c.name).order_by(sites.c.name)))

    # Outbox

    def put_alerts(self, alerts: Iterable[Alert]) -> None:
        """Queue alerts; one that waits already under its key and channel stays as it is."""
        rows = [
            {
                "site": self._site, "key": each.key, "channel": each.channel, "body": dumps(each.body),
                "created": seconds(each.created) or self.now(), "attempts": 0, "next_try": seconds(each.next_try),
            }
            for each in alerts
        ]  # fmt: skip
        with self._begin() as connection:
            self._write(connection, outbox, rows, ("site", "key", "channel"), ())

    def due_alerts(self, limit: int = 1000) -> list[Alert]:
        """Alerts whose time has come, oldest first."""
        due = sa.or_(outbox.c.next_try.is_(None), outbox.c.next_try <= self.now())
        return self._alerts(due, limit)

    def waiting_alerts(self) -> list[Alert]:
        """All alerts that were not sent yet."""
        return self._alerts(sa.true(), None)

    def alert_sent(self, alert: Alert) -> None:
        """An alert was accepted: take it out."""
        with self._begin() as connection:
            connection.execute(self._alert(sa.delete(outbox), alert))

    def alert_failed(self, alert: Alert, wait_seconds: float) -> None:
        """An alert was not accepted: try again after that time."""
        values = {"attempts": outbox.c.attempts + 1, "next_try": self.now() + int(wait_seconds)}
        with self._begin() as connection:
            connection.execute(self._alert(sa.update(outbox), alert).values(values))

    def _alert(self, statement: Any, alert: Alert) -> Any:
        return statement.where(outbox.c.site == self._site, outbox.c.key == alert.key, outbox.c.channel == alert.channel)

    def _alerts(self, condition: Any, limit: int | None) -> list[Alert]:
        query = sa.select(outbox).where(outbox.c.site == self._site, condition)
        with self._begin() as connection:
            found = list(connection.execute(query.order_by(outbox.c.created, outbox.c.key, outbox.c.channel).limit(limit)))
        return [
            Alert(row.key, row.channel, json.loads(row.body), stamp(row.created) or "", row.attempts, stamp(row.next_try))
            for row in found
        ]
