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
from crawler.extract.page_type.classify import page_kind
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


class Held(NamedTuple):
    """What an open run holds on disk."""

    lock: Lock
    files: DurableFiles
    store: Store
    ledger: Recorder
    memory: CrawlState
    runs: Journal


class Run:
    """The run under way. `facts` is its account; `refused` says why it could not be opened, else it is None."""

    def __init__(self, site: Site, folder: Path, clock: Clock, settings: SettingsLike) -> None:
        self.site = site
        self.folder = folder
        self.clock = clock
        self.settings = settings
        self.facts = RunStats(site.name, clock.now().strftime("%Y%m%dT%H%M%S.%fZ"), clock.stamp())
        self.refused: str | None = None
        self.template: Template | None = None
        self.held: Held | None = None
        self.frontier: Frontier | None = None
        self.verdict: Verdict | None = None  # once it is closed
        self.deep = False
        self._usual: dict[str, float] = {}  # field -> share of articles that had it, once layouts have fitted
        self._cases = 0
        self._pages: list[tuple[str, str]] = []  # (HTML, URL) to learn the template from
        self.alerts = AlertOptions.of(settings, os.environ)

    @classmethod
    def open(cls, site: Site, folder: Path, clock: Clock, settings: SettingsLike, files: DurableFiles | None = None) -> "Run":
        """Take the lock, cut a torn tail, let the state catch up with the journal.

        Where that fails the run is made all the same, with `refused`: it makes no request and ends with its verdict.
        """
        run = cls(site, folder, clock, settings)
        try:
            run.held = run._hold(files or DurableFiles())
        except Locked as error:
            run.refused = run.facts.locked = str(error)
        except StorageError as error:
            run.refused = str(error)
            run.facts.storage_errors.append(str(error))
        return run

    def _hold(self, files: DurableFiles) -> Held:
        lock = Lock(self.folder, f"run {self.facts.run}, process {os.getpid()}")
        try:
            journal = Journal(self.folder / "articles.jsonl", files)
            quarantine = Journal(self.folder / "quarantine.jsonl", files)
            runs = Journal(self.folder / "runs.jsonl", files)
            where = self.settings.get("STATE_URL") or self.folder / "state.sqlite"
            store = Store.open(where, self.site.name, journal.path, lambda: self.clock.now().timestamp())
            store.catch_up(partial(self._queue_alerts, store))
            saved = store.baseline("template")
        except StorageError:
            lock.release()
            raise
        self.template = Template.from_json(saved) if saved else None
        history = History.of(store.runs())
        if any(layout != "generic" for layout in history.layouts()):
            rates = {name: history.rate(name) for name in history.fields()}
            self._usual = {name: had / of for name, (had, of) in rates.items() if of}
        ledger = Recorder(self.site, store, journal, quarantine, self.facts, self.clock)
        ledger.on_stored = partial(self._queue_alerts, store)
        return Held(lock, files, store, ledger, CrawlState(store, self.site, self.facts.started), runs)

    def _queue_alerts(self, store: Store, lines: Sequence[Written | JsonMapping]) -> None:
        enqueue(store, lines, self.alerts)

    @property
    def ledger(self) -> Recorder:
        """Where the pipelines bring their articles."""
        return self._held.ledger

    @property
    def _held(self) -> Held:
        assert self.held is not None, f"the run was refused: {self.refused}"
        return self.held

    @property
    def _frontier(self) -> Frontier:
        assert self.frontier is not None, "begin() comes first"
        return self.frontier

    # What to fetch

    def begin(self, options: Options) -> list[FetchTask]:
        """The first orders of the run: known listings or start pages, what is pending, what is due for another look."""
        memory = self._held.memory
        by_age = not options.limited and memory.deep_is_due(float(self.settings.get("DEEP_EVERY_DAYS") or 0))
        everything = options.deep
        options = replace(options, deep=everything or by_age)
        self.frontier = Frontier(self.site, options, self.facts, memory)
        self.deep = options.deep and not options.limited
        entries = [(each.url, each.section) for each in memory.entry_listings()]
        orders = self.frontier.begin(entries, memory.pending(options.since))
        for known in memory.rechecks(everything, by_age):
            if self.facts.account.discover(known.id):
                row = Row(known.canonical_url, section=known.section, by="state")
                orders.append(FetchTask(known.canonical_url, "article", known.id, row, known.section, recheck=True))
        return orders

    def validators(self, order: FetchTask) -> dict[str, str | None]:
        """ETag and Last-Modified of the known copy, where a 304 is as good as the page; else empty."""
        return self._held.memory.validators_for(order)

    # What was answered

    def home_read(self, order: FetchTask, page: Page) -> list[FetchTask]:
        """Orders after a home page."""
        leads = read_front(page, self.site)
        listing = None if self.site.generic else read_listing(page, self.site)
        if not leads and not (listing and listing.rows) and (reason := _not_the_site(page)):
            return self.failed(order, reason)
        return self._frontier.front_read(order, leads, listing)

    def is_article(self, order: FetchTask, page: Page, listing: Listing) -> bool:
        """Whether the one page that an undeclared site was named by is an article and no listing."""
        if not self.site.generic or order.walk is None or order.walk.pages or page.url != self.site.start[0]:
            return False
        shows_few = not listing.next and len(listing.rows) < FEW_ROWS
        return bool(listing.problem or shows_few) and page_kind(page)[0] == "article"

    def listing_read(
        self, order: FetchTask, page: Page, listing: Listing, status: int, validators: tuple[str | None, str | None]
    ) -> list[FetchTask]:
        """Orders after a page that was asked for as a listing; a section page without rows leads on to others."""
        if not listing.rows and (reason := _not_the_site(page)):
            return self.failed(order, reason, "", status)
        if not listing.rows and listing.leads and order.depth < MAX_DEPTH:
            return self._frontier.front_read(order, listing.leads, None)
        self._held.memory.answered_with = validators
        sections = self._frontier.sections_of(order, listing)
        return self._frontier.listing_read(order, listing, status) + sections

    def without_page(self, order: FetchTask, status: int) -> list[FetchTask]:
        """Orders after an answer that has no page: 304, 404 or 410."""
        if order.purpose == "article":
            self.ledger.look(order, "not_modified" if status == 304 else "gone", status)
            return []
        if order.purpose == "listing" and status == 304:
            return self._frontier.listing_unchanged(order)
        return self.failed(order, f"http_{status}", "", status)

    def failed(self, order: FetchTask, reason: str, detail: str = "", status: int = 0) -> list[FetchTask]:
        """A page could not be fetched or used. Returns what to fetch instead, if anything."""
        self.facts.refused[reason] += 1
        logger.warning("%s %s: %s %s", order.purpose, order.url, reason, detail)
        if order.purpose in ("article", "part"):
            self.ledger.fail(order, reason)
            return []
        return self._frontier.listing_failed(order, reason, status)

    def article_order(self, order: FetchTask, url: str) -> FetchTask:
        """The order of an article that was met where a listing was asked for."""
        key = article_id(url, self.site)
        self.facts.account.discover(key)
        return FetchTask(url, "article", key, Row(url, section=order.section, by="url"), order.section)

    def read(self, order: FetchTask, article: Extraction, page: Page, body: bytes) -> Article | None:
        """The article for the pipelines, if what was read is one that can be trusted; else its outcome is noted."""
        known = self._held.store.known([order.key]).get(order.key)
        if article.kind != "article":
            self._not_an_article(order, article.kind_reason or article.kind, sure=known is not None)
            return None
        article.run = self.facts.run
        article.fetched = self.clock.stamp()
        article.section = article.section or order.section
        if self._before_since(article):
            self.ledger.put_off(order, "before_since")
            return None
        self._count(article, order)
        before = self._held.store.line_of(known) if known else None
        found = doubts(article, page, order.row, before, self._usual)
        if found:
            self.facts.drifted += [doubt.fact(page.url) for doubt in found]
            self._keep_case(order, body)
            self.ledger.hold_back(article, order, [f"{doubt.field}_{doubt.reason}" for doubt in found])
            return None
        self._learn(article, page)
        plain = Article(**{field.name: getattr(article, field.name) for field in fields(Article)})
        self.ledger.admit(plain, order, page_digest(body))
        return plain

    def _before_since(self, article: Article) -> bool:
        since = self._frontier.options.since
        return bool(since and article.published and article.published[:10] < since)

    def _not_an_article(self, order: FetchTask, reason: str, sure: bool) -> None:
        """A page that is no article; sure: it was one before, or its address can only be an article's."""
        if reason == "soft_404":
            self.ledger.look(order, "soft_404", 200)
        elif reason in NOT_THE_SITE:
            self.ledger.fail(order, reason)
        else:
            self.ledger.fail(order, "unreadable" if sure or is_article_url(order.url, self.site) else "not_an_article")

    def _keep_case(self, order: FetchTask, body: bytes) -> None:
        """Keep the page of a reading that is in doubt, for the person who repairs the layout."""
        self._cases += 1
        if self._cases <= MAX_CASES:
            name = re.sub(r"[^A-Za-z0-9]+", "-", order.key)
            self._held.files.replace(self.folder / "cases" / self.facts.run / f"{name}.html", body)

    def _learn(self, article: Article, page: Page) -> None:
        """Learn an undeclared site's template from its own pages, once there are enough of them."""
        if self.site.layouts or self.template is not None:
            return
        self._pages.append((page.text, page.url))
        if len(self._pages) == LEARN_FROM:
            self.template = learn(self._pages)
            self._held.store.save_baseline("template", self.template.to_json())
            self._pages.clear()

    def _count(self, article: Article, order: FetchTask) -> None:
        facts = self.facts
        facts.articles_read += 1
        facts.layouts[article.layout or "none"] += 1
        facts.flags.update(article.flags)
        facts.coverage.update(name for name in COVERED if getattr(article, name))
        # A second look comes without a listing row, so it says nothing about the agreement with one.
        agreed = {name for name, found in article.provenance.items() if found.agree or order.recheck}
        facts.coverage.update(f"agree:{name}" for name in ("title", "published") if name in agreed)

    # What went wrong

    def crashed(self, message: str, traceback: str = "") -> None:
        """An exception that no rule expected: the run goes on, and ends with `crash`."""
        logger.error("%s\n%s", message, traceback)
        self.facts.crashes.append(message)

    def storage_failed(self, error: BaseException) -> None:
        """Output could not be written: the run ends with `storage`."""
        logger.error("%s", error)
        self.facts.storage_errors.append(str(error))

    def finish(self) -> int:
        """Close the run once and for all; returns the exit code. Calling it again only returns the code."""
        if self.verdict is None:
            self.verdict = close(self)
        return self.verdict.exit_code


def _not_the_site(page: Page) -> str | None:
    """Why a page without a single row or lead is not the newsroom's own: challenge, block page, maintenance ..."""
    kind, reason = page_kind(page)
    return reason if kind == "other" and reason in NOT_THE_SITE else None
