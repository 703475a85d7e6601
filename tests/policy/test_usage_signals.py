"""What pages and servers say about the use of their text is recorded word for word, and named where it refuses."""

import pytest

from crawler.items import Article, line
from crawler.policy.rights import KEY, NO_AI_TRAIN, directives, flags_of, note_rights, read_signals, robots_signals
from crawler.policy.robots import parse


@pytest.mark.parametrize(
    ("headers", "page", "flags"),
    [
        ([("TDM-Reservation", "1")], "", ["tdm_reserved"]),
        ([("tdm-reservation", "0")], "", []),
        ([], '<meta name="tdm-reservation" content="1">', ["tdm_reserved"]),
        ([("X-Robots-Tag", "noai, noimageai")], "", ["no_ai_train"]),
        ([("X-Robots-Tag", "googlebot: noai")], "", []),
        ([("X-Robots-Tag", "unavailable_after: 25 Jun 2030, noindex")], "", ["noindex"]),
        ([], "<META content='NoAI' NAME=robots>", ["no_ai_train"]),
        ([], '<meta name="robots" content="index, follow">', []),
        ([], '<meta name="robots" content="none">', ["noindex"]),
        ([("Content-Usage", "train-ai=n")], "", ["no_ai_train"]),
        ([("Content-Usage", "bots=y, train-ai=y")], "", []),
        ([("Content-Usage", "bots=n, train-ai=y")], "", []),
        ([("Content-Usage", "bots=n")], "", ["no_ai_train"]),
        ([("Content-Usage", "train-ai=y, train-genai=n")], "", ["no_ai_train"]),
        ([("Content-Usage", "tdm=n")], "", ["tdm_reserved", "no_ai_train"]),
        ([("Content-Signal", "search=yes, ai-train=no")], "", ["no_ai_train"]),
        ([("Content-Signal", "ai-train=yes, ai-input=no")], "", []),
        ([], '<meta name="description" content="noai">', []),
        ([], "", []),
    ],
)
def test_signals_and_what_they_refuse(headers: list[tuple[str, str]], page: str, flags: list[str]) -> None:
    assert flags_of(read_signals(headers, page)) == flags


def test_signals_are_kept_word_for_word_with_their_place() -> None:
    page = '<meta name="tdm-policy" content="https://news.example/policy.json">'
    found = read_signals([("X-Robots-Tag", "noai"), ("x-robots-tag", "noarchive"), ("Server", "x")], page)
    assert found == {"header:x-robots-tag": "noai, noarchive", "meta:tdm-policy": "https://news.example/policy.json"}


def test_a_page_that_says_nothing_is_recorded_as_looked_at() -> None:
    article = Article()
    note_rights(article, [], "<p>Text")
    assert article.provenance[KEY].other == {}
    assert article.flags == []


@pytest.mark.parametrize(
    ("value", "found"),
    [("noai, NoIndex", {"noai", "noindex"}), ("otherbot: noai, nofollow", set()), ("*: noai", {"noai"}), ("", set()),
     ("max-snippet: 20, noai", {"max-snippet", "noai"})],
)  # fmt: skip
def test_directives(value: str, found: set[str]) -> None:
    assert directives(value) - {"20"} == found


def test_a_hostile_head_costs_no_time() -> None:
    assert read_signals([], "<meta " * 50_000) == {}


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("User-agent: *\nContent-Usage: train-ai=n", "/a", {"content-usage": "train-ai=n"}),
        ("User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /open/ train-ai=y", "/open/a",
         {"content-usage": "train-ai=y"}),
        ("User-agent: *\nContent-Usage: /shut/ train-ai=n", "/a", {}),
        ("User-agent: *\nContent-Usage: /*.pdf$\ttrain-ai=n", "/a.pdf", {"content-usage": "train-ai=n"}),
        ("User-agent: *\nContent-Usage: /shut/", "/shut/", {}),
        ("User-Agent: *\nContent-Signal: search=yes,  ai-train=no # why\nAllow: /", "/a",
         {"content-signal": "search=yes, ai-train=no"}),
        ("Content-Signal: ai-train=no\nUser-agent: *\nAllow: /", "/a", {"content-signal": "ai-train=no"}),
        ("User-agent: other\nContent-Signal: ai-train=no", "/a", {}),
        ("User-agent: newsroom-crawler\nAllow: /\nUser-agent: *\nContent-Usage: bots=n", "/a", {}),
        ("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /news/\nUser-agent: *\nAllow: /", "/news/a",
         {"ai-agents": "ccbot, gptbot"}),
        ("User-agent: GPTBot\nDisallow: /private/", "/news/a", {}),
        ("User-agent: *\nDisallow: /b/", "/a", {}),
    ],
)  # fmt: skip
def test_what_robots_txt_says_of_the_use_of_a_page(text: str, path: str, expected: dict[str, str]) -> None:
    assert parse(text.encode()).signals(f"https://news.example{path}", "newsroom-crawler") == expected


def test_a_preference_forbids_no_request() -> None:
    rules = parse(b"User-agent: *\nContent-Usage: /news/ bots=n\nContent-Signal: ai-train=no")
    assert rules.allowed("https://news.example/news/a", "newsroom-crawler")


def test_what_robots_txt_says_is_recorded_with_the_article_and_read_back() -> None:
    article = Article()
    said = {"content-signal": "ai-train=no", "ai-agents": "gptbot"}
    note_rights(article, [], "", said)
    assert article.provenance[KEY].other == {"robots:ai-agents": "gptbot", "robots:content-signal": "ai-train=no"}
    assert article.flags == [NO_AI_TRAIN]
    assert robots_signals(line(article)["provenance"]) == said
    assert robots_signals({}) == {}
