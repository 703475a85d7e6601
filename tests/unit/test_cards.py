"""Cards of other releases below an article; headings with links that are its own."""

import pytest

from crawler.extract import extract

URL = "https://www.example.com/news/werk"
NEWS = "".join(
    f"<p>The new furnace number {n} was lit on Monday, and the mayor of the town said that all had waited for it.</p>"
    for n in range(3)
)


def card(number: int, below: str) -> str:
    return f'<div><h3><a href="/news/{number}">Order number {number} for the rolling mill</a></h3>{below}</div>'


@pytest.mark.parametrize("below", ["", "<p>2024-03-05</p>", "<p>2024-03-05</p><p>The mill has won an order from abroad ...</p>"])
def test_cards_below_an_article_are_none_of_it(below: str) -> None:
    cards = "".join(card(n, below) for n in range(4))
    page = f"<html><body><article><h1>A furnace is lit</h1>{NEWS}</article><section>{cards}</section></body></html>"
    text = extract(page, URL).text
    assert "mayor" in text
    assert "Order number" not in text


def test_sections_of_an_article_may_have_links_for_headings() -> None:
    towns = ("Turku", "Riga", "Gdansk")
    said = [f"The mill of {town} has won an order, which it ships by sea before the harbour freezes. " * 5 for town in towns]
    parts = "".join(card(n, f"<p>{each}</p>") for n, each in enumerate(said))
    text = extract(f"<html><body><article><h1>A furnace is lit</h1>{NEWS}{parts}</article></body></html>", URL).text
    assert text.count("harbour") == 15
    assert "mayor" in text
