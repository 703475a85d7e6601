"""Faults of size: bombs, endless bodies, and trees that are too deep or too wide."""

import gzip
import zlib

import brotli  # type: ignore[import-untyped]
from backports import zstd

from .fault import Fault, page
from .pages import article
from .server import Ask, Peer

_BIG = 250_000_000  # bytes decompressed, more than a run may take in all
_LARGE = ("too_large", "too_complex", "not_html", "bad_compression", "cut", "timeout")


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([packer.compress(b"<p>" * 100_000) for _ in range(_BIG // 300_000)] + [packer.flush()])


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=4, lgwin=24)
    return b"".join([packer.process(b"a" * 1_000_000) for _ in range(_BIG // 1_000_000)] + [packer.finish()])


def _zstd_bomb() -> bytes:
    packer = zstd.ZstdCompressor()
    return b"".join([packer.compress(b"a" * 1_000_000) for _ in range(_BIG // 1_000_000)] + [packer.flush()])


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


async def endless(peer: Peer, ask: Ask) -> None:
    await peer.send(_HEAD + b"\r\n<html><body>")
    while True:
        await peer.send(b"<p>more</p>" * 5000)


async def endless_chunks(peer: Peer, ask: Ask) -> None:
    await peer.send(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        await peer.send(b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n")


async def huge(peer: Peer, ask: Ask) -> None:
    await peer.send(_HEAD + b"Content-Length: %d\r\n\r\n" % (200 << 20))
    for _ in range(3200):
        await peer.send(b"<p>words</p>" * 5461)


async def terabyte(peer: Peer, ask: Ask) -> None:
    await peer.send(_HEAD + b"Content-Length: %d\r\n\r\n<html><body>" % (1 << 40))
    await peer.hang()


def _bomb(body: bytes, coding: str) -> Fault:
    return Fault(
        f"bomb-{coding.replace(', ', '-')}", page(lambda _: body, headers={"Content-Encoding": coding}), reasons=_LARGE, tries=1
    )


def faults() -> tuple[Fault, ...]:
    """The faults; making the bombs takes a second or two."""
    packed = _gzip_bomb()
    return (
        _bomb(packed, "gzip"),
        _bomb(gzip.compress(packed, 9), "gzip, gzip"),
        _bomb(_brotli_bomb(), "br"),
        _bomb(_zstd_bomb(), "zstd"),
        *FAULTS,
    )


FAULTS = (
    Fault("endless", endless, reasons=_LARGE, tries=1),
    Fault("endless-chunks", endless_chunks, reasons=_LARGE, tries=1),
    Fault("page-200-mb", huge, reasons=_LARGE, tries=1),
    Fault("page-1-tb", terabyte, reasons=_LARGE, tries=1),
    Fault("nested-100k", page(lambda name: article(name, before="<div>" * 100_000, after="</div>" * 100_000)), "any"),
    Fault("siblings-200k", page(lambda name: article(name, after="<i>x</i>" * 200_000)), "any"),
    Fault("title-1-mb", page(lambda name: article(name, headline="Long words " * 95_000)), "any"),
    Fault(
        "attributes-100k",
        page(lambda name: article(name, before="<p " + "".join(f"a{n}=1 " for n in range(100_000)) + ">")),
        "any",
    ),
)
