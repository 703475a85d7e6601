"""The http and https download handler: Scrapy's own, with bounds on what comes before a body and with plain reasons.

Settings: DOWNLOAD_HANDLERS {"http": ..., "https": "crawler.middlewares.download.NewsroomHandler"}.
"""

import asyncio
from collections import defaultdict
from typing import Any

from OpenSSL.SSL import Error as TlsError
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from service_identity import VerificationError
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, ParseError
from twisted.web.client import _HTTP11ClientFactory

from crawler.errors import BadBody, NewsroomError, OutOfScope, Refused
from crawler.middlewares.retries import RetriesMiddleware
from crawler.middlewares.scope import guarded_resolver

MAX_HEAD = 128 * 1024  # bytes of status line and headers, interim (1xx) answers included
EXCESS = b"X-Newsroom-Excess"  # header that tells the intake of bytes after the announced end


class NewsroomHandler(HTTP11DownloadHandler):
    """Waits for the host's turn, downloads, and says in one word what went wrong."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _GuardedFactory
        lanes = max(1, crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        self._lanes: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(lanes))
        self._pool.retryAutomatically = False  # retries are the politeness middleware's business

    async def download_request(self, request: Request) -> Response:
        # Scrapy 2.19 starts all that is queued at once where there is no delay, whatever CONCURRENT_REQUESTS_PER_DOMAIN is.
        async with self._lanes[urlparse_cached(request).hostname or ""]:
            return await self._in_turn(request)

    async def _in_turn(self, request: Request) -> Response:
        politeness = self._crawler.get_downloader_middleware(RetriesMiddleware)
        if politeness is None:
            return await self._download(request)
        await politeness.turn(request)
        if request.meta.get("retry_times"):
            # A server may end a kept connection while a request is on its way: the page itself is asked for on a new one.
            self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]
        response: Response | None = None
        try:
            response = await self._download(request)
        finally:
            politeness.heard(request, response)
        return response

    async def _download(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if _was_private(request):
                raise OutOfScope("private_address", "the name leads into a private network") from error
            raise
        except DownloadFailedError as error:
            raise _plain(error) from error


def _was_private(request: Request) -> bool:
    resolver = guarded_resolver()
    return resolver is not None and urlparse_cached(request).hostname in resolver.refused


def _plain(error: DownloadFailedError) -> Exception:
    """What is behind Twisted's collection of reasons."""
    for reason in getattr(error.__cause__, "reasons", ()):
        cause = reason.value
        if isinstance(cause, NewsroomError):
            return cause
        if isinstance(cause, TlsError | VerificationError):
            return Refused("tls", str(cause)[:200])
        if isinstance(cause, ParseError | ValueError):
            return BadBody("bad_http", str(cause)[:200])
    return error


class _GuardedParser(_LenientHTTPClientParser):
    """Takes one Content-Length said twice for one; two different ones are refused by the base class."""

    def allHeadersReceived(self) -> None:
        lengths = self.connHeaders.getRawHeaders(b"content-length")
        if lengths and len(lengths) > 1 and len({length.strip() for length in lengths}) == 1:
            self.connHeaders.setRawHeaders(b"content-length", lengths[:1])
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class _GuardedProtocol(_LenientHTTP11ClientProtocol):
    _head = 0  # bytes received of the answer under way, before its body

    def request(self, request: Any) -> Deferred[Any]:
        self._head = 0
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _GuardedParser
        return answer

    def dataReceived(self, bytes: bytes) -> None:
        if self._parser is not None and self._parser.state != BODY:
            self._head += len(bytes)
            if self._head > MAX_HEAD + (1 << 16):
                self._giveUp(Failure(BadBody("endless_headers", f"more than {MAX_HEAD} bytes of headers")))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:
        # Bytes after the announced end belong to no request of ours: nothing more is read from such a connection.
        if rest.strip() and self._parser is not None:
            self._parser.response.headers.setRawHeaders(EXCESS, [b"1"])
            if self._currentRequest is not None:
                self._currentRequest.persistent = False
        super()._finishResponse(rest)


class _GuardedFactory(_HTTP11ClientFactory):
    noisy = False

    def buildProtocol(self, addr: IAddress | None) -> _GuardedProtocol:
        return _GuardedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
