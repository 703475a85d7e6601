"""The journal: whole lines only, whatever a dead run left behind."""

import errno
import json
import os
from pathlib import Path

import pytest

from crawler.errors import Locked, StorageError
from crawler.storage.durable import DurableFiles
from crawler.storage.journal import Journal, Lock, read_records

RECORDS = [{"n": 1, "text": "第一 “quoted”"}, {"n": 2, "text": "a\u2028b\u0085c"}, {"n": 3, "text": ""}]


class FailingFiles(DurableFiles):
    """Fails the k-th system call with an errno; short=True writes half of a buffer first."""

    def __init__(self, k: int, code: int, short: bool = False) -> None:
        self.left = k
        self.code = code
        self.short = short

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.code, os.strerror(self.code))

    def os_open(self, path: Path, flags: int) -> int:
        self._count()
        return super().os_open(path, flags)

    def os_write(self, descriptor: int, view: memoryview) -> int:
        if self.short and self.left == 1:
            super().os_write(descriptor, view[: len(view) // 2])
        self._count()
        return super().os_write(descriptor, view)

    def os_fsync(self, descriptor: int) -> None:
        self._count()
        super().os_fsync(descriptor)


def write(path: Path, records: list[dict[str, object]]) -> bytes:
    journal = Journal(path)
    for record in records:
        journal.append(record)
    journal.close()
    return path.read_bytes()


def test_lines_survive_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a" / "articles.jsonl"
    raw = write(path, RECORDS)
    assert [record for record, _ in read_records(path)] == RECORDS
    assert len(raw.decode().splitlines()) == 3, "no character that any reader takes for a line break stays unescaped"


def test_offsets_are_those_of_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    journal = Journal(path)
    lengths = [journal.append(record) for record in RECORDS]
    assert journal.sync() == sum(lengths) == path.stat().st_size
    assert [offset for _, offset in journal.records()] == [sum(lengths[: n + 1]) for n in range(3)]
    assert [record for record, _ in journal.records(lengths[0])] == RECORDS[1:]


@pytest.mark.guarantee(4)
def test_a_torn_tail_of_every_length_is_cut_and_kept_aside(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.jsonl", RECORDS)
    two = len(write(tmp_path / "two.jsonl", RECORDS[:2]))
    for cut in range(two, len(whole)):
        path = tmp_path / f"{cut}.jsonl"
        path.write_bytes(whole[:cut])
        journal = Journal(path)
        assert journal.repaired == cut - two
        journal.append({"n": 4})
        journal.close()
        assert [json.loads(line)["n"] for line in path.read_bytes().splitlines()] == [1, 2, 4]
        if cut > two:
            assert (tmp_path / f"{cut}.jsonl.torn").read_bytes() == whole[two:cut] + b"\n"


@pytest.mark.guarantee(4)
@pytest.mark.parametrize("tail", [b"\0" * 300, b"\0" * 300 + b"\n", b'{"n": 3\n', b"[1]\n", b"\n"])
def test_what_a_power_cut_leaves_is_cut_too(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "articles.jsonl"
    good = write(path, RECORDS)
    path.write_bytes(good + tail)
    assert Journal(path).repaired == len(tail)
    assert path.read_bytes() == good


@pytest.mark.guarantee(5)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("short", [False, True])
def test_a_failing_disk_never_harms_what_is_there(tmp_path: Path, code: int, short: bool) -> None:
    path = tmp_path / "articles.jsonl"
    good = write(path, RECORDS)
    failures = 0
    for k in range(1, 10):
        try:
            journal = Journal(path, FailingFiles(k, code, short))
            journal.append({"n": 4})
            journal.close()
        except StorageError as error:
            failures += 1
            assert str(path) in str(error)  # noqa: PT017 - it may fail or not
            assert path.read_bytes() == good
        else:
            path.write_bytes(good)
    assert failures >= 3, "opening, writing and fsync fail one after the other"


@pytest.mark.guarantee(5)
@pytest.mark.parametrize("k", range(1, 6))
def test_replacing_a_file_leaves_the_old_or_the_new(tmp_path: Path, k: int) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b"old")
    try:
        FailingFiles(k, errno.ENOSPC, short=True).replace(path, b"new content")
    except StorageError:
        assert path.read_bytes() in (b"old", b"new content")
    else:
        assert path.read_bytes() == b"new content"


@pytest.mark.guarantee(6)
def test_the_lock_names_its_holder_and_is_free_again(tmp_path: Path) -> None:
    first = Lock(tmp_path, "run 1")
    with pytest.raises(Locked, match="run 1"):
        Lock(tmp_path, "run 2")
    first.release()
    first.release()
    Lock(tmp_path, "run 3").release()


def test_a_bad_line_in_the_middle_is_an_error_and_not_skipped(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"n": 1}\nnonsense\n{"n": 3}\n')
    with pytest.raises(StorageError, match="bad line"):
        list(read_records(path))
