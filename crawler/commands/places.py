"""What the project's own commands share: how they end, and where they read and write."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from scrapy import exceptions
from scrapy.settings import BaseSettings, Settings

from crawler.commands.start import INTERRUPTED, STOPPED
from crawler.configuration.file import put_in_force
from crawler.errors import DeclarationError, Locked, MissingExtra, NewsroomError, OutOfScope, StorageError, UsageError
from crawler.items import JsonObject
from crawler.report.program import as_typed, program
from crawler.report.summary import let_reader_go
from crawler.storage import own_files
from crawler.verdict.words import EXIT_CODES

USAGE = 2  # exit code where there is no run, and no verdict
INCOMPLETE, DRIFT, UNREACHABLE, STORAGE, CRASH, LOCKED = (
    EXIT_CODES[name] for name in ("incomplete", "drift", "unreachable", "storage", "crash", "locked")
)

if TYPE_CHECKING:
    from scrapy.commands import ScrapyCommand as _Base
else:
    _Base = object


class OwnCommand(_Base):
    """Base before ScrapyCommand (which would be listed as a command itself): an error is one line and an exit code.

    scrapy_tells_usage: whether what is wrong with the arguments is told as Scrapy does, on stderr.
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[JsonObject] = {"LOG_ENABLED": False}
    scrapy_tells_usage = False
    settings: Settings  # set by Scrapy before run()

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            put_in_force(self.settings, os.environ)
            self.act(args, opts)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader, such as `head`, has enough
            let_reader_go(sys.stdout)
        except NewsroomError as error:
            if self.scrapy_tells_usage and isinstance(error, UsageError):
                raise exceptions.UsageError(as_typed(str(error)), print_help=False) from error
            print(as_typed(" ".join(str(error).split())))
            self.exitcode = code_for(error)
        except KeyboardInterrupt:
            print(STOPPED.format(program()), end="", file=sys.stderr)
            self.exitcode = INTERRUPTED

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the command is for. Raises NewsroomError, or Scrapy's UsageError."""


def code_for(error: NewsroomError) -> int:
    """The exit code of a command that ends with this error."""
    if isinstance(error, UsageError | OutOfScope | DeclarationError | MissingExtra):
        return USAGE
    if isinstance(error, StorageError):
        return LOCKED if isinstance(error, Locked) else STORAGE
    return UNREACHABLE


def output_of(settings: BaseSettings) -> Path:
    """OUTPUT_DIR, as newsroom.toml may say; from now on files are made with the rights of FILE_MODE. Raises UsageError."""
    if not settings.frozen:
        put_in_force(settings, os.environ)
    own_files.FileMode.use(settings.get("FILE_MODE"))
    return own_files.output_folder(settings["OUTPUT_DIR"])


def place_of_page(settings: BaseSettings, folder: str, name: str) -> Path:
    """Where a command writes its page, in a folder of OUTPUT_DIR. Raises StorageError where something foreign is in its place."""
    page = output_of(settings) / folder / f"{name}.html"
    if own_files.exists(page.parent, folder=True):
        own_files.exists(page)
    return page


def folder_of(settings: BaseSettings, name: str) -> Path:
    """OUTPUT_DIR/SITE, which may be missing. Raises UsageError for no name of a newsroom, StorageError for a foreign folder."""
    return own_files.site_folder(output_of(settings), name)


def named_file(said: str) -> Path:
    """The file that `--out` names; its folder may be reached through links, for it is the user's choice."""
    path = Path(said)
    return own_files.output_folder(path.parent) / path.name
