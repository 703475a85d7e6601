"""What earlier runs were like."""

import json

import sqlalchemy as sa

from crawler.items import JsonObject, dumps
from crawler.storage.state.database import Database, to_seconds
from crawler.storage.state.schema import runs

KEPT_RUNS = 400  # more than a year of daily runs; all of them stay in runs.jsonl


class Runs:
    """The lines of a newsroom's runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, line: JsonObject) -> None:
        """Keep a run's line (as in runs.jsonl: at least `run`, `started`, `finished`, `verdict`, `exit_code`)."""
        database = self._database
        started = to_seconds(line["started"]) or database.now()
        row = {"site": database.site, "run": line["run"], "started": started, "line": dumps(line)}
        here = runs.c.site == database.site
        with database.begin():
            database.put(runs, [row], ("site", "run"))
            old = sa.select(runs.c.run).where(here).order_by(runs.c.started.desc(), runs.c.run.desc()).offset(KEPT_RUNS)
            found = [each.run for each in database.rows(old)]
            if found:
                database.change(sa.delete(runs).where(here, runs.c.run.in_(found)))

    def last(self, limit: int = KEPT_RUNS) -> list[JsonObject]:
        """The last runs' lines, oldest first."""
        query = sa.select(runs.c.line).where(runs.c.site == self._database.site)
        found = self._database.rows(query.order_by(runs.c.started.desc(), runs.c.run.desc()).limit(limit))
        return [json.loads(row.line) for row in reversed(found)]

    def forget(self) -> int:
        """Forget what is usual here: the next verdict starts without history. Returns the number of runs."""
        return self._database.change(sa.delete(runs).where(runs.c.site == self._database.site))
