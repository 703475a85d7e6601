"""Content-Encoding, strictly: a stream that is cut, corrupt, mislabelled or a bomb is refused, never read in part."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import brotli  # type: ignore[import-untyped]
from backports import zstd

from crawler.errors import BadBody

ACCEPTED = b"gzip, deflate, br, zstd"
_CHUNK = 1 << 16
_MOST_LAYERS = 3
_ZSTD_WINDOW = 23  # log2 of the largest window: 8 MiB, what RFC 9659 lets HTTP senders use
_GZIP = b"\x1f\x8b\x08"


def layers(headers: Sequence[bytes]) -> list[str]:
    """Codings in the order to undo them; BadBody for one that was not asked for."""
    named = [part.strip().lower().decode("latin-1") for header in headers for part in header.split(b",")]
    codings = [coding for coding in reversed(named) if coding and coding != "identity"]
    if len(codings) > _MOST_LAYERS:
        raise BadBody("bad_compression", f"{len(codings)} codings on top of each other")
    for coding in codings:
        if coding not in _DECODERS:
            raise BadBody("bad_compression", f"unknown coding {coding[:40]!r}")
    return codings


def decompress(body: bytes, headers: Sequence[bytes], limit: int, *, head_only: bool = False) -> bytes:
    """The body without its codings, at most `limit` bytes.

    With `head_only` a body that is too long or stops early gives its beginning instead of BadBody.
    A page that was compressed once more than its header says is undone too: it can be nothing else.
    """
    codings = layers(headers)
    for coding in codings:
        body = _undo(body, coding, limit, head_only)
    for _ in range(_MOST_LAYERS - len(codings)):
        if not body.startswith(_GZIP):
            break
        body = _undo(body, "gzip", limit, head_only)
    return body


def _undo(body: bytes, coding: str, limit: int, head_only: bool) -> bytes:
    found = bytearray()
    try:
        for piece in _DECODERS[coding](body):
            found += piece
            if len(found) > limit:
                if head_only:
                    return bytes(found[:limit])
                raise BadBody("too_large", f"{len(body)} bytes of {coding} are more than {limit} decompressed")
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
        if head_only and found:
            return bytes(found)
        raise BadBody("bad_compression", f"{coding}: {error}") from error
    return bytes(found)


def _gzip(body: bytes) -> Iterator[bytes]:
    """Every member of a gzip stream, each with its checksum and length verified by zlib."""
    rest = body
    while True:
        stream = zlib.decompressobj(wbits=31)
        yield from _inflated(stream, rest)
        rest = stream.unused_data
        if not rest.startswith(_GZIP):  # padding after the last member is common and harmless
            return


def _deflate(body: bytes) -> Iterator[bytes]:
    # RFC 9110 means the zlib format; some servers send the bare stream.
    zlib_format = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    yield from _inflated(zlib.decompressobj(wbits=15 if zlib_format else -15), body)


def _inflated(stream: Any, body: bytes) -> Iterator[bytes]:
    rest = body
    while not stream.eof:
        piece = stream.decompress(rest, _CHUNK)
        rest = stream.unconsumed_tail
        if piece:
            yield piece
        elif not rest and not stream.eof:
            raise EOFError("the stream is cut")


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    piece = stream.process(body, output_buffer_limit=_CHUNK)
    while piece or not stream.is_finished():
        if not piece:
            raise EOFError("the stream is cut")
        yield piece
        if stream.is_finished():
            return
        piece = stream.process(b"", output_buffer_limit=_CHUNK)


def _zstd(body: bytes) -> Iterator[bytes]:
    rest = body
    while rest:
        stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW})
        piece = stream.decompress(rest, _CHUNK)
        while not stream.eof:
            yield piece
            if not piece and stream.needs_input:
                raise EOFError("the stream is cut")
            piece = stream.decompress(b"", _CHUNK)
        yield piece
        rest = stream.unused_data
        if rest and not rest.startswith(b"\x28\xb5\x2f\xfd"):
            return


def _empty(decoder: Callable[[bytes], Iterator[bytes]]) -> Callable[[bytes], Iterator[bytes]]:
    """A coding of nothing is nothing: the emptiness is for others to judge."""
    return lambda body: decoder(body) if body else iter(())


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _empty(_gzip),
    "x-gzip": _empty(_gzip),
    "deflate": _empty(_deflate),
    "br": _empty(_brotli),
    "zstd": _empty(_zstd),
}
