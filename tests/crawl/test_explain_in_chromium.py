"""The page of an explanation in a real browser: nothing runs, nothing is fetched, the toggle works, a phone can show it."""

import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from crawler.explain.reading import PageSource, explain
from crawler.explain.view import explanation_page
from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023
from crawler.platforms.trs import TRS
from crawler.site import Site

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
OWNED = "\"><img src='http://127.0.0.1:9/x.png' onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
HOSTILE = OWNED.replace("<", "&lt;").replace('"', "&quot;")
URL = "http://www.acme.example/news/t20200305_1234.html"
NEWS = "The company opened a hall of tungsten in Chenshan City, and the deputy president cut the ribbon with many guests."
PAGE = f"""<html><head><title>Hall {HOSTILE}</title><meta property="og:title" content="{HOSTILE}"></head><body>
<ul class="{HOSTILE}"><li><a href="javascript:alert(1)">Start {HOSTILE}</a></li></ul>
<p>Your location: Home &gt; {HOSTILE}</p><h1>Hall {HOSTILE}</h1>
<p>Font size: [Big Middle Small] [Print] Color:</p>
<div><p>{NEWS} {HOSTILE}</p><p><img src="http://127.0.0.1:9/hall.png" alt="{HOSTILE}"></p><p>{NEWS} {"W" * 400}</p>
<p>\u202e{NEWS}</p></div>
<p>Previous: <a href="t2.html">Another {HOSTILE}</a></p><style>@import url(http://127.0.0.1:9/a.css)</style>
<p>Copyright: China Minmetals Corporation. All Rights Reserved</p></body></html>"""
SITES = {
    "layout": Site(
        name="acme", company="Acme", language="en", group="acme", start=("http://www.acme.example/",),
        hosts=("www.acme.example",), platform=TRS, layouts=(MINMETALS_2023, MINMETALS_2016),
    ),
    "generic": Site.for_url(URL),
}  # fmt: skip

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


def chromium(*arguments: str) -> bytes:
    """What the browser prints."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(BROWSER), *QUIET, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout


@pytest.fixture(params=sorted(SITES))
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The explanation of a page that means harm, read by a layout and by the model."""
    path = tmp_path / "why.html"
    source = PageSource(URL, PAGE.encode(), "text/html; charset=utf-8")
    path.write_bytes(explanation_page(explain([source], SITES[request.param])))
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
    shown: Any = html.fromstring(
        chromium(f"--proxy-server={address}", "--proxy-bypass-list=<-loopback>", "--dump-dom", page.as_uri())
    )
    assert shown.xpath("string(//title)").startswith("Why: ")
    assert shown.xpath("//script | //img | //iframe | //link | //object | //@onerror | //@onclick") == []
    assert [href for href in shown.xpath("//@href") if not href.startswith(("#", "http://www.acme.example/"))] == []
    assert [each for each in asked if "127.0.0.1:9" in each or "acme.example" in each] == []
    ids = shown.xpath("//li/@id")
    assert len(ids) == len(set(ids)) >= 8
    assert {f"#{each}" for each in ids} >= {href for href in shown.xpath("//@href") if href.startswith("#b")}


MEASURE = """
addEventListener("load", () => {
  const page = document.getElementById("f").contentDocument, lines = () =>
    [...page.querySelectorAll(".lines > li")].filter(each => each.getClientRects().length).length
  const all = lines()
  page.querySelector("label[for=hide]").click()
  const kept = lines()
  page.querySelector("label[for=hide]").click()
  document.title = JSON.stringify({
    all, kept, again: lines(), dropped: page.querySelectorAll(".lines > .dropped").length,
    width: page.documentElement.scrollWidth, colour: getComputedStyle(page.body).backgroundColor})
})
"""


def measure(page: Path, width: int, *arguments: str) -> dict[str, Any]:
    """What a person sees in a frame of that width, before and after a click on the toggle.

    In a frame, because Chromium's own window is never narrower than 500 pixels.
    """
    frame = f'<iframe id="f" src="{page.name}" style="width:{width}px;height:800px;border:0"></iframe>'
    measuring = page.with_name("measure.html")
    measuring.write_text(f"<!DOCTYPE html><script>{MEASURE}</script>{frame}", "utf-8")
    options = ("--allow-file-access-from-files", "--dump-dom", "--virtual-time-budget=4000", *arguments)
    shown: Any = html.fromstring(chromium(*options, measuring.as_uri()))
    found: dict[str, Any] = json.loads(shown.xpath("string(//title)"))
    return found


@pytest.mark.parametrize(
    ("width", "scheme", "colour"), [(360, "0", "rgb(17, 22, 28)"), (1280, "1", "rgb(246, 247, 249)")]
)
def test_toggle_width_and_colours(page: Path, width: int, scheme: str, colour: str) -> None:
    seen = measure(page, width, f"--blink-settings=preferredColorScheme={scheme}")
    assert seen["colour"] == colour
    assert seen["width"] <= width
    assert seen["dropped"] > 0
    assert seen["kept"] == seen["all"] - seen["dropped"] > 0
    assert seen["again"] == seen["all"]


def test_a_picture_of_it_shows_something(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "why.png"
    chromium("--window-size=900,1200", f"--screenshot={picture}", page.as_uri())
    assert picture.stat().st_size > 20_000
