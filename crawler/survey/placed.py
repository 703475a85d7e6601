"""A page whose title, head, body and end are found among its lines, as far as that needs no layout. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.extract.article import read_article
from crawler.extract.layout.match import LinearText
from crawler.items import Extraction, Row
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_prose
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.fingerprint import title_key

HEAD_LINES = 14  # between title and body


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page: its shown lines, and where title, body and the end of the running text stand among them."""

    page: Page
    blocks: Sequence[Block]
    lines: Sequence[str]
    title: int
    body: int
    end: int
    found: Extraction

    @property
    def head(self) -> list[str]:
        """The lines between title and body."""
        return list(self.lines[self.title + 1 : self.body][:HEAD_LINES])


def placed(pages: Sequence[Page], row: Row, site: Site) -> PlacedPage | None:
    """The first page of an article with its places; None where title or body is not to be found."""
    found = read_article(list(pages), replace(site, layouts=()), row)
    blocks = [block for block in LinearText(pages[0].blocks).blocks if block.text]
    lines = [" ".join(block.text.split()) for block in blocks]
    titles = _titles(lines, row.title, found.title)
    below = [number for number in _prose(blocks) if number > min(titles, default=len(lines))]
    if not below:
        return None
    within = [number for number in below if lines[number][:40] in found.text]
    end = max(within, default=below[-1])
    return PlacedPage(pages[0], blocks, lines, max(set(titles) & set(range(below[0]))), below[0], end, found)


def _prose(blocks: Sequence[Block]) -> list[int]:
    """Numbers of the lines that are running text."""
    return [number for number, block in enumerate(blocks) if is_prose(block)]


def _titles(lines: Sequence[str], *told: str | None) -> list[int]:
    """Numbers of the lines that are the title."""
    keys = {title_key(title) for title in told if title}
    return [number for number, line in enumerate(lines) if title_key(line) in keys]
