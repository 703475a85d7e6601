"""What was seen of a newsroom: answers, lists, articles. Pure."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Protocol

from crawler.discover.listing import Listing
from crawler.explain.reading import PageSource
from crawler.items import Row
from crawler.policy.robots import Robots
from crawler.site import Site
from crawler.urls import article_id


class Asker(Protocol):
    """Who fetches, by the project's rules: robots.txt, scope, pace."""

    robots: dict[str, Robots]  # by origin, as far as it was read

    def __call__(self, url: str, purpose: str) -> Awaitable[PageSource | str]:
        """The answer, or in a few words why there is none."""


@dataclass(frozen=True, slots=True)
class Look:
    """One address that was asked for: what it was thought to be, and what came of it, in words."""

    url: str
    what: str
    said: str


@dataclass(frozen=True, slots=True)
class SeenList:
    """A list of releases that was read: a page, a feed, a sitemap, a JSON list. rows: those that are releases."""

    url: str
    section: str | None
    listing: Listing
    rows: tuple[Row, ...]

    @property
    def kind(self) -> str:
        """`listing`, `feed`, `sitemap`, `json`."""
        return self.listing.kind


@dataclass(slots=True)
class Survey:
    """What was seen of a newsroom.

    site: as it is read, without a platform; pages: lists that are pages, the main one first; sources: all other lists;
    articles: their pages and the row that led there; start: the first answer; undeclared: addresses that only the rules for
    undeclared newsrooms would follow.
    """

    site: Site
    asked: str
    start: PageSource
    looks: list[Look] = field(default_factory=list)
    pages: list[SeenList] = field(default_factory=list)
    second: SeenList | None = None  # the main list's next page
    sources: list[SeenList] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)  # named by robots.txt
    delay: float | None = None  # seconds, that robots.txt asks for
    undeclared: tuple[str, ...] = ()
    called: set[str] = field(default_factory=set)  # of the sources, those that scripts of the first page ask for
    articles: list[tuple[list[PageSource], Row]] = field(default_factory=list)

    @property
    def lists(self) -> list[SeenList]:
        """All lists that were read, pages first."""
        return [*self.pages, *([self.second] if self.second else []), *self.sources]

    @property
    def rows(self) -> list[Row]:
        """Each release once, as the first list names it."""
        found: dict[str, Row] = {}
        for each in self.lists:
            for row in each.rows:
                found.setdefault(article_id(row.url, self.site), row)
        return list(found.values())
