"""Opens the run before the first request, notes what goes wrong while it crawls, and closes it with a verdict."""

import asyncio
import logging
import os
import signal
import threading
from functools import partial
from types import FrameType
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from crawler.clock import Clock
from crawler.errors import Refused, StorageError, TooSlow
from crawler.extensions.log_lines import make_logs_safe
from crawler.reasons import Reason
from crawler.run.fetch_task import FetchTask
from crawler.run.own_addresses import in_its_folder
from crawler.run.past import open_run
from crawler.site import Site
from crawler.stats import SIGNAL, STOPPING, RunStats
from crawler.storage.own_files import FileMode, output_folder
from crawler.verdict.words import Verdict

logger = logging.getLogger(__name__)

SYNC_SECONDS = 0.3  # the longest that a written line waits for its group's fsync
GRACE_SECONDS = 7.0  # how long a stopped run waits for the answer that is under way
ON_INTERRUPT = "stopping after the page in flight; Ctrl-C again stops at once"


class RunExtension:
    """Ties a Session to Scrapy's signals; `crawler.run.session.session_of(spider)` finds it from anywhere."""

    def __init__(self, crawler: Crawler, site: Site) -> None:
        self.crawler = crawler
        settings = crawler.settings
        make_logs_safe()
        FileMode.use(settings.get("FILE_MODE"))
        output = output_folder(settings["OUTPUT_DIR"])
        site = in_its_folder(site, output)
        folder = output / site.name
        options = getattr(crawler.spider, "options", None)
        clock = Clock(settings.get("RUN_CLOCK"))
        clock.tells_today()
        self.session = open_run(site, folder, clock, settings, options.source if options else None)
        if not settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            self.session.stats.politeness["certificates"] = "not checked (DOWNLOAD_VERIFY_CERTIFICATES is off)"
        crawler.spider.session = self.session  # type: ignore[union-attr]
        crawler.spider.site = self.session.site  # type: ignore[union-attr]  # with what earlier runs know of its addresses
        self._syncing = False
        connect = crawler.signals.connect
        connect(self.spider_error, signals.spider_error)
        connect(self.item_error, signals.item_error)
        connect(self.item_scraped, signals.item_scraped)
        connect(self.item_dropped, signals.item_dropped)
        connect(self.response_received, signals.response_received)
        connect(self.request_scheduled, signals.request_scheduled)
        connect(self.response_downloaded, signals.response_downloaded)
        connect(self.engine_started, signals.engine_started)
        connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured for a spider that is none of ours, and where a command only asks for a page."""
        site = getattr(crawler.spider, "site", None)
        if not isinstance(site, Site) or not getattr(crawler.spider, "crawls", False):
            raise NotConfigured
        return cls(crawler, site)

    def engine_started(self) -> None:
        """From now on a signal stops the run in good order, and within a bounded time."""
        call_later(0, self._watch_signals)  # after Scrapy has installed its own handlers

    def _watch_signals(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, partial(self._stop, signal.getsignal(number)))

    def _stop(self, previous: Any, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT and os.isatty(2):  # no stream: the signal may have come while one was being written to
            os.write(2, f"\r\x1b[K{self.session.site.name}: {ON_INTERRUPT}\n".encode())
        self.session.stop(SIGNAL)
        if signal.getitimer(signal.ITIMER_REAL)[0] > GRACE_SECONDS:  # the watchdog's: a page that is being read has less time
            signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS, GRACE_SECONDS)
        if callable(previous):
            previous(number, frame)
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(self._give_back)
        loop.call_soon_threadsafe(call_later, GRACE_SECONDS, self._leave)

    def _give_back(self) -> None:
        """Refuse what waits in the downloader for its turn: Scrapy would send all of it before it ends."""
        for slot in self.crawler.engine.downloader.slots.values():
            while slot.queue:
                slot.queue.popleft()[1].errback(Refused(Reason.STOPPED, STOPPING))

    def _leave(self) -> None:
        # A server that keeps a connection open must not keep a stopped run alive: what is written is safe already.
        code = self.session.finish()
        logging.shutdown()
        os._exit(code)

    def response_downloaded(self, response: Response, request: Request) -> None:
        if "url_began" not in request.meta:  # by a download handler of the user's own: ours counts what it sends
            self.session.stats.requests[request.meta.get("purpose", "other")] += 1

    def request_scheduled(self, request: Request) -> None:
        task = request.cb_kwargs.get("task")
        if isinstance(task, FetchTask):
            self.session.ordered.pop((task.url, task.purpose), None)

    def response_received(self, response: Response, request: Request) -> None:
        if request.meta.get("purpose") in ("robots", "asset"):  # says nothing of the newsroom's pages
            return
        self.session.stats.statuses[str(response.status)] += 1

    def spider_error(self, failure: Failure) -> None:
        """An exception in a callback."""
        self._failed(failure)

    def item_error(self, item: object, failure: Failure) -> None:
        """An exception in a pipeline."""
        self.session.items.broken(item)
        self._failed(failure)

    def item_dropped(self, item: object) -> None:
        """A pipeline dropped an item: one of ours, which has noted why, or one of the user's own."""
        try:
            self.session.items.dropped(item)
        except StorageError as error:
            self._storage_failed(error)

    def item_scraped(self, item: object, response: Response | None) -> None:
        """An item has left the pipelines: let its line join a group, and make sure that the group is synced soon."""
        self.session.items.passed(item, _task_of(response))
        if self.session.recorder.unsynced and not self._syncing:
            self._syncing = True
            call_later(SYNC_SECONDS, self._sync)

    def _sync(self) -> None:
        self._syncing = False
        try:
            self.session.recorder.sync_group()
        except StorageError as error:
            self._storage_failed(error)

    def _failed(self, failure: Failure) -> None:
        """Output that cannot be written ends the run; anything else is a bug, and the run goes on without that page."""
        if isinstance(failure.value, StorageError):
            self._storage_failed(failure.value)
        elif isinstance(failure.value, TooSlow) and isinstance(failure.value.task, FetchTask):
            self.session.answers.failed(failure.value.task, failure.value.reason, failure.value.detail)
        else:
            self.session.crashed(failure.getErrorMessage(), failure.getTraceback())

    def _storage_failed(self, error: StorageError) -> None:
        self.session.storage_failed(error)
        self._close("storage")

    def _close(self, reason: str) -> None:
        self.session.stop(reason)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=reason))

    def spider_closed(self, reason: str) -> None:
        """Close the run, and let Scrapy's stats show its account under `newsroom/`."""
        if reason != "finished":  # a signal may come before `_watch_signals` is called
            self.session.stop(SIGNAL if reason == "shutdown" else reason)
        self.session.finish()
        Clock().tells_today()
        if self.crawler.stats is not None and self.session.verdict is not None:
            for name, value in scrapy_stats(self.session.stats, self.session.verdict).items():
                self.crawler.stats.set_value(f"newsroom/{name}", value)


def scrapy_stats(stats: RunStats, verdict: Verdict) -> dict[str, int | str]:
    """The account and the verdict by name: `discovered`, `stored`, `skipped/duplicate`, `verdict`, `exit_code` ..."""
    account = stats.account
    found: dict[str, int | str] = {"verdict": verdict.name, "exit_code": verdict.exit_code}
    found["discovered"] = len(account.outcomes)
    for outcome in ("stored", "unchanged", "skipped", "failed"):
        found[outcome] = account.count(outcome)
        found |= {f"{outcome}/{reason}": number for reason, number in account.reasons(outcome).items() if reason}
    return found


def _task_of(response: Response | None) -> FetchTask | None:
    """Whose answer it is, where it is the answer to a request of ours."""
    request = response.request if response is not None else None
    task = request.cb_kwargs.get("task") if request is not None else None
    return task if isinstance(task, FetchTask) else None
