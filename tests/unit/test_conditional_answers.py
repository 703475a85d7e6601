"""An empty answer to a conditional request is no page and no news: the page itself is asked for."""

from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from crawler.errors import BadBody
from crawler.middlewares.body_checks import BodyChecksMiddleware

SHELL = b"<html><head><title>News</title></head><body><!-- --></body></html>"
KNOWN = {"etag": '"a"', "last_modified": "Sat, 31 Jan 2026 06:00:00 GMT"}


@pytest.mark.parametrize("purpose", ["listing", "article", "home"])
@pytest.mark.parametrize("body", [b"", b" \r\n", b"\xef\xbb\xbf", SHELL])
def test_it_is_asked_again_without_validators(purpose: str, body: bytes) -> None:
    crawler = get_crawler()
    crawler.engine = SimpleNamespace(downloader=SimpleNamespace(middleware=SimpleNamespace(middlewares=())))  # type: ignore[assignment]
    checks = BodyChecksMiddleware(crawler)
    asked = Request("http://a.example/", meta={"purpose": purpose, "validators": KNOWN}, cb_kwargs={"task": 1})
    checks.process_request(asked)
    assert asked.headers["If-None-Match"] == b'"a"'
    again = checks.process_response(asked, HtmlResponse(asked.url, body=body, headers={"Content-Type": "text/html"}))
    assert isinstance(again, Request)
    checks.process_request(again)
    assert not {"If-None-Match", "If-Modified-Since"} & {name.decode() for name in again.headers}
    assert (again.dont_filter, again.cb_kwargs, again.meta["purpose"]) == (True, {"task": 1}, purpose)
    answer = HtmlResponse(again.url, body=body, headers={"Content-Type": "text/html"})
    if b"<" in body:
        assert checks.process_response(again, answer) is answer, "what the page itself says is read as any page"
        return
    with pytest.raises(BadBody, match="no content"):
        checks.process_response(again, answer)
