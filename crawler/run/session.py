"""One run of one newsroom, from the lock to the verdict. Holds no Scrapy and no SQL."""

import logging
import os
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from crawler.alerts import AlertOptions, SettingsLike, enqueue
from crawler.clock import Clock
from crawler.discover.listing import Listing, read_listing
from crawler.discover.section_links import read_front
from crawler.errors import Locked, StorageError
from crawler.extract import learn
from crawler.extract.block_model.template import Template
from crawler.extract.page_type.classify import page_type
from crawler.items import Article, Extraction, JsonMapping, Row
from crawler.page.page import Page
from crawler.revision import page_digest
from crawler.run.arguments import Options
from crawler.run.closing import close
from crawler.run.crawl_state import CrawlState
from crawler.run.frontier import MAX_DEPTH, FetchTask, Frontier
from crawler.run.quality_gate import doubts
from crawler.run.recorder import Recorder
from crawler.site import Site
from crawler.stats import RunStats
from crawler.storage.durable import DurableFiles
from crawler.storage.journal import Journal, Lock
from crawler.storage.state import Store
from crawler.storage.state.records import Written
from crawler.urls import article_id, is_article_url
from crawler.verdict import Verdict
from crawler.verdict.history import History

logger = logging.getLogger(__name__)

# Fields whose share of filled values is kept for the verdict.
COVERED = ("title", "published", "text", "source", "subtitle", "section", "language", "images", "authors")
MAX_CASES = 50  # pages of doubtful readings kept of one run
LEARN_FROM = 8  # pages of one site that its template is learned from
# What a server says instead of the page that was asked for.
FEW_ROWS = 6  # an article's own page shows fewer rows (related releases) than a listing
NOT_THE_SITE = frozenset({"challenge", "block_page", "maintenance", "cookie_wall", "login", "captcha", "empty"})


class OpenFiles(NamedTuple):
    """What an open run holds on disk."""

    lock: Lock
    files: DurableFiles
    store: Store
    recorder: Recorder
    state: CrawlState
    runs: Journal


