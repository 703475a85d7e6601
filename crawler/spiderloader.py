"""Finds the newsrooms: every module of SPIDER_MODULES and of the user's own folder, and the list in newsroom.toml.

They are imported one by one, so that a broken one costs only itself.
"""

import difflib
import importlib
import importlib.util
import logging
import os
import pkgutil
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import NoReturn, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.spider import iter_spider_classes

from crawler.configuration.file import Configuration, Listed, configuration_of
from crawler.errors import UsageError
from crawler.explain.address import site_for
from crawler.site import Site
from crawler.url_parts import with_scheme

logger = logging.getLogger(__name__)

OWN = "newsrooms"  # the folder of own declarations, and the package that its modules are in
_ENDS = "the file ends the program, as a script does (sys.exit); here it may only declare newsrooms"
UNDECLARED = "newsroom"  # the spider of newsrooms without a declaration


def own_folder(settings: BaseSettings, environment: Mapping[str, str], found: Configuration) -> Path | None:
    """The folder of the user's own declarations; None where none is named and none lies beside.

    Raises UsageError for one that is named and is not there.
    """
    named = settings.get("NEWSROOM_SPIDERS") or environment.get("NEWSROOM_SPIDERS") or found.values.get("NEWSROOM_SPIDERS")
    if not named:
        beside = (found.path.parent if found.path else Path()) / OWN
        return beside if beside.is_dir() else None
    folder = Path(str(named))
    if not folder.is_dir():
        raise UsageError(f"NEWSROOM_SPIDERS names {folder}, which is no folder")
    return folder


def folder_for_new(settings: BaseSettings) -> Path:
    """Where a new declaration belongs: the user's own folder, else the clone's `spiders/` where the user stands in the clone.

    The folder may have to be made. Raises UsageError.
    """
    own = own_folder(settings, os.environ, configuration_of(settings, os.environ))
    package = importlib.import_module(settings["NEWSPIDER_MODULE"])
    place = Path(str(package.__file__)).resolve().parent
    in_clone = (place.parent / "scrapy.cfg").is_file() and place.parent in (Path.cwd(), *Path.cwd().parents)
    return own or (place if in_clone or settings["NEWSPIDER_MODULE"] != "spiders" else Path(OWN))


