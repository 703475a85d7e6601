"""Reads archives back: single records by pointer, whole files in order, and what a torn file still holds."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from crawler.archive.cdxj import REVISIT, Entry
from crawler.archive.exchange import Exchange
from crawler.errors import MissingExtra, StorageError

PAYLOAD_HEADER = "X-Newsroom-Payload"  # on revisit records: `FILE#OFFSET` of the record that holds the payload


def iterator_modules() -> tuple[ModuleType, ModuleType]:
    """warcio's reader and exception modules. Raises MissingExtra where warcio is not installed."""
    try:
        from warcio import archiveiterator, exceptions  # type: ignore[import-untyped]  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtra("archive", "reading an archive") from error
    return archiveiterator, exceptions


class ArchiveReader:
    """Random access to a site's archive folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, Any] = {}

    def read(self, pointer: str) -> Exchange:
        """The exchange whose payload `pointer` (`FILE#OFFSET`) names. Raises StorageError where it cannot be read."""
        record = self._record(pointer)
        elsewhere = record.rec_headers.get_header(PAYLOAD_HEADER)
        return _exchange(self._record(elsewhere) if elsewhere else record, pointer)

    def resource(self, pointer: str) -> bytes:
        """The payload of a resource record (`ArchiveWriter.attach`)."""
        payload: bytes = self._record(pointer).content_stream().read()
        return payload

    def close(self) -> None:
        for stream in self._open.values():
            stream.close()
        self._open.clear()

    def _record(self, pointer: str) -> Any:
        name, _, offset = pointer.rpartition("#")
        if not name or "/" in name or not offset.isdigit():
            raise StorageError(f"{pointer!r} is no archive pointer; a right one is RUN.warc.gz#1234")
        return _record_at(self._stream(name), int(offset), pointer)

    def _stream(self, name: str) -> Any:
        if name not in self._open:
            try:
                self._open[name] = (self.folder / name).open("rb")
            except OSError as error:
                path = self.folder / name
                raise StorageError(f"cannot read {path}: {error.strerror}. Restore the archive file.") from error
        return self._open[name]


def scan(path: Path) -> Iterator[Entry]:
    """Index entries of an archive file, read from its records; a torn tail ends it."""
    pending: Entry | None = None
    length = 0
    for offset, record, payload in _records(path):
        if record.rec_type in ("response", "revisit"):
            if pending:
                yield dataclasses.replace(pending, length=length or offset - pending.offset)
            pending, length = _entry(record, offset, path.name), 0
        elif pending:
            length = length or offset - pending.offset
            if record.rec_type == "metadata":
                pending = dataclasses.replace(pending, note=json.loads(payload))
    if pending:
        yield dataclasses.replace(pending, length=length or path.stat().st_size - pending.offset)


def _records(path: Path) -> Iterator[tuple[int, Any, bytes]]:
    """(offset, record, payload) of each record up to the first that is not whole."""
    archiveiterator, exceptions = iterator_modules()
    with path.open("rb") as stream:
        records = archiveiterator.ArchiveIterator(stream)
        try:
            for record in records:
                payload = record.raw_stream.read()
                if not _is_whole(record):
                    return
                yield records.get_record_offset(), record, payload
        except (EOFError, exceptions.ArchiveLoadFailed):
            return


def _is_whole(record: Any) -> bool:
    """Whether a record whose payload was read had all its bytes."""
    needs_headers = record.rec_type in ("response", "revisit", "request")
    return getattr(record.raw_stream, "limit", -1) == 0 and (record.http_headers is not None or not needs_headers)


def _record_at(stream: Any, offset: int, pointer: str) -> Any:
    archiveiterator, exceptions = iterator_modules()
    stream.seek(offset)
    try:
        return next(iter(archiveiterator.ArchiveIterator(stream)))
    except (StopIteration, EOFError, exceptions.ArchiveLoadFailed) as error:
        raise StorageError(f"no record at {pointer}: the archive file is cut or was changed. Restore it.") from error


def _exchange(record: Any, pointer: str) -> Exchange:
    body = record.raw_stream.read()
    if not _is_whole(record):
        raise StorageError(f"the record at {pointer} is cut. Restore the archive file.")
    headers = record.http_headers
    about = record.rec_headers
    return Exchange(
        url=about.get_header("WARC-Target-URI"),
        status=int(headers.get_statuscode()),
        headers=tuple(headers.headers),
        body=body,
        fetched=datetime.fromisoformat(about.get_header("WARC-Date")).astimezone(UTC),
        ip=about.get_header("WARC-IP-Address"),
        truncated=about.get_header("WARC-Truncated"),
    )


def _entry(record: Any, offset: int, filename: str) -> Entry:
    about, headers = record.rec_headers, record.http_headers
    revisit = record.rec_type == "revisit"
    mime = REVISIT if revisit else (headers.get_header("Content-Type") or "unk").split(";")[0].strip().lower()
    date = about.get_header("WARC-Date")[:19].replace("-", "").replace("T", "").replace(":", "")
    return Entry(
        about.get_header("WARC-Target-URI"), date, mime, headers.get_statuscode(),
        about.get_header("WARC-Payload-Digest") or "", 0, offset, filename,
        about.get_header(PAYLOAD_HEADER),
    )  # fmt: skip
