"""NewsroomSpider: a Site in, requests and articles out. It holds no rules: the frontier orders pages, the readers read them."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.discover.body_pages import body_parts
from crawler.discover.listing import read_listing
from crawler.discover.rendered import shown_listing
from crawler.discover.sources.in_page import read_with_scripts
from crawler.errors import TooSlow
from crawler.extract.article import read_article
from crawler.extract.page_type.classify import page_type
from crawler.items import Article, Http
from crawler.middlewares.answer_parts import failure_reason, following_of, header_of, headers_of, page_of, validators_of
from crawler.middlewares.browser import JS, SHOWN
from crawler.middlewares.captures import CAPTURE
from crawler.page.page import Page
from crawler.policy.body_checks import file_kind
from crawler.policy.rights import note_rights
from crawler.reasons import Reason
from crawler.run.arguments import Options, hosts_of, undeclared
from crawler.run.fetch_task import ENDPOINT, FetchTask, Ordered, article_task
from crawler.run.forms import ROW, File
from crawler.run.past_walk import PastFrontier
from crawler.run.session import Session, session_of
from crawler.site import Site
from crawler.urls import article_id, is_article_url

WITHOUT_PAGE = [304, 404, 410]  # answers that are handled, and have no page
PRIORITY = {"home": 30, "index": 30, ENDPOINT: 20, "listing": 20, "feed": 20, "part": 15, "article": 10}
BACKLOG = 1000  # requests that wait in memory; a walk goes on once there are fewer
LATER = 5  # priority of a listing page beyond that: after the articles that wait
_PAUSE = 0.1  # seconds between two looks at the backlog

Wanted = Request | Article  # what a callback gives: pages to fetch, and releases


class Parts(NamedTuple):
    """An article of several pages, as far as it was fetched."""

    task: FetchTask
    pages: tuple[Page, ...]
    first: Response


class NewsroomSpider(Spider):
    """Base of all company files. A subclass has one attribute, `site`.

    Arguments of a run: crawler.run.arguments.ARGUMENTS.
    """

    site: Site
    session: Session  # set by RunExtension before the first request

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        site = cls.__dict__.get("site")
        if isinstance(site, Site):
            cls.name = site.name

    def __init__(
        self, since: str | None = None, max_pages: str | None = None, deep: str | None = None,
        max_articles: str | None = None, also: str | None = None, source: str | None = None,
        js: str | None = None, **kwargs: Any,
    ):  # fmt: skip
        super().__init__(**kwargs)
        self.options = Options.parse(since, max_pages, deep, max_articles, source, js)
        if self.options.js is not None:
            self.site = replace(self.site, js=self.options.js)
        if also:
            hosts = [host for host in hosts_of(also) if host not in self.site.hosts]
            self.site = replace(self.site, also=tuple(dict.fromkeys([*self.site.also, *hosts])))

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """What the declaration asks for; a site may only be slower than the settings, never faster."""
        super().update_settings(settings)
        settings.set("LOGSTATS_INTERVAL", 0, priority="spider")  # a run has a line of its own (extensions.progress)
        site = getattr(cls, "site", None)
        if site is None:
            return
        settings.set("DOWNLOAD_DELAY", max(site.delay, settings.getfloat("DOWNLOAD_DELAY")), priority="spider")
        if not site.verify_tls:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    @property
    def crawls(self) -> bool:
        """Whether this spider makes a run. Where a command such as `scrapy fetch` put a start of its own, nothing is kept."""
        return not type(self).start.__module__.startswith("scrapy.commands")

    async def start(self) -> AsyncIterator[Wanted]:
        """The known listing pages, or the site's start pages, then what earlier runs left to do."""
        if self.session.refused:
            return
        for task in self.session.begin(self.options):
            while self._backlog() > BACKLOG and not self.session.stats.stopped:
                await asyncio.sleep(_PAUSE)
            for each in self._requests([task]):
                yield each

    def _backlog(self) -> int:
        """Requests that wait for their turn."""
        stats = self.crawler.stats
        return int(stats.get_value("scheduler/enqueued", 0) - stats.get_value("scheduler/dequeued", 0)) if stats else 0

    def request(self, task: FetchTask, so_far: Parts | None = None) -> Request:
        """The request for an task, with the validators of the copy that is known, where it may be answered by 304."""
        put_off = task.purpose in ("listing", "feed", ENDPOINT) and self._backlog() > BACKLOG
        session = session_of(self)
        js = self.site.js and task.is_shown
        request = Request(
            task.address, method=task.method, body=task.posted, headers=task.headers,
            callback=self.read_answer if session or so_far else self.parse, errback=self.failed,
            cb_kwargs={"task": task, "so_far": so_far} if so_far else {"task": task},
            meta={
                "purpose": task.purpose, "handle_httpstatus_list": WITHOUT_PAGE,
                "validators": session.validators(task) if session and not js else {},  # a 304 says nothing of what scripts show
                CAPTURE: task.capture, JS: js,
            },
            priority=LATER if put_off else PRIORITY[task.purpose], dont_filter=True,
        )  # fmt: skip
        if session:
            session.ordered[task.url, task.purpose] = Ordered(task, request.url, request.meta)
        return request

    def read_answer(self, response: Response, task: FetchTask, **more: Parts) -> Iterator[Wanted]:
        """The callback of a run's requests, by purpose; a page that is being read for too long (`watchdog`) fails."""
        self.session.mark.page(task)
        self.session.answers.heard(response.meta.get("url_began"), header_of(response, "Age"))
        try:
            yield from getattr(self, f"parse_{task.purpose}")(response, task, **more)
        except TooSlow as error:
            yield from self.gave_up(task, error.reason, error.detail)
        finally:
            self.session.mark.page(None)

    def parse(self, response: Response, task: FetchTask | None = None) -> Iterator[Wanted]:
        """A page without a run, as `scrapy parse` asks for it: the article that it is, else requests for what it lists."""
        page = page_of(response)
        if is_article_url(response.url, self.site) or page_type(page)[0] == "article":
            yield from self.parse_article(response, task)
            return
        listing = read_listing(page, self.site)
        rows = [article_task(article_id(row.url, self.site), row) for row in listing.rows]
        yield from self._requests(rows + [FetchTask(url, "listing") for url in listing.next[:1]])

    def parse_home(self, response: Response, task: FetchTask) -> Iterator[Wanted]:
        """A front page: where the listing pages are, and the articles it shows itself."""
        following = self._no_page(response, task)
        yield from self._requests(self.session.answers.home_read(task, page_of(response))) if following is None else following

    def _no_page(self, response: Response, task: FetchTask) -> Iterator[Wanted] | None:
        """What follows an answer without a page, or that is a feed, a sitemap or a JSON list; None for a page."""
        answers = self.session.answers
        if response.status in WITHOUT_PAGE:
            return self._requests(answers.without_page(task, response.status))
        total = header_of(response, "X-WP-Total") or header_of(response, "X-Total-Count")
        label, following = header_of(response, "Content-Type"), following_of(response)
        listing = answers.source_in(task, response.url, response.body, label, total, following)
        if listing is None:
            return None
        return self._requests(answers.source_read(task, listing, response.status, validators_of(response)))

    def parse_listing(self, response: Response, task: FetchTask) -> Iterator[Wanted]:
        """A listing page; or what turns out to be a section page or, on an undeclared site, an article."""
        following = self._no_page(response, task)
        if following is not None:
            yield from following
            return
        page = page_of(response)
        places, shown = task.walk.places if task.walk else (), response.meta.get(SHOWN)
        listing = shown_listing(page, shown, self.site) if shown else read_with_scripts(page, self.site, places)
        if self.session.answers.is_article(task, page, listing):
            yield from self._read((page,), self.session.answers.article_task(task, response.url), response)
            return
        answers, validators = self.session.answers, validators_of(response)
        yield from self._requests(answers.listing_read(task, page, listing, response.status, validators))

    parse_feed = parse_endpoint = parse_listing

    def parse_index(self, response: Response, task: FetchTask) -> Iterator[Wanted]:
        """An answer of an archive's index."""
        frontier = self.session.answers.frontier
        assert isinstance(frontier, PastFrontier), "only a run of an archive asks for an index"
        yield from self._requests(frontier.index_answered(task, response.body, response.status))

    def parse_article(self, response: Response, task: FetchTask | None = None) -> Iterator[Wanted]:
        """An article page; the further pages of its body are fetched before it is read."""
        task = task or FetchTask(response.url, "article", article_id(response.url, self.site))
        if response.status in WITHOUT_PAGE:
            self.session.answers.without_page(task, response.status)
            yield from self._requests(filter(None, [task.then]))
            return
        label, disposition = header_of(response, "Content-Type"), header_of(response, "Content-Disposition")
        kind = file_kind(response.body, label, disposition, response.url)
        if kind:
            yield from self._file(kind, task, response)
            yield from self._requests(filter(None, [task.then]))
            return
        page = page_of(response)
        yield from self._next_part(task, (page,), body_parts((page,)), response)

    def parse_part(self, response: Response, task: FetchTask, so_far: Parts) -> Iterator[Wanted]:
        """A further page of an article's body; an article with a page missing is not stored."""
        if response.status in WITHOUT_PAGE:
            self.session.answers.failed(task, f"part_http_{response.status}")
            yield from self._requests(filter(None, [so_far.task.then]))
            return
        pages = (*so_far.pages, page_of(response))
        yield from self._next_part(so_far.task, pages, body_parts(pages), so_far.first)

    def _next_part(self, task: FetchTask, pages: tuple[Page, ...], rest: tuple[str, ...], first: Response) -> Iterator[Wanted]:
        if rest and task.capture and task.capture.span:
            yield from self.gave_up(task, "part_http_404", "its further pages stand elsewhere in the archive")
        elif rest:
            yield self.request(task.part(*rest), Parts(task, pages, first))
        else:
            yield from self._read(pages, task, first)

    def _file(self, kind: str, task: FetchTask, response: Response) -> Iterator[Article]:
        """A release that is no page but a PDF or an office file."""
        session = session_of(self)
        if session is None:
            return
        file = File(response.url, kind, response.body, self._http(response, None), response.meta.get("archive"))
        article = session.answers.forms.item_of_file(task, file)
        if article is not None:
            note_rights(article, headers_of(response), "", response.meta.get("usage"))
            yield article

    def _http(self, response: Response, encoding: str | None) -> Http:
        return Http(response.status, *validators_of(response), encoding, len(response.body))

    def _read(self, pages: tuple[Page, ...], task: FetchTask, response: Response) -> Iterator[Wanted]:
        session = session_of(self)
        extraction = read_article(pages, self.site, session.answers.frontier.row_of(task) if session else task.row)
        extraction.http = self._http(response, pages[0].encoding)
        if self.site.js and task.may_be_shown and extraction.kind != "article":
            yield self.request(replace(task, browser=True))
            return
        extraction.archive = None if task.browser else response.meta.get("archive")  # the bytes are not what was read
        task = replace(task, capture=response.meta.get(CAPTURE))  # the one that came
        note_rights(extraction, headers_of(response), pages[0].text, response.meta.get("usage"))
        before = session.answers.first(task, extraction) if session else None
        if before is not None:
            yield self.request(before)
            return
        article = session.answers.read(task, extraction, pages[0], response.body) if session else extraction
        if article is not None:
            yield article
        yield from self._requests(filter(None, [task.then]))

    def failed(self, failure: Failure) -> Iterable[Wanted]:
        """Errback of every request: the reason goes into the account."""
        request: Request = failure.request  # type: ignore[attr-defined]
        reason, detail, expected = failure_reason(failure)
        status = failure.value.response.status if isinstance(failure.value, HttpError) else 0
        if session_of(self) is None:
            self.logger.error("%s: %s %s", request.url, reason, detail)
            return []
        if not expected:
            self.session.crashed(f"{request.url}: {failure.getErrorMessage()}", failure.getTraceback())
        self.session.answers.led_away(request.url, reason)
        return self.gave_up(request.cb_kwargs["task"], reason, detail, status)

    def gave_up(self, task: FetchTask, reason: str, detail: str = "", status: int = 0) -> list[Wanted]:
        """What to do in place of a page that could not be had or read; the reason goes into the account."""
        return list(self._requests([*self.session.answers.failed(task, reason, detail, status), *filter(None, [task.then])]))

    def _requests(self, tasks: Iterable[FetchTask]) -> Iterator[Wanted]:
        """A request for each task, or the item of one that needs none."""
        for task in tasks:
            if task.purpose == ROW:
                yield self.session.answers.forms.item_of(task)
            elif not task.lasting[0] and (session := session_of(self)) and session.answers.state.waits(*task.lasting):
                yield from self.gave_up(task, Reason.TOO_SLOW, "in an earlier run")
            else:
                yield self.request(task)


class AnyNewsroomSpider(NewsroomSpider):
    """A newsroom without a declaration: `scrapy crawl newsroom -a url=URL [-a name=SLUG]`."""

    def __init__(
        self, url: str | None = None, name: str | None = None, company: str | None = None, language: str | None = None,
        **kwargs: Any,
    ):  # fmt: skip
        self.site = undeclared(url, name, company, language)
        super().__init__(**kwargs)
