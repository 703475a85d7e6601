"""What a signal does to a run: it is acknowledged, nothing more is sent, and what waited is where it was."""

import asyncio
import signal
from collections import deque
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.errors import Refused
from crawler.middlewares.retries import RetriesMiddleware
from crawler.middlewares.robots import RobotsMiddleware
from tests.unit.sessions import ENTRY, outcome, reading
from tests.unit.test_run_extension import Acme, Tied


@pytest.fixture
def under_way(tmp_path: Path) -> Tied:
    tied = Tied(tmp_path)
    tied.session.begin(tied.spider.options)
    return tied


@pytest.mark.parametrize("terminal", [True, False])
def test_ctrl_c_on_a_terminal_is_acknowledged_in_one_line(
    under_way: Tied, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    monkeypatch.setattr("crawler.extensions.run.asyncio.get_running_loop", Mock)
    monkeypatch.setattr("crawler.extensions.run.os.isatty", lambda number: terminal)
    written: list[bytes] = []
    monkeypatch.setattr("crawler.extensions.run.os.write", lambda number, said: written.append(said))
    tied = under_way
    tied.extension._stop(None, signal.SIGINT, None)
    tied.extension._stop(None, signal.SIGTERM, None)
    line = b"acme: stopping after the page in flight; Ctrl-C again stops at once"
    assert [each.strip(b"\r\n").removeprefix(b"\x1b[K") for each in written] == [line] * terminal


def test_what_waits_in_the_downloader_is_given_back_untouched(under_way: Tied) -> None:
    tied, task = under_way, reading(1).task
    tied.session.stats.account.discover(task.key)
    waiting: Deferred[Any] = Deferred()
    slot = SimpleNamespace(queue=deque([(tied.spider.request(task), waiting)]))
    tied.crawler.engine = Mock(downloader=Mock(slots={"acme": slot}))
    given: list[Failure] = []
    waiting.addErrback(given.append)
    tied.extension._give_back()
    assert not slot.queue
    given[0].request = tied.spider.request(task)  # type: ignore[attr-defined]
    assert tied.spider.failed(given[0]) == []
    assert outcome(tied.session, 1) == ("failed", "not_reached")
    assert tied.session.stats.refused == {}
    assert tied.session.recorder.store.pending.failures() == []


@pytest.mark.parametrize("step", ["process_request", "turn"])
def test_nothing_is_sent_after_a_signal(under_way: Tied, step: str) -> None:
    tied = under_way
    retries = RetriesMiddleware.from_crawler(tied.crawler)

    def go() -> None:
        found = getattr(retries, step)(Request(ENTRY, meta={"purpose": "listing"}))
        if found is not None:
            asyncio.run(found)

    go()
    assert tied.session.stats.requests == ({"listing": 1} if step == "turn" else {})
    tied.session.stop("signal")
    with pytest.raises(Refused, match="stopped"):
        go()
    assert tied.session.stats.requests == ({"listing": 1} if step == "turn" else {})


def test_a_robots_txt_that_was_not_asked_for_forbids_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    robots = RobotsMiddleware(get_crawler(Acme, {"ROBOTSTXT_OBEY": True}))
    for reason in ("stopped", "budget"):
        monkeypatch.setattr(robots, "_download", AsyncMock(side_effect=Refused(reason)))
        with pytest.raises(Refused, match=reason):
            asyncio.run(robots._ask(ENTRY))
    monkeypatch.setattr(robots, "_download", AsyncMock(side_effect=Refused("tls")))
    assert asyncio.run(robots._ask(ENTRY)).rules is None


@pytest.mark.parametrize("broken", [TimeoutError(), ConnectionLost(), ResponseFailed([])])  # type: ignore[no-untyped-call]
def test_what_breaks_off_after_a_signal_is_no_failure_of_the_site(under_way: Tied, broken: Exception) -> None:
    retries = RetriesMiddleware.from_crawler(under_way.crawler)
    request = Request(ENTRY, meta={"purpose": "listing", "dont_retry": True})
    assert retries.process_exception(request, broken) is None
    under_way.session.stop("signal")
    with pytest.raises(Refused, match="stopped"):
        retries.process_exception(request, broken)
