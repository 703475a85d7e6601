"""report.html in a real browser: nothing is fetched, nothing runs, and a phone can show it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from crawler.items import Changes
from crawler.report.page import Shown, report_page
from crawler.stats import ListingFact, RunStats
from crawler.storage.state.records import Pending
from crawler.verdict import run_line
from crawler.verdict.words import Verdict
from tests.browser import chromium, flaws, framed, needs_browser, scheme, through, trap

HOSTILE = '"><img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>' + "W" * 300

pytestmark = needs_browser


@pytest.fixture
def page(tmp_path: Path, make_line: Any) -> Path:
    """A report with everything in it, of a release that means harm."""
    facts = RunStats("acme", "r9", "2026-03-10T06:00:00Z", "2026-03-10T06:01:30Z")
    facts.account.outcomes = {"a": ("stored", "new"), "b": ("failed", "http_503"), "c": ("skipped", "not_html")}
    facts.requests, facts.statuses = Counter(listing=2, article=3), Counter({"200": 4, "503": 1})
    facts.listings = [ListingFact("https://news.example/" + "long/" * 30, "News", 1, 200, 20, 3)]
    facts.articles_read, facts.coverage = 2, Counter(title=2, published=1)
    facts.politeness = {"robots": HOSTILE}
    verdict = Verdict("degraded", 10, f"It said {HOSTILE}.", (HOSTILE,), ("Do `scrapy state acme show`.",))
    diff = f"@@ -1 +1 @@\n-The mine employs 400 people. {HOSTILE}\n+The mine employs 500 people. {HOSTILE}"
    lines = [
        make_line("acme:1", title=HOSTILE, text=HOSTILE, html='<p><img src="http://127.0.0.1:9/x.png"></p>'),
        make_line("acme:2", title="第一 “矿” " * 20, event="changed", revision=2, changes=Changes("edited", ["text"], diff)),
        make_line("acme:3", event="removed", revision=2, changes=Changes("gone")),
    ]
    failures = [Pending("acme:4", "https://news.example/4", reason="http_503", attempts=2, next_try="2026-03-11T06:00:00Z")]
    runs = [run_line(facts, verdict) for _ in range(5)]
    days = [f"2026-{month:02}-0{day}" for month in (1, 2, 3) for day in range(1, 9)]
    shown = Shown(facts, verdict, "Acme Metals", lines, runs, days, {"live": 2}, failures, (), ("articles.jsonl", "feed.xml"))
    path = tmp_path / "report.html"
    path.write_bytes(report_page(shown))
    return path


def test_nothing_runs_and_nothing_is_fetched(page: Path) -> None:
    with trap() as (address, asked):
        shown: Any = html.fromstring(chromium(*through(address), "--dump-dom", page.as_uri()))
    assert shown.xpath("string(//title)") == "Acme Metals: degraded"
    assert shown.xpath("//script | //img | //iframe") == []
    assert len(shown.xpath("//div[@class='release']")) == 3
    assert [each for each in asked if "127.0.0.1:9" in each or "news.example" in each] == []


@pytest.mark.parametrize(("dark", "background"), [(True, "rgb(17, 22, 28)"), (False, "rgb(246, 247, 249)")])
def test_light_and_dark_on_a_phone_and_a_desk(page: Path, dark: bool, background: str) -> None:
    assert framed(page, 400, "return getComputedStyle(page.body).backgroundColor", scheme(dark)) == background
    assert flaws([page], dark) == []
