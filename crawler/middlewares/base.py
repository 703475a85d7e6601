"""What middlewares and pipelines share: the crawler, the run under way, and where they count."""

from typing import Self

from scrapy.crawler import Crawler

from crawler.run.session import Session, session_of


class RunMiddleware:
    """Knows the run, if there is one: a spider that is none of ours, and `scrapy shell`, crawl without."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def session(self) -> Session | None:
        """The run under way."""
        return session_of(self.crawler.spider)

    def note(self, key: str, value: float | int | str) -> None:
        """Keep a figure of the run's manners, among Scrapy's stats and in the run's own line."""
        self.crawler.stats.set_value(f"newsroom/{key}", value)
        if self.session is not None:
            self.session.stats.politeness[key] = value
