"""A short release, its page, and how it is read: for tests of what stands around and inside a text."""

from crawler.extract import extract
from crawler.items import Extraction
from crawler.page.blocks import Block
from crawler.page.page import Page

URL = "https://www.sund.example/news/2024/12"
HEADLINE = "Night ferry to the islands leaves at ten"
TEXT = (
    "From the first of June the night ferry leaves the islands at ten, an hour later than in the years before, the town said.",
    "The islands had asked for it for years, for the last train from the city reaches the quay at half past nine in the evening.",
    "The ferry takes sixty cars and four hundred people, and has a small kitchen that stays open all night in summer.",
)
LD = '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Night ferry","author":{}}}</script>'
FERRY = "<p>The ferry to the islands sails all night from June on, the harbour office said on Monday in the town.</p>" * 3
PROSE = "".join(f"<p>{each}</p>" for each in TEXT)


def read(body: str, title: str = HEADLINE, lang: str = "en") -> Extraction:
    return extract(f"<html lang='{lang}'><head><title>{title}</title></head><body>{body}</body></html>", URL)


def blocks_of(body: str) -> tuple[Page, list[Block]]:
    page = Page(URL, body)
    return page, page.outline.shown()


def authors_of(below: str, head: str = "", title: str = "<h1>Night ferry</h1>") -> list[str]:
    """The authors of a page with that below its headline."""
    return extract(f"<title>Night ferry | Sund</title>{head}<body>{title}{below}", "https://sund.example/n/1").authors
