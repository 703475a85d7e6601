"""What is held of a newsroom, and what earlier runs counted: the state, in the terms of the census."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from crawler.items import Row
from crawler.revision import Known
from crawler.run.census import IN_FORCE
from crawler.site import Site
from crawler.stats import Count, Gap
from crawler.storage.state import Store
from crawler.urls import article_id

GAPS = "gaps"  # baseline: name -> sentence of what the newsroom names and no run has read
CENSUS = "census"  # baseline: day and counts (Count) of the last run that asked all sources


@dataclass(frozen=True, slots=True)
class HeldReleases:
    """A thin adapter of the store (`census.CensusMemory`). now: UTC start of the run."""

    store: Store
    site: Site
    now: str

    def gaps(self) -> list[Gap]:
        """What earlier runs found not to be complete."""
        return [Gap(str(name), str(said)) for name, said in (self.store.baselines.get(GAPS) or {}).items()]

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        """See `census.Ledger`."""
        return self.store.articles.known(keys)

    def of_rows(self, rows: Iterable[Row]) -> Iterable[tuple[Row, Known]]:
        """The rows that lead to known releases, with what is known of these."""
        named = {article_id(row.url, self.site): row for row in rows}
        return ((named[key], known) for key, known in self.known(named).items())

    def identify(self, url: str) -> str:
        """See `census.Ledger`."""
        return article_id(url, self.site)

    def address_of(self, key: str) -> str:
        """See `census.Ledger`."""
        waiting = self.store.pending.of(key)
        return waiting.url if waiting else key

    def addresses(self) -> Iterable[str]:
        """See `census.Ledger`."""
        return (each.canonical_url for each in self.store.articles.all())

    def number_held(self) -> int:
        """See `census.Ledger`."""
        return sum(number for status, number in self.store.articles.count().items() if status in IN_FORCE)

    def failures(self) -> Mapping[str, str]:
        """See `census.Ledger`."""
        return {each.id: each.reason or "" for each in self.store.pending.failures()}

    def last_census(self) -> tuple[str, tuple[Count, ...]] | None:
        """See `census.CensusMemory`."""
        found = self.store.baselines.get(CENSUS)
        return (str(found[0]), tuple(Count(*each) for each in found[1])) if found else None

    def save_census(self, counts: Iterable[Count]) -> None:
        """See `census.CensusMemory`."""
        self.store.baselines.save(CENSUS, [self.now[:10], [list(astuple(each)) for each in counts]])
