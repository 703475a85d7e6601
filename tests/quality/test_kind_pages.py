"""The kind of 320 own pages in the markup of many publishing systems and some sixty languages; the weights know none of them.

Lists, services, adverts, manuals and other pages with long text that are no article, and articles that look like them: short,
without a day, without a writer. The texts are invented.
"""

import json
import lzma
from pathlib import Path

import pytest

from crawler.extract.page_type.classify import page_type
from crawler.page.page import Page

pytestmark = pytest.mark.usefixtures("untraced")
PAGES = Path(__file__).with_name("kind_pages.jsonl.xz")  # name, url, html, article: whether it is one
MOST_LOST, MOST_TAKEN = 11, 20  # of 205 articles, and of 115 others


def test_articles_are_told_from_pages_that_look_like_them() -> None:
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    assert sum(page["article"] for page in pages) == 205
    assert len(pages) == 320
    wrong = [page for page in pages if page["article"] != (page_type(Page(page["url"], page["html"]))[0] == "article")]
    lost, taken = ([page["name"] for page in wrong if page["article"] is article] for article in (True, False))
    assert len(lost) <= MOST_LOST, lost
    assert len(taken) <= MOST_TAKEN, taken
