"""Lists that scripts make, through the real command and the system's Chromium."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome
from misbehaving.matrix import run as crawl
from misbehaving.pages import article, path, title
from misbehaving.server import Ask, Peer, Server
from running import command, environment, scrapy

from tests.browser import needs_browser

NAMES = [f"plant-{letter}" for letter in "abcdefgh"]
SHELL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/news/">News</a> <a href="/jobs/">Jobs</a></nav>
<main><h1>News</h1><ul id="list"></ul>{button}</main>
<script src="/app.js"></script></body></html>"""
# Rows come three at a time; `turn` puts them in the place of those before.
APP = """let at = 0; const list = document.getElementById('list'), turn = %s;
async function more() {
  const rows = await (await fetch('/api?from=' + at, {headers: {'X-Requested-With': 'XMLHttpRequest'}})).json();
  if (turn && rows.length) list.replaceChildren();
  for (const row of rows) { const item = document.createElement('li');
    item.innerHTML = `<a href="${row.url}">${row.title}</a> <time>${row.date}</time>`; list.append(item); }
  at += rows.length; }
more(); document.getElementById('b').onclick = () => setTimeout(more, 100);"""


def shell(button: str = '<button id="b">Load more</button>', head: str = "") -> str:
    return SHELL.format(button=button, head=head)


class Scripted:
    """A newsroom whose list only a script fills."""

    def __init__(self, server: Server, turn: bool = False) -> None:
        self.server = server
        server.routes |= {path(name): good for name in NAMES}
        server.routes["/api"] = self.rows
        server.routes["/app.js"] = page(lambda _: APP % str(turn).lower(), kind="text/javascript")
        self.show(shell())

    def show(self, html: str) -> None:
        self.server.routes["/news/"] = page(lambda _: html)

    async def rows(self, peer: Peer, ask: Ask) -> None:
        first = int(ask.target.partition("from=")[2])
        shown = list(enumerate(NAMES))[first : first + 3]
        rows = [{"url": path(name), "title": title(name), "date": f"2024-0{9 - n}-11"} for n, name in shown]
        await peer.answer(json.dumps(rows), kind="application/json")

    def crawl(self, folder: Path, *arguments: str, **settings: object) -> Outcome:
        done = crawl(f"{self.server.origin}/news/", folder, *arguments, settings=settings)
        assert done.closes(), done.run
        return done


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as started:
        yield started


# What brings the next rows: a button, a link in another language, what takes the place of the rows, the end of the page.
MORE = {
    "link": '<p><a href="javascript:void(0)" id="b">加载更多</a></p>',
    "turn": '<div class="pagination"><button id="b">Weiter</button></div>',
    "end": '<div id="b" style="height:3000px"></div><script>onscroll = () => document.getElementById("b").click()</script>',
}


@needs_browser
@pytest.mark.parametrize("how", MORE)
def test_what_brings_more_rows_is_done_until_none_come(server: Server, tmp_path: Path, how: str) -> None:
    place = Scripted(server, how == "turn")
    place.show(shell(MORE[how]))
    whole = article("plant-c")
    inner = json.dumps(whole[whole.index("<body>") + 6 : whole.index("</body>")]).replace("<", chr(92) + "u003c")
    write = f"<div>Loading</div><script>document.body.innerHTML = {inner}</script>"
    server.routes[path("plant-c")] = page(lambda _: f"<!DOCTYPE html><html><body>{write}</body></html>")
    done = place.crawl(tmp_path, "-a", "js=1")
    assert (done.code, done.verdict, sorted(done.stored)) == (0, "ok", sorted(map(path, NAMES))), done.log[-3000:]
    assert done.run["completeness"]["gaps"] == []


