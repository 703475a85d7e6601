"""Pages made for training hold the article whose text they promise, and furniture of another site, the same each time."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.furnished_pages import furnished_pages, is_short_page
from crawler.page.page import Page

CITIES = (
    "Oslo", "Bergen", "Molde", "Narvik", "Alta", "Bodo", "Hamar", "Skien", "Moss", "Arendal", "Larvik", "Halden", "Tromso",
    "Vardo",
)  # fmt: skip

FORMS = ("<p>{}</p>", "<pre>{}</pre>", "{}<br>")  # of the paragraphs


def annotated() -> Iterator[dict[str, Any]]:
    for at, city in enumerate(CITIES):
        told = [f"The quay number {n} of {city} was opened on Monday, and {n + 3} ships unloaded grain there." for n in range(4)]
        body = "".join(map(FORMS[at % len(FORMS)].format, told))
        note = f"The writers of {city} send a letter each Friday to those who have left them their address."
        html = (
            f'<html lang="en"><body><h1>{city} opens a quay</h1><article>{body}</article>'
            f"<div><p>{note}</p><b>{city} today</b></div></body></html>"
        )
        page = {"id": str(at), "set": "own", "url": f"https://www.{city}.example/{at}", "site": f"{city}.example"}
        yield {**page, "html": html, "text": "\n".join(told)}


def made() -> list[tuple[str, str, str, str]]:
    return [(each.key, each.html, each.page["text"], each.other_site) for each in furnished_pages(list(annotated()))]


def test_they_are_the_same_each_time_and_of_both_kinds() -> None:
    pages = made()
    assert pages == made()
    assert {is_short_page(key) for key, *_ in pages} == {True, False}


@pytest.mark.parametrize("short", [True, False])
def test_each_holds_its_text_and_another_sites_words(short: bool) -> None:
    boxed = 0
    for key, html, text, other in made():
        if is_short_page(key) is short:
            shown = [block.text for block in Page("https://made.example/", html).outline.blocks]
            assert [line for line in text.splitlines() if line not in shown] == []
            boxed += any(f"writers of {other.split('.')[0]}" in each.lower() for each in shown)
    assert boxed >= len(CITIES) // 2


@pytest.mark.parametrize("mark", ["<pre>", "<br>"])
def test_short_pages_keep_the_elements_of_their_article(mark: str) -> None:
    assert any(mark in html for key, html, *_ in made() if is_short_page(key))
