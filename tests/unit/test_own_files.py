"""Files of the output folder: what is none of ours is named, left as it is, and never followed or waited for."""

import fcntl
import os
import shutil
import socket
import sqlite3
import stat
import struct
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.errors import Locked, StorageError, UsageError
from crawler.storage import own_files
from crawler.storage.durable import DurableFiles
from crawler.storage.journal import Journal, Lock, read_records
from crawler.storage.state import Store, set_aside

NOBODY = 65534


def foreign(path: Path, _: Path) -> None:
    path.write_text("{}\n")
    try:
        os.chown(path, NOBODY, NOBODY)
    except PermissionError:
        path.unlink()
        pytest.skip("only root can make a file of another user")


def bound(path: Path, _: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


KINDS: dict[str, Callable[[Path, Path], None]] = {
    "a link": lambda path, outside: path.symlink_to(outside / "kept.txt"),
    "a link to nothing": lambda path, outside: path.symlink_to(outside / "made"),
    "a link to a folder": lambda path, outside: path.symlink_to(outside),
    "a hard link": lambda path, outside: path.hardlink_to(outside / "kept.txt"),
    "a named pipe": lambda path, _: os.mkfifo(path),
    "a socket": bound,
    "a folder": lambda path, _: path.mkdir(),
    "of another user": foreign,
}


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """(a newsroom's folder, a folder outside with one file)."""
    inside, outside = tmp_path / "output" / "acme", tmp_path / "outside"
    inside.mkdir(parents=True)
    outside.mkdir()
    (outside / "kept.txt").write_text("kept\n")
    return inside, outside


def look(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    return found.st_ino, found.st_mode, found.st_uid, found.st_size, found.st_mtime_ns, found.st_nlink


@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "use",
    [
        lambda path: Journal(path),
        lambda path: list(read_records(path)),
        lambda path: DurableFiles().replace(path, b"new"),
        lambda path: own_files.reader(path),
        lambda path: Store.open(path, "acme"),
        lambda path: Lock(path.parent, "run 1") if path.rename(path.parent / ".lock") else None,
    ],
)
def test_no_use_of_a_file_takes_what_is_none_of_ours(places: tuple[Path, Path], kind: str, use: Callable[[Path], object]) -> None:
    inside, outside = places
    path = inside / "file"
    KINDS[kind](path, outside)
    planted, kept = look(path), look(outside / "kept.txt")
    with pytest.raises(StorageError, match=f"{inside}.* is (a|behind) .*left untouched"):
        use(path)
    path = path if os.path.lexists(path) else inside / ".lock"
    assert look(path) == planted
    assert look(outside / "kept.txt") == kept
    assert [each.name for each in outside.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("beside", ["-wal", "-shm", "-journal"])
def test_nor_what_the_database_has_beside_it(places: tuple[Path, Path], beside: str) -> None:
    inside, outside = places
    Store.open(inside / "state.sqlite", "acme").close()
    (inside / f"state.sqlite{beside}").unlink(missing_ok=True)
    (inside / f"state.sqlite{beside}").symlink_to(outside / "made")
    with pytest.raises(StorageError, match=f"state.sqlite{beside} is a link"):
        Store.open(inside / "state.sqlite", "acme")
    assert not (outside / "made").exists()


def test_a_journal_of_the_database_deletes_no_file_that_it_names(places: tuple[Path, Path]) -> None:
    inside, outside = places
    path = inside / "state.sqlite"
    Store.open(path, "acme").close()
    named, size = str(outside / "kept.txt").encode(), path.stat().st_size
    sign = own_files.SUPER_JOURNAL
    head = (sign + struct.pack(">IIIII", 0, 7, size // 4096, 512, 4096)).ljust(512, b"\0")
    tail = struct.pack(">II", len(named), sum(named)) + sign
    journal = inside / "state.sqlite-journal"
    journal.write_bytes(head + struct.pack(">I", 0x40000000 // 4096 + 1) + named + tail)
    with pytest.raises(StorageError, match=r"state\.sqlite-journal is a journal that names other files"):
        Store.open(path, "acme")
    assert (outside / "kept.txt").exists()
    with sqlite3.connect(path) as bare:  # the trap works: this is what SQLite does by itself
        bare.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    assert not (outside / "kept.txt").exists()


@pytest.mark.parametrize("where", ["output", "output/acme", "output/acme/cases"])
def test_folders_below_the_output_folder_are_no_links(tmp_path: Path, where: str) -> None:
    """The output folder itself is the user's choice, and may be one."""
    (tmp_path / "outside").mkdir()
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).symlink_to(tmp_path / "outside")
    output = own_files.output_folder(tmp_path / "output")
    path = output / "acme" / "cases" / "page.html"
    if where == "output":
        DurableFiles().replace(path, b"page")
        assert (tmp_path / "outside" / "acme" / "cases" / "page.html").read_bytes() == b"page"
    else:
        with pytest.raises(StorageError, match=r"behind a link|is a link"):
            DurableFiles().replace(path, b"page")
        assert list((tmp_path / "outside").iterdir()) == []


def test_a_folder_of_another_user_is_refused_and_a_file_of_the_folders_owner_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "output" / "acme"
    folder.mkdir(parents=True)
    (folder / "file").write_text("x")
    try:
        os.chown(folder, NOBODY, NOBODY)
    except PermissionError:
        pytest.skip("only root can make a folder of another user")
    os.chown(folder / "file", NOBODY, NOBODY)
    with pytest.raises(StorageError, match="of another user"):
        own_files.exists(folder / "file")
    os.chown(tmp_path / "output", NOBODY, NOBODY)  # an administrator looks at what a service wrote
    assert own_files.exists(folder / "file")


class TestRights:
    def test_new_files_are_for_owner_and_group(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            Journal(tmp_path / "acme" / "articles.jsonl").close()
            DurableFiles().replace(tmp_path / "acme" / "report.html", b"x")
            Store.open(tmp_path / "acme" / "state.sqlite", "acme").close()
            Lock(tmp_path / "acme", "run").release()
        finally:
            os.umask(before)
        rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "acme").iterdir()}
        assert {name for name, mode in rights.items() if mode != 0o640} == {".lock"}
        assert stat.S_IMODE((tmp_path / "acme").stat().st_mode) == 0o750
        assert rights[".lock"] == 0o600, "whoever can open it can hold it"

    def test_a_file_that_is_there_keeps_its_rights(self, tmp_path: Path) -> None:
        path = tmp_path / "feed.xml"
        path.write_text("old")
        path.chmod(0o644)
        DurableFiles().replace(path, b"new")
        assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o644)

    @pytest.mark.parametrize(("said", "bits", "folder"), [("0644", 0o644, 0o755), ("600", 0o600, 0o700), (None, 0o640, 0o750)])
    def test_the_setting(self, said: str | None, bits: int, folder: int) -> None:
        try:
            own_files.FileMode.use(said)
            assert (own_files.FileMode.bits, own_files.FileMode.of_folders()) == (bits, folder)
        finally:
            own_files.FileMode.use(None)

    @pytest.mark.parametrize("said", ["0777", "0666", "0440", "rw-r-----", "416x", "06400", "-640"])
    def test_what_no_file_can_have(self, said: str) -> None:
        with pytest.raises(UsageError, match="a right one is 0640"):
            own_files.FileMode.use(said)

    def test_an_older_lock_is_closed_to_others(self, tmp_path: Path) -> None:
        (tmp_path / ".lock").write_text("")
        (tmp_path / ".lock").chmod(0o644)
        Lock(tmp_path, "run").release()
        assert stat.S_IMODE((tmp_path / ".lock").stat().st_mode) == 0o600


def held_by(user: int, path: Path) -> tuple[int, int]:
    """A process of that user that holds a lock it may only read: (its id, a pipe at which it ends)."""
    told, tell = os.pipe()
    ended, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        os.setuid(user)
        try:
            fcntl.flock(os.open(path, os.O_RDONLY), fcntl.LOCK_SH)
            os.write(tell, b"1")
            os.read(ended, 1)
        except OSError:
            os.write(tell, b"0")
        os._exit(0)
    os.close(tell)
    assert os.read(told, 1) in (b"0", b"1")
    return child, end


@pytest.mark.guarantee(6)
@pytest.mark.skipif(os.geteuid() != 0 or not Path("/proc/locks").exists(), reason="only root can be another user, on Linux")
class TestReaders:
    @pytest.fixture
    def folder(self) -> Iterator[Path]:
        """One that other users can enter, with a lock of an earlier version."""
        found = Path(tempfile.mkdtemp())
        found.chmod(0o755)
        (found / ".lock").write_text("run 1, process 4194305")
        (found / ".lock").chmod(0o644)
        yield found
        shutil.rmtree(found)

    @pytest.mark.parametrize("before", [True, False])
    def test_another_user_who_may_only_read_cannot_block_a_newsroom(self, folder: Path, before: bool) -> None:
        if not before:
            Lock(folder, "run 1").release()
        child, end = held_by(NOBODY, folder / ".lock")
        try:
            held = Lock(folder, "run 2")
            with pytest.raises(Locked, match="run 2"):
                Lock(folder, "run 3")
            held.release()
            Lock(folder, "run 4").release()
        finally:
            os.close(end)
            os.waitpid(child, 0)

    def test_a_process_of_our_own_without_a_name_still_holds_it(self, folder: Path) -> None:
        child, end = held_by(0, folder / ".lock")
        try:
            with pytest.raises(Locked, match="unknown"):
                Lock(folder, "run 2")
        finally:
            os.close(end)
            os.waitpid(child, 0)
        Lock(folder, "run 2").release()


class TestHolder:
    def test_it_is_named_while_it_lives(self, tmp_path: Path) -> None:
        held = Lock(tmp_path, "run 1, process 4")
        with pytest.raises(Locked, match=r"\(run 1, process 4\)"):
            Lock(tmp_path, "run 2")
        held.release()
        assert (tmp_path / ".lock").read_bytes() == b""

    @pytest.mark.parametrize("said", ["run\n4194305\n", "run, process 4194305", "\x1b[31mrun\n1\n", "run\n-1\n", "\xff\n0\n", ""])
    def test_one_that_is_gone_or_never_was_is_not(self, tmp_path: Path, said: str) -> None:
        held = Lock(tmp_path, "run 1")
        (tmp_path / ".lock").write_text(said, "latin-1")
        with pytest.raises(Locked, match=r"\(unknown\)"):
            Lock(tmp_path, "run 2")
        held.release()


def test_asides_have_names_that_nobody_can_foresee_and_old_ones_go(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    first, second = own_files.free_aside(path), own_files.free_aside(path)
    assert first != second
    first.write_text("left by a killed run")
    second.write_text("of a run under way")
    os.utime(first, (0, 0))
    (tmp_path / f".{path.name}.new").write_text("of an older version, or somebody else's")
    DurableFiles().replace(path, b"page")
    assert {each.name for each in tmp_path.iterdir()} == {path.name, second.name, ".report.html.new"}


def test_a_name_that_is_taken_by_a_link_to_nothing_is_not_free(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_text("")
    (tmp_path / "state.sqlite.damaged-1").symlink_to(tmp_path / "nothing")
    assert set_aside(path, "damaged").name == "state.sqlite.damaged-2"
    assert (tmp_path / "state.sqlite.damaged-1").is_symlink()


@pytest.mark.parametrize("name", ["../acme", "", ".", "..", "a/b", "/etc", "a\nb", "acme\x00", "acm\u00e9", "x" * 200])
def test_names_of_newsrooms_are_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no name of a newsroom"):
        own_files.site_folder(tmp_path, name)
