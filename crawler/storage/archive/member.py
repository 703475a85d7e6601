"""One record of an archive file by its offset: a gzip member, checked by its own checksum and length.

Re-extraction reads every page this way, so it is a few lines of our own; whole files are left to the standard reader.
"""

import zlib
from dataclasses import dataclass
from typing import BinaryIO

from crawler.errors import StorageError

_CHUNK = 8 * 1024  # a page compressed is seldom longer, and what is read beyond a record is copied in vain
_LINE_END, _HEAD_END = b"\r\n", b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Member:
    """A record: its headers (names in lower case) and its block."""

    about: dict[str, str]
    block: bytes


def read_member(stream: BinaryIO, offset: int, pointer: str) -> Member:
    """The record that begins at `offset`. Raises StorageError, which names the pointer, unless it is whole."""
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
    about = {name.strip().lower(): value.strip() for name, _, value in (line.decode("utf-8").partition(":") for line in lines)}
    length = int(about.get("content-length", "-1"))
    if not version.startswith(b"WARC/") or not found or not 0 <= length <= len(block):
        raise _broken(pointer)
    return Member(about, block[:length])


def split_http(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Status, headers and body of the block of a response record."""
    head, _, body = block.partition(_HEAD_END)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split(" ")[1]), tuple((name, value.strip()) for name, _, value in pairs), body


def _broken(pointer: str) -> StorageError:
    return StorageError(f"no whole record at {pointer}: the archive file is cut or was changed. Restore it from a copy.")
