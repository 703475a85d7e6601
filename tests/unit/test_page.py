"""Page: one tree, no text lost to the parser."""

import pytest

from crawler.page.page import Page, absolute, flatten, strip_code

URL = "https://news.example.com/a/b.html"


def texts(markup: str | bytes) -> list[str]:
    return [block.text for block in Page(URL, markup).blocks if block.text]


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_deep_nesting_loses_no_text(depth: int) -> None:
    markup = "<html><body><p>before</p>" + "<div>" * depth + "inside" + "</div>" * depth + "<p>after</p></body></html>"
    assert texts(markup) == ["before", "inside", "after"]


@pytest.mark.parametrize(
    "markup", ["", "   ", "<", "<!--", "<script>var a = 1", "\x00", b"", b"\xff\xfe", "<?xml version='1.0' encoding='x'?>"]
)
def test_what_is_no_page_gives_an_empty_tree(markup: str | bytes) -> None:
    page = Page(URL, markup)
    assert all("var" not in block.text for block in page.blocks)
    assert page.selector.css("p").getall() == []


def test_text_behind_an_early_end_tag_is_kept() -> None:
    assert texts("<html><body><p>one</p></body></html><div><p>two</p></div></body></html>") == ["one", "two"]


def test_an_unclosed_button_does_not_swallow_the_page() -> None:
    markup = "<body><button>Menu<div><h1>Title</h1><p>One.</p><p>Two.</p></div></body>"
    assert "One." in texts(markup)


def test_code_is_not_text() -> None:
    markup = (
        "<body><p>a</p><SCRIPT>'</p>b'</SCRIPT><style>.c{}</style><!-- d --><!--> <p>e</p>"
        "<template><p>f</p></template><noscript>g</noscript><textarea>h</textarea></body>"
    )
    assert texts(markup) == ["a", "e"]


def test_linked_data_stays_in_the_tree() -> None:
    page = Page(URL, '<script type="application/ld+json">{"a": 1}</script><script>b()</script><p>c</p>')
    assert page.selector.css("script::text").getall() == ['{"a": 1}']
    assert "b()" in page.text


def test_unclosed_comments_are_searched_once() -> None:
    assert strip_code("<!-- " * 50_000 + "x").endswith("x")


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ('<base href="/c/">', "https://news.example.com/c/"),
        ('<base href="https://cdn.example.net/x/">', "https://cdn.example.net/x/"),
        ('<base href="http://news.example.com/">', "http://news.example.com/"),
        ('<base target="_top"><base href="/d/"><base href="/e/">', "https://news.example.com/d/"),
        ('<base href="javascript:alert(1)">', URL),
        ("", URL),
    ],
)
def test_links_are_relative_to_what_the_page_says(base: str, expected: str) -> None:
    assert Page(URL, f"<head>{base}</head><p>x</p>").base_url == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("c.html", "https://news.example.com/a/c.html"),
        ("//other.example.com/x y", "https://other.example.com/x%20y"),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.c", None),
        ("http://[bad", None),
        ("http://", None),
        ("#top", "https://news.example.com/a/b.html#top"),
        ("c.html#", "https://news.example.com/a/c.html"),
        ("?p=2#a b", "https://news.example.com/a/b.html?p=2#a%20b"),
        (r"\\other.example.com\x", "https://other.example.com/x"),
        (None, None),
    ],
)
def test_absolute(href: str | None, expected: str | None) -> None:
    assert absolute(URL, href) == expected


def test_flatten_keeps_shallow_markup() -> None:
    assert flatten("<div><p>a</p></div>") == "<div><p>a</p></div>"


def test_letters_of_a_query_are_sent_in_the_charset_of_the_page() -> None:
    html = '<meta charset="gb2312"><base href="//files.example.com/d/"><p>矿业</p>'
    page = Page(URL, html.encode("gbk"))
    assert page.absolute("s.jsp?k=矿业") == "https://files.example.com/d/s.jsp?k=%BF%F3%D2%B5"
    assert page.absolute("矿业.html?k=1") == Page(URL, "<base href='//files.example.com/d/'>").absolute("矿业.html?k=1")
