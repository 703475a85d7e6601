"""`newsroom demo`: the bundled imitation newsroom, served on this machine and crawled into OUTPUT_DIR/demo/."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
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
        self.exitcode = _run(command, os.environ | {"PYTHONPATH": path})


def _run(command: list[str], environment: Mapping[str, str]) -> int:
    """The exit code of the demo. Ctrl-C is for it alone: what comes while it is being loaded waits until it can say so."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process = subprocess.Popen(command, env=environment)
        if signal.SIGINT in signal.sigpending():  # it came before there was a demo
            process.send_signal(signal.SIGINT)
        return process.wait()
    finally:
        with contextlib.suppress(KeyboardInterrupt):
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
