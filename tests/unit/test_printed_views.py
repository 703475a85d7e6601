"""A printed or PDF view of a page is no release of its own."""

import pytest

from crawler.site import Site
from crawler.urls import article_id, canonical_url

VIEWS = ("?asPDF", "?aspdf=1", "?print=1", "?printable=true", "?Format=PDF", "?view=print", "?layout=printer-friendly")


@pytest.mark.parametrize("view", VIEWS)
def test_a_printed_view_is_the_same_release(view: str) -> None:
    site = Site.for_url("https://press.mining.example/news/")
    page = "https://press.mining.example/news/2025/new-mill"
    assert canonical_url(page + view, site) == page
    assert article_id(f"{page}{view}&id=7", site) == article_id(f"{page}?id=7", site)


@pytest.mark.parametrize("query", ["?pdf=report-2024.pdf", "?print=3412", "?format=long", "?view=all", "?type=news"])
def test_a_value_that_says_which_release_is_no_view(query: str) -> None:
    site = Site.for_url("https://press.mining.example/news/")
    assert canonical_url("https://press.mining.example/show" + query, site).endswith(query)
