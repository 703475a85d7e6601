"""What is said of how far a run is, and how long it will take."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.http import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.extensions.progress import ProgressExtension, duration
from crawler.run.fetch_task import FetchTask
from crawler.stats import RunStats


def extension(**settings: Any) -> ProgressExtension:
    """That of a run with 7 pages so far, and 3 releases known, of which one is stored."""
    stats = RunStats("erz", "run", "2026-01-01T00:00:00Z")
    stats.requests.update({"listing": 2, "article": 5})
    for key in "abc":
        stats.account.discover(key)
    stats.account.settle("a", "stored", "new")
    spider = SimpleNamespace(options=SimpleNamespace(max_articles=settings.pop("MOST", None)))
    crawler: Any = SimpleNamespace(settings=Settings({"DOWNLOAD_DELAY": 0, **settings}), signals=SignalManager(), spider=spider)
    completeness = SimpleNamespace(ahead=settings.pop("AHEAD", 0))
    session: Any = SimpleNamespace(stats=stats, store=None, completeness=completeness)
    return ProgressExtension(crawler, session)


def test_the_line_counts_pages_articles_and_what_is_left() -> None:
    line = extension().line()
    assert line.startswith("erz: 7 pages, 1 article, 2 to go, ")
    assert line.endswith(" pages a minute")
    slow = extension(DOWNLOAD_DELAY=60)
    slow._foretell(Request("http://erz.example/1", meta={"purpose": "article"}))
    assert slow.line().endswith(", about 2 minutes left")


def test_it_is_a_line_of_the_log_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        extension()._log()
    assert [record.levelname for record in caplog.records] == ["INFO"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "3 releases known, 2 to fetch"),
        ({"DOWNLOAD_DELAY": 1.0}, "3 releases known, 2 to fetch, one request a second: about 2 seconds"),
        ({"DOWNLOAD_DELAY": 2.5}, "3 releases known, 2 to fetch, one request in 2.5 seconds: about 5 seconds"),
        (
            {"DOWNLOAD_DELAY": 1.0, "AHEAD": 1010},
            "about 1,013 releases known, 1,012 to fetch, one request a second: about 18 minutes",
        ),
        ({"DOWNLOAD_DELAY": 900, "MOST": 6}, "3 releases known, 1 to fetch, one request in 900.0 seconds: about 16 minutes"),
    ],
)
def test_how_long_a_run_takes_is_said_before_the_first_article(
    settings: dict[str, Any], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = extension(LOG_LEVEL="ERROR", **settings)
    progress._foretell(Request("http://erz.example/", meta={"purpose": "listing"}))
    assert capsys.readouterr().err == ""
    for _ in range(2):
        progress._foretell(Request("http://erz.example/1", meta={"purpose": "article"}))
    assert capsys.readouterr().err == f"\r\x1b[Kerz: {said}\n"


def test_a_pace_that_is_slower_than_asked_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = extension(DOWNLOAD_DELAY=1.0)
    monkeypatch.setattr("time.monotonic", lambda: progress._started + 70)  # robots.txt asked for 10 seconds
    assert "one request in 10.0 seconds: about 21 seconds" in progress.forecast()


def test_nothing_is_foretold_before_each_list_was_looked_at(caplog: pytest.LogCaptureFixture) -> None:
    progress = extension()
    first = Request("http://erz.example/", cb_kwargs={"task": FetchTask("http://erz.example/", "listing")})
    article = Request("http://erz.example/1", meta={"purpose": "article"})
    progress._expect(first)
    with caplog.at_level(logging.INFO):
        progress._foretell(article)
        assert caplog.records == []
        progress._came(first)
        progress._foretell(article)
    assert [record.getMessage() for record in caplog.records] == ["erz: 3 releases known, 2 to fetch"]


def test_nothing_is_foretold_before_the_lists_are_read_or_say_how_many_there_are(caplog: pytest.LogCaptureFixture) -> None:
    progress = extension(AHEAD=None)
    with caplog.at_level(logging.INFO):
        progress._foretell(Request("http://erz.example/1", meta={"purpose": "article"}))
    assert caplog.records == []
    assert ", 2 to go, " in progress.line()


@pytest.mark.parametrize(("seconds", "said"), [(0, "1 second"), (43, "43 seconds"), (1085, "18 minutes"), (9000, "2.5 hours")])
def test_times_in_words(seconds: float, said: str) -> None:
    assert duration(seconds) == said
