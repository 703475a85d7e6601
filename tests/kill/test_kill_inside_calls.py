"""SIGKILL inside every single write, fsync, open and rename: nothing acknowledged is lost, nothing is doubled or torn."""

import json
import os
import signal
from pathlib import Path

import pytest

from crawler.storage.durable import DurableFiles
from crawler.storage.journal import Journal

pytestmark = pytest.mark.usefixtures("untraced")

BATCHES = [[{"id": f"{batch}-{number}", "text": "x" * 500} for number in range(3)] for batch in range(4)]


class KillingFiles(DurableFiles):
    """Kills its own process in the k-th call; in a write, after half of the bytes."""

    def __init__(self, k: int) -> None:
        self.left = k

    def _count(self) -> bool:
        self.left -= 1
        return self.left == 0

    def os_open(self, path: Path, flags: int) -> int:
        self._die_if(self._count())
        return super().os_open(path, flags)

    def os_write(self, descriptor: int, view: memoryview) -> int:
        if self._count():
            super().os_write(descriptor, view[: len(view) // 2])
            self._die_if(True)
        return super().os_write(descriptor, view)

    def os_fsync(self, descriptor: int) -> None:
        self._die_if(self._count())
        super().os_fsync(descriptor)

    def os_replace(self, source: Path, target: Path) -> None:
        self._die_if(self._count())
        super().os_replace(source, target)

    @staticmethod
    def _die_if(now: bool) -> None:
        if now:
            os.kill(os.getpid(), signal.SIGKILL)


def in_a_child(work: object, k: int, pipe: int) -> bool:
    """Run work(files, pipe) in a child that is killed in its k-th call; whether it was."""
    child = os.fork()
    if child == 0:
        work(KillingFiles(k), pipe)  # type: ignore[operator]
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def acknowledged(journal: Path, k: int) -> tuple[list[str], bool]:
    """Ids that a child said were stored before it was killed in its k-th call, and whether it was killed."""

    def work(files: DurableFiles, pipe: int) -> None:
        opened = Journal(journal, files)
        done = {str(record["id"]) for record, _ in opened.records()}
        for batch in BATCHES:
            fresh = [record for record in batch if record["id"] not in done]
            for record in fresh:
                opened.append(record)
            opened.sync()
            os.write(pipe, "".join(f"{record['id']}\n" for record in fresh).encode())

    reading, writing = os.pipe()
    killed = in_a_child(work, k, writing)
    os.close(writing)
    with os.fdopen(reading) as stream:
        return stream.read().split(), killed


@pytest.mark.guarantee(1)
@pytest.mark.guarantee(2)
@pytest.mark.guarantee(4)
def test_a_kill_inside_any_call_of_the_journal(tmp_path: Path) -> None:
    kills = 0
    for k in range(1, 40):
        journal = tmp_path / f"{k}" / "articles.jsonl"
        said, killed = acknowledged(journal, k)
        kills += killed
        again, _ = acknowledged(journal, k)  # the next run is killed as well, also while it repairs
        last, _ = acknowledged(journal, 10_000)
        ids = [json.loads(line)["id"] for line in journal.read_bytes().splitlines()]
        assert sorted(ids) == sorted({record["id"] for batch in BATCHES for record in batch})
        assert set(said) | set(again) | set(last) <= set(ids)
    assert kills >= 8, "several calls of each kind"


@pytest.mark.guarantee(5)
def test_a_kill_while_a_snapshot_is_replaced_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    kills = 0
    for k in range(1, 8):
        feed.write_bytes(b"old")
        kills += in_a_child(lambda files, _: files.replace(feed, b"new" * 1000), k, 0)
        assert feed.read_bytes() in (b"old", b"new" * 1000)
    assert kills >= 4
