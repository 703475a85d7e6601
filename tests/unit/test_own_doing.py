"""What a user's own setting, signal or pipeline did to a run is never told as the site's fault."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from crawler.stats import ListingFact, RunStats
from crawler.verdict import judge
from crawler.verdict.history import History
from crawler.verdict.words import Verdict
from tests.unit.test_verdict import LIST, history_of, read

EVER = [History(), history_of()]


def run_with(stopped: str | None = None, problem: str = "", failed: Mapping[str, int] = MappingProxyType({})) -> RunStats:
    """A run of which nothing came: problem of its listing page; failed: number of articles by reason."""
    stats = RunStats("acme", "r", "2026-03-10T06:00:00Z", stopped=stopped)
    if problem:
        stats.listings.append(ListingFact(LIST, "News", 1, 0, 0, problem=problem))
        stats.refused[problem] += 1
    for reason, number in failed.items():
        for count in range(number):
            stats.account.discover(f"{reason}:{count}")
            stats.account.settle(f"{reason}:{count}", "failed", reason)
    return stats


def said(verdict: Verdict) -> str:
    return " ".join([verdict.message, *verdict.advice])


@pytest.mark.parametrize("history", EVER)
@pytest.mark.parametrize("failed", [{}, {"not_reached": 3}])
def test_a_signal_before_the_first_answer(history: History, failed: dict[str, int]) -> None:
    verdict = judge(run_with("signal", failed=failed), history)
    assert (verdict.name, verdict.exit_code) == ("stopped", 10)


@pytest.mark.parametrize("history", EVER)
@pytest.mark.parametrize("stopped", ["closespider_timeout", "closespider_pagecount", "memory"])
def test_another_end_before_the_first_answer(history: History, stopped: str) -> None:
    verdict = judge(run_with(stopped, failed={"not_reached": 2}), history)
    assert (verdict.name, stopped in verdict.message) == ("degraded", True)


@pytest.mark.parametrize("history", EVER)
@pytest.mark.parametrize(
    ("problem", "stopped", "setting"),
    [
        ("budget", "budget", "MAX_REQUESTS"), ("url_length", None, "URLLENGTH_LIMIT"), ("depth_limit", None, "DEPTH_LIMIT"),
        ("ignored", None, "setting of yours"),
    ],
)  # fmt: skip
def test_a_setting_that_lets_nothing_be_asked_is_named(history: History, problem: str, stopped: str | None, setting: str) -> None:
    verdict = judge(run_with(stopped, problem), history)
    assert (verdict.name, verdict.exit_code) == ("degraded", 10)
    assert setting in said(verdict)
    assert "browser" not in said(verdict)


@pytest.mark.parametrize("history", EVER)
@pytest.mark.parametrize("stopped", ["signal", "budget", None])
def test_what_the_site_did_before_is_told(history: History, stopped: str | None) -> None:
    for problem, name in (("timeout", "unreachable"), ("robots_unreachable", "unreachable"), ("http_403", "blocked")):
        assert judge(run_with(stopped, problem), history).name == name


def test_what_no_pipeline_wrote_is_told() -> None:
    stats = run_with(failed={"not_handed_on": 3})
    read(stats, 3).statuses["200"] = 4
    stats.listings.append(ListingFact(LIST, "News", 1, 200, 20))
    verdict = judge(stats, history_of())
    assert verdict.name == "degraded"
    assert verdict.message == "0 stored, but 3 articles read that no pipeline wrote (not_handed_on)."
    assert "return item" in said(verdict)


def test_a_chain_without_ours_is_no_trouble_and_no_silence() -> None:
    stats = run_with()
    read(stats, 3).statuses["200"] = 4
    stats.listings.append(ListingFact(LIST, "News", 1, 200, 20))
    for number in range(3):
        stats.account.discover(f"a{number}")
        stats.account.settle(f"a{number}", "skipped", "not_written")
    verdict = judge(stats, history_of())
    assert (verdict.name, verdict.exit_code) == ("ok", 0)
    assert "Nothing new" not in verdict.message
    assert "ITEM_PIPELINES" in said(verdict)
