"""One HTTP exchange as the archive stores it, its note, and the undoing of its content encodings. Pure."""

import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import brotli  # type: ignore[import-untyped]
from backports import zstd

from crawler.errors import BadBody
from crawler.items import JsonObject

MAX_DECODED = 64 * 1024 * 1024  # bytes; the crawl itself refuses far smaller bodies
# The type that the standard has for metadata: replay programs leave it out of their indexes, and would else show the note
# in the place of the page.
FIELDS_TYPE = "application/warc-fields"
_NOTE, _HEADERS = "newsroom-note", "http-headers"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer.

    headers: (name, value) in the order of the answer; body: as it came, its content encodings not undone;
    fetched: timezone-aware; truncated: why the body is not whole (`disconnect`, `length`) or None;
    note: what the crawl knew of the page and a later reading needs (purpose, listing row, parts), plain JSON values.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched: datetime
    method: str = "GET"
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: bytes = b""
    ip: str | None = None
    truncated: str | None = None
    note: JsonObject = field(default_factory=dict)

    def header(self, name: str) -> str | None:
        """First value of a header of the answer, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def decoded(self) -> bytes:
        """The body with its content encodings undone. Raises BadBody where it is cut or corrupt."""
        values = (value for key, value in self.headers if key.lower() == "content-encoding")
        return decode_content(self.body, (part for value in values for part in value.split(",")))


def note_payload(note: JsonObject, headers: Sequence[tuple[str, str]] = ()) -> bytes:
    """The note as one field, its value JSON; headers: those of an answer whose own record has no block, as another."""
    lines = [f"{_NOTE}: {json.dumps(note, ensure_ascii=False, sort_keys=True)}"]
    if headers:
        lines.append(f"{_HEADERS}: {json.dumps(headers, ensure_ascii=False)}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def read_note(payload: bytes) -> JsonObject:
    """The note of a block; empty where it has none. Raises ValueError where it is cut."""
    for line in payload.decode("utf-8").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == _NOTE:
            note: JsonObject = json.loads(value)
            return note
    return {}


def decode_content(body: bytes, encodings: Iterable[str]) -> bytes:
    """Undo content encodings, given in the order they were applied. Raises BadBody for a corrupt or huge stream."""
    for encoding in reversed([each.strip().lower() for each in encodings]):
        if not body or encoding in ("", "identity"):
            continue
        try:
            body = _decode_one(body, encoding)
        except (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError) as error:
            raise BadBody("truncated", f"{encoding}: {error}") from error
    return body


def _decode_one(body: bytes, encoding: str) -> bytes:
    if encoding in ("gzip", "x-gzip"):
        small = len(body) < MAX_DECODED // 1000  # cannot be a bomb, and may have several members
        return gzip.decompress(body) if small else _inflate(body, zlib.MAX_WBITS | 16)
    if encoding == "deflate":
        try:
            return _inflate(body, zlib.MAX_WBITS)
        except zlib.error:
            return _inflate(body, -zlib.MAX_WBITS)  # servers that send the raw stream
    if encoding == "br":
        return _bounded(brotli.decompress(body))
    if encoding == "zstd":
        return _bounded(zstd.decompress(body))
    raise BadBody("content_encoding", f"{encoding!r} is not known")


def _inflate(body: bytes, window: int) -> bytes:
    stream = zlib.decompressobj(window)
    decoded = stream.decompress(body, MAX_DECODED + 1)
    if not stream.eof and len(decoded) <= MAX_DECODED:
        raise BadBody("truncated", "the compressed stream ends early")
    return _bounded(decoded)


def _bounded(decoded: bytes) -> bytes:
    if len(decoded) > MAX_DECODED:
        raise BadBody("too_large", f"more than {MAX_DECODED} bytes when decompressed")
    return decoded
