"""The catalogue: newsrooms that are known by address and were never asked for. Read only where it is shown or used."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from crawler.report.program import aligned

_FILE = "catalogue.toml"
_HEAD = ("name", "company", "platform", "evidence", "last seen", "start")
NEVER_TRIED = (
    "None of these was tried live. Evidence: P a stored page was seen, R its address stands in public code. "
    "`scrapy newsite NAME` looks at one and declares it if it works."
)


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One newsroom. evidence: `P` a stored page was seen, `R` public code names it; last_seen: year of that evidence."""

    name: str
    company: str
    start: str
    evidence: str
    platform: str = "unknown"
    last_seen: str = "–"
    note: str = ""


def catalogue() -> tuple[CatalogueRow, ...]:
    """All rows, as they stand in the file."""
    with (files(__package__) / _FILE).open("rb") as file:
        return tuple(CatalogueRow(**row) for row in tomllib.load(file)["newsroom"])


def catalogue_table(rows: Sequence[CatalogueRow]) -> str:
    """The rows as text."""
    cells = [_HEAD, *((each.name, each.company, each.platform, each.evidence, each.last_seen, each.start) for each in rows)]
    return "\n".join([*aligned(cells), NEVER_TRIED])