class NewsroomSpiderLoader(SpiderLoader):
    """A spider loader that reports company files that cannot be imported and keeps the others.

    `broken` maps the name of each bad module to what is wrong with it; `listed` has the newsrooms of newsroom.toml by name;
    `own` is the folder of own declarations, if there is one. Raises UsageError for a newsroom.toml that is wrong.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.broken: dict[str, str] = {}
        found = configuration_of(settings, os.environ)
        self.own = own_folder(settings, os.environ, found)
        self.listed = {each.name: each for each in found.newsrooms}
        super().__init__(settings)

    def _load_all_spiders(self) -> None:
        for package in self.spider_modules:
            for name in _module_names(package):
                module = self._import(name)
                if module is not None:
                    self._load_spiders(module)
        for path in sorted(self.own.glob("[!_.]*.py")) if self.own else ():
            module = self._import(f"{OWN}.{path.stem}", path)
            if module is not None:
                self._load_spiders(module)
        for entry in self.listed.values():
            self._load_listed(entry)
        self._check_name_duplicates()

    def _load_listed(self, entry: Listed) -> None:
        if entry.name in self._spiders:
            self.broken[entry.name] = (
                f"newsroom.toml lists a newsroom of this name, and one is declared: {entry.url} is left out: {entry.name} is the "
                f'declared one. Give it a name of its own in newsroom.toml, as in name = "{entry.name}_2"'
            )
            _tell(f"{entry.name}: {self.broken[entry.name]}")
        elif UNDECLARED in self._spiders:
            self._spiders[entry.name] = _spider_of(entry, self._spiders[UNDECLARED])

    def _import(self, name: str, path: Path | None = None) -> ModuleType | None:
        try:
            with _told_of_interrupts():
                return _module_of(name, path) if path else importlib.import_module(name)
        except BaseException as error:  # a company file may fail in any way, and must not hide the others
            if isinstance(error, _Interrupted):
                raise
            ends = not isinstance(error, Exception)  # as sys.exit() does
            self.broken[name] = f"{type(error).__name__}: {_ENDS if ends else error}"
            _tell(f"{name} is left out: {self.broken[name]}")
            return None

    def _load_spiders(self, module: ModuleType) -> None:
        """One name is one newsroom, as it is one folder: what takes the name of another one is left out."""
        for found in iter_spider_classes(module):
            before = self._spiders.get(found.name)
            if before is not None and not _may_replace(found, before):
                self.broken[module.__name__] = (
                    f"the name {found.name!r} is that of {before.__module__}, whose folder it would write into: "
                    f'give this one a name of its own, as in name="{found.name}_2"'
                )
                _tell(f"{module.__name__} is left out: {self.broken[module.__name__]}")
            else:
                if isinstance(getattr(before, "site", None), Site):
                    self._found.pop(found.name)  # of which Scrapy would warn: it is meant
                self._found[found.name].append((module.__name__, found.__name__))
                self._spiders[found.name] = found

    def sites(self) -> dict[str, Site]:
        """The declared newsrooms, by the name of their spider."""
        found = {name: getattr(spider, "site", None) for name, spider in self._spiders.items()}
        return {name: site for name, site in found.items() if isinstance(site, Site)}

    def listed_sites(self) -> dict[str, Site]:
        """The newsrooms of newsroom.toml's list, by name, each as its runs crawl it: with its arguments."""
        declared = self.sites()
        spiders = {name: self._spiders[name]() for name in self.listed if name in self._spiders and name not in declared}
        return {name: cast("Site", getattr(spider, "site")) for name, spider in spiders.items()}  # noqa: B009

    def other_owner(self, name: str, url: str) -> str | None:
        """The address of the declared or listed newsroom of that name, where the given address is on none of its hosts."""
        site, listed = self.sites().get(name), self.listed.get(name)
        known = site.start[0] if site else with_scheme(listed.url) if listed else None
        hosts = site.hosts if site else (urlsplit(known or "").hostname,)
        return known if urlsplit(url).hostname not in hosts else None

    def find_by_request(self, request: Request) -> list[str]:
        """The declared newsroom that has the request's address; else the other spiders that take it, as Scrapy finds them."""
        site = site_for(request.url, self.sites().values())
        return [site.name] if site is not None else super().find_by_request(request)

    def load(self, spider_name: str) -> type:
        """The spider class; KeyError names the newsrooms there are, and the files that are broken."""
        if spider_name in self._spiders:
            return self._spiders[spider_name]
        broken = "".join(f"\n  left out: {name}: {why}" for name, why in self.broken.items())
        near = difflib.get_close_matches(spider_name, self._spiders, 1)
        meant = f"did you mean {near[0]}? There are" if near else "there are"
        raise KeyError(f"no newsroom {spider_name!r}; {meant}: {', '.join(sorted(self._spiders))}{broken}")


class _Interrupted(KeyboardInterrupt):
    """Somebody pressed Ctrl-C: no file raised it."""


@contextmanager
def _told_of_interrupts() -> Iterator[None]:
    """Within, Ctrl-C is another exception than what a file raises by itself."""
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise _Interrupted


def _may_replace(spider: type[Spider], before: type[Spider]) -> bool:
    """Whether two spiders may have one name: an own declaration may be in place of that of the same newsroom which came along.

    Of spiders that are no newsrooms the last one counts, as in any Scrapy project.
    """
    sites = [site for each in (before, spider) if isinstance(site := getattr(each, "site", None), Site)]
    own = [each.__module__.startswith(f"{OWN}.") for each in (before, spider)]
    return len(sites) < 2 or (own == [False, True] and not set(sites[0].hosts).isdisjoint(sites[1].hosts))


@lru_cache
def _tell(said: str) -> None:
    """Once in a process, which may load the newsrooms several times."""
    logger.error("%s", said)


def _spider_of(entry: Listed, base: type[Spider]) -> type[Spider]:
    """The spider of newsrooms without a declaration, with the arguments of the list; those of the command line go first."""

    def begin(self: Spider, **arguments: str) -> None:
        base.__init__(self, **{**entry.arguments, "name": entry.name, **arguments})

    of_class = type(base.__name__, (base,), {"name": entry.name, "__init__": begin, "__module__": base.__module__})
    return cast("type[Spider]", of_class)


def _module_of(name: str, path: Path) -> ModuleType:
    """A module of a file that lies in no package."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _module_names(package: str) -> Iterator[str]:
    module = importlib.import_module(package)
    if not hasattr(module, "__path__"):
        yield package
        return
    for found in pkgutil.walk_packages(module.__path__, prefix=f"{package}."):
        yield found.name
