"""The state of a newsroom, and the only SQL: an SQLite file beside the journal, or a PostgreSQL database of a fleet.

The journal is the system of record. The state says how far into the journal it has read (`journal_offset`), and
everything it knows of articles can be made from the journal again. It keeps no text: the last line of an article is
read from the journal at the offset that the state remembers, 12 bytes instead of a copy of everything ever published.

    with Store.open(folder / "state.sqlite", "minmetals", journal=folder / "articles.jsonl") as store:
        store.catch_up()                                  # replays what a killed run wrote and did not remember
        known = store.articles.known(["minmetals:274143"])
        with store.transaction():                         # all or nothing; calls inside join it
            store.remember([Written(line, offset, length)], end)   # only after the lines are on disk (fsync)

Every method raises StorageError with what to do about it: locked, full, not writable. A damaged SQLite file is set
aside when it is opened (`state.sqlite.damaged-N`) and made from the journal by `catch_up`.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from crawler.errors import StorageError
from crawler.items import JsonObject, is_past
from crawler.revision import Known
from crawler.schema import odd_keys, record_of
from crawler.storage import own_files
from crawler.storage.state.articles import Articles
from crawler.storage.state.baselines import IDENTITY, Baselines
from crawler.storage.state.database import CorruptState, Database, alias_key
from crawler.storage.state.listings import Listings
from crawler.storage.state.outbox import Outbox
from crawler.storage.state.pending import PendingArticles
from crawler.storage.state.records import Written
from crawler.storage.state.runs import Runs
from crawler.storage.state.schema import NOT_FROM_JOURNAL, sites

STATE_FILE = "state.sqlite"
JOURNAL_FILE = "articles.jsonl"
_BESIDE = ("-wal", "-shm")
_GROUP = 500  # lines read before they are written: the memory of a rebuild does not grow with the journal
_MARK = 4096  # bytes before the journal offset that tell whether the journal is still the one that was read


class Store:
    """All that is known of one newsroom: its parts share one connection and one transaction.

    name: of the newsroom; where: the file or address, for messages; journal: its articles.jsonl, None for a state
    without one; set_aside: where a damaged database was moved when this store was opened.
    """

    def __init__(self, database: Database, journal: Path | None = None, set_aside: Path | None = None) -> None:
        self._database = database
        self.name = database.name
        self.where = database.where
        self.journal = journal
        self.set_aside = set_aside
        self.pending = PendingArticles(database)
        self.articles = Articles(database, self.pending)
        self.listings = Listings(database, self.pending)
        self.runs = Runs(database)
        self.baselines = Baselines(database)
        self.outbox = Outbox(database)

    @classmethod
    def open(
        cls, path_or_url: str | Path, site: str, journal: Path | None = None, clock: Callable[[], float] = time.time
    ) -> Self:
        """Open or make the state of a newsroom.

        path_or_url: an SQLite file, or a URL (`postgresql://user@host/base`); journal: its articles.jsonl, from which
        text is read and the state is made again; clock: seconds since 1970. Raises StorageError.
        """
        try:
            return cls(Database(path_or_url, site, clock), journal)
        except CorruptState:
            path = Path(path_or_url)
            if journal is None or "://" in str(path_or_url) or not own_files.exists(path):
                raise
        aside = set_aside(path, "damaged")
        return cls(Database(path, site, clock), journal, aside)

    @classmethod
    def of_folder(cls, folder: Path, url: str | None = None, clock: Callable[[], float] = time.time) -> Self:
        """Open the state of the newsroom whose output folder this is. url: STATE_URL; None: the file in the folder."""
        return cls.open(url or folder / STATE_FILE, folder.name, folder / JOURNAL_FILE, clock)

    def transaction(self) -> AbstractContextManager[object]:
        """Everything the store is told inside is kept together or not at all; calls inside a transaction join it."""
        return self._database.begin()

    def close(self) -> None:
        """Give the database back; the store cannot be used afterwards."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The state against the journal

    def remember(self, written: Sequence[Written], end: int) -> None:
        """Keep what these journal lines say, in one transaction; `end` is the journal's length after the last of them.

        Call it only after the lines are on disk (fsync). Their ids leave the frontier.
        """
        values = {"journal_end": end, "journal_mark": _mark(self.journal, end)}
        with self.transaction():
            self.articles.remember(written)
            self._database.change(sa.update(sites).where(sites.c.site == self._database.site).values(values))

    def journal_offset(self) -> int:
        """How many bytes of the journal the state knows."""
        return int(self._of_site(sites.c.journal_end) or 0)

    def rebuild(self, lines: Iterable[bytes]) -> int:
        """Make articles and revisions from all the journal's lines; the outbox, runs and frontier stay as they are.

        Returns the journal's length. Nothing changes if a line cannot be read.
        """
        with self.transaction():
            self.articles.forget_all()
            self.baselines.save(IDENTITY, None)  # an alias that no line tells of is to be made again
            return self._replay(lines, 0)

    def take_over(self, other: "Store") -> None:
        """Copy what another state of this newsroom knows and no journal can tell: listings, pending, outbox, baselines."""
        with self.transaction(), other.transaction():
            for table in NOT_FROM_JOURNAL:
                rows = other._database.rows(sa.select(table).where(table.c.site == other._database.site))
                here = [row._asdict() | {"site": self._database.site} for row in rows]
                self._database.put(table, here, tuple(column.name for column in table.primary_key), ())

    def catch_up(self, remembered: Callable[[Sequence[Written]], None] | None = None) -> str:
        """Make the state agree with the journal file: `even`, `replayed` (a tail the state had not seen) or `rebuilt`.

        Never trusts the state over the journal: a journal that is shorter, or another one, than the state remembers
        means a rebuild. `remembered` is called with the lines of a replayed tail inside the transaction (their alerts
        were never enqueued); not on a rebuild.
        """
        if self.journal is None:
            raise ValueError("the store was opened without its journal")
        size = self.journal.stat().st_size if own_files.exists(self.journal) else 0
        offset = self.journal_offset()
        if offset > size or not self._same_journal(offset):
            with self.transaction():
                self.rebuild(_file_lines(self.journal, 0))
                self.listings.forget()  # what is lost stands on pages that the site says have not changed
            return "rebuilt"
        if offset == size:
            return "even"
        self._replay(_file_lines(self.journal, offset), offset, remembered)
        return "replayed"

    def line_of(self, known: Known) -> JsonObject | None:
        """The last journal line of an article, read from disk; None if the journal has none."""
        if self.journal is None or not own_files.exists(self.journal):
            return None
        with own_files.reader(self.journal) as file:
            file.seek(known.offset)
            raw = file.read(known.length)
        try:
            line = record_of(raw)
        except (ValueError, RecursionError):
            line = {}
        if (line.get("id"), line.get("revision")) == (known.id, known.revision):
            return _parse(raw, known.offset)
        return _search(self.journal, known.id)

    def _replay(
        self, lines: Iterable[bytes], offset: int, remembered: Callable[[Sequence[Written]], None] | None = None
    ) -> int:
        """Remember whole journal lines (newline included) that start at `offset`; returns the offset after the last."""
        with self.transaction():
            for group in _groups(lines, offset):
                self.articles.remember(group)
                offset = group[-1].offset + group[-1].length
                if remembered is not None:
                    remembered(group)
            self.remember((), offset)
        return offset

    def _same_journal(self, offset: int) -> bool:
        mark = self._of_site(sites.c.journal_mark)
        return mark is None or bytes(mark) == (_mark(self.journal, offset) or b"")

    def _of_site(self, column: sa.Column[Any]) -> Any:
        return self._database.value(sa.select(column).where(sites.c.site == self._database.site))


