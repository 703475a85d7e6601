"""Times in the state that lie ahead: a run made by a clock that was wrong must not silence the newsroom until then."""

from pathlib import Path

import pytest

from crawler.run.crawl_state import CrawlState
from crawler.site import Site
from crawler.storage.state import Store
from crawler.storage.state.records import Pending, RobotsState

SITE = Site.for_url("https://news.example/news/")
NOW = "2026-03-09T06:00:00Z"
AHEAD = "2027-03-09T06:00:00Z"
SECONDS = 1_773_036_000  # NOW


class Clocked:
    """A store whose clock the test sets."""

    def __init__(self, folder: Path) -> None:
        self.seconds = float(SECONDS)
        self.store = Store.open(folder / "state.sqlite", "acme", folder / "articles.jsonl", lambda: self.seconds)

    def state(self, now: str = NOW) -> CrawlState:
        return CrawlState(self.store, SITE, now)


@pytest.fixture
def clocked(tmp_path: Path) -> Clocked:
    return Clocked(tmp_path)


def test_a_deep_run_that_lies_ahead_is_made_again(clocked: Clocked) -> None:
    clocked.state(AHEAD).deep_done()
    assert clocked.state().deep_is_due(7)
    assert not clocked.state().deep_is_due(0)
    clocked.state().deep_done()
    assert not clocked.state().deep_is_due(7)


def test_a_failure_whose_next_try_lies_a_year_ahead_is_due(clocked: Clocked) -> None:
    pending = clocked.store.pending
    pending.discovered([Pending("acme:1", "u"), Pending("acme:2", "v"), Pending("acme:3", "w")])
    pending.failed("acme:1", "u", "http_503", AHEAD)
    pending.failed("acme:2", "v", "not_an_article", "2026-04-08T06:00:00Z")
    pending.skip("acme:3", "w", "dropped", 36_500)
    assert [each.id for each in pending.due(NOW)] == ["acme:1"]
    assert set(pending.waiting(["acme:1", "acme:2", "acme:3"], NOW)) == {"acme:2", "acme:3"}


def test_robots_txt_read_ahead_of_time_is_read_again(clocked: Clocked) -> None:
    origin = "https://news.example"
    clocked.store.listings.save_robots(RobotsState(origin, 200, b"", AHEAD))
    assert clocked.store.listings.robots(origin) is None
    clocked.store.listings.save_robots(RobotsState(origin, 200, b"", NOW))
    assert clocked.store.listings.robots(origin) is not None
