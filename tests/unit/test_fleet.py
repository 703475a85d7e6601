"""All newsrooms at a glance, and which of them are overdue."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.report.fleet import SiteStatus, overdue, read_runs, read_status, span, status_table, usual_interval

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def runs(*starts: str, verdict: str = "ok") -> list[dict[str, Any]]:
    return [{"run": start, "started": start, "finished": start, "verdict": verdict} for start in starts]


def folder_of(path: Path, found: list[dict[str, Any]]) -> Path:
    path.mkdir(exist_ok=True)
    (path / "runs.jsonl").write_text("".join(json.dumps(run) + "\n" for run in found), "utf-8")
    return path


def daily(last: str, verdict: str = "ok") -> list[dict[str, Any]]:
    end = datetime.fromisoformat(last)
    return runs(*((end - timedelta(days=number)).isoformat() for number in range(9, -1, -1)), verdict=verdict)


def test_usual_interval() -> None:
    assert usual_interval([]) is None
    assert usual_interval(runs("2026-03-01T06:00:00Z", "2026-03-02T06:00:00Z")) is None
    assert usual_interval(daily("2026-03-10T06:00:00Z")) == timedelta(days=1)
    by_hand = [*daily("2026-03-10T06:00:00Z"), *runs("2026-03-10T06:05:00Z", "2026-03-10T06:10:00Z")]
    assert usual_interval(by_hand) == timedelta(days=1)


class TestOverdue:
    def test_in_time_and_late(self, tmp_path: Path) -> None:
        good = read_status(folder_of(tmp_path / "good", daily("2026-03-10T06:00:00Z")))
        assert overdue(good, NOW) is None
        late = read_status(folder_of(tmp_path / "late", daily("2026-03-07T06:00:00Z")))
        assert overdue(late, NOW) == "last good run 3 d ago, usual interval 24 h"
        assert overdue(late, NOW, timedelta(days=7)) is None

    def test_runs_that_go_wrong_are_no_good_runs(self, tmp_path: Path) -> None:
        found = [*daily("2026-03-07T06:00:00Z"), *runs("2026-03-09T06:00:00Z", "2026-03-10T06:00:00Z", verdict="drift")]
        status = read_status(folder_of(tmp_path / "acme", found))
        assert overdue(status, NOW) == "last good run 3 d ago, usual interval 24 h, last verdict drift"

    def test_never_good(self, tmp_path: Path) -> None:
        assert overdue(read_status(tmp_path / "absent"), NOW) == "never had a good run"

    def test_a_run_of_a_wrong_clock_is_no_proof(self, tmp_path: Path) -> None:
        ahead = read_status(folder_of(tmp_path / "ahead", [*daily("2026-03-09T06:00"), *runs("2027-03-10T06:00:00Z")]))
        assert overdue(ahead, NOW) == "last good run lies 364 d ahead: the clock was wrong"
        assert overdue(read_status(folder_of(tmp_path / "a", daily("2026-03-10T06:00:00Z", "locked"))), NOW) is not None

    def test_a_first_run_is_given_a_day(self, tmp_path: Path) -> None:
        status = read_status(folder_of(tmp_path / "a", runs("2026-03-10T06:00:00Z")))
        assert overdue(status, NOW) is None
        assert overdue(status, NOW + timedelta(days=2)) is not None


def test_damaged_lines_and_long_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path / "a", daily("2026-03-10T06:00:00Z"))
    with (folder / "runs.jsonl").open("a") as file:
        file.write('[1]\n{"run": 1}\n{"run": "torn')
    assert len(read_runs(folder)) == 10
    monkeypatch.setattr("crawler.report.fleet._TAIL", 300)
    assert 0 < len(read_runs(folder)) < 10
    assert read_runs(tmp_path) == []


def test_the_table(tmp_path: Path, journal_and_state: Any, make_line: Any) -> None:
    (tmp_path / "acme").mkdir()
    kept = journal_and_state(tmp_path / "acme")
    kept.keep(make_line(), make_line("acme:2", event="removed", revision=2, published="2026-03-09"))
    kept.store.pending.failed("acme:3", "u", "http_503")
    kept.store.close()
    folder = folder_of(kept.path.parent, daily("2026-03-10T06:00:00Z", "degraded"))
    status = read_status(folder)
    assert (status.articles, status.failures, status.newest) == (1, 1, "2026-03-09")
    broken = SiteStatus("broken", problem="state.sqlite is damaged")
    lines = status_table([status, broken], NOW).splitlines()
    assert lines[0].split() == ["newsroom", "last", "run", "verdict", "age", "articles", "newest", "to", "retry", "new"]
    assert lines[1].split()[1:] == ["2026-03-10", "06:00", "degraded", "6", "h", "1", "2026-03-09", "1", "0"]
    assert lines[2].split() == ["broken", "never", "-", "-", "-", "-", "-", "-"]
    assert lines[3] == "broken: state.sqlite is damaged"


def test_a_state_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "acme", daily("2026-03-10T06:00:00Z"))
    (folder / "state.sqlite").write_bytes(b"gone" * 1000)
    assert "is damaged" in str(read_status(folder).problem)


def test_spans() -> None:
    assert [span(timedelta(minutes=each)) for each in (-5, 45, 119, 120, 4319, 4320)] == [
        "0 min", "45 min", "119 min", "2 h", "71 h", "3 d",
    ]  # fmt: skip
