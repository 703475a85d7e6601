"""The one way to files of the output folder: what others may have left there is never followed, waited for or changed.

A file is taken only if it is a regular one with one name, reached without links, and belongs to us or to the owner of the
folder that it lies in (who can put anything there anyway); a folder likewise. Everything else is a StorageError that names
it and leaves it as it is.
"""

import glob
import os
import re
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from crawler.declaration import ANY_NAME
from crawler.errors import StorageError, UsageError

DEFAULT_MODE = "0640"
SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # at the end of an SQLite journal: other files are named in it
_FOLDERS = ("archive", "cases")
_PLACES = ("articles.jsonl", "quarantine.jsonl", "runs.jsonl", "report.html", "feed.xml", "feed.json", ".reading", *_FOLDERS)
_SQLITE_BESIDE = ("", "-wal", "-shm", "-journal")
_STALE = 86_400  # seconds after which what a killed program left aside goes
_MODE = re.compile(r"0?6[0-7]{2}\Z")
_KINDS = (
    (stat.S_ISLNK, "a link"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"), (stat.S_ISDIR, "a folder"), (stat.S_ISREG, "a file"),
)  # fmt: skip


class FileMode:
    """The rights of files that are made from now on, for the whole process, as a umask is."""

    bits = int(DEFAULT_MODE, 8)

    @classmethod
    def use(cls, said: object) -> None:
        """said: the setting FILE_MODE, octal digits such as `0640`. Raises UsageError for what no output file can have."""
        text = str(said or DEFAULT_MODE)
        if not _MODE.match(text) or int(text, 8) & 0o113:
            raise UsageError(f"FILE_MODE {text!r} is no mode of files; a right one is 0640, 0600 or 0644")
        cls.bits = int(text, 8)

    @classmethod
    def of_folders(cls) -> int:
        """The same rights for a folder: who may read in it may enter it."""
        return cls.bits | (cls.bits & 0o444) >> 2


def output_folder(setting: object) -> Path:
    """OUTPUT_DIR as a path; it may be reached through links, for it is the user's choice, and nothing below it may."""
    path = Path(str(setting))
    return path if _without_links(path) else path.resolve()


def site_folder(output: Path, name: str) -> Path:
    """OUTPUT_DIR/SITE. Raises UsageError for what names no newsroom, StorageError where the folder is none of ours."""
    if not is_site_name(name):
        raise UsageError(f"{name!r} is no name of a newsroom: letters, digits, _ and -")
    exists(output / name, folder=True)
    return output / name


def is_site_name(name: str) -> bool:
    """Whether a newsroom, and so its folder, can be called that."""
    return ANY_NAME.match(name) is not None


def site_names(output: Path, file: str) -> list[str]:
    """The newsrooms that have a file of that name under OUTPUT_DIR, in order; a link to nothing counts."""
    return [path.parent.name for path in in_folders(output, file) if is_site_name(path.parent.name)]


def in_folders(above: Path, file: str) -> list[Path]:
    """`above`/*/`file`, in order; unlike with glob, a link to nothing counts."""
    found = (folder / file for folder in sorted(above.glob("*")))
    return [path for path in found if os.path.lexists(path)]


def exists(path: Path, *, folder: bool = False) -> bool:
    """Whether there is a file (a folder) at `path`. Raises StorageError where what is there is none of ours."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        found = None
    except OSError as error:
        raise _unreadable(path, error) from error
    if not _without_links(path.parent):
        raise _refused(path, "behind a link")
    if found is not None:
        _require(path, found, folder)
    return found is not None


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are missing. Raises StorageError, OSError."""
    if not exists(path, folder=True):
        for above in reversed([path, *path.parents]):
            if not above.exists():
                above.mkdir(FileMode.of_folders(), exist_ok=True)


def require_places(folder: Path) -> None:
    """Refuse a newsroom's folder where something foreign stands at a place that its end would write to: StorageError."""
    for name in _PLACES:
        exists(folder / name, folder=name in _FOLDERS)


def open_own(path: Path, flags: int, mode: int | None = None) -> int:
    """A descriptor of one of our files, as os.open gives it. Raises StorageError for what is none, OSError."""
    exists(path)
    # A pipe that took the file's place since must not be waited for.
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, FileMode.bits if mode is None else mode)
    try:
        _require(path, os.fstat(descriptor), False)
    except StorageError:
        os.close(descriptor)
        raise
    return descriptor


def reader(path: Path) -> BinaryIO:
    """One of our files, open for reading. Raises StorageError where it is none or cannot be read."""
    try:
        return os.fdopen(open_own(path, os.O_RDONLY), "rb")
    except OSError as error:
        raise _unreadable(path, error) from error


def content(path: Path) -> bytes:
    """All that is in one of our files. Raises StorageError as `reader` does."""
    with reader(path) as stream:
        return stream.read()


def free_aside(path: Path) -> Path:
    """A name beside `path` that nobody can foresee, to write to before it is renamed."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")


def drop_asides(path: Path) -> None:
    """Remove what was written aside for `path` long ago and never renamed."""
    for aside in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 16}.new"):
        with suppress(OSError, StorageError):
            if exists(aside) and time.time() - aside.stat().st_mtime > _STALE:
                aside.unlink()


def require_database(path: Path) -> None:
    """Make the file of a database with our rights, and refuse what SQLite would follow. Raises StorageError, OSError.

    SQLite deletes what a rollback journal names as its super-journal; a database of ours never has one.
    """
    for beside in _SQLITE_BESIDE:
        exists(path.with_name(path.name + beside))
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        with reader(journal) as stream:
            stream.seek(max(0, journal.stat().st_size - len(SUPER_JOURNAL)))
            if stream.read() == SUPER_JOURNAL:
                raise _refused(journal, "a journal that names other files")
    os.close(open_own(path, os.O_RDWR | os.O_CREAT))


def _require(path: Path, found: os.stat_result, folder: bool) -> None:
    """Raise StorageError unless what was found is a file (a folder) of ours."""
    kind = next(name for is_kind, name in _KINDS if is_kind(found.st_mode))
    if kind != ("a folder" if folder else "a file"):
        raise _refused(path, kind)
    if not folder and found.st_nlink > 1:
        raise _refused(path, "a file with a second name (a hard link)")
    owners = {os.geteuid(), path.absolute().parent.stat().st_uid}
    if found.st_uid not in owners:
        raise _refused(path, f"a {'folder' if folder else 'file'} of another user (uid {found.st_uid})")
    if not folder:
        _require(path.absolute().parent, path.absolute().parent.stat(), True)


def _without_links(path: Path) -> bool:
    return os.path.realpath(path) == os.path.abspath(path)  # noqa: PTH100 (without `..`, and without a look at the disk)


def _refused(path: Path, what: str) -> StorageError:
    return StorageError(f"{path} is {what}; it was left untouched. Move it away, or set OUTPUT_DIR, then run again.")


def _unreadable(path: Path, error: OSError) -> StorageError:
    return StorageError(f"cannot read {path}: {error.strerror or error}. Make it readable, then run the same command again.")
