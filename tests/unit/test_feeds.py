"""Atom and JSON feeds of the releases."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from crawler.report import feed_entries, write_run_files
from crawler.report.feeds import FeedEntry, FeedHead, atom, instant, json_feed, urn
from crawler.stats import RunStats
from crawler.verdict.words import Verdict

NS = {"a": "http://www.w3.org/2005/Atom"}
HEAD = FeedHead("acme", "Acme Metals", "https://news.example/", "en")
HOSTILE = "<script>alert(1)</script>]]>&amp;\x00\x1b[31m\u202e\ufffe"


def parse(payload: bytes) -> Any:
    """The feed, after the rules of RFC 4287 that every feed must keep."""
    feed: Any = etree.fromstring(payload, etree.XMLParser(resolve_entities=False))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in [feed, *feed.findall("a:entry", NS)]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1, name
        assert len(element.findall("a:link[@rel='alternate']", NS)) <= 1
        for name in ("updated", "published"):
            for each in element.findall(f"a:{name}", NS):
                assert datetime.fromisoformat(each.text).tzinfo is not None
                assert "T" in each.text
    assert feed.find("a:author/a:name", NS) is not None
    ids = [each.text for each in feed.findall(".//a:id", NS)]
    assert len(ids) == len(set(ids))
    for entry in feed.findall("a:entry", NS):
        assert entry.find("a:content", NS) is not None
        assert entry.find("a:content", NS).get("type") in {"html", "text"}
    return feed


def test_an_entry_has_everything(make_line: Any) -> None:
    line = make_line(authors=["Li Wei"], language="zh", html="<p>矿 &amp; “x”</p>")
    feed = parse(atom(HEAD, [FeedEntry(line, "2026-03-03T06:00:00Z")], "2026-03-04T00:00:00Z"))
    entry = feed.find("a:entry", NS)
    assert feed.findtext("a:updated", None, NS) == "2026-03-03T06:00:00Z"
    assert feed.find("a:link[@rel='alternate']", NS).get("href") == "https://news.example/"
    assert entry.findtext("a:id", None, NS) == "urn:newsroom:acme:acme:1"
    assert entry.findtext("a:content", None, NS) == "<p>矿 &amp; “x”</p>"
    assert entry.findtext("a:published", None, NS) == "2026-03-02T00:00:00Z"
    assert entry.findtext("a:author/a:name", None, NS) == "Li Wei"
    assert entry.find("a:category", NS).get("term") == "News"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"
    assert entry.find("a:link", NS).get("href") == line["canonical_url"]


def test_a_hostile_release_stays_text(make_line: Any) -> None:
    line = make_line(title=HOSTILE, section=HOSTILE, html="", text=HOSTILE)
    line["html"] = ""
    entry = parse(atom(HEAD, [FeedEntry(line, "2026-03-03T06:00:00Z")], "")).find("a:entry", NS)
    assert entry.findtext("a:title", None, NS) == "<script>alert(1)</script>]]>&amp;[31m"
    assert entry.find("a:content", NS).get("type") == "text"
    item = json.loads(json_feed(HEAD, [FeedEntry(line, "2026-03-03T06:00:00Z")]))["items"][0]
    assert item["title"] == "<script>alert(1)</script>]]>&amp;[31m"
    assert "content_html" not in item


def test_an_empty_feed_is_valid() -> None:
    feed = parse(atom(FeedHead("acme", "Acme"), [], "2026-03-04T00:00:00Z"))
    assert feed.findtext("a:updated", None, NS) == "2026-03-04T00:00:00Z"
    parse(atom(FeedHead("acme", "Acme"), [], ""))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2019-06-06", "2019-06-06T00:00:00Z"),
        ("2019-06-06T10:30:00+08:00", "2019-06-06T10:30:00+08:00"),
        ("2019-06-06T10:30+08:00", "2019-06-06T10:30:00+08:00"),
        ("2019-06-06T10:30", "2019-06-06T10:30:00Z"),
        ("2019-06-06T10:30:00Z", "2019-06-06T10:30:00+00:00"),
        ("June 6", None),
        (None, None),
    ],
)
def test_instants(value: str | None, wanted: str | None) -> None:
    assert instant(value) == wanted


def test_ids_are_addresses() -> None:
    assert urn("acme", "acme:<é 1>") == "urn:newsroom:acme:acme:%3C%C3%A9%201%3E"


def test_json_feed(make_line: Any) -> None:
    line = make_line(images=[{"url": "https://news.example/a.jpg"}], published=None)
    feed = json.loads(json_feed(HEAD, [FeedEntry(line, "2026-03-03T06:00:00Z")]))
    assert (feed["version"], feed["home_page_url"]) == ("https://jsonfeed.org/version/1.1", "https://news.example/")
    item = feed["items"][0]
    assert (item["id"], item["image"]) == ("urn:newsroom:acme:acme:1", "https://news.example/a.jpg")
    assert "date_published" not in item
    assert item["content_html"].startswith("<p>Copper")
    assert item["date_modified"] == "2026-03-03T06:00:00Z"


class TestFromTheState:
    def test_newest_first_without_withdrawn_ones(self, kept: Any, make_line: Any) -> None:
        kept.keep(make_line("acme:1", published="2026-01-01"), make_line("acme:2", published="2026-03-01"))
        kept.keep(make_line("acme:3", published="2026-02-01"), make_line("acme:3", event="removed", revision=2))
        assert [each.line["id"] for each in feed_entries(kept.store)] == ["acme:2", "acme:1"]
        assert len(feed_entries(kept.store, 1)) == 1

    def test_updated_moves_with_edits_and_not_with_minor_ones(self, kept: Any, make_line: Any) -> None:
        kept.keep(make_line(fetched="2026-03-03T06:00:00Z"))
        kept.keep(make_line(event="changed", revision=2, text="Other.", fetched="2026-03-05T06:00:00Z"))
        assert feed_entries(kept.store)[0].updated == "2026-03-05T06:00:00Z"
        kept.keep(make_line(event="minor", revision=3, text="Other .", fetched="2026-03-07T06:00:00Z"))
        entry = feed_entries(kept.store)[0]
        assert (entry.updated, entry.line["revision"]) == ("2026-03-05T06:00:00Z", 3)

    def test_a_run_without_news_leaves_the_feeds_as_they_are(self, kept: Any, make_line: Any, tmp_path: Path) -> None:
        kept.keep(make_line())
        facts = RunStats("acme", "r1", "2026-03-10T06:00:00Z", "2026-03-10T06:01:00Z")
        verdict = Verdict("quiet", 0, "Nothing new.")
        names = [each.name for each in write_run_files(tmp_path, facts, verdict, kept.store, [make_line()])]
        assert names == ["feed.xml", "feed.json", "report.html"]
        before = (tmp_path / "feed.xml").stat().st_ino
        facts.finished = "2026-03-11T06:01:00Z"
        assert [each.name for each in write_run_files(tmp_path, facts, verdict, kept.store, [])] == ["report.html"]
        assert (tmp_path / "feed.xml").stat().st_ino == before
        parse((tmp_path / "feed.xml").read_bytes())
        assert not list(tmp_path.glob(".*.new"))

    def test_without_a_state_only_the_report_is_written(self, tmp_path: Path) -> None:
        facts = RunStats("acme", "r1", "2026-03-10T06:00:00Z")
        (tmp_path / "feed.xml").write_bytes(b"old")
        found = write_run_files(tmp_path, facts, Verdict("storage", 40, "Full."), None, [], "Acme Metals")
        assert [each.name for each in found] == ["report.html"]
        assert (tmp_path / "feed.xml").read_bytes() == b"old"
