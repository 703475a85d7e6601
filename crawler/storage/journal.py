"""The only writer of articles.jsonl: append, fsync in groups, repair of a torn tail, and the lock of a site's folder.

A line is acknowledged only when `sync()` has returned: written whole and fsynced. Whatever a dead run left after the last
whole line is cut at the next opening and kept aside in `<name>.torn`.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

from crawler.errors import Locked, StorageError
from crawler.items import JsonObject, dumps
from crawler.storage.durable import DurableFiles

_CHUNK = 1 << 20
_REPORTED_OWNER = 200  # bytes read from a lock file to say who holds it


class Journal:
    """An append-only JSON Lines file.

    `repaired` is the number of bytes that were cut from its end when it was opened. Every method raises StorageError
    where the file system fails; the lines of a failed `sync()` are dropped from the buffer and counted by the caller.
    """

    def __init__(self, path: Path, files: DurableFiles | None = None) -> None:
        self.path = path
        self._files = files or DurableFiles()
        self._pending: list[bytes] = []
        self._descriptor = self._files.open_append(path)
        self.repaired = self._repair()
        self.size = os.fstat(self._descriptor).st_size

    def append(self, record: JsonObject) -> int:
        """Buffer one record; it is durable after the next `sync()`. Returns the length of its line in bytes."""
        self._pending.append(dumps(record).encode("utf-8", "replace") + b"\n")
        return len(self._pending[-1])

    def sync(self) -> int:
        """Write and fsync what was appended since the last call. Returns the size of the file in bytes."""
        if self._pending:
            payload = b"".join(self._pending)
            self._pending.clear()
            self.size = self._files.append(self._descriptor, payload, self.path)
        return self.size

    def records(self, offset: int = 0) -> Iterator[tuple[JsonObject, int]]:
        """Durable records from byte `offset` (a line's start) on, each with the offset after its line."""
        yield from read_records(self.path, offset)

    def close(self) -> None:
        """Sync and close. Closing twice is allowed."""
        if self._descriptor >= 0:
            try:
                self.sync()
            finally:
                os.close(self._descriptor)
                self._descriptor = -1

    def _repair(self) -> int:
        size = os.fstat(self._descriptor).st_size
        good = _whole_lines_end(self._descriptor, size)
        if good == size:
            return 0
        tail = os.pread(self._descriptor, size - good, good)
        aside = self.path.with_name(self.path.name + ".torn")
        descriptor = self._files.open_append(aside)
        try:
            self._files.append(descriptor, tail + b"\n", aside)
        finally:
            os.close(descriptor)
        os.ftruncate(self._descriptor, good)
        self._files.os_fsync(self._descriptor)
        return size - good


def read_records(path: Path, offset: int = 0) -> Iterator[tuple[JsonObject, int]]:
    """Whole records of a journal that may be missing or being written, each with the offset after its line."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        stream.seek(offset)
        for line in stream:
            if not line.endswith(b"\n"):
                return
            offset += len(line)
            try:
                record = json.loads(line)
            except ValueError as error:
                raise StorageError(
                    f"{path} has a bad line before byte {offset}: {error}. Restore it from a copy."
                ) from error
            yield record, offset


def _whole_lines_end(descriptor: int, size: int) -> int:
    """Offset after the last line that is whole and JSON: a power cut can leave zeros or half a block before a newline."""
    end = size
    while end:
        start, line = _last_line(descriptor, end)
        if line.endswith(b"\n") and _is_record(line):
            return end
        end = start
    return 0


def _last_line(descriptor: int, end: int) -> tuple[int, bytes]:
    """Start offset and bytes of the line that ends at `end`."""
    line = b""
    position = end
    while position:
        step = min(_CHUNK, position)
        position -= step
        line = os.pread(descriptor, step, position) + line
        cut = line.rfind(b"\n", 0, len(line) - 1)
        if cut >= 0:
            return position + cut + 1, line[cut + 1 :]
    return 0, line


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


class Lock:
    """The lock of a site's folder. The kernel drops it when the process ends, however it ends."""

    def __init__(self, folder: Path, owner: str) -> None:
        """Take the lock or raise Locked at once, naming the holder; `owner` is what others will be told."""
        path = folder / ".lock"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StorageError(
                f"cannot write {path}: {error.strerror}. Make the folder writable, or set OUTPUT_DIR."
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._descriptor, _REPORTED_OWNER, 0).decode("utf-8", "replace").strip()
            os.close(self._descriptor)
            raise Locked(
                f"another run of this newsroom is under way ({holder or 'unknown'}); it was left alone."
            ) from error
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, owner.encode(), 0)
        except OSError:
            return  # a full disk: the lock itself holds, only the name of its holder is missing

    def release(self) -> None:
        """Give the lock back. Releasing twice is allowed."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
