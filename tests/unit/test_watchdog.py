"""The watch over pages that are read for too long, step by step; tests/crawl/test_watchdog.py has it in real runs."""

import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse

from crawler.errors import TooSlow
from crawler.extensions import watchdog as watchdog_module
from crawler.extensions.watchdog import WatchdogExtension, page_under_way
from crawler.reasons import Reason, reason_of
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.items_under_way import ItemContext
from crawler.run.reading_mark import MARK, ReadingMark, broken_before
from tests.unit.sessions import ENTRY, begun, open_session, outcome, reading, stored
from tests.unit.test_run_extension import Tied, failure_of

TASK = FetchTask(f"{ENTRY}1.html", "article", "acme:1")


class Loop:
    """Of an engine that does not run: it calls once."""

    running = True

    def __init__(self, step: Callable[[], None]) -> None:
        self._step = step

    def start(self, seconds: float) -> None:
        self._step()

    def stop(self) -> None:
        self.running = False


class Ended(BaseException):
    """In place of the end of the process."""


@pytest.fixture
def tied(tmp_path: Path) -> Tied:
    made = Tied(tmp_path)
    made.crawler.settings.frozen = False
    made.session.begin(made.spider.options)
    return made


@pytest.fixture
def watchdog(tied: Tied, monkeypatch: pytest.MonkeyPatch) -> WatchdogExtension:
    """Of half a second, with no clock and no end of the process."""
    tied.crawler.settings.set("PAGE_SECONDS", 0.5)
    made = WatchdogExtension.from_crawler(tied.crawler)

    def ends(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(os, "_exit", ends)
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda *_, **__: None)
    monkeypatch.setattr(watchdog_module, "create_looping_call", Loop)
    return made


def test_it_watches_runs_alone(tied: Tied) -> None:
    tied.crawler.settings.set("PAGE_SECONDS", 0)
    with pytest.raises(NotConfigured):
        WatchdogExtension.from_crawler(tied.crawler)
    tied.crawler.settings.set("PAGE_SECONDS", 60)
    tied.session.refused = "locked"
    with pytest.raises(NotConfigured):
        WatchdogExtension.from_crawler(tied.crawler)


def _here(*, task: object = None, request: object = None, context: object = None) -> FetchTask | None:
    return page_under_way(sys._getframe())


def test_a_page_is_known_by_who_works_on_it() -> None:
    asked = Request(TASK.url, cb_kwargs={"task": TASK})
    read = ItemContext(TASK, "acme:1", reading(1).page, b"", None)
    assert [_here(task=TASK), _here(request=asked), _here(context=read)] == [TASK] * 3
    assert [_here(task="x"), _here(request=Request(TASK.url)), _here()] == [None] * 3
    assert page_under_way(None) is None


def test_what_writes_is_left_alone() -> None:
    code = compile("def at(task): return page(frame())", __file__, "exec")
    for module, found in (("crawler.storage.journal", None), ("crawler.run.recorder", None), ("crawler.extract.article", TASK)):
        names: dict[str, Any] = {"__name__": module, "page": page_under_way, "frame": sys._getframe}
        exec(code, names)
        assert names["at"](TASK) == found


def test_a_page_that_takes_too_long_is_ended_by_a_signal(tied: Tied, watchdog: WatchdogExtension) -> None:
    def slow(response: object, task: FetchTask) -> Any:
        yield tied.spider.request(task)
        while True:
            pass

    before = signal.getsignal(signal.SIGALRM)
    tied.spider.parse_article = slow
    tied.session.stats.account.discover(TASK.key)
    try:
        watchdog._begin()
        [request] = tied.spider.read_answer(HtmlResponse(TASK.url, request=Request(TASK.url)), TASK)
    finally:
        watchdog.end()
    assert request.url == TASK.url
    assert tied.session.stats.account.outcomes[TASK.key] == ("failed", Reason.TOO_SLOW)
    assert (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[0]) == (before, 0)
    watchdog.end()


def test_without_a_page_a_signal_says_nothing(watchdog: WatchdogExtension) -> None:
    frame: FrameType | None = None
    watchdog._interrupt(signal.SIGALRM, frame)


def test_a_stopped_run_gives_its_pages_less_time(tied: Tied, watchdog: WatchdogExtension) -> None:
    watchdog._seconds = 60
    watchdog._handler = signal.signal(signal.SIGALRM, watchdog._interrupt)
    try:
        watchdog.beat()
        assert signal.getitimer(signal.ITIMER_REAL)[1] == 60
        tied.session.stop("signal")
        watchdog.beat()
        assert signal.getitimer(signal.ITIMER_REAL)[1] == 7
    finally:
        watchdog.end()


