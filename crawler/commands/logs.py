"""What a run prints of its log: all of it where nobody looks on, errors alone on a terminal; and how many logs are kept."""

import argparse
import contextlib
import sys
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES as PRIORITIES
from scrapy.settings import BaseSettings

from crawler.errors import UsageError

QUIET = "ERROR"  # level of the log on a terminal


def add_verbose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print the log on a terminal too (without: errors, and how far the run is)"
    )


def begin_log(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """On a terminal the summary says how a run went, so the log is left out there unless something asks for it.

    Called before logging begins. Raises UsageError where an old log cannot be moved aside.
    """
    said = (settings.getpriority("LOG_LEVEL") or 0) > PRIORITIES["project"]
    if sys.stderr.isatty() and not (opts.verbose or opts.nolog or said or settings.get("LOG_FILE")):
        settings.set("LOG_LEVEL", QUIET, priority="cmdline")
    if settings.get("LOG_FILE"):
        rotate(Path(settings["LOG_FILE"]), settings.getint("LOG_FILE_KEEP"))


def rotate(log: Path, kept: int) -> None:
    """Move a log aside, `run.log` to `run.log.1` and so on; the oldest of `kept` goes. 0: a run writes behind the last."""
    if kept < 1 or not log.is_file():
        return
    try:
        for number in range(kept - 1, 0, -1):
            with contextlib.suppress(FileNotFoundError):
                log.with_name(f"{log.name}.{number}").replace(log.with_name(f"{log.name}.{number + 1}"))
        log.replace(log.with_name(f"{log.name}.1"))
    except OSError as error:
        raise UsageError(f"LOG_FILE {log} cannot be moved aside: {error.strerror}") from error
