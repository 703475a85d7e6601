"""`scrapy genspider NAME URL`: a company file in spiders/ or newsrooms/, ready to be crawled."""

import argparse
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands.genspider import Command as ScrapyGenspider
from scrapy.exceptions import UsageError

from crawler import errors
from crawler.report.program import as_typed
from crawler.site import Site, declaration
from crawler.spiderloader import folder_for_new
from crawler.survey.declare import undeclarable
from crawler.url_parts import with_scheme

NEWSROOM = "newsroom"  # the template by default; Scrapy's own are still there (-t basic)


class Command(ScrapyGenspider):
    """Write the least that declares a newsroom; with another template, Scrapy's own command."""

    def syntax(self) -> str:
        return "[options] NAME URL"

    def short_desc(self) -> str:
        return "Declare a newsroom from the address of its releases: writes NAME.py"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.set_defaults(template=NEWSROOM)
        parser.add_argument("--company", help="the company's name (default: made of the host)")
        parser.add_argument("--language", default="en", metavar="TAG", help="of its releases (default en)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.list or opts.dump or opts.template != NEWSROOM:
            super().run(args, opts)
            return
        if len(args) != 2:
            raise UsageError(
                as_typed("give a name and an address, as in: scrapy genspider example https://www.example.com/news/"),
                print_help=False,
            )
        name, url = args[0], with_scheme(args[1])
        try:
            url = Site.for_url(url).start[0]
            if said := undeclarable(url):
                raise UsageError(as_typed(said), print_help=False)
            text = declaration(name, url, opts.company or _company(url), opts.language)
        except errors.DeclarationError as error:
            raise UsageError(str(error).partition("\n")[0], print_help=False) from error
        if not opts.force and self._spider_exists(name):
            self.exitcode = 2
            return
        path = self._folder() / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(as_typed(f"{path}: say the company's name and language there, then: scrapy crawl {name} -a max_pages=1"))

    def _folder(self) -> Path:
        assert self.settings is not None
        try:
            return folder_for_new(self.settings)
        except errors.UsageError as error:
            raise UsageError(str(error), print_help=False) from error


def _company(url: str) -> str:
    """A name to begin with: `Example` of `https://www.example.com/news/`."""
    host = urlsplit(url).hostname or "example"
    return host.removeprefix("www.").partition(".")[0].replace("-", " ").title()
