"""`scrapy explain URL|FILE`: one HTML page that shows why a page is read as it is."""

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from crawler.commands.pages import code_for, declared_site, fetch, is_web, learned_template, path_of, read_file, site_of
from crawler.errors import NewsroomError, StorageError, UsageError
from crawler.explain.address import saved_address, without_address
from crawler.explain.reading import PageSource, explain
from crawler.explain.view import explanation_lines, explanation_page
from crawler.page.page import Page
from crawler.site import Site

NOWHERE = "http://file.invalid/page.html"  # stands for the address of a page that does not say where it came from


class ExplainCommand(ScrapyCommand):
    """Wiring only: the rules are in crawler.explain."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "URL|FILE [--site NAME] [--url URL] [--out FILE.html]"

    def short_desc(self) -> str:
        return "Show why a page is read as it is: every line, kept or dropped, with its rule"

    def long_desc(self) -> str:
        return (
            "Reads one page as a crawl would and writes one HTML file: its lines in reading order with the rule or score that "
            "decided, the fields with their sources and rivals, the layouts that were tried. A URL is fetched with this "
            "project's settings: robots.txt, scope and pace hold. Nothing is stored in the newsroom's journal."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="read as this declared newsroom (default: the one with this host)")
        parser.add_argument("--url", metavar="URL", help="address of a page that is read from a file")
        parser.add_argument("--out", metavar="FILE", help="the page to write (default: explain-NAME.html in this folder)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._run(args, opts)
        except NewsroomError as error:
            print(" ".join(str(error).split()))
            self.exitcode = code_for(error)

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one page, as in: scrapy explain https://www.example.com/news/1.html, or a file")
        sources, site = self._from_web(args[0], opts) if is_web(args[0]) else self._from_file(args[0], opts)
        out = Path(opts.out) if opts.out else Path(f"explain-{_slug(args[0])}.html")
        if not is_web(args[0]) and out.resolve() == path_of(args[0]).resolve():
            raise UsageError(f"--out {out} is the page itself: name another file")
        assert self.settings is not None
        template, said = learned_template(self.settings, site)
        sources = [replace(each, said=(*each.said, *said)) for each in sources]
        told = explain(sources, site, template)
        try:
            out.write_bytes(explanation_page(told))
        except OSError as error:
            raise StorageError(f"cannot write {out}: {error.strerror}") from error
        print(f"page   {out}\n{explanation_lines(told)}")

    def _from_file(self, name: str, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        assert self.settings is not None
        path = path_of(name)
        body = read_file(path)
        address = (opts.url, "--url") if opts.url else saved_address(Page("", body))
        if address is None:
            return self._without_address(path, body, opts)
        url, how = address
        if not is_web(url):
            raise UsageError(f"--url {url!r} is no web address; a right one is https://www.example.com/news/1.html")
        site, why = site_of(self.settings, url, opts.site)
        return [PageSource(url, body, None, (f"Page: the file {path.name}; its address is {url}, by {how}.", why))], site

    def _without_address(self, path: Path, body: bytes, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        assert self.settings is not None
        site = declared_site(self.settings, opts.site) if opts.site else Site.for_url(NOWHERE, "file")
        said = f"Page: the file {path.name}; it does not say where it came from (--url may), so no rule of addresses counts."
        why = f"Site: `{site.name}`, as asked for." if opts.site else "Site: unknown, as its address is."
        return [PageSource(NOWHERE, body, None, (said, why), path.resolve().as_uri())], without_address(site)

    def _from_web(self, url: str, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        assert self.settings is not None
        if opts.url:
            raise UsageError("--url is for a page that is read from a file")
        site, why = site_of(self.settings, url, opts.site)
        sources = fetch(self.settings, site, url)
        parts = f" Its body goes on on {len(sources) - 1} further pages." if len(sources) > 1 else ""
        first = sources[0]
        led = "" if first.url == url else f" (asked for as {url})"
        said = f"Page: fetched from {first.url}{led}, content type {first.content_type or 'not stated'}.{parts}"
        return [PageSource(first.url, first.body, first.content_type, (said, why)), *sources[1:]], site


def _slug(name: str) -> str:
    """A short file name made of an address or a file's name."""
    parts = urlsplit(name) if is_web(name) else None
    words = f"{parts.hostname}{Path(parts.path).stem and '-' + Path(parts.path).stem}" if parts else Path(name).stem
    return re.sub(r"[^A-Za-z0-9.-]+", "_", words).strip("._-")[:80] or "page"
