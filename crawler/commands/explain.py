"""`scrapy explain URL|FILE`: one HTML page that shows why a page is read as it is."""

import argparse
import re
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from crawler.commands.kept import kept_files, kept_page, known_row, page_file
from crawler.commands.pages import fetch, is_web, named_site, site_of
from crawler.commands.places import OwnCommand, folder_of, named_file, output_of
from crawler.errors import StorageError, UsageError
from crawler.explain.address import without_address
from crawler.explain.folder import folder_lines
from crawler.explain.reading import PageSource, explain
from crawler.explain.view import explanation_lines, explanation_page
from crawler.extract.article import read_article
from crawler.items import Row
from crawler.run.own_addresses import in_its_folder
from crawler.site import Site
from crawler.storage.durable import DurableFiles
from crawler.storage.own_files import exists
from crawler.text.counting import counted

FOLDER = "explain"  # in OUTPUT_DIR/SITE, for a page of no known site in OUTPUT_DIR
UNKNOWN = "file"  # name of the site of a page that does not say where it came from
NOWHERE = "http://file.invalid/page.html"  # stands for the address of a page that does not say where it came from


class ExplainCommand(OwnCommand, ScrapyCommand):
    """Wiring only: the rules are in crawler.explain."""

    def syntax(self) -> str:
        return "URL|FILE|CASE|FOLDER [--site NAME] [--url URL] [--out FILE.html]"

    def short_desc(self) -> str:
        return "Show why a page is read as it is: every line, kept or dropped, with its rule"

    def long_desc(self) -> str:
        return (
            "Reads one page as a crawl would and writes one HTML file: its lines in reading order with the rule or score that "
            "decided, the fields with their sources and rivals, the layouts that were tried. A URL is fetched with this "
            "project's settings: robots.txt, scope and pace hold. Nothing is stored in the newsroom's journal. A CASE is a page "
            "that a run kept (OUTPUT_DIR/SITE/cases/RUN/KEY.html, or its article's id with --site) or a folder with case.json: "
            "site, address and listing row are known. Of a FOLDER of kept pages it prints, for each, the layout that fits and "
            "what the text ends with."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="read as this declared newsroom (default: the one with this host)")
        parser.add_argument("--url", metavar="URL", help="address of a page that is read from a file")
        parser.add_argument("--out", metavar="FILE", help=f"the page to write (default: OUTPUT_DIR/SITE/{FOLDER}/NAME.html)")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one page, as in: scrapy explain https://www.example.com/news/1.html, or a file")
        path = None if is_web(args[0]) else page_file(self.settings, args[0], opts.site)
        if path is not None and path.is_dir() and kept_files(path):
            print(self._of_folder(path, opts))
            return
        sources, site, row = self._from_web(args[0], opts) if path is None else self._from_file(path, opts)
        out = self._target(args[0], path, site, opts)
        told = explain(sources, site, row)
        DurableFiles().replace(out, explanation_page(told))
        print(f"page   {out}\n{explanation_lines(told)}")

    def _target(self, asked: str, path: Path | None, site: Site, opts: argparse.Namespace) -> Path:
        output = output_of(self.settings)
        home = output if site.name == UNKNOWN else output / in_its_folder(site, output).name
        out = named_file(opts.out) if opts.out else home / FOLDER / f"{_slug(asked)}.html"
        if opts.out and not out.parent.is_dir():
            raise StorageError(f"cannot write {out}: there is no folder {out.parent}")
        exists(out)
        if path is not None and out.resolve() == path.resolve():
            raise UsageError(f"--out {out} is the page itself: name another file")
        return out

    def _of_folder(self, folder: Path, opts: argparse.Namespace) -> str:
        """All pages that a run kept, read by today's rules: which layout fits each, and what its text ends with."""
        if opts.out or opts.url:
            raise UsageError(f"{folder} is a folder of kept pages: --url and --out are for one page")
        read = []
        for path in kept_files(folder):
            sources, site, row = self._from_file(path, opts)
            read.append((path.name, read_article([each.page for each in sources], site, row)))
        return "\n".join(folder_lines(str(folder), read))

    def _from_file(self, path: Path, opts: argparse.Namespace) -> tuple[list[PageSource], Site, Row | None]:
        kept = kept_page(self.settings, path, opts.url, opts.site)
        if kept.address is None:
            return *self._without_address(path, kept.body, opts), None
        site, why = site_of(self.settings, kept.address, kept.site)
        if kept.site and not opts.site:
            why = f"Site: `{site.name}`, in whose folder it lies."
        said = (f"Page: the file {path.name}; its address is {kept.address}, by {kept.how}.", why)
        listed = (f"Listing row: {kept.row.title or 'no title'}, {kept.row.date or 'no date'}.",) if kept.row else ()
        return kept.sources(*said, *listed), site, kept.row

    def _without_address(self, path: Path, body: bytes, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        site = named_site(self.settings, opts.site) if opts.site else Site.for_url(NOWHERE, UNKNOWN)
        said = f"Page: the file {path.name}; it does not say where it came from (--url may), so no rule of addresses counts."
        why = f"Site: `{site.name}`, as asked for." if opts.site else "Site: unknown, as its address is."
        return [PageSource(NOWHERE, body, None, (said, why), path.resolve().as_uri())], without_address(site)

    def _from_web(self, url: str, opts: argparse.Namespace) -> tuple[list[PageSource], Site, Row | None]:
        if opts.url:
            raise UsageError("--url is for a page that is read from a file")
        site, why = site_of(self.settings, url, opts.site)
        sources = fetch(self.settings, site, url)
        parts = f" Its body goes on on {counted(len(sources) - 1, 'further page')}." if len(sources) > 1 else ""
        first = sources[0]
        led = "" if first.url == url else f" (asked for as {url})"
        said = f"Page: fetched from {first.url}{led}, content type {first.content_type or 'not stated'}.{parts}"
        row = known_row(self.settings, folder_of(self.settings, site.name), site, first.url)
        return [PageSource(first.url, first.body, first.content_type, (said, why)), *sources[1:]], site, row


def _slug(name: str) -> str:
    """A short file name made of an address or a file's name."""
    parts = urlsplit(name) if is_web(name) else None
    file = Path(parts.path if parts else name)
    words = f"{parts.hostname}{file.stem and '-' + file.stem}" if parts else file.stem
    if words == "page":  # of a case: its folder has the name
        words = f"{file.resolve().parent.name}-page"
    return re.sub(r"[^A-Za-z0-9.-]+", "_", words).strip("._-")[:80] or "page"
