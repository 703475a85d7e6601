"""What is remembered of the sources of a newsroom, from run to run."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from crawler.run.earlier_runs import EarlierRuns


class KnownSource(NamedTuple):
    """What earlier runs found of a source: its kind, whether each run asks it, whether it is known to list everything."""

    kind: str
    polled: bool
    whole: bool


class SourceMemory(EarlierRuns, Protocol):
    """What earlier runs left about sources, beside what the frontier asks for."""

    def sources(self) -> Mapping[str, KnownSource]:
        """Canonical address -> what is known of that source."""

    def save_sources(self, found: Mapping[str, KnownSource]) -> None:
        """Keep what is known of all sources."""
