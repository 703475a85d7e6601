"""`scrapy overdue`: did the schedule do its work?"""

import argparse
from datetime import datetime, timedelta
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.clock import Clock
from crawler.commands.places import OwnCommand, output_of
from crawler.commands.sites import known_newsrooms
from crawler.report.fleet import overdue, read_status
from crawler.storage.own_files import site_folder, site_names
from crawler.text.counting import counted

OVERDUE = 1


class OverdueCommand(OwnCommand, ScrapyCommand):
    """Exit non-zero when a newsroom's last good run is older than its usual interval."""

    scrapy_tells_usage = True

    def syntax(self) -> str:
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        return "Exit 1 if a newsroom's last good run is older than its usual interval"

    def long_desc(self) -> str:
        return (
            "Name the newsrooms that are overdue and exit 1, else exit 0. The usual interval is learned from the past "
            "runs; a run may be late by half of it. Without arguments, every newsroom that ever ran is looked at."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--hours", type=float, help="the schedule's interval, instead of the one learned")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.hours is not None and opts.hours <= 0:
            raise UsageError("--hours must be more than 0", print_help=False)
        output = output_of(self.settings)
        names = args or site_names(output, "runs.jsonl")
        for name in names:
            site_folder(output, name)
        if args:
            known_newsrooms(args, self.settings, output)
        if not names:
            print(f"no newsroom ever ran in {output}")
            self.exitcode = OVERDUE
            return
        now = Clock(self.settings.get("RUN_CLOCK")).now()
        late = _late(output, names, now, opts.hours)
        print("\n".join(f"{name}: {why}" for name, why in late.items()) or f"{counted(len(names), 'newsroom')}, none overdue")
        self.exitcode = OVERDUE if late else 0


def _late(output: Path, names: list[str], now: datetime, hours: float | None) -> dict[str, str]:
    usual = None if hours is None else timedelta(hours=hours)
    found = {name: read_status(output / name) for name in names}
    return {name: why for name, status in found.items() if (why := status.problem or overdue(status, now, usual))}
