"""The state when the disk, another program or another version is in the way."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from crawler.errors import StorageError
from crawler.storage.state import Store, database, schema, set_aside
from crawler.storage.state.database import CorruptState

JournalAndState = Any  # of conftest


def test_a_locked_database_says_so(kept: JournalAndState, make_line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept.path.with_name("state.sqlite")
    kept.store.close()
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StorageError, match="locked by another program"):
            Store.open(path, "acme", kept.path)
    finally:
        other.close()
    with Store.open(path, "acme", kept.path) as store:
        store.remember(*kept.append([make_line()]))


@pytest.mark.parametrize("damage", ["header", "middle", "not_a_database"])
def test_a_damaged_database_is_set_aside_and_made_again(kept: JournalAndState, make_line: Any, damage: str) -> None:
    path = kept.path.with_name("state.sqlite")
    kept.keep(*(make_line(f"acme:{number}") for number in range(300)))
    kept.store.close()
    body = bytearray(path.read_bytes())
    if damage == "not_a_database":
        body[:] = b"gone" * 1000
    elif damage == "header":
        body[:100] = b"\xff" * 100
    else:
        for page in range(4096, len(body), 4096):
            body[page : page + 200] = b"\xaa" * 200
    path.write_bytes(bytes(body))
    with Store.open(path, "acme", kept.path) as store:
        assert store.set_aside is not None
        assert store.set_aside.name == "state.sqlite.damaged-1"
        assert store.set_aside.read_bytes() == bytes(body)
        store.catch_up()
        assert store.articles.count() == {"live": 300}
    path.write_bytes(b"gone" * 1000)
    with Store.open(path, "acme", kept.path) as store:
        assert str(store.set_aside).endswith("damaged-2")


def test_a_damaged_database_without_a_journal_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"gone" * 1000)
    with pytest.raises(CorruptState, match="made from the journal again"):
        Store.open(path, "acme")
    assert path.read_bytes() == b"gone" * 1000


def test_side_files_of_a_damaged_database_go_with_it(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"gone")
    path.with_name("state.sqlite-wal").write_bytes(b"wal")
    assert set_aside(path, "damaged") == tmp_path / "state.sqlite.damaged-1"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["state.sqlite.damaged-1", "state.sqlite.damaged-1-wal"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened for writing"):
        Store.open(tmp_path / "missing" / "state.sqlite", "acme")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("database or disk is full", "free some disk space"),
        ("attempt to write a readonly database", "check the folder's owner"),
        ("database disk image is malformed", "made from the journal"),
        ("something new", "something new"),
    ],
)
def test_every_trouble_says_what_to_do(said: str, advice: str) -> None:
    def fail() -> None:
        with database.explained("state.sqlite"):
            raise sa.exc.OperationalError("statement", {}, sqlite3.OperationalError(said))

    with pytest.raises(StorageError, match=advice):
        fail()


def test_a_newer_schema_is_left_alone(kept: JournalAndState) -> None:
    path = kept.path.with_name("state.sqlite")
    kept.store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO schema_version VALUES (99, 0)")
    raw.close()
    with pytest.raises(StorageError, match=r"schema has version 99.*Update the program"):
        Store.open(path, "acme", kept.path)


def test_an_older_schema_is_brought_up_to_date(kept: JournalAndState, make_line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep(make_line())
    kept.store.close()

    def step(found: sa.Connection) -> None:
        found.exec_driver_sql("ALTER TABLE robots ADD COLUMN decided TEXT")

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    path = kept.path.with_name("state.sqlite")
    for _ in range(2):
        with Store.open(path, "acme", kept.path) as store:
            assert store.articles.count() == {"live": 1}
    with sqlite3.connect(path) as raw:
        assert [row[0] for row in raw.execute("SELECT number FROM schema_version ORDER BY number")] == [2, 3]
        assert "decided" in {row[1] for row in raw.execute("PRAGMA table_info(robots)")}
    raw.close()


def test_a_failed_step_leaves_the_old_schema(kept: JournalAndState, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.store.close()

    def step(found: sa.Connection) -> None:
        found.exec_driver_sql("ALTER TABLE robots ADD COLUMN decided TEXT")
        found.exec_driver_sql("ALTER TABLE absent ADD COLUMN decided TEXT")

    path = kept.path.with_name("state.sqlite")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (*schema.STEPS, step))
        with pytest.raises(StorageError, match="no such table"):
            Store.open(path, "acme", kept.path)
    with sqlite3.connect(path) as raw:
        assert "decided" not in {row[1] for row in raw.execute("PRAGMA table_info(robots)")}
    raw.close()


def test_the_file_is_durable(kept: JournalAndState) -> None:
    with kept.store._database.engine.connect() as found:
        assert found.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert found.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_store_without_its_journal_cannot_catch_up(tmp_path: Path) -> None:
    with Store.open(tmp_path / "state.sqlite", "acme") as store, pytest.raises(ValueError, match="without its journal"):
        store.catch_up()


def test_urls_of_databases(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/a.sqlite", "acme") as store:
        assert store.articles.count() == {}
    engine, where = database.connect("postgresql://me:secret@db.example/base")
    assert engine.url.drivername == "postgresql+psycopg"
    assert "secret" not in where
    database.check(engine, where)
    assert database.connect("postgresql+psycopg://me@db.example/base")[0].url.drivername == "postgresql+psycopg"


def test_what_is_no_path_never_becomes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for wrong in ({"channels": ()}, b"state.sqlite", 7):
        with pytest.raises(TypeError, match="a path or the address"):
            Store.open(wrong, "acme")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


KILLED = """
import sys, os
from pathlib import Path
from crawler.storage.state import Store
from crawler.storage.state.records import Pending, Alert
store = Store.open(sys.argv[1], "acme")
store.pending.discovered([Pending("acme:1", "u")])
with store.transaction():
    store.outbox.put([Alert("a@1", "webhook")])
    store.pending.settled(["acme:1"])
    os.kill(os.getpid(), 9)
"""


def test_a_transaction_that_was_killed_never_was(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, timeout=60, env=environment)
    assert done.returncode == -9
    with Store.open(path, "acme") as store:
        assert [each.id for each in store.pending.due("2099-01-01T00:00:00Z")] == ["acme:1"]
        assert store.outbox.waiting() == []


def test_a_full_disk_is_a_storage_error(kept: JournalAndState, make_line: Any) -> None:
    written = kept.append([make_line(f"acme:{number}") for number in range(500)])

    def fill() -> None:
        with kept.store.transaction():
            kept.store._database._current.exec_driver_sql("PRAGMA max_page_count=1")  # no more than there is
            kept.store.remember(*written)

    with pytest.raises(StorageError, match="free some disk space"):
        fill()
    assert kept.store.articles.count() == {}
