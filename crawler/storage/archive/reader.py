"""Reads archives back: single records by pointer, whole files in order, and what a torn file still holds."""

import dataclasses
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from crawler.errors import MissingExtra, StorageError
from crawler.storage import own_files
from crawler.storage.archive.cdxj import REVISIT, Entry
from crawler.storage.archive.exchange import Exchange, read_note

PAYLOAD_HEADER = "X-Newsroom-Payload"  # on revisit records: `FILE#OFFSET` of the record that holds the payload
NOT_MODIFIED = "304"  # of a revisit record without a block
_CHUNK = 8 * 1024  # a page compressed is seldom longer, and what is read beyond a record is copied in vain
_LINE_END, _HEAD_END = b"\r\n", b"\r\n\r\n"
_BYTES = re.compile("[0-9]{1,15}")


def iterator_modules() -> tuple[ModuleType, ModuleType]:
    """warcio's reader and exception modules. Raises MissingExtra where warcio is not installed."""
    try:
        from warcio import archiveiterator, exceptions  # type: ignore[import-untyped]  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtra("archive", "reading an archive") from error
    return archiveiterator, exceptions


@dataclass(frozen=True, slots=True)
class _Member:
    """A record: its headers (names in lower case) and its block."""

    about: dict[str, str]
    block: bytes


def _read_member(stream: BinaryIO, offset: int, pointer: str) -> _Member:
    """The record that begins at `offset`: a gzip member, checked by its own checksum and length.

    Re-extraction reads every page this way, so it is a few lines of our own; whole files are left to the standard reader.
    Raises StorageError, which names the pointer, unless it is whole.
    """
    stream.seek(offset)
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    pieces = []
    try:
        while not inflater.eof:
            chunk = stream.read(_CHUNK)
            if not chunk:
                raise _broken(pointer)
            pieces.append(inflater.decompress(chunk))
    except zlib.error as error:
        raise _broken(pointer) from error
    head, found, block = b"".join(pieces).partition(_HEAD_END)
    version, *lines = head.split(_LINE_END)
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    about = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = int(about.get("content-length", "")) if _BYTES.fullmatch(about.get("content-length", "")) else -1
    if not version.startswith(b"WARC/") or not found or not 0 <= length <= len(block):
        raise _broken(pointer)
    return _Member(about, block[:length])


def _split_http(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Status, headers and body of the block of a response record."""
    head, _, body = block.partition(_HEAD_END)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split(" ")[1]), tuple((name, value.strip()) for name, _, value in pairs), body


def _broken(pointer: str) -> StorageError:
    return StorageError(f"no whole record at {pointer}: the archive file is cut or was changed. Restore it from a copy.")


class ArchiveReader:
    """Random access to a site's archive folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, BinaryIO] = {}

    def read(self, pointer: str) -> Exchange:
        """The exchange whose payload `pointer` (`FILE#OFFSET`) names. Raises StorageError where it cannot be read."""
        member = self._member(pointer)
        elsewhere = member.about.get(PAYLOAD_HEADER.lower())
        try:
            return _exchange(self._member(elsewhere) if elsewhere else member)
        except (LookupError, ValueError) as error:  # whole, and no answer that an archive of ours has
            raise _broken(pointer) from error

    def close(self) -> None:
        for stream in self._open.values():
            stream.close()
        self._open.clear()

    def _member(self, pointer: str) -> _Member:
        name, _, offset = pointer.rpartition("#")
        if not name or "/" in name or not _BYTES.fullmatch(offset):
            raise StorageError(f"{pointer!r} is no archive pointer; a right one is RUN.warc.gz#1234")
        return _read_member(self._stream(name), int(offset), pointer)

    def _stream(self, name: str) -> BinaryIO:
        if name not in self._open:
            self._open[name] = own_files.reader(self.folder / name)
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
                pending = dataclasses.replace(pending, note=read_note(payload))
    if pending:
        yield dataclasses.replace(pending, length=length or path.stat().st_size - pending.offset)


def _records(path: Path) -> Iterator[tuple[int, Any, bytes]]:
    """(offset, record, payload) of each record up to the first that is not whole."""
    archiveiterator, exceptions = iterator_modules()
    with own_files.reader(path) as stream:
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
    needs_headers = record.rec_type in ("response", "request") or (record.rec_type == "revisit" and record.length > 0)
    return getattr(record.raw_stream, "limit", -1) == 0 and (record.http_headers is not None or not needs_headers)


def _exchange(member: _Member) -> Exchange:
    status, headers, body = _split_http(member.block)
    return Exchange(
        url=member.about["warc-target-uri"],
        status=status,
        headers=headers,
        body=body,
        fetched=datetime.fromisoformat(member.about["warc-date"]).astimezone(UTC),
        ip=member.about.get("warc-ip-address"),
        truncated=member.about.get("warc-truncated"),
    )


def _entry(record: Any, offset: int, filename: str) -> Entry:
    about, headers = record.rec_headers, record.http_headers
    revisit = record.rec_type == "revisit"
    mime = REVISIT if revisit else (headers.get_header("Content-Type") or "unk").split(";")[0].strip().lower()
    date = about.get_header("WARC-Date")[:19].replace("-", "").replace("T", "").replace(":", "")
    return Entry(
        about.get_header("WARC-Target-URI"), date, mime, headers.get_statuscode() if headers else NOT_MODIFIED,
        about.get_header("WARC-Payload-Digest") or "", 0, offset, filename,
        about.get_header(PAYLOAD_HEADER),
    )  # fmt: skip
