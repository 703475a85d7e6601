"""Asks for pages as compactly as possible, and takes in bodies: undoes Content-Encoding strictly and refuses what did not
arrive whole or is no page.

Takes the place of HttpCompressionMiddleware, which reads cut and corrupt streams as far as they go. A body that may
arrive whole at a second try is asked for again. What the answer must be follows from `meta["purpose"]`; a request without
one, as any Scrapy spider makes it, may be answered by anything that arrives whole.

`meta["validators"]`, {"etag": ..., "last_modified": ...}, each a string or None, makes the request conditional; an answer
304 reaches the callback.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.body_checks.BodyChecksMiddleware": 590, HttpCompressionMiddleware: None};
DOWNLOAD_MAXSIZE bounds the body on the wire and again without its compression.
"""

from collections import defaultdict

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.utils.httpobj import urlparse_cached

from crawler.discover.sources.read import is_source
from crawler.errors import BadBody, Refused
from crawler.middlewares.base import RunMiddleware
from crawler.middlewares.captures import as_captured
from crawler.middlewares.download import EXCESS
from crawler.middlewares.retries import RetriesMiddleware
from crawler.policy import body_checks, robots
from crawler.policy.decompress import ACCEPTED, decompress

ENDPOINT = "endpoint"  # of what a page's script asks for
_FEEDS = ("feed",)  # purposes whose answers are XML or JSON
_LISTS = ("feed", "listing", "home", "index")  # those whose answers may be


class BodyChecksMiddleware(RunMiddleware):
    """Lets whole pages through, without their compression."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._ends: defaultdict[str, body_checks.Ends] = defaultdict(body_checks.Ends)  # by host

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPTED)
        for name, value in body_checks.conditions(request.meta.get("validators") or {}).items():
            request.headers.setdefault(name, value)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        try:
            return self._taken_in(request, response)
        except BadBody as error:
            if error.reason == "empty" and (plain := _without_conditions(request)) is not None:
                return plain
            retries = self.crawler.get_downloader_middleware(RetriesMiddleware)
            retry = retries.again(request, error) if retries is not None else None
            if retry is None:
                raise
            return retry

    def _taken_in(self, request: Request, response: Response) -> Response:
        if response.status == 304 and not any(name in request.headers for name in body_checks.CONDITIONS.values()):
            raise Refused("unexpected_304", "nothing was asked conditionally")
        if not 200 <= response.status < 300:
            return self._unread(response)
        purpose = request.meta.get("purpose")
        if purpose == "robots":
            return self._robots(response)
        if purpose is not None or "download_stopped" not in response.flags:  # a spider may stop its own downloads
            body_checks.require_whole(response.flags)
        response = as_captured(request, response, self.crawler.spider, self._limit)
        if purpose is not None:
            body_checks.require_status(response.status)
        body = decompress(response.body, response.headers.getlist("Content-Encoding"), self._limit)
        if purpose not in (None, "asset", ENDPOINT):  # what a script asks for may be wrapped in anything, and be empty at the end
            self._require(purpose, request, response, body)
        return _plain(response, body)

    def _require(self, purpose: str, request: Request, response: Response, body: bytes) -> None:
        label = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if purpose in _LISTS and self._is_list(purpose, body, label):
            return
        disposition = (response.headers.get("Content-Disposition") or b"").decode("latin-1")
        if purpose == "article" and body_checks.file_kind(body, label, disposition, response.url):
            return
        body_checks.require_page(body, label)
        if _conditions_of(request) and body_checks.is_blank(body):
            raise BadBody("empty", "a page without text answers a conditional request")
        body_checks.require_simple(body)
        ends = self._ends[urlparse_cached(request).hostname or ""]
        ends.require(body, until_close="partial" in response.flags, excess=EXCESS in response.headers)

    def _is_list(self, purpose: str, body: bytes, label: str) -> bool:
        """Whether an answer is a feed, a sitemap or a JSON list; refuses what is none where nothing else is wanted."""
        if purpose == "index" and self.session is not None and self.session.archive is not None:
            self.session.archive.read(body)
            return True
        if purpose in _FEEDS and not is_source(body):
            raise BadBody("not_a_feed", f"content type {label[:60]!r}")
        return is_source(body)

    def _robots(self, response: Response) -> Response:
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


def _without_conditions(request: Request) -> Request | None:
    """The same request for the page itself; None where nothing was asked conditionally.

    Some servers answer a condition that holds with an empty 200 in place of a 304, others any condition.
    """
    named = _conditions_of(request)
    if not named:
        return None
    plain = request.replace(dont_filter=True, meta={**request.meta, "validators": {}})
    for name in named:
        del plain.headers[name]
    return plain


def _conditions_of(request: Request) -> list[str]:
    return [name for name in body_checks.CONDITIONS.values() if name in request.headers]


def _plain(response: Response, body: bytes) -> Response:
    """The response without its compression; its class was chosen by the compressed bytes, so it is chosen again."""
    response.headers.pop("Content-Encoding", None)
    response.headers.pop(EXCESS, None)
    if body is response.body:
        return response
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
    if issubclass(kind, TextResponse):
        return response.replace(cls=kind, body=body, encoding=None)
    return response.replace(cls=kind, body=body)
