"""Invented listings in random markup, languages and dates: what is discovered is what a person counts, or the gap is named."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discover.listing import Listing, read_listing
from crawler.page.page import Page
from crawler.run.arguments import Options
from crawler.run.frontier import Frontier
from crawler.site import Site
from crawler.stats import Gap, RunStats
from crawler.urls import article_id
from tests.property.listing_grammar import PAGE, InventedListing, TrueRow, invented_listing
from tests.property.pager_grammar import InventedNewsroom, invented_newsroom
from tests.property.strange_newsrooms import NEWSROOMS
from tests.unit.walking import FakeEarlierRuns

pytestmark = pytest.mark.usefixtures("untraced")

EXAMPLES = 200
MOST_PAGES = 60
SITE = Site.for_url(PAGE)


@dataclass(frozen=True, slots=True)
class Walked:
    """What a first run finds in an invented newsroom: ids of articles, the rows as read, and its gaps."""

    ids: frozenset[str]
    rows: tuple[TrueRow, ...]
    gaps: tuple[Gap, ...]


def discovered(listing: InventedListing) -> tuple[TrueRow, ...]:
    """The rows that are read from a page, as a person's."""
    return _as_counted(read_listing(Page(PAGE, listing.html), SITE, forms=True))


def _as_counted(listing: Listing) -> tuple[TrueRow, ...]:
    return tuple(TrueRow(row.url, row.title or "", row.date, row.form) for row in listing.rows)


def walked(newsroom: InventedNewsroom) -> Walked:
    """A first run over an invented newsroom, without a network."""
    stats = RunStats("invented", "run", "")
    frontier = Frontier(SITE, Options(), stats, FakeEarlierRuns())
    tasks, rows, asked = frontier.begin([], []), list[TrueRow](), 0
    while tasks and asked < MOST_PAGES:
        task = tasks.pop(0)
        if task.purpose == "article":
            continue
        asked += 1
        html = newsroom.pages.get(task.url)
        if html is None:
            tasks += frontier.listing_failed(task, "http_404", 404)
            continue
        places = task.walk.places if task.walk else ()
        listing = read_listing(Page(task.url, html), SITE, forms=True, places=places)
        rows += _as_counted(listing)
        tasks += frontier.listing_read(task, listing, 200)
    return Walked(frozenset(stats.account.outcomes), tuple(rows), tuple(frontier.completeness.gaps()))


def true_ids(newsroom: InventedNewsroom) -> frozenset[str]:
    return frozenset(article_id(row.url, SITE) for row in newsroom.rows)


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 10_000_000))
def test_what_is_discovered_is_what_a_person_counts(seed: int) -> None:
    listing = invented_listing(seed)
    assert set(discovered(listing)) == set(listing.rows), listing.said


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 10_000_000))
def test_all_pages_of_a_newsroom_are_read_or_the_gap_is_named(seed: int) -> None:
    newsroom = invented_newsroom(seed)
    found, truth = walked(newsroom), true_ids(newsroom)
    assert found.ids <= truth, newsroom.said
    assert found.ids == truth or found.gaps, newsroom.said
    assert bool(found.gaps) == newsroom.silent or found.ids != truth, (newsroom.said, found.gaps)


@pytest.mark.parametrize("newsroom", NEWSROOMS, ids=lambda newsroom: newsroom.said)
def test_newsrooms_of_many_makers_are_read_whole(newsroom: InventedNewsroom) -> None:
    found = walked(newsroom)
    assert found.ids == true_ids(newsroom)
    assert found.gaps == ()
    assert set(found.rows) == set(newsroom.rows)
