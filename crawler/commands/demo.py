"""`newsroom demo`: the bundled imitation newsroom, served on this machine and crawled into OUTPUT_DIR/demo/."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.commands.places import OwnCommand, output_of
from crawler.errors import UsageError

PACKAGE = Path(__file__).resolve().parents[1]
HOMES = (PACKAGE / "bundled", PACKAGE.parent)  # of the package `tests`: in the wheel, in a clone


class DemoCommand(OwnCommand, ScrapyCommand):
    """The same as `make demo`, from anywhere."""

    scrapy_tells_usage = True

    def short_desc(self) -> str:
        return "Crawl a bundled imitation newsroom on this machine; nothing leaves it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--articles", metavar="N", help="releases of the newsroom (default 60)")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        home = next((each for each in HOMES if (each / "tests" / "replica" / "demo.py").is_file()), None)
        if home is None:
            raise UsageError("the imitation newsroom is not here; it is in a clone of the project: make demo")
        path = os.pathsep.join(filter(None, (str(home), os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-m", "tests.replica.demo", str(output_of(self.settings) / "demo")]
        command += [f"--articles={opts.articles}"] if opts.articles else []
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path})
        try:
            self.exitcode = process.wait()
        except KeyboardInterrupt:  # it got the signal as well, and says so
            self.exitcode = process.wait()
