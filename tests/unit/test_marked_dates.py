"""Dates in elements that are made for them, in a page's own links and in those of other pages."""

from datetime import date

import pytest

from crawler.extract.fields.find_dates import find_dates
from crawler.page.page import Page

TODAY = date(2026, 11, 22)
URL = "https://docks.example/news/cranes.html"
BODY = "<p>" + "The company said that the works would go on for another year, and that more people would be hired. " * 4 + "</p>"
CARDS = {
    "time in a card": "<a href=/guides/keys><div><span><h3>Publish date</h3><time datetime=2019-01-17>17 Jan 2019</time></span>"
    "<h3>Keys for the gates of all docks</h3></div></a>",
    "printed in a card": "<a href=/guides/keys><div><p>Published 17 January 2019</p><h3>Keys for all gates</h3></div></a>",
    "Han": "<a href=/guides/keys><div><p>发布时间：2019-01-17</p><h3>全部码头的新钥匙已经启用，旧钥匙停止使用</h3></div></a>",
}


def published(html: str) -> str | None:
    return find_dates(Page(URL, html), ("en",), title_block=0, today=TODAY).published


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_labelled_day_inside_a_link_to_another_page_is_that_pages(card: str) -> None:
    article = f"<h1>Cranes</h1>{BODY}{card}{BODY}"
    assert published(article) is None
    own = "<div><h4>Published</h4><time datetime=2018-11-15>15 November 2018</time></div>"
    assert published(article + own) == "2018-11-15"


@pytest.mark.parametrize("href", [URL, f"{URL}#top", "cranes.html", "#", ""])
def test_a_day_inside_a_link_to_the_page_itself_is_its_own(href: str) -> None:
    head = f"<h1><a href='{href}'><time datetime=2018-11-15>15 Nov 2018</time> Cranes for the docks of the north</a></h1>"
    assert published(f"{head}{BODY}") == "2018-11-15"


def test_a_time_beside_a_link_to_another_page_is_that_pages() -> None:
    behind = "<div><div><h4><a href=/a>Two new works open in spring</a></h4><time datetime=2024-05-12>12 May</time></div></div>"
    assert published(f"<main><h1>Cranes</h1>{BODY}{behind}</main>") is None


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ('var ct = "1581517074";', "2020-02-12T14:17:54+00:00"),
        ("var publish_time = '2020-02-12' || '';", "2020-02-12"),
        ('var ct = "news";', None),
        ('var act = "1581517074";', None),
    ],
)
def test_a_script_s_variable_has_the_day(script: str, day: str | None) -> None:
    assert published(f"<h1>Cranes</h1>{BODY}<script>{script}</script>") == day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ('<div><span class="js" data-published-at="1689163200000">Published</span></div>', "2023-07-12T12:00:00+00:00"),
        ('<div><span data-time="2023-07-12"></span></div>', "2023-07-12"),
        ('<div><span data-timestamp="1689163200"></span></div>', "2023-07-12T12:00:00+00:00"),
        ('<div><span data-updated-time="1689163200"></span></div>', None),
        ('<div><span data-reading-time="15"></span></div>', None),
    ],
)
def test_an_attribute_has_the_day_that_a_script_shows_below_the_headline(told: str, day: str | None) -> None:
    assert published(f"<article><h1>Cranes</h1>{told}{BODY}</article>") == day
    assert published(f"<article>{told}<h1>Cranes</h1>{BODY}</article>{told}") is None


def test_a_printed_day_stands_before_that_of_an_attribute() -> None:
    told = '<div><span data-time="2023-07-12"></span><p>11 July 2023</p></div>'
    assert published(f"<article><h1>Cranes</h1>{told}{BODY}</article>") == "2023-07-11"
