"""What ends a walk over a listing, and what does not."""

from collections.abc import Sequence

import pytest

from crawler.discover.listing import Listing, fingerprint
from crawler.items import Row
from crawler.run.arguments import Options
from crawler.run.frontier import Frontier
from crawler.stats import RunStats
from crawler.urls import article_id
from tests.unit.walking import ENTRY, SITE, Newsroom, known, walk_over


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
    frontier.listing_read(task, Listing(rows, (f"{ENTRY}index_1.html",), False, (), 0, None, fingerprint(rows)), 200)
    assert task.walk is not None
    assert (task.walk.stopped, task.walk.finished) == ("since", False)
