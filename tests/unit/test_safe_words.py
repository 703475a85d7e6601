"""What pages say, in links, provenance, logs, tables and feeds: only text, that no reader takes for something else."""

import csv
import io
import logging
import re
import sys
from typing import Any

import pytest

from crawler.export.tables import CELL_CUT, LONGEST_CELL, write_csv
from crawler.extensions.log_lines import SafeLines
from crawler.extract.article import read_article
from crawler.items import Article
from crawler.page.page import Page
from crawler.policy.rights import KEY, note_rights
from crawler.report.feeds import FeedEntry, FeedHead, atom, json_feed, without_pictures
from crawler.report.summary import summary
from crawler.site import Site
from crawler.stats import RunStats
from crawler.text.safe_text import safe_url
from crawler.verdict.words import Verdict

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")
BIDI = "\u202e\u2066\u200f\x1b[2J\x07"
WORDS = "The smelter at the harbour was opened on Monday after three years of work by four hundred people. " * 4


def test_nothing_unsafe_is_in_any_value_of_an_article() -> None:
    page = (
        f"<html><head><title>Acme opens a smelter</title><meta name='date{BIDI}' content='2026-01-02{BIDI}'>"
        f"<meta property='og:title' content='Other{BIDI} words of it'><meta name='author' content='Li{BIDI} Na'>"
        f"<meta name='robots' content='noai{BIDI}'><script type='application/ld+json'>"
        '{"@type": "NewsArticle", "headline": "Third\\u202e words of it", "author": "B\\u202eo"}</script>'
        f"</head><body><h1>Acme opens a smelter</h1><p>2026-01-03</p><p>{WORDS}</p><p>{WORDS}"
        f"<a href='https://a.example/x{BIDI}y?q={BIDI}#f{BIDI}'>more{BIDI}</a><a href='/r{BIDI}.pdf'>report</a></p>"
        f"<img src='/i{BIDI}.jpg' alt='a{BIDI}'></body></html>"
    )
    found = read_article([Page("https://news.example/1.html", page.encode())], Site.for_url("https://news.example/"))
    note_rights(found, [("X-Robots-Tag", f"noai{BIDI}")], page, {f"kind{BIDI}": f"said{BIDI}"})
    assert found.links or found.attachments
    for name in Article.__dataclass_fields__:
        assert not UNSAFE.search(str(getattr(found, name)).replace("\\x", "")), name
        assert not re.search(r"\\u202e|\\x1b|\\u2066|\\u200f", repr(getattr(found, name))), name
    assert "noai" in str(found.provenance[KEY].other["header:x-robots-tag"])


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\ufeff", "\u2028", "\x1b", "\u061c", "\u00ad", "\ud800", "\u2066"])
def test_addresses_are_written_as_they_are_sent(char: str) -> None:
    found = safe_url(f"https://a.example/x{char}y")
    assert found.isascii()
    assert found.startswith("https://a.example/x%")
    assert safe_url("https://a.example/新闻") == "https://a.example/新闻"


