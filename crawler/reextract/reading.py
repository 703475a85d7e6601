"""Reads one archived article with today's rules, and says what differs from its line."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from crawler.errors import BadBody, StorageError
from crawler.extract.article import read_article
from crawler.items import Extraction, Http, JsonObject, Row, dumps, line
from crawler.page.page import Page
from crawler.policy.rights import note_rights, robots_signals
from crawler.reextract.plan import Task
from crawler.revision import BACKDATED, BEFORE_CLAIMED, page_digest
from crawler.schema import problems
from crawler.site import Site
from crawler.storage import own_files
from crawler.storage.archive.reader import ArchiveReader
from crawler.text.fingerprint import content_hash

# What a line says of its fetch and its place in the journal, which no reading can change.
KEPT = (
    "id", "event", "revision", "canonical_url", "previous_hash", "first_seen", "fetched", "run", "changes", "archive", "appeared",
)  # fmt: skip
# What says how values were found: it is compared, and makes no revision by itself.
TOLD = frozenset({"provenance", "flags", "layout", "http", "content_hash"})


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a second reading found.

    kind: `same` (the line would be the same, byte for byte), `differs` (fields: names of the ones that do), `lost` (no
    article by today's rules, reason says why), `failed` (the archive could not be read).
    before, after: the lines, None with `same`.
    """

    kind: str
    offset: int
    reason: str = ""
    fields: tuple[str, ...] = ()
    before: JsonObject | None = None
    after: JsonObject | None = None
    digest: str = ""  # of the page's bytes

    @property
    def says_more(self) -> bool:
        """Whether the article itself differs, not only how it was found."""
        return any(name not in TOLD for name in self.fields)


@dataclass(slots=True)
class Rereader:
    """Reads tasks of one site; keeps the journal and the archive open."""

    site: Site
    journal: Path
    archive: Path
    signals: bool = False  # whether usage signals are read, too
    _reader: ArchiveReader = field(init=False)
    _lines: BinaryIO = field(init=False)

    def __post_init__(self) -> None:
        self._reader = ArchiveReader(self.archive)
        self._lines = own_files.reader(self.journal)

    def close(self) -> None:
        self._reader.close()
        self._lines.close()

    def read(self, task: Task) -> Outcome:
        """Read an article again."""
        self._lines.seek(task.offset)
        raw = self._lines.readline().rstrip(b"\n")
        before: JsonObject = json.loads(raw)
        try:
            pages, headers, size, digest = self._pages(task)
        except (StorageError, BadBody) as error:
            return Outcome("failed", task.offset, str(error), before=before)
        found = read_article(pages, self.site, row_of(task.note, before))
        if found.kind != "article":
            return Outcome("lost", task.offset, found.kind_reason or found.kind, before=before, digest=digest)
        found.section = found.section or task.note.get("section")
        if self.signals:
            note_rights(found, headers, pages[0].text, robots_signals(before["provenance"]))
        wrong = problems(found)
        if wrong:
            return Outcome("lost", task.offset, ", ".join(wrong), before=before, digest=digest)
        after = _line(found, before, pages[0], size)
        if dumps(after).encode("utf-8", "replace") == raw:
            return Outcome("same", task.offset, digest=digest)
        fields = tuple(name for name in after if after[name] != before.get(name))
        return Outcome("differs", task.offset, "", fields, before, after, digest)

    def _pages(self, task: Task) -> tuple[tuple[Page, ...], Headers, int, str]:
        """The pages; headers, size and digest of the first."""
        pages = []
        headers: Headers = ()
        size, digest = 0, ""
        for place, pointer in enumerate(task.pointers):
            exchange = self._reader.read(pointer)
            body = exchange.decoded()
            if place == 0:
                headers, size, digest = exchange.headers, len(body), page_digest(body)
            pages.append(Page(exchange.url, body, exchange.header("Content-Type")))
        return tuple(pages), headers, size, digest


def row_of(note: JsonObject, before: JsonObject) -> Row | None:
    """What the crawl knew of the article from its listing."""
    if note.get("row"):
        return Row(**note["row"])
    if note.get("purpose") == "listing":  # an article that was met where a listing was asked for
        return Row(before["url"], section=note.get("section"), by="url")
    return None


def _line(found: Extraction, before: JsonObject, page: Page, size: int) -> JsonObject:
    """The line as this reading would have written it."""
    http = before.get("http") or {}
    found.http = Http(http.get("status"), http.get("etag"), http.get("last_modified"), page.encoding, size)
    if http.get("bytes") is None:  # a line that was written without a look at the page
        found.http.encoding, found.http.bytes = http.get("encoding"), None
    same_words = (found.title, found.text) == (before.get("title"), before.get("text"))
    found.content_hash = before.get("content_hash") if same_words else content_hash(found.title, found.text)
    found.flags += [flag for flag in before.get("flags") or () if flag in (BACKDATED, BEFORE_CLAIMED)]
    plain = line(found)
    after = {name: before.get(name) if name in KEPT else plain.get(name) for name in before}
    return after | {name: plain[name] for name in plain if name not in after}
