"""One database connection of one newsroom: transactions that join, durability, errors that say what to do."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from crawler.errors import StorageError
from crawler.items import JsonObject
from crawler.storage.state import schema

LOCK_SECONDS = 5.0


class CorruptState(StorageError):
    """The database file is damaged; what it held can be made from the journal again."""


def seconds(stamp: str | None) -> int | None:
    """Seconds since 1970 of a UTC string such as `2026-11-22T06:00:00Z`."""
    if not stamp:
        return None
    found = datetime.fromisoformat(stamp)
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def stamp(value: int | None) -> str | None:
    """The UTC string of seconds since 1970."""
    return None if value is None else datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def key_of(url_or_id: str) -> bytes:
    """16-byte key of a URL or article id."""
    return hashlib.blake2b(url_or_id.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Connection:
    """The part of the store that every other part stands on; use `Store.open`."""

    def __init__(self, engine: sa.Engine, name: str, where: str, journal: Path | None, clock: Callable[[], float]) -> None:
        self.name = name
        self.where = where
        self.journal = journal
        self._engine = engine
        self._clock = clock
        self._current: sa.Connection | None = None
        self._site = 0

    def now(self) -> int:
        """Seconds since 1970 by the store's clock."""
        return int(self._clock())

    def close(self) -> None:
        """Give the database back; the store cannot be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything the store is told inside is kept together or not at all; calls inside a transaction join it."""
        with self._begin():
            yield

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        if self._current is not None:
            yield self._current
            return
        with explained(self.where), self._engine.begin() as connection:
            self._current = connection
            try:
                yield connection
            finally:
                self._current = None

    def _prepare(self) -> None:
        """Migrate, and find or make this newsroom's number."""
        with self._begin() as connection:
            try:
                schema.migrate(connection, self.now())
            except ValueError as problem:
                raise StorageError(f"{self.where} cannot be used: {problem}. Update the program.") from problem
            self._write(connection, schema.sites, {"name": self.name, "journal_end": 0}, ("name",), ())
            found = connection.scalar(sa.select(schema.sites.c.site).where(schema.sites.c.name == self.name))
            self._site = int(found or 0)

    def _write(
        self,
        connection: sa.Connection,
        table: sa.Table,
        rows: JsonObject | list[JsonObject],
        keys: tuple[str, ...],
        update: tuple[str, ...] | None = None,
    ) -> None:
        """Insert rows; of those whose keys exist, update the named columns (None: all others, (): none)."""
        if not rows:
            return
        first = rows[0] if isinstance(rows, list) else rows
        changed = tuple(name for name in first if name not in keys) if update is None else update
        connection.execute(_upsert(connection.dialect.name, table, keys, changed), rows)


@lru_cache(maxsize=64)
def _upsert(dialect: str, table: sa.Table, keys: tuple[str, ...], changed: tuple[str, ...]) -> Any:
    """Built once: building a statement costs more than running it."""
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=list(keys))
    values = {name: statement.excluded[name] for name in changed}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=values)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn the database's errors into StorageErrors that say what to do."""
    try:
        yield
    except sa.exc.DBAPIError as problem:
        raise _explain(where, str(problem.orig)) from problem


def _explain(where: str, said: str) -> StorageError:
    lowered = said.lower()
    if "locked" in lowered or "busy" in lowered:
        return StorageError(f"{where} is locked by another program for more than {LOCK_SECONDS:.0f} s: close it and run again")
    if any(word in lowered for word in ("malformed", "not a database", "corrupt", "disk image")):
        return CorruptState(f"{where} is damaged ({said}): it is made from the journal again by `scrapy state SITE rebuild`")
    if "full" in lowered or "disk i/o" in lowered:
        return StorageError(f"{where} could not be written ({said}): free some disk space and run again")
    if "readonly" in lowered or "unable to open" in lowered:
        return StorageError(f"{where} cannot be opened for writing ({said}): check the folder's owner and rights")
    return StorageError(f"{where}: {said}")


def connect(path_or_url: str | Path) -> tuple[sa.Engine, str]:
    """(engine, name for messages) of an SQLite file or a database URL."""
    text = str(path_or_url)
    if "://" in text:
        url = sa.engine.make_url(text)
        if url.get_backend_name() == "postgresql" and url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        where = url.render_as_string(hide_password=True)
        if url.get_backend_name() != "sqlite":
            return sa.create_engine(url, pool_pre_ping=True), where
        return _sqlite(url), where
    return _sqlite(sa.URL.create("sqlite", database=text)), text


def _sqlite(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False})

    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA cache_size=-2000")
        cursor.close()

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sa.event.listen(engine, "connect", configure)
    sa.event.listen(engine, "begin", begin)
    return engine


def check(engine: sa.Engine, where: str) -> None:
    """Raise CorruptState if an SQLite file is damaged; a PostgreSQL server looks after itself."""
    if engine.dialect.name != "sqlite":
        return
    with explained(where), engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise CorruptState(f"{where} is damaged ({found}): it is made from the journal again by `scrapy state SITE rebuild`")


clock: Callable[[], float] = time.time
