"""The page that is being read, in a file that outlives the process: the next run names what the watchdog could not.

A call into a library may keep every thread from running, or break the whole process. Then only the C handlers of faulthandler
still write, to the descriptor that they were given: behind the page's name they leave the place where it stood. A run that
was killed by others leaves a name alone, and that is no fault of the page's.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crawler.clock import instant_of
from crawler.errors import StorageError
from crawler.items import JsonObject, dumps
from crawler.run.fetch_task import FetchTask
from crawler.storage import own_files

MARK = ".reading"
# What brings results to disk is no fault of a page, and is never interrupted: half a step would be worse than a late one.
WRITING = ("crawler.storage", "crawler.run.recorder")
_MOST = 1 << 20  # bytes of a mark that are read


class Broken(NamedTuple):
    """A run that ended in the middle of a page. page: `FetchTask.lasting`, None where it was none; place: its stack."""

    run: str
    started: str
    page: tuple[str, str] | None
    place: str

    @property
    def said(self) -> str:
        """What to tell people."""
        lines = map(str.strip, self.place.splitlines())
        first = next((line for line in lines if line.startswith("File ")), "nobody knows where")
        if self.page is None:
            return f"the process stood still or broke, and was ended ({first})"
        return f"{self.page[1]} kept the process from going on or broke it ({first}); the next runs pass it over for a while"


class ReadingMark:
    """`.reading` in a newsroom's folder while a watched run goes on. Until it is opened, and after, all calls say nothing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MARK
        self._descriptor = -1
        self._whose: JsonObject = {}
        self._length = 0

    def open(self, run: str, started: str) -> int:
        """Make the file; returns its descriptor. Raises StorageError, OSError."""
        self._whose = {"run": run, "started": started}
        self._descriptor = own_files.open_own(self._path, os.O_RDWR | os.O_CREAT)
        self._write(self._whose)
        return self._descriptor

    def page(self, task: FetchTask | None) -> None:
        """From now on this page is being read, or none."""
        self._write(self._whose | (dict(zip(("key", "url"), task.lasting, strict=True)) if task else {}))

    def _write(self, record: JsonObject) -> None:
        if self._descriptor < 0:
            return
        line = dumps(record).encode("utf-8", "replace") + b"\n"
        self._length = len(line)
        with suppress(OSError):  # a full disk: only the name is missing
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, line, 0)
            os.lseek(self._descriptor, self._length, os.SEEK_SET)

    def calm(self) -> None:
        """The run goes on: whatever was late is over."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._length)
                os.lseek(self._descriptor, self._length, os.SEEK_SET)

    def close(self) -> None:
        """The run has its line, and nothing is left to name. Closing twice is allowed."""
        if self._descriptor >= 0:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)
            self._descriptor = -1


def broken_before(folder: Path) -> Broken | None:
    """The run that left its mark in a folder, if something stood still in it. Raises StorageError for a foreign file."""
    path = folder / MARK
    if not own_files.exists(path):
        return None
    with own_files.reader(path) as stream:
        line, _, place = stream.read(_MOST).decode("utf-8", "replace").partition("\n")
    place = place.replace("\0", "").strip()
    try:
        said = json.loads(line)
        key, url = (str(said.get(name) or "") for name in ("key", "url"))
        instant_of(said["started"])
        run = str(said["run"])
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None
    wrote = any(f"/{module.replace('.', '/')}{end}" in place for module in WRITING for end in ("/", ".py"))
    return Broken(run, said["started"], (key, url) if url and not wrote else None, place) if place and run else None


def forget_broken(folder: Path) -> None:
    """What it told is written down. Raises StorageError."""
    try:
        (folder / MARK).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"cannot remove {folder / MARK}: {error.strerror or error}. Make the folder writable.") from error
