"""Pages for commands: fetched by the project's own rules or read from a file, and the declared site they belong to."""

import os
import re
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.commands.start import INTERRUPTED, STOPPED
from crawler.discover.body_pages import body_parts
from crawler.errors import DeclarationError, NewsroomError, OutOfScope, Refused, UsageError
from crawler.explain.address import site_for
from crawler.explain.reading import PageSource
from crawler.policy.body_checks import magic, require_simple
from crawler.policy.scope import private_hosts, require
from crawler.report.program import program
from crawler.site import Site
from crawler.spider import NewsroomSpider
from crawler.spiderloader import NewsroomSpiderLoader
from crawler.urls import in_origins

LARGEST = 32 * 1024 * 1024  # bytes of a file
_WEB = re.compile(r"https?://", re.IGNORECASE)


class NotFetched(NewsroomError):
    """The page could not be had; the message says why."""


def is_web(name: str) -> bool:
    """Whether a command's argument is a web address."""
    return _WEB.match(name) is not None


def declared_sites(settings: BaseSettings) -> dict[str, Site]:
    """The declared newsrooms of the project, by name."""
    return NewsroomSpiderLoader(settings).sites()


def declared_site(settings: BaseSettings, name: str) -> Site:
    """One declared newsroom. Raises UsageError that names those there are."""
    sites = declared_sites(settings)
    if name not in sites:
        raise UsageError(f"no newsroom {name!r} is declared; there are: {', '.join(sorted(sites))}")
    return sites[name]


def named_site(settings: BaseSettings, name: str) -> Site:
    """One declared newsroom, or one of newsroom.toml's list. Raises UsageError as `declared_site`."""
    return NewsroomSpiderLoader(settings).listed_sites().get(name) or declared_site(settings, name)


def site_of(settings: BaseSettings, url: str, name: str | None) -> tuple[Site, str]:
    """The site that a URL is read with, and why that one, as a sentence. Raises UsageError where it cannot be `name`'s."""
    if name:
        site = named_site(settings, name)
        if not in_origins(url, site):
            raise UsageError(f"{url} is none of the addresses of {name}: its hosts are {', '.join(site.hosts)}")
        return site, f"Site: `{name}`, as asked for."
    by_host = site_for(url, declared_sites(settings).values())
    if by_host is not None:
        return by_host, f"Site: `{by_host.name}`, the declared newsroom with this host."
    listed = _of_list(url, NewsroomSpiderLoader(settings).listed_sites().values())
    if listed is not None:
        return listed, f"Site: `{listed.name}`, the newsroom of newsroom.toml with this host."
    try:
        return Site.for_url(url), "Site: no declared newsroom has this host, so nothing is known of it."
    except DeclarationError as error:
        raise UsageError(str(error).partition("\n")[0]) from error


def _of_list(url: str, sites: Iterable[Site]) -> Site | None:
    """The newsroom of a list that has a page's host; of several the one in whose folder the page lies deepest."""
    path = urlsplit(url).path
    near = [(site, urlsplit(site.start[0]).path) for site in sites if in_origins(url, site)]
    return max(near, key=lambda each: len(each[1]) if path.startswith(each[1]) else 0, default=(None, ""))[0]


_OF_A_RUN = tuple(
    f"crawler.extensions.{name}" for name in ("run.RunExtension", "archive.ArchiveExtension", "progress.ProgressExtension")
)


def source_of(response: Response) -> PageSource:
    """An answer as what explains and saves pages takes it."""
    label = response.headers.get("Content-Type")
    return PageSource(response.url, response.body, label.decode("latin-1") if label else None)


class PageSpider(NewsroomSpider):
    """Fetches one article page and the further pages of its body; stores nothing."""

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wanted = [url]
        self.sources: list[PageSource] = []
        self.problem: BaseException | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The newsroom's settings without what writes: no run, no archive, no pipeline."""
        super().update_settings(settings)
        settings.set("EXTENSIONS", {**settings["EXTENSIONS"], **dict.fromkeys(_OF_A_RUN)}, priority="spider")
        settings.set("ITEM_PIPELINES", {}, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        yield self._next("article")

    def _next(self, purpose: str) -> Request:
        url = self.wanted.pop(0)
        return Request(url, callback=self.parse_page, errback=self.not_had, meta={"purpose": purpose}, dont_filter=True)

    def parse_page(self, response: Response) -> Any:
        """Keep the page; ask for the next one of the body."""
        self.sources.append(source_of(response))
        self.wanted = list(body_parts([source.page for source in self.sources]))
        if self.wanted:
            yield self._next("part")

    def not_had(self, failure: Failure) -> None:
        """Errback of both requests."""
        self.problem = failure.value


class _AtOnceProcess(AsyncCrawlerProcess):
    """Ends at the first signal: there is nothing to be closed, and a page in flight may take a minute."""

    def _signal_shutdown(self, signum: int, _: object) -> None:
        os.write(2, STOPPED.format(program()).encode())
        os._exit(INTERRUPTED)


Pages = TypeVar("Pages", bound=PageSpider)


def run_alone(settings: BaseSettings, spider_class: type[Pages], site: Site, **arguments: object) -> Pages:
    """Run a spider of one site to its end. Raises NotFetched where it could not begin."""
    process = _AtOnceProcess(settings)  # type: ignore[arg-type]
    crawler = process.create_crawler(type(f"Site{spider_class.__name__}", (spider_class,), {"site": site}))
    process.crawl(crawler, **arguments)
    process.start()
    spider = crawler.spider
    if process.bootstrap_failed or not isinstance(spider, spider_class):
        raise NotFetched(f"{site.start[0]} could not be looked at: the crawler did not start")
    return spider


def fetch(settings: BaseSettings, site: Site, url: str) -> list[PageSource]:
    """The pages of one article, by the project's own middlewares. Raises OutOfScope or NotFetched."""
    origins = site.origins
    require(url, origins, private_hosts(settings.getlist("PRIVATE_HOSTS")))
    spider = run_alone(settings, PageSpider, site, url=url)
    error = spider.problem
    if error is None and spider.sources:
        return spider.sources
    if isinstance(error, OutOfScope):
        raise error
    if isinstance(error, Refused):
        raise NotFetched(f"{url} was not fetched: {error.detail or error.reason} ({error.reason})")
    if isinstance(error, HttpError):
        raise NotFetched(f"{url} was not fetched: the server answered {error.response.status}")
    raise NotFetched(f"{url} was not fetched: {type(error).__name__ if error else 'no answer'}: {error or ''}".rstrip(": "))


def path_of(name: str) -> Path:
    """The path that a file's name or `file://` address means."""
    return Path(url2pathname(urlsplit(name).path)) if name.lower().startswith("file://") else Path(name)


def read_file(path: Path) -> bytes:
    """The bytes of a saved page. Raises UsageError for what is none."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a saved page")
    try:
        if not path.is_file() and path.exists():  # a named pipe would be waited for
            raise UsageError(f"{path} is no file: name a saved page")
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {path}; an address begins with http:// or https://") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(body) > LARGEST:
        raise UsageError(f"{path} is larger than {LARGEST >> 20} MB: it is no page")
    kind = magic(body)
    if kind:
        raise UsageError(f"{path} is no HTML page: it is {kind}")
    try:
        require_simple(body)
    except Refused as error:
        raise UsageError(f"{path} is no page that can be read: {error.detail}") from error
    return body
