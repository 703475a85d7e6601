"""Every page that the project makes for people, behind a crawl of a newsroom that means harm, in a real browser.

No script runs and no request leaves; a control page with the same words, not escaped, shows that the trap works.
"""

import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from new_project import Project
from running import scrapy

from crawler.items import dumps
from tests.browser import chromium, flaws, needs_browser, serving, through, trap

OWNED = "document.title='owned';new Image().src='http://trap.example/script'"
RAW = (
    f'"\'></title></style></textarea></p>]]><script>{OWNED}</script><img src="http://trap.example/i.png" onerror="{OWNED}">'
    f'<svg onload="{OWNED}"></svg><iframe src="javascript:parent.{OWNED}"></iframe>'
    "<link rel=stylesheet href=http://trap.example/a.css>"
    "<style>@import 'http://trap.example/b.css';body{background:url(http://trap.example/c)}</style>"
    '<meta http-equiv=refresh content="0;url=http://trap.example/refresh"><base href="http://trap.example/base/">'
    '<object data="http://trap.example/o"></object><video src="http://trap.example/v" autoplay></video>'
    f'<form action="http://trap.example/form"><input autofocus onfocus="{OWNED}"></form>'
    f'<a href="javascript:{OWNED}" ping="http://trap.example/p">x</a>'
)  # fmt: skip
TOLD = RAW.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
TWICE = TOLD.replace("&", "&amp;")
PAGES = (
    "newsite.html", "doctor.html", "report.html", "index.html", "why.html", "dataset.html", "reextract.html", "feed.xml",
    "feed.json",
)  # fmt: skip
DECLARED = """from crawler.site import Site
from crawler.spider import NewsroomSpider


class Acme(NewsroomSpider):
    site = Site(name="acme", company="Acme", language="en", group="acme",
        start=("http://www.acme.example/news/",), hosts=("www.acme.example",))
"""
PLACES = ("Perth", "Lima", "Oslo", "Quito", "Porto", "Kyoto", "Turin", "Accra")
METALS = ("copper", "tungsten", "nickel", "zinc", "silver", "cobalt", "lithium", "tin")

pytestmark = [
    needs_browser,
    pytest.mark.timeout(400),
]


def article(number: int, edited: str = "") -> str:
    place, metal, other = PLACES[number], METALS[number], METALS[-number]
    news = f"The company opened a hall of {metal} in {place} on Monday, and a guest from {PLACES[-number]} brought {other}. "
    news += f"It holds {number}{number} thousand tonnes of {metal}, said the president of {place}'s chamber of {other}. "
    stated = {"@type": "NewsArticle", "headline": f"Hall {number} {RAW}", "author": RAW, "publisher": {"name": RAW}}
    script = json.dumps(stated).replace("</", "<\\/")
    return (
        f'<html lang="en"><head><title>Hall {number} {TOLD}</title><meta property="og:title" content="Hall {TOLD}">'
        f'<meta name="author" content="{TOLD}"><meta name="{TOLD}" content="{TOLD}">'
        f'<meta property="article:section" content="{TOLD}">'
        f'<script type="application/ld+json">{script}</script></head><body>'
        f"<h1>Hall {number} is opened {TOLD}</h1><p>2026-03-0{number}</p><p>{news} {edited} {TOLD}</p><p>{news} {TWICE}</p>"
        f'<p>{news}<a href="http://trap.example/link?{TOLD}">{TOLD}</a> <a href="javascript:{OWNED}">run</a>'
        f'<img src="http://trap.example/hall.png?{TOLD}" alt="{TOLD}"></p>{RAW}<p>Source: {TOLD}</p></body></html>'
    )


