"""`newsroom`: Scrapy's command line with this project's settings, in any folder."""

import difflib
import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

import scrapy
from scrapy.cmdline import ScrapyArgumentParser, _get_commands_dict, _run_command, _run_print_help
from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.project import ENVVAR

from crawler.commands.places import USAGE
from crawler.commands.start import INTERRUPTED, loaded, run
from crawler.configuration.file import NAMED, put_in_force
from crawler.errors import UsageError

SETTINGS = "crawler.settings"
OURS = ("spiders", "pipelines")  # the other two packages of this distribution
FIRST = ("demo", "crawl", "sites", "newsite", "config", "state", "explain", "dataset", "export", "overdue")  # of the list


def run_program(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command; ends the program with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ[ENVVAR] = SETTINGS  # for processes that a command starts, and for Scrapy's commands that ask for a project
    settings = Settings()
    try:
        _require_own_packages()
        settings.setmodule(SETTINGS, priority="project")
        if file := _config_option(given):
            settings.set(NAMED, file, priority="cmdline")
        put_in_force(settings, os.environ)
        _run(*_command(given, settings), given, settings)
    except UsageError as error:
        print(f"newsroom: error: {error}", file=sys.stderr)
        raise SystemExit(USAGE) from error
    except KeyboardInterrupt:  # of a command that is no crawl; a crawl closes its files
        raise SystemExit(INTERRUPTED) from None


def _run(name: str, command: ScrapyCommand, given: list[str], settings: Settings) -> NoReturn:
    """As scrapy.cmdline.execute does, under this program's name."""
    parser = ScrapyArgumentParser(
        prog=f"newsroom {name}", formatter_class=ScrapyHelpFormatter, usage=f"newsroom {name} {command.syntax()}",
        conflict_handler="resolve", description=command.long_desc(),
    )  # fmt: skip
    settings.setdict(command.default_settings, priority="command")
    command.settings = settings
    command.add_options(parser)
    options, words = parser.parse_known_args(args=given)
    _run_print_help(parser, command.process_options, words, options)
    loaded()
    if command.requires_crawler_process:
        command.crawler_process = AsyncCrawlerProcess(settings)
    _run_print_help(parser, _run_command, command, words, options)
    raise SystemExit(command.exitcode)


def _command(given: list[str], settings: Settings) -> tuple[str, ScrapyCommand]:
    """The command that is named first, taken out of the arguments."""
    commands = _get_commands_dict(settings, inproject=True)
    name = next((word for word in given if not word.startswith("-")), None)
    if name is None:
        print(_version() if "--version" in given else _overview(commands))
        raise SystemExit(0)
    if name not in commands:
        near = difflib.get_close_matches(name, commands, 1)
        meant = f"; did you mean newsroom {near[0]}?" if near else "; `newsroom` lists them"
        raise UsageError(f"no command {name!r}{meant}")
    given.remove(name)
    return name, commands[name]


def _config_option(given: list[str]) -> str | None:
    """The file of `--config FILE` or `--config=FILE`, taken out of the arguments."""
    for place, word in enumerate(given):
        if word.startswith("--config="):
            return given.pop(place).partition("=")[2]
        if word == "--config":
            if place + 1 == len(given):
                raise UsageError("--config names a file, as in: newsroom --config newsroom.toml crawl minmetals")
            del given[place]
            return given.pop(place)
    return None


def _require_own_packages() -> None:
    """Refuse to run with another project's `spiders` or `pipelines`, which would be taken for this one's."""
    home = Path(__file__).resolve().parents[2]
    for name in OURS:
        spec = importlib.util.find_spec(name)
        where = Path(spec.origin).resolve() if spec and spec.origin else None
        if where is None or where.parents[1] != home:
            raise UsageError(
                f"the package `{name}` is taken from {where or 'nowhere'}, not from {home}: another project has one of that "
                "name; install newsroom-crawler into an environment of its own"
            )


def _version() -> str:
    try:
        ours = version("newsroom-crawler")
    except PackageNotFoundError:  # a folder of sources that was never installed
        ours = "(not installed)"
    return f"newsroom-crawler {ours}, Scrapy {scrapy.__version__}, Python {sys.version.partition(' ')[0]}"


def _overview(commands: dict[str, ScrapyCommand]) -> str:
    ours = {name for name, command in commands.items() if type(command).__module__.startswith("crawler.")}
    order = sorted(ours, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    lines = [f"  {name:<11} {commands[name].short_desc()}" for name in order]
    return "\n".join([
        _version(), "", "Usage: newsroom [--config FILE] COMMAND [options]", "", *lines, "",
        f"Scrapy's own: {', '.join(sorted(set(commands) - ours))}", "`newsroom COMMAND --help` says more.",
    ])  # fmt: skip


if __name__ == "__main__":
    run()
