"""A second reading of archived pages: what can be read again, what differs, and the lines that say so."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html

pytest.importorskip("warcio", reason="the extra `archive` is not installed")

from crawler.alerts import AlertOptions
from crawler.errors import Locked
from crawler.items import JsonObject, dumps
from crawler.reextract.comparison import Comparison
from crawler.reextract.plan import make_plan
from crawler.reextract.pool import outcomes
from crawler.reextract.reading import Outcome, row_of
from crawler.reextract.writing import Writing
from crawler.site import Site
from crawler.storage.archive.exchange import Exchange
from crawler.storage.archive.writer import ArchiveWriter
from crawler.storage.journal import read_records

SITE = Site.for_url("https://news.example/", "acme")
NOW = datetime(2026, 3, 1, 6, 0, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"
SENTENCE = "The smelter of ore number {n} went into operation in the north of the country after two years of building work. "


def a_page(number: int) -> bytes:
    body = "".join(f"<p>{SENTENCE.format(n=number) * 3} Part {part} says how.</p>" for part in range(4))
    date = '<meta property="article:published_time" content="2026-02-01">'
    head = f"<head><title>Ore {number}</title>{date}</head>"
    return f"<html>{head}<body><h1>Smelter {number} opens</h1>{body}</body></html>".encode()


@pytest.fixture
def folder(tmp_path: Path, make_line: Any) -> Path:
    """acme:1 to acme:3 can be read again; acme:4 is a page without an article, acme:5 has lost its record."""
    writer = ArchiveWriter(tmp_path / "archive", "r1", "test/1", NOW)
    lines = []
    for number in range(1, 9):
        url = f"https://news.example/en/{number}.html"
        body = b"<html><body><h1>Page not found</h1></body></html>" if number == 4 else a_page(number)
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        pointer = writer.store(Exchange(url, 200, headers, body, NOW, note={"purpose": "article", "section": "News"}))
        lines.append(make_line(f"acme:{number}", title=f"{HOSTILE} {number}") | {"archive": pointer})
    writer.close()
    lines[4]["archive"] = "gone.warc.gz#12"
    lines[5]["event"] = "removed"
    del lines[6]["archive"]
    lines.append(lines[7] | {"archive": None, "revision": 2, "content_hash": "0" * 64})
    (tmp_path / "articles.jsonl").write_text("".join(dumps(each) + "\n" for each in lines), "utf-8")
    return tmp_path


def read_again(folder: Path, processes: int = 1) -> list[Outcome]:
    journal, archive = folder / "articles.jsonl", folder / "archive"
    return list(outcomes(make_plan(journal, archive), SITE, journal, archive, processes))


def test_what_cannot_be_read_again_is_counted_by_reason(folder: Path) -> None:
    plan = make_plan(folder / "articles.jsonl", folder / "archive")
    assert plan.skipped == {"removed": 1, "not_archived": 1, "text_of_another_page": 1}
    assert [len(task.pointers) for task in plan.tasks] == [1] * 5
    assert [task.note.get("section") for task in plan.tasks] == ["News"] * 4 + [None]


def test_each_article_differs_is_lost_or_failed(folder: Path) -> None:
    found = read_again(folder)
    assert [each.kind for each in found] == ["differs", "differs", "differs", "lost", "failed"]
    first = found[0]
    assert first.before is not None
    assert first.after is not None
    assert {"title", "text", "published"} <= set(first.fields)
    assert first.says_more
    assert not replace(first, fields=("layout", "provenance")).says_more
    assert (first.after["title"], first.after["published"]) == ("Smelter 1 opens", "2026-02-01")
    assert (first.after["id"], first.after["fetched"]) == (first.before["id"], first.before["fetched"])


def test_several_processes_find_the_same_in_the_same_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_again(folder)
    monkeypatch.setattr("crawler.reextract.pool.CHUNK", 1)
    assert read_again(folder, processes=2) == alone


def test_the_comparison_names_every_field_and_keeps_words_words(folder: Path) -> None:
    comparison = Comparison()
    plan = make_plan(folder / "articles.jsonl", folder / "archive")
    comparison.skipped.update(plan.skipped)
    assert len(list(comparison.counted(read_again(folder)))) == 5
    table = comparison.table()
    assert table.startswith("5 articles read again: 0 the same, 3 different, 0 only in how it was found, 1 no longer an article")
    assert "not read, removed: 1" in table
    assert "failed: https://news.example/en/5.html" in table
    page: Any = html.fromstring(comparison.page("acme"))
    assert page.xpath("//script | //img") == []
    assert HOSTILE in page.text_content()
    fields = [name for name, _ in comparison.ordered_fields()]
    assert [each.get("href").removeprefix("#") for each in page.xpath("//table//a")] == fields
    assert [each.get("id") for each in page.xpath("//section[@id]")] == fields
    changed = page.xpath("//section[@id='published']//*[self::del or self::ins]/text()")
    assert {"03", "01", "02"} >= set(changed)
    assert len(page.xpath("//section[@id='title']/details")) == 3


def test_lines_are_written_once_and_then_all_is_the_same(folder: Path) -> None:
    writing = Writing(folder, "r2", AlertOptions())
    with pytest.raises(Locked):
        Writing(folder, "r3", AlertOptions())
    try:
        writing.write_all(read_again(folder))
    finally:
        writing.close()
    assert writing.written == 3
    lines: list[JsonObject] = [line for line, _ in read_records(folder / "articles.jsonl")]
    changed = [line for line in lines if line["run"] == "r2"]
    assert [(line["id"], line["event"], line["revision"]) for line in changed] == [
        ("acme:1", "changed", 2), ("acme:2", "changed", 2), ("acme:3", "changed", 2),
    ]  # fmt: skip
    assert changed[0]["changes"]["reason"] == "rules"
    assert "title" in changed[0]["changes"]["fields"]
    assert "+Smelter 1 opens" in changed[0]["changes"]["diff"]
    assert changed[0]["previous_hash"] == lines[0]["content_hash"]
    assert [each.kind for each in read_again(folder)][-3:] == ["same"] * 3


def test_what_the_crawl_knew_of_an_article_is_known_again() -> None:
    before = {"url": "https://news.example/en/1.html"}
    row = row_of({"row": {"url": before["url"], "title": "Ore", "date": "2026-02-01"}}, before)
    assert row is not None
    assert (row.title, row.date) == ("Ore", "2026-02-01")
    listing = row_of({"purpose": "listing", "section": "News"}, before)
    assert listing is not None
    assert (listing.url, listing.section, listing.by) == (before["url"], "News", "url")
    assert row_of({"purpose": "article"}, before) is None