def set_aside(path: Path, why: str) -> Path:
    """Rename a database and its side files to `NAME.WHY-NUMBER`, a name that is free; returns it."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.{why}-{number}")):
        number += 1
    path.rename(aside)
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside


def _mark(journal: Path | None, end: int) -> bytes | None:
    """Digest of the journal's last bytes before `end`; None without a journal to look at."""
    if journal is None or end == 0 or not own_files.exists(journal):
        return None
    with own_files.reader(journal) as file:
        file.seek(max(0, end - _MARK))
        return alias_key(file.read(min(_MARK, end)).hex())


def _file_lines(journal: Path, offset: int) -> Iterator[bytes]:
    """The whole lines from `offset` on; a torn tail is left to the journal's own repair."""
    if not own_files.exists(journal):
        return
    with own_files.reader(journal) as file:
        file.seek(offset)
        yield from (raw for raw in file if raw.endswith(b"\n"))


def _search(journal: Path, article_id: str) -> JsonObject | None:
    wanted = json.dumps(article_id, ensure_ascii=False).encode()
    found, offset = None, 0
    for raw in _file_lines(journal, 0):
        if wanted in raw:
            line = _parse(raw, offset)
            found = line if line["id"] == article_id and not is_past(line) else found
        offset += len(raw)
    return found


def _groups(lines: Iterable[bytes], offset: int) -> Iterator[list[Written]]:
    group: list[Written] = []
    for raw in lines:
        group.append(Written(_parse(raw, offset), offset, len(raw)))
        offset += len(raw)
        if len(group) == _GROUP:
            yield group
            group = []
    if group:
        yield group


def _parse(raw: bytes, offset: int) -> JsonObject:
    try:
        line = record_of(raw)
    except (ValueError, RecursionError) as problem:
        raise StorageError(f"the journal's line at byte {offset} is not JSON ({problem}): repair it by hand") from problem
    if odd := odd_keys(line):
        raise StorageError(f"the journal's line at byte {offset} is not an article ({', '.join(odd)}): repair it by hand")
    return line
