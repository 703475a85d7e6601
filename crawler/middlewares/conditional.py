"""Conditional requests: asks for a page only if it is no longer the one that is known.

The spider puts what it knows into `meta["validators"]`: {"etag": ..., "last_modified": ...}, each a string or None. An
answer 304 reaches the callback.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.conditional.ConditionalMiddleware": 570}.
"""

import re

from scrapy import Request
from scrapy.http import Response

from crawler.errors import Refused

_LONGEST = 512  # characters; longer validators are not worth their bytes
_PRINTABLE = re.compile(r"[\x20-\x7e]+\Z")
_HEADERS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}


class ConditionalMiddleware:
    """Sends the validators and refuses a 304 that nothing asked for."""

    def process_request(self, request: Request) -> None:
        for key, header in _HEADERS.items():
            value = (request.meta.get("validators") or {}).get(key)
            if value and len(value) <= _LONGEST and _PRINTABLE.match(value):
                request.headers.setdefault(header, value)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status == 304 and not any(header in request.headers for header in _HEADERS.values()):
            raise Refused("unexpected_304", "nothing was asked conditionally")
        return response
