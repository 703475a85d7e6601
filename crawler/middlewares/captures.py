"""Takes the answer of long ago out of what an archive gives (`meta["capture"]`); the body checks call it first of all."""

from dataclasses import replace

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.discover.sources.captures import Capture, captured_at, on_site
from crawler.errors import BadBody
from crawler.policy import warc
from crawler.site import Site

CAPTURE = "capture"  # key of request.meta: the capture that is asked for, and later the one that came


def as_captured(request: Request, response: Response, spider: object, limit: int) -> Response:
    """The captured answer under the address it had; `response` itself where it is none of an archive's. Raises BadBody.

    limit: most bytes of a page. The Wayback Machine may lead on to a capture of another time: that is then the capture.
    """
    capture = request.meta.get(CAPTURE)
    site = getattr(spider, "site", None)
    if not isinstance(capture, Capture) or not isinstance(site, Site):
        return response
    if capture.span is None:
        recorded = warc.of_replay(_pairs(response), response.body)
        request.meta[CAPTURE] = capture = _that_came(capture, response.url, site)
    else:
        warc.require_span(response.status, _value(response, "Content-Range"), capture.span, len(response.body))
        recorded = warc.of_record(response.body, limit)
    if recorded.status != 200:
        raise BadBody("bad_http", f"a capture of status {recorded.status}")
    headers = Headers()
    for name, value in recorded.headers:
        headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=capture.url, body=recorded.body)
    return response.replace(cls=kind, url=capture.url, status=200, headers=headers, body=recorded.body)


def _that_came(asked: Capture, address: str, site: Site) -> Capture:
    """The capture that is at an address, which may be another than was asked for."""
    at, led_to = captured_at(address) or (asked.at, asked.url)
    url = on_site(led_to, site)
    if url is None:
        raise BadBody("bad_redirect", f"the capture leads to {led_to[:200]}")
    return replace(asked, at=at, url=url, address=address)


def _pairs(response: Response) -> list[tuple[str, str]]:
    named = ((name, each) for name, values in response.headers.items() for each in values or ())
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in named]


def _value(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