class Session:
    """The run under way. `stats` is its account; `refused` says why it could not be opened, else it is None."""

    def __init__(self, site: Site, folder: Path, clock: Clock, settings: SettingsLike) -> None:
        self.site = site
        self.folder = folder
        self.clock = clock
        self.settings = settings
        self.stats = RunStats(site.name, clock.now().strftime("%Y%m%dT%H%M%S.%fZ"), clock.stamp())
        self.refused: str | None = None
        self.template: Template | None = None
        self.open_files: OpenFiles | None = None
        self.frontier: Frontier | None = None
        self.verdict: Verdict | None = None  # once it is closed
        self.deep = False
        self._usual: dict[str, float] = {}  # field -> share of articles that had it, once layouts have fitted
        self._cases = 0
        self._pages: list[tuple[str, str]] = []  # (HTML, URL) to learn the template from
        self.alerts = AlertOptions.of(settings, os.environ)

    @classmethod
    def open(cls, site: Site, folder: Path, clock: Clock, settings: SettingsLike, files: DurableFiles | None = None) -> "Session":
        """Take the lock, cut a torn tail, let the state catch up with the journal.

        Where that fails the run is made all the same, with `refused`: it makes no request and ends with its verdict.
        """
        session = cls(site, folder, clock, settings)
        try:
            session.open_files = session._hold(files or DurableFiles())
        except Locked as error:
            session.refused = session.stats.locked = str(error)
        except StorageError as error:
            session.refused = str(error)
            session.stats.storage_errors.append(str(error))
        return session

    def _hold(self, files: DurableFiles) -> OpenFiles:
        lock = Lock(self.folder, f"run {self.stats.run}, process {os.getpid()}")
        try:
            journal = Journal(self.folder / "articles.jsonl", files)
            quarantine = Journal(self.folder / "quarantine.jsonl", files)
            runs = Journal(self.folder / "runs.jsonl", files)
            where = self.settings.get("STATE_URL") or self.folder / "state.sqlite"
            store = Store.open(where, self.site.name, journal.path, lambda: self.clock.now().timestamp())
            store.catch_up(partial(self._queue_alerts, store))
            saved = store.baselines.get("template")
        except StorageError:
            lock.release()
            raise
        self.template = Template.from_json(saved) if saved else None
        history = History.of(store.runs.last())
        if any(layout != "generic" for layout in history.layouts()):
            rates = {name: history.rate(name) for name in history.fields()}
            self._usual = {name: had / of for name, (had, of) in rates.items() if of}
        recorder = Recorder(self.site, store, journal, quarantine, self.stats, self.clock)
        recorder.on_stored = partial(self._queue_alerts, store)
        return OpenFiles(lock, files, store, recorder, CrawlState(store, self.site, self.stats.started), runs)

    def _queue_alerts(self, store: Store, lines: Sequence[Written | JsonMapping]) -> None:
        enqueue(store, lines, self.alerts)

    @property
    def recorder(self) -> Recorder:
        """Where the pipelines bring their articles."""
        return self._open_files.recorder

    @property
    def store(self) -> Store | None:
        """The newsroom's state; None where the run was refused."""
        return self.open_files.store if self.open_files else None

    def stop(self, reason: str) -> None:
        """The run ends early; the first reason stays."""
        self.stats.stopped = self.stats.stopped or reason

    @property
    def _open_files(self) -> OpenFiles:
        assert self.open_files is not None, f"the run was refused: {self.refused}"
        return self.open_files

    @property
    def _frontier(self) -> Frontier:
        assert self.frontier is not None, "begin() comes first"
        return self.frontier

    # What to fetch

    def begin(self, options: Options) -> list[FetchTask]:
        """The first tasks of the run: known listings or start pages, what is pending, what is due for another look."""
        state = self._open_files.state
        by_age = not options.limited and state.deep_is_due(float(self.settings.get("DEEP_EVERY_DAYS") or 0))
        everything = options.deep
        options = replace(options, deep=everything or by_age)
        self.frontier = Frontier(self.site, options, self.stats, state)
        self.deep = options.deep and not options.limited
        entries = [(each.url, each.section) for each in state.entry_listings()]
        tasks = self.frontier.begin(entries, state.pending(options.since))
        for known in state.rechecks(everything, by_age):
            if self.stats.account.discover(known.id):
                row = Row(known.canonical_url, section=known.section, by="state")
                tasks.append(FetchTask(known.canonical_url, "article", known.id, row, known.section, recheck=True))
        return tasks

    def validators(self, task: FetchTask) -> dict[str, str | None]:
        """ETag and Last-Modified of the known copy, where a 304 is as good as the page; else empty."""
        return self._open_files.state.validators_for(task)

    # What was answered

    def home_read(self, task: FetchTask, page: Page) -> list[FetchTask]:
        """Tasks after a home page."""
        leads = read_front(page, self.site)
        listing = None if self.site.generic else read_listing(page, self.site)
        if not leads and not (listing and listing.rows) and (reason := _not_the_site(page)):
            return self.failed(task, reason)
        return self._frontier.front_read(task, leads, listing)

    def is_article(self, task: FetchTask, page: Page, listing: Listing) -> bool:
        """Whether the one page that an undeclared site was named by is an article and no listing."""
        if not self.site.generic or task.walk is None or task.walk.pages or page.url != self.site.start[0]:
            return False
        shows_few = not listing.next and len(listing.rows) < FEW_ROWS
        return bool(listing.problem or shows_few) and page_type(page)[0] == "article"

    def listing_read(
        self, task: FetchTask, page: Page, listing: Listing, status: int, validators: tuple[str | None, str | None]
    ) -> list[FetchTask]:
        """Tasks after a page that was asked for as a listing; a section page without rows leads on to others."""
        if not listing.rows and (reason := _not_the_site(page)):
            return self.failed(task, reason, "", status)
        if not listing.rows and listing.leads and task.depth < MAX_DEPTH:
            return self._frontier.front_read(task, listing.leads, None)
        self._open_files.state.answered_with = validators
        sections = self._frontier.sections_of(task, listing)
        return self._frontier.listing_read(task, listing, status) + sections

    def without_page(self, task: FetchTask, status: int) -> list[FetchTask]:
        """Tasks after an answer that has no page: 304, 404 or 410."""
        if task.purpose == "article":
            self.recorder.look(task, "not_modified" if status == 304 else "gone", status)
            return []
        if task.purpose == "listing" and status == 304:
            return self._frontier.listing_unchanged(task)
        return self.failed(task, f"http_{status}", "", status)

    def failed(self, task: FetchTask, reason: str, detail: str = "", status: int = 0) -> list[FetchTask]:
        """A page could not be fetched or used. Returns what to fetch instead, if anything."""
        self.stats.refused[reason] += 1
        logger.warning("%s %s: %s %s", task.purpose, task.url, reason, detail)
        if task.purpose in ("article", "part"):
            self.recorder.fail(task, reason)
            return []
        return self._frontier.listing_failed(task, reason, status)

    def article_task(self, task: FetchTask, url: str) -> FetchTask:
        """The task of an article that was met where a listing was asked for."""
        key = article_id(url, self.site)
        self.stats.account.discover(key)
        return FetchTask(url, "article", key, Row(url, section=task.section, by="url"), task.section)

    def read(self, task: FetchTask, article: Extraction, page: Page, body: bytes) -> Article | None:
        """The article for the pipelines, if what was read is one that can be trusted; else its outcome is noted."""
        known = self._open_files.store.articles.known([task.key]).get(task.key)
        if article.kind != "article":
            self._not_an_article(task, article.kind_reason or article.kind, sure=known is not None)
            return None
        article.run = self.stats.run
        article.fetched = self.clock.stamp()
        article.section = article.section or task.section
        if self._before_since(article):
            self.recorder.put_off(task, "before_since")
            return None
        self._count(article, task)
        before = self._open_files.store.line_of(known) if known else None
        found = doubts(article, page, task.row, before, self._usual)
        if found:
            self.stats.drifted += [doubt.fact(page.url) for doubt in found]
            self._keep_case(task, body)
            self.recorder.hold_back(article, task, [f"{doubt.field}_{doubt.reason}" for doubt in found])
            return None
        self._learn(article, page)
        plain = Article(**{field.name: getattr(article, field.name) for field in fields(Article)})
        self.recorder.admit(plain, task, page_digest(body))
        return plain

    def _before_since(self, article: Article) -> bool:
        since = self._frontier.options.since
        return bool(since and article.published and article.published[:10] < since)

    def _not_an_article(self, task: FetchTask, reason: str, sure: bool) -> None:
        """A page that is no article; sure: it was one before, or its address can only be an article's."""
        if reason == "soft_404":
            self.recorder.look(task, "soft_404", 200)
        elif reason in NOT_THE_SITE:
            self.recorder.fail(task, reason)
        else:
            self.recorder.fail(task, "unreadable" if sure or is_article_url(task.url, self.site) else "not_an_article")

    def _keep_case(self, task: FetchTask, body: bytes) -> None:
        """Keep the page of a reading that is in doubt, for the person who repairs the layout."""
        self._cases += 1
        if self._cases <= MAX_CASES:
            name = re.sub(r"[^A-Za-z0-9]+", "-", task.key)
            self._open_files.files.replace(self.folder / "cases" / self.stats.run / f"{name}.html", body)

    def _learn(self, article: Article, page: Page) -> None:
        """Learn an undeclared site's template from its own pages, once there are enough of them."""
        if self.site.layouts or self.template is not None:
            return
        self._pages.append((page.text, page.url))
        if len(self._pages) == LEARN_FROM:
            self.template = learn(self._pages)
            self._open_files.store.baselines.save("template", self.template.to_json())
            self._pages.clear()

    def _count(self, article: Article, task: FetchTask) -> None:
        stats = self.stats
        stats.articles_read += 1
        stats.layouts[article.layout or "none"] += 1
        stats.flags.update(article.flags)
        stats.coverage.update(name for name in COVERED if getattr(article, name))
        # A second look comes without a listing row, so it says nothing about the agreement with one.
        agreed = {name for name, found in article.provenance.items() if found.agree or task.recheck}
        stats.coverage.update(f"agree:{name}" for name in ("title", "published") if name in agreed)

    # What went wrong

    def crashed(self, message: str, traceback: str = "") -> None:
        """An exception that no rule expected: the run goes on, and ends with `crash`."""
        logger.error("%s\n%s", message, traceback)
        self.stats.crashes.append(message)

    def storage_failed(self, error: BaseException) -> None:
        """Output could not be written: the run ends with `storage`."""
        logger.error("%s", error)
        self.stats.storage_errors.append(str(error))

    def finish(self) -> int:
        """Close the run once and for all; returns the exit code. Calling it again only returns the code."""
        if self.verdict is None:
            self.verdict = close(self)
        return self.verdict.exit_code


def session_of(spider: object) -> Session | None:
    """The run that a spider makes; None for a spider that is none of ours, so that what asks can let everything pass."""
    found = getattr(spider, "session", None)
    return found if isinstance(found, Session) else None


def _not_the_site(page: Page) -> str | None:
    """Why a page without a single row or lead is not the newsroom's own: challenge, block page, maintenance ..."""
    kind, reason = page_type(page)
    return reason if kind == "other" and reason in NOT_THE_SITE else None
