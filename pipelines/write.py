"""Last pipeline: the revision goes to the journal."""

from typing import Self

from scrapy.crawler import Crawler

from crawler.items import Article


class WritePipeline:
    """Appends to the journal; the line is acknowledged (`stored`) once its group is on disk."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        self.crawler.spider.session.recorder.write(item)  # type: ignore[union-attr]
        return item
