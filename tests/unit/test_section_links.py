"""From home and section pages to listing pages."""

# ruff: noqa: E501  markup is read best on one line

from typing import Any

import pytest

from crawler.discover.section_links import ListingCandidate, is_own_list, read_front
from crawler.items import Row
from crawler.page.page import Page
from crawler.platforms.jsp import JSP
from crawler.platforms.trs import TRS
from crawler.site import Site

SITE = Site(
    name="example", company="Example", language="en", group="example",
    start=("http://www.example.com/english/",), hosts=("www.example.com", "example.com"),
    paths=("/english/",), sections={"/english/headlinepic/": "Headlines"}, platform=TRS | JSP,
)  # fmt: skip
HOME = "http://www.example.com/english/"


def leads(html: str, url: str = HOME) -> tuple[ListingCandidate, ...]:
    return read_front(Page(url, html), SITE)


def paths(html: str) -> list[str]:
    return [lead.url.removeprefix(HOME) for lead in leads(html)]


MENU = """<table><tr><td><a href="/english/">Home</a></td><td><a href="aboutus/">About Us</a></td><td><a href="News/">News</a></td>
<td><a href="contact/index.html">Contact Us</a></td><td><a href="/ddjj/">党建</a></td><td><a href="http://other.example/news/">News</a></td>
<td><a href="headlinepic/">Pictures</a></td><td><a href="report.pdf">News letter</a></td></tr></table>"""


def test_news_sections_come_first_and_what_is_none_stays_out() -> None:
    found = paths(MENU)
    assert found[:2] == ["headlinepic/", "News/"]
    assert not {"aboutus/", "contact/index.html", "", "report.pdf"} & set(found)
    assert all(lead.url.startswith(HOME) for lead in leads(MENU))


def test_leads_carry_the_name_of_their_section() -> None:
    assert {lead.url.removeprefix(HOME): lead.section for lead in leads(MENU)} == {"headlinepic/": "Headlines", "News/": "News"}


def test_folders_of_the_articles_on_the_page_are_leads() -> None:
    found = leads('<p><a href="news/company/202301/t20230101_123456.html">A story of copper and zinc</a></p>')
    assert [(lead.url, lead.why) for lead in found] == [(HOME + "news/company/", "folder")]


def test_more_links_lead_to_listings() -> None:
    found = leads('<div><a href="column7/">More>></a><a href="column7/202301/t20230101_123456.html">A story</a></div>')
    assert found[0].url == HOME + "column7/"


@pytest.mark.parametrize("query", ["item=12&asPDF=1", "asPDF", "as_pdf=1", "print=1", "x=1&format=pdf"])
def test_another_form_of_a_release_is_no_list(query: str) -> None:
    assert paths(f'<a href="news-releases?{query}">PDF</a>') == []
    assert paths('<a href="news-releases?l=10">News releases</a>') == ["news-releases?l=10"]


def test_old_listing_addresses() -> None:
    assert "outline.jsp?column_no=02" in paths('<a href="outline.jsp?column_no=02">Archive</a>')


@pytest.mark.parametrize(
    "html",
    [
        "<html><script>window.location.href = 'index_main.html';</script></html>",
        "<script>location.replace('/english/index_main.html')</script>",
        "<script>top.location='index_main.html'</script>",
        '<meta http-equiv="refresh" content="0; url=index_main.html">',
        '<META HTTP-EQUIV=Refresh CONTENT="0;URL=\'/english/index_main.html\'">',
        '<frameset rows="80,*"><frame src="top.html"><frame src="index_main.html"></frameset>',
        '<body><iframe src="index_main.html"></iframe></body>',
    ],
)
def test_pages_that_only_send_their_reader_on(html: Any) -> None:
    assert "index_main.html" in paths(html)


def test_a_jump_elsewhere_is_not_followed() -> None:
    assert leads('<meta http-equiv="refresh" content="0; url=http://evil.example/">') == ()
    assert leads("<frameset><frame src='http://[bad'></frameset>") == ()


def test_a_script_in_a_full_page_is_no_jump() -> None:
    words = "The company runs mines and smelters on three continents and trades their metals. " * 5
    assert paths(f"<p>{words}</p><script>if (phone) location.href='mobile.html'</script>") == []


def test_pagers_and_articles_are_no_leads() -> None:
    html = '<a href="News/201901/t20190101_123456.html">News of copper</a><a href="News/index_1.html">2</a><a href="News/index_1.html">Next</a>'
    assert paths(html) == ["News/"]


@pytest.mark.parametrize(
    ("form", "day", "own"),
    [
        ("/english/{}.html", None, True),
        ("/english/2026/{}.html", None, False),
        ("/english/detail.jsp?id={}", None, False),
        ("/english/detail.jsp?id={}", "2026-03-01", True),
    ],
)
def test_a_page_is_its_own_list_where_its_rows_lie_in_its_folder(form: str, day: str | None, own: bool) -> None:
    rows = [Row(f"http://www.example.com{form.format(number)}", None, day) for number in range(5)]
    assert is_own_list("http://www.example.com/english/", rows, SITE) is own
