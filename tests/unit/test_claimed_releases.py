"""Short releases by what the page claims: its kind is an article's, whatever the model says of so little text."""

import pytest

from crawler.extract.page_type.classify import page_type
from crawler.page.page import Page

URL = "https://www.nordkai.example/kran"
SAID = '{"@type":"NewsArticle","headline":"Neuer Kran am Nordkai","datePublished":"2024-06-03"}'
LD = f'<script type="application/ld+json">{SAID}</script>'
META = '<meta property="og:type" content="article"><meta property="article:published_time" content="2024-06-03T08:00:00+02:00">'
TWO = "<p>Am Nordkai steht ein neuer Kran.</p><p>Er hebt ab Montag die ersten Lasten.</p>"
MENU = "".join(f'<li><a href="/{at}">{word}</a></li>' for at, word in enumerate(("Hafen", "Schiffe", "Kai", "Kontakt")))


def kind(claims: str, text: str = TWO, *, menu: str = MENU, above: str = "") -> tuple[str, str]:
    title = "<title>Neuer Kran am Nordkai – Nordkai</title>"
    body = f"<body><ul>{menu}</ul>{above}<div><h1>Neuer Kran am Nordkai</h1>{text}</div><p>© Nordkai</p></body>"
    return page_type(Page(URL, f"<html lang=de><head>{title}{claims}</head>{body}</html>"))


@pytest.mark.parametrize("claims", [LD, META])
def test_two_sentences_under_a_headline_that_the_page_claims_are_a_release(claims: str) -> None:
    assert kind(claims) == ("article", "article_body")


@pytest.mark.parametrize(("claims", "text", "menu"), [
    ("", TWO, MENU),  # no claim
    ('<meta property="og:type" content="article">', TWO, MENU),  # of no day
    (META.replace("article", "website", 1), TWO, MENU),
    (LD.replace("Neuer Kran am Nordkai", "Ein Tor am Südkai"), TWO, MENU),  # of another article
    (META, TWO, MENU + '<li><a href="/k">Neuer Kran am Nordkai</a></li>'),  # a page of the menu
    (META, "<p>Am Kai steht einer.</p>", MENU),
])  # fmt: skip
def test_a_short_page_without_a_claim_of_its_own_is_judged_by_its_signs(claims: str, text: str, menu: str) -> None:
    assert kind(claims, text, menu=menu)[0] == "other"


COOKIES = "<div>Wir verwenden Cookies.</div>"
LOGIN = '<div>Bitte melden Sie sich an.<input type="password" name="p"></div>'


@pytest.mark.parametrize("above", [COOKIES, LOGIN])
@pytest.mark.parametrize(("claims", "text"), [(LD, TWO), ("", f"<p>Meldung vom 03.06.2024</p>{TWO}")])
def test_words_of_a_stand_in_overrule_no_two_sentences_under_a_day_or_a_claim(above: str, claims: str, text: str) -> None:
    assert kind(claims, text, above=above)[0] == "article"


@pytest.mark.parametrize("headline", ["Seite nicht gefunden", "Bitte melden Sie sich an"])
def test_a_headline_that_is_a_stand_in_s_is_believed_whatever_the_page_claims(headline: str) -> None:
    page = f"<title>{headline}</title>{LD.replace('Neuer Kran am Nordkai', headline)}<body><h1>{headline}</h1>{TWO}</body>"
    assert page_type(Page(URL, page))[0] == "other"
