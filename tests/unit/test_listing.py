"""Listing pages in many markups: rows, dates, popups, side lists, problems."""

# ruff: noqa: E501  markup is read best on one line

from typing import Any

import pytest

from crawler.discover.links import is_cut
from crawler.discover.listing import Listing, is_cut_off, read_listing
from crawler.page.page import Page
from crawler.platforms.jsp import JSP
from crawler.platforms.trs import TRS
from crawler.site import Site

SITE = Site(
    name="example", company="Example", language="en", group="example",
    start=("http://www.example.com/english/",), hosts=("www.example.com", "example.com"),
    paths=("/english/",), sections={"/english/News/": "News"}, platform=TRS | JSP,
)  # fmt: skip
UNKNOWN = Site.for_url("http://www.example.org/")
URL = "http://www.example.com/english/News/"
PAGER = '<script>createPageHTML(4, 0, "index", "html");</script>'
NUMBERS = range(1, 7)


def read(body: str, url: str = URL, site: Site = SITE) -> Listing:
    return read_listing(Page(url, f"<html><head><title>News</title></head><body>{body}</body></html>"), site)


def href(n: int) -> str:
    return f"./201906/t2019060{n}_27414{n}.html"


def title(n: int) -> str:
    return f"Example Opens Smelter Number {n} in the Northern Valley"


def ul(extra: str = "") -> str:
    rows = "".join(f'<li><a href="{href(n)}" target="_blank">{title(n)}</a><span>2019-06-0{n}</span>{extra}</li>' for n in NUMBERS)
    return f"<ul>{rows}<li class=empty></li></ul>"


MARKUPS = {
    "ul": ul(),
    "date before": "<ul>" + "".join(f"<li><span>2019-06-0{n}</span><a href={href(n)}>{title(n)}</a></li>" for n in NUMBERS) + "</ul>",
    "duplicated dates": "<ul>"
    + "".join(
        f'<li><span class="pchide">06-0{n}</span><a href="{href(n)}">{title(n)}</a><span class="mhide">2019-06-0{n}</span></li>'
        for n in NUMBERS
    )
    + "</ul>",
    "upper-case table": "<TABLE width=100%>"
    + "".join(
        f'<TR><TD width=10>&middot;</TD><TD class=info><A HREF="{href(n)}"><FONT color=#333>{title(n)}</FONT></A></TD>'
        f"<TD>2019-06-0{n}</TD></TR>"
        for n in NUMBERS
    )
    + "</TABLE>",
    "a table for each row": "".join(
        f"<table><tr><td><a href='{href(n)}'>{title(n)}</a></td><td align=right>[2019-06-0{n}]</td></tr></table>" for n in NUMBERS
    ),
    "split cells": "<table>"
    + "".join(f"<tr><td>0{n}</td><td>2019-06</td><td><a href='{href(n)}'>{title(n)}</a></td></tr>" for n in NUMBERS)
    + "</table>",
    "definition list": "<dl>"
    + "".join(f"<dt>2019-06-0{n}</dt><dd><a href='{href(n)}'>{title(n)}</a></dd>" for n in NUMBERS)
    + "</dl>",
    "cards": "".join(
        f"<div class=item><a href='{href(n)}'><img src=a.jpg></a><h3><a href='{href(n)}'>{title(n)}</a></h3>"
        f"<p>Some words of the story.</p><p>2019-06-0{n}</p><a href='{href(n)}'>More</a></div>"
        for n in NUMBERS
    ),
    "bare lines with dates first": "<div>" + "".join(f"2019-06-0{n}&nbsp; <a href='{href(n)}'>{title(n)}</a><br>" for n in NUMBERS) + "</div>",
    "bare lines": "".join(f"<a href='{href(n)}'>{title(n)}</a> (2019-06-0{n})<br>" for n in NUMBERS),
}


@pytest.mark.parametrize("name", MARKUPS)
def test_rows_whatever_the_markup(name: Any) -> None:
    found = read(MARKUPS[name] + PAGER)
    assert [row.title for row in found.rows] == [title(n) for n in NUMBERS]
    assert [row.date for row in found.rows] == [f"2019-06-0{n}" for n in NUMBERS]
    assert [row.url for row in found.rows] == [f"{URL}201906/t2019060{n}_27414{n}.html" for n in NUMBERS]
    assert {row.section for row in found.rows} == {"News"}
    assert (found.problem, found.next) == (None, (f"{URL}index_1.html",))


def test_the_whole_title_where_the_anchor_is_cut() -> None:
    found = read(f'<ul><li><a href="{href(1)}" title="{title(1)}">{title(1)[:20]}...</a></li><li><a href="{href(2)}">{title(2)}</a></li></ul>')
    assert [row.title for row in found.rows] == [title(1), title(2)]


