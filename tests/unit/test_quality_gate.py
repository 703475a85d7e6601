"""Which readings are trusted, and which are cases for a person."""

from typing import Any

import pytest

from crawler.items import Article, Provenance, Row, line
from crawler.page.page import Page
from crawler.run.quality_gate import MISMATCH, UNMATCHED, Doubt, objections

TEXT = "The mine opened a third shaft in spring and hired forty people from the valley below the ridge. " * 4
HTML = f"<html><body><h2 class='bt x' id='t'>Third Shaft Opened</h2><p>{TEXT}</p></body></html>"
PAGE = Page("http://a.example/t20260101_5.html", HTML)
USUAL = {"title": 1.0, "published": 0.95, "text": 1.0, "subtitle": 0.2}


def article(**values: Any) -> Article:
    given: dict[str, Any] = {
        "title": "Third Shaft Opened", "published": "2026-01-01", "text": TEXT, "layout": "generic", "flags": [UNMATCHED],
        "provenance": {"title": Provenance("generic", "h1")},
    }  # fmt: skip
    return Article(**(given | values))


def doubts(*given: Any) -> list[Doubt]:
    return list(objections(*given).doubts)


def test_a_good_reading_of_a_page_that_no_layout_fits_is_trusted() -> None:
    assert doubts(article(), PAGE, Row(PAGE.url, "Third Shaft Op"), None, USUAL) == []


def test_a_page_that_no_layout_fits_is_judged_as_strictly_on_the_first_crawl() -> None:
    found = doubts(article(title=None, published=None, text="Short."), PAGE, None, None, {})
    assert [(doubt.field, doubt.reason) for doubt in found] == [("text", "short"), ("title", "missing")]
    assert doubts(article(title="Slow down"), PAGE, Row(PAGE.url, "Third Shaft Opened"), None, {})
    assert doubts(article(published=None), PAGE, Row(PAGE.url, "Third Shaft Opened"), None, {}) == []


def test_where_no_layout_is_expected_to_fit_nothing_is_held_back() -> None:
    assert doubts(article(title=None, published=None, text="Short."), PAGE, None, None, None) == []


@pytest.mark.guarantee(10)
def test_another_page_in_the_place_of_a_known_article_is_doubted() -> None:
    before = line(article(flags=[]))
    notice = article(flags=[], title="Uso razonable", text="Desde su red se han pedido muchas páginas. Vuelva en una hora. " * 8)
    assert [(doubt.field, doubt.reason) for doubt in doubts(notice, PAGE, None, before, USUAL)] == [("title", "of_another_page")]
    assert doubts(article(flags=[], title="Shaft three is open"), PAGE, None, before, USUAL) == []
    assert doubts(notice, PAGE, Row(PAGE.url, "Uso razonable"), before, USUAL) == []


def test_a_notice_that_was_taken_back_says_nothing_of_the_release() -> None:
    notice = line(article(flags=[], title="Uso razonable", text="Desde su red se han pedido muchas páginas. " * 8))
    taken_back = notice | {"event": "removed", "changes": {"reason": "notice", "fields": [], "diff": None}}
    assert doubts(article(flags=[]), PAGE, None, notice, USUAL) != []
    assert doubts(article(flags=[]), PAGE, None, taken_back, USUAL) == []


def test_a_known_article_may_become_a_short_notice_under_its_headline() -> None:
    before = line(article(flags=[]))
    notice = article(flags=[], layout="learned", published=None, text="Withdrawn on 9 March.")
    assert doubts(notice, PAGE, None, before, USUAL) == []


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"title": None}, "title", "missing"),
        ({"published": None}, "published", "missing"),
        ({"text": "Home News About"}, "text", "short"),
        ({"title": "About us"}, "title", "not_the_listings"),
        ({"text": "Previous: Third shaft opened in the valley\n\nNext: " + "Ore output rose again " * 6}, "text", "no_prose"),
        ({"flags": [UNMATCHED, MISMATCH]}, "title", "mismatch"),
    ],
)
def test_a_reading_without_what_is_always_there_is_doubted(values: dict[str, Any], field: str, reason: str) -> None:
    row = Row(PAGE.url, "Third Shaft Opened")
    assert [(doubt.field, doubt.reason) for doubt in doubts(article(**values), PAGE, row, None, USUAL)] == [(field, reason)]


def test_a_field_that_is_often_absent_is_no_doubt() -> None:
    assert doubts(article(published=None), PAGE, None, None, USUAL | {"published": 0.5}) == []


@pytest.mark.guarantee(10)
def test_a_known_article_may_be_edited_and_may_not_lose_title_date_or_body() -> None:
    before = line(article(layout="a/2020", flags=[]))
    edited = article(layout="a/2020", flags=[], text=TEXT + "It was the fourth.")
    assert doubts(edited, PAGE, None, before, USUAL) == []
    lost = doubts(article(title=None, flags=[], text=TEXT[:50]), PAGE, None, before, USUAL)
    assert {(doubt.field, doubt.reason) for doubt in lost} == {("title", "lost"), ("text", "shrunken")}


def test_a_doubt_names_the_place_that_still_shows_the_known_value() -> None:
    before = line(article(layout="a/2020", flags=[]))
    doubt = doubts(article(title="Newsroom"), PAGE, None, before, USUAL)[0]
    assert (doubt.field, doubt.rule, doubt.best) == ("title", "h1", "h2.bt.x#t")
    assert doubt.fact("u") == {"url": "u", "field": "title", "rule": "h1", "reason": "another_reading", "best": "h2.bt.x#t"}


def test_trust_is_judged_in_one_place() -> None:
    found = objections(article(title=None), PAGE, None, line(article(layout="a/2020", flags=[])), {})
    assert found
    assert found.words == ("title_lost", "id_missing", "url_missing", "title_missing")
    whole = article(id="a:5", url=PAGE.url, canonical_url=PAGE.url)
    assert not objections(whole, PAGE, None, None, USUAL)
