"""`scrapy explain URL|FILE`: one HTML page that shows why a page is read as it is."""

import argparse
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.discover.body_pages import body_parts
from crawler.errors import DeclarationError, OutOfScope, Refused, StorageError, UsageError
from crawler.explain.address import saved_address, site_for, without_address
from crawler.explain.reading import PageSource, explain
from crawler.explain.view import explanation_lines, explanation_page
from crawler.extract.block_model.template import Template
from crawler.page.page import Page
from crawler.policy.body_checks import magic, require_simple
from crawler.policy.scope import private_hosts, require
from crawler.site import Site
from crawler.spider import MAX_PARTS, NewsroomSpider
from crawler.spiderloader import NewsroomSpiderLoader
from crawler.storage.state import STATE_FILE, Store
from crawler.urls import in_origins

USAGE, UNREACHABLE, STORAGE = 2, 30, 40
NOWHERE = "http://file.invalid/page.html"  # stands for the address of a page that does not say where it came from
LARGEST = 32 * 1024 * 1024  # bytes of a file
_WEB = re.compile(r"https?://", re.IGNORECASE)


class NotFetched(Exception):
    """The page could not be had; the message says why."""


class Command(ScrapyCommand):
    """Wiring only: the rules are in crawler.explain."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "URL|FILE [--site NAME] [--url URL] [--out FILE.html]"

    def short_desc(self) -> str:
        return "Show why a page is read as it is: every line, kept or dropped, with its rule"

    def long_desc(self) -> str:
        return (
            "Reads one page as a crawl would and writes one HTML file: its lines in reading order with the rule or score that "
            "decided, the fields with their sources and rivals, the layouts that were tried. A URL is fetched with this "
            "project's settings: robots.txt, scope and pace hold. Nothing is stored in the newsroom's journal."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="read as this declared newsroom (default: the one with this host)")
        parser.add_argument("--url", metavar="URL", help="address of a page that is read from a file")
        parser.add_argument("--out", metavar="FILE", help="the page to write (default: explain-NAME.html in this folder)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._run(args, opts)
        except (UsageError, OutOfScope) as error:
            self._fail(error, USAGE)
        except (NotFetched, Refused) as error:
            self._fail(error, UNREACHABLE)
        except StorageError as error:
            self._fail(error, STORAGE)

    def _fail(self, error: Exception, code: int) -> None:
        print(" ".join(str(error).split()))
        self.exitcode = code

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one page, as in: scrapy explain https://www.example.com/news/1.html, or a file")
        sources, site = self._from_web(args[0], opts) if _WEB.match(args[0]) else self._from_file(args[0], opts)
        out = Path(opts.out) if opts.out else Path(f"explain-{_slug(args[0])}.html")
        if not _WEB.match(args[0]) and out.resolve() == _path(args[0]).resolve():
            raise UsageError(f"--out {out} is the page itself: name another file")
        assert self.settings is not None
        template, said = learned_template(self.settings, site)
        sources = [replace(each, said=(*each.said, *said)) for each in sources]
        told = explain(sources, site, template)
        try:
            out.write_bytes(explanation_page(told))
        except OSError as error:
            raise StorageError(f"cannot write {out}: {error.strerror}") from error
        print(f"page   {out}\n{explanation_lines(told)}")

    def _from_file(self, name: str, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        path = _path(name)
        body = _read(path)
        address = (opts.url, "--url") if opts.url else saved_address(Page("", body))
        if address is None:
            return self._without_address(path, body, opts)
        url, how = address
        if not _WEB.match(url):
            raise UsageError(f"--url {url!r} is no web address; a right one is https://www.example.com/news/1.html")
        site, why = self._site(url, opts.site)
        return [PageSource(url, body, None, (f"Page: the file {path.name}; its address is {url}, by {how}.", why))], site

    def _without_address(self, path: Path, body: bytes, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        site = self._declared(opts.site) if opts.site else Site.for_url(NOWHERE, "file")
        said = f"Page: the file {path.name}; it does not say where it came from (--url may), so no rule of addresses counts."
        why = f"Site: `{site.name}`, as asked for." if opts.site else "Site: unknown, as its address is."
        return [PageSource(NOWHERE, body, None, (said, why), path.resolve().as_uri())], without_address(site)

    def _from_web(self, url: str, opts: argparse.Namespace) -> tuple[list[PageSource], Site]:
        assert self.settings is not None
        if opts.url:
            raise UsageError("--url is for a page that is read from a file")
        site, why = self._site(url, opts.site)
        origins = site.origins
        require(url, origins, private_hosts(self.settings.getlist("PRIVATE_HOSTS")))
        sources = fetch(self.settings, site, url)
        parts = f" Its body goes on on {len(sources) - 1} further pages." if len(sources) > 1 else ""
        first = sources[0]
        led = "" if first.url == url else f" (asked for as {url})"
        said = f"Page: fetched from {first.url}{led}, content type {first.content_type or 'not stated'}.{parts}"
        return [PageSource(first.url, first.body, first.content_type, (said, why)), *sources[1:]], site

    def _site(self, url: str, name: str | None) -> tuple[Site, str]:
        """The site that a URL is read with, and why that one."""
        if name:
            site = self._declared(name)
            if not in_origins(url, site):
                raise UsageError(f"{url} is none of the addresses of {name}: its hosts are {', '.join(site.hosts)}")
            return site, f"Site: `{name}`, as asked for."
        site_by_host = site_for(url, self._all().values())
        if site_by_host is not None:
            return site_by_host, f"Site: `{site_by_host.name}`, the declared newsroom with this host."
        try:
            return Site.for_url(url), "Site: no declared newsroom has this host, so nothing is known of it."
        except DeclarationError as error:
            raise UsageError(str(error).partition("\n")[0]) from error

    def _all(self) -> dict[str, Site]:
        assert self.settings is not None
        return NewsroomSpiderLoader(self.settings).sites()

    def _declared(self, name: str) -> Site:
        sites = self._all()
        if name not in sites:
            raise UsageError(f"no newsroom {name!r} is declared; there are: {', '.join(sorted(sites))}")
        return sites[name]


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
        settings.set("EXTENSIONS", {}, priority="spider")
        settings.set("ITEM_PIPELINES", {}, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        yield self._next("article")

    def _next(self, purpose: str) -> Request:
        url = self.wanted.pop(0)
        return Request(url, callback=self.parse_page, errback=self.not_had, meta={"purpose": purpose}, dont_filter=True)

    def parse_page(self, response: Response) -> Any:
        """Keep the page; ask for the next one of the body."""
        label = response.headers.get("Content-Type")
        content_type = label.decode("latin-1") if label else None
        self.sources.append(PageSource(response.url, response.body, content_type))
        if len(self.sources) == 1:
            self.wanted = list(body_parts(Page(response.url, response.body, content_type))[:MAX_PARTS])
        if self.wanted:
            yield self._next("part")

    def not_had(self, failure: Failure) -> None:
        """Errback of both requests."""
        self.problem = failure.value


def learned_template(settings: BaseSettings, site: Site) -> tuple[Template | None, tuple[str, ...]]:
    """What a crawl has learned of the site's pages, where it left a state; and a line that says so."""
    url, state = settings.get("STATE_URL"), Path(settings["OUTPUT_DIR"]) / site.name / STATE_FILE
    if not url and not state.is_file():
        return None, ()
    try:
        with Store.open(url or state, site.name) as store:
            saved, where = store.baselines.get("template"), store.where
    except StorageError as error:
        return None, (f"Template: not known, for the state could not be read ({error}).",)
    return (Template.from_json(saved), (f"Template: the one in {where}.",)) if saved else (None, ())


