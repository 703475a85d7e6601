"""Invented listings in random markup, languages and dates: what is discovered is what a person counts, or the gap is named."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.run.arguments import Options
from crawler.run.frontier import Frontier
from crawler.site import Site
from crawler.stats import Gap, RunStats
from crawler.urls import article_id
from tests.property.listing_grammar import PAGE, InventedListing, TrueRow, invented_listing
from tests.property.pager_grammar import InventedNewsroom, invented_newsroom
from tests.unit.walking import FakeEarlierRuns

EXAMPLES = 200
MOST_PAGES = 60
SITE = Site.for_url(PAGE)


@dataclass(frozen=True, slots=True)
class Walked:
    """What a first run finds in an invented newsroom: ids of articles, how many pages it asked for, and its gaps."""

    ids: frozenset[str]
    asked: tuple[str, ...]
    gaps: tuple[Gap, ...]


def discovered(listing: InventedListing) -> tuple[TrueRow, ...]:
    """The rows that are read from a page, as a person's."""
    found = read_listing(Page(PAGE, listing.html), SITE, forms=True)
    return tuple(TrueRow(row.url, row.title or "", row.date, row.form) for row in found.rows)


def walked(newsroom: InventedNewsroom) -> Walked:
    """A first run over an invented newsroom, without a network."""
    stats = RunStats("invented", "run", "")
    frontier = Frontier(SITE, Options(), stats, FakeEarlierRuns())
    tasks, asked = frontier.begin([], []), list[str]()
    while tasks and len(asked) < MOST_PAGES:
        task = tasks.pop(0)
        if task.purpose == "article":
            continue
        asked.append(task.url)
        html = newsroom.pages.get(task.url)
        if html is None:
            tasks += frontier.listing_failed(task, "http_404", 404)
            continue
        places = task.walk.places if task.walk else ()
        tasks += frontier.listing_read(task, read_listing(Page(task.url, html), SITE, forms=True, places=places), 200)
    return Walked(frozenset(stats.account.outcomes), tuple(asked), tuple(frontier.completeness.gaps()))


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
