"""Second pipeline: what is known is compared with what was read; an unchanged article stops here."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.run.session import session_of


class RevisePipeline:
    """Makes the article a revision, or drops it with its reason (`unchanged`, `duplicate` ...)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: object) -> object:
        session = session_of(self._crawler.spider)
        reason = session.items.revise(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
