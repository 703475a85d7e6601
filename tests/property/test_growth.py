"""What a page costs grows no faster than the page, whatever it is large in.

Measured as CPU time at n, 2n and 4n, and only where it is long enough to be measured: twice the time for twice the size is
linear, and four times is not. tests/policy/test_linear_patterns.py asks the same of each pattern alone.
"""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from crawler.discover.body_pages import body_parts
from crawler.discover.listing import read_listing
from crawler.discover.section_links import read_front
from crawler.errors import Refused
from crawler.explain.reading import PageSource, explain
from crawler.explain.view import explanation_page
from crawler.extract import extract, learn
from crawler.extract.article import read_article
from crawler.page.decode import decode
from crawler.page.page import Page
from crawler.policy import body_checks, robots
from crawler.policy.rights import read_signals
from crawler.site import Site
from crawler.text.difference import text_diff
from crawler.urls import article_id
from spiders.minmetals import Minmetals
from tests.property.growing_pages import LONG, MANY, RUNS, Growing

pytestmark = [pytest.mark.guarantee(12), pytest.mark.usefixtures("untraced")]
SITE = Site.for_url("http://www.example.com/news/")
URL = "http://www.example.com/news/2024/05/t20240501_1.html"
DECLARED = "http://www.minmetals.com/english/News/202405/t20240501_1.html"
CHARACTERS = 1_500  # of a long value, and twice and four times as many
ELEMENTS, THOUSANDS = 120, 1_500
LEAST = 0.25  # seconds below which a time says nothing
TRIES = 3  # more, on a machine that does other things as well
MOST = 10.0  # times the time for four times the size; 4 is linear, 16 quadratic

Reader = Callable[[bytes], object]


def _page(body: bytes, url: str = URL) -> Page:
    return Page(url, body, "text/html; charset=utf-8")


def _checks(body: bytes) -> None:
    with suppress(Refused):
        body_checks.require_page(body, "text/html")
    with suppress(Refused):
        body_checks.require_simple(body)
    with suppress(Refused):
        body_checks.require_end(body, until_close=True, others_close=True)


def _robots(body: bytes) -> None:
    lines = body.replace(b"<", b"\nDisallow: /<").replace(b">", b"*\nUser-agent: ")
    rules = robots.parse(b"User-agent: *\n" + lines)
    rules.allowed(URL + "?" + body[:2000].decode("latin-1"), "newsroom-crawler")
    rules.signals(URL, "newsroom-crawler")


READERS: dict[str, Reader] = {
    "decode": lambda body: decode(body, None),
    "body checks": _checks,
    "explained article": lambda body: explanation_page(explain([PageSource(URL, body, "text/html; charset=utf-8")], SITE)),
    "parts": lambda body: body_parts((_page(body),)),
    "layouts": lambda body: read_article((_page(body, DECLARED),), Minmetals.site),
    "listing": lambda body: read_listing(_page(body, "http://www.example.com/news/"), SITE, forms=True),
    "front": lambda body: read_front(_page(body, "http://www.example.com/"), SITE),
    "learn": lambda body: learn([(body, URL), (body, f"{URL}?x"), (body, f"{URL}?y")]),
    "rights": lambda body: read_signals([("X-Robots-Tag", body.decode("utf-8", "replace"))], body.decode("utf-8", "replace")),
    "robots": _robots,
    "diff": lambda body: text_diff({"text": body.decode("utf-8", "replace").replace(">", ">\n")}, {"text": "x"}),
}  # fmt: skip


def _seconds(reader: Reader, body: bytes) -> float:
    began = time.thread_time()
    reader(body)
    return time.thread_time() - began


def growth(reader: Reader, page: Growing, size: int) -> float:
    """How many times as long a page of four times the size takes."""
    pages = {number: page(number).encode("utf-8", "surrogatepass") for number in (size, 4 * size)}
    _seconds(reader, page(1).encode())  # what is loaded once
    return times_as_long(lambda number: _seconds(reader, pages[number]), size)


def times_as_long(seconds: Callable[[int], float], size: int) -> float:
    """How many times as long four times the size takes, by the steadiest of a few tries; 0 where it is quick."""
    short = max(seconds(size), 1e-4)  # first: after the long one it would find what is remembered of texts
    long = seconds(4 * size)
    if long < LEAST:
        return 0.0
    for _ in range(TRIES):
        if long / short <= MOST:
            break
        long, short = min(long, seconds(4 * size)), max(short, seconds(size))
    return long / short


def run_of(piece: str, length: int) -> str:
    return piece * -(-length // len(piece))


@pytest.mark.parametrize("piece", RUNS)
def test_a_long_value_costs_linear_time_in_any_place(piece: str) -> None:
    """All places in one page; where that is slow, each is looked at alone."""

    def together(n: int) -> str:
        return "".join(place(run_of(piece, n)) for place in LONG.values())

    slow = {}
    for reader, read in READERS.items():
        if growth(read, together, CHARACTERS) > MOST:
            for name, place in LONG.items():
                found = growth(read, lambda n, place=place: place(run_of(piece, n)), 4 * CHARACTERS)  # type: ignore[misc]
                slow[f"{reader}: {name}"] = round(found, 1)
    assert slow == {}


@pytest.mark.parametrize("name", MANY)
def test_many_of_something_cost_linear_time(name: str) -> None:
    slow = {reader: round(found, 1) for reader, read in READERS.items() if (found := growth(read, MANY[name], ELEMENTS)) > MOST}
    assert slow == {}


VERY_MANY = [
    "lines", "sentences", "fields", "comments", "times", "pictures",
    "embeds", "lines of a heading", "open headings", "pictures of a figure", "share boxes",
    "summaries", "comments amid text", "ends", "tags printed", "quotations", "answers", "subheads",
]  # fmt: skip


@pytest.mark.parametrize("name", VERY_MANY)
def test_very_many_of_something_cost_linear_time(name: str) -> None:
    """What is gone through again for each of its neighbours is seen only where these are thousands."""
    found = growth(lambda body: extract(body.decode(), URL), MANY[name], THOUSANDS)
    assert found <= MOST


def test_an_address_costs_linear_time() -> None:
    def read(body: bytes) -> None:
        url = body.decode()
        for each in (f"http://www.example.com/{url}", f"http://www.example.com/?a={url}", f"http://www.example.com/?{url}=a"):
            with suppress(ValueError):
                article_id(each, SITE)

    slow = {piece: found for piece in RUNS if (found := growth(read, lambda n, piece=piece: run_of(piece, n), 20_000)) > MOST}  # type: ignore[misc]
    assert slow == {}


def test_what_is_quadratic_is_seen() -> None:
    def pairs(body: bytes) -> int:
        return sum(1 for one in body for other in body if one == other)

    assert growth(pairs, lambda n: "a" * n, 1000) > MOST
