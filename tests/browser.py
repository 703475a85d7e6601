"""A real browser for the pages that the project makes for people, and a proxy at which all that it asks for ends."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
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
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(BROWSER), *QUIET, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout


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