def test_an_unlike_title_attribute_is_not_the_title() -> None:
    found = read(f'<ul><li><a href="{href(1)}" title="Opens in a new window">{title(1)}</a></li><li><a href="{href(2)}">{title(2)}</a></ul>')
    assert found.rows[0].title == title(1)


@pytest.mark.parametrize(
    "popup",
    [
        '<div class="popbox"><ul><li><a href="./201801/t20180101_111111.html">Related story of another year</a></li></ul></div>',
        '<div style="display: none"><a href="./201801/t20180101_111111.html">Related story of another year</a></div>',
        '<div><p><a href="./201801/t20180101_111111.html">Related one</a></p><p><a href="./201802/t20180201_111112.html">And</a></p></div>',
    ],
)
def test_popups_inside_rows_are_not_rows(popup: Any) -> None:
    assert [row.title for row in read(ul(popup)).rows] == [title(n) for n in NUMBERS]


@pytest.mark.parametrize(
    "side",
    [
        "<div><h3>Hot News</h3>{}</div>",
        "<table><tr><td>Related News</td></tr><tr><td>{}</td></tr></table>",
        "<div class=sidebar>{}</div>",
        "<div><div>相关新闻</div>{}</div>",
        "<footer>{}</footer>",
        "<nav>{}</nav>",
    ],
)
def test_lists_beside_the_listing_are_not_rows(side: Any) -> None:
    links = "<ul><li><a href='./201801/t20180101_111111.html'>Another story</a></li><li><a href='./201801/t20180102_111112.html'>A second one</a></li></ul>"
    assert len(read(ul() + side.format(links)).rows) == len(NUMBERS)


@pytest.mark.parametrize(
    "columns",
    [
        "<table><tr><td><h4>Hot News</h4></td><td>{}</td></tr></table>",
        "<div class=left><div class=box><h4>Hot News</h4></div></div><div class=right>{}</div>",
    ],
)
def test_an_empty_column_of_hot_news_makes_the_listing_no_side_list(columns: Any) -> None:
    other = f"<p><a href='{href(9)}'>{title(9)}</a></p>"
    assert len(read(other + columns.format(ul())).rows) == len(NUMBERS) + 1


@pytest.mark.guarantee(11)
def test_a_malformed_link_costs_one_link() -> None:
    found = read(ul() + '<a href="http://[bad">x</a><a href="http://www.example.com:99999/">y</a>')
    assert (len(found.rows), found.bad_links) == (6, 2)


def test_mobile_twins_lead_to_the_article() -> None:
    twins = ul().replace(".html", "_ext.html")
    assert [row.url for row in read(twins).rows] == [row.url for row in read(ul()).rows]


@pytest.mark.guarantee(13)
@pytest.mark.parametrize("base", ["http://evil.example/", "//cdn.example.net/assets/", "https://shop.example.com:8443/"])
def test_a_base_elsewhere_invents_no_address_here(base: str) -> None:
    rows = "".join(f"<li><a href='News/201801/t20180101_{n}.html'>A headline of some length {n}</a></li>" for n in range(274100, 274106))
    html = f'<html><head><base href="{base}"></head><body><ul>{rows}</ul></body></html>'
    assert read_listing(Page(URL, html), SITE).rows == ()
    assert len(read_listing(Page(URL, html.replace(base, "/english/")), SITE).rows) == 6


def test_links_to_other_hosts_are_not_rows() -> None:
    found = read(ul() + "<ul><li><a href='http://other.example/english/News/201801/t20180101_111111.html'>Elsewhere</a></li></ul>")
    assert len(found.rows) == 6


@pytest.mark.guarantee(11)
@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<ul></ul>" + PAGER, "empty"),
        ("<p>About the company and its long history.</p>", "not_a_listing"),
        (f"<ul><li><a href='{href(1)}'>{title(1)}</a></li></ul><script>createPageHTML('p',5,1,'index','html',100)</script>", "shrunken"),
        (ul() + PAGER, None),
    ],
)
def test_problems(body: Any, problem: Any) -> None:
    assert read(body).problem == problem


