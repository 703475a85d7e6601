"""report.html: complete, and safe whatever a release says."""

import itertools
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from crawler.html.builder import Safe, escaped, link, section, table, tag
from crawler.html.charts import calendar, column_chart, row_chart, trend
from crawler.html.diff import compared, diff
from crawler.items import Changes
from crawler.report.glossary import GLOSSARY, VERDICTS, glossary_page
from crawler.report.page import Shown, report_page
from crawler.report.releases import releases_over_time
from crawler.stats import Gap, ListingFact, RunStats, StoredLines
from crawler.storage.state.records import Pending
from crawler.verdict import run_line
from crawler.verdict.words import EXIT_CODES, Verdict

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e' onmouseover='x"


def parse(body: bytes | str) -> Any:
    """The tree of a page."""
    return html.fromstring(body)


def shown(make_line: Any, title: str = "A title") -> Shown:
    facts = RunStats("acme", "r9", "2026-03-10T06:00:00Z", "2026-03-10T06:01:30Z")
    facts.account.outcomes = {"a": ("stored", "new"), "b": ("failed", "http_503"), "c": ("skipped", "not_html")}
    facts.requests = Counter(listing=2, article=3)
    facts.statuses = Counter({"200": 4, "503": 1})
    facts.listings = [ListingFact("https://news.example/list", title, 1, 200, 20, 3)]
    facts.articles_read, facts.coverage = 2, Counter(title=2, published=1)
    facts.politeness = {"delay_seconds": 1.0, "robots": title}
    facts.crashes, facts.storage_errors = [title], [title]
    facts.drifted = [{"url": "https://news.example/x", "field": "published", "rule": title, "reason": title}]
    facts.refused = Counter({title: 2})
    verdict = Verdict("degraded", 10, f"It said {title}.", (title,), (f"Do `scrapy state acme show` about {title}.",))
    unified = f"--- before\n+++ after\n@@ -1 +1 @@\n-old {title}\n+new {title}"
    changed = make_line("acme:2", title=title, event="changed", revision=2, section=title,
                        changes=Changes("edited", ["text"], unified))  # fmt: skip
    lines = [make_line("acme:1", title=title, text=title, flags=[title]), changed]
    failures = [Pending("acme:3", "https://news.example/3", reason=title, attempts=2, next_try="2026-03-11T06:00:00Z")]
    runs = [run_line(facts, verdict) for _ in range(4)]
    days = ["2026-03-01", "2026-03-01", "2025-01-01"]
    return Shown(facts, verdict, title, lines, runs, days, {"live": 2}, failures, (), ("articles.jsonl", "feed.xml"))


def test_everything_is_there(make_line: Any) -> None:
    page = parse(report_page(shown(make_line)))
    assert page.xpath("string(//title)") == "A title: degraded"
    headings = [each.text_content() for each in page.xpath("//h2")]
    assert headings == [
        "New and changed (2)", "Releases over time", "Failures", "Fields found", "Listing pages read", "Manners", "Last runs",
    ]  # fmt: skip
    assert page.xpath("//div[contains(@class, 'banner')]//code/text()") == ["scrapy state acme show"]
    assert page.xpath("//del/text()") == ["old"]
    assert page.xpath("//ins/text()") == ["new"]
    assert [each.text_content() for each in page.xpath("//span[contains(@class, 'event ')]")] == ["changed", "new"]
    assert {"articles.jsonl", "feed.xml"} <= set(page.xpath("//footer//a/@href"))
    assert "3 requests" not in page.text_content()
    assert "5requests" in page.text_content()


def test_hostile_words_stay_words(make_line: Any) -> None:
    body = report_page(shown(make_line, HOSTILE))
    page = parse(body)
    assert page.xpath("//script | //img | //iframe | //link | //base | //form | //object") == []
    assert [name for each in page.iter() for name in each.attrib if str(name).startswith("on")] == []
    assert "\u202e".encode() not in body
    assert "<script>alert(1)</script>" in page.text_content()


def test_no_external_resource(make_line: Any) -> None:
    body = report_page(shown(make_line)).decode()
    page = parse(body.encode())
    assert page.xpath("//@src | //@srcset | //@data | //@background | //@poster") == []
    assert "url(" not in body
    assert "@import" not in body
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert page.xpath("//meta[@name='viewport']")
    for each in page.xpath("//a"):
        assert "noopener" in each.get("rel")
        assert re.match(r"https?://|[\w.-]+\Z", each.get("href"))


