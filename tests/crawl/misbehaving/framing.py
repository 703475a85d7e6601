"""Faults of framing: odd status lines, header lines, lengths, chunks, codings and charsets, some of them no harm at all."""

import asyncio
import gzip
from collections.abc import Callable

from .fault import Fault, status
from .pages import article
from .server import Ask, Peer, Route

_TYPE = b"Content-Type: text/html; charset=utf-8"
_CHUNKED = b"Transfer-Encoding: chunked"


def _raw(make: Callable[[bytes], bytes]) -> Route:
    """A route that sends what `make` gives for the whole article, and ends the connection."""

    async def answer(peer: Peer, ask: Ask) -> None:
        await peer.send(make(article(ask.path.rpartition("/")[2].removesuffix(".html")).encode()))

    return answer


def _framed(*lines: bytes, first: bytes = b"HTTP/1.1 200 OK", kind: bytes = _TYPE, length: bool = True) -> Route:
    """A route with these header lines and the whole article."""

    def make(body: bytes) -> bytes:
        sized = (b"Content-Length: %d" % len(body),) if length else ()
        return b"\r\n".join([first, kind, *sized, *lines]) + b"\r\n\r\n" + body

    return _raw(make)


def _coded(encode: Callable[[bytes], bytes], name: bytes) -> Route:
    def make(body: bytes) -> bytes:
        packed = encode(body)
        lines = [b"HTTP/1.1 200 OK", _TYPE, b"Content-Length: %d" % len(packed), b"Content-Encoding: " + name]
        return b"\r\n".join(lines) + b"\r\n\r\n" + packed

    return _raw(make)


def _in_chunks(extension: bytes = b"", trailer: bytes = b"", *lines: bytes) -> Route:
    def make(body: bytes) -> bytes:
        half = len(body) // 2
        first, second = (b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in (body[:half], body[half:]))
        head = b"\r\n".join([b"HTTP/1.1 200 OK", _TYPE, _CHUNKED, *lines])
        return head + b"\r\n\r\n" + first + second + b"0\r\n" + trailer + b"\r\n"

    return _raw(make)


def _sized(size: bytes) -> Route:
    """A chunk that says it is that large."""
    head = b"\r\n".join([b"HTTP/1.1 200 OK", _TYPE, _CHUNKED]) + b"\r\n\r\n"
    return _raw(lambda body: head + size + b"\r\n" + body)


def _members(body: bytes) -> bytes:
    return gzip.compress(body[:500]) + gzip.compress(body[500:])


async def _slow_head(peer: Peer, ask: Ask) -> None:
    for number in range(4000):
        await peer.send(b"HTTP/1.1 200 OK\r\n"[number : number + 1] or b"X")
        await asyncio.sleep(0.5)


FAULTS = (
    Fault("coding-identity", _coded(bytes, b"identity"), "stored"),
    Fault("coding-unknown", _coded(bytes, b"foo"), reasons=("bad_compression",)),
    Fault("coding-x-gzip", _coded(gzip.compress, b"x-gzip"), "stored"),
    Fault("coding-members", _coded(_members, b"gzip"), "stored"),
    Fault("length-negative", _framed(b"Content-Length: -5", length=False)),
    Fault("length-word", _framed(b"Content-Length: abc", length=False)),
    Fault("length-zero", _framed(b"Content-Length: 0", length=False)),
    Fault("length-and-chunks", _in_chunks(b"", b"", b"Content-Length: 100"), "any", text="finis"),
    Fault("chunks-extended", _in_chunks(b";a=b"), "stored"),
    Fault("chunks-trailer", _in_chunks(b"", b"X-Sum: 1\r\n"), "stored"),
    Fault("chunks-no-number", _framed(_CHUNKED, length=False)),
    Fault("chunks-huge", _sized(b"ffffffffffffffff")),
    Fault("chunks-negative", _sized(b"-5")),
    Fault("header-no-colon", _framed(b"garbage line"), "any"),
    Fault("header-nul", _framed(b"X-A: a\0b"), "any"),
    Fault("header-folded", _framed(b"X-A: a\r\n  b"), "any"),
    Fault("header-10k", _framed(*(b"Set-Cookie: a%d=b" % number for number in range(10_000))), reasons=("endless_headers",)),
    Fault("line-no-reason", _framed(first=b"HTTP/1.1 200"), "stored"),
    Fault("line-version", _framed(first=b"HTTP/3.7 200 OK"), "any"),
    Fault("line-no-number", _framed(first=b"HTTP/1.1 2x0 OK")),
    Fault("line-20", _framed(first=b"HTTP/1.1 20 OK")),
    Fault("line-negative", _framed(first=b"HTTP/1.1 -200 OK")),
    Fault("line-1000", _framed(first=b"HTTP/1.1 1000 OK")),
    Fault("line-101", _framed(first=b"HTTP/1.1 101 Switching Protocols")),
    Fault("charset-utf-7", _framed(kind=b"Content-Type: text/html; charset=utf-7"), "any"),
    Fault("charset-codec", _framed(kind=b"Content-Type: text/html; charset=zlib_codec"), "stored"),
    Fault("charset-idna", _framed(kind=b'Content-Type: text/html; charset="idna"'), "stored"),
    Fault("charset-undefined", _framed(kind=b"Content-Type: text/html; charset=undefined"), "stored"),
    Fault("location-200", _framed(b"Location: /elsewhere"), "stored"),
    Fault("nothing-at-all", _raw(lambda body: b"")),
    Fault("ssh", _raw(lambda body: b"SSH-2.0-OpenSSH_9.6\r\n")),
    Fault("tls-alert", _raw(lambda body: b"\x15\x03\x01\x00\x02\x02\x28")),
    Fault("redirect-long", status("302 Found", Location="/news/" + "a" * 5000), reasons=("bad_redirect",)),
    Fault("retry-after-endless", status("500 Oh", Retry_After="9" * 400), reasons=("http_500",)),
    Fault("slow-head", _slow_head, reasons=("timeout",)),
)
