"""Last pipeline: the revision goes to the journal."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.run.session import session_of


class WritePipeline:
    """Appends to the journal; the line is acknowledged (`stored`) once its group is on disk."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: object) -> object:
        session = session_of(self._crawler.spider)
        reason = session.items.write(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