class TestLogs:
    def said(self, name: str, message: str, *args: object) -> str:
        record = logging.LogRecord(name, logging.INFO, "x.py", 1, message, args, None)
        assert SafeLines().filter(record)
        return record.getMessage()

    @pytest.mark.parametrize(
        "hostile", [f"a{BIDI}b", "a\r\nb", "a\n2026-01-01 [x] ERROR: forged", "a\u2028b", "a\x85b", ValueError("a\x1b[2J\nb")]
    )
    def test_what_others_say_is_one_line(self, hostile: object) -> None:
        for found in (self.said("crawler.run.answers", "listing %s", hostile), self.said("minmetals", "%(a)s", {"a": hostile})):
            assert not UNSAFE.search(found)
            assert "\n" not in found

    def test_tables_and_tracebacks_keep_their_lines_and_numbers_their_form(self) -> None:
        assert self.said("scrapy.crawler", "Settings:\n%(s)s", {"s": "{'a': 1,\n 'b': 2}"}).count("\n") == 2
        told = "Traceback (most recent):\n  File\n"
        assert self.said("crawler.run.session", "%s\n%s", "bug", told) == f"bug\n{told}"
        assert self.said("crawler.x", "%.1f s, %d, %s", 1.25, 7, None) == "1.2 s, 7, None"

    def test_the_summary_too(self, tmp_path: Any) -> None:
        stats = RunStats("acme", "r1", "2026-03-10T06:00:00Z")
        stats.origins["https://x\u202e\x07\r"] += 1
        stats.unsent = ["2 wait for the receiver of ALERT_WEBHOOK", "mend it"]
        said = summary(Site.for_url("https://news.example/"), tmp_path, stats, Verdict("ok", 0, f"a{BIDI}"))
        assert not UNSAFE.search(said)
        assert "  alerts     2 wait for the receiver of ALERT_WEBHOOK\n             mend it" in said


STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("before", [";", "; ", ";\t", ';"', ";  '", ";" + " " * 40, "\t", ";;"])
@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_reader_that_splits_elsewhere_is_a_formula(make_line: Any, before: str, start: str) -> None:
    payload = f"x{before}{start}cmd|' /C calc'!A0"
    stream = io.StringIO(newline="")
    text = f"{payload}\n{start}cmd|' /C calc'!A0"
    write_csv([make_line(title=payload, text=text, keywords=["a", f"{start}1"], authors=[payload])], stream)
    for delimiter in (",", ";", "\t"):
        cells = [cell for row in csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=delimiter) for cell in row]
        assert not [cell for cell in cells if cell.lstrip(" \t\u3000\"'").startswith(STARTS) and "'" not in cell.split(start)[0]]
    for raw in re.split(r"[;\t\r\n]", stream.getvalue()):
        assert not raw.lstrip(' "\u3000').startswith(STARTS), raw


def test_lists_and_numbers_within_a_text_stay(make_line: Any) -> None:
    text = "Results:\n- sales rose\n- costs fell\n\nProfit was -5 % (of +3); rose."
    stream = io.StringIO(newline="")
    write_csv([make_line(text=text)], stream)
    assert text in stream.getvalue()


def test_a_cell_is_no_longer_than_a_spreadsheet_takes(make_line: Any) -> None:
    csv.field_size_limit(sys.maxsize)
    stream = io.StringIO(newline="")
    long = make_line(text="\U0001f600" * 20_000, title="t" * 32_768, flags=["short_body"])
    write_csv([long, make_line(text="x" * LONGEST_CELL)], stream)
    names, cut, whole = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    row = dict(zip(names, cut, strict=True))
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cut) <= LONGEST_CELL
    assert row["flags"].split("; ") == ["short_body", f"{CELL_CUT}:title", f"{CELL_CUT}:text"]
    assert len(dict(zip(names, whole, strict=True))["text"]) == LONGEST_CELL
    assert CELL_CUT not in dict(zip(names, whole, strict=True))["flags"]


def test_feeds_without_pictures(make_line: Any) -> None:
    figure = '<figure><img src="https://news.example/a&gt;.jpg"></figure>'
    html = f'<p>One.</p>{figure}<figure><img src="b"><figcaption>C</figcaption></figure>'
    images = [{"url": "https://news.example/a.jpg", "caption": None, "alt": None}]
    entry = FeedEntry(make_line(html=html, images=images), "2026-01-01T00:00:00Z")
    head = FeedHead("acme", "Acme")
    assert b"news.example/a.jpg" in json_feed(head, [entry])
    bare = without_pictures(entry)
    for feed in (atom(head, [bare], ""), json_feed(head, [bare])):
        assert b"img" not in feed
        assert b".jpg" not in feed
    assert bare.line["html"] == "<p>One.</p><figure><figcaption>C</figcaption></figure>"
