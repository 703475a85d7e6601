"""The only writer of articles.jsonl: append, fsync in groups, repair of a torn tail, and the lock of a site's folder.

A line is acknowledged only when `sync()` has returned: written whole and fsynced. Whatever a dead run left after the last
whole line is cut at the next opening and kept aside in `<name>.torn`.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from crawler.errors import Locked, StorageError
from crawler.items import JsonObject, dumps
from crawler.schema import odd_keys, record_of
from crawler.storage import own_files
from crawler.storage.durable import DurableFiles

_CHUNK = 1 << 20
_LOCK_MODE = 0o600
_OWNER = re.compile(r"([ -~]{1,150})\n([1-9][0-9]{0,9})\n\Z")  # who holds a lock, and the number of its process
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
    if not own_files.exists(path):
        return
    with own_files.reader(path) as stream:
        stream.seek(offset)
        for line in stream:
            if not line.endswith(b"\n"):
                return
            offset += len(line)
            try:
                record = record_of(line)
            except (ValueError, RecursionError) as error:
                raise StorageError(
                    f"{path} has a bad line before byte {offset}: {error}. Restore it from a copy."
                ) from error
            yield record, offset


def read_articles(path: Path) -> Iterator[tuple[JsonObject, int]]:
    """The lines of an articles.jsonl, each with the offset after it. Raises StorageError for one that is no article line."""
    for record, offset in read_records(path):
        if odd := odd_keys(record):
            raise StorageError(f"{path} has no article line before byte {offset}: {', '.join(odd)}. Restore it from a copy.")
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
    except (ValueError, RecursionError):
        return False


class Lock:
    """The lock of a site's folder. The kernel drops it when the process ends, however it ends.

    Whoever can open the file can hold it: so nobody else can, whatever rights the other files have. One that another user
    opened before, when an earlier version had made it, is taken out of the way.
    """

    def __init__(self, folder: Path, owner: str) -> None:
        """Take the lock or raise Locked at once, naming the holder; `owner` is what others will be told."""
        path = folder / ".lock"
        try:
            own_files.make_folder(folder)
            own_files.require_places(folder)
            self._descriptor = _lock_file(path)
            if not _is_locked(self._descriptor, path):
                self._take_from_others(folder, path)
        except OSError as error:
            raise StorageError(
                f"cannot write {path}: {error.strerror}. Make the folder writable, or set OUTPUT_DIR."
            ) from error
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{owner}\n{os.getpid()}\n".encode(), 0)
        except OSError:
            return  # a full disk: the lock itself holds, only the name of its holder is missing

    def _take_from_others(self, folder: Path, path: Path) -> None:
        """Put a new file in the place of one that only other users hold; raise Locked where any of ours does.

        One process does this at a time, and only with the very file that it looked at.
        """
        holder = _alive(os.pread(self._descriptor, _REPORTED_OWNER, 0).decode("utf-8", "replace"))
        guard = _lock_file(folder / ".lock.guard")
        try:
            if holder is None and _is_locked(guard, folder / ".lock.guard") and _held_by_others(self._descriptor, path):
                path.unlink()
                os.close(self._descriptor)
                self._descriptor = _lock_file(path)
                if _is_locked(self._descriptor, path):
                    return
        finally:
            os.close(guard)
        os.close(self._descriptor)
        raise Locked(f"another run of this newsroom is under way ({holder or 'unknown'}); it was left alone.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.release()

    def release(self) -> None:
        """Give the lock back, with no name on it. Releasing twice is allowed."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1


def _lock_file(path: Path) -> int:
    descriptor = own_files.open_own(path, os.O_RDWR | os.O_CREAT, _LOCK_MODE)
    with suppress(OSError):  # a file system without rights
        os.fchmod(descriptor, _LOCK_MODE)
    return descriptor


def _is_locked(descriptor: int, path: Path) -> bool:
    """Whether the lock is ours now, on the file that still stands at that path."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False


def _held_by_others(descriptor: int, path: Path) -> bool:
    """Whether the kernel names holders of the lock, and all of them are processes of other users, none of root's.

    Only where /proc tells it (Linux); elsewhere a lock that is held is held.
    """
    found = os.fstat(descriptor)
    try:
        if not os.path.samestat(found, path.lstat()):
            return False
        lines = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
        place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
        owners = {Path(f"/proc/{fields[4]}").stat().st_uid for fields in lines if place in fields and "FLOCK" in fields}
    except (OSError, ValueError, IndexError):
        return False
    return bool(owners) and not owners & {os.geteuid(), 0}


def _alive(said: str) -> str | None:
    """The holder that a lock names; None where that process is gone, so that another one must hold it."""
    named = _OWNER.match(said)
    if named is None:
        return None
    try:
        os.kill(int(named[2]), 0)
    except PermissionError:  # it is there
        return named[1]
    except (OSError, OverflowError):
        return None
    return named[1]
