"""First pipeline: an article that fails validation goes to quarantine.jsonl, with the reasons."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article
from crawler.schema import problems


class ValidatePipeline:
    """Holds back what the core's `validation.problems` objects to."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        found = problems(item)
        if found:
            self.crawler.spider.session.recorder.reject(item, found)  # type: ignore[union-attr]
            raise DropItem(f"{item.url}: {', '.join(found)}")
        return item
