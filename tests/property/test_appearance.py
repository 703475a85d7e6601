"""When releases appeared, by the looks of daily runs at a newsroom whose rows shift, are back-dated, answered by 304 and cached.

The interval that a run gives must hold the truth, whatever happened between and during the looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import pytest

from crawler.clock import instant_of, stamp_of
from crawler.discover.listing import Listing, fingerprint
from crawler.items import Appeared, JsonObject, Row
from crawler.run.appearance import Sights
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.frontier import Frontier
from crawler.stats import RunStats
from crawler.urls import article_id
from tests.replica.model import Release, dice
from tests.replica.plain import make_plain
from tests.replica.timeline import listed
from tests.unit.walking import ENTRY, SITE, FakeEarlierRuns

SIZE = 8
EVENTS = ("new", "new", "new", "backdated", "deep", "insert", "swap", "drop", "remove", "restore", "silence")


@dataclass
class Values:
    kept: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> JsonObject | None:
        return self.kept.get(name)

    def save(self, name: str, value: JsonObject) -> None:
        self.kept[name] = value


@dataclass
class Earlier(FakeEarlierRuns):
    """Earlier runs, with what they saw."""

    sights: Sights = field(default_factory=lambda: Sights(Values(), "2026-01-01T00:00:00Z"))
    noted: dict[str, str] = field(default_factory=dict)  # rows that a second look at a page showed -> when

    def save_page(self, task: FetchTask, listing: Listing, unknown: Any) -> None:
        super().save_page(task, listing, unknown)
        if task.walk is not None:
            days = {article_id(row.url, SITE): row.date for row in listing.rows}
            self.sights.page_read(task.walk, days, unknown, follows=not task.first_of_part)
        else:
            self.noted |= dict.fromkeys(unknown, stamp_of(self.sights.answered.came))

    def save_walk(self, walk: Any) -> None:
        super().save_walk(walk)
        if walk.finished:
            self.walks.add(walk.entry)
            self.tops[walk.entry] = walk.top
            self.sights.save()


@dataclass
class Served:
    """An answer as a cache keeps it."""

    rows: tuple[Row, ...]
    more: bool
    at: datetime


class Life:
    """A newsroom day by day, and a run on each day."""

    def __init__(self, seed: int, cached: float, articles: int = 30) -> None:
        self.dice = dice("appearance", seed)
        self.cached = cached  # share of the answers that are copies of up to thirty hours
        self.on_top: set[str] = set()
        self.room = make_plain(seed, articles, SIZE)
        self.channel = self.room.channels["plain"]
        self.line = self.room.timeline
        self.values, self.known, self.walks, self.tops = Values(), set[str](), set[str](), dict[str, tuple[str, ...]]()
        self.cache: dict[str, Served] = {}
        self.last_top: tuple[Row, ...] = ()
        self.now = self.line.now.astimezone(UTC)
        self.truth = {self.url(each): datetime(2000, 1, 1, tzinfo=UTC) for each in self.room.releases}

    def url(self, release: Release) -> str:
        return ENTRY + release.path.rpartition("/")[2]

    def day(self) -> None:
        """Something happens, half a day later the run comes."""
        event = self.dice.choice(EVENTS)
        if event in ("insert", "swap", "drop"):
            self.room.advance("reorder", "plain", how=event)
        elif event == "deep":
            self.room.advance("silence", "plain")
            rows = listed(self.room.releases, self.channel)
            day = self.dice.choice(rows[SIZE:]).listed
            self.line._insert(self.channel, datetime.combine(day, self.line.now.timetz()))
        else:
            before = len(self.room.releases)
            unseen = [self.url(each) for each in self.room.releases if each.state != "live"]
            self.room.advance(event, "plain")
            self.on_top |= {self.url(each) for each in self.room.releases[before:] if event == "new"}
            if event == "restore":  # one that no run had seen appears for the first time
                at = self.line.now.astimezone(UTC)
                self.truth.update((url, at) for url in unseen if article_id(url, SITE) not in self.known)
        self.happened(self.line.now.astimezone(UTC))
        self.now = self.line.now.astimezone(UTC) + timedelta(hours=12)

    def happened(self, at: datetime) -> None:
        for each in self.room.releases:
            self.truth.setdefault(self.url(each), at)

    def page(self, number: int) -> tuple[tuple[Row, ...], bool, int]:
        """Rows of a listing page, whether more follow, and the age of the answer."""
        key = str(number)
        kept = self.cache.get(key)
        if kept and self.now - kept.at < timedelta(hours=30) and self.dice.random() < self.cached:
            return kept.rows, kept.more, int((self.now - kept.at).total_seconds())
        every = listed(self.room.releases, self.channel)
        shown = every[(number - 1) * SIZE : number * SIZE]
        rows = tuple(Row(self.url(each), each.story.title, each.listed.isoformat()) for each in shown)
        self.cache[key] = Served(rows, len(every) > number * SIZE, self.now)
        self.line.listing_read(self.channel, number)
        self.happened(self.now)
        return rows, len(every) > number * SIZE, 0

    def run(self, *, deep: bool = False) -> Iterator[tuple[str, Appeared]]:
        """A run; the new releases with the time at which they appeared."""
        sights = Sights(self.values, self.now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        earlier = Earlier(self.known, self.walks, listings_known=bool(self.walks), tops=self.tops, sights=sights)
        plan = Frontier(SITE, Options(deep=deep), RunStats("t", "r", ""), earlier)
        queue = plan.begin([(ENTRY, None)] if self.walks else [], [])
        articles: list[FetchTask] = []
        while queue:
            task = queue.pop(0)
            if task.purpose == "article":
                articles.append(task)
                continue
            number = int(task.url.partition("?page=")[2] or 1)
            asked = self.now
            rows, more, age = self.page(number)
            self.now += timedelta(seconds=2)
            sights.heard(self.now, (self.now - asked).total_seconds(), str(age) if age else None)
            if number == 1 and rows == self.last_top and not deep and self.walks:
                sights.unchanged(ENTRY)
                queue += plan.listing_unchanged(task)
                continue
            if number == 1:
                self.last_top = rows
            following = (f"{ENTRY}?page={number + 1}",) if more else ()
            queue += plan.listing_read(task, Listing(rows, following, (), 0, None, fingerprint(rows)), 200)
        for task in articles:
            found = sights.of(task.key, self.claims(task), earlier.noted.get(task.key))
            assert found is not None
            yield task.url, found
        self.known.update(task.key for task in articles)

    def claims(self, task: FetchTask) -> list[str]:
        release = next(each for each in self.room.releases if self.url(each) == task.url)
        row = task.row.date if task.row and task.row.date else release.listed.isoformat()
        return [row, release.url_date.isoformat(), (release.printed or release.listed).isoformat()]


def lived(seed: int, *, cached: float) -> list[float | None]:
    """Seconds between the two ends of each release that came in on top in forty days; None where no look proves its absence."""
    life = Life(seed, cached)
    widths: list[float | None] = []
    for number in range(40):
        for url, found in life.run(deep=number % 9 == 8):
            truth = life.truth[url]
            assert truth <= instant_of(found.before), (number, url)
            assert found.after is None or instant_of(found.after) <= truth, (number, url, found, truth)
            if number and url in life.on_top:
                widths.append((instant_of(found.before) - instant_of(found.after)).total_seconds() if found.after else None)
        life.day()
    return widths


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_holds_the_truth_though_rows_shift_and_copies_are_old(seed: int) -> None:
    assert lived(seed, cached=0.3)


@pytest.mark.parametrize("seed", range(5, 8))
def test_releases_that_come_in_on_top_are_bracketed_by_two_runs(seed: int) -> None:
    widths = lived(seed, cached=0)
    told = [each for each in widths if each is not None]
    assert len(told) > 0.7 * len(widths)
    assert median(told) == 86_402.0
