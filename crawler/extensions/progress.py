"""How far a long run is: one line of the log a minute, and on a terminal a line that is rewritten each second."""

import logging
import sys
import time
from collections.abc import Callable
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from crawler.run.session import Session, session_of

logger = logging.getLogger(__name__)

SECONDS = 1.0  # between two looks on a terminal
LOG_SECONDS = 60.0  # between two lines of the log


class ProgressExtension:
    """Says while a run is under way how many pages and articles it has, at which rate, and what is left as far as known."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self._on_terminal = sys.stderr.isatty() and crawler.settings.getbool("PROGRESS", True)
        self._stats = session.stats
        self._started = time.monotonic()
        self._loops: list[AsyncioLoopingCall | LoopingCall] = []
        crawler.signals.connect(self._begin, signals.engine_started)
        crawler.signals.connect(self._end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler.spider)
        if session is None:
            raise NotConfigured
        return cls(crawler, session)

    def _begin(self) -> None:
        self._every(LOG_SECONDS, self._log)
        if self._on_terminal:
            self._every(SECONDS, self._show)

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
        """`minmetals: 120 pages, 96 articles, 40 to go, 55 pages a minute`."""
        stats = self._stats
        pages = sum(stats.requests.values())
        account = stats.account
        waiting = account.reasons("failed").get("not_reached", 0)
        rate = 60 * pages / max(1e-9, time.monotonic() - self._started)
        stored = account.count("stored")
        left = f"{waiting} to go, " if waiting else ""
        return f"{stats.site}: {pages} pages, {stored} articles, {left}{rate:.0f} pages a minute"
