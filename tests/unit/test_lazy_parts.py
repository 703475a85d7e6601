"""Lists whose next page an element asks for by itself, as soon as a reader comes near: frames, fragments, rows that load rows."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import Listing
from crawler.discover.sources.in_page import read_with_scripts
from crawler.discover.sources.script_calls import calls_on
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
NEWS = f"{HOST}/news/"
SITE = Site.for_url(NEWS)
TITLES = (
    "New kiln opens in the valley after two years", "Third quarter closes with a record order book", "Board proposes a higher dividend",
    "A chief engineer is appointed for the north works", "Old quarry becomes a lake for birds",
)  # fmt: skip


def read(below: str = "", last: str = "", inside: str = "", url: str = NEWS) -> Listing:
    rows = "".join(
        f'<li{last if at == 4 else ""}><a href="/news/{12 - at}.html">{title}</a> <span>2024-11-{28 - at}</span></li>'
        for at, title in enumerate(TITLES)
    )
    page = Page(url, f"<html><body><main><h1>News</h1><ul>{rows}{inside}</ul>{below}</main></body></html>")
    return read_with_scripts(page, SITE)


def following(below: str = "", last: str = "", inside: str = "", url: str = NEWS) -> list[str]:
    return [each.removeprefix(HOST) for each in read(below, last, inside, url).next]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ('<turbo-frame id="page_2" src="/news/?page=2" loading="lazy"><p>Loading…</p></turbo-frame>', "/news/?page=2"),
        ('<turbo-frame id="page_2" src="/news/page/2"><p>Wird geladen …</p></turbo-frame>', "/news/page/2"),
        ('<include-fragment src="/news/?after=11"><p>Chargement…</p></include-fragment>', "/news/?after=11"),
        ('<include-fragment src="/news/?cursor=eyJpZCI6OH0"><img src="/spin.gif" alt=""></include-fragment>', "/news/?cursor=eyJpZCI6OH0"),
        ('<div hx-get="/news/?side=2" hx-trigger="revealed" hx-swap="outerHTML">Laster …</div>', "/news/?side=2"),
        ('<section data-hx-get="/news/rows?page=2" data-hx-trigger="intersect once"></section>', "/news/rows?page=2"),
        ('<p data-url="/api/list?offset=5"></p>', "/api/list?offset=5"),
        ('<section class="loading" data-src="?p=2">読み込み中</section>', "/news/?p=2"),
        ('<div up-defer="reveal" up-href="/news/?from=5">…</div>', "/news/?from=5"),
        ('<div hx-get="/news/older" hx-trigger="revealed"></div>', "/news/older"),
    ],
)  # fmt: skip
def test_what_fills_itself_below_the_list_is_its_next_page(below: str, expected: str) -> None:
    assert following(below) == [expected]


def test_the_last_row_or_an_item_behind_it_may_ask_for_the_next_rows() -> None:
    assert following(last=' hx-get="/news/?page=2" hx-trigger="revealed" hx-swap="afterend"') == ["/news/?page=2"]
    assert following(inside='<li hx-get="/news/?cursor=Zm9v" hx-trigger="intersect"><i class="spin"></i></li>') == ["/news/?cursor=Zm9v"]


def test_of_an_address_without_a_number_only_what_comes_back_tells() -> None:
    assert read('<div hx-get="/news/older" hx-trigger="revealed"></div>').step.by_script
    assert not read('<turbo-frame src="/news/?page=2"></turbo-frame>').step.by_script


@pytest.mark.parametrize(
    "below",
    [
        '<turbo-frame src="/newsletter/form" loading="lazy"></turbo-frame>',
        '<turbo-frame src="/events?page=2" loading="lazy"></turbo-frame>' '<p>Impressum</p>',
        '<include-fragment src="/cart"></include-fragment>',
        '<div hx-get="/stock/quote?n=2" hx-trigger="load"></div>',
        '<div data-src="/images/kiln_2.jpg"></div>',
        '<div class="share" data-url="http://www.example.com/news/?utm_source=mail"></div>',
        '<div data-url="http://www.example.com/news/"></div>',
        '<lazy-image src="/images/2.jpg"></lazy-image>',
        '<div class="comments"><turbo-frame src="/news/?page=2"></turbo-frame></div>',
        '<div hx-get="/news/?page=2" hx-trigger="revealed">' + "<p>Our works are open to visitors on each first Sunday of the month.</p>" * 3 + "</div>",
    ],
)  # fmt: skip
def test_what_fills_itself_with_something_else_is_no_page(below: str) -> None:
    # A list elsewhere is one only right behind the rows.
    assert following(f"<p>Contact: press office</p>{below}") == []


def test_no_page_before_this_one() -> None:
    assert following('<turbo-frame src="/news/?page=1"></turbo-frame>', url=f"{NEWS}?page=2") == []
    assert following('<turbo-frame src="/news/?page=3"></turbo-frame>', url=f"{NEWS}?page=2") == ["/news/?page=3"]


def test_a_frame_that_has_the_whole_list_is_what_its_page_asks_for() -> None:
    page = Page(NEWS, '<html><body><h1>News</h1><turbo-frame id="list" src="/news/list"><p>Loading…</p></turbo-frame></body></html>')
    assert calls_on(page, SITE) == (f"{NEWS}list",)
