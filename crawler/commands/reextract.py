"""`scrapy reextract SITE`: today's rules over the archive, without network."""

import argparse
import os
from pathlib import Path
from typing import ClassVar, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError as ScrapyUsageError

from crawler.alerts import AlertOptions
from crawler.clock import Clock, run_id_of
from crawler.commands.places import OwnCommand, folder_of, named_file
from crawler.errors import UsageError
from crawler.items import JsonObject
from crawler.reextract.comparison import Comparison
from crawler.reextract.plan import Plan, make_plan, site_of_lines, with_names
from crawler.reextract.pool import outcomes
from crawler.reextract.writing import Writing
from crawler.site import Site
from crawler.spiderloader import NewsroomSpiderLoader
from crawler.storage.archive.reader import iterator_modules
from crawler.storage.archive.writer import repair_indexes
from crawler.storage.durable import DurableFiles
from crawler.storage.own_files import exists
from crawler.text.counting import counted

PAGE = "reextract.html"


class ReextractCommand(OwnCommand, ScrapyCommand):
    """Wiring only: the rules are in crawler.reextract."""

    default_settings: ClassVar[JsonObject] = {}  # what alerts could not be sent is logged

    def syntax(self) -> str:
        return "SITE [--compare] [--processes N]"

    def short_desc(self) -> str:
        return "Read a site's archived pages again with today's rules"

    def long_desc(self) -> str:
        return (
            "Writes a `changed` line with the reason `rules` for each article that today's rules read otherwise; with --compare "
            f"it writes nothing to the journal, but prints what would change, field by field, and makes OUTPUT_DIR/SITE/{PAGE}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--compare", action="store_true", help="only say what would change")
        parser.add_argument("--out", metavar="FILE", help=f"where the page of --compare goes (default OUTPUT_DIR/SITE/{PAGE})")
        parser.add_argument("--processes", type=int, default=None, metavar="N", help="default: one a core")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise ScrapyUsageError("one site is wanted")
        name = args[0]
        iterator_modules()
        folder = folder_of(self.settings, name)
        journal, archive = folder / "articles.jsonl", folder / "archive"
        if not exists(journal) or not exists(archive, folder=True):
            raise UsageError(f"nothing to read again in {folder}: it takes a crawl with -s ARCHIVE=1")
        site = self._site(name, journal)
        if opts.compare:
            self._compare(site, journal, archive, named_file(opts.out) if opts.out else folder / PAGE, opts)
            return
        clock = Clock(self.settings.get("RUN_CLOCK"))
        alerts = AlertOptions.of(self.settings, os.environ)
        writing = Writing(folder, run_id_of(clock.now()), alerts, self.settings.get("STATE_URL"))
        comparison = Comparison()
        try:
            plan = self._plan(journal, archive, comparison)
            writing.write_all(comparison.counted(outcomes(plan, site, journal, archive, opts.processes)))
        finally:
            writing.close()
        print(comparison.table())
        print(f"{counted(writing.written, 'line')} written with the reason rules")

    def _compare(self, site: Site, journal: Path, archive: Path, page: Path, opts: argparse.Namespace) -> None:
        exists(page)
        comparison = Comparison()
        plan = self._plan(journal, archive, comparison)
        for outcome in outcomes(plan, site, journal, archive, opts.processes):
            comparison.add(outcome)
        print(comparison.table())
        DurableFiles().replace(page, comparison.page(site.name))
        print(f"page: {page}")

    def _plan(self, journal: Path, archive: Path, comparison: Comparison) -> Plan:
        repair_indexes(archive)
        plan = make_plan(journal, archive)
        comparison.skipped.update(plan.skipped)
        return plan

    def _site(self, name: str, journal: Path) -> Site:
        """The declaration, or the newsroom of newsroom.toml's list; for another one what its lines say."""
        loader = NewsroomSpiderLoader(self.settings)
        site = loader.sites().get(name) or loader.listed_sites().get(name)
        told = site_of_lines(journal, name) if site is None or site.generic else None
        if site is None and told is None:
            raise UsageError(f"{journal} is empty: nothing was stored yet")
        return with_names(site, told) if site and told else cast("Site", site or told)
