"""The scope guard: every request, however it came about, stays on the newsroom's own (scheme, host, port) list.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.scope.ScopeMiddleware": 1, OffsiteMiddleware: None}; PRIVATE_HOSTS.
"""

from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.errors import OutOfScope
from crawler.policy.scope import normal, private_hosts, require

_LONGEST_URL = 2083  # characters; what browsers and proxies carry


class ScopeMiddleware:
    """First of the downloader middlewares; raises OutOfScope before anything else sees the request."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._private = private_hosts(crawler.settings.getlist("PRIVATE_HOSTS"))
        spider: Any = crawler.spider
        self._origins = frozenset(normal(origin) for origin in spider.site.origins)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if len(request.url) > _LONGEST_URL:
            raise OutOfScope("bad_url", f"{len(request.url)} characters")
        require(request.url, self._origins, self._private)
