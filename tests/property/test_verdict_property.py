"""No history makes `ok` out of an empty or a failed run, and an account that does not close is always a crash."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.stats import Account, Gap, ListingFact, RunStats
from crawler.verdict import closes, judge, run_line
from crawler.verdict.drift import good_listing
from crawler.verdict.history import History
from crawler.verdict.words import EXIT_CODES, Verdict

pytestmark = pytest.mark.usefixtures("untraced")

REASONS = st.sampled_from(
    ["challenge", "block_page", "robots_forbidden", "timeout", "dns", "http_500", "http_403", "http_429", "truncated", "soft_404",
     "quarantined:title_missing", "not_an_article", "retry_later", "empty", "not_a_listing", "strange", "maintenance"]
)  # fmt: skip
GOOD_OUTCOMES = st.one_of(
    st.tuples(st.just("stored"), st.sampled_from(["new", "changed", "minor", "removed", "restored", "moved"])),
    st.tuples(st.just("unchanged"), st.just("known")),
    st.tuples(st.just("skipped"), REASONS),
)
BAD_OUTCOMES = st.tuples(st.just("failed"), REASONS)
COUNTS = st.dictionaries(st.sampled_from(["200", "304", "403", "404", "500", "503", "521"]), st.integers(0, 50))
GAPS = st.builds(Gap, st.sampled_from(["total:/news/", "more:/press/", "pages:/"]), st.just("there is more"), st.booleans())


@st.composite
def listing_facts(draw: st.DrawFn, problems: bool = True) -> ListingFact:
    problem = draw(st.none() | REASONS) if problems else None
    status = draw(st.sampled_from([0, 200, 304, 403, 503]))
    rows = draw(st.integers(0, 40))
    return ListingFact(
        f"https://news.example/{draw(st.integers(1, 3))}", "News", draw(st.integers(1, 3)), status, rows, problem=problem
    )


@st.composite
def run_facts(draw: st.DrawFn) -> RunStats:
    stats = RunStats("acme", "r", "2026-03-10T06:00:00Z")
    outcomes = draw(st.lists(st.one_of(GOOD_OUTCOMES, BAD_OUTCOMES), max_size=8))
    stats.account = Account({str(number): outcome for number, outcome in enumerate(outcomes)})
    stats.listings = draw(st.lists(listing_facts(), max_size=4))
    stats.statuses = Counter(draw(COUNTS))
    stats.refused = Counter(draw(st.dictionaries(REASONS, st.integers(1, 5), max_size=3)))
    stats.articles_read = draw(st.integers(0, 30))
    stats.coverage = Counter({name: draw(st.integers(0, stats.articles_read)) for name in ("title", "published", "text")})
    stats.layouts = Counter({"acme/2020": stats.articles_read})
    stats.stopped = draw(st.sampled_from([None, None, "signal", "max_pages"]))
    stats.gaps = draw(st.lists(GAPS, max_size=2))
    return stats


@st.composite
def histories(draw: st.DrawFn) -> History:
    lines: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(0, 12))):
        name = draw(st.sampled_from(["ok", "quiet", "incomplete", "degraded", "stopped", "drift", "blocked", "locked"]))
        lines.append(run_line(draw(run_facts()), Verdict(name, EXIT_CODES[name], "")))
    days = draw(st.lists(st.dates().map(str), max_size=30))
    return History.of(lines, days)


@given(run_facts(), histories())
def test_every_run_has_a_verdict_that_says_what_to_do(stats: RunStats, history: History) -> None:
    verdict = judge(stats, history)
    assert EXIT_CODES[verdict.name] == verdict.exit_code
    assert verdict.message
    assert verdict.exit_code == 0 or verdict.advice


@given(run_facts(), histories())
def test_good_is_only_a_run_that_saw_the_newsroom_and_failed_at_nothing(stats: RunStats, history: History) -> None:
    verdict = judge(stats, history)
    if verdict.exit_code != 0:
        return
    account = stats.account
    assert account.count("failed") == 0
    assert not any(listing.problem for listing in stats.listings)
    assert stats.stopped in {None, "max_pages"}
    assert account.count("stored") or account.count("unchanged") or any(good_listing(each) for each in stats.listings)
    assert (verdict.name == "ok") == (account.count("stored") > 0)


@given(histories(), COUNTS, st.lists(listing_facts(), max_size=3))
def test_no_history_makes_good_of_an_empty_run(history: History, statuses: dict[str, int], listings: list[ListingFact]) -> None:
    stats = RunStats("acme", "r", "2026-03-10T06:00:00Z")
    stats.statuses = Counter(statuses)
    stats.listings = [each for each in listings if not good_listing(each)]
    verdict = judge(stats, history)
    assert verdict.exit_code >= (20 if history.ever_read else 10)
    assert verdict.name in {"incomplete", "degraded", "drift", "blocked", "unreachable"}


@given(run_facts(), histories(), st.sampled_from(["crashes", "storage_errors", "locked"]))
def test_no_history_makes_good_of_a_broken_run(stats: RunStats, history: History, trouble: str) -> None:
    if trouble == "locked":
        stats.locked = "process 7"
    else:
        getattr(stats, trouble).append("it broke")
    assert judge(stats, history).exit_code >= 40


@given(run_facts(), histories(), st.sampled_from([("failed", "not_reached"), ("lost", "")]))
def test_an_open_account_is_a_crash(stats: RunStats, history: History, outcome: tuple[str, str]) -> None:
    stats.stopped = None
    stats.account.outcomes["x"] = outcome
    assert closes(stats)
    assert judge(stats, history).name == "crash"


@given(run_facts())
def test_the_account_in_the_line_closes(stats: RunStats) -> None:
    account = run_line(stats, judge(stats, History()))["account"]
    assert account["discovered"] == account["stored"] + account["unchanged"] + account["skipped"] + account["failed"]


@given(run_facts(), histories(), GAPS)
def test_a_gap_takes_ok_away_until_it_is_accepted(stats: RunStats, history: History, gap: Gap) -> None:
    stats.gaps = []
    without = judge(stats, history)
    stats.gaps = [gap]
    verdict = judge(stats, history)
    if without.exit_code == 0 and not gap.accepted:
        assert (verdict.name, verdict.exit_code) == ("incomplete", 10)
        assert gap.name in verdict.message
        assert gap.name in " ".join(verdict.advice)
    else:
        assert verdict.name == without.name
    assert run_line(stats, verdict)["completeness"]["gaps"] == [{"name": gap.name, "said": gap.said, "accepted": gap.accepted}]


@given(run_facts())
def test_a_run_without_history_is_never_drift(stats: RunStats) -> None:
    assert judge(stats, History()).name != "drift"


@given(run_facts(), histories())
def test_the_order_of_the_verdicts(stats: RunStats, history: History) -> None:
    stats.stopped = "signal"
    assert judge(stats, history).name in {"crash", "blocked", "unreachable", "drift", "stopped", "incomplete"}
    assert judge(stats, history).name != "incomplete" or not stats.account.outcomes
