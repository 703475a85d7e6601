"""The state against the journal: what is remembered of its lines, replayed after a crash, rebuilt from nothing."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from crawler.errors import StorageError
from crawler.items import JsonObject
from crawler.storage.state.articles import Articles
from crawler.storage.state.connection import key_of
from crawler.storage.state.records import Known, Written
from crawler.storage.state.schema import FROM_JOURNAL, sites

_GROUP = 500  # lines read before they are written: the memory of a rebuild does not grow with the journal
_MARK = 4096  # bytes before the journal offset that tell whether the journal is still the one that was read


class Journalled(Articles):
    """The part of the store that follows the journal, which is the system of record."""

    def remember(self, written: Sequence[Written], end: int) -> None:
        """Keep what these journal lines say, in one transaction; `end` is the journal's length after the last of them.

        Call it only after the lines are on disk (fsync). Their ids leave the frontier.
        """
        with self._begin() as connection:
            self._remember(connection, written)
            self._set_journal_end(connection, end)

    def journal_offset(self) -> int:
        """How many bytes of the journal the state knows."""
        with self._begin() as connection:
            return int(connection.scalar(sa.select(sites.c.journal_end).where(sites.c.site == self._site)) or 0)

    def replay(self, lines: Iterable[bytes], offset: int) -> int:
        """Remember whole journal lines (newline included) that start at `offset`; returns the offset after the last."""
        with self._begin() as connection:
            group: list[Written] = []
            for raw in lines:
                group.append(Written(_parse(raw, offset), offset, len(raw)))
                offset += len(raw)
                if len(group) == _GROUP:
                    self._remember(connection, group)
                    group.clear()
            self._remember(connection, group)
            self._set_journal_end(connection, offset)
        return offset

    def rebuild(self, lines: Iterable[bytes]) -> int:
        """Make articles and revisions from all the journal's lines; the outbox, runs and frontier stay as they are.

        Returns the journal's length. Nothing changes if a line cannot be read.
        """
        with self._begin() as connection:
            for table in FROM_JOURNAL:
                connection.execute(sa.delete(table).where(table.c.site == self._site))
            return self.replay(lines, 0)

    def catch_up(self, remembered: Callable[[Sequence[Written]], None] | None = None) -> str:
        """Make the state agree with the journal file: `even`, `replayed` (a tail the state had not seen) or `rebuilt`.

        Never trusts the state over the journal: a journal that is shorter, or another one, than the state remembers
        means a rebuild. `remembered` is called with the lines of a replayed tail inside the transaction (their alerts
        were never enqueued); not on a rebuild.
        """
        if self.journal is None:
            raise ValueError("the store was opened without its journal")
        size = self.journal.stat().st_size if self.journal.exists() else 0
        offset = self.journal_offset()
        if offset > size or not self._same_journal(offset):
            self.rebuild(_file_lines(self.journal, 0))
            return "rebuilt"
        if offset == size:
            return "even"
        with self.transaction():
            tail: list[Written] = []
            for raw in _file_lines(self.journal, offset):
                tail.append(Written(_parse(raw, offset), offset, len(raw)))
                offset += len(raw)
            self.remember(tail, offset)
            if remembered is not None:
                remembered(tail)
        return "replayed"

    def line_of(self, known: Known) -> JsonObject | None:
        """The last journal line of an article, read from disk; None if the journal has none."""
        if self.journal is None or not self.journal.exists():
            return None
        with self.journal.open("rb") as file:
            file.seek(known.offset)
            raw = file.read(known.length)
        try:
            line = json.loads(raw)
        except ValueError:
            line = {}
        if isinstance(line, dict) and (line.get("id"), line.get("revision")) == (known.id, known.revision):
            return line
        return self._search(known.id)

    def lines_of(self, found: Iterable[Known]) -> Iterator[JsonObject]:
        """The last journal lines of these articles, in their order; without those that the journal does not have."""
        for known in found:
            line = self.line_of(known)
            if line is not None:
                yield line

    def _search(self, article_id: str) -> JsonObject | None:
        found = None
        wanted = json.dumps(article_id, ensure_ascii=False).encode()
        for raw in _file_lines(self.journal, 0) if self.journal else ():
            if wanted in raw:
                line = json.loads(raw)
                found = line if line.get("id") == article_id else found
        return found

    def _set_journal_end(self, connection: sa.Connection, end: int) -> None:
        values = {"journal_end": end, "journal_mark": _mark(self.journal, end)}
        connection.execute(sa.update(sites).where(sites.c.site == self._site).values(values))

    def _same_journal(self, offset: int) -> bool:
        with self._begin() as connection:
            mark = connection.scalar(sa.select(sites.c.journal_mark).where(sites.c.site == self._site))
        return mark is None or bytes(mark) == (_mark(self.journal, offset) or b"")


def _mark(journal: Path | None, end: int) -> bytes | None:
    """Digest of the journal's last bytes before `end`; None without a journal to look at."""
    if journal is None or end == 0 or not journal.exists():
        return None
    with journal.open("rb") as file:
        file.seek(max(0, end - _MARK))
        return key_of(file.read(min(_MARK, end)).hex())


def _file_lines(journal: Path | None, offset: int) -> Iterator[bytes]:
    """The whole lines from `offset` on; a torn tail is left to the journal's own repair."""
    if journal is None or not journal.exists():
        return
    with journal.open("rb") as file:
        file.seek(offset)
        for raw in file:
            if raw.endswith(b"\n"):
                yield raw


def _parse(raw: bytes, offset: int) -> JsonObject:
    try:
        line = json.loads(raw)
    except ValueError as problem:
        raise StorageError(f"the journal's line at byte {offset} is not JSON ({problem}): repair it by hand") from problem
    if not isinstance(line, dict) or not {"id", "event", "revision", "canonical_url"} <= line.keys():
        raise StorageError(f"the journal's line at byte {offset} is not an article: repair it by hand")
    return line
