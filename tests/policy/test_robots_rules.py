import time

import pytest

from crawler.policy.robots import READ_BYTES, matches, meaning, parse, token_of

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
    assert token_of("newsroom-crawler/0.1 (+https://example.org)") == TOKEN
    assert token_of("  ") == "*"


def test_matching_is_linear_in_hostile_patterns() -> None:
    began = time.process_time()
    assert not matches(b"/" + b"*a" * 2000 + b"b", b"/" + b"a" * 2000)
    assert time.process_time() - began < 1
