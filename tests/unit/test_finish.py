"""The end that both readers share: pages become one body, its documents are found, fields and flags are put together."""

from typing import NamedTuple

import pytest

from crawler.extract.article import checked_language, finish, read_article, read_generic
from crawler.extract.block_model.select import select_blocks
from crawler.items import Row
from crawler.page.page import Page
from crawler.site import Site
from spiders.minmetals import Minmetals

URL = "http://www.example.com/news/mill-restarts"
LONG = "The company said that the mill will reach its full rate in June, and that no shipment to customers was missed."


def page(*paragraphs: str, title: str = "Mill restarts after the flood", tail: str = "") -> Page:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return Page(URL, f"<title>{title}</title><main><h1>{title}</h1><div>{body}</div>{tail}</main>")


def test_a_sentence_that_a_page_end_cut_through_is_whole_again() -> None:
    cut = "Northern Ore has restarted the mill at its river site, three weeks after the flood that stopped it in the"
    found = read_generic([page(LONG, cut), page("Spring of the year before, and has hired people.", LONG)])
    assert f"{cut} Spring of the year before" in found.text


def test_lists_of_two_pages_stay_two() -> None:
    items = [f"<ul><li>{LONG}</li><li>{LONG[:end]}.</li></ul>" for end in (60, 70)]
    pages = [page(LONG, items[0]), page(items[1], LONG)]
    assert read_generic(pages).html.count("<ul>") == 2


@pytest.mark.parametrize("number", [0, 1])
def test_documents_behind_every_page_of_the_body_are_its_own(number: int) -> None:
    tails = ["", ""]
    tails[number] = '<ul><li><a href="/report.pdf">The report</a></li></ul>'
    found = read_generic([page(LONG, LONG, tail=tail) for tail in tails])
    assert [each.url for each in found.attachments] == ["http://www.example.com/report.pdf"]


class Told(NamedTuple):
    text: str
    declared: str | None
    language: str | None


@pytest.mark.parametrize(
    "told",
    [
        Told("word " * 20, "zh", "en"),
        Told("集团召开会议" * 10, "en", "zh"),
        Told("word " * 20, "en", "en"),
        Told("word", "zh", "zh"),
        Told("word " * 20, None, None),
    ],
)
def test_a_declared_language_that_the_text_contradicts(told: Told) -> None:
    assert checked_language(told.text, told.declared) == told.language


def test_a_selection_says_who_read_the_page_and_what_is_its_title() -> None:
    selection = select_blocks([page(LONG, LONG)])
    assert (selection.by, selection.layout, selection.title.text) == ("generic", "generic", "Mill restarts after the flood")
    article = finish(selection)
    assert (article.title, article.provenance["text"].by) == ("Mill restarts after the flood", "generic")


def test_full_width_letters_name_the_same_title() -> None:
    row = Row(URL, title="Ｍill restarts after the flood")
    assert "listing" in read_generic([page(LONG, LONG)], row).provenance["title"].agree


def test_full_width_letters_name_the_same_title_of_a_declared_page() -> None:
    url = "http://www.minmetals.com/english/news/201906/t20190606_274143.html"
    markup = (
        "<div>Your location: <a>Home</a> > <a>News</a></div><h1>Copper Mine Opens in the North</h1>"
        f"<div>Date: 2019-06-06</div><p>{LONG}</p><p>{LONG}</p>"
    )
    row = Row(url, title="Ｃopper Mine Opens in the North")
    site: Site = Minmetals.site
    found = read_article([Page(url, f"<title>News</title><body>{markup}</body>")], site, row)
    assert found.title == "Copper Mine Opens in the North"
    assert "title_mismatch" not in found.flags
