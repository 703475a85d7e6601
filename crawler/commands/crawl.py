"""`scrapy crawl`: Scrapy's own command, with an exit code that says how the run went."""

import argparse
import os
import signal
import sys
import textwrap
from typing import NoReturn, cast

from scrapy import Spider
from scrapy.commands import ScrapyHelpFormatter
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings, Settings, default_settings
from scrapy.spiderloader import get_spider_loader

from crawler import errors
from crawler import settings as project_settings
from crawler.alerts import AlertOptions
from crawler.alerts.delivery import require_deliverable
from crawler.clock import Clock
from crawler.commands.components import require_components
from crawler.commands.logs import add_verbose, begin_log
from crawler.commands.places import CRASH, USAGE, output_of
from crawler.configuration.file import put_in_force
from crawler.explain.address import site_for
from crawler.middlewares.browser import browser_modules, browser_program
from crawler.report.program import as_typed, program
from crawler.run.arguments import argument_names, arguments_table, require_known, require_usable
from crawler.run.past import archive_of
from crawler.run.session import session_of
from crawler.spider import NewsroomSpider
from crawler.spiderloader import UNDECLARED, NewsroomSpiderLoader
from crawler.storage.archive.writer import warc_modules
from crawler.storage.state.database import connect
from crawler.url_parts import with_scheme


class CrawlCommand(ScrapyCrawl):
    """Run one newsroom; the exit code is the verdict's (docs/operations.md). Any other spider is run as Scrapy does."""

    def syntax(self) -> str:
        return "[options] SITE|URL [-a NAME=VALUE ...]"

    def short_desc(self) -> str:
        return "Run one newsroom by name or address; the exit code says how it went"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_verbose(parser)
        parser.formatter_class = _HelpFormatter
        parser.add_argument_group("Arguments of a run", arguments_table())

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse what no run can be made with, before logging begins and anything is fetched."""
        super().process_options(args, opts)
        assert self.settings is not None
        try:
            put_in_force(self.settings, os.environ)
            name_address(args, opts.spargs)
            self._as_known(args, opts.spargs)
            spider_class = _named(args, self.settings)
            if issubclass(spider_class, NewsroomSpider):
                checked(spider_class, opts.spargs, self.settings)
            begin_log(self.settings, opts)
        except (errors.UsageError, errors.MissingExtra) as error:
            refuse(error)

    def _as_known(self, args: list[str], arguments: dict[str, str]) -> None:
        """An address of newsroom.toml's list is that newsroom; of one on the host of a declared newsroom that one is told."""
        loader = get_spider_loader(cast("Settings", self.settings))
        if not isinstance(loader, NewsroomSpiderLoader):
            return
        _require_free_name(args, arguments, loader)
        url = with_scheme(arguments.get("url", ""))
        if not url or args != [UNDECLARED]:
            return
        listed = next((each.name for each in loader.listed.values() if with_scheme(each.url) == url), None)
        declared = site_for(url, loader.sites().values())
        if listed and arguments.get("name", listed) == listed:
            args[:] = [listed]
        elif declared and "name" not in arguments:
            said = f"{url} is on a host of the declared newsroom {declared.name}: `scrapy crawl {declared.name}` knows its layout"
            print(as_typed(said), file=sys.stderr)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        crawler = self._create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        for number in (signal.SIGINT, signal.SIGTERM):  # one more of them changes nothing: all is written, and the code is known
            signal.signal(number, signal.SIG_IGN)
        self.exitcode = exit_code(crawler, self.crawler_process.bootstrap_failed)


class _HelpFormatter(ScrapyHelpFormatter):
    """Leaves the lines of a table as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return textwrap.indent(text, indent) if "\n" in text else super()._fill_text(text, width, indent)


def name_address(args: list[str], arguments: dict[str, str]) -> None:
    """`crawl URL` is the crawl of the newsroom without a declaration that has this address; changes both."""
    if len(args) == 1 and any(sign in args[0] for sign in "./:"):
        if "url" in arguments:
            raise errors.UsageError(f"two addresses: {args[0]} and -a url={arguments['url']}; name one")
        arguments["url"], args[:] = args[0], [UNDECLARED]


def _require_free_name(args: list[str], arguments: dict[str, str], loader: NewsroomSpiderLoader) -> None:
    """Raise UsageError for the name, and so the folder, of a newsroom that stands elsewhere."""
    named = loader.listed.get(args[0]) if len(args) == 1 else None
    url, name = with_scheme(arguments.get("url", named.url if named else "")), arguments.get("name", "")
    owner = loader.other_owner(name, url) if url else None
    if owner:
        raise errors.UsageError(f"the name {name} and its folder are of the newsroom {owner}: try -a name={name}_2 for {url}")


def refuse(error: Exception) -> NoReturn:
    """End the program before any run: one line on stderr, exit code 2."""
    print(as_typed(f"{program()}: error: {' '.join(str(error).split())}"), file=sys.stderr)
    raise SystemExit(USAGE) from error


def _named(args: list[str], settings: BaseSettings) -> type[Spider]:
    behind = next((word.lstrip("-") for word in args[1:] if "=" in word), None)
    if behind:
        raise errors.UsageError(f"arguments of a run stand behind -a, as in: scrapy crawl {args[0]} -a {behind}")
    if len(args) != 1:
        raise errors.UsageError("name one newsroom, as in: scrapy crawl minmetals, or scrapy crawl www.example.com/news/")
    try:
        return get_spider_loader(settings).load(args[0])
    except KeyError as error:
        raise errors.UsageError(str(error.args[0])) from error


def checked(spider_class: type[NewsroomSpider], arguments: dict[str, str], settings: BaseSettings) -> NewsroomSpider:
    """A newsroom's spider with its arguments. Raises UsageError or MissingExtra for what no run can be made with."""
    require_known(arguments, argument_names(spider_class), f"scrapy crawl {spider_class.name}")
    spider = spider_class(**arguments)
    require_usable(settings, _defaults())
    require_components(settings)
    output_of(settings)
    if spider.site.js:
        browser_modules()
        browser_program(settings)
    if spider.options.source:
        archive_of(spider.options.source, settings)
    Clock(settings.get("RUN_CLOCK"))
    require_deliverable(AlertOptions.of(settings, os.environ))
    if settings.get("STATE_URL"):
        connect(settings["STATE_URL"])
    if settings.getbool("ARCHIVE"):
        warc_modules()
    return spider


def _defaults() -> dict[str, object]:
    """Every setting that Scrapy or the project knows, with its default."""
    found: dict[str, object] = {}
    for module in (default_settings, project_settings):
        found |= {name: value for name, value in vars(module).items() if name.isupper()}
    return found


def exit_code(crawler: Crawler, failed: bool) -> int:
    """The verdict's exit code; a run that came to none, not even while it was being closed, has crashed.

    For a spider that is none of ours it is Scrapy's: 1 if the crawl could not even begin (`failed`).
    """
    if not issubclass(crawler.spidercls, NewsroomSpider):
        return int(failed)
    session = session_of(crawler.spider)
    return CRASH if session is None else session.finish()
