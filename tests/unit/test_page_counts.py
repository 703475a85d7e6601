"""Which listings had several pages."""

from typing import Any

from crawler.run.listing_walk import ListingWalk
from crawler.run.page_counts import PageCounts

ENTRY = "https://www.nordkai.example/news/"


class Values(dict[str, Any]):
    def save(self, name: str, value: dict[str, Any]) -> None:
        self[name] = value


def counts(values: Values) -> PageCounts:
    return PageCounts(values, lambda ids: {})


def walk(pages: int, *, to_the_end: bool = True) -> ListingWalk:
    return ListingWalk(ENTRY, None, to_the_end, pages=pages)


def test_a_walk_to_the_end_says_how_many_pages_a_listing_has_and_a_later_run_knows_it() -> None:
    values = Values()
    counts(values).note(walk(3))
    assert counts(values).had_several(ENTRY)
    counts(values).note(walk(1, to_the_end=False))
    assert counts(values).had_several(ENTRY), "a poll sees one page of however many"
    counts(values).note(walk(1))
    assert not counts(values).had_several(ENTRY)


def test_a_listing_of_one_page_needs_no_note() -> None:
    values = Values()
    counts(values).note(walk(1))
    assert values == {}
