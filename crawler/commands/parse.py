"""`scrapy parse URL`: Scrapy's own command; the page is read as a crawl would read it, and nothing is kept."""

import argparse
from typing import Any

from scrapy import Request
from scrapy.commands.parse import Command as ScrapyParse
from scrapy.exceptions import UsageError

from crawler import errors
from crawler.commands.crawl import checked, refuse
from crawler.spider import AnyNewsroomSpider, NewsroomSpider

UNDECLARED = "newsroom"  # the spider of an address that no declared newsroom has


class ParseCommand(ScrapyParse):
    """Without --spider, the declared newsroom that has the address reads it, else the one for undeclared newsrooms."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        loader = self.crawler_process.spider_loader
        if not opts.spider and args and not loader.find_by_request(Request(args[0])):
            opts.spider = UNDECLARED
        if opts.spider and opts.spider not in loader.list():
            raise UsageError(f"no spider {opts.spider!r}; there are: {', '.join(sorted(loader.list()))}", print_help=False)
        super().run(args, opts)

    def set_spidercls(self, url: str, opts: argparse.Namespace) -> None:
        super().set_spidercls(url, opts)
        if self.spidercls is None or not issubclass(self.spidercls, NewsroomSpider):
            return
        if issubclass(self.spidercls, AnyNewsroomSpider):
            opts.spargs.setdefault("url", url)
        assert self.settings is not None
        try:
            checked(self.spidercls, opts.spargs, self.settings)
        except (errors.UsageError, errors.MissingExtra) as error:
            refuse(error)

    def scraped_data(self, args: Any) -> list[Any]:
        """The further pages of an article's body belong to it: they are fetched whatever --depth says."""
        items, requests, opts, depth, *rest = args
        if any(request.meta.get("purpose") == "part" for request in requests):
            opts = argparse.Namespace(**vars(opts) | {"depth": max(opts.depth, depth + 1)})
        return super().scraped_data((items, requests, opts, depth, *rest))
