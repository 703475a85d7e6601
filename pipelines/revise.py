"""Second pipeline: what is known is compared with what was read; an unchanged article stops here."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article


class RevisePipeline:
    """Makes the article a revision, or drops it with its reason (`unchanged`, `duplicate` ...)."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        drop_reason = self.crawler.spider.session.recorder.revise(item)  # type: ignore[union-attr]
        if drop_reason:
            raise DropItem(f"{item.url}: {drop_reason}")
        return item
