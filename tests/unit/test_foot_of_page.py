"""What stands in the foot of a page is none of a text above it; a foot of the article, and what is only called so, stays."""

import pytest

from crawler.extract.block_model.foot import above_the_foot, without_foot
from crawler.page.page import Page

TEXT = "The ferries of Sund sail every hour again, the company said on Tuesday."
FOOT = "Sund Ferries runs nineteen boats between the islands and has done so for ninety years."


def page_of(form: str, headline: str = "<h1>Ferries sail again</h1>") -> Page:
    return Page("https://sund.example/news/2024/ferries", f"{headline}<div class=text><p>{TEXT}</p></div>{form.format(FOOT)}")


def kept_of(form: str) -> list[str]:
    shown = [block for block in page_of(form).outline.shown() if block.element.tag != "h1"]
    return [block.text for block in without_foot(shown)]


@pytest.mark.parametrize(
    "form",
    [
        "<footer><p>{}</p></footer>",
        "<div class=c-footer><div><p>{}</p></div></div>",
        "<div id=site-footer><p>{}</p></div>",
        "<div class=custom-footer-58><p>{0}</p><p>{0}</p></div>",
        "<div role=contentinfo><table><tr><td>{}</table></div>",
    ],
)
def test_the_foot_of_a_page_is_no_text(form: str) -> None:
    assert kept_of(form) == [TEXT]


@pytest.mark.parametrize(
    "form",
    [
        "<article><footer><p>{}</p></footer></article>",
        "<div class=article-footer><p>{}</p></div>",
        "<div class=footerless><p>{}</p></div>",
        "<footer><main><p>{}</p></main></footer>",
        "<div class=footnotes><p>{}</p></div>",
    ],
)
def test_other_feet_are(form: str) -> None:
    assert kept_of(form) == [TEXT, FOOT]


def test_a_foot_amid_the_text_or_with_all_of_it_is_kept() -> None:
    behind = f"<footer><p>{{}}</p></footer><p>{TEXT}</p>"
    assert kept_of(behind) == [TEXT, FOOT, TEXT]
    page = Page("https://sund.example/a", f"<footer><h2>Ferries</h2><p>{TEXT}</p></footer>")
    assert without_foot(page.outline.shown()) == page.outline.shown()


@pytest.mark.parametrize(("headline", "left"), [("<h2>Ferries</h2>", True), ("", False)])
def test_what_holds_the_headline_is_no_foot_whatever_it_is_called(headline: str, left: bool) -> None:
    page = Page("https://sund.example/a", f"<h2>Ferries</h2><div class='page with-footer'>{headline}<p>{TEXT}</p></div>")
    shown = page.outline.shown()
    title = len(shown) - 2
    assert bool(above_the_foot(page.outline, shown[-1:], title)) is left


def test_a_name_of_the_whole_page_calls_no_foot() -> None:
    page = Page("https://sund.example/a", f"<p>Menu</p><div class='page footer-borders'><h1>Ferries</h1><p>{TEXT}</p></div>")
    assert [block.text for block in without_foot(page.outline.shown())][-1] == TEXT
