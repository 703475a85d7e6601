"""Lists that move while they are read, that show groups, or oldest rows first; links to more that lead to no list."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crawler.discover.listing import Listing, fingerprint
from crawler.discover.pagers.step import Part, Step
from crawler.items import Row
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.frontier import Frontier
from crawler.stats import RunStats
from tests.unit.walking import ENTRY, SITE, FakeEarlierRuns, known

pytestmark = [pytest.mark.guarantee(11), pytest.mark.guarantee(23)]


def _page(ids: Sequence[int], *following: str, parts: tuple[Part, ...] = (), day: int | None = None) -> Listing:
    rows = tuple(Row(f"{ENTRY}{n}.html", f"Release {n}", f"2026-01-{day or 31 - n % 30:02d}") for n in ids)
    return Listing(rows, following, (), 0, None, fingerprint(rows), step=Step(following, parts=parts))


def _started(memory: FakeEarlierRuns | None = None) -> tuple[Frontier, FetchTask]:
    frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), memory or FakeEarlierRuns())
    return frontier, frontier.begin([], [])[0]


def _listings(tasks: Sequence[FetchTask]) -> list[FetchTask]:
    return [each for each in tasks if each.purpose == "listing"]


def test_rows_of_one_page_on_the_next_make_a_second_look_at_the_first() -> None:
    frontier, task = _started()
    (second,) = _listings(frontier.listing_read(task, _page([9, 8, 7, 6], f"{ENTRY}?page=2"), 200))
    again = _listings(frontier.listing_read(second, _page([6, 4, 3, 2]), 200))
    assert [each.url for each in again] == [ENTRY]
    found = frontier.listing_read(again[0], _page([10, 9, 8, 7, 5]), 200)
    assert sorted(each.url for each in found if each.purpose == "article") == [f"{ENTRY}10.html", f"{ENTRY}5.html"]
    assert frontier.completeness.gaps() == []


@pytest.mark.parametrize("counted", [8, 0, 7])
def test_a_first_page_that_is_as_it_was_hides_rows_where_more_are_counted(counted: int) -> None:
    frontier, task = _started()
    listing = _page([9, 8, 7, 6], f"{ENTRY}?page=2")
    first = replace(listing, step=replace(listing.step, counted=counted))
    (second,) = _listings(frontier.listing_read(task, first, 200))
    (again,) = _listings(frontier.listing_read(second, _page([6, 4, 3, 2]), 200))
    assert frontier.listing_read(again, first, 200) == []
    assert [gap.name for gap in frontier.completeness.gaps()] == (["moving:/news/"] if counted > 7 else [])


def test_a_second_look_that_is_answered_by_304_says_nothing() -> None:
    frontier, task = _started()
    (second,) = _listings(frontier.listing_read(task, _page([9, 8, 7, 6], f"{ENTRY}?page=2"), 200))
    (again,) = _listings(frontier.listing_read(second, _page([6, 4, 3, 2]), 200))
    assert frontier.listing_unchanged(again) == []
    assert again.walk is not None
    assert again.walk.stopped == "end"


def test_where_the_total_fell_the_page_before_is_looked_at_again() -> None:
    frontier, task = _started()
    told = [_page([9, 8, 7, 6], f"{ENTRY}?page=2"), _page([4, 3, 2])]
    first, last = (replace(each, step=replace(each.step, records=total)) for each, total in zip(told, (8, 7), strict=True))
    (second,) = _listings(frontier.listing_read(task, first, 200))
    (again,) = _listings(frontier.listing_read(second, last, 200))
    found = frontier.listing_read(again, _page([9, 8, 7, 5]), 200)
    assert [each.url for each in found] == [f"{ENTRY}5.html"]


@pytest.mark.parametrize(
    ("first", "second"),
    [([9, 8, 7, 6], [5, 4, 3, 2]), ([9, 8, 7, 6], [9, 5, 4, 3]), ([2, 9, 8, 7, 6], [5, 4, 3, 2])],
    ids=["no row again", "one that is pinned", "one that is shown above the others and in its place"],
)
def test_other_rows_again_make_none(first: list[int], second: list[int]) -> None:
    frontier, task = _started()
    (following,) = _listings(frontier.listing_read(task, _page(first, f"{ENTRY}?page=2"), 200))
    assert _listings(frontier.listing_read(following, _page(second), 200)) == []
    assert frontier.completeness.gaps() == []


def test_groups_of_which_one_has_news_are_all_gone_through() -> None:
    memory = known(range(1, 20))
    frontier, task = _started(memory)
    heads = tuple(Part(f"{ENTRY}{name}/", head=True) for name in ("corporate", "people"))
    found = _listings(frontier.listing_read(task, _page([25, 24, 19, 18, 17, 16, 15, 14], parts=heads), 200))
    assert [each.url for each in found] == [heads[0].url]
    found = frontier.listing_read(found[0], _page([25, 24, 23, 22]), 200)
    assert f"{ENTRY}22.html" in [each.url for each in found]
    assert [each.url for each in _listings(found)] == [heads[1].url]


def test_groups_without_news_are_not() -> None:
    frontier, task = _started(known(range(1, 20)))
    heads = (Part(f"{ENTRY}corporate/", head=True), Part(f"{ENTRY}people/", head=True))
    assert _listings(frontier.listing_read(task, _page([19, 18, 17, 16], parts=heads), 200)) == []


@pytest.mark.parametrize("more", [True, False])
def test_a_link_to_more_that_leads_to_no_list_is_a_gap(more: bool) -> None:
    for failed in (True, False):
        frontier, task = _started()
        part = Part(f"{ENTRY}api?page=2", more=more)
        (asked,) = _listings(frontier.listing_read(task, _page([9, 8, 7], parts=(part,)), 200))
        nothing = Listing((), (), (), 0, "not_a_listing", "")
        _ = frontier.listing_failed(asked, "http_404", 404) if failed else frontier.listing_read(asked, nothing, 200)
        assert [gap.name for gap in frontier.completeness.gaps()] == (["more:/news/"] if more else [])


def test_a_list_whose_oldest_stand_first_is_read_to_its_end() -> None:
    frontier, task = _started(known(range(1, 20), 7))
    rows = tuple(Row(f"{ENTRY}{n}.html", f"Release {n}", f"2026-01-{n:02d}") for n in range(1, 8))
    following = Listing(rows, (f"{ENTRY}?page=2",), (), 0, None, fingerprint(rows))
    assert [each.url for each in frontier.listing_read(task, following, 200)] == [f"{ENTRY}?page=2"]
    frontier, task = _started(known(range(1, 20), 7))
    newest = replace(following, rows=rows[::-1], fingerprint="newest first")
    assert frontier.listing_read(task, newest, 200) == []


@pytest.mark.parametrize(("before", "stated", "pages"), [(40, 40, 1), (40, 41, 4), (40, 39, 1), (0, 41, 1)])
def test_a_total_that_rises_by_more_than_the_news_that_are_met_is_followed(before: int, stated: int, pages: int) -> None:
    memory = known(range(1, 41), 10)
    memory.totals[ENTRY] = before
    frontier, task = _started(memory)
    waiting, asked = [task], 0
    while waiting:
        first = 40 - 10 * asked
        rows = tuple(Row(f"{ENTRY}{n}.html", f"Release {n}") for n in range(first, first - 10, -1))
        asked += 1
        following = (f"{ENTRY}?page={asked + 1}",) if asked < 4 else ()
        page = Listing(rows, following, (), 0, None, fingerprint(rows), Step(next=following, records=stated))
        waiting = _listings(frontier.listing_read(waiting[0], page, 200))
    assert asked == pages
