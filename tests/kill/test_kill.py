"""Nothing is lost and nothing is doubled when a crawl is killed at any moment and the same command is run again."""

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from running import ROOT, command, crawl, environment
from scoring import read

from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

pytestmark = pytest.mark.usefixtures("untraced")

ARTICLES = 60
KILLS = 8
STARTUP = 1.2  # seconds before the first request of a crawl; most kills should come later


def killed_crawl(output: Path, proxy: str, seconds: float, number: int) -> subprocess.Popen[bytes]:
    """Start a crawl and send it a signal after that time."""
    process = subprocess.Popen(
        command("minmetals", output), cwd=ROOT, env=environment(proxy), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    return process


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until a condition of a running crawl holds; one that ends before it has failed, and its output says why."""
    ends = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None and not condition():
            out, err = (stream.decode("utf-8", "replace")[-3000:] if stream else "" for stream in process.communicate())
            pytest.fail(f"the crawl ended with {process.returncode}:\n{out}\n{err}")
        assert time.monotonic() < ends, "the crawl did not come that far"
        time.sleep(0.05)


@pytest.mark.guarantee(1)
@pytest.mark.guarantee(2)
@pytest.mark.guarantee(3)
@pytest.mark.guarantee(4)
def test_killed_at_any_moment_every_article_is_there_once(tmp_path: Path) -> None:
    with ReplicaServer(make(5, ARTICLES, ("minmetals",))) as server:
        acknowledged: set[str] = set()
        dice = random.Random(5)
        for _ in range(KILLS):
            process = killed_crawl(tmp_path, server.address, STARTUP + dice.random() * 2, signal.SIGKILL)
            log = process.communicate(timeout=60)[1].decode()
            acknowledged |= {line.split("stored ")[1].split(" ")[0] for line in log.splitlines() if "] INFO: stored " in line}
            journal = tmp_path / "minmetals" / "articles.jsonl"
            whole = journal.read_bytes().rpartition(b"\n")[0] if journal.exists() else b""
            on_disk = {line.split('"id":"')[1].split('"')[0] for line in whole.decode().split("\n") if line}
            assert acknowledged <= on_disk, "what the log called stored is on disk"
        last = crawl("minmetals", tmp_path, proxy=server.address)
        assert last.code == 0, last.stdout + last.stderr[-2000:]
        expected = server.newsroom.expected("minmetals")
    found = Counter(str(line["id"]) for line in read(tmp_path / "minmetals" / "articles.jsonl"))
    assert set(found.values()) == {1}
    assert [each.urls[0] for each in expected if not set(each.ids) & set(found)] == []
    assert len(found) == len(expected)


@pytest.mark.guarantee(6)
def test_a_second_run_of_the_same_site_ends_at_once_as_locked(tmp_path: Path) -> None:
    with ReplicaServer(make(5, 40, ("minmetals",))) as server:
        first = subprocess.Popen(
            [*command("minmetals", tmp_path), "-s", "DOWNLOAD_DELAY=0.3"], cwd=ROOT, env=environment(server.address),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        lock = tmp_path / "minmetals" / ".lock"
        wait_for(lambda: lock.exists() and bool(lock.read_bytes()), first)
        second = crawl("minmetals", tmp_path, proxy=server.address)
        first.kill()
        first.wait()
    assert second.code == 60
    assert "LOCKED" in second.stdout


@pytest.mark.guarantee(7)
@pytest.mark.guarantee(25)
@pytest.mark.parametrize("times", [1, 2])
def test_sigterm_ends_the_run_in_good_order_within_ten_seconds(tmp_path: Path, times: int) -> None:
    with ReplicaServer(make(5, 60, ("minmetals",))) as server:
        process = subprocess.Popen(
            [*command("minmetals", tmp_path), "-s", "DOWNLOAD_DELAY=0.5"], cwd=ROOT, env=environment(server.address),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        journal = tmp_path / "minmetals" / "articles.jsonl"
        wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") >= 3, process)
        for _ in range(times):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.1)
        out, _ = process.communicate(timeout=10)
        assert process.returncode == 10, out.decode()
        assert "STOPPED" in out.decode()
        stored = journal.read_bytes().count(b"\n")
        again = crawl("minmetals", tmp_path, proxy=server.address)
        assert again.code == 0
        total = len(server.newsroom.expected("minmetals"))
    assert 0 < stored < total
    assert len({str(line["id"]) for line in again.lines}) == len(again.lines) == total


def test_without_a_network_the_run_says_unreachable_and_touches_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "minmetals"
    folder.mkdir()
    (folder / "articles.jsonl").write_bytes(b"")
    with ReplicaServer(make(5, 8, ("minmetals",))) as server:
        crawl("minmetals", tmp_path, proxy=server.address)
    before = (folder / "articles.jsonl").read_bytes(), (folder / "feed.xml").read_bytes()
    gone = crawl("minmetals", tmp_path, proxy="http://127.0.0.1:9")
    assert gone.code == 30
    assert "UNREACHABLE" in gone.stdout
    assert "->" in gone.stdout, "a sentence says what to do"
    assert ((folder / "articles.jsonl").read_bytes(), (folder / "feed.xml").read_bytes()) == before