def test_a_run_with_nothing_to_tell(make_line: Any) -> None:
    facts = RunStats("acme", "r1", "2026-03-10T06:00:00Z")
    page = parse(report_page(Shown(facts, Verdict("quiet", 0, "Nothing new."), "Acme")))
    assert "Nothing new and nothing changed" in page.text_content()
    assert [each.text_content() for each in page.xpath("//h2")] == ["New and changed"]


def test_very_many_releases_are_bounded(make_line: Any) -> None:
    given = shown(make_line)
    many = Shown(given.facts, given.verdict, "Acme", [make_line(f"acme:{number}") for number in range(300)])
    page = parse(report_page(many))
    assert len(page.xpath("//div[@class='release']")) == 200
    assert "100 more are in articles.jsonl" in page.text_content()


def test_words_are_explained_where_they_stand_and_the_newsroom_is_linked(make_line: Any) -> None:
    facts = RunStats("acme", "r2", "2026-03-10T06:00:00Z", articles_read=1, coverage=Counter({"agree:title": 1}))
    facts.gaps = [Gap("total:/news/", "it states 9 releases, and its rows show 2")]
    verdict = Verdict("drift", 20, "It changed.", ("gap:total:/news/", "unheard_of:3"))
    lines = [
        make_line("acme:1", published="2026-03-09", flags=["short_body", "another_word"]),
        *(make_line(f"acme:{number}", event="changed", revision=2) for number in range(2, 10)),
    ]
    runs, days = [run_line(facts, verdict)], ["2026-03-09", "2025-12-24"]
    note = "A <b>demo</b>."
    page = parse(report_page(Shown(facts, verdict, "Acme", lines, runs, days, home="https://acme.example/news/", note=note)))
    said = page.text_content()
    assert VERDICTS["drift"] in said
    assert "2026-03-09 · revision 1" in re.sub(r"News · ", "", said)
    assert note in said
    assert "gap:total:/news/: something that the newsroom names was not read." in said
    assert page.xpath("//span[@class='flag']/text()") == ["unheard_of:3"]
    assert "short_body: the text is very short." in said
    assert "another_word:" not in said
    assert "title: sources agree" in said
    assert "8 changed, 1 new." in said
    assert "4 more" in [each.text_content() for each in page.xpath("//summary")]
    assert page.xpath("//a/@href")[0] == "https://acme.example/news/"
    assert [each.text_content() for each in page.xpath("//div[@class='legend']/span")] == ["known before", "new in this run"]
    assert [each.text_content() for each in page.xpath("//*[@id='glossary']//dt")] == list(GLOSSARY)


def test_a_changed_line_is_no_new_column_and_a_release_without_a_text_has_none_to_open(make_line: Any) -> None:
    changed = make_line("acme:2", event="changed", revision=2, published="2026-03-09", text="Words.")
    days = ["2026-03-09", "2025-12-24"]
    assert "new in this run" not in str(releases_over_time(days, [changed], 1))
    assert "new in this run" in str(releases_over_time(days, [changed, make_line("acme:3", published="2026-03-09")], 2))
    facts, verdict = RunStats("acme", "r2", "2026-03-10T06:00:00Z"), Verdict("ok", 0, "Good.")
    lines = [changed, make_line("acme:3", text=""), make_line("acme:4", text="Words.")]
    assert parse(report_page(Shown(facts, verdict, "Acme", lines))).xpath("count(//summary[.='text'])") == 1


