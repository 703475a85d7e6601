"""Invented listings in random markup, languages and dates: what is discovered is what a person counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site
from tests.property.listing_grammar import PAGE, InventedListing, TrueRow, invented_listing

EXAMPLES = 200


def discovered(listing: InventedListing) -> tuple[TrueRow, ...]:
    """The rows that are read from a page, as a person's."""
    found = read_listing(Page(PAGE, listing.html), Site.for_url(PAGE), forms=True)
    return tuple(TrueRow(row.url, row.title or "", row.date, row.form) for row in found.rows)


@pytest.mark.guarantee(23)
@settings(max_examples=EXAMPLES)
@given(st.integers(0, 10_000_000))
def test_what_is_discovered_is_what_a_person_counts(seed: int) -> None:
    listing = invented_listing(seed)
    assert set(discovered(listing)) == set(listing.rows), listing.said
