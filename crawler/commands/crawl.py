"""`scrapy crawl`: Scrapy's own command, with an exit code that says how the run went."""

import argparse
import sys
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from crawler import errors

CRASH = 50


class Command(ScrapyCrawl):
    """Run one newsroom; the exit code is the verdict's (docs/operations.md)."""

    def short_desc(self) -> str:
        return "Run one newsroom by name; the exit code says how it went"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        name = _newsroom(args, self.crawler_process.settings)
        self._unify_output(opts)
        crawler = self.crawler_process.create_crawler(name)
        try:
            self.crawler_process.crawl(crawler, **opts.spargs)
            self.crawler_process.start()
        except errors.UsageError as error:
            raise UsageError(str(error), print_help=False) from error
        self.exitcode = _exit_code(crawler.spider)

    @staticmethod
    def _unify_output(opts: argparse.Namespace) -> None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _newsroom(args: list[str], settings: Settings) -> str:
    if len(args) != 1:
        raise UsageError("name one newsroom, as in: scrapy crawl minmetals", print_help=False)
    loader = get_spider_loader(settings)
    try:
        loader.load(args[0])
    except KeyError as error:
        raise UsageError(str(error.args[0]), print_help=False) from error
    return args[0]


def _exit_code(spider: Any) -> int:
    """The verdict's exit code; a run that came to none, not even while it was being closed, has crashed."""
    run = getattr(spider, "run", None)
    return CRASH if run is None else run.finish()