def fetch(settings: BaseSettings, site: Site, url: str) -> list[PageSource]:
    """The pages of one article, by the project's own middlewares. Raises Refused or NotFetched."""
    process = AsyncCrawlerProcess(settings)  # type: ignore[arg-type]
    crawler = process.create_crawler(type("SitePageSpider", (PageSpider,), {"site": site}))
    process.crawl(crawler, url=url)
    process.start()
    spider: Any = crawler.spider
    if spider is None:
        raise NotFetched(f"{url} could not be fetched: the crawler did not start")
    error = spider.problem
    if error is None and spider.sources:
        found: list[PageSource] = spider.sources
        return found
    if isinstance(error, OutOfScope):
        raise error
    if isinstance(error, Refused):
        raise NotFetched(f"{url} was not fetched: {error.detail or error.reason} ({error.reason})")
    if isinstance(error, HttpError):
        raise NotFetched(f"{url} was not fetched: the server answered {error.response.status}")
    raise NotFetched(f"{url} was not fetched: {type(error).__name__ if error else 'no answer'}: {error or ''}".rstrip(": "))


def _path(name: str) -> Path:
    return Path(url2pathname(urlsplit(name).path)) if name.lower().startswith("file://") else Path(name)


def _read(path: Path) -> bytes:
    """The bytes of a saved page. Raises UsageError for what is none."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a saved page")
    try:
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


def _slug(name: str) -> str:
    """A short file name made of an address or a file's name."""
    parts = urlsplit(name) if _WEB.match(name) else None
    words = f"{parts.hostname}{Path(parts.path).stem and '-' + Path(parts.path).stem}" if parts else Path(name).stem
    return re.sub(r"[^A-Za-z0-9.-]+", "_", words).strip("._-")[:80] or "page"