@needs_browser
def test_what_a_page_asks_for_is_asked_within_the_rules(server: Server, tmp_path: Path) -> None:
    place = Scripted(server)
    with Server() as other:
        asked = "".join(f'<script src="{url}"></script>' for url in (
            f"{other.origin}/tracker.js", "http://169.254.1.1/x.js", "/kept-out.js", "/leads-away.js", "http://cdn.example/y.js",
        ))  # fmt: skip
        leaves = "setTimeout(() => location.href = '/jobs/', 300)"
        shown = asked + f"<script>new WebSocket('ws://127.0.0.1:{other.port}/s'); {leaves}</script>"
        place.show(shell(head=shown))
        server.routes["/robots.txt"] = page(lambda _: "User-agent: *\nDisallow: /kept-out.js\n", kind="text/plain")

        async def away(peer: Peer, ask: Ask) -> None:
            await peer.answer("", "302 Found", {"Location": f"{other.origin}/away.js"})

        server.routes["/leads-away.js"] = away
        done = place.crawl(tmp_path, "-a", "js=1")
        assert other.asks == []
    assert sorted(done.stored) == sorted(map(path, NAMES)), done.log[-3000:]
    told = {name.removeprefix("js withheld "): value for name, value in done.run["politeness"].items() if "js withheld" in name}
    assert told.pop(f"{server.origin}: another page") == 1
    assert {name.rpartition(" ")[2] for name in told} == {"out_of_scope", "robots_forbidden"}
    assert "/kept-out.js" not in [ask.path for ask in server.asks]
    assert done.run["completeness"]["gaps"] == [], "what came before the last press did not keep a row away"
    assert f"js withheld {other.origin}" in (tmp_path / "bad" / "report.html").read_text()


@needs_browser
def test_rows_that_did_not_come_are_a_gap(server: Server, tmp_path: Path) -> None:
    place = Scripted(server)

    async def broken(peer: Peer, ask: Ask) -> None:
        await (peer.answer("", "500 Server Error") if "from=6" in ask.target else place.rows(peer, ask))

    server.routes["/api"] = broken
    done = place.crawl(tmp_path, "-a", "js=1", RETRY_TIMES=0)
    assert (done.code, len(done.lines)) == (10, 6)
    assert [gap["name"] for gap in done.run["completeness"]["gaps"]] == ["more:/news/"]


def test_without_a_browser_the_gap_is_named(server: Server, tmp_path: Path) -> None:
    place = Scripted(server)
    alone = place.crawl(tmp_path / "alone")
    assert (alone.code, alone.verdict, alone.lines) == (10, "incomplete", [])
    assert "needs a browser: -a js=1" in alone.run["message"] + " ".join(alone.run["advice"])
    items = "".join(f"<item><title>{title(name)}</title><link>{path(name)}</link></item>" for name in NAMES[:3])
    server.routes["/feed"] = page(lambda _: f'<rss version="2.0"><channel>{items}</channel></rss>', kind="application/rss+xml")
    place.show(shell(head='<link rel="alternate" type="application/rss+xml" href="/feed">'))
    beside = place.crawl(tmp_path / "beside")
    assert (beside.code, beside.verdict, len(beside.lines)) == (10, "incomplete", 3)
    (gap,) = beside.run["completeness"]["gaps"]
    assert "needs a browser: -a js=1" in gap["said"]


def test_what_is_missing_is_told_before_the_run(tmp_path: Path) -> None:
    given = ("crawl", "newsroom", "-a", "url=http://127.0.0.1:9/news/", "-s", f"OUTPUT_DIR={tmp_path}")
    none = scrapy(*given, "-a", "js=1", "-s", "JS_BROWSER=/nowhere/chromium")
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert "apt-get install chromium" in none.stderr
    assert not any(tmp_path.iterdir())


@needs_browser
def test_nothing_is_left_running(server: Server, tmp_path: Path) -> None:
    place = Scripted(server)

    async def hang(peer: Peer, ask: Ask) -> None:
        await peer.hang()

    server.routes["/api"] = hang
    settings = ("-s", f"PRIVATE_HOSTS=127.0.0.1:{server.port}")
    line = command("newsroom", tmp_path, "-a", f"url={server.origin}/news/", "-a", "js=1", *settings)
    assert place
    with subprocess.Popen(line, env=environment(None), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until(lambda: "/api" in {ask.path for ask in server.asks})
        started = children(process.pid)
        assert len(started) > 2, "the browser and its driver"
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
    until(lambda: not [pid for pid in started if alive(pid)])


def until(holds: object, seconds: float = 40) -> None:
    """Wait until something holds."""
    limit = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < limit, "it does not come about"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """All processes that come from one."""
    found = [int(each) for task in Path(f"/proc/{pid}/task").glob("*/children") for each in task.read_text().split()]
    return found + [each for child in found for each in children(child)]


def alive(pid: int) -> bool:
    """Whether a process runs: neither gone nor a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
