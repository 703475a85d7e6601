"""A next page that only a header of the answer names, of pages and of JSON lists."""

import json

import pytest
from scrapy.http import TextResponse

from crawler.discover.listing import Listing
from crawler.discover.pagers.link_header import next_in_headers
from crawler.discover.sources.in_page import read_with_scripts
from crawler.discover.sources.read import read_source, with_headers
from crawler.middlewares.answer_parts import following_of, page_of
from crawler.site import Site

HOST = "http://www.example.com"
NEWS = f"{HOST}/news/"
SITE = Site.for_url(NEWS)
ROWS = "".join(
    f'<li><a href="/news/{12 - at}.html">{title}</a> <span>2024-11-{28 - at}</span></li>'
    for at, title in enumerate(["A new kiln opens in the valley", "Record order book in autumn", "Higher dividend is proposed"])
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (['</news/?page=2>; rel="next"'], "/news/?page=2"),
        (["<?page=2>; rel=next"], "/news/?page=2"),
        (['<http://www.example.com/news/?page=2>;rel="NEXT"; title="Weiter"'], "/news/?page=2"),
        (['</news/?page=9>; rel="last", </news/?page=3>; rel="next", </news/>; rel="first prev"'], "/news/?page=3"),
        (["</s.css>; rel=preload; as=style", '</news/p/2>; title="a, b"; rel="next nofollow"'], "/news/p/2"),
        (['</news/?a=1,2&page=2>; rel="next"'], "/news/?a=1,2&page=2"),
    ],
)
def test_the_next_page_of_a_header(values: list[str], expected: str) -> None:
    assert next_in_headers(values, NEWS) == HOST + expected


@pytest.mark.parametrize(
    "value",
    [
        '</news/?page=1>; rel="prev"', '</wp-json/>; rel="https://api.w.org/"', "</news/?page=2>", '</x>; rel="nextcloud"',
        "rel=next",
        '</news/?page=2>; rel="next"; anchor="/other"', '<javascript:go()>; rel="next"', '<http://[>; rel="next"', "<" * 9000,
    ],
)  # fmt: skip
def test_a_header_without_one(value: str) -> None:
    assert next_in_headers([value], NEWS) is None


def answered(body: str, *links: str, url: str = NEWS) -> TextResponse:
    return TextResponse(url, headers={"Content-Type": "text/html", "Link": list(links)}, body=body.encode(), encoding="utf-8")


def listed(*links: str, more: str = "", url: str = NEWS) -> Listing:
    html = f"<html><body><main><h1>News</h1><ul>{ROWS}</ul>{more}</main></body></html>"
    return read_with_scripts(page_of(answered(html, *links, url=url)), SITE)


def test_a_page_whose_pager_is_a_header() -> None:
    assert listed('</news/?page=2>; rel="next"').next == (f"{NEWS}?page=2",)
    assert listed('</news/?page=1>; rel="prev"', '</news/?page=3>; rel="next"', url=f"{NEWS}?page=2").next == (f"{NEWS}?page=3",)
    assert not listed('</news/?page=2>; rel="next"', more='<button class="load-more">Mehr laden</button>').step.is_none


def test_what_the_page_shows_goes_first() -> None:
    assert listed('</news/?page=2>; rel="next"', more='<a href="/news/page/2">Next page</a>').next == (f"{NEWS}page/2",)


@pytest.mark.parametrize("target", ["https://other.example.org/news/?page=2", "/news/12.html", "/news/", ""])
def test_no_other_host_no_release_not_the_page_itself(target: str) -> None:
    assert listed(f'<{target}>; rel="next"').next == ()


def test_a_json_list_whose_next_part_is_a_header() -> None:
    url = f"{HOST}/api/news?per_page=3"
    titles = ("Works number one reports on its year", "Works number two opens its doors", "Works number three is sold")
    rows = [{"title": title, "url": f"/news/{n}.html", "date": f"2024-11-{n + 10}"} for n, title in enumerate(titles)]
    found = read_source(url, json.dumps(rows).encode(), "application/json", SITE)
    assert found is not None
    response = answered("[]", '</api/news?per_page=3&cursor=Zm9v>; rel="next"', url=url)
    further = with_headers(found, None, following_of(response), url, SITE)
    assert further is not None
    assert further.next == (f"{HOST}/api/news?per_page=3&cursor=Zm9v",)
    assert with_headers(found, None, "https://other.example.org/api", url, SITE) == found
    assert with_headers(found, None, None, url, SITE) == found
    assert with_headers(None, None, f"{NEWS}2", url, SITE) is None