def test_the_glossary_is_short_and_in_the_docs() -> None:
    assert len(GLOSSARY) <= 15
    page = Path(__file__).parents[2] / "docs" / "glossary.md"
    assert page.read_text("utf-8") == glossary_page(), "run: python -m tests.docs"
    assert set(VERDICTS) == set(EXIT_CODES)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a?b=1&c=<", True),
        ("feed.xml", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" javascript:alert(1)", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_links(url: str | None, linked: bool) -> None:
    assert link(url, "label").startswith("<a ") == linked


def test_markup_escapes_what_it_did_not_make() -> None:
    assert tag("p", "<b>", Safe("<i></i>"), class_='"x') == '<p class="&quot;x">&lt;b&gt;<i></i></p>'
    assert escaped("a\x00\u200b\ud800b") == "ab"
    assert escaped(None) == ""


def test_figures_stand_to_the_right_and_what_is_empty_is_left_out() -> None:
    made = parse(table(("name", "articles", "share"), [("1st", 12345, "50%"), ("2nd", None, "–")]))
    assert [each.text_content() for each in made.xpath(".//th")] == ["name", "articles", "share"]
    assert [each.text for each in made.xpath(".//*[@class='number']")] == ["articles", "share", "12,345", "50%", None, "–"]
    assert table(("name",), []) == ""
    assert section("Nothing", None, "", table(("name",), [])) == ""
    assert section("Some", "a & b", id_="some") == '<section id="some"><h2>Some</h2>a &amp; b</section>'


def test_diffs() -> None:
    shown_diff = parse(diff("--- b\n+++ a\n@@ -1,3 +1,4 @@\n same\n-gone\n+one\n+two\n@@ -9 +9 @@\n+added"))
    assert [each.get("class") for each in shown_diff] == ["hunk", "same", "gone", "added", "added", "hunk", "added"]
    assert [each.text_content() for each in parse(diff("--- b\n+++ a\n@@ -1 +0,0 @@\n--- end ---"))] == [" …", "−-- end ---"]
    assert diff("") == '<div class="diff"></div>'
    said = parse(compared("one\ntwo three\nfour", "one\ntwo drei\nfour"))
    assert (said.xpath(".//del/text()"), said.xpath(".//ins/text()")) == (["three"], ["drei"])
    long = "x" * 5000
    assert "<del>" not in diff(f"-{long}\n+{long}y")
    assert "80 more lines" in diff("\n".join(f" line {number}" for number in range(200)))


def test_charts() -> None:
    drawn = parse(calendar(["2026-03-01", "2026-03-01", "2024-01-01"], date(2026, 3, 10)))
    assert len(drawn.xpath(".//rect")) == 52 * 7 + 2
    assert drawn.xpath("string(.//rect[@class='level2']/title)") == "2026-03-01: 2 releases"
    assert drawn.xpath("string(.//svg/title)") == "2 releases in the last 53 weeks"
    assert trend([0.5], "x") == ""
    assert parse(trend([1.0, None, 0.0], "x")).xpath(".//polyline/@points") == ["1.0,2.0 119.0,21.0"]


def test_columns_are_stacked_and_small_series_are_one() -> None:
    series = {f"site {n}": {"2024": n, "2025": 1} for n in range(1, 12)}
    drawn = parse(column_chart("Articles by site", ["2024", "2025", "2026"], series))
    assert [each.text_content() for each in drawn.xpath(".//div[@class='legend']/span")] == [
        *(f"site {n}" for n in range(11, 3, -1)), "other",
    ]  # fmt: skip
    assert drawn.xpath("string(.//*[@class='s8']/rect[1]/title)") == "2024, other: 6"
    bars = [(float(each.get("y")), float(each.get("height"))) for each in drawn.xpath(".//rect[starts-with(title, '2024')]")]
    assert all(abs(above + high - below) < 0.2 for (below, _), (above, high) in itertools.pairwise(bars))
    assert [each.text for each in drawn.xpath(".//*[@text-anchor='end']")] == ["0", "20", "40", "60", "80"]
    assert [each.text for each in drawn.xpath(".//*[@text-anchor='middle']")] == ["2024", "2025", "2026"]
    assert not parse(column_chart("Lengths", ["1"], {"articles": {"1": 3}})).xpath(".//div[@class='legend']")
    assert parse(column_chart("Nothing", [], {})).xpath("string(.//title)") == "Nothing"


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 9, 10, 11, 99, 100, 101, 4999, 123456])
def test_the_lines_of_a_chart_have_round_figures(most: int) -> None:
    drawn = parse(column_chart("x", ["a"], {"s": {"a": most}}))
    levels = [int(each.text.replace(",", "")) for each in drawn.xpath(".//*[@text-anchor='end']")]
    assert levels[0] == 0
    assert levels[-2] < most <= levels[-1]
    assert 2 <= len(levels) <= 7
    assert str(levels[1]).rstrip("0") in {"1", "2", "5"}


def test_rows_of_a_chart_are_as_long_as_their_figures() -> None:
    drawn = parse(row_chart("Languages", [("en", 4000), ("zh", 1000)]))
    assert [each.text for each in drawn.xpath(".//text")] == ["en", "4,000", "zh", "1,000"]
    long, short = (float(each.get("width")) for each in drawn.xpath(".//rect"))
    assert long == 4 * short


def test_a_very_long_run_keeps_only_the_lines_that_its_report_shows(make_line: Any) -> None:
    kept, all_lines = StoredLines(), []
    for number in range(1000):
        line = make_line(f"acme:{number}", published=f"20{number % 25:02}-01-01", event="changed" if number % 7 == 0 else "new")
        line.pop("changes", None)
        all_lines.append(line)
        kept.add([line])
    assert kept.total == 1000
    assert len(kept._kept) <= 400
    given = shown(make_line)
    whole = report_page(Shown(given.facts, given.verdict, "Acme", all_lines))
    assert report_page(Shown(given.facts, given.verdict, "Acme", kept.lines(), written=kept.total)) == whole
