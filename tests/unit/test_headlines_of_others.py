"""JSON-LD of an article that is another's, by what the page prints as its own headline."""

import json

import pytest

from crawler.page.metadata import head_of
from crawler.page.page import Page

OWN, OTHER = "Cheese makers of the hills win a licence", "Hail destroys the tomato harvest"
ARTICLE = {"@type": "NewsArticle", "headline": OTHER, "datePublished": "2018-08-09", "author": "Jane Roe"}


def stated(body: str, title: str = OWN, article: dict[str, str] = ARTICLE) -> str | None:
    script = f"<script type=application/ld+json>{json.dumps(article)}</script>"
    html = f"<html><head><title>{title}</title>{script}</head><body>{body}</body></html>"
    return head_of(Page("https://news.example/2018/cheese", html)).of_article("datePublished")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<h1>{OWN}</h1><p>Text.</p><h1>{OTHER}</h1>", OWN),  # a second article below
        (f"<h2>{OWN}</h2><h3><a href=/hail>{OTHER}</a></h3>", "The Hills | Stories"),
        (f"<h2>{OWN}</h2><a href=/hail><h3>{OTHER}</h3></a>", "The Hills | Stories"),
    ],
)
def test_an_object_of_a_headline_that_the_page_prints_as_anothers_says_nothing(body: str, title: str) -> None:
    assert stated(body, title) is None


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<h1>{OTHER}</h1><h2>{OWN}</h2>", OWN),  # the headline, and what search engines are told
        (f"<h2>{OWN}</h2>", "The Hills | Stories"),  # nothing says whose it is
        (f"<h1>{OWN}</h1><p>Text.</p>", f"{OWN} | The Hills"),
        (f"<h1>{OWN}</h1><h2>{OTHER}</h2>", f"{OWN} | The Hills"),  # what search engines are told above what readers are
        (f"<h1>{OWN}</h1><h1 class=second>{OTHER}</h1>", f"{OWN} | The Hills"),
        (f"<h1>{OTHER}</h1><h3><a href=/hail>{OTHER}</a></h3>", "The Hills | Stories"),
        (f"<h1><a name=top>{OTHER}</a></h1>", "The Hills | Stories"),
        (f"<h1>News</h1><h1>{OTHER}</h1>", "News"),  # too short to be the headline
        (f"<h1>{OWN}</h1>", f"{OTHER}, whatever they did"),
    ],
)
def test_an_object_that_may_be_the_pages_says_its_day(body: str, title: str) -> None:
    assert stated(body, title) == "2018-08-09"


def test_an_object_with_the_pages_address_is_the_pages() -> None:
    assert stated(f"<h1>{OWN}</h1>", article={**ARTICLE, "url": "https://news.example/2018/cheese"}) == "2018-08-09"
