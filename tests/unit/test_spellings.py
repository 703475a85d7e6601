"""A list is asked for as it was named, whatever the spelling of its id."""

from pathlib import Path

import pytest

from crawler.run.crawl_state import CrawlState
from crawler.run.listing_walk import ListingWalk
from crawler.site import Site
from crawler.storage.state import Store
from crawler.storage.state.records import ListingState

pytestmark = pytest.mark.guarantee(21)

START = "http://mill.example/en/news/index.html"
ENTRY = "http://mill.example/en/news/"
NOW = "2026-01-02T00:00:00Z"
OTHER = "http://mill.example/en/notices/"


def state(folder: Path, start: str = START) -> CrawlState:
    store = Store.open(folder / "state.sqlite", "mill", folder / "articles.jsonl")
    return CrawlState(store, Site.for_url(start), NOW)


def test_the_start_is_asked_for_as_it_is_given_and_other_lists_as_they_were_linked(tmp_path: Path) -> None:
    first = state(tmp_path)
    for entry in (ENTRY, OTHER):
        first.store.listings.save(ListingState(entry, checked=NOW, walked=NOW))
    assert [each.url for each in first.entry_listings()] == [START, OTHER]
    first.save_walk(ListingWalk(OTHER, None, True, finished=True, base=f"{OTHER}default.aspx"))
    assert [each.url for each in state(tmp_path).entry_listings()] == [START, f"{OTHER}default.aspx"]
    state(tmp_path).save_walk(ListingWalk(OTHER, None, True, finished=True, base=OTHER))
    assert [each.url for each in state(tmp_path).entry_listings()] == [START, OTHER]
