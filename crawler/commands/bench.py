"""`scrapy bench`: Scrapy's own speed test, on its own terms: this project's manners are for other people's servers."""

import argparse

from scrapy.commands.bench import Command as ScrapyBench

SECONDS = 10
_TERMS = {"CLOSESPIDER_TIMEOUT": SECONDS, "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


class BenchCommand(ScrapyBench):
    """Crawl a server of its own, on this machine, for ten seconds."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        self.settings.setdict(_TERMS, priority="project")  # a command's own settings yield to the project's
        super().process_options(args, opts)
