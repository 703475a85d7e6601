"""Takes in bodies: undoes Content-Encoding strictly and refuses what did not arrive whole or is no page.

Takes the place of HttpCompressionMiddleware, which reads cut and corrupt streams as far as they go. A body that may
arrive whole at a second try is asked for again.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.body_checks.BodyChecksMiddleware": 590, HttpCompressionMiddleware: None};
DOWNLOAD_MAXSIZE bounds the body on the wire and again without its compression.
"""

from collections import defaultdict
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.errors import BadBody
from crawler.middlewares.download import EXCESS
from crawler.middlewares.retries import RetriesMiddleware
from crawler.policy import body_checks, robots
from crawler.policy.decompress import ACCEPTED, decompress

_FEEDS = ("feed",)  # purposes whose answers are XML or JSON


class BodyChecksMiddleware:
    """Lets whole pages through, without their compression."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._closing: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])  # host -> pages that close, that do not

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        try:
            return self._taken_in(request, response)
        except BadBody as error:
            politeness = self._crawler.get_downloader_middleware(RetriesMiddleware)
            retry = politeness.again(request, error) if politeness is not None else None
            if retry is None:
                raise
            return retry

    def _taken_in(self, request: Request, response: Response) -> Response:
        if request.meta.get("purpose") == "robots":
            return self._robots(response)
        if not 200 <= response.status < 300:
            return self._unread(response)
        body_checks.require_status(response.status)
        body_checks.require_whole(response.flags)
        body = decompress(response.body, response.headers.getlist("Content-Encoding"), self._limit)
        label = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if request.meta.get("purpose") in _FEEDS:
            body_checks.require_feed(body, label)
        else:
            body_checks.require_page(body, label)
            body_checks.require_simple(body)
            self._require_end(request, response, body)
        return _plain(response, body)

    def _require_end(self, request: Request, response: Response, body: bytes) -> None:
        counts = self._closing[urlparse_cached(request).hostname or ""]
        body_checks.require_end(
            body,
            until_close="partial" in response.flags,
            others_close=counts[0] > 0 and counts[1] == 0,
            excess=EXCESS in response.headers,
        )
        counts[0 if body_checks.is_closed(body) else 1] += 1

    def _robots(self, response: Response) -> Response:
        if not 200 <= response.status < 300:
            return self._unread(response)
        codings = response.headers.getlist("Content-Encoding")
        if "download_stopped" not in response.flags:
            body_checks.require_whole(response.flags)
        return _plain(response, decompress(response.body, codings, robots.READ_BYTES, head_only=True))

    def _unread(self, response: Response) -> Response:
        """An error page: its body is read as far as it can be, and is nothing to insist on."""
        try:
            body = decompress(response.body, response.headers.getlist("Content-Encoding"), self._limit)
        except BadBody:
            body = b""
        return _plain(response, body)


def _plain(response: Response, body: bytes) -> Response:
    response.headers.pop("Content-Encoding", None)
    response.headers.pop(EXCESS, None)
    return response if body is response.body else response.replace(body=body)
