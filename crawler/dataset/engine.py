"""The database that a build works in: duckdb on disk, with a bound on its memory."""

import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, Self

from crawler.errors import MissingExtra, StorageError, UsageError
from crawler.items import JsonObject

MEMORY = "4GB"
_SIZE = re.compile(r"[1-9]\d*(\.\d+)?\s*[MGT]i?B", re.IGNORECASE)
THREADS = 2


class Engine(Protocol):
    """The part of a duckdb connection that the dataset uses."""

    def execute(self, query: str, parameters: object = None) -> Self: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]: ...
    def fetchnumpy(self) -> JsonObject: ...
    def register(self, view_name: str, python_object: object) -> Self: ...
    def unregister(self, view_name: str) -> Self: ...
    def close(self) -> None: ...


def duckdb_module() -> ModuleType:
    """duckdb. Raises MissingExtra where it is not installed."""
    try:
        import duckdb  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtra("dataset", "the dataset command") from error
    return duckdb


def open_engine(
    work: Path | None = None, memory: str = MEMORY, folders: Sequence[Path] | None = None, files: Sequence[Path] = ()
) -> Engine:
    """A connection to a new database in folder `work` (in memory without one). It never touches the network.

    memory: as in `4GB`; raises UsageError for anything else. folders, files: besides `work`, all that it may read or write
    from now on, and its settings cannot be changed any more; None for a connection without bounds.
    """
    duckdb = duckdb_module()
    if not _SIZE.fullmatch(memory):
        raise UsageError(f"--memory {memory!r} is no size; a right one is 4GB or 500MB")
    con: Engine = duckdb.connect(str(work / "work.duckdb") if work else ":memory:")
    con.execute(f"SET memory_limit = '{memory}'")
    con.execute(f"SET threads = {THREADS}")
    con.execute("SET autoinstall_known_extensions = false")
    con.execute("SET autoload_known_extensions = false")
    con.execute("SET preserve_insertion_order = true")
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")  # it would be drawn into logs and pipes, too
    con.execute("SET python_enable_replacements = false")
    if work:
        con.execute("SET temp_directory = $spill", {"spill": str(work / "spill")})
    if folders is not None:
        _bound(con, [*folders, *([work] if work else [])], files)
    return con


def _bound(con: Engine, folders: Sequence[Path], files: Sequence[Path]) -> None:
    """No file but these; whatever a query says, nothing opens the door again."""
    con.execute("SET allowed_directories = $names", {"names": [f"{folder.resolve()}/" for folder in folders]})
    con.execute("SET allowed_paths = $names", {"names": [str(file.resolve()) for file in files]})
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")


def rows(con: Engine, query: str, parameters: object = None) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return con.execute(query, parameters).fetchall()


def value(con: Engine, query: str, parameters: object = None) -> Any:
    """The first value of a query's first row, None without one."""
    row = con.execute(query, parameters).fetchone()
    return row[0] if row else None


def storage_error(path: Path, error: Exception) -> StorageError:
    """An error of the engine or the file system as the project's own."""
    short = "Out of Memory" in str(error)
    advice = "Give it more with --memory" if short else "Free some space or make the folder writable, then try again"
    said = str(error).partition("\n")[0]
    return StorageError(f"cannot build {path}: {said.rstrip('.')}. {advice}.")