def test_a_pipeline_that_takes_too_long_fails_its_article_alone(tied: Tied) -> None:
    first = reading(1)
    tied.session.stats.account.discover(first.task.key)
    [item] = tied.spider.parse_article(tied.response(first.task), first.task)
    tied.extension.item_error(item, failure_of(TooSlow(first.task, "9 s")))
    assert outcome(tied.session, 1) == ("failed", Reason.TOO_SLOW)
    assert tied.session.stats.crashes == []


def test_what_answers_to_no_exception_ends_the_run(tied: Tied, watchdog: WatchdogExtension) -> None:
    tied.session.stats.account.discover(TASK.key)
    watchdog._over.set()  # no thread of its own
    watchdog._seen = time.monotonic() - 10
    watchdog._watched = threading.get_ident()
    watchdog._over.clear()

    def read(task: FetchTask) -> None:
        watchdog._watch()

    with pytest.raises(Ended) as ended:
        read(TASK)
    assert ended.value.args == (50,)
    assert tied.session.stats.account.outcomes[TASK.key] == ("failed", Reason.TOO_SLOW)
    assert tied.session.verdict is not None
    assert tied.session.verdict.name == "crash"
    assert TASK.url in tied.session.stats.crashes[0]


def test_the_word_is_a_reason() -> None:
    assert reason_of("too_slow") is Reason.TOO_SLOW
    assert TooSlow(TASK, "").reason == Reason.TOO_SLOW


LATE = 'Stack (most recent call first):\n  File "/x/crawler/extract/article.py", line 7 in read\n'
WRITING = 'Stack (most recent call first):\n  File "/x/crawler/storage/durable.py", line 7 in append\n'


def leave_mark(folder: Path, task: FetchTask | None, place: str, run: str = "r1") -> None:
    """What a run leaves that ends while it reads a page."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = ReadingMark(folder)
    descriptor = mark.open(run, "2026-03-09T06:00:00Z")
    mark.page(TASK)
    os.write(descriptor, b"of a page that was late, and went on")
    mark.calm()
    mark.page(task)
    os.write(descriptor, place.encode())
    os.close(descriptor)


@pytest.mark.parametrize(("task", "place"), [(TASK, LATE), (None, LATE), (TASK, WRITING), (FetchTask(ENTRY, "listing"), LATE)])
def test_a_run_that_ended_in_a_page_gets_its_line_from_the_next(tmp_path: Path, task: FetchTask | None, place: str) -> None:
    begun(tmp_path / "acme").finish()
    leave_mark(tmp_path / "acme", task, place)
    session = open_session(tmp_path / "acme")
    assert session.opened is not None
    assert session.store is not None
    named = task if place == LATE else None
    [broken] = [each for each in session.store.runs.last() if each["run"] == "r1"]
    assert (broken["verdict"], broken["exit_code"]) == ("crash", 50)
    assert ((named.url if named else "stood still") in broken["message"], "line 7" in broken["message"]) == (True, True)
    assert not (tmp_path / "acme" / MARK).exists()
    state = session.opened.state
    assert [state.waits(TASK.key), state.waits("", ENTRY)] == [named is TASK, named is not None and named is not TASK]
    session.finish()
    leave_mark(tmp_path / "acme", task, place, session.stats.run)
    open_session(tmp_path / "acme").finish()
    assert (tmp_path / "acme" / "runs.jsonl").read_text().count('"verdict":"crash"') == 1, "a run that has its line gets no other"


@pytest.mark.parametrize(
    "left", ["", "\n", "no json\n" + LATE, "[1]\n" + LATE, '{"run": 1}\n' + LATE, '{"run": "r", "started": "x"}\n' + LATE,
             "[" * 9000 + "\n" + LATE, '{"run": "r", "started": "2026-03-09T06:00:00Z", "url": "http://x/"}\n']
)  # fmt: skip
def test_a_mark_that_names_nothing_is_none(tmp_path: Path, left: str) -> None:
    (tmp_path / MARK).write_text(left)
    assert broken_before(tmp_path) is None
    open_session(tmp_path).finish()
    assert not (tmp_path / MARK).exists()


def test_a_mark_that_cannot_be_made_stops_nothing(tied: Tied, watchdog: WatchdogExtension) -> None:
    (tied.session.folder / MARK).mkdir()
    watchdog._begin()
    watchdog.end()
    assert not watchdog._notes
    ReadingMark(tied.session.folder).page(TASK)


def test_a_stored_article_that_took_too_long_waits_in_every_kind_of_run(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1, 2)
    session.recorder.fail(reading(1, recheck=True).task, Reason.TOO_SLOW)
    session.finish()
    for days, asked in (("11", 1), ("30", 2)):
        session = open_session(tmp_path, f"2026-03-{days}T06:00:00+00:00")
        session.begin(Options(None, None, True))
        assert len(session.stats.account.outcomes) == asked
        session.finish()
