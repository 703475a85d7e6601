"""The state of a newsroom, and the only SQL: an SQLite file beside the journal, or a PostgreSQL database of a fleet.

The journal is the system of record. The state says how far into the journal it has read (`journal_offset`), and
everything it knows of articles can be made from the journal again. It keeps no text: the last line of an article is
read from the journal at the offset that the state remembers, 12 bytes instead of a copy of everything ever published.

    with Store.open(folder / "state.sqlite", "minmetals", journal=folder / "articles.jsonl") as store:
        store.catch_up()                                  # replays what a killed run wrote and did not remember
        known = store.known(["minmetals:274143"])
        with store.transaction():                         # all or nothing; calls inside join it
            store.remember([Written(line, offset, length)], end)   # only after the lines are on disk (fsync)

Every method raises StorageError with what to do about it: locked, full, not writable. A damaged SQLite file is set
aside when it is opened (`state.sqlite.damaged-N`) and made from the journal by `catch_up`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from crawler.storage.state import connection
from crawler.storage.state.connection import CorruptState
from crawler.storage.state.history import History
from crawler.storage.state.journalled import Journalled
from crawler.storage.state.listings import Listings

__all__ = ["Store"]
_BESIDE = ("-wal", "-shm")


class Store(Journalled, Listings, History):
    """All that is known of one newsroom."""

    set_aside: Path | None = None  # where a damaged database was moved when this store was opened

    @classmethod
    def open(
        cls,
        path_or_url: str | Path,
        site: str,
        journal: Path | None = None,
        clock: Callable[[], float] = connection.clock,
    ) -> Self:
        """Open or make the state of a newsroom.

        path_or_url: an SQLite file, or a URL (`postgresql://user@host/base`); journal: its articles.jsonl, from which
        text is read and the state is made again. Raises StorageError.
        """
        try:
            return cls._open(path_or_url, site, journal, clock)
        except CorruptState:
            path = Path(path_or_url)
            if journal is None or "://" in str(path_or_url) or not path.exists():
                raise
        aside = _set_aside(path)
        store = cls._open(path, site, journal, clock)
        store.set_aside = aside
        return store

    @classmethod
    def _open(cls, path_or_url: str | Path, site: str, journal: Path | None, clock: Callable[[], float]) -> Self:
        engine, where = connection.connect(path_or_url)
        try:
            connection.check(engine, where)
            store = cls(engine, site, where, journal, clock)
            store._prepare()
        except BaseException:
            engine.dispose()
            raise
        return store


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside
