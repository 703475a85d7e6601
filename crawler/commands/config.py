"""`scrapy config`: which settings are in force, and where each comes from."""

import argparse
import os

from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from crawler.commands.places import OwnCommand
from crawler.configuration.file import FILE, OF_ENVIRONMENT, PLACEHOLDER, Configuration, put_in_force
from crawler.configuration.keys import KEYS, OF_NAME, example
from crawler.report.program import aligned
from crawler.spiderloader import NewsroomSpiderLoader


class ConfigCommand(OwnCommand, ScrapyCommand):
    """Print what newsroom.toml, the environment and the command line make of the settings."""

    scrapy_tells_usage = True

    def short_desc(self) -> str:
        return "Show which settings are in force, and where each comes from"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--example", action="store_true", help=f"print a {FILE} with every key, to begin with")

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.example:
            print(example(), end="")
            return
        settings = self.settings
        found = put_in_force(settings, os.environ)
        loader = NewsroomSpiderLoader(settings)
        file = str(found.path) if found.path else "none here; `config --example` prints one to begin with"
        print(*aligned([(FILE, file), ("own declarations", _own(loader))]), sep="\n", end="\n\n")
        print(*aligned([("key", "in force", "from"), *_in_force(settings, found)]), sep="\n")
        if loader.listed:
            print("", *aligned([("newsroom", "arguments"), *_listed(loader)]), sep="\n")
        for name, why in loader.broken.items():
            print(f"left out: {name}: {why.partition(chr(10))[0]}")


def _own(loader: NewsroomSpiderLoader) -> str:
    if loader.own is None:
        return "none; they would be in newsrooms/, or in the folder that NEWSROOM_SPIDERS names"
    return f"{loader.own}: {', '.join(sorted(each.stem for each in loader.own.glob('[!_.]*.py'))) or 'none'}"


def _in_force(settings: BaseSettings, found: Configuration) -> list[tuple[str, str, str]]:
    """(key, value, where from) of every key, and of what the file sets beside them."""
    named = [each for each in KEYS if each.name != "user_agent"]
    rows = [(each.name, _shown(each.name, settings.get(each.setting)), _origin(settings, each.setting, found)) for each in named]
    more = [(key, setting) for setting, key in found.keys.items() if key not in OF_NAME]
    return rows + [(key, _shown(key, settings.get(setting)), _origin(settings, setting, found)) for key, setting in more]


def _shown(name: str, value: object) -> str:
    if name in OF_NAME and OF_NAME[name].secret and value:
        return "(set, not shown)"
    said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return said or "-"


def _origin(settings: BaseSettings, name: str, found: Configuration) -> str:
    priority = settings.getpriority(name) or 0
    if priority >= SETTINGS_PRIORITIES["cmdline"]:
        return "command line"
    if name in OF_ENVIRONMENT and os.environ.get(name):
        return f"environment, {name}"
    placeholder = PLACEHOLDER in str(settings.get(name))
    return str(found.path) if name in found.values else "default" + (": a placeholder, put in your own" if placeholder else "")


def _listed(loader: NewsroomSpiderLoader) -> list[tuple[str, str]]:
    return [
        (name, " ".join(f"{key}={value}" for key, value in each.arguments.items() if key != "name"))
        for name, each in loader.listed.items()
    ]
