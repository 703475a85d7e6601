"""The disk fills up in mid-crawl: the run says so, and the next one, with room again, loses and doubles nothing."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving.fault import Fault, good
from misbehaving.matrix import Outcome, newsroom, run
from misbehaving.pages import title
from misbehaving.server import Server

pytestmark = pytest.mark.usefixtures("untraced")

ARTICLES = 120
MEGABYTES = 16
_SAID = re.compile(r"INFO: stored (\S+)")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of our own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("mounting a file system takes root")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, kilobytes: int) -> Path:
    """Leave that much room on the disk; returns the file to be deleted."""
    filler = disk / "filler"
    filler.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - kilobytes * 1024))
    return filler


def whole(outcome: Outcome, fine: list[str], journal: Path) -> None:
    """Every article is in the journal, once, in whole lines."""
    assert outcome.code == 0, outcome.log[-3000:]
    assert outcome.closes()
    assert Counter(line["title"] for line in outcome.lines) == Counter(title(each) for each in _names(fine))
    assert journal.read_bytes().endswith(b"\n")


def _names(fine: list[str]) -> list[str]:
    return [f"plant-{number}" for number in range(ARTICLES)] + [Path(each).stem for each in fine]


def served(server: Server) -> list[str]:
    return newsroom(server, [Fault(f"plant-{number}", good) for number in range(ARTICLES)])


@pytest.mark.guarantee(1)
@pytest.mark.guarantee(2)
@pytest.mark.guarantee(5)
@pytest.mark.guarantee(7)
@pytest.mark.parametrize("kilobytes", [0, 220, 800])
def test_a_disk_that_fills_up_costs_a_run_and_no_article(disk: Path, kilobytes: int) -> None:
    with Server() as server:
        fine = served(server)
        filler = fill(disk, kilobytes)
        full = run(f"{server.origin}/news/", disk)
        assert full.code == 40, full.log[-3000:]
        filler.unlink()
        again = run(f"{server.origin}/news/", disk)
        whole(again, fine, disk / "bad" / "articles.jsonl")
        assert set(_SAID.findall(full.log)) <= {line["id"] for line in full.lines}, "what was said to be stored is there"
        assert again.lines[: len(full.lines)] == full.lines


@pytest.mark.guarantee(1)
@pytest.mark.guarantee(2)
@pytest.mark.guarantee(7)
def test_a_run_with_news_meets_a_disk_that_is_full_already(disk: Path) -> None:
    with Server() as server:
        fine = served(server)
        kept = {route: server.routes.pop(route) for route in fine[:10]}
        run(f"{server.origin}/news/", disk)
        server.routes |= kept
        files = ("articles.jsonl", "feed.xml", "report.html")
        before = [(disk / "bad" / name).read_bytes() for name in files]
        filler = fill(disk, 0)
        full = run(f"{server.origin}/news/", disk)
        assert full.code == 40, full.log[-3000:]
        assert [(disk / "bad" / name).read_bytes() for name in files] == before
        filler.unlink()
        whole(run(f"{server.origin}/news/", disk), fine, disk / "bad" / "articles.jsonl")


@pytest.mark.guarantee(1)
@pytest.mark.guarantee(2)
@pytest.mark.parametrize("kilobytes", [8, 180])
def test_no_file_may_grow_beyond_a_limit(tmp_path: Path, kilobytes: int) -> None:
    with Server() as server:
        fine = served(server)
        full = run(f"{server.origin}/news/", tmp_path, largest_file=kilobytes * 1024)
        assert full.code == 40, full.log[-3000:]
        again = run(f"{server.origin}/news/", tmp_path)
        whole(again, fine, tmp_path / "bad" / "articles.jsonl")
        assert set(_SAID.findall(full.log)) <= {line["id"] for line in full.lines}
