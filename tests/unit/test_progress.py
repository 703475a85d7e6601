"""The line that says how far a run is."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.extensions.progress import ProgressExtension
from crawler.stats import RunStats


@pytest.fixture
def progress() -> ProgressExtension:
    stats = RunStats("erz", "run", "2026-01-01T00:00:00Z")
    stats.requests.update({"listing": 2, "article": 5})
    for key in "abc":
        stats.account.discover(key)
    stats.account.settle("a", "stored", "new")
    crawler: Any = SimpleNamespace(settings=Settings(), signals=SignalManager())
    session: Any = SimpleNamespace(stats=stats)
    return ProgressExtension(crawler, session)


def test_the_line_counts_pages_articles_and_what_is_left(progress: ProgressExtension) -> None:
    assert progress.line().startswith("erz: 7 pages, 1 articles, 2 to go, ")
    assert progress.line().endswith(" pages a minute")


def test_it_is_a_line_of_the_log_too(progress: ProgressExtension, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        progress._log()
    assert [record.levelname for record in caplog.records] == ["INFO"]
