"""Opens the run before the first request, notes what goes wrong while it crawls, and closes it with a verdict."""

import asyncio
import logging
import os
import signal
import threading
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from crawler.clock import Clock
from crawler.errors import StorageError
from crawler.run.session import Session

logger = logging.getLogger(__name__)

SYNC_SECONDS = 0.3  # the longest that a written line waits for its group's fsync
GRACE_SECONDS = 7.0  # how long a stopped run waits for the answer that is under way


class RunExtension:
    """Ties a Session to Scrapy's signals. `crawler.spider.session` is the run; `ready` says whether it could be opened."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider = cast(Any, crawler.spider)
        self.session: Session = self._open()
        self.spider.session = self.session
        self.spider.ready = not self.session.refused
        self._syncing = False
        connect = crawler.signals.connect
        connect(self.spider_error, signals.spider_error)
        connect(self.item_error, signals.item_error)
        connect(self.item_scraped, signals.item_scraped)
        connect(self.response_received, signals.response_received)
        connect(self.request_reached_downloader, signals.request_reached_downloader)
        connect(self.engine_started, signals.engine_started)
        connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured for a spider that is none of ours, and where a command only asks for a page."""
        if not getattr(crawler.spider, "crawls", False):
            raise NotConfigured
        return cls(crawler)

    def _open(self) -> Session:
        settings = self.crawler.settings
        folder = Path(settings["OUTPUT_DIR"]) / self.spider.site.name
        return Session.open(self.spider.site, folder, Clock(settings.get("RUN_CLOCK")), settings)

    def engine_started(self) -> None:
        """From now on a signal stops the run in good order, and within a bounded time."""
        call_later(0, self._watch_signals)  # after Scrapy has installed its own handlers

    def _watch_signals(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, partial(self._stop, signal.getsignal(number)))

    def _stop(self, previous: Any, number: int, frame: FrameType | None) -> None:
        self.session.stop("signal")
        if callable(previous):
            previous(number, frame)
        asyncio.get_running_loop().call_soon_threadsafe(call_later, GRACE_SECONDS, self._leave)

    def _leave(self) -> None:
        # A server that keeps a connection open must not keep a stopped run alive: what is written is safe already.
        code = self.session.finish()
        logging.shutdown()
        os._exit(code)

    def request_reached_downloader(self, request: Request) -> None:
        self.session.stats.requests[request.meta.get("purpose", "other")] += 1

    def response_received(self, response: Response) -> None:
        self.session.stats.statuses[str(response.status)] += 1

    def spider_error(self, failure: Failure) -> None:
        """An exception in a callback."""
        self._failed(failure)

    def item_error(self, item: Any, failure: Failure) -> None:
        """An exception in a pipeline."""
        self._failed(failure)

    def _failed(self, failure: Failure) -> None:
        """Output that cannot be written ends the run; anything else is a bug, and the run goes on without that page."""
        if isinstance(failure.value, StorageError):
            self.session.storage_failed(failure.value)
            self._close("storage")
        else:
            self.session.crashed(failure.getErrorMessage(), failure.getTraceback())

    def item_scraped(self) -> None:
        """Let the written line join a group, and make sure that the group is synced soon."""
        if self.session.recorder.unsynced and not self._syncing:
            self._syncing = True
            call_later(SYNC_SECONDS, self._sync)

    def _sync(self) -> None:
        self._syncing = False
        try:
            self.session.recorder.sync()
        except StorageError as error:
            self.session.storage_failed(error)
            self._close("storage")

    def _close(self, reason: str) -> None:
        self.session.stop(reason)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=reason))

    def spider_closed(self, reason: str) -> None:
        if reason not in ("finished", "shutdown"):
            self.session.stop(reason)
        self.session.finish()
