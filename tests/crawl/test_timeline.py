"""What runs report of a newsroom that changes from day to day: each step's events, verdict and exit code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Crawl, crawl

from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

pytestmark = pytest.mark.usefixtures("untraced")

SITE = "minmetals"


class Days:
    """A newsroom and the daily runs over it."""

    def __init__(self, server: ReplicaServer, output: Path) -> None:
        self.server = server
        self.output = output
        self.seen = 0

    def run(self, *arguments: str) -> tuple[Crawl, list[tuple[str, str]]]:
        """A run at the newsroom's present time; gives the events it added, sorted."""
        clock = self.server.newsroom.timeline.now.isoformat()
        settings = ("-s", f"RUN_CLOCK={clock}", "-s", "DEEP_EVERY_DAYS=0")
        done = crawl(SITE, self.output, *settings, *arguments, proxy=self.server.address)
        added = done.lines[self.seen :]
        self.seen = len(done.lines)
        return done, sorted((str(line["event"]), str(line["id"])) for line in added)

    def step(self, name: str, *arguments: str, **details: object) -> tuple[Crawl, list[tuple[str, str]], list[tuple[str, str]]]:
        """Advance the newsroom, run; gives the run, its events and the true ones."""
        true = sorted(self.server.advance(name, SITE, **details).events)
        done, events = self.run(*arguments)
        return done, events, true


@pytest.fixture(params=[2, 77])
def days(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Days]:
    with ReplicaServer(make(request.param, 24, (SITE,))) as server:
        yield Days(server, tmp_path)


@pytest.mark.guarantee(18)
def test_each_change_is_one_line_of_the_right_kind(days: Days) -> None:
    first, events = days.run()
    assert (first.code, first.runs[-1]["verdict"]) == (0, "ok")
    assert {event for event, _ in events} == {"new"}

    done, events, true = days.step("new", count=3)
    assert (done.code, events) == (0, true)
    done, events, true = days.step("edit", "-a", "deep=1")
    assert (done.code, events) == (0, true)
    changed = done.lines[-1]["changes"]
    assert changed["fields"] == ["text"]  # type: ignore[index]
    assert "\n-" in changed["diff"]  # type: ignore[index]
    done, events, true = days.step("whitespace", "-a", "deep=1")
    assert (done.code, [event for event, _ in events if event != "minor"]) == (0, [])
    done, events, true = days.step("furniture", "-a", "deep=1")
    assert (done.code, events) == (0, [])
    done, events, true = days.step("backdated")
    assert (done.code, events) == (0, true)


@pytest.mark.guarantee(18)
@pytest.mark.parametrize("how", ["404", "410", "soft", "home"])
def test_a_removal_is_believed_at_the_second_look_and_a_restoration_at_the_first(tmp_path: Path, how: str) -> None:
    with ReplicaServer(make(9, 16, (SITE,))) as server:
        days = Days(server, tmp_path)
        days.run()
        done, events, true = days.step("remove", "-a", "deep=1", how=how)
        if how != "soft":
            assert events == []
            server.advance("silence", SITE)
            done, events = days.run()
        assert (done.code, events) == (0, true)
        done, events, true = days.step("restore", "-a", "deep=1")
        assert (done.code, events) == (0, true)


def test_a_redesign_that_the_layouts_read_changes_no_word(days: Days) -> None:
    days.run()
    done, events, _ = days.step("redesign", "-a", "deep=1")
    assert done.code == 0
    assert {event for event, _ in events} <= {"minor"}, "emphasis inside a body is markup of the article, not furniture"


@pytest.mark.parametrize("how", ["insert", "swap", "drop"])
def test_rows_that_shift_while_they_are_paged_cost_nothing(tmp_path: Path, how: str) -> None:
    with ReplicaServer(make(4, 30, (SITE,))) as server:
        days = Days(server, tmp_path)
        server.advance("reorder", SITE, how=how)
        days.run()
        server.advance("silence", SITE)
        days.run("-a", "deep=1")
        lines = crawl(SITE, tmp_path, proxy=server.address).lines
        found = [str(line["id"]) for line in lines if line["event"] != "removed"]
        assert [each.urls[0] for each in server.newsroom.expected(SITE) if not set(each.ids) & set(found)] == []
        assert len(set(found)) == len(found)


@pytest.mark.guarantee(10)
def test_a_broken_template_is_drift_and_nothing_doubtful_is_written(tmp_path: Path) -> None:
    with ReplicaServer(make(6, 24, (SITE,))) as server:
        days = Days(server, tmp_path)
        for _ in range(3):
            days.step("new", count=3)
        server.advance("new", SITE, count=4)
        done, events, _ = days.step("broken", "-a", "deep=1")
        assert (done.code, events) == (20, [])
        done, events, _ = days.step("recover")
        assert done.code == 0
        assert [event for event, _ in events] == ["new"] * 4, "what was held back comes when the pages are whole again"


@pytest.mark.parametrize(("condition", "verdict"), [("challenge", "blocked"), ("gone", "unreachable")])
def test_a_server_that_does_not_let_us_in_is_said_so(tmp_path: Path, condition: str, verdict: str) -> None:
    with ReplicaServer(make(8, 12, (SITE,))) as server:
        days = Days(server, tmp_path)
        days.run()
        done, events, _ = days.step(condition)
        assert (done.code, done.runs[-1]["verdict"], events) == (30, verdict, [])
        done, events, _ = days.step("recover")
        assert (done.code, done.runs[-1]["verdict"], events) == (0, "quiet", [])


@pytest.mark.guarantee(3)
def test_requests_are_the_least_that_a_watcher_needs(tmp_path: Path) -> None:
    with ReplicaServer(make_plain(12, 200, 20)) as server:
        url, host = f"{server.address}/", server.address.removeprefix("http://")

        def run(*arguments: str) -> int:
            before = len(server.log)
            clock = server.newsroom.timeline.now.isoformat()
            done = crawl(
                "newsroom", tmp_path, "-a", f"url={url}news/", "-a", "name=plain", "-s", f"PRIVATE_HOSTS={host}",
                "-s", f"RUN_CLOCK={clock}", "-s", "FRESH_BUDGET=0", *arguments, folder="plain",
            )  # fmt: skip
            assert done.code == 0, done.stdout + done.stderr[-2000:]
            rules = ("robots.txt", "tdmrep.json")  # once in 24 hours, whatever is asked for
            return len([each for each in server.log[before:] if not each.path.endswith(rules)])

        assert run() == 210
        assert run() == 1
        server.advance("new", "plain", count=3)
        assert run() == 4
        server.advance("new", "plain", count=30)
        assert run() == 32
