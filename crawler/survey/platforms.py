"""Which publishing system a newsroom runs on, as far as one of `crawler.platforms` knows the form of its addresses."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from crawler import platforms
from crawler.items import Row
from crawler.page.page import Page
from crawler.platforms.systems import system_of
from crawler.site import GENERIC, Platform, Site
from crawler.text.counting import counted
from crawler.urls import is_article_url

_FEWEST = 2  # rows that a second system must have before a newsroom is taken for one that moved


@dataclass(frozen=True, slots=True)
class NamedPlatform:
    """A platform as a company file names it: its module's name and the constant there."""

    module: str
    name: str
    platform: Platform

    @property
    def line(self) -> str:
        """The line that imports it."""
        return f"from {self.module} import {self.name}"


def known_platforms() -> Iterator[NamedPlatform]:
    """Every platform of `crawler.platforms` that knows how addresses of articles look."""
    for found in pkgutil.iter_modules(platforms.__path__, f"{platforms.__name__}."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, Platform) and value.articles and name.isupper():
                yield NamedPlatform(found.name, name, value)


@dataclass(frozen=True, slots=True)
class Recognised:
    """named: the platforms by which all releases that were seen can be told, none where these are not enough.

    said: what was found, in words.
    """

    named: tuple[NamedPlatform, ...]
    said: str

    @property
    def platform(self) -> Platform:
        """All of them as one."""
        first, *rest = [each.platform for each in self.named] or [GENERIC]
        for each in rest:
            first = first | each
        return first


def recognised(rows: Sequence[Row], site: Site, page: Page | None = None) -> Recognised:
    """The platform of a newsroom by the addresses of its releases; only one that tells all of them is named.

    With a platform nothing else is a release: one row of another form speaks against it. page: one of them, by which systems
    are told that need no declaration.
    """
    own = {row.url for row in rows if row.form is None}
    named, rest = [], set(own)
    for known, mine in sorted(_fitting(own, site), key=lambda pair: -len(pair[1])):
        if mine & rest:
            named.append(known)
            rest -= mine
    names = " and ".join(each.platform.name for each in named)
    if not named:
        system = system_of(page.text, page.url) if page else None
        return Recognised((), f"{system.name}, by its markup: nothing to declare" if system else "none that is known")
    if rest:
        others = f"{len(rest)} of {counted(len(own), 'address', 'addresses')}"
        return Recognised((), f"{names}, but another form than that: {others}; so none is declared")
    return Recognised(tuple(named), f"{names}: the form of every address that was seen ({len(own)})")


def _fitting(own: Collection[str], site: Site) -> Iterator[tuple[NamedPlatform, set[str]]]:
    """The platforms that know some of the addresses, with those that they know."""
    for known in known_platforms():
        declared = replace(site, platform=known.platform)
        mine = {url for url in own if is_article_url(url, declared)}
        if len(mine) >= max(1, min(_FEWEST, len(own))):
            yield known, mine
