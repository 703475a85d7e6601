"""The replica's listing pages: every pager leads to every row, and to nothing past the end."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import pytest
from parsel import Selector

from tests.replica.catalogue import HOST_OF
from tests.replica.model import Channel
from tests.replica.newsroom import Newsroom, make
from tests.replica.pagers import list_name, page_address, page_number
from tests.replica.plain import PAGERS, make_plain
from tests.replica.timeline import listed

SEEDS = (2, 11)


def channel(pager: str, page_size: int = 10) -> Channel:
    path = "/outline.jsp?column_no=02" if pager == "topage" else "/news/"
    return Channel("test", "test", "B", "www.minmetals.com", path, "News", ("Home", "News"), "en", pager, page_size)


def addresses(room: Channel, newsroom: Newsroom) -> Iterable[str]:
    rows = listed(newsroom.releases, room)
    pages = -(-len(rows) // room.page_size)
    return [page_address(room, page, pages) for page in range(1, pages + 1)]


def links(newsroom: Newsroom, room: Channel, address: str) -> set[tuple[str, str]]:
    """(canonical host, target) of all links of a listing page."""
    reply = newsroom.reply(room.host, address)
    assert reply.status == 200
    assert reply.kind == "listing"
    base = f"http://{room.host}{address}"
    found = set()
    for href in Selector(reply.body.decode("latin-1")).xpath("//a/@href").getall():
        parts = urlsplit(urljoin(base, href))
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        found.add((HOST_OF.get(parts.netloc, parts.netloc), target))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_release_has_a_row_that_leads_to_it(seed: int) -> None:
    newsroom = make(seed, articles=45)
    for room in newsroom.channels.values():
        found = {link for address in addresses(room, newsroom) for link in links(newsroom, room, address)}
        for release in listed(newsroom.releases, room):
            assert any((release.channel.host, path) in found for path in release.paths.values()), (room.key, release.path)


@pytest.mark.parametrize(
    ("pager", "second", "last"),
    [
        ("zero", "/news/index_1.html", "/news/index_8.html"),
        ("one", "/news/NAME_2.html", "/news/NAME_9.html"),
        ("count", "/news/index_1.html", "/news/index_8.html"),
        ("next", "/news/index_2.html", "/news/index_9.html"),
        ("query", "/news/?page=2", "/news/?page=9"),
        ("countdown", "/news/index_4217_8.html", "/news/index_4217_1.html"),
        ("topage", "/outline.jsp?column_no=02&topage=2", "/outline.jsp?column_no=02&topage=9"),
    ],
)
def test_each_pager_has_its_own_base(pager: str, second: str, last: str) -> None:
    room = channel(pager)
    name = list_name(room)
    assert page_address(room, 2, 9) == second.replace("NAME", name)
    assert page_address(room, 9, 9) == last.replace("NAME", name)
    for page in range(1, 10):
        assert page_number(room, page_address(room, page, 9), 9) == page


@pytest.mark.parametrize(
    ("pager", "address"),
    [
        ("zero", "/news/index_9.html"),
        ("zero", "/news/index_0.html"),
        ("one", "/news/NAME_10.html"),
        ("count", "/news/index_9.html"),
        ("next", "/news/index_10.html"),
        ("query", "/news/?page=10"),
        ("countdown", "/news/index_4217_0.html"),
        ("topage", "/outline.jsp?column_no=02&topage=10"),
    ],
)
def test_there_is_nothing_past_the_end(pager: str, address: str) -> None:
    room = channel(pager)
    assert page_number(room, address.replace("NAME", list_name(room)), 9) == 0


def test_past_the_end_is_404() -> None:
    newsroom = make(3, articles=40)
    for room in newsroom.channels.values():
        pages = len(list(addresses(room, newsroom)))
        beyond = page_address(room, pages + 1, pages)
        if room.pager != "countdown":
            assert newsroom.reply(room.host, beyond).status == 404
        assert newsroom.reply(room.host, room.path).status == 200


def test_scripted_pagers_print_no_links_to_pages() -> None:
    seen = set()
    for seed in range(8):
        newsroom = make(seed, articles=60, sites=("minmetals",))
        for room in newsroom.channels.values():
            text = newsroom.reply(room.host, room.path).body.decode("latin-1")
            if room.pager in ("zero", "one", "count"):
                seen.add(room.pager)
                assert not re.search(r'href="[^"]*(index|list)_\d+\.html"', text)
                wanted = {"zero": r"createPageHTML\(\d+, ?0, ?.index., ?.html.\)", "one": r"createPageHTML\('page_div',\d+, ?1,"}
                assert re.search(wanted.get(room.pager, "m_nRecordCount"), text)
    assert seen == {"zero", "one", "count"}


def test_further_pages_of_the_component_system_are_fragments() -> None:
    newsroom = make(4, articles=80, sites=("cnmc",))
    room = newsroom.channels["cnmc-jtxw"]
    pages = list(addresses(room, newsroom))
    first, second = (newsroom.reply(room.host, address).body.decode("utf-8", "replace") for address in pages[:2])
    assert f"maxPageNum={len(pages)}" in first
    assert "<body" not in second
    assert "<!--start component" in second


@pytest.mark.parametrize("pager", PAGERS)
def test_the_plain_newsroom_has_the_pages_that_were_ordered(pager: str) -> None:
    newsroom = make_plain(9, articles=200, page_size=20, pager=pager)
    room = newsroom.channels["plain"]
    assert len(list(addresses(room, newsroom))) == 10
    assert len(newsroom.expected("plain")) == 200
    assert newsroom.reply("127.0.0.1:4000", "/").kind == "front"
    assert all(newsroom.reply("any.example", address).kind == "listing" for address in addresses(room, newsroom))


def test_homes_and_sections_lead_to_the_listings_and_are_no_articles() -> None:
    newsroom = make(6)
    homes = {
        "/english/": "/english/News/", "/english/news/": "/english/news/minmetalsnews/", "/": "/xwzx/gsyw/",
        "/ddjj/": "/ddjj/ghyd/",
    }  # fmt: skip
    for home, wanted in homes.items():
        reply = newsroom.reply("www.minmetals.com", home)
        assert reply.kind == "front"
        assert wanted in {target for _, target in _all_links(reply.body, home)}
    for about in ("/english/about_666/FromthePresident/", "/english/aboutus/developmentcourse/", "/english/about/3/"):
        assert newsroom.reply("www.minmetals.com.cn", about).kind == "about"


def _all_links(body: bytes, path: str) -> set[tuple[str, str]]:
    hrefs = Selector(body.decode("latin-1")).xpath("//@href | //option/@value").getall()
    parts = [urlsplit(urljoin(f"http://www.minmetals.com{path}", href)) for href in hrefs]
    return {(each.netloc, each.path) for each in parts}


def test_paths_are_case_sensitive_and_index_html_is_the_folder() -> None:
    newsroom = make(6)
    folder = newsroom.reply("www.minmetals.com", "/english/News/")
    assert newsroom.reply("minmetals.com", "/english/News/index.html").body == folder.body
    assert newsroom.reply("www.minmetals.com", "/english/NEWS/").status == 404
