"""The base of all platforms: a newsroom that answers requests and knows what a crawler must find.

A platform is a subclass with `name`, `start` (path at which a crawl begins) and `route`; it prints what `company` has in one
of its markup styles, drawn from `rng`. `sources` is the number of requests of its cheapest complete source.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar
from urllib.parse import parse_qsl

from tests.pdf import pdf
from tests.replica.model import dice
from tests.replica.platforms import markup
from tests.replica.platforms.company import Company, Release, pages_of

HTML, XML, JSON = "text/html; charset=utf-8", "application/xml; charset=utf-8", "application/json; charset=utf-8"
_ELSEWHERE = ("/", "/about", "/products", "/investors", "/careers", "/privacy", "/terms-of-use")


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer."""

    status: int
    body: bytes
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a crawler must find of a release; path: of its address, with the query; form: `page` or `document`."""

    path: str
    title: str
    day: str
    text: str
    form: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: path without the query, the query's and a form's parameters, the whole body."""

    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""

    def number(self, name: str, usual: int) -> int:
        """A parameter of the query as a number."""
        said = self.query.get(name, "")
        return int(said) if said.lstrip("-").isdecimal() else usual


class PlatformNewsroom:
    """A company on one platform. origin: set by the server (`http://127.0.0.1:PORT`)."""

    name: ClassVar[str]
    start: ClassVar[str] = "/news/"
    language: ClassVar[str] = "en"
    size: int = 10  # rows on a page of its list
    documents: ClassVar[bool] = True  # whether some releases are files
    rules: ClassVar[str] = "Disallow: /admin/"  # of robots.txt
    mapped: bool = False  # whether robots.txt names /sitemap.xml, which has all releases

    def __init__(self, seed: int, articles: int = 300) -> None:
        self.seed = seed
        self.company = Company(seed, articles, language=self.language, documents=self.documents)
        self.rng = dice("platform", self.name, seed)
        self.style = self.rng.choice(markup.FRAMES)
        self.flavour = self.rng.choice(("p", "div", "br"))
        self.origin = "http://127.0.0.1"

    @cached_property
    def by_path(self) -> dict[str, Release]:
        """Each release by its address."""
        return {self.path_of(each): each for each in self.company.releases}

    @cached_property
    def years(self) -> list[int]:
        """The years that have releases, newest first."""
        return sorted({each.at.year for each in self.company.releases}, reverse=True)

    @cached_property
    def pages(self) -> list[list[Release]]:
        """The releases of each page of the list, newest first."""
        return pages_of(self.company.newest_first, self.size)

    # What a platform says

    def path_of(self, release: Release) -> str:
        """The address of a release, from the slash on."""
        raise NotImplementedError

    def route(self, ask: Ask) -> Reply | None:
        """The answer to a request for anything but a release, robots.txt or a page of the site that is no news."""
        raise NotImplementedError

    def article(self, release: Release) -> str:
        """The page of a release."""
        raise NotImplementedError

    @property
    def sources(self) -> int:
        """Requests that the cheapest source takes which names every release."""
        return 1 if self.mapped else -(-len(self.company.releases) // self.size)

    @property
    def robots(self) -> str:
        """The text of robots.txt."""
        return f"User-agent: *\n{self.rules}\n" + (f"Sitemap: {self.origin}/sitemap.xml\n" if self.mapped else "")

    # What all have

    @property
    def minimum(self) -> int:
        """Requests of a first crawl that knows everything: releases, pages of the cheapest source, robots.txt."""
        return len(self.company.releases) + self.sources + 1

    def expected(self) -> tuple[Truth, ...]:
        """The truth of every release, oldest first."""
        return tuple(
            Truth(self.path_of(each), each.title, each.day, each.text, "document" if each.kind == "pdf" else "page")
            for each in self.company.releases
        )

    def reply(self, path: str, query: str = "", method: str = "GET", body: bytes = b"") -> Reply:
        """What the server answers; path and query as in the request line, the query without its `?`."""
        if path == "/robots.txt":
            return text(self.robots, kind="text/plain")
        whole = f"{path}?{query}" if query else path
        release = self.by_path.get(whole) or self.by_path.get(path)
        if release is not None and method in ("GET", "HEAD"):
            return self._release(release)
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)) if body else {}
        found = self.route(Ask(path, dict(parse_qsl(query, keep_blank_values=True)), form, method, body))
        if found is None and path in _ELSEWHERE:
            words = "<h1>About this site</h1><p>Nothing here is news.</p>"
            return text(self.page(self.company.name, words))
        return found or text(self.page("Not found", "<h1>Page not found</h1>"), status=404)

    def _release(self, release: Release) -> Reply:
        if release.kind == "pdf":
            lines = [release.title, *(block.text for block in release.blocks)]
            return Reply(200, pdf([line.encode("latin-1", "replace").decode("latin-1") for line in lines]), "application/pdf")
        return text(self.article(release))

    def page(self, title: str, main: str, *, head: str = "", body: str = "") -> str:
        """A page of the site."""
        return markup.frame(self.company, f"{title} | {self.company.name}", main, style=self.style, head=head, body=body)

    def url_of(self, release: Release) -> str:
        """The whole address of a release."""
        return self.origin + self.path_of(release)

    def feed(self, releases: Iterable[Release], *, head: str = "", full: bool = False) -> Reply:
        """An RSS feed of releases. head, full: as markup.rss takes them."""
        items = ((each, self.url_of(each)) for each in releases)
        return text(markup.rss(self.company, items, self.origin, head=head, full=full), kind=XML)

    def sitemap(self, paths: Iterable[str]) -> Reply:
        """A sitemap of addresses on the newsroom's host."""
        return text(markup.sitemap(self.origin + each for each in paths), kind=XML)

    def end_of(self, release: Release) -> str:
        """What stands below the news on a release's page."""
        return markup.boilerplate(dice("end", self.seed, release.number), self.company)

    def neighbours(self, release: Release) -> list[Release]:
        """Other releases, as an article offers them."""
        return [each for each in self.company.newest_first[:4] if each is not release][:3]


def text(body: str, *, status: int = 200, kind: str = HTML, **headers: str) -> Reply:
    """An answer of text."""
    return Reply(status, body.encode(), kind, headers)


def as_json(value: object, status: int = 200, **headers: str) -> Reply:
    """An answer in JSON; `_` in the names of headers stands for `-`."""
    named = {name.replace("_", "-"): said for name, said in headers.items()}
    return Reply(status, json.dumps(value).encode(), JSON, named)
