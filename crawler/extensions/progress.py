"""How far a long run is: how long it will take, a line of the log a minute, and on a terminal a line rewritten each second."""

import logging
import sys
import time
from collections.abc import Callable
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from crawler.configuration.file import PLACEHOLDER
from crawler.run.fetch_task import FetchTask
from crawler.run.session import Session, session_of
from crawler.text.counting import counted

logger = logging.getLogger(__name__)

FIRST = frozenset({"home", "listing", "feed"})  # purposes of requests that releases become known by
NO_CONTACT = "nobody can tell who asks: put contact = \"you@example.com\" into newsroom.toml, or set USER_AGENT"
OVERHEAD = 1.05  # of the pauses alone: lists and retries among the articles
SECONDS = 1.0  # between two looks on a terminal
LOG_SECONDS = 60.0  # between two lines of the log


class ProgressExtension:
    """Says while a run is under way how many pages and articles it has, at which rate, and what is left as far as known."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self._on_terminal = sys.stderr.isatty() and crawler.settings.getbool("PROGRESS", True)
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._most: int | None = getattr(getattr(crawler.spider, "options", None), "max_articles", None)
        self._quiet = bool(crawler.settings.get("LOG_FILE")) or _level(crawler.settings.get("LOG_LEVEL")) > logging.INFO
        self._agent = str(crawler.settings.get("USER_AGENT"))
        self._session = session
        self._stats = session.stats
        self._started = time.monotonic()
        self._foretold = False
        self._unread: set[str] = set()  # first pages of lists, and front pages, that are asked for and not here yet
        self._loops: list[AsyncioLoopingCall | LoopingCall] = []
        crawler.signals.connect(self._begin, signals.engine_started)
        crawler.signals.connect(self._foretell, signals.request_reached_downloader)
        crawler.signals.connect(self._expect, signals.request_scheduled)
        crawler.signals.connect(self._came, signals.request_left_downloader)
        crawler.signals.connect(self._end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler.spider)
        if session is None:
            raise NotConfigured
        return cls(crawler, session)

    def _begin(self) -> None:
        store = self._session.store
        if store is not None:
            known = sum(store.articles.count().values())
            seen = f"{counted(known, 'release')} known: looking for new ones"
            self._tell(seen if known else "first run: looking for lists of releases")
        if PLACEHOLDER in self._agent:
            self._tell(NO_CONTACT, logging.WARNING)
        self._every(LOG_SECONDS, self._log)
        if self._on_terminal:
            self._every(SECONDS, self._show)

    def _expect(self, request: Request) -> None:
        task = request.cb_kwargs.get("task")
        if isinstance(task, FetchTask) and task.purpose in FIRST and (task.walk is None or not task.walk.pages):
            self._unread.add(request.url)

    def _came(self, request: Request) -> None:
        self._unread.discard(request.url)

    def _foretell(self, request: Request) -> None:
        """Say how long the run takes once that can be told: lists and articles come in turns, and lists may say how many."""
        is_time = not self._foretold and not self._unread and request.meta.get("purpose") == "article"
        if is_time and self._ahead is not None:
            self._foretold = True
            self._tell(self.forecast())

    @property
    def _ahead(self) -> int | None:
        """Releases that lists promise beside those that are known; None where that cannot be told yet."""
        completeness = self._session.completeness
        return 0 if completeness is None else completeness.ahead

    def forecast(self) -> str:
        """`1,012 releases known, one request a second: about 18 minutes`; the time is left out where no pause is asked for."""
        ahead = self._ahead or 0
        known, left = len(self._stats.account.outcomes) + ahead, self._left()
        said = f"{'about ' if ahead else ''}{counted(known, 'release')} known"
        said += "" if left == known else f", {left:,} to fetch"
        pause = self._pause()
        if not pause:
            return said
        every = "one request a second" if 0.9 <= pause < 1.1 else f"one request in {pause:.1f} seconds"
        return f"{said}, {every}: about {duration(left * pause * OVERHEAD)}"

    def _left(self) -> int:
        """Articles to go, as far as is known."""
        waiting = self._stats.account.reasons("failed").get("not_reached", 0) + (self._ahead or 0)
        return waiting if self._most is None else min(waiting, max(0, self._most - self._stats.requests["article"]))

    def _pause(self) -> float:
        """Seconds from one request to the next: those of the settings, or more where the site's robots.txt asks for more."""
        pages = sum(self._stats.requests.values())
        so_far = (time.monotonic() - self._started) / pages if pages > 2 else 0.0
        return max(self._delay, so_far) if self._delay else 0.0

    def _tell(self, said: str, level: int = logging.INFO) -> None:
        logger.log(level, "%s: %s", self._stats.site, said)
        if self._on_terminal and self._quiet:
            sys.stderr.write(f"\r\x1b[K{self._stats.site}: {said}\n")
            sys.stderr.flush()

    def _every(self, seconds: float, step: Callable[[], None]) -> None:
        loop = create_looping_call(step)
        loop.start(seconds, now=False)
        self._loops.append(loop)

    def _end(self) -> None:
        for loop in self._loops:
            if loop.running:
                loop.stop()
        if self._on_terminal:
            sys.stderr.write("\r\x1b[K")

    def _log(self) -> None:
        logger.info("%s", self.line())

    def _show(self) -> None:
        sys.stderr.write(f"\r\x1b[K{self.line()}")
        sys.stderr.flush()

    def line(self) -> str:
        """`minmetals: 120 pages, 96 articles, 40 to go, 55 pages a minute, about 43 seconds left`."""
        stats = self._stats
        pages = sum(stats.requests.values())
        waiting, pause = self._left(), self._pause()
        # Requests that wait for their turn are counted already: no more than the pace lets through.
        rate = 60 * pages / max(1e-9, time.monotonic() - self._started, (pages - 1) * self._delay)
        told = f"{counted(pages, 'page')}, {counted(stats.account.count('stored'), 'article')}"
        left = f"{waiting} to go, " if waiting else ""
        soon = f", about {duration(waiting * pause * OVERHEAD)} left" if self._foretold and waiting and pause else ""
        return f"{stats.site}: {told}, {left}{counted(round(rate), 'page')} a minute{soon}"


def _level(said: object) -> int:
    name = str(said or "INFO")
    return int(name) if name.isdigit() else logging.getLevelNamesMapping().get(name, logging.INFO)


def duration(seconds: float) -> str:
    """`43 seconds`, `18 minutes`, `2.5 hours`."""
    if seconds < 90:
        return f"{max(1, round(seconds))} second{'s' if round(seconds) > 1 else ''}"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
