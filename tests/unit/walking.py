"""A frontier without a network: earlier runs as sets, and listings that are served from a list of ids."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.discover.listing import Listing, fingerprint
from crawler.items import Row
from crawler.run.arguments import Options
from crawler.run.date_orders import DateOrders
from crawler.run.end_of_pages import EndsOfLists
from crawler.run.fetch_task import FetchTask
from crawler.run.frontier import Frontier
from crawler.run.guessed_parts import GuessedParts
from crawler.run.known_gaps import KnownGaps
from crawler.run.known_starts import KnownStarts
from crawler.run.listing_walk import ListingWalk
from crawler.run.sibling_walks import SiblingWalks
from crawler.site import Site
from crawler.stats import RunStats
from crawler.urls import article_id

SITE = Site.for_url("http://127.0.0.1:8900/news/")
ENTRY = "http://127.0.0.1:8900/news/"


class Values(dict[str, Any]):
    """Baselines in memory."""

    def save(self, name: str, value: Any) -> None:
        self[name] = value


@dataclass
class FakeEarlierRuns:
    """Earlier runs as sets of ids and entries."""

    known: set[str] = field(default_factory=set)
    walks: set[str] = field(default_factory=set)
    saved: list[tuple[int, bool, int]] = field(default_factory=list)
    listings_known: bool = False
    tops: dict[str, tuple[str, ...]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    told: dict[str, Row] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    orders: DateOrders = field(default_factory=lambda: DateOrders(Values(), lambda rows: ()))
    ends: EndsOfLists = field(default_factory=lambda: EndsOfLists(Values(), "2026-06-06T06:00:00Z"))
    guesses: GuessedParts = field(default_factory=lambda: GuessedParts(Values(), SITE))
    siblings: SiblingWalks = field(default_factory=lambda: SiblingWalks(Values(), SITE))
    gaps: KnownGaps = field(default_factory=lambda: KnownGaps(Values()))

    @property
    def starts(self) -> KnownStarts:
        return _Starts(self)

    def had_several_pages(self, entry: str) -> bool:
        return entry in self.several

    def has_no_order(self, entry: str) -> bool:
        return False

    def stated_total(self, entry: str) -> int:
        return self.totals.get(entry, 0)

    def top(self, entry: str) -> tuple[str, ...]:
        return self.tops.get(entry, ())

    def standings(self, rows: Mapping[str, Row]) -> dict[str, tuple[str, str]]:
        return {key: ("unchanged", "known") if key in self.known else ("unknown", "") for key in rows}

    def look_again(self, key: str) -> list[FetchTask]:
        return []

    def walked(self, entry: str) -> bool:
        return entry in self.walks

    def save_page(self, task: FetchTask, listing: Listing, unknown: Mapping[str, Row]) -> None:
        walk = task.walk
        self.saved.append((walk.pages if walk else 0, walk.finished if walk else False, len(unknown)))

    def save_rows(self, rows: Mapping[str, Row]) -> None:
        self.told.update(rows)

    def save_walk(self, walk: ListingWalk) -> None:
        self.saved.append((walk.pages, walk.finished, 0))


class _Starts(KnownStarts):
    """Start pages of which it is told whether they are known."""

    def __init__(self, runs: FakeEarlierRuns) -> None:
        self._runs = runs

    def are_known(self, lists: Collection[str]) -> bool:
        return self._runs.listings_known

    def save(self) -> None:
        self._runs.listings_known = True


class Newsroom:
    """Listing pages of ids, newest first, and the requests that a frontier makes of them."""

    def __init__(self, ids: Sequence[int], size: int = 20, one_based: bool = False) -> None:
        self.pages = [ids[start : start + size] for start in range(0, len(ids), size)]
        self.one_based = one_based
        self.asked: list[str] = []

    def listing(self, number: int) -> Listing:
        rows = tuple(Row(f"{ENTRY}{n}.html", f"Release {n}") for n in self.pages[number])
        following = self._candidates(number + 2) if number + 1 < len(self.pages) else ()
        return Listing(rows, following, (), 0, None, fingerprint(rows))

    def _candidates(self, page: int) -> tuple[str, ...]:
        """Where page 2 may be if the pager's base is not known: `_1` repeats page 1 where files are numbered from 1."""
        if not self.one_based:
            return (f"{ENTRY}index_{page - 1}.html",)
        return tuple(f"{ENTRY}index_{n}.html" for n in ((1, 2) if page == 2 else (page,)))

    def read(self, frontier: Frontier, tasks: list[FetchTask]) -> list[str]:
        """Serve listing tasks until none is left; returns the article URLs that were ordered."""
        articles = []
        queue = list(tasks)
        while queue:
            task = queue.pop(0)
            self.asked.append(task.url)
            if task.purpose == "article":
                articles.append(task.url)
                continue
            number = 0 if task.url == ENTRY else int(task.url.rsplit("_", 1)[1].split(".")[0]) - self.one_based
            if number >= len(self.pages):
                queue += self._beyond(frontier, task)
            else:
                queue += frontier.listing_read(task, self.listing(number), 200)
        return articles

    def _beyond(self, frontier: Frontier, task: FetchTask) -> list[FetchTask]:
        return frontier.listing_failed(task, "http_404", 404)


def walk_over(newsroom: Newsroom, memory: FakeEarlierRuns, **options: object) -> tuple[list[str], RunStats]:
    stats = RunStats("test", "run", "2026-01-01T06:00:00Z")
    frontier = Frontier(SITE, Options(**options), stats, memory)  # type: ignore[arg-type]
    entries = [(ENTRY, None)] if memory.walks else []
    return newsroom.read(frontier, frontier.begin(entries, [])), stats


def known(ids: Sequence[int], size: int = 20) -> FakeEarlierRuns:
    """A newsroom of which these were read, newest first on pages of that size."""
    keys = tuple(article_id(f"{ENTRY}{n}.html", SITE) for n in sorted(ids, reverse=True))
    return FakeEarlierRuns(set(keys), {ENTRY}, listings_known=True, tops={ENTRY: keys[:size]})
