"""Ends a page that keeps the whole run from going on: while one is being read, no timer of the event loop runs.

Three steps, each for what the one before cannot end. After PAGE_SECONDS an exception is raised inside what reads the page,
Python code or a pattern: the page fails as `too_slow`, and the run goes on. After twice that time a thread ends the run, with
the page's fate in the state, the line in runs.jsonl and the verdict `crash`: what runs on answers to no exception. After three
times the interpreter itself ends the process with exit code 1: a library does not even let other threads run. The next run
names the page and passes it over (crawler.run.reading_mark), as it does where a library broke the process.
"""

import faulthandler
import logging
import os
import signal
import sys
import threading
import time
from types import FrameType
from typing import NoReturn, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from crawler.errors import StorageError, TooSlow
from crawler.extensions.run import GRACE_SECONDS
from crawler.reasons import Reason
from crawler.run.fetch_task import FetchTask
from crawler.run.items_under_way import ItemContext
from crawler.run.reading_mark import WRITING
from crawler.run.session import Session, session_of

logger = logging.getLogger(__name__)

CRASH = 50
BEAT_SECONDS = 1.0  # between two signs of life of the event loop


class WatchdogExtension:
    """Watches the event loop of a run from outside. seconds: PAGE_SECONDS."""

    def __init__(self, crawler: Crawler, session: Session, seconds: float) -> None:
        self._session = session
        self._seconds = seconds
        self._seen = time.monotonic()
        self._watched = threading.get_ident()
        self._over = threading.Event()
        self._loop: AsyncioLoopingCall | LoopingCall | None = None
        self._handler: object = None  # what SIGALRM led to before
        self._notes = False  # whether the process writes behind the page's name where it stands
        self._enabled = False  # whether it does so where it breaks, too
        session.closers.append(self._let_go)
        crawler.signals.connect(self._begin, signals.engine_started)
        crawler.signals.connect(self.end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured for a spider that is none of ours, and where PAGE_SECONDS is 0."""
        session = session_of(crawler.spider)
        seconds = crawler.settings.getfloat("PAGE_SECONDS")
        if session is None or session.refused or not seconds:
            raise NotConfigured
        return cls(crawler, session, seconds)

    @property
    def _by_signal(self) -> bool:
        """Whether the loop runs where Python lets signals arrive."""
        return self._watched == threading.main_thread().ident

    def _begin(self) -> None:
        self._watched = threading.get_ident()
        if self._by_signal:
            self._handler = signal.signal(signal.SIGALRM, self._interrupt)
            self._note_places()
        self._loop = create_looping_call(self.beat)
        self._loop.start(min(BEAT_SECONDS, self._seconds / 4))
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def _note_places(self) -> None:
        """Let the mark of the page under way be followed by its place, where it is late or breaks the process."""
        stats = self._session.stats
        try:
            place = self._session.mark.open(stats.run, stats.started)
        except (OSError, StorageError) as error:
            logger.warning("the page under way has no mark: %s", error)
            return
        faulthandler.register(signal.SIGALRM, file=place, all_threads=False, chain=True)
        self._notes = True
        if not faulthandler.is_enabled():
            faulthandler.enable(file=place, all_threads=False)
            self._enabled = True

    def _let_go(self) -> None:
        if self._notes:
            faulthandler.unregister(signal.SIGALRM)
        if self._enabled:
            faulthandler.disable()
        self._notes = self._enabled = False

    def beat(self) -> None:
        """The event loop runs: all times begin again."""
        self._seen = time.monotonic()
        self._session.mark.calm()
        if self._by_signal:
            seconds = min(self._seconds, GRACE_SECONDS) if self._session.stats.stopped else self._seconds
            signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
            faulthandler.dump_traceback_later(3 * self._seconds, exit=True)

    def end(self) -> None:
        """The run is over, and no page is read any more."""
        self._over.set()
        self._let_go()
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._by_signal and self._handler is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._handler)  # type: ignore[arg-type]
            self._handler = None
            faulthandler.cancel_dump_traceback_later()

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        task = page_under_way(frame)
        if task is not None:
            raise TooSlow(task, f"more than {time.monotonic() - self._seen:.0f} s to read it")

    def _watch(self) -> None:
        while not self._over.wait(min(BEAT_SECONDS, self._seconds / 4)):
            task = page_under_way(sys._current_frames().get(self._watched)) if self._is_late() else None
            if task is not None and self._is_late():
                self._leave(task)

    def _is_late(self) -> bool:
        return time.monotonic() - self._seen > 2 * self._seconds

    def _leave(self, task: FetchTask) -> NoReturn:
        """End the process; nothing else would end what it is busy with."""
        code = CRASH
        try:
            said = f"{task.url} kept the run from going on for {time.monotonic() - self._seen:.0f} s"
            self._session.crashed(f"{said}; the next runs pass it over for a while")
            self._session.answers.failed(task, Reason.TOO_SLOW)
            code = self._session.finish()
            logging.shutdown()
        finally:
            os._exit(code)


def page_under_way(frame: FrameType | None) -> FetchTask | None:
    """The page that is being read where a frame stands; None where it is no page, or where something is being written."""
    found = None
    while frame is not None:
        if frame.f_globals.get("__name__", "").startswith(WRITING):
            return None
        found = found or _task_in(frame)
        frame = frame.f_back
    return found


def _task_in(frame: FrameType) -> FetchTask | None:
    local = frame.f_locals
    task, request, context = (local.get(name) for name in ("task", "request", "context"))
    if isinstance(request, Request):
        task = task or request.cb_kwargs.get("task")
    if isinstance(context, ItemContext):
        task = task or context.task
    return task if isinstance(task, FetchTask) else None
