"""Lists whose rows have no days: the articles that came of them tell whether a new release may stand on any page."""

from collections.abc import Mapping, Sequence

import pytest

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Part, Step
from crawler.items import Row
from crawler.revision import Known
from crawler.run.end_of_pages import weigh_page
from crawler.run.listing_walk import ListingWalk
from crawler.run.page_counts import PageCounts
from crawler.run.untold_orders import UNTOLD
from crawler.urls import article_id
from tests.unit.walking import ENTRY, SITE, Values

pytestmark = pytest.mark.guarantee(11)

MIXED = [7, 21, 3, 28, 14, 25, 1, 19, 10, 27, 5, 16]
FALLING = sorted(MIXED, reverse=True)


def row(number: int, day: str | None = None) -> Row:
    return Row(f"{ENTRY}{number}.html", f"Release {number}", day)


def known_of(ids: Sequence[str]) -> Mapping[str, Known]:
    """Each release was published on the day that is its number."""
    every = {article_id(row(number).url, SITE): f"2026-11-{number:02}" for number in MIXED}
    return {key: Known(key, "", "", published=every[key]) for key in ids if key in every}


def read_whole(values: Values, numbers: Sequence[int], *, size: int = 6, step: Step | None = None) -> None:
    walk = ListingWalk(ENTRY, None, to_the_end=True)
    for at in range(0, len(numbers), size):
        rows = tuple(row(number) for number in numbers[at : at + size])
        weigh_page(walk, Listing(rows, (), (), 0, None, "", step or Step()), SITE)
        walk.pages += 1
    PageCounts(values, known_of).note(walk)


def has_no_order(values: Values) -> bool:
    return PageCounts(values, known_of).has_no_order(ENTRY)


@pytest.mark.parametrize("size", [6, 4])
def test_a_list_whose_articles_do_not_fall_is_read_whole(size: int) -> None:
    values = Values()
    assert not has_no_order(values)
    read_whole(values, MIXED, size=size)
    assert has_no_order(values)
    read_whole(values, FALLING, size=size)
    assert not has_no_order(values)


@pytest.mark.parametrize("numbers", [FALLING, [3, *FALLING[:7], *FALLING[8:]]], ids=["falls", "one is pinned"])
def test_a_list_whose_articles_fall_is_polled(numbers: list[int]) -> None:
    values = Values()
    read_whole(values, numbers)
    assert not has_no_order(values)


def test_a_single_page_tells_all_it_has_and_is_not_kept() -> None:
    values = Values()
    read_whole(values, MIXED, size=len(MIXED))
    assert UNTOLD not in values
    assert not has_no_order(values)


def test_groups_of_a_front_are_in_the_order_of_their_own_lists() -> None:
    values = Values()
    read_whole(values, MIXED, step=Step(parts=(Part(f"{ENTRY}press/", head=True), Part(f"{ENTRY}stories/", head=True))))
    assert not has_no_order(values)


def test_a_list_with_days_is_told_by_them_alone() -> None:
    values, walk = Values(), ListingWalk(ENTRY, None, to_the_end=True, pages=2)
    weigh_page(walk, Listing(tuple(row(at, f"2026-11-{at:02}") for at in FALLING), (), (), 0, None, ""), SITE)
    PageCounts(values, known_of).note(walk)
    assert UNTOLD not in values
