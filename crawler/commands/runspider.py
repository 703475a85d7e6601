"""`scrapy runspider FILE`: Scrapy's own command; a newsroom in the file ends with its verdict's exit code."""

import argparse

from scrapy import Spider
from scrapy.commands.runspider import Command as ScrapyRunspider
from scrapy.crawler import Crawler

from crawler.commands.crawl import exit_code


class RunspiderCommand(ScrapyRunspider):
    """Run the spider of one file."""

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self.crawler = super()._create_crawler(spidercls)
        return self.crawler

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        super().run(args, opts)
        self.exitcode = exit_code(self.crawler, bool(self.exitcode))
