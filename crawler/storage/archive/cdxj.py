"""The CDXJ index beside each WARC file: one sorted line a response or revisit record."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import StorageError
from crawler.items import JsonObject
from crawler.storage import own_files
from crawler.storage.durable import DurableFiles

_DEFAULT_PORTS = {"http": 80, "https": 443}
REVISIT = "warc/revisit"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index.

    date: 14 digits, UTC; digest: `sha1:` and base 32, of the payload; length, offset: of the record, in bytes;
    refers_to: for a revisit, `FILE#OFFSET` of the record that has the payload; note: see `Exchange`.
    """

    url: str
    date: str
    mime: str
    status: str
    digest: str
    length: int
    offset: int
    filename: str
    refers_to: str | None = None
    note: JsonObject = field(default_factory=dict)

    @property
    def pointer(self) -> str:
        """`FILE#OFFSET` of the record that holds the payload."""
        return self.refers_to or f"{self.filename}#{self.offset}"

    def line(self) -> str:
        """The line of the index, without its line end."""
        fields: JsonObject = {
            "url": self.url,
            "mime": self.mime,
            "status": self.status,
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": self.filename,
        }
        if self.refers_to:
            fields["refersTo"] = self.refers_to
        if self.note:
            fields["note"] = self.note
        return f"{surt(self.url)} {self.date} {json.dumps(fields, ensure_ascii=True)}"


def surt(url: str) -> str:
    """Sort-friendly form of a URL: `https://www.Example.com/A?b=1` is `com,example)/a?b=1`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    key = ",".join(reversed(host.split(".")))
    if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        key += f":{parts.port}"
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{key}){path}{'?' + query if query else ''}".lower()


def parse_entry(line: str) -> Entry:
    """An Entry from its line. Raises ValueError for anything else."""
    _, date, fields = line.rstrip("\n").split(" ", 2)
    found = json.loads(fields)
    return Entry(
        found["url"], date, found["mime"], found["status"], found["digest"], int(found["length"]), int(found["offset"]),
        found["filename"], found.get("refersTo"), found.get("note") or {},
    )  # fmt: skip


def write_index(path: Path, entries: Iterable[Entry]) -> None:
    """Write an index, sorted, in one step."""
    lines = sorted(entry.line() for entry in entries)
    DurableFiles().replace(path, "".join(f"{line}\n" for line in lines).encode("ascii"))


def read_index(path: Path) -> Iterator[Entry]:
    """The entries of one index file."""
    with own_files.reader(path) as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield parse_entry(line.decode("ascii"))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise StorageError(f"{path} has a bad line {number}: remove the index, it is made again") from error
