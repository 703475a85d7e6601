"""The documents of an article: those of its body, those offered beside it, and those that its page shows in a frame."""

from collections.abc import Iterator, Sequence
from itertools import filterfalse, islice
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element as Element

from crawler.extract.body.assemble import Body, attachment_of, links_of
from crawler.extract.selection import PagePart
from crawler.items import Attachment
from crawler.page.boilerplate import is_in_page_foot, offers_own_file
from crawler.page.files import file_type
from crawler.page.page import Page
from crawler.page.tags import FRAMES
from crawler.text.safe_text import squeeze

_SHOWN_BY = ("data", "src", "data-src")  # attributes of a frame with the address of what it shows
_BESIDE = ("nav", "aside")
_MOST_FRAMES = 100  # of a page that are looked at


def documents_of(body: Body, parts: Sequence[PagePart]) -> list[Attachment]:
    """The documents of the body, and of each page of it those of what is no news, those offered behind it, those in a frame."""
    found = {each.url: each for each in body.attachments}
    for part in parts:
        for block in filter(offers_own_file, (*part.body, *part.tail)):
            for document in filter(None, map(attachment_of, links_of(block.pieces, part.page.absolute))):
                found.setdefault(document.url, document)
        for document in _framed(part.page):
            found.setdefault(document.url, document)
    return list(found.values())


def _framed(page: Page) -> Iterator[Attachment]:
    """The documents in frames of a page, be it by a viewer: `viewer.html?file=/report.pdf`."""
    frames = page.root.iter(*FRAMES) if any(tag in FRAMES for _, tag in page.outline.widgets) else ()
    for frame in filterfalse(_is_beside, islice(frames, _MOST_FRAMES)):
        url = next(filter(None, map(page.absolute, _addresses(frame))), "")
        if kind := file_type(url):
            yield Attachment(url, squeeze(frame.get("title") or "") or None, kind)


def _is_beside(frame: Element) -> bool:
    return next(frame.iterancestors(*_BESIDE), None) is not None or is_in_page_foot(frame)


def _addresses(frame: Element) -> Iterator[str]:
    """The addresses of files that a frame shows, by itself or as a viewer is told them."""
    for name in _SHOWN_BY:
        address = frame.get(name) or ""
        if file_type(address.partition("?")[0]):
            yield address
        yield from (value for _, value in parse_qsl(_query_of(address)) if file_type(value))


def _query_of(address: str) -> str:
    try:
        return urlsplit(address).query
    except ValueError:
        return ""
