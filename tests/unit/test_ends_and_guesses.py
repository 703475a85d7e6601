"""What runs keep of the ends of lists, and of links that were followed by their form alone."""

from dataclasses import replace
from typing import Any

import pytest

from crawler.discover.listing import Listing, fingerprint
from crawler.discover.pagers.step import Part
from crawler.items import Row
from crawler.run.end_of_pages import EndsOfLists, may_be_the_end, page_behind, tells_its_end
from crawler.run.fetch_task import FetchTask
from crawler.run.guessed_parts import GuessedParts, is_guess, is_settled, settle_years
from crawler.run.listing_walk import ListingWalk
from crawler.urls import article_id
from tests.unit.walking import ENTRY, SITE, Values

TASK = FetchTask(f"{ENTRY}?page=4", "listing")


def walk(sizes: tuple[int, ...], **more: Any) -> ListingWalk:
    seen = {str(number) for number in range(sum(sizes))}
    return ListingWalk(ENTRY, None, to_the_end=True, pages=len(sizes), sizes=sizes, seen_rows=seen, **more)


@pytest.mark.parametrize(
    ("sizes", "ended"), [((6, 6, 3), True), ((8, 6, 6, 4), True), ((6, 6, 5), False), ((6, 4, 3), False), ((6, 3), False)]
)
def test_pages_of_one_size_end_with_a_shorter_one(sizes: tuple[int, ...], ended: bool) -> None:
    assert EndsOfLists(Values(), "2026-06-06").are_sure(walk(sizes)) is ended


def test_the_first_page_of_a_list_is_no_end_of_it() -> None:
    assert may_be_the_end(TASK, walk((6,)))
    assert not may_be_the_end(TASK, walk(()))
    assert not may_be_the_end(replace(TASK, first_of_part=True), walk((6,)))


@pytest.mark.parametrize(("sizes", "shown", "told"), [((6, 6, 3), 3, True), ((6, 6, 3), 4, False), ((6, 6, 6), 3, False)])
def test_whatever_fault_is_behind_a_shorter_page_is_none_of_the_list(sizes: tuple[int, ...], shown: int, told: bool) -> None:
    assert tells_its_end(TASK, walk(sizes, shown=shown)) is told


@pytest.mark.parametrize(
    ("last", "asked", "behind"),
    [("?page=2", "?page=3", "?page=4"), ("?start=12", "?start=18", "?start=24"), ("", "?page=2", "?page=3"),
     ("", "?start=6", "?start=12"), ("?at=b", "?at=c", None)],
)  # fmt: skip
def test_the_page_behind_is_counted_on(last: str, asked: str, behind: str | None) -> None:
    own = walk((6, 6), last=(ENTRY + last, ()))
    assert page_behind(own, ENTRY + asked) == (behind and ENTRY + behind)


@pytest.mark.parametrize(("later", "ended"), [((6, 6, 6), True), ((6, 6, 6, 6), True), ((6, 6), False)])
def test_after_a_full_page_a_second_run_believes_the_end(later: tuple[int, ...], ended: bool) -> None:
    values, missing = Values(), (TASK.url, "http_404", 404)
    assert not EndsOfLists(values, "2026-06-06").are_sure(walk((6, 6, 6), missing=missing))
    assert EndsOfLists(values, "2026-06-07").are_sure(walk(later, missing=missing)) is ended
    assert not EndsOfLists(values, "2026-06-08").are_sure(walk(later)), "the page behind it was not asked for"


def test_a_wrong_guess_is_kept() -> None:
    values, part = Values(), Part(f"{ENTRY}archive/", guess=True)
    GuessedParts(values, SITE).was_wrong(part.url)
    kept = GuessedParts(values, SITE)
    assert kept.is_none(part)
    assert not kept.is_none(Part(part.url))
    assert not kept.is_none(Part(f"{ENTRY}older/", guess=True))


def test_a_guess_leads_on_with_new_rows_in_the_places_of_the_others() -> None:
    guesses, own = GuessedParts(Values(), SITE), walk((2,))
    rows = (Row(f"{ENTRY}31.html", "Ferry", "2025-03-01"), Row(f"{ENTRY}32.html", "Quay", "2025-02-01"))
    own.places = {"ul li"}
    listing = Listing(rows, (), (), 0, None, fingerprint(rows), places=frozenset({"ul li"}))
    assert guesses.leads_on(own, listing)
    assert not guesses.leads_on(own, Listing(rows, (), (), 0, None, fingerprint(rows), places=frozenset({"aside p"})))
    own.seen_rows = {article_id(row.url, SITE) for row in rows}
    assert not guesses.leads_on(own, listing)


@pytest.mark.parametrize(("right", "left"), [(True, [False, False]), (False, [])])
def test_years_that_were_guesses_are_settled_by_the_first(right: bool, left: list[bool]) -> None:
    own = walk((2,), part=Part(f"{ENTRY}2023/", 2023, guess=True))
    own.ahead = [Part(f"{ENTRY}2022/", 2022, guess=True), Part(f"{ENTRY}2021/", 2021, guess=True)]
    assert is_guess(FetchTask(f"{ENTRY}2023/", "listing", walk=own, first_of_part=True))
    settle_years(own, right=right)
    assert [part.guess for part in own.ahead] == left


def test_another_try_tells_more_only_after_a_passing_fault() -> None:
    told = [is_settled(reason) for reason in ("http_404", "robots_forbidden", "http_503", "http_429")]
    assert told == [True, True, False, False]
