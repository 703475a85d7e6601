"""A page that keeps the event loop from running ends, and the run goes on or ends by name: through the real command."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from running import ROOT, SCRAPY, Crawl, environment, scrapy

from crawler.items import JsonObject
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

pytestmark = [pytest.mark.guarantee(12), pytest.mark.guarantee(7)]
ARTICLES = 5
SECONDS = 5  # PAGE_SECONDS of these runs
# A newsroom one of whose pages is read for ever, in five ways.
OWN = '''
import ctypes, os, re, time
from dataclasses import replace

from crawler.discover.sources import in_page
from crawler.site import Layout, Site
from crawler.spider import NewsroomSpider


class Held:
    """In place of the pattern of a crumb."""

    def __repr__(self):  # the rules are the same in each run
        return "Held()"

    def search(self, text):
        if os.environ["HELD"] not in text:
            return None
        way = os.environ["WAY"]
        if way == "pattern":
            re.compile("(?:a|a?)+b").search("a" * 60)
        while way == "loop":
            time.sleep(0.01)
        while way == "deaf":
            try:
                while True:  # inside, so that no exception finds a place outside
                    time.sleep(0.1)
            except Exception:
                continue
        if way == "library":  # lets no other thread run, and answers to no signal
            library, lock = ctypes.PyDLL(None), ctypes.create_string_buffer(64)
            while True:
                library.pthread_mutex_lock(lock)
        if way == "broken":
            ctypes.string_at(0)
        return None


read_listing = in_page.read_listing


def hold_listing(page, site, **more):
    if page.url.endswith(os.environ.get("LISTING", "none")):
        Held().search(os.environ["HELD"])
    return read_listing(page, site, **more)


in_page.read_listing = hold_listing


class Own(NewsroomSpider):
    site = replace(Site.for_url(os.environ["AT"], "own"), layouts=(Layout("own/held", crumb=Held(), crumb_needed=True),))
'''


class Runs:
    """Crawls of a newsroom one of whose articles is read for ever."""

    def __init__(self, server: ReplicaServer, folder: Path) -> None:
        self.folder = folder
        (folder / "own_spider.py").write_text(OWN)
        self.line = [
            "runspider", str(folder / "own_spider.py"), "-s", f"OUTPUT_DIR={folder / 'out'}", "-s", "DOWNLOAD_DELAY=0",
            "-s", f"PRIVATE_HOSTS=127.0.0.1:{server.port}", "-s", f"PAGE_SECONDS={SECONDS}",
        ]  # fmt: skip
        self.env = environment(None) | {"AT": f"{server.address}/news/", "PYTHONPATH": str(ROOT), "HELD": "no page says this"}

    def hold(self, words: str, way: str) -> None:
        self.env |= {"HELD": words, "WAY": way}

    def crawl(self, *arguments: str) -> Crawl:
        done = scrapy(*self.line, *arguments, env=self.env, seconds=100)
        return Crawl(done.returncode, done.stdout, done.stderr, self.folder / "out" / "own")


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    with ReplicaServer(make_plain(3, ARTICLES, pager="next")) as server:
        yield Runs(server, tmp_path)


@pytest.fixture
def held(runs: Runs, tmp_path: Path) -> Callable[[str], str]:
    """Chooses the article that is held, and how; returns its words."""
    other = Runs.__new__(Runs)
    other.__dict__ |= runs.__dict__
    other.folder = tmp_path / "before"
    other.line = [each.replace(str(tmp_path / "out"), str(other.folder / "out")) for each in runs.line]
    known = other.crawl().lines
    assert len(known) == ARTICLES
    pages = [urlopen(str(line["url"])).read().decode("utf-8", "replace") for line in known]
    found = re.findall("[A-Za-z ]{30,60}", str(known[2]["text"]))
    words: str = next(words for words in found if sum(words in page for page in pages) == 1)

    def choose(way: str) -> str:
        runs.hold(words, way)
        return words

    return choose


def account(run: Crawl) -> JsonObject:
    found = run.runs[-1]["account"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("way", ["pattern", "loop"])
def test_a_page_read_for_too_long_fails_and_the_others_are_stored(runs: Runs, held: Callable[[str], str], way: str) -> None:
    words = held(way)
    done = runs.crawl()
    assert (done.code, done.runs[-1]["verdict"]) == (10, "degraded"), done.stderr[-2000:]
    assert account(done)["reasons"]["failed"] == {"too_slow": 1}
    assert "too_slow" in done.stdout
    assert len(done.lines) == ARTICLES - 1
    assert not any(words in str(line["text"]) for line in done.lines)
    again = runs.crawl()
    assert (account(again)["failed"], len(again.lines)) == (0, ARTICLES - 1), "passed over"
    shown = scrapy("state", "own", "show", "-s", f"OUTPUT_DIR={runs.folder / 'out'}")
    assert "too_slow" in shown.stdout, shown.stdout + shown.stderr


def test_what_answers_to_no_exception_ends_the_run_with_its_verdict(runs: Runs, held: Callable[[str], str]) -> None:
    held("deaf")
    done = runs.crawl()
    assert (done.code, done.runs[-1]["verdict"]) == (50, "crash"), done.stderr[-2000:]
    assert account(done)["reasons"]["failed"]["too_slow"] == 1
    assert "kept the run from going on" in done.stdout
    stored = len(done.lines)
    runs.hold("no page says this", "loop")
    again = runs.crawl()
    assert (again.code, len(again.lines)) == (0, ARTICLES - 1), again.stdout + again.stderr[-2000:]
    assert stored < ARTICLES
    shown = scrapy("state", "own", "show", "-s", f"OUTPUT_DIR={runs.folder / 'out'}")
    assert "too_slow" in shown.stdout, shown.stdout + shown.stderr


@pytest.mark.parametrize(("way", "code", "place"), [("library", 1, "own_spider.py"), ("broken", -signal.SIGSEGV, "string_at")])
def test_what_ends_with_the_process_is_named_by_the_next_run(
    runs: Runs, held: Callable[[str], str], way: str, code: int, place: str
) -> None:
    held(way)
    done = runs.crawl()
    assert (done.code, done.runs) == (code, [])
    assert way == "broken" or ("Timeout" in done.stderr and place in done.stderr)
    again = runs.crawl()
    assert (again.code, len(again.lines)) == (0, ARTICLES - 1), again.stdout + again.stderr[-2000:]
    broken, after = again.runs
    assert (broken["verdict"], broken["exit_code"], after["verdict"]) == ("crash", 50, "ok")
    [url] = re.findall(r"http://127\.0\.0\.1:[0-9]+/news/[^ ]+", str(broken["message"]))
    assert place in str(broken["message"]), "the place is named"
    assert url not in {line["url"] for line in again.lines}
    shown = scrapy("state", "own", "show", "-s", f"OUTPUT_DIR={runs.folder / 'out'}")
    assert re.search(rf"too_slow, .*{re.escape(url)}", shown.stdout), shown.stdout + shown.stderr
    assert not (again.folder / ".reading").exists()


@pytest.mark.parametrize(("way", "code"), [("deaf", 50), ("library", 1)])
def test_a_listing_that_is_read_for_too_long_waits_likewise(runs: Runs, way: str, code: int) -> None:
    runs.hold("none", way)
    runs.env["LISTING"] = "/news/"
    assert runs.crawl().code == code
    again = runs.crawl()
    assert again.code == 30, again.stdout
    assert again.runs[-1]["requests"].get("listing") is None, "passed over"  # type: ignore[attr-defined]
    assert [each["problem"] for each in again.runs[-1]["listings"]] == ["too_slow"]  # type: ignore[attr-defined]
    shown = scrapy("state", "own", "show", "-s", f"OUTPUT_DIR={runs.folder / 'out'}")
    assert "/news/  took too long to be read, waits until" in shown.stdout, shown.stdout + shown.stderr
    scrapy("state", "own", "forget", "failures", "-s", f"OUTPUT_DIR={runs.folder / 'out'}")
    del runs.env["LISTING"]
    last = runs.crawl()
    assert (last.code, len(last.lines)) == (0, ARTICLES), last.stdout


def test_a_stopped_run_waits_for_no_page(runs: Runs, held: Callable[[str], str], tmp_path: Path) -> None:
    held("loop")
    line = [*runs.line[:-1], "PAGE_SECONDS=300"]
    log = tmp_path / "log"
    command = [str(SCRAPY), *line]
    with log.open("w") as stream, subprocess.Popen(command, cwd=ROOT, env=runs.env, stdout=stream, stderr=stream) as run:
        mark, looks = tmp_path / "out" / "own" / ".reading", [""]
        while run.poll() is None and not ('"url"' in looks[-1] and len(looks) > 10 and len(set(looks[-10:])) == 1):
            time.sleep(0.1)  # the same page for a second: it is being held
            looks.append(mark.read_text() if mark.exists() else "")
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 10, log.read_text()[-2000:]
    ended = json.loads((tmp_path / "out" / "own" / "runs.jsonl").read_text().splitlines()[-1])
    assert ended["verdict"] == "stopped"
    assert os.environ.get("HELD") is None
