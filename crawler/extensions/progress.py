"""On a terminal, one line that says how far a long run is: pages, articles, rate."""

import sys
import time
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from crawler.run.session import Session, session_of

SECONDS = 1.0


class ProgressExtension:
    """Rewrites one line of stderr each second while the run is under way."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self._stats = session.stats
        self._started = time.monotonic()
        self._loop = create_looping_call(self._show)
        crawler.signals.connect(self._begin, signals.engine_started)
        crawler.signals.connect(self._end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = session_of(crawler.spider)
        if session is None or not sys.stderr.isatty() or not crawler.settings.getbool("PROGRESS", True):
            raise NotConfigured
        return cls(crawler, session)

    def _begin(self) -> None:
        self._loop.start(SECONDS, now=False)

    def _end(self) -> None:
        if self._loop.running:
            self._loop.stop()
        sys.stderr.write("\r\x1b[K")

    def _show(self) -> None:
        stats = self._stats
        pages = sum(stats.requests.values())
        account = stats.account
        waiting = account.reasons("failed").get("not_reached", 0)
        rate = 60 * pages / max(1e-9, time.monotonic() - self._started)
        stored = account.count("stored")
        sys.stderr.write(f"\r\x1b[K{stats.site}: {pages} pages, {stored} articles, {waiting} to go, {rate:.0f} pages a minute")
        sys.stderr.flush()
