"""`scrapy dataset build | verify | report`: from journals to a dataset."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError as ScrapyUsageError

from crawler.commands.places import OwnCommand, named_file, output_of
from crawler.dataset.build import build
from crawler.dataset.options import BuildOptions
from crawler.dataset.quality import FILTERS
from crawler.dataset.report import write_report
from crawler.dataset.splits import without_days
from crawler.dataset.verify import verify
from crawler.text.counting import counted

ACTIONS = ("build", "verify", "report")


class DatasetCommand(OwnCommand, ScrapyCommand):
    """Wiring only: the rules are in crawler.dataset."""

    def syntax(self) -> str:
        return "build [SITE...] [options] | verify DIR | report DIR [--out FILE]"

    def short_desc(self) -> str:
        return "Build a dataset from the journals, check one, or draw its report"

    def long_desc(self) -> str:
        return (
            "build: the state of each article (or every revision) of the named sites' journals, of all without names, as "
            "Parquet with card, metadata and checksums. verify: check a built dataset; exit code 1 if anything is wrong. "
            "report: one HTML page."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--since", metavar="DAY", help="only articles published on that day or later")
        add("--until", metavar="DAY", help="only articles published on that day or before")
        add("--language", metavar="TAG", help="only articles in that language (en, zh ...)")
        add("--as-of", metavar="DAY", help="the state as it was known at the end of that day, UTC")
        add("--with-forms", action="store_true", help="releases too that are a file or stand on another host")
        add("--revisions", action="store_true", help="every revision instead of the state")
        add("--split", default="time", help="time (default), time:VALIDATION_FROM,TEST_FROM, company, none")
        add("--drop", default="", metavar="FILTER,...", help=f"quality filters: {', '.join(FILTERS)}")
        add("--urls-only", action="store_true", help="addresses and facts, no text")
        add("--jsonl", action="store_true", help="also write JSON Lines (zstd)")
        add("--no-near", action="store_true", help="exact duplicates only")
        add("--memory", default="4GB", help="bound on the memory of the engine (default 4GB)")
        add("--out", metavar="PATH", help="folder of the dataset (default OUTPUT_DIR/dataset); file of the report")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args or args[0] not in ACTIONS:
            raise ScrapyUsageError(f"one of {', '.join(ACTIONS)} is wanted")
        getattr(self, f"_{args[0]}")(args[1:], opts)

    def _build(self, sites: list[str], opts: argparse.Namespace) -> None:
        output = self._output()
        out = named_file(opts.out) if opts.out else output / "dataset"
        options = BuildOptions(
            tuple(sites), opts.since, opts.until, opts.language, opts.as_of, opts.revisions,
            tuple(name for name in opts.drop.split(",") if name), opts.split, opts.urls_only, opts.jsonl, not opts.no_near,
            opts.with_forms,
        )  # fmt: skip
        record = build(output, out, options, opts.memory, progress=lambda step: print(f"{step} ..."))
        for name, split in record["splits"].items():
            print(f"{name}: {counted(split['rows'], 'row')}, {split['first_day']} to {split['last_day']}")
        for name in without_days(record["split"]):
            print(f"{name}: no rows, for there are too few days")
        for name, count in (record["left_out"] | record["dropped"]).items():
            print(f"left out, {name}: {count}")
        pairs = ", ".join(f"{kind} {count}" for kind, count in record["duplicates"]["pairs"].items())
        print(f"duplicates: {pairs}")
        for hole in record["holes"]:
            if hole["suspect"]:
                print(f"hole: {hole['site']} has nothing from {hole['from']} to {hole['to']}")
        print(f"dataset: {out}")

    def _verify(self, args: list[str], opts: argparse.Namespace) -> None:
        folder = self._folder(args, opts)
        problems = verify(folder)
        for problem in problems:
            print(problem)
        print(f"{folder}: {counted(len(problems), 'problem') if problems else 'all checks passed'}")
        self.exitcode = 1 if problems else 0

    def _report(self, args: list[str], opts: argparse.Namespace) -> None:
        folder = self._folder(args, argparse.Namespace(out=None))
        target = named_file(opts.out) if opts.out else folder.with_name(f"{folder.name}.html")
        write_report(folder, target)
        print(f"report: {target}")

    def _folder(self, args: list[str], opts: argparse.Namespace) -> Path:
        if len(args) > 1:
            raise ScrapyUsageError("one folder is wanted")
        given = args[0] if args else opts.out
        default = self._output() / "dataset"
        return named_file(given) if given else default

    def _output(self) -> Path:
        return output_of(self.settings)
