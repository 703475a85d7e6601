"""`scrapy sites`: all newsrooms at a glance."""

import argparse
import difflib
from collections.abc import Iterable
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.clock import Clock
from crawler.commands.places import STORAGE, OwnCommand, output_of
from crawler.report.fleet import SiteStatus, read_status, status_table
from crawler.spiderloader import NewsroomSpiderLoader
from crawler.storage.own_files import site_names
from crawler.survey.catalogue import catalogue, catalogue_table


class SitesCommand(OwnCommand, ScrapyCommand):
    """Print last run, verdict, age, articles and newest release of every newsroom, declared or met in OUTPUT_DIR."""

    scrapy_tells_usage = True

    def short_desc(self) -> str:
        return "List all newsrooms: last run, verdict, age, articles, newest release"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--catalogue", action="store_true", help="list newsrooms that `scrapy newsite NAME` can declare")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.catalogue:
            print(catalogue_table(catalogue()))
        else:
            self._show(args)

    def _show(self, args: list[str]) -> None:
        output = output_of(self.settings)
        known = known_newsrooms(args, self.settings, output)
        wanted = [name for name in sorted(known) if not args or name in args]
        url = self.settings.get("STATE_URL")
        found = [read_status(output / name, url) if (output / name).is_dir() else SiteStatus(name) for name in wanted]
        self.exitcode = STORAGE if any(each.problem for each in found) else 0
        print(status_table(found, Clock(self.settings.get("RUN_CLOCK")).now()))


def known_newsrooms(names: Iterable[str], settings: BaseSettings, output: Path) -> set[str]:
    """The newsrooms that are declared, listed or met in the output folder. Raises UsageError where one of the names is none."""
    loader = NewsroomSpiderLoader(settings)
    known = {*loader.sites(), *loader.listed, *site_names(output, "runs.jsonl")}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            meant = f"; did you mean {near[0]}?" if near else f", and none of that name ever ran in {output}"
            raise UsageError(f"{name} is no newsroom{meant}", print_help=False)
    return known
