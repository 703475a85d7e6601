"""What the spider takes from Scrapy's answers and failures: pages, headers, reasons."""

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.discover.pagers.link_header import next_in_headers
from crawler.errors import Refused
from crawler.page.page import Page
from crawler.reasons import NETWORK


def page_of(response: Response) -> Page:
    """The page that an answer is."""
    return Page(response.url, response.body, header_of(response, "Content-Type"), following_of(response))


def following_of(response: Response) -> str | None:
    """The next page as the headers of an answer name it."""
    return next_in_headers((each.decode("latin-1") for each in response.headers.getlist("Link")), response.url)


def headers_of(response: Response) -> list[tuple[str, str]]:
    """All headers of an answer."""
    return [(name.decode("latin-1"), one.decode("latin-1")) for name, values in response.headers.items() for one in values or ()]


def validators_of(response: Response) -> tuple[str | None, str | None]:
    """ETag and Last-Modified."""
    return header_of(response, "ETag"), header_of(response, "Last-Modified")


def header_of(response: Response, name: str) -> str | None:
    """One header of an answer; None where it has none."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def failure_reason(failure: Failure) -> tuple[str, str, bool]:
    """(reason word, detail for people, whether it is a failure that a network may produce)."""
    error = failure.value
    if isinstance(error, Refused):
        return error.reason, error.detail, True
    if isinstance(error, HttpError):
        return f"http_{error.response.status}", "", True
    if isinstance(error, IgnoreRequest):
        return "ignored", str(error), True
    return NETWORK.get(name := type(error).__name__, name), failure.getErrorMessage(), name in NETWORK
