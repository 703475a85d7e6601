"""`scrapy export SITE`: the journal of a site in another form."""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError as ScrapyUsageError

from crawler.commands.places import OwnCommand, code_for, folder_of, named_file
from crawler.errors import StorageError, UsageError
from crawler.export.forms import FORMS, SUFFIXES, journal_lines, write_export
from crawler.report.program import as_typed
from crawler.report.summary import let_reader_go
from crawler.storage.own_files import exists
from crawler.text.counting import counted


class ExportCommand(OwnCommand, ScrapyCommand):
    """Wiring only: the mappings are in crawler.export."""

    def syntax(self) -> str:
        return f"SITE --format {'|'.join(FORMS)} [--out FILE] [--revisions]"

    def short_desc(self) -> str:
        return "Write a site's articles as JSON-LD, ninjs, Zyte Article, CSV or SQLite"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--format", dest="form", default="jsonld", help=f"one of {', '.join(FORMS)} (default jsonld)")
        parser.add_argument("--out", metavar="FILE", help="default OUTPUT_DIR/SITE/SITE.<form>; - for the standard output")
        parser.add_argument("--revisions", action="store_true", help="every revision instead of the last state")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise ScrapyUsageError("one site is wanted")
        try:
            count, target = self._written(args[0], opts)
        except (UsageError, StorageError) as error:
            print(as_typed(str(error)), file=sys.stderr)
            self.exitcode = code_for(error)
        except BrokenPipeError:  # the reader, such as `head`, has enough
            let_reader_go(sys.stdout)
        else:
            if target is not None:
                print(f"{counted(count, 'article')}: {target}")

    def _written(self, site: str, opts: argparse.Namespace) -> tuple[int, Path | None]:
        folder = folder_of(self.settings, site)
        journal = folder / "articles.jsonl"
        if not exists(journal):
            raise UsageError(f"no journal at {journal}: crawl the site first (scrapy crawl {site}), or set OUTPUT_DIR")
        path = named_file(opts.out) if opts.out else folder / f"{site}{SUFFIXES.get(opts.form, '')}"
        target = None if opts.out == "-" else path
        return write_export(opts.form, journal_lines(journal, opts.revisions), target), target
