"""Named values that are kept for a newsroom: its learned template, walks that are under way."""

import json
from typing import Any

import sqlalchemy as sa

from crawler.items import dumps
from crawler.storage.state.database import Database
from crawler.storage.state.schema import baselines

IDENTITY = "identity"  # number of the rules by which all articles' addresses lead to their ids
ACCEPTED = "accepted_gaps"  # name of a gap -> when it was accepted


class Baselines:
    """Values by name, anything that JSON can say."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Any:
        """A value, None if there is none of that name."""
        here = sa.and_(baselines.c.site == self._database.site, baselines.c.name == name)
        found = self._database.value(sa.select(baselines.c.value).where(here))
        return None if found is None else json.loads(found)

    def save(self, name: str, value: Any) -> None:
        """Keep a value under that name."""
        row = {"site": self._database.site, "name": name, "value": dumps(value), "updated": self._database.now()}
        self._database.put(baselines, [row], ("site", "name"))
