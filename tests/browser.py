"""A real browser for the pages that the project makes for people, and a proxy at which all that it asks for ends."""

import json
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import html

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


def chromium(*arguments: str) -> bytes:
    """What the browser prints."""
    return _ended(*arguments).stdout


def _ended(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(BROWSER), *QUIET, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, timeout=120, check=True)


def scheme(dark: bool) -> str:
    """The argument by which a page is shown as to a reader whose screen is dark, or light."""
    return f"--blink-settings=preferredColorScheme={0 if dark else 1}"


def picture(page: Path, target: Path, size: tuple[int, int] = (1000, 800), dark: bool = False) -> None:
    """A screenshot of the page's beginning as PNG. size: of the window."""
    chromium(scheme(dark), f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", page.as_uri())


def through(proxy: str) -> tuple[str, ...]:
    """Arguments that send every request, those to this machine too, to a proxy."""
    return f"--proxy-server={proxy}", "--proxy-bypass-list=<-loopback>"


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server on loopback; gives its host:port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@contextmanager
def trap() -> Iterator[tuple[str, list[str]]]:
    """A proxy that lets nothing through: (address, what was asked for)."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_CONNECT = do_GET

        def log_message(self, *_: Any) -> None:
            """Nothing on stderr."""

    with serving(Answer) as address:
        yield address, asked


def framed(page: Path, width: int, script: str, *arguments: str) -> str:
    """What a script makes the title of, given the page's document as `page`, in a frame of that width once it is loaded.

    In a frame, because Chromium's own window is never narrower than 500 pixels.
    """
    loaded = f"onload=()=>{{const page=document.getElementById('f').contentDocument;document.title=(()=>{{{script}}})()}}"
    frame = f'<iframe id="f" src="{page.name}" style="width:{width}px;height:800px;border:0"></iframe>'
    measuring = page.with_name("measure.html")
    measuring.write_text(f"<!DOCTYPE html>{frame}<script>{loaded}</script>", "utf-8")
    options = ("--allow-file-access-from-files", "--dump-dom", "--virtual-time-budget=4000", *arguments)
    return str(html.fromstring(chromium(*options, measuring.as_uri())).xpath("string(//title)"))


WIDTHS = (390, 1280)  # pixels of a phone and of a desk
_FRAMING = "<!DOCTYPE html><meta charset=utf-8><style>iframe{border:0}</style>"
_CONSOLE = re.compile(rb"CONSOLE[^\]]*\] (.*)")
# Flaws of a page as sentences. Contrast by WCAG 2.1 (AA): of each text that is shown, against what stands behind it.
_LOOK = """
const rgba = said => { const found = said.match(/[\\d.]+/g).map(Number); return found.length < 4 ? [...found, 1] : found }
const over = (top, below) => [0, 1, 2].map(n => top[n] * top[3] + below[n] * (1 - top[3])).concat(1)
const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b }
const ratio = (a, b) => { const [high, low] = [light(a), light(b)].sort((x, y) => y - x); return (high + 0.05) / (low + 0.05) }
const behind = (node, view) => { const layers = []
  for (let at = node; at; at = at.parentElement) layers.push(rgba(view.getComputedStyle(at).backgroundColor))
  return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]) }
const SEEN = {visibilityProperty: true, opacityProperty: true}
const look = (page, width) => { const view = page.defaultView, found = []
  page.querySelectorAll("details").forEach(each => { each.open = true })
  if (page.documentElement.scrollWidth > width) found.push(`${page.documentElement.scrollWidth} pixels wide at ${width}`)
  for (const node of page.body.querySelectorAll("*")) {
    const own = [...node.childNodes].filter(each => each.nodeType === 3 && each.data.trim())
    if (!own.length || !node.getClientRects().length || node.tagName === "title" || !node.checkVisibility(SEEN)) continue
    const style = view.getComputedStyle(node), back = behind(node.closest("svg")?.parentElement || node, view)
    const ink = over(rgba(node.closest("svg") ? style.fill : style.color), back), size = parseFloat(style.fontSize)
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5
    const told = `${node.tagName} ${own[0].data.trim().slice(0, 40)}`
    if (ratio(ink, back) < least) found.push(`contrast ${ratio(ink, back).toFixed(2)}: ${told}`)
  }
  return [...new Set(found)] }
onload = () => { document.title = JSON.stringify([...document.querySelectorAll("iframe")].map(
  each => look(each.contentDocument, +each.dataset.width).map(said => `${each.name}: ${said}`)).flat()) }
"""


def flaws(pages: Sequence[Path], dark: bool) -> list[str]:
    """What is wrong with pages to look at, all of them in one browser: errors in its console, text that is too pale or dark for
    what is behind it, pages wider than a phone or a desk. Everything that is folded is opened.
    """
    frames = "".join(
        f'<iframe name="{page.name}" data-width="{width}" src="{page.as_uri()}" style="width:{width}px;height:800px"></iframe>'
        for page in pages
        for width in WIDTHS
    )
    with tempfile.TemporaryDirectory() as folder:
        looking = Path(folder) / "look.html"
        looking.write_text(f"{_FRAMING}{frames}<script>{_LOOK}</script>", "utf-8")
        ended = _ended(
            scheme(dark), "--allow-file-access-from-files", "--enable-logging=stderr", "--virtual-time-budget=8000", "--dump-dom",
            looking.as_uri(),
        )  # fmt: skip
    told: list[str] = json.loads(str(html.fromstring(ended.stdout).xpath("string(//title)")))
    return told + [f"console: {said.decode('utf-8', 'replace')}" for said in _CONSOLE.findall(ended.stderr)]
