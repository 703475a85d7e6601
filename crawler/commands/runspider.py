"""`scrapy runspider FILE`: Scrapy's own command; a newsroom in the file ends with its verdict's exit code."""

import argparse
import os

from scrapy import Spider
from scrapy.commands.runspider import Command as ScrapyRunspider
from scrapy.crawler import Crawler

from crawler import errors
from crawler.commands.crawl import checked, exit_code, refuse
from crawler.commands.logs import add_verbose, begin_log
from crawler.configuration.file import put_in_force
from crawler.spider import NewsroomSpider


class RunspiderCommand(ScrapyRunspider):
    """Run the spider of one file."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_verbose(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        try:
            put_in_force(self.settings, os.environ)
            begin_log(self.settings, opts)
        except errors.UsageError as error:
            refuse(error)

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        if isinstance(spidercls, type) and issubclass(spidercls, NewsroomSpider):
            assert self.settings is not None
            try:
                checked(spidercls, self.arguments, self.settings)
            except (errors.UsageError, errors.MissingExtra) as error:
                refuse(error)
        self.crawler = super()._create_crawler(spidercls)
        return self.crawler

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.arguments: dict[str, str] = opts.spargs
        super().run(args, opts)
        self.exitcode = exit_code(self.crawler, bool(self.exitcode))
