"""A session: one run from the lock to the verdict, on a real folder and a disk that can fail."""

import json
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from crawler.errors import StorageError
from crawler.report.fleet import read_runs
from crawler.run.arguments import Options
from crawler.run.rules import rules_version
from crawler.run.session import session_of
from tests.unit.sessions import ENTRY, SITE, FakeDisk, begun, open_session, outcome, reading, stored, through


def test_a_run_that_sees_nothing_ends_with_a_line_and_gives_the_lock_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = open_session(tmp_path)
    assert session.finish() == session.finish() == 30
    runs = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert [run["verdict"] for run in runs] == ["unreachable"]
    assert capsys.readouterr().out.strip().startswith("127.0.0.1 (acme): UNREACHABLE")
    assert open_session(tmp_path).refused is None


def test_alerts_that_wait_stand_in_report_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line is written before its alerts are sent: it says what earlier runs left, the report what waits after the run."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        hook = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        for when in ("2026-03-10T06:00:00+00:00", "2026-03-10T06:00:30+00:00"):
            open_session(tmp_path, when, ALERT_WEBHOOK=hook).finish()
            report, said = (tmp_path / "report.html").read_text("utf-8"), "1 waits for the receiver of ALERT_WEBHOOK"
            assert said in report
            assert said in capsys.readouterr().out
    runs = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert [run.get("alerts_waiting") for run in runs] == [None, {"webhook": 1}]
    open_session(tmp_path).finish()
    assert open_session(tmp_path).finish() == 30


