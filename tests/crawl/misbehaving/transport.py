"""Faults of TCP, HTTP framing and compression."""

import asyncio
import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
from backports import zstd

from .fault import Fault, good, once, page
from .pages import article
from .server import Ask, Peer, Route

_RESET = ("reset", "truncated", "bad_http")
_CUT = ("truncated", "cut", "bad_length", "bad_compression", "bad_http", "reset")


def _body(ask: Ask) -> bytes:
    return article(ask.path.rpartition("/")[2].removesuffix(".html")).encode()


async def reset_before_headers(peer: Peer, ask: Ask) -> None:
    peer.reset()


async def reset_mid_body(peer: Peer, ask: Ask) -> None:
    body = _body(ask)
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:900])
    await asyncio.sleep(0.05)
    peer.reset()


async def close_before_headers(peer: Peer, ask: Ask) -> None:
    return None


async def length_too_long(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask), length=len(_body(ask)) + 1000)


async def length_too_short(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask), length=len(_body(ask)) // 2)


async def two_lengths(peer: Peer, ask: Ask) -> None:
    body = _body(ask)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n"
    await peer.send(head % (len(body), len(body) // 2) + body)


async def garbage_length(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: -5x\r\n\r\n" + _body(ask))


def _chunks(body: bytes, size: int = 400) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + size]), body[i : i + size]) for i in range(0, len(body), size))


_CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


async def chunked(peer: Peer, ask: Ask) -> None:
    await peer.send(_CHUNKED + _chunks(_body(ask)) + b"0\r\n\r\n")
    peer.keep = True


async def chunks_cut(peer: Peer, ask: Ask) -> None:
    await peer.send(_CHUNKED + _chunks(_body(ask))[:1000])


async def chunks_without_end(peer: Peer, ask: Ask) -> None:
    await peer.send(_CHUNKED + _chunks(_body(ask)[:1200]))


async def chunk_size_garbage(peer: Peer, ask: Ask) -> None:
    await peer.send(_CHUNKED + b"zz\r\n" + _body(ask) + b"\r\n0\r\n\r\n")


async def until_close(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask), length=None)