@pytest.mark.guarantee(11)
def test_a_cut_page_is_a_problem() -> None:
    html = f"<html><body>{ul()}</body></html>"
    assert read_listing(Page(URL, html[: len(html) // 2]), SITE).problem == "cut"
    assert not is_cut_off("<ul><li>a fragment without head is whole</li></ul>")
    assert is_cut_off("<ul><li>ends inside a tag</li><li cla")


def test_jsp_rows_take_the_year_from_their_address() -> None:
    rows = "".join(
        f"<dt>07-1{n}</dt><dd><a href='detail.jsp?article_millseconds=131060408901{n}&amp;column_no=02'>{title(n)}</a></dd>" for n in NUMBERS
    )
    found = read(f"<dl>{rows}</dl>", "http://www.example.com/english/outline.jsp?column_no=02")
    assert [row.date for row in found.rows] == [f"2011-07-1{n}" for n in NUMBERS]


def test_the_fingerprint_is_of_the_rows() -> None:
    assert read(ul()).fingerprint == read(ul() + PAGER + "<p>x</p>").fingerprint
    assert read(ul()).fingerprint != read(ul().replace("Number 3", "Number 9")).fingerprint


def generic(body: str, url: str = "http://www.example.org/newsroom/") -> Listing:
    menu = "".join(f"<li><a href='/{word}/'>{word} and everything about our company</a></li>" for word in ("about", "careers", "products"))
    return read(f"<header><nav><ul>{menu}</ul></nav></header>{body}<footer><a href='/terms'>Terms and conditions of use</a></footer>", url, UNKNOWN)


UNKNOWN_MARKUPS = {
    "articles": "".join(
        f"<article><time>June {n}, 2019</time><h2><a href='/newsroom/smelter-{n}-opens'>{title(n)}</a></h2>"
        f"<a href='/newsroom/smelter-{n}-opens'>Read more</a></article>"
        for n in NUMBERS
    ),
    "list without dates": "<ul>" + "".join(f"<li><a href='/news/{n}'>{title(n)}</a></li>" for n in NUMBERS) + "</ul>",
    "table": "<table>" + "".join(f"<tr><td>{n} Jun 2019</td><td><a href='/pr?id={n}'>{title(n)}</a></td></tr>" for n in NUMBERS) + "</table>",
    "card links": "".join(
        f"<a class=card href='/stories/2019/x{n}'><div><span>0{n}.06.2019</span><h3>{title(n)}</h3><p>And a summary.</p></div></a>" for n in NUMBERS
    ),
    "divs of divs": "".join(f"<div><div><div><a href='/a/b{n}.html'>{title(n)}</a></div></div><div>2019/06/0{n}</div></div>" for n in NUMBERS),
}


@pytest.mark.parametrize("name", UNKNOWN_MARKUPS)
def test_an_unknown_site_by_repeated_structure(name: Any) -> None:
    found = generic(UNKNOWN_MARKUPS[name])
    assert [row.title for row in found.rows] == [title(n) for n in NUMBERS]
    if name != "list without dates":
        assert [row.date for row in found.rows] == [f"2019-06-0{n}" for n in NUMBERS]


@pytest.mark.parametrize(("last", "dates"), [("28/04/2013", ["2013-04-02", "2013-04-11"]), ("04/28/2013", ["2013-02-04", "2013-11-04"])])
def test_one_row_tells_the_order_of_all_dates(last: str, dates: list[str]) -> None:
    printed = ["02/04/2013", "11/04/2013", last, last]
    rows = "".join(f"<li><a href='/press/{n}'>{title(n)}</a> <span>{each}</span></li>" for n, each in enumerate(printed))
    found = generic(f"<ul>{rows}</ul>").rows
    assert [row.date for row in found] == [*dates, "2013-04-28", "2013-04-28"]


def test_short_chinese_titles_on_an_unknown_site() -> None:
    rows = "".join(f"<li><a href='/2019/{n}.html'>公司召开年度工作会议之{n}</a><span>2019-06-0{n}</span></li>" for n in NUMBERS)
    assert len(generic(f"<ul>{rows}</ul>").rows) == 6


def test_an_article_of_an_unknown_site_is_no_listing() -> None:
    words = "The smelter in the northern valley was opened by the chairman in front of two hundred guests. " * 4
    found = generic(f"<h1>{title(1)}</h1>" + f"<p>{words}</p>" * 5, "http://www.example.org/newsroom/smelter-1-opens")
    assert (found.rows, found.problem) == ((), "not_a_listing")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The company opens ...", True), ("The company opens…", True), ("公司召开会议……", True), ("公司召开会议。。。", True),
        ("The company opens... ", True), ("The company opens.", False), ("News · Group", False), ("公司召开会议。", False),
        ("." * 20_000 + "C", False), ("…  " * 5_000 + "C", False),
    ],
)  # fmt: skip
def test_a_cut_title_ends_in_its_marks_however_many_marks_there_are(text: str, cut: bool) -> None:
    assert is_cut(text) is cut
