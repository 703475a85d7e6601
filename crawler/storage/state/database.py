"""One newsroom's share of a database: transactions that join, durability, errors that say what to do."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from crawler.clock import instant_of, stamp_of
from crawler.errors import MissingExtra, StorageError, UsageError
from crawler.items import JsonMapping, JsonObject
from crawler.storage import own_files
from crawler.storage.state import schema

LOCK_SECONDS = 5.0
_NO_ADDRESS = "STATE_URL is no address of a PostgreSQL database; a right one is postgresql://user@host/base"
_BATCH = 500  # values a statement: SQLite takes 32,766 parameters, PostgreSQL 65,535

# The parameters of statements that are built once: building one costs more than running it.
SITE: sa.BindParameter[int] = sa.bindparam("in_site")
WANTED: sa.BindParameter[Any] = sa.bindparam("wanted", expanding=True)


class CorruptState(StorageError):
    """The database file is damaged; what it held can be made from the journal again."""


def to_seconds(stamp: str | None) -> int | None:
    """Seconds since 1970 of a UTC string such as `2026-11-22T06:00:00Z`."""
    return int(instant_of(stamp).timestamp()) if stamp else None


def to_stamp(seconds: int | None) -> str | None:
    """The UTC string of seconds since 1970."""
    return None if seconds is None else stamp_of(datetime.fromtimestamp(seconds, UTC))


def alias_key(url_or_id: str) -> bytes:
    """16-byte key of a URL or article id."""
    return hashlib.blake2b(url_or_id.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Database:
    """What the parts of a store share: one connection, one transaction, the number of the newsroom.

    site: that number, in every row; where: the file or address, for messages, without a password.
    """

    def __init__(self, path_or_url: str | Path, name: str, clock: Callable[[], float] = time.time) -> None:
        """Connect, check the file, bring its tables to this version, find the newsroom. Raises StorageError."""
        self.name = name
        self.engine, self.where = connect(path_or_url)
        self._clock = clock
        self._current: sa.Connection | None = None
        try:
            _require_own(self.engine, self.where)
            check(self.engine, self.where)
            self.site = self._prepare()
        except BaseException:
            self.engine.dispose()
            raise

    def now(self) -> int:
        """Seconds since 1970 by the store's clock."""
        return int(self._clock())

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """A transaction: everything inside is kept together or not at all; one inside another joins it."""
        if self._current is not None:
            yield self._current
            return
        with explained(self.where), self.engine.begin() as connection:
            self._current = connection
            try:
                yield connection
            finally:
                self._current = None

    def rows(self, query: sa.Select[Any], given: JsonMapping | None = None) -> Sequence[sa.Row[Any]]:
        """All rows of a query."""
        with self.begin() as connection:
            return connection.execute(query, given).all()

    def rows_of(self, query: sa.Select[Any], wanted: Sequence[str | bytes]) -> Iterator[sa.Row[Any]]:
        """The rows of a query with the parameters SITE and WANTED, asked for in steps."""
        for start in range(0, len(wanted), _BATCH):
            yield from self.rows(query, {"in_site": self.site, "wanted": wanted[start : start + _BATCH]})

    def value(self, query: sa.Select[Any]) -> Any:
        """The first column of a query's first row; None if it has no row."""
        with self.begin() as connection:
            return connection.scalar(query)

    def change(self, statement: sa.UpdateBase, given: JsonMapping | None = None) -> int:
        """Run an update or a deletion; returns the number of rows it met."""
        with self.begin() as connection:
            return connection.execute(statement, given).rowcount

    def change_of(self, statement: sa.UpdateBase, wanted: Sequence[str]) -> None:
        """Run an update or a deletion with the parameters SITE and WANTED, in steps."""
        for start in range(0, len(wanted), _BATCH):
            self.change(statement, {"in_site": self.site, "wanted": wanted[start : start + _BATCH]})

    def put(
        self, table: sa.Table, rows: list[JsonObject], keys: tuple[str, ...], update: tuple[str, ...] | None = None
    ) -> None:
        """Insert rows; of those whose keys exist, update the named columns (None: all others, (): none)."""
        if not rows:
            return
        changed = tuple(name for name in rows[0] if name not in keys) if update is None else update
        with self.begin() as connection:
            connection.execute(_upsert(connection.dialect.name, table, keys, changed), rows)

    def _prepare(self) -> int:
        with self.begin() as connection:
            try:
                schema.migrate(connection, self.now())
            except ValueError as problem:
                raise StorageError(f"{self.where} cannot be used: {problem}. Update the program.") from problem
            self.put(schema.sites, [{"name": self.name, "journal_end": 0}], ("name",), ())
            return int(self.value(sa.select(schema.sites.c.site).where(schema.sites.c.name == self.name)))


