"""`scrapy crawl`: Scrapy's own command, with an exit code that says how the run went."""

import argparse
import os
import sys

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler import errors
from crawler.alerts import AlertOptions
from crawler.clock import Clock
from crawler.run.session import session_of
from crawler.spider import NewsroomSpider
from crawler.storage.state.database import connect

CRASH = 50


class CrawlCommand(ScrapyCrawl):
    """Run one newsroom; the exit code is the verdict's (docs/operations.md). Any other spider is run as Scrapy does."""

    def short_desc(self) -> str:
        return "Run one newsroom by name; the exit code says how it went"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        settings = self.crawler_process.settings
        spider_class = _named(args, settings)
        if issubclass(spider_class, NewsroomSpider):
            checked(spider_class, opts.spargs, settings)
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        crawler = self._create_crawler(spider_class)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        self.exitcode = exit_code(crawler, self.crawler_process.bootstrap_failed)


def _named(args: list[str], settings: BaseSettings) -> type[Spider]:
    if len(args) != 1:
        raise UsageError("name one newsroom, as in: scrapy crawl minmetals", print_help=False)
    try:
        return get_spider_loader(settings).load(args[0])
    except KeyError as error:
        raise UsageError(str(error.args[0]), print_help=False) from error


def checked(spider_class: type[NewsroomSpider], arguments: dict[str, str], settings: BaseSettings) -> NewsroomSpider:
    """A newsroom's spider with its arguments.

    Says in one line what is wrong with them, instead of by a traceback from inside the engine.
    """
    try:
        AlertOptions.of(settings, os.environ)
        Clock(settings.get("RUN_CLOCK"))
        if settings.get("STATE_URL"):
            connect(settings["STATE_URL"])
        return spider_class(**arguments)
    except (errors.UsageError, errors.MissingExtra) as error:
        raise UsageError(str(error), print_help=False) from error


def exit_code(crawler: Crawler, failed: bool) -> int:
    """The verdict's exit code; a run that came to none, not even while it was being closed, has crashed.

    For a spider that is none of ours it is Scrapy's: 1 if the crawl could not even begin (`failed`).
    """
    if not issubclass(crawler.spidercls, NewsroomSpider):
        return int(failed)
    session = session_of(crawler.spider)
    return CRASH if session is None else session.finish()
