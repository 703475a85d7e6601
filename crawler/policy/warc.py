"""The answer of long ago in what an archive gives of it. Raises BadBody for what is not whole. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crawler.errors import BadBody
from crawler.policy.decompress import decompress

Headers = list[tuple[str, str]]

_ORIGINAL = "x-archive-orig-"  # before each header that the captured answer had
_OF_TRANSPORT = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive"})
_STATUS = re.compile(rb"HTTP/[0-9.]+ ([0-9]{3})")
_LONGEST_HEAD = 1 << 17  # bytes
_DIGITS = 15  # of a number of bytes


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer as it was captured: its status, headers and body; codings of the body that its headers name are still there."""

    status: int
    headers: Headers
    body: bytes


def of_replay(headers: Iterable[tuple[str, str]], body: bytes) -> Recorded:
    """What the Wayback Machine gives as a raw capture; headers: of its answer, with those of the capture behind a prefix."""
    given = [(name.lower(), value) for name, value in headers]
    then = [(name.removeprefix(_ORIGINAL), value) for name, value in given if name.startswith(_ORIGINAL)]
    kept = [(name, value) for name, value in then if name not in _OF_TRANSPORT | {"content-encoding", "content-type"}]
    now = [(name, value) for name, value in given if name in ("content-type", "content-encoding")]
    return Recorded(200, [*kept, *now], body)


def require_span(status: int, content_range: str, span: tuple[int, int], size: int) -> None:
    """Refuse an answer that is not the range that was asked for."""
    first, length = span
    if status != 206 or not content_range.replace(" ", "").startswith(f"bytes{first}-{first + length - 1}/"):
        raise BadBody("bad_length", f"status {status}, Content-Range {content_range[:60]!r} for {length} bytes at {first}")
    if size != length:
        raise BadBody("truncated", f"{size} bytes of {length}")


def of_record(packed: bytes, limit: int) -> Recorded:
    """The answer in one compressed WARC record; limit: most bytes of it when it is unpacked."""
    raw = decompress(packed, [b"gzip"], limit)
    fields, block = _split(raw, b"WARC/")
    kind, size = fields.get("warc-type", ""), _size(fields)
    if kind == "revisit":
        raise BadBody("revisit", f"the same as at {fields.get('warc-refers-to-date', 'another time')}")
    if kind != "response" or size is None:
        raise BadBody("not_html", f"a record of kind {kind[:20]!r}")
    if fields.get("warc-truncated") or len(block) < size:
        raise BadBody("truncated", f"{len(block)} bytes of {size}; {fields.get('warc-truncated', 'cut')}")
    return _answer(block[:size])


def _size(fields: Mapping[str, str]) -> int | None:
    """Content-Length; None where it is no number of bytes that an answer could have."""
    said = fields.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else None


def _answer(block: bytes) -> Recorded:
    found = _STATUS.match(block)
    if found is None:
        raise BadBody("bad_http", "no answer is in the record")
    fields, body = _split(block, b"HTTP/")
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = _without_chunks(body)
    elif len(body) < (size := _size(fields) or 0):
        raise BadBody("truncated", f"{len(body)} bytes of {size}")
    return Recorded(int(found[1]), [(name, value) for name, value in fields.items() if name not in _OF_TRANSPORT], body)


def _split(raw: bytes, begins: bytes) -> tuple[dict[str, str], bytes]:
    """Headers by their names in lower case, and what follows them."""
    at = re.search(rb"\r?\n\r?\n", raw[:_LONGEST_HEAD])
    if at is None or not raw.startswith(begins):
        raise BadBody("bad_http", f"no headers of {begins.decode()}")
    lines: Sequence[str] = raw[: at.start()].decode("utf-8", "replace").splitlines()[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}, raw[at.end() :]


def _without_chunks(body: bytes) -> bytes:
    """A body that was kept as it came over the wire, in chunks; as it is where it is in none."""
    found: list[bytes] = []
    position = 0
    while size := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n").match(body, position):
        length = int(size[1], 16)
        position = size.end() + length + 2
        if length == 0:
            return b"".join(found)
        found.append(body[size.end() : size.end() + length])
    if not found:
        return body
    raise BadBody("truncated", "the last chunk is missing")