async def until_close_cut(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask)[: len(_body(ask)) * 3 // 4], length=None)


async def whole_length_cut_page(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask)[: len(_body(ask)) * 3 // 4])


async def cut_inside_comment(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask).partition(b"</body>")[0] + b"<!-- advert")


async def cut_inside_tag(peer: Peer, ask: Ask) -> None:
    await peer.answer(_body(ask).partition(b"<div id=")[0] + b"<div id='foo")


async def drip(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for byte in _body(ask):
        await peer.send(bytes([byte]))
        await asyncio.sleep(1)


async def hang_before_headers(peer: Peer, ask: Ask) -> None:
    await peer.hang()


async def hang_mid_body(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n" + _body(ask)[:700])
    await peer.hang()


async def hang_mid_headers(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    await peer.hang()


async def endless_headers(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(1_000_000):
        await peer.send(b"X-Filler-%d: %s\r\n" % (number, b"x" * 1000))


async def one_endless_header(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    for _ in range(100_000):
        await peer.send(b"x" * 1000)


async def interim_flood(peer: Peer, ask: Ask) -> None:
    for _ in range(100_000):
        await peer.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


async def one_interim(peer: Peer, ask: Ask) -> None:
    await peer.send(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n")
    await peer.answer(_body(ask))


async def http_09(peer: Peer, ask: Ask) -> None:
    await peer.send(_body(ask))


async def garbage(peer: Peer, ask: Ask) -> None:
    await peer.send(bytes(range(256)) * 20)


async def headers_without_colon(peer: Peer, ask: Ask) -> None:
    body = _body(ask)
    await peer.send(
        b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )


def _coded(coding: str, make: Callable[[bytes], bytes]) -> Route:
    return page(lambda name: make(article(name).encode()), headers={"Content-Encoding": coding})


def _bad_checksum(body: bytes) -> bytes:
    packed = gzip.compress(body)
    return packed[:-8] + bytes(8)


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _members(body: bytes) -> bytes:
    return gzip.compress(body[:500]) + gzip.compress(body[500:])


FAULTS = (
    Fault("reset-before-headers", reset_before_headers, reasons=_RESET),
    Fault("reset-mid-body", reset_mid_body, reasons=_RESET),
    Fault("close-before-headers", close_before_headers, reasons=_RESET),
    Fault("reset-once", once(reset_before_headers), "stored"),
    Fault("length-too-long", length_too_long, reasons=_CUT),
    Fault("length-too-short", length_too_short, reasons=_CUT),
    Fault("two-lengths", two_lengths, reasons=_CUT),
    Fault("garbage-length", garbage_length, reasons=_CUT),
    Fault("chunked", chunked, "stored"),
    Fault("chunks-cut", chunks_cut, reasons=_CUT),
    Fault("chunks-without-end", chunks_without_end, reasons=_CUT),
    Fault("chunk-size-garbage", chunk_size_garbage, reasons=_CUT),
    Fault("until-close", until_close, "stored"),
    Fault("until-close-cut", until_close_cut, reasons=_CUT),
    Fault("whole-length-cut-page", whole_length_cut_page, reasons=_CUT),
    Fault("cut-once", once(whole_length_cut_page), "stored"),
    Fault("cut-inside-comment", cut_inside_comment, reasons=_CUT),
    Fault("cut-inside-tag", cut_inside_tag, reasons=_CUT),
    Fault("endless-headers", endless_headers, reasons=("endless_headers", "bad_http", "reset")),
    Fault("one-endless-header", one_endless_header, reasons=("endless_headers", "bad_http", "reset")),
    Fault("interim-flood", interim_flood, reasons=("endless_headers", "bad_http", "reset")),
    Fault("one-interim", one_interim, "stored"),
    Fault("http-09", http_09, reasons=("bad_http", "reset")),
    Fault("garbage", garbage, reasons=("bad_http", "reset")),
    Fault("headers-without-colon", headers_without_colon, "stored"),
    Fault("gzip", _coded("gzip", gzip.compress), "stored"),
    Fault("gzip-members", _coded("gzip", _members), "stored"),
    Fault("gzip-padded", _coded("gzip", lambda body: gzip.compress(body) + bytes(64)), "stored"),
    Fault("gzip-twice", _coded("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))), "stored"),
    Fault("gzip-cut", _coded("gzip", lambda body: gzip.compress(body)[:-300]), reasons=_CUT),
    Fault("gzip-without-trailer", _coded("gzip", lambda body: gzip.compress(body)[:-8]), reasons=_CUT),
    Fault("gzip-bad-checksum", _coded("gzip", _bad_checksum), reasons=_CUT),
    Fault("gzip-is-text", _coded("gzip", lambda body: body), reasons=_CUT),
    Fault("brotli", _coded("br", brotli.compress), "stored"),
    Fault("brotli-cut", _coded("br", lambda body: brotli.compress(body)[:-200]), reasons=_CUT),
    Fault("zstd", _coded("zstd", zstd.compress), "stored"),
    Fault("zstd-cut", _coded("zstd", lambda body: zstd.compress(body)[:-200]), reasons=_CUT),
    Fault("deflate", _coded("deflate", zlib.compress), "stored"),
    Fault("deflate-raw", _coded("deflate", _raw_deflate), "stored"),
    Fault("deflate-cut", _coded("deflate", lambda body: zlib.compress(body)[:-200]), reasons=_CUT),
    Fault("coding-unknown", _coded("rot13", lambda body: body), reasons=_CUT),
)
SLOW = (
    Fault("drip", drip, reasons=("timeout",)),
    Fault("hang-before-headers", hang_before_headers, reasons=("timeout",)),
    Fault("hang-mid-headers", hang_mid_headers, reasons=("timeout",)),
    Fault("hang-mid-body", hang_mid_body, reasons=("timeout", "truncated")),
    Fault("hang-once", once(hang_before_headers, good), "stored"),
)