def test_a_run_beside_another_is_refused_and_leaves_no_line(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    second = open_session(tmp_path)
    assert second.refused is not None
    assert "another run" in second.refused
    assert second.store is None
    assert second.finish() == 60
    with pytest.raises(AssertionError, match="refused"):
        _ = second.items
    assert first.finish() == 30
    assert len((tmp_path / "runs.jsonl").read_text().splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    disk = FakeDisk()
    disk.full = True
    session = open_session(tmp_path, files=disk)
    assert session.refused
    assert session.finish() == 40
    assert open_session(tmp_path).refused is None


def test_a_disk_that_fills_up_at_the_end_is_the_verdict(tmp_path: Path) -> None:
    disk = FakeDisk()
    session = open_session(tmp_path, files=disk)
    session.begin(Options())
    assert through(session, reading(1).admit(session)) is None
    disk.full = True
    assert session.finish() == 40
    assert outcome(session, 1) == ("failed", "storage")
    assert session.stats.storage_errors
    again = open_session(tmp_path)
    assert again.refused is None
    assert again.recorder.journal.size == 0


def test_what_is_stored_is_stored_though_the_disk_fills_up_after(tmp_path: Path) -> None:
    disk = FakeDisk()
    session = open_session(tmp_path, files=disk)
    session.begin(Options())
    stored(session, 1)
    disk.full = True
    assert through(session, reading(2).admit(session)) is None
    with pytest.raises(StorageError):
        session.recorder.sync()
    assert session.finish() == 40
    assert [outcome(session, number)[0] for number in (1, 2)] == ["stored", "failed"]
    assert len((tmp_path / "articles.jsonl").read_text().splitlines()) == 1


def test_a_report_that_cannot_be_written_is_told_by_a_second_line(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.begin(Options())
    stored(session, 1)
    (tmp_path / "report.html" / "in the way").mkdir(parents=True)
    assert session.finish() == 40
    lines = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert [(line["verdict"], line["exit_code"]) for line in lines] == [("ok", 0), ("storage", 40)]
    assert [line["verdict"] for line in read_runs(tmp_path)] == ["storage"]
    shutil.rmtree(tmp_path / "report.html")
    again = open_session(tmp_path)
    assert again.store is not None
    assert [line["verdict"] for line in again.store.runs.last()] == ["storage"]
    again.finish()


def test_the_first_reason_to_stop_stays(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.stop("budget")
    session.stop("signal")
    assert session.stats.stopped == "budget"


def test_a_crash_is_the_verdict_and_the_run_goes_on(tmp_path: Path) -> None:
    session = begun(tmp_path)
    session.crashed("own bug", "traceback")
    stored(session, 1)
    assert session.finish() == 50
    assert session.verdict is not None
    assert "own bug" in session.verdict.message


def test_answers_come_after_the_beginning(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="begin"):
        _ = open_session(tmp_path).answers


def test_a_run_begins_at_the_start_page_then_at_known_listings_and_what_is_pending(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    assert [(task.purpose, task.url) for task in session.begin(Options())] == [("listing", ENTRY)]
    session.stats.account.discover(reading(1).task.key)
    session.answers.failed(reading(1).task, "timeout")
    session.finish()
    later = open_session(tmp_path, "2026-03-11T06:00:00+00:00")
    (listing,) = later.begin(Options())
    assert (listing.purpose, listing.url) == ("listing", ENTRY)
    left = later.answers.without_page(listing, 304)  # of an article without a day the list could have said one
    assert [(task.purpose, task.url) for task in left] == [("article", f"{ENTRY}1.html")]


def test_a_deep_run_looks_at_all_that_is_known_and_one_by_age_at_what_is_due(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1, 2)
    session.finish()
    for when, deep, every, expected in (
        ("2026-03-11T06:00:00+00:00", False, 7, 0),
        ("2026-03-11T06:00:00+00:00", True, 7, 2),
        ("2026-03-18T06:00:00+00:00", False, 7, 2),
        ("2026-03-18T06:00:00+00:00", False, 0, 0),
    ):
        later = open_session(tmp_path, when, DEEP_EVERY_DAYS=every)
        tasks = later.begin(Options(deep=deep))
        assert sum(task.recheck for task in tasks) == expected
        assert all(later.validators(task)["etag"] == '"e"' for task in tasks if task.recheck)
        later.stop("signal")  # judged as cut short, so that it does not count as a deep run
        later.stats.crashes.append("not counted as a deep run")
        later.finish()


@pytest.mark.parametrize(
    ("when", "settings", "expected"),
    [
        ("2026-03-11T06:00:00+00:00", {}, 0),  # not unless the settings ask for it
        ("2026-03-11T06:00:00+00:00", {"FRESH_BUDGET": 5}, 3),
        ("2026-03-11T06:00:00+00:00", {"FRESH_BUDGET": 2}, 2),
        ("2026-03-10T16:00:00+00:00", {"FRESH_BUDGET": 5}, 0),  # looked at ten hours ago
        ("2026-03-17T06:00:00+00:00", {"FRESH_BUDGET": "5"}, 1),  # three are older than two weeks by now, one has no date
    ],
)
def test_fresh_releases_are_looked_at_again_soon(tmp_path: Path, when: str, settings: dict[str, Any], expected: int) -> None:
    session = begun(tmp_path)
    stored(session, 1, 2, 3)
    if when > "2026-03-12":
        stored(session, 4, published=None)
    session.finish()
    later = open_session(tmp_path, when, DEEP_EVERY_DAYS=0, FRESH_DAYS=14, FRESH_HOURS=12, **settings)
    tasks = later.begin(Options())
    assert sum(task.recheck for task in tasks) == expected
    assert all(later.validators(task)["etag"] == '"e"' for task in tasks if task.recheck)


def test_a_run_names_the_rules_that_it_read_by(tmp_path: Path) -> None:
    session = begun(tmp_path)
    session.finish()
    line = json.loads((tmp_path / "runs.jsonl").read_text())
    assert line["versions"]["rules"] == rules_version(SITE)


def test_the_way_to_the_run_is_open_to_our_spiders_only(tmp_path: Path) -> None:
    class Ours:
        session = open_session(tmp_path)

    class Plain:
        session = "a requests.Session, say"

    assert session_of(Ours()) is Ours.session
    assert session_of(Plain()) is session_of(None) is session_of(object()) is None
