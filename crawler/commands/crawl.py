"""`scrapy crawl`: Scrapy's own command, with an exit code that says how the run went."""

import argparse
import os
import sys

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from crawler import errors
from crawler.alerts import AlertOptions
from crawler.clock import Clock
from crawler.run.session import session_of

CRASH = 50


class Command(ScrapyCrawl):
    """Run one newsroom; the exit code is the verdict's (docs/operations.md)."""

    def short_desc(self) -> str:
        return "Run one newsroom by name; the exit code says how it went"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        spider_class = _newsroom(args, self.crawler_process.settings)
        try:
            # Said here in one line, instead of by a traceback from inside the engine.
            spider_class(**opts.spargs)
            AlertOptions.of(self.crawler_process.settings, os.environ)
            Clock(self.crawler_process.settings.get("RUN_CLOCK"))
        except errors.UsageError as error:
            raise UsageError(str(error), print_help=False) from error
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        crawler = self.crawler_process.create_crawler(spider_class)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        self.exitcode = _exit_code(crawler.spider)


def _newsroom(args: list[str], settings: Settings) -> type[Spider]:
    if len(args) != 1:
        raise UsageError("name one newsroom, as in: scrapy crawl minmetals", print_help=False)
    loader = get_spider_loader(settings)
    try:
        return loader.load(args[0])
    except KeyError as error:
        raise UsageError(str(error.args[0]), print_help=False) from error


def _exit_code(spider: object) -> int:
    """The verdict's exit code; a run that came to none, not even while it was being closed, has crashed."""
    session = session_of(spider)
    return CRASH if session is None else session.finish()
