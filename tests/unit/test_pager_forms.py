"""Pagers that are forms, and addresses with letters of other charsets: what browsers send is asked for."""

# ruff: noqa: E501  markup is read best on one line

from urllib.parse import quote

import pytest

from crawler.discover.links import page_links
from crawler.discover.listing import read_listing
from crawler.discover.pagers.next_page import next_step
from crawler.discover.pagers.step import Paged, Step
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
NEWS = f"{HOST}/news/"


def step(html: str, url: str = NEWS, charset: str = "utf-8") -> Step:
    page = Page(url, f"<html><body>{html}</body></html>")
    keys = frozenset({f"{NEWS}row.html"})
    return next_step(Paged(url, url, page.text, page_links(page, SITE)[0], page.root, keys, charset=charset))


def following(html: str, url: str = NEWS) -> list[str]:
    return [each.removeprefix(HOST) for each in step(html, url).next]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<form action="/news/"><button name="page" value="2">Next</button></form>', "/news/?page=2"),
        ('<form method="GET"><input type="hidden" name="cat" value="7"><input type="hidden" name="p" value="2"><input type="submit" value="Ältere Meldungen"></form>', "/news/?cat=7&p=2"),
        ('<form action="list.php"><input type="hidden" name="after" value="c9"><button>Suivant</button></form>', "/news/list.php?after=c9"),
        ('<form><button name="sida" value="1">1</button><button name="sida" value="2">2</button><button name="sida" value="3">3</button></form>', "/news/?sida=2"),
        ('<form><input type="submit" name="page" value="1"><input type="submit" name="page" value="2"></form>', "/news/?page=2"),
        ('<form><input type="number" name="pagina" value="1" max="9"><button>Vai</button></form>', "/news/?pagina=2"),
        ('<form><label>第</label><input name="page" value="1">页<input type="submit" value="跳转"></form>', "/news/?page=2"),
        ('<form><select name="p"><option selected>1<option>2<option>3</select><input type="submit" value="OK"></form>', "/news/?p=2"),
        ('<form><input type="checkbox" name="old" value="1"><input type="checkbox" name="all" value="1" checked><button name="page" value="2" aria-label="次へ">›</button></form>', "/news/?all=1&page=2"),
        ('<form action="/other"><input type="hidden" name="from" value="20"><button formaction="/news/older?x=1">Older</button></form>', "/news/older?from=20"),
    ],
)
def test_a_form_that_asks_for_an_address_leads_on(html: str, expected: str) -> None:
    assert following(html)[:1] == [expected]


@pytest.mark.parametrize(
    "html",
    [
        '<form action="/search"><input name="q"><button>→</button></form>',
        '<form action="/subscribe"><input type="hidden" name="src" value="list"><button>→</button></form>',
        '<form><select name="sort"><option>new<option>old</select><button>Go</button></form>',
        '<form action="/search"><input type="search" name="q" value="ore"><input type="hidden" name="page" value="1"><button>Go</button></form>',
        '<form method="post"><button name="page" value="2">Next</button></form>',
        '<form action="/subscribe"><input type="email" name="mail"><input type="submit" value="»"></form>',
        '<form><input type="number" name="page" value="9" max="9"><button>Go</button></form>',
        '<form><button type="button" name="page" value="2">Next</button></form>',
        '<form><select name="page"><option>one<option>two</select><button>Go</button></form>',
        f'<form><input type="number" name="page" value="{"9" * 5000}"><button>Go</button></form>',
        '<form action="mailto:a@b.example"><button name="page" value="2">Next</button></form>',
    ],
)
def test_other_forms_lead_nowhere(html: str) -> None:
    assert following(html) == []


def test_a_form_on_page_three_leads_to_page_four() -> None:
    buttons = "".join(f'<button name="page" value="{n}">{n}</button>' for n in range(1, 6))
    assert following(f"<form>{buttons}</form>", f"{NEWS}?page=3")[:1] == ["/news/?page=4"]


def test_buttons_of_years_are_parts_and_posted_ones_a_gap() -> None:
    buttons = "".join(f'<button name="year" value="{year}">{year}</button>' for year in (2023, 2022, 2021))
    asked = step(f"<ul><li><a href=row.html>x</a></ul><form>{buttons}</form>")
    assert [part.url.removeprefix(HOST) for part in asked.parts] == ["/news/?year=2023", "/news/?year=2022", "/news/?year=2021"]
    assert asked.unfollowed == ()
    posted = f'<form method="post" class="years">{buttons}</form>'
    assert step(f"<ul><li><a href=row.html>x</a></ul>{posted}").unfollowed == ("years without an address: 2023, 2022, 2021",)


WORDS = "公司新闻"
GBK = quote(WORDS.encode("gbk"))


def test_what_a_form_sends_is_in_the_charset_of_its_page() -> None:
    html = f'<form><input type="hidden" name="cat" value="{WORDS}"><button name="page" value="2">下一页</button></form>'
    assert step(html, charset="gb18030").next == (f"{NEWS}?cat={GBK}&page=2",)
    assert step(html).next == (f"{NEWS}?cat={quote(WORDS)}&page=2",)


@pytest.mark.parametrize(("name", "charset"), [("公司新闻", "gb18030"), ("Новости", "windows-1251"), ("Übersicht", "iso-8859-1")])
def test_a_counted_pager_keeps_the_query_as_it_is(name: str, charset: str) -> None:
    own = f"{NEWS}list.jsp?class={quote(name.encode(charset))}&TOPAGE=1"
    found = step("<p>共5页</p><!-- topage -->", own)
    assert found.next == (f"{NEWS}list.jsp?class={quote(name.encode(charset))}&topage=2",)


def test_addresses_in_head_and_attributes_are_sent_in_the_charset_too() -> None:
    rows = "".join(f'<li><a href="/news/2024/item-{n}.html">新闻标题之第{n}条，说明公司的进展</a> 2024-03-0{n}</li>' for n in range(1, 8))
    for pager in (f'<a data-next-url="?class={WORDS}&page=2" class="next">下一页</a>', f'<a href="?class={WORDS}&page=2">下一页</a>'):
        html = f'<html><head><meta charset="gbk"></head><body><ul>{rows}</ul>{pager}</body></html>'
        found = read_listing(Page(NEWS, html.encode("gbk"), "text/html; charset=gbk"), SITE)
        assert found.next == (f"{NEWS}?class={GBK}&page=2",)


def test_a_form_of_any_size_is_read_once() -> None:
    """As many fields, buttons and options as a hostile page has: what is no pager is cut off, and nothing is read per pair."""
    fields = "".join(f'<input type="hidden" name="f{n}" value="x">' for n in range(8_000))
    buttons = "".join(f'<button name="page" value="{n}">{n}</button>' for n in range(2, 8_000))
    options = "".join(f'<option value="o{n}">{n}</option>' for n in range(8_000))
    found = step(f'<form>{buttons}{fields}<select name="s">{options}</select></form>')
    assert found.next[0].startswith(f"{NEWS}?f0=x&")
    assert found.next[0].endswith("&page=2")
