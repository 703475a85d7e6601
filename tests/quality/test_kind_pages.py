"""The kind of our own pages, articles and others that look like them. The weights have not seen them."""

import pytest

from bench.kind_pages import kind_pages
from crawler.extract.page_type.classify import page_type
from crawler.page.page import Page

pytestmark = pytest.mark.usefixtures("untraced")
MOST_LOST, MOST_TAKEN = 0, 98  # of 139 articles, and of 180 others


def test_articles_are_told_from_pages_that_look_like_them() -> None:
    lost, taken, seen = [], [], 0
    for name, url, html, article in kind_pages():
        kind, reason = page_type(Page(url, html))
        seen += 1
        if article and kind != "article":
            lost.append((name, reason))
        if not article and kind == "article":
            taken.append((name, reason))
    assert seen == 319
    assert len(lost) <= MOST_LOST, lost
    assert len(taken) <= MOST_TAKEN, taken
