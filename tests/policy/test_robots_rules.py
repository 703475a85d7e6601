import time

import pytest

from crawler.policy.reservations import read_reservations, reserved
from crawler.policy.robots import READ_BYTES, matches, meaning, parse, product_tokens

TOKEN = "newsroom-crawler"
pytestmark = pytest.mark.guarantee(14)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, "read"),
        (204, "read"),
        (404, "allow"),
        (403, "allow"),
        (401, "allow"),
        (410, "allow"),
        (429, "forbid"),
        (408, "forbid"),
        (500, "forbid"),
        (503, "forbid"),
        (None, "forbid"),
        (206, "forbid"),
        (302, "forbid"),
        (304, "forbid"),
        (999, "forbid"),
    ],
)
def test_what_an_answer_means(status: int | None, expected: str) -> None:
    assert meaning(status) == expected


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("User-agent: *\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a/b", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: /fish*", "/Fish", True),
        ("User-agent: *\nDisallow: /a%3Cd", "/a%3cd", False),
        ("User-agent: *\nDisallow: /caf\u00e9", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /%7Ejoe", "/~joe/x", False),
        ("User-agent: *\nDisallow: /x?id=", "/x?id=5", False),
        ("user-AGENT : *\r\nDISALLOW : /a # why\r\n", "/a", False),
        ("User-agent: NEWSROOM-crawler/2.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\nUser-agent: newsroom-crawler\nAllow: /", "/a", True),
        ("User-agent: a\nUser-agent: newsroom-crawler\nDisallow: /a\n\nUser-agent: newsroom-crawler\nDisallow: /b", "/b", False),
        ("User-agent: a\nUser-agent: newsroom-crawler\nDisallow: /a\n\nUser-agent: newsroom-crawler\nDisallow: /b", "/a", False),
        ("User-agent: crawler\nDisallow: /", "/a", True),
        ("Disallow: /\nUser-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow /a", "/a", False),
        ("User-agent: *\nDisalow: /a", "/a", False),
        ("User-agent: *\nDisallow: a", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("<html>\nUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nUnknown: x\nDisallow: /a", "/a", False),
    ],
)
def test_rules(rules: str, path: str, expected: bool) -> None:
    assert parse(rules.encode()).allowed(f"http://x.example{path}", TOKEN) is expected


def test_at_least_500_kib_are_read_and_no_more() -> None:
    filler = b"# nothing\n" * (READ_BYTES // 10 - 20)
    assert READ_BYTES >= 500 * 1024
    inside = parse(b"User-agent: *\n" + filler + b"Disallow: /a\n")
    assert not inside.allowed("http://x.example/a", TOKEN)
    assert parse(b"User-agent: *\n" + filler * 3 + b"Disallow: /a\n").allowed("http://x.example/a", TOKEN)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Crawl-delay: 5", 5.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: x", None),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: nan", None),
        ("crawl-delay:10 # slow", 10.0),
        ("Request-rate: 1/5", 5.0),
        ("Request-rate: 2/1m", 30.0),
        ("Request-rate: 0/5", None),
    ],
)
def test_crawl_delay(line: str, expected: float | None) -> None:
    assert parse(f"User-agent: *\n{line}\n".encode()).delay(TOKEN) == expected


def test_the_product_token() -> None:
    assert product_tokens("newsroom-crawler/0.1 (+https://example.org)") == (TOKEN,)
    assert product_tokens("  ") == ("*",)


def test_matching_is_linear_in_hostile_patterns() -> None:
    began = time.process_time()
    assert not matches(b"/" + b"*a" * 2000 + b"b", b"/" + b"a" * 2000)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("agent", "tokens"),
    [
        ("Mozilla/5.0 (compatible; OreWatch/2.0; +https://ore.example/bot)", ("orewatch",)),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 PressReader/1", ("pressreader",)),
        ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; mine_bot/1.0; +https://m.example)", ("mine_bot",)),
        ("Mozilla/5.0 (compatible; Grubenbote +https://g.example)", ("grubenbote",)),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", ("*",)),
        ("ore-archive/3 (like Mozilla/5.0)", ("ore-archive",)),
    ],
)  # fmt: skip
def test_the_product_inside_a_browsers_words(agent: str, tokens: tuple[str, ...]) -> None:
    assert product_tokens(agent) == tokens


def test_a_token_that_is_set_apart_is_obeyed_beside_the_agent() -> None:
    tokens = product_tokens("Mozilla/5.0 (compatible; OreWatch/2.0)", "GroupNews")
    assert tokens == ("groupnews", "orewatch")
    rules = parse(b"User-agent: groupnews\nDisallow: /a\nCrawl-delay: 2\nUser-agent: OreWatch/2\nDisallow: /b\nCrawl-delay: 5\n")
    assert [rules.allowed(f"http://x.example/{each}", tokens) for each in "abc"] == [False, False, True]
    assert rules.delay(tokens) == 5
    assert parse(b"User-agent: *\nDisallow: /\n\nUser-agent: orewatch\nAllow: /\n").allowed("http://x.example/a", tokens)


@pytest.mark.parametrize(
    "text",
    [
        "License: https://x.example/rsl.xml\nUser-agent: *\nAllow: /",
        "User-agent: *\nAllow: /\n\nlicense : https://x.example/rsl.xml",
        "User-agent: newsroom-crawler\nDisallow: /no\nLicense: https://x.example/rsl.xml\n\nUser-agent: *\nLicense: https://x.example/o.xml",
        "License: https://x.example/rsl.xml\n\nUser-agent: newsroom-crawler\nDisallow: /no",
    ],
)  # fmt: skip
def test_the_terms_of_a_license_line(text: str) -> None:
    assert parse(text.encode()).signals("http://x.example/news/1", TOKEN)["license"] == "https://x.example/rsl.xml"


def test_content_signals_are_kept_word_for_word_whatever_they_name() -> None:
    rules = parse(b"Content-Signal: search=yes, use=reference\nUser-agent: newsroom-crawler\nAllow: /\n")
    assert rules.signals("http://x.example/1", TOKEN)["content-signal"] == "search=yes, use=reference"


def test_tdmrep_is_read_by_the_longest_pattern() -> None:
    rules = read_reservations(
        b'[{"location": "/", "tdm-reservation": 0}, {"location": "/presse/*.html", "tdm-reservation": "1",'
        b' "tdm-policy": "https://x.example/tdm"}, {"location": 5}, "x", {"tdm-reservation": 1}]'
    )
    assert reserved(rules, "https://x.example/") == {"tdmrep:tdm-reservation": "0"}
    assert reserved(rules, "https://x.example/presse/a.html") == {
        "tdmrep:tdm-reservation": "1", "tdmrep:tdm-policy": "https://x.example/tdm",
    }  # fmt: skip
    assert reserved((), "https://x.example/") == {}


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[" * 100_000, b'{"location": ["/"]}', b"\xff\xfe"])
def test_a_broken_tdmrep_reserves_nothing(body: bytes) -> None:
    assert read_reservations(body) == ()
