"""What a newsroom's pages name and a run did not read: gaps, their names, and how long they stay."""

from pathlib import Path
from typing import Any

import pytest

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Step
from crawler.run import listing_gaps
from crawler.run.completeness import Completeness
from crawler.run.listing_gaps import gap_name
from crawler.run.listing_walk import ListingWalk, is_finished
from crawler.stats import Gap, RunStats
from tests.unit.test_census import Held

pytestmark = pytest.mark.guarantee(23)
ENTRY = "https://presse.example.at/aktuell/"


def page(*following: str, **promised: Any) -> Listing:
    return Listing((), following, (), 0, None, "f", step=Step(following, **promised))


def walk(stopped: str | None, rows: int = 20, pages: int = 2, *, to_the_end: bool = True, entry: str = ENTRY) -> ListingWalk:
    return ListingWalk(
        entry, None, to_the_end, pages=pages, seen_rows={f"r{number}" for number in range(rows)}, stopped=stopped
    )


def names(found: Completeness, before: tuple[Gap, ...] = (), accepted: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    return [(gap.name, gap.accepted) for gap in found.gaps(before, accepted)]


def read(under: ListingWalk, listing: Listing, *bounded: str) -> Completeness:
    found = Completeness(bounded)
    found.page_read(under.entry, under, listing)
    return found


@pytest.mark.parametrize(
    ("stopped", "promised", "gap"),
    [
        ("end", {"records": 21}, "total:/aktuell/"),
        ("end", {"records": 20}, None),
        ("end", {"records": 3}, None),
        ("end", {"pages": 3}, "pages:/aktuell/"),
        ("end", {"pages": 2}, None),
        ("repeated", {"pages": 3}, None),
        ("repeated", {"pages": 9}, "pages:/aktuell/"),
        ("http_404", {"pages": 9}, "pages:/aktuell/"),
        ("end", {"unfollowed": ("button \"Mehr anzeigen\"",)}, "more:/aktuell/"),
        ("too_many_pages", {}, "pager:/aktuell/"),
        ("known", {"records": 900, "pages": 90}, None),
        ("since", {"records": 900, "pages": 90}, None),
        ("max_pages", {"records": 900, "pages": 90}, None),
        ("max_articles", {"records": 900, "pages": 90}, None),
    ],
)  # fmt: skip
def test_what_a_list_promises(stopped: str, promised: dict[str, Any], gap: str | None) -> None:
    assert names(read(walk(stopped), page(**promised))) == ([(gap, False)] if gap else [])


@pytest.mark.parametrize(
    ("stopped", "pages", "noted"),
    [("repeated", 3, True), ("repeated", 2, False), ("repeated", 4, False), ("max_pages", 3, False), ("known", 3, False)],
)
def test_a_last_page_that_repeats_another_is_a_note(stopped: str, pages: int, noted: bool) -> None:
    stats = RunStats("t", "r", "2026-03-01T00:00:00Z")
    read(walk(stopped), page(pages=pages)).conclude(stats, Held([]), ())
    assert stats.census is not None
    assert [note.name for note in stats.census.notes] == ["pages:/aktuell/"] * noted


def test_a_button_on_a_page_with_a_pager_is_no_gap() -> None:
    assert names(read(walk("end"), page(f"{ENTRY}2", unfollowed=("button \"Plus d'articles\"",)))) == []


def test_a_gap_stays_until_a_walk_to_the_end_does_not_find_it() -> None:
    before = (Gap("total:/aktuell/", "there are 30"), Gap("total:/en/", "there are 9"))
    quick = Completeness()
    quick.unchanged(ENTRY, walk("known", to_the_end=False))
    assert names(quick, before) == [("total:/aktuell/", False), ("total:/en/", False)]
    assert names(read(walk("max_pages"), page(records=20)), before) == [("total:/aktuell/", False), ("total:/en/", False)]
    assert names(read(walk("end"), page(records=20)), before) == [("total:/en/", False)]


def test_a_bounded_run_knows_nothing_of_the_number_of_pages() -> None:
    assert names(read(walk("end"), page(pages=9), "max_pages")) == []


def test_an_accepted_gap_is_named_and_a_new_one_counts() -> None:
    found = read(walk("end"), page(records=40))
    assert names(found, (), ("total:/aktuell/",)) == [("total:/aktuell/", True)]
    found.front_only("https://presse.example.at/", 4)
    assert names(found, (), ("total:/aktuell/",)) == [("front:/", False), ("total:/aktuell/", True)]


def test_each_kind_of_gap_is_explained() -> None:
    explained = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
    names = ("PAGES", "TOTAL", "MORE", "PAGER", "FRONT", "LEADS", "NEWEST", "ARCHIVE", "SCRIPT", "REPEATS", "UNJOINED", "MOVING")
    kinds = [getattr(listing_gaps, name) for name in names]
    assert [kind for kind in kinds if f"\n| `{kind}:/" not in explained] == []


def test_names_have_no_host_so_that_they_stay() -> None:
    assert gap_name("more", "https://www.example.com") == "more:/"
    assert gap_name("more", "http://example.com/list?cat=2&page=1#x") == "more:/list?cat=2&page=1"


def test_lists_beyond_what_a_run_follows() -> None:
    found = Completeness()
    found.too_many("https://example.com/", [])
    found.too_many("https://example.com/", ["https://example.com/a/", "https://example.com/b/"])
    assert names(found) == [("lists:/", False)]
    (only,) = found.gaps()
    assert "2 more lists" in only.said


def test_sources_say_how_each_list_ended() -> None:
    (source,) = read(walk("end", 12, 3), page(records=12)).sources
    assert (source.kind, source.pages, source.rows, source.ended, source.stated) == ("listing", 3, 12, "end", 12)


@pytest.mark.parametrize(
    ("rows", "stopped", "whole", "gap"),
    [(20, "end", True, False), (19, "end", True, True), (300, "http_500", True, True), (300, "end", False, True)],
)
def test_what_a_button_hides_is_no_gap_where_a_source_of_all_names_it(rows: int, stopped: str, whole: bool, gap: bool) -> None:
    found = read(walk("end"), page(unfollowed=("button \"Więcej\"",)))
    other = walk(stopped, rows, 1, entry="https://presse.example.at/sitemap.xml")
    other.side, other.whole, other.kind = True, whole, "sitemap"
    found.page_read(other.entry, other, page())
    assert names(found) == ([("more:/aktuell/", False)] if gap else [])


@pytest.mark.parametrize(
    ("stopped", "promised", "ahead"),
    [
        (None, {"records": 1012}, 992), (None, {"pages": 51}, 490), (None, {}, None), ("end", {}, 0),
        ("known", {"records": 99}, 0), (None, {"records": 5}, 0),
    ],
)  # fmt: skip
def test_how_many_releases_are_still_ahead(stopped: str | None, promised: dict[str, int], ahead: int | None) -> None:
    assert read(walk(stopped), page(f"{ENTRY}?page=3", **promised)).ahead == ahead
    assert Completeness().ahead == 0


@pytest.mark.parametrize(
    ("top", "pages", "stopped", "gap"),
    [
        ("of last time", 1, "end", [("unjoined:/aktuell/", False)]),
        ("r3", 1, "end", []),
        ("of last time", 2, "end", []),
        ("of last time", 1, "known", []),
        ("", 1, "end", []),
    ],
)
def test_a_page_without_a_row_of_last_time_is_a_gap(top: str, pages: int, stopped: str, gap: list[object]) -> None:
    under = walk(stopped, pages=pages)
    under.top_before = (top,) if top else ()
    assert names(read(under, page())) == gap
    assert is_finished(under), "a list of one page has no more to read"
    under.several_before = True
    assert is_finished(under) == (not gap)


def test_a_list_that_moves_again_and_again_is_a_gap() -> None:
    under = walk("end")
    under.moves = 1
    assert names(read(under, page())) == []
    under.moves = 2
    assert names(read(under, page())) == [("moving:/aktuell/", False)]
