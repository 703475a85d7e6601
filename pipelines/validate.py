"""First pipeline: an article that cannot be trusted goes to quarantine.jsonl, with the reasons."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.run.session import session_of


class ValidatePipeline:
    """Holds back what the quality gate objects to; lets an item pass that is none of ours."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: object) -> object:
        session = session_of(self._crawler.spider)
        reason = session.items.validate(item) if session else None
        if reason:
            raise DropItem(reason)
        return item
