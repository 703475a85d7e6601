"""The verdict table: what a run's stats and the newsroom's history come to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from crawler.reasons import reason_of
from crawler.stats import Census, Count, ListingFact, RunStats
from crawler.verdict import closes, judge, run_line
from crawler.verdict.history import History, improbable, silence
from crawler.verdict.words import EXIT_CODES, Verdict

LIST = "https://news.example/list"
FIELDS = ("title", "published", "text")


def facts_of(day: str = "2026-03-10", **outcomes: tuple[str, str]) -> RunStats:
    """A run that asked for one listing page; outcomes: id -> (outcome, reason)."""
    stats = RunStats("acme", f"r{day}", f"{day}T06:00:00Z", f"{day}T06:05:00Z")
    stats.account.outcomes.update(outcomes)
    stats.requests.update(listing=1)
    stats.statuses.update({"200": 1})
    stats.listings = [ListingFact(LIST, "News", 1, 200, 20)]
    return stats


def read(stats: RunStats, number: int = 1, fields: Sequence[str] = FIELDS, layout: str = "acme/2020") -> RunStats:
    """As if `number` articles had been read in the run, with these fields."""
    stats.articles_read += number
    stats.layouts[layout] += number
    for name in fields:
        stats.coverage[name] += number
    return stats


def history_of(runs: int = 10, articles: int = 3, **more: Any) -> History:
    """Good daily runs, each with `articles` releases read completely and 20 rows on its listing page."""
    lines = []
    for number in range(runs):
        stats = read(facts_of(f"2026-02-{number + 1:02}", a=("stored", "new")), articles)
        lines.append(run_line(stats, Verdict("ok", 0, "")))
    days = [(date(2026, 3, 9) - timedelta(days=3 * number)).isoformat() for number in range(30)]
    return History.of(lines, more.get("days", days))


def name_of(stats: RunStats, history: History | None = None) -> str:
    verdict = judge(stats, history_of() if history is None else history)
    assert verdict.exit_code == EXIT_CODES[verdict.name]
    assert verdict.message
    return verdict.name


class TestGoodRuns:
    def test_ok(self) -> None:
        verdict = judge(read(facts_of(a=("stored", "new"), b=("stored", "changed"), c=("unchanged", "known"))), history_of())
        assert (verdict.name, verdict.exit_code, verdict.flags, verdict.advice) == ("ok", 0, (), ())
        assert verdict.message == "2 stored (1 new, 1 changed)."

    def test_quiet(self) -> None:
        assert name_of(facts_of()) == "quiet"
        assert name_of(facts_of(a=("unchanged", "known"))) == "quiet"
        stats = facts_of()
        stats.listings = [ListingFact(LIST, "News", 1, 304, 0)]
        stats.statuses.clear()
        stats.statuses["304"] = 1
        assert name_of(stats) == "quiet"

    def test_a_first_run_says_that_it_has_no_history(self) -> None:
        verdict = judge(read(facts_of(a=("stored", "new"))), History())
        assert (verdict.name, verdict.flags) == ("ok", ("first_run",))
        assert "no history" in verdict.message

    def test_a_long_silence_is_a_flag_with_its_probability(self) -> None:
        history = history_of(days=[(date(2026, 1, 20) - timedelta(days=3 * number)).isoformat() for number in range(30)])
        verdict = judge(facts_of(), history)
        assert (verdict.name, "stale" in verdict.flags) == ("quiet", True)
        assert "nothing published for 49 days, 16.3 times the usual 3.0 (probability 0.00%)" in verdict.message

    def test_links_that_lead_nowhere_and_limits_are_flags(self) -> None:
        stats = read(facts_of(a=("stored", "new"), b=("failed", "not_reached")))
        stats.bad_links, stats.stopped = 2, "max_pages"
        stats.account.outcomes.pop("b")
        assert judge(stats, history_of()).flags == ("stopped:max_pages", "bad_links:2")

    def test_many_edits_at_once_are_a_flag(self) -> None:
        stats = read(facts_of(), 12)
        stats.account.outcomes.update({f"a{n}": ("stored", "changed") for n in range(12)})
        assert judge(stats, history_of()).flags == ("mass_changed:12",)

    def test_a_redesign_that_is_still_read_is_ok_with_a_flag(self) -> None:
        verdict = judge(read(facts_of(a=("stored", "new")), layout="acme/2026"), history_of())
        assert (verdict.name, verdict.flags) == ("ok", ("layout_new:acme/2026",))


class TestDegraded:
    @pytest.mark.parametrize("reason", ["http_500", "timeout", "truncated", "retry_later"])
    def test_some_pages_failed(self, reason: str) -> None:
        stats = read(facts_of(a=("stored", "new"), b=("failed", reason)))
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.exit_code) == ("degraded", 10)
        assert reason in verdict.message
        assert "next try" in verdict.advice[0]

    def test_stopped(self) -> None:
        stats = facts_of(a=("failed", "not_reached"))
        stats.stopped = "signal"
        assert name_of(stats) == "stopped"
        stats.stopped = "budget"
        assert name_of(stats) == "degraded"

    def test_stopped_before_anything_was_read(self) -> None:
        stats = RunStats("acme", "r", "2026-03-10T06:00:00Z", stopped="signal")
        assert name_of(stats) == "stopped"
        stats.statuses["200"] = 1
        assert name_of(stats, History()) == "stopped"
        stats.refused["timeout"] = 1
        stats.statuses.clear()
        assert name_of(stats) == "unreachable"

    def test_a_listing_page_that_did_not_arrive(self) -> None:
        stats = read(facts_of(a=("stored", "new")))
        stats.listings.append(ListingFact(LIST + "?2", "News", 2, 200, 0, problem="truncated"))
        assert name_of(stats) == "degraded"

    def test_one_odd_article_among_many(self) -> None:
        stats = read(facts_of(a=("stored", "new"), b=("failed", "quarantined:title_missing")), 10)
        assert name_of(stats) == "degraded"

    def test_a_challenge_on_one_article(self) -> None:
        assert name_of(read(facts_of(a=("stored", "new"), b=("skipped", "challenge")))) == "degraded"


class TestDrift:
    def test_listing_that_is_none_any_more(self) -> None:
        stats = facts_of()
        stats.listings = [ListingFact(LIST, "News", 1, 200, 0, problem="not_a_listing")]
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.exit_code) == ("drift", 20)
        assert LIST in verdict.message
        assert "scrapy state acme forget history" in verdict.advice[1]

    @pytest.mark.parametrize("problem", ["http_404", "redirected_home", "empty", "shrunken"])
    def test_a_listing_that_is_elsewhere_or_empty(self, problem: str) -> None:
        stats = facts_of()
        stats.listings = [ListingFact(LIST, "News", 1, 404 if problem == "http_404" else 200, 0, problem=problem)]
        stats.statuses["200"] = 1
        assert name_of(stats) == "drift"

    def test_a_page_beyond_the_end_is_not_drift(self) -> None:
        stats = read(facts_of(a=("stored", "new")))
        stats.listings.append(ListingFact(LIST + "?9", "News", 9, 404, 0, problem="http_404"))
        assert name_of(stats) == "degraded"

    def test_shrunken_listing(self) -> None:
        stats = facts_of(a=("unchanged", "known"))
        stats.listings = [ListingFact(LIST, "News", 1, 200, 4)]
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.flags) == ("drift", ("listing_shrunken",))
        assert "4 article rows where up to 20 are usual" in verdict.message

    def test_a_listing_that_began_anew_is_not_drift(self) -> None:
        stats = read(facts_of(a=("stored", "new")))
        stats.listings = [ListingFact(LIST, "News", 1, 200, 1, new_rows=1)]
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.flags) == ("ok", ("listing_restarted",))

    def test_articles_held_back(self) -> None:
        stats = read(facts_of(a=("failed", "quarantined:date_missing")))
        stats.drifted = [{"url": "u", "field": "published", "rule": "minmetals/date", "reason": "no match", "best": "meta"}]
        verdict = judge(stats, history_of())
        assert verdict.name == "drift"
        assert "published by rule minmetals/date" in verdict.message

    def test_one_article_held_back_beside_pages_that_have_not_changed_is_no_drift(self) -> None:
        same = ("unchanged", "not_modified")
        verdict = judge(facts_of(a=same, b=same, c=same, d=("failed", "unreadable")), history_of())
        assert verdict.name == "degraded"
        assert "held back: 1 of 4 articles (unreadable)" in verdict.message

    @pytest.mark.parametrize("reason", ["unreadable", "redirected_home", "empty"])
    def test_one_page_alone_that_is_none_of_a_release_is_no_drift(self, reason: str) -> None:
        assert judge(facts_of(a=("failed", reason), b=("unchanged", "known")), history_of()).name == "degraded"
        assert judge(facts_of(a=("failed", reason), b=("failed", reason)), history_of()).name == "drift"

    def test_an_article_that_is_doubted_in_several_fields_is_one(self) -> None:
        stats = read(facts_of(a=("stored", "new"), b=("unchanged", "same")), 24)
        stats.drifted = [
            {"url": f"u{number}", "field": field, "rule": "acme/2020", "reason": "lost"}
            for number in range(13)
            for field in ("title", "published", "text")
        ]
        assert "held back: 13 of 24 articles" in judge(stats, history_of()).message

    def test_a_field_that_was_always_there(self) -> None:
        stats = read(facts_of(a=("stored", "new")), 6, ("title", "text"))
        stats.drifted = [{"url": "u", "field": "published", "rule": "acme/date", "best": "meta article:published_time"}]
        verdict = judge(stats, history_of())
        assert verdict.name == "drift"
        assert "published: found in 0 of 6 articles now, usually in 30 of 30" in verdict.message
        assert (
            "the rule was acme/date, the best rule that agrees with old articles is meta article:published_time"
            in verdict.message
        )

    def test_one_article_without_a_field_is_a_flag_until_it_is_many(self) -> None:
        history = history_of()
        runs = list(history.runs)
        names = []
        for number in range(4):
            stats = read(facts_of(f"2026-03-{number + 10}", a=("stored", "new")), 1, ("title", "text"))
            verdict = judge(stats, History.of(runs, history.release_days))
            names.append((verdict.name, verdict.flags))
            runs.append(run_line(stats, verdict))
        assert names[0] == ("ok", ("field_missing:published",))
        assert names[-1] == ("drift", ("field_lost:published",))

    def test_a_field_that_is_often_missing_is_no_drift(self) -> None:
        history = history_of()
        for run in history.runs:
            run["coverage"]["published"] = 1
        assert name_of(read(facts_of(a=("stored", "new")), 6, ("title", "text")), history) == "ok"

    def test_a_first_run_that_finds_nothing(self) -> None:
        stats = facts_of()
        stats.listings = []
        assert name_of(stats, History()) == "incomplete"
        assert name_of(facts_of(a=("skipped", "not_an_article")), History()) == "degraded"
        assert name_of(facts_of(a=("skipped", "before_since")), History()) != "ok"

    def test_nor_is_the_next_run_quiet_where_no_release_was_ever_read(self) -> None:
        before = facts_of(a=("failed", "no_article_read"))
        before.articles_read = 0
        history = History.of([run_line(before, Verdict("degraded", 10, ""))], [])
        again = facts_of(a=("skipped", "not_an_article"))
        again.listings = [ListingFact(LIST, "News", 1, 304, 0)]
        again.census = Census(before=("2026-03-09", (Count("listing", 1, 0, True),)))
        verdict = judge(again, history)
        assert (verdict.name, verdict.exit_code) == ("degraded", 10)
        assert "none of the releases listed could be read (1 not_an_article)" in verdict.message
        again.census.known = 1  # held, as an import or an older folder has it
        assert judge(again, history).name == "quiet"

    def test_a_section_that_was_not_asked_for_is_a_flag(self) -> None:
        stats = facts_of()
        stats.listings = [ListingFact(LIST + "/other", "Other", 1, 200, 5)]
        assert judge(stats, history_of()).flags == ("section_missing",)


class TestBlockedAndUnreachable:
    def failed_run(self, problem: str, *statuses: str) -> RunStats:
        stats = facts_of()
        stats.listings = [ListingFact(LIST, "News", 1, 0, 0, problem=problem)]
        stats.statuses.clear()
        stats.statuses.update(statuses)
        stats.refused[problem] += 1
        return stats

    @pytest.mark.parametrize(
        ("problem", "status"),
        [("challenge", "521"), ("block_page", "200"), ("http_403", "403"), ("http_429", "429"), ("retry_later", "503"),
         ("robots_forbidden", "200"), ("cookie_wall", "200"), ("http_401", "401")],
    )  # fmt: skip
    def test_blocked(self, problem: str, status: str) -> None:
        for history in (history_of(), History()):
            assert name_of(self.failed_run(problem, status), history) == "blocked"

    @pytest.mark.parametrize(
        "problem",
        [
            "timeout",
            "dns",
            "refused",
            "reset",
            "tls",
            "http_503",
            "http_500",
            "maintenance",
            "robots_unreachable",
            "truncated",
            "too_large",
        ],
    )
    def test_unreachable(self, problem: str) -> None:
        statuses = [problem[5:]] if problem.startswith("http_") else []
        for history in (history_of(), History()):
            verdict = judge(self.failed_run(problem, *statuses), history)
            assert (verdict.name, verdict.exit_code) == ("unreachable", 30)
            assert problem in verdict.message

    def test_no_request_at_all(self) -> None:
        stats = RunStats("acme", "r", "2026-03-10T06:00:00Z")
        assert name_of(stats) == "unreachable"
        assert name_of(stats, History()) == "unreachable"

    def test_a_private_address_is_told_as_such(self) -> None:
        stats = self.failed_run("private_address")
        stats.statuses.clear()
        stats.private = {"10.0.0.7:8080"}
        verdict = judge(stats, History())
        assert "10.0.0.7:8080 is in a private network" in verdict.message
        assert "PRIVATE_HOSTS=10.0.0.7:8080" in verdict.advice[0]

    @pytest.mark.parametrize(("place", "hint"), [("acme.example:8443", True), ("[::1]:8957", True), ("acme.example", False)])
    def test_a_server_without_tls_on_a_port_that_was_typed(self, place: str, hint: bool) -> None:
        for problem, why in (("tls", ""), ("robots_unreachable", "Refused: tls: wrong version number")):
            fact = ListingFact(f"https://{place}/news/", None, 0, 0, 0, problem=problem)
            stats = RunStats("acme", "r", "2026-03-10T06:00:00Z", listings=[fact])
            stats.politeness = {f"robots https://{place}": why}
            assert (f"http://{place}/news/" in judge(stats, History()).advice[0]) == hint

    def test_a_remembered_robots_txt_that_forbids_is_a_block_without_a_request(self) -> None:
        assert name_of(self.failed_run("robots_forbidden")) == "blocked"

    def test_listing_reached_and_every_article_refused(self) -> None:
        stats = facts_of(a=("failed", "challenge"), b=("failed", "challenge"))
        verdict = judge(stats, history_of())
        assert (verdict.name, "blocked:challenge" in verdict.flags) == ("blocked", True)

    def test_listing_reached_and_every_article_down(self) -> None:
        assert name_of(facts_of(a=("failed", "http_500"))) == "unreachable"


class TestOurOwnTrouble:
    def test_locked(self) -> None:
        stats = facts_of()
        stats.locked = "run r1, process 7"
        stats.crashes.append("x")
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.exit_code) == ("locked", 60)
        assert "process 7" in verdict.message

    def test_crash(self) -> None:
        stats = facts_of(a=("stored", "new"))
        stats.crashes += ["KeyError: 'x'", "another"]
        stats.storage_errors.append("disk full")
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.exit_code) == ("crash", 50)
        assert "KeyError: 'x' (and 1 more)" in verdict.message

    def test_an_account_that_does_not_close_is_a_crash(self) -> None:
        verdict = judge(facts_of(a=("failed", "not_reached")), history_of())
        assert (verdict.name, verdict.flags) == ("crash", ("account_open",))
        assert "discovered and without outcome: 1 article, among them a" in verdict.message
        assert name_of(facts_of(a=("lost", ""))) == "crash"
        assert closes(facts_of(a=("stored", "new"))) is None

    def test_storage(self) -> None:
        stats = facts_of(a=("failed", "storage"))
        stats.storage_errors.append("cannot write articles.jsonl: No space left on device.")
        verdict = judge(stats, history_of())
        assert (verdict.name, verdict.exit_code) == ("storage", 40)
        assert "No space left" in verdict.message


class TestHistory:
    def test_runs_that_never_began_say_nothing(self) -> None:
        assert History.of([{"verdict": "locked"}]).runs == ()

    def test_silence(self) -> None:
        days = [f"2026-01-{day:02}" for day in range(1, 31, 3)]
        assert silence(days[:5], "2026-02-01") is None
        assert silence([*days, "bad", "2027-01-01"], "2026-01-31T06:00:00Z").days == 3  # type: ignore[union-attr]
        found = silence(days, "2026-02-05")
        assert found is not None
        assert (found.days, found.usual, found.longest, found.stale) == (8, 3.0, 3, False)
        assert silence(days, "2026-02-20").stale  # type: ignore[union-attr]

    def test_a_holiday_like_the_last_one_is_not_stale(self) -> None:
        days = [(date(2026, 1, 1) + timedelta(days=n)).isoformat() for n in [*range(30), *range(60, 90)]]
        found = silence(days, (date(2026, 1, 1) + timedelta(days=89 + 30)).isoformat())
        assert found is not None
        assert not found.stale

    def test_improbable(self) -> None:
        assert improbable(0, 1, 30, 30) > 0.01
        assert improbable(0, 3, 30, 30) < 0.001
        assert improbable(5, 5, 30, 30) == pytest.approx(1.0)
        assert improbable(1, 2, 15, 30) > 0.1

    @pytest.mark.parametrize(
        ("reason", "kind"),
        [("challenge", "blocked"), ("robots_forbidden", "robots"), ("http_502", "unreachable"), ("http_404", "other"),
         ("quarantined:title", "changed"), ("truncated", "broken"), ("", "other")],
    )  # fmt: skip
    def test_causes(self, reason: str, kind: str) -> None:
        assert reason_of(reason).cause == kind


def test_the_line_of_a_run_has_what_the_next_verdict_needs() -> None:
    stats = read(facts_of(a=("stored", "new"), b=("skipped", "not_html")))
    stats.listings.append(ListingFact(LIST + "?2", "News", 2, 200, 20))
    line = run_line(stats, judge(stats, History()), versions={"python": "3"})
    assert line["account"] == {
        "discovered": 2, "stored": 1, "unchanged": 0, "skipped": 1, "failed": 0,
        "reasons": {"stored": {"new": 1}, "skipped": {"not_html": 1}, "failed": {}},
    }  # fmt: skip
    assert (line["verdict"], line["exit_code"], line["versions"]) == ("ok", 0, {"python": "3"})
    assert [each["page"] for each in line["listings"]] == [1]
    history = History.of([line])
    assert (history.usual_rows(LIST), history.rate("title"), history.layouts()) == (20, (1, 1), {"acme/2020": 1})
