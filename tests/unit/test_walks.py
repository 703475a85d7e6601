"""What ends a walk over a listing, and what does not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crawler.discover.listing import Listing, fingerprint
from crawler.discover.pagers.step import Part, Step
from crawler.items import Row
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.frontier import Frontier
from crawler.run.listing_walk import ListingWalk, next_part, see_parts
from crawler.stats import RunStats
from crawler.urls import article_id
from tests.unit.walking import ENTRY, SITE, FakeEarlierRuns, Newsroom, known, walk_over


class NewsroomWithPinned(Newsroom):
    """Every page ends with the same rows, whatever stands above them."""

    def __init__(self, ids: Sequence[int], pinned: Sequence[int], *, first: bool = False) -> None:
        super().__init__(ids, size=6)
        rest = [[n for n in page if n not in pinned] for page in self.pages]
        self.pages = [[*pinned, *page] if first else [*page, *pinned] for page in rest]


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("pinned", [range(5, 0, -1), range(30, 25, -1), [12, 30, 7, 21, 3, 18]])
def test_rows_pinned_to_every_page_do_not_end_a_walk(pinned: Sequence[int], first: bool) -> None:
    before = NewsroomWithPinned(range(30, 0, -1), pinned, first=first)
    memory = known(range(1, 31))
    memory.tops[ENTRY] = tuple(article_id(f"{ENTRY}{n}.html", SITE) for n in before.pages[0])
    articles, _ = walk_over(NewsroomWithPinned(range(44, 0, -1), pinned, first=first), memory)
    assert len(articles) == 14


def test_known_rows_end_no_page_that_shows_an_unknown_one_where_nothing_is_known_of_its_top() -> None:
    memory = known(range(1, 101))
    memory.tops.clear()
    newsroom = Newsroom(range(103, 0, -1))
    articles, _ = walk_over(newsroom, memory)
    assert len(articles) == 3
    assert len(newsroom.asked) == 5


def test_a_release_withdrawn_from_the_top_costs_no_further_page() -> None:
    newsroom = Newsroom([103, 102, *range(99, 0, -1)])
    walk_over(newsroom, known(range(1, 101)))
    assert len(newsroom.asked) == 3


def test_known_rows_are_not_too_old_for_since() -> None:
    """A run that was bounded left the rest of the listing unread."""
    memory = known(range(81, 101))
    memory.walks.clear()
    articles, _ = walk_over(Newsroom(range(100, 0, -1)), memory, since="2020-01-01")
    assert len(articles) == 80


def test_a_walk_that_since_ended_below_unknown_rows_is_not_finished() -> None:
    memory = known(range(1, 11))
    stats = RunStats("t", "r", "")
    frontier = Frontier(SITE, Options(since="2026-01-01"), stats, memory)
    task = frontier.begin([(ENTRY, None)], [])[0]
    rows = tuple(Row(f"{ENTRY}{n}.html", date="2025-06-01") for n in range(60, 40, -1))
    frontier.listing_read(task, Listing(rows, (f"{ENTRY}index_1.html",), (), 0, None, fingerprint(rows)), 200)
    assert task.walk is not None
    assert (task.walk.stopped, task.walk.finished) == ("since", False)


YEARS = (2026, 2025, 2024, 2023)


class NewsroomOfYears:
    """A listing page a year, each of which leads to all others; the first one is the entry and an address of its own too."""

    def __init__(self, rows: int = 8, *, missing: Sequence[int] = (), whole: bool = False) -> None:
        self.ids = {year: range(year * 100 + rows, year * 100, -1) for year in YEARS}
        self.missing = missing
        self.whole = whole  # whether the entry shows every row
        self.asked: list[str] = []

    def listing(self, year: int | None) -> Listing:
        ids = [n for each in YEARS if (year or YEARS[0]) == each or (self.whole and year is None) for n in self.ids[each]]
        rows = tuple(Row(f"{ENTRY}{n}.html", date=f"{n // 100}-01-01") for n in ids)
        step = Step(parts=tuple(Part(f"{ENTRY}{each}/", each) for each in YEARS))
        return Listing(rows, (), (), 0, None, fingerprint(rows), step)

    def read(self, frontier: Frontier, tasks: list[FetchTask]) -> int:
        """Serve all listing tasks; the number of articles ordered."""
        articles, queue = 0, list(tasks)
        while queue:
            task = queue.pop(0)
            if task.purpose == "article":
                articles += 1
                continue
            self.asked.append(task.url.removeprefix(ENTRY))
            year = int(task.url[-5:-1]) if task.url != ENTRY else None
            queue += frontier.listing_failed(task, "http_404", 404) if year in self.missing else frontier.listing_read(
                task, self.listing(year), 200
            )  # fmt: skip
        return articles


def read_years(newsroom: NewsroomOfYears, memory: FakeEarlierRuns, **options: object) -> int:
    frontier = Frontier(SITE, Options(**options), RunStats("t", "r", ""), memory)  # type: ignore[arg-type]
    return newsroom.read(frontier, frontier.begin([(ENTRY, None)] if memory.walks else [], []))


def test_every_year_is_read_and_the_first_again_ends_the_walk() -> None:
    newsroom, memory = NewsroomOfYears(), FakeEarlierRuns()
    assert read_years(newsroom, memory) == 32
    assert newsroom.asked == ["", "2023/", "2024/", "2025/", "2026/"]
    assert memory.saved[-1][1] is True


def test_years_that_the_listing_itself_shows_cost_one_request() -> None:
    newsroom = NewsroomOfYears(whole=True)
    assert read_years(newsroom, FakeEarlierRuns()) == 32
    assert newsroom.asked == ["", "2023/"]


def test_a_year_that_is_not_there_is_passed_over() -> None:
    newsroom, memory = NewsroomOfYears(missing=(2023, 2024)), FakeEarlierRuns()
    assert read_years(newsroom, memory) == 16
    assert newsroom.asked == ["", "2023/", "2024/", "2025/", "2026/"]
    assert memory.saved[-1][1] is True


def test_a_poll_asks_for_no_year_that_it_knows() -> None:
    newsroom = NewsroomOfYears()
    memory = FakeEarlierRuns({article_id(f"{ENTRY}{n}.html", SITE) for ids in newsroom.ids.values() for n in ids}, {ENTRY})
    memory.listings_known = True
    assert read_years(newsroom, memory) == 0
    assert newsroom.asked == [""]


def test_a_turn_of_the_year_loses_nothing() -> None:
    """Two releases of the old year's last days, then the new year's page with three."""
    newsroom = NewsroomOfYears()
    newsroom.ids[2026] = range(202603, 202600, -1)
    memory = FakeEarlierRuns({article_id(f"{ENTRY}{n}.html", SITE) for year in YEARS[1:] for n in newsroom.ids[year]}, {ENTRY})
    memory.listings_known = True
    newsroom.ids[2025] = range(202510, 202500, -1)
    assert read_years(newsroom, memory) == 5
    assert newsroom.asked == ["", "2026/", "2025/"]


def test_since_and_max_pages_bound_the_years() -> None:
    newsroom = NewsroomOfYears()
    read_years(newsroom, FakeEarlierRuns(), since="2025-01-01")
    assert newsroom.asked == ["", "2026/", "2025/"]
    newsroom = NewsroomOfYears()
    read_years(newsroom, FakeEarlierRuns(), max_pages=3)
    assert newsroom.asked == ["", "2026/", "2025/", "2024/"]


def test_months_that_the_front_shows_already_do_not_end_a_year() -> None:
    walk = ListingWalk("e", None, to_the_end=True)
    months = [Part(f"/{year}/{month:02}/", year) for year in (2025, 2024) for month in (12, 11, 2)]
    see_parts(walk, months, bounded=False)
    asked = []
    while (part := next_part(walk, None, bounded=False)) is not None:
        asked.append(part.url)
        walk.idle_parts = int(part.year == 2025)
    assert asked == ["/2024/02/", "/2024/11/", "/2024/12/", "/2025/02/", "/2025/11/", "/2025/12/"]


class Copied(Newsroom):
    """A list whose pages name their number, and of which the third shows the first."""

    def listing(self, number: int) -> Listing:
        shown = 0 if number == 2 else number
        return replace(super().listing(shown), step=Step(pages=self.named))

    @property
    def named(self) -> int:
        return len(self.pages)


class Clamped(Copied):
    """A list that ends there, and shows its first page behind its end."""

    named = 2


def test_behind_a_page_that_shows_another_one_there_may_be_more() -> None:
    hole = Copied(range(100, 0, -1), 20)
    found, _ = walk_over(hole, FakeEarlierRuns())
    assert len(found) == 80, "all but those of the third page"
    assert [url.rsplit("_")[-1] for url in hole.asked if "index_" in url] == ["1.html", "2.html", "3.html", "4.html"]
    end = Clamped(range(60, 0, -1), 20)
    found, _ = walk_over(end, FakeEarlierRuns())
    assert (len(found), sum("index_" in url for url in end.asked)) == (40, 3), "one request tells that it ended"
