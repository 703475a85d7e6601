"""`scrapy doctor SITE`: which rules of a declared newsroom still hit, and the layout that would read its redesigned pages."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.clock import Clock
from crawler.commands.looking import look_from_outside
from crawler.commands.pages import declared_site
from crawler.commands.places import DRIFT, INCOMPLETE, OwnCommand, output_of, place_of_page
from crawler.commands.savepage import Saved, case_name, cases_folder, expected_of, write_case
from crawler.errors import UsageError
from crawler.explain.reading import PageSource
from crawler.storage.durable import DurableFiles
from crawler.survey.checkup import Checkup, check_up
from crawler.survey.checkup_view import checkup_lines, checkup_page, proposal_text
from crawler.survey.look import look_again
from crawler.survey.seen import Survey

FOLDER = "doctor"  # in OUTPUT_DIR


class DoctorCommand(OwnCommand, ScrapyCommand):
    """Wiring only: the rules are in crawler.survey."""

    def syntax(self) -> str:
        return "SITE [--dry-run]"

    def short_desc(self) -> str:
        return "See which rules of a newsroom still hit, and what would after a redesign"

    def long_desc(self) -> str:
        return (
            "Asks for one list and its three newest articles by this project's rules (robots.txt, scope, pace) and says which "
            "rules of the declaration hit, which did not, and what would. Where no layout reads the articles it proposes one, as "
            "it stands in crawler/layouts/COMPANY.py, shows old and new reading side by side in OUTPUT_DIR/doctor/SITE.html "
            "and writes the saved pages that test it; the layouts that are there stay. Exit code 0: all hit; 20: some do not; "
            "10: no article could be had; 30: no answer."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="write only the page to look at")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one newsroom, as in: scrapy doctor minmetals")
        site = declared_site(self.settings, args[0])
        page = place_of_page(self.settings, FOLDER, args[0])
        seen, requests = look_from_outside(self.settings, site, look_again)
        found = check_up(seen, Clock(self.settings.get("RUN_CLOCK")).now().year)
        written = [] if opts.dry_run else self._write(seen, found)
        DurableFiles().replace(page, checkup_page(seen, found, written))
        self.exitcode = DRIFT if found.drifted else 0 if found.read else INCOMPLETE
        proposed = ["", proposal_text(args[0], found.redesign), ""] if found.redesign else []
        lines = [
            *checkup_lines(found),
            f"requests {requests}",
            f"page     {page}",
            *proposed,
            *(f"written  {each}" for each in written),
        ]
        print("\n".join(lines))

    def _write(self, seen: Survey, found: Checkup) -> list[str]:
        """A saved page for each article that the new layout reads, expected as it reads it; those that are there stay."""
        made = []
        for read in found.redesign.after if found.redesign else ():
            sources, row = next(each for each in seen.articles if each[0][0].url == read.url)
            folder = self._case(sources, seen)
            if not folder.exists():
                write_case(folder, Saved(sources, seen.site, row), expected_of(read))
                made.append(str(folder))
        return made

    def _case(self, sources: list[PageSource], seen: Survey) -> Path:
        folder = cases_folder(output_of(self.settings) / FOLDER)
        return folder / seen.site.name / case_name(sources[0].url, seen.site)