@lru_cache(maxsize=64)
def _upsert(dialect: str, table: sa.Table, keys: tuple[str, ...], changed: tuple[str, ...]) -> sa.Insert:
    statement: postgresql.Insert | sqlite.Insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
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
        return _damaged(where, said)
    if "full" in lowered or "disk i/o" in lowered:
        return StorageError(f"{where} could not be written ({said}): free some disk space and run again")
    if "readonly" in lowered or "unable to open" in lowered:
        return StorageError(f"{where} cannot be opened for writing ({said}): check the folder's owner and rights")
    return StorageError(f"{where}: {said}")


def _damaged(where: str, said: object) -> CorruptState:
    return CorruptState(f"{where} is damaged ({said}): it is made from the journal again by `scrapy state SITE rebuild`")


def connect(path_or_url: str | Path) -> tuple[sa.Engine, str]:
    """(engine, name for messages) of an SQLite file or a database URL; nothing is opened yet.

    Raises UsageError for a URL of no database, MissingExtra where its driver is not installed, TypeError for what is
    neither a path nor a text: its repr would become the name of a file.
    """
    if not isinstance(path_or_url, str | Path):
        raise TypeError(f"a path or the address of a database, not {type(path_or_url).__name__}")
    text = str(path_or_url)
    if "://" not in text and "@" in text and isinstance(path_or_url, str):
        raise UsageError(_NO_ADDRESS)
    if "://" not in text:
        return _sqlite(sa.URL.create("sqlite", database=text)), text
    try:
        url = sa.engine.make_url(text)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        where = url.set(query={}).render_as_string(hide_password=True)
        return _engine_of(url), where
    except (sa.exc.ArgumentError, ValueError, TypeError):
        raise UsageError(_NO_ADDRESS) from None  # what the library says repeats the address, and so a password
    except ImportError as problem:
        raise MissingExtra("postgres", "STATE_URL") from problem


def _engine_of(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    if url.get_backend_name() != "postgresql":
        raise ValueError("another database than ours")
    return sa.create_engine(url, pool_pre_ping=True)


def _sqlite(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False})

    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA cache_size=-2000")
        cursor.execute("PRAGMA trusted_schema=OFF")
        cursor.close()

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sa.event.listen(engine, "connect", configure)
    sa.event.listen(engine, "begin", begin)
    return engine


def _require_own(engine: sa.Engine, where: str) -> None:
    """Raise StorageError where the file of an SQLite database, or one that SQLite has beside it, is none of ours."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name.startswith(("file:", ":memory:")):
        return
    path = Path(name)
    try:
        own_files.require_database(path if where == name else path.parent.resolve() / path.name)
    except OSError as error:
        raise _explain(where, f"unable to open: {error.strerror}") from error


def check(engine: sa.Engine, where: str) -> None:
    """Raise CorruptState if an SQLite file is damaged; a PostgreSQL server looks after itself."""
    if engine.dialect.name != "sqlite":
        return
    with explained(where), engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise _damaged(where, found)
