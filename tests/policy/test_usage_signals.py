"""What pages and servers say about the use of their text is recorded word for word, and named where it refuses."""

import pytest

from crawler.items import Article
from crawler.policy.rights import KEY, directives, flags_of, note_rights, read_signals


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
