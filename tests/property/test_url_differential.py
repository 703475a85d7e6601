"""URL identity agrees with browsers (the WHATWG rules) and with w3lib, but for differences that are meant and named."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("ada_url", reason="the WHATWG rules are read by ada-url, of the extra `fuzz`")
from bench.fuzz import whatwg
from crawler.urls import canonical_url, resolve

SCHEMES = (
    "http://", "HTTP://", "https://", "http:/", "http:", "//", "", "http:\\\\", "  http://", "ht\ttp://", "http:///", "///",
)  # fmt: skip
HOSTS = (
    "www.example.com", "WWW.Example.COM", "www.example.com.", "exämple.com", "www%2eexample.com", "127.1", "0x7f.1", "[::1]",
    "user@www.example.com", "www.example.com@evil.example", "www.example.com\\@evil.example", "www.example.com#@evil.example",
    "www.ex_ample.com", "www.example.com:80", "www.example.com:080", "www.example.com:", "www.example.com:8080", "faß.example",
    "１２７.0.0.1", "www．example．com", "www.exa mple.com", "",
)  # fmt: skip
SEGMENTS = (
    "a", "B", "..", ".", "%2e", "%2E%2e", "%2f", "%41", "%zz", "%", "ä", "%C3%A4", "%e4", "a b", "a+b", "a%2Bb", "a;b=1", "~x",
    ";jsessionid=AB12", "%7Ex", "a|b", 'a"b', "a<b>", "a'b", "(x)", "a{b}", "a^b", "a`b", "", "新闻", "a\\b", "a:b", "a@b", "a,b",
    "a\tb", "\u00a0", "\u200b", "\u3000", "index.html", "a\x00b", "[x]", "@evil.example",
)  # fmt: skip
KEYS = ("a", "B", "utm_source", "é", "a%20b", "a+b", "", "a[]", "%61", "id")
VALUES = (
    "1", "", "x y", "x+y", "x%20y", "x%2By", "é", "%C3%A9", "%E9", "a/b", "a%2Fb", "a?b", "a%3Db", "a%26b", ";", '"', "<", "%zz",
    "新",
)  # fmt: skip

paths = st.lists(st.tuples(st.sampled_from("///\\"), st.sampled_from(SEGMENTS)).map("".join), max_size=5).map("".join)
queries = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)).map("=".join), max_size=4).map(
    lambda pairs: "?" + "&".join(pairs) if pairs else ""
)
ends = st.sampled_from(["", "#f", "#a?b"])
links = st.tuples(st.sampled_from(SCHEMES), st.sampled_from(HOSTS), paths, queries, ends).map("".join)


@pytest.mark.guarantee(13)
@pytest.mark.guarantee(21)
@settings(max_examples=400)
@given(st.one_of(links, st.text(max_size=30), st.text("/:@[]?#%.\\01a\t; ", max_size=20)))
def test_a_link_leads_where_a_browser_goes_and_keeps_one_identity(href: str) -> None:
    assert whatwg.difference(href) is None


@pytest.mark.guarantee(21)
@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("\\news\\a.html", "http://www.example.com/news/a.html"),
        ("///www.example.com/a.html", "http://www.example.com/a.html"),
        ("http:/a.html", "http://www.example.com/a.html"),
        ("https:/www.example.com/a.html", "http://www.example.com/a.html"),  # the twin of the address that was given
        ("\x00 a.html\x1f", "http://www.example.com/news/a.html"),
        ("a%2e/%2e%2E/b.html", "http://www.example.com/news/b.html"),
    ],
)
def test_odd_spellings_lead_where_browsers_go(href: str, url: str) -> None:
    assert whatwg.difference(href) is None
    found = resolve(whatwg.BASE, href)
    assert found is not None
    assert canonical_url(found, whatwg.SITE) == url


def test_the_order_of_dots_and_slashes_is_that_of_the_rules() -> None:
    dice = random.Random(5)
    for _ in range(2000):
        href = "/" + "/".join(dice.choice(["a", "b", "", "..", ".", ";jsessionid=A1", "%2e%2E"]) for _ in range(6))
        assert whatwg.difference(href) is None, href
