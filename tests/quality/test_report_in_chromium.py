"""report.html in a real browser: nothing is fetched, nothing runs, and a phone can show it."""

import shutil
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
HOSTILE = '"><img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>' + "W" * 300

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


def chromium(*arguments: str) -> bytes:
    """What the browser prints."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(BROWSER), *QUIET, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout


def parse(body: bytes) -> Any:
    """The tree of a page."""
    return html.fromstring(body)


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


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """Where every request of the browser would end: (address, what was asked for)."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_CONNECT = do_GET

        def log_message(self, *_: Any) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_nothing_runs_and_nothing_is_fetched(page: Path, proxy: tuple[str, list[str]]) -> None:
    address, asked = proxy
    shown = parse(chromium(f"--proxy-server={address}", "--proxy-bypass-list=<-loopback>", "--dump-dom", page.as_uri()))
    assert shown.xpath("string(//title)") == "Acme Metals: degraded"
    assert shown.xpath("//script | //img | //iframe") == []
    assert len(shown.xpath("//div[@class='release']")) == 3
    assert [each for each in asked if "127.0.0.1:9" in each or "news.example" in each] == []


def measure(page: Path, width: int, *arguments: str) -> tuple[int, int, str]:
    """(width of the content, characters shown, background) of the report in a frame of that width.

    In a frame, because Chromium's own window is never narrower than 500 pixels.
    """
    script = (
        "onload=()=>{const d=document.getElementById('f').contentDocument;"
        "document.title=[d.documentElement.scrollWidth,d.body.innerText.length,"
        "getComputedStyle(d.body).backgroundColor].join('|')}"
    )
    frame = f'<iframe id="f" src="report.html" style="width:{width}px;height:800px;border:0"></iframe>'
    measuring = page.with_name("measure.html")
    measuring.write_text(f"<!DOCTYPE html>{frame}<script>{script}</script>", "utf-8")
    shown = parse(
        chromium("--allow-file-access-from-files", "--dump-dom", "--virtual-time-budget=4000", *arguments, measuring.as_uri())
    )
    found, length, background = str(shown.xpath("string(//title)")).split("|")
    return int(found), int(length), background


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_nothing_is_wider_than_the_screen(page: Path, width: int) -> None:
    found, length, _ = measure(page, width)
    assert found <= width
    assert length > 500


@pytest.mark.parametrize(("scheme", "background"), [("0", "rgb(17, 22, 28)"), ("1", "rgb(246, 247, 249)")])
def test_light_and_dark(page: Path, tmp_path: Path, scheme: str, background: str) -> None:
    setting = f"--blink-settings=preferredColorScheme={scheme}"
    assert measure(page, 400, setting)[2] == background
    picture = tmp_path / "report.png"
    chromium(setting, "--window-size=900,1200", f"--screenshot={picture}", page.as_uri())
    assert picture.stat().st_size > 20_000