class Newsroom(BaseHTTPRequestHandler):
    edited = ""

    def do_GET(self) -> None:
        self.path = self.path.removeprefix("http://www.acme.example")  # as a proxy is asked
        if self.path == "/robots.txt":
            rules = f"User-agent: *\nAllow: /\nContent-Signal: ai-train=no\n# {RAW}\nSitemap: javascript:alert(1)\n"
            self._say(rules, "text/plain")
        elif self.path == "/news/":
            rows = "".join(f'<li><a href="/news/{n}.html">Hall {n} is opened {TOLD}</a> 2026-03-0{n}</li>' for n in range(1, 8))
            self._say(f"<html><head><title>News {TOLD}</title></head><body><ul>{rows}</ul></body></html>", "text/html")
        elif self.path.startswith("/news/") and self.path[6:7].isdigit():
            self._say(article(int(self.path[6]), self.edited), "text/html")
        else:
            self.send_error(404, "gone <script>")

    def _say(self, body: str, kind: str) -> None:
        payload = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("ETag", f'"{RAW[:60]}{self.edited}"')
        self.send_header("X-Robots-Tag", f"noai, {RAW}"[:200])
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages and feeds by name, of two runs between which the releases were edited."""
    for module in ("warcio", "duckdb", "rensa"):
        pytest.importorskip(module)
    output = tmp_path_factory.mktemp("hostile")
    with serving(Newsroom) as place:
        settings = ("-s", f"OUTPUT_DIR={output}", "-s", f"PRIVATE_HOSTS={place}", "-s", "DOWNLOAD_DELAY=0", "-s", "ARCHIVE=1")

        def run(*command: str, codes: tuple[int, ...] = (0,)) -> None:
            done = scrapy(*command, *settings)
            assert done.returncode in codes, (command, done.stdout, done.stderr[-2000:])

        crawl = ("crawl", "newsroom", "-a", f"url=http://{place}/news/", "-a", "name=acme")
        run(*crawl, codes=(0, 10))
        Newsroom.edited = f"It employs 400 people. {TOLD}"
        run(*crawl, "-a", "deep=1", codes=(0, 10))
        project = Project.make(tmp_path_factory.mktemp("looked_at"), f"http://{place}")
        for command in (("newsite", "http://www.acme.example/news/", "--name", "acme"), ("doctor", "acme")):
            looked = project.run(*command, "--dry-run")
            assert looked.returncode in (0, 10, 20), looked.stdout + looked.stderr
            page = next((project.folder / "output" / command[0]).glob("*.html"))
            shutil.copy(page, output / f"{command[0]}.html")
            (project.folder / "declared" / "acme.py").write_text(DECLARED)
        run("explain", f"http://{place}/news/1.html", "--out", str(output / "why.html"))
    journal = output / "acme" / "articles.jsonl"
    kept = journal.read_text("utf-8")
    lines = [json.loads(line) for line in kept.splitlines()]
    assert len(lines) > 7, "the edits were not seen"
    others = [line | {"title": f"Another {RAW}", "content_hash": "0" * 64} for line in lines]
    journal.write_text("".join(dumps(line) + "\n" for line in others), "utf-8")
    run("reextract", "acme", "--compare")
    journal.write_text(kept, "utf-8")
    run("dataset", "build", "--split", "none")
    run("dataset", "report")
    found = {path.name: path for path in [*output.glob("*.html"), *output.glob("acme/*.html"), *output.glob("acme/feed.*")]}
    control = output / "control.html"
    control.write_text(f"<html><head><title>Control</title></head><body><p>{RAW}</p></body></html>", "utf-8")
    return found | {"control.html": control}


@pytest.fixture
def trapped() -> Iterator[tuple[str, list[str]]]:
    with trap() as found:
        yield found


def shown(page: Path, proxy: str) -> str:
    """The page's tree as the browser has it after its scripts ran, if any do."""
    return chromium("--virtual-time-budget=3000", *through(proxy), "--dump-dom", page.as_uri()).decode("utf-8", "replace")


@pytest.mark.parametrize("name", PAGES)
def test_no_script_runs_and_no_request_leaves(pages: dict[str, Path], trapped: tuple[str, list[str]], name: str) -> None:
    proxy, asked = trapped
    tree = shown(pages[name], proxy)
    assert "Hall" in tree or "Another" in tree or "(acme)" in tree, "the hostile words are not on it"
    assert "<title>owned" not in tree
    assert [each for each in asked if "trap.example" in each or "127.0.0.1" in each] == []
    if name.endswith(".html"):
        assert 'http-equiv="Content-Security-Policy"' in tree


def test_every_page_is_looked_at(pages: dict[str, Path]) -> None:
    """Remedy: name a new page above."""
    assert set(pages) == {*PAGES, "control.html"}


def test_the_trap_works(pages: dict[str, Path], trapped: tuple[str, list[str]]) -> None:
    proxy, asked = trapped
    assert "<title>owned" in shown(pages["control.html"], proxy)
    assert any("trap.example" in each for each in asked)


BAD = (
    '<html><head><title>Bad</title></head><body style="background:#fff"><p style="color:#999">pale</p>'
    '<details><p style="color:#888">folded</p></details><p style="width:2000px">wide</p>'
    '<script>console.error("boom")</script></body></html>'
)


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_shows_them_and_every_word_can_be_read(pages: dict[str, Path], tmp_path: Path, dark: bool) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(BAD)
    found = flaws([*(pages[name] for name in PAGES if name.endswith(".html")), bad], dark)
    assert {each.partition(" ")[2] for each in found if each.startswith("bad.html: ")} >= {
        "2008 pixels wide at 390", "contrast 2.85: P pale", "contrast 3.54: P folded",
    }  # fmt: skip
    assert any(each.startswith('console: "boom"') for each in found), "the control page shows that the console is heard"
    assert [each for each in found if "bad.html" not in each] == []
