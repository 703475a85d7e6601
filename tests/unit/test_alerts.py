"""Alerts: queued with the state, sent at least once, never with a secret in sight."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from crawler.alerts import AlertOptions, enqueue, enqueue_verdict
from crawler.alerts.delivery import WAITS, NotDelivered, deliver, signature, words
from crawler.errors import UsageError
from crawler.items import Changes, dumps
from crawler.storage.state.records import Alert
from crawler.verdict.words import EXIT_CODES, Verdict

SECRET = "s3cr3t-of-the-hook"
HOOK = AlertOptions("https://hook.example/T0K3N/path", SECRET)


class Receiver:
    """Keeps what it is sent; refuses the first `refusals` times."""

    def __init__(self, refusals: int = 0) -> None:
        self.got: list[Alert] = []
        self.refusals = refusals

    def __call__(self, alert: Alert) -> None:
        if self.refusals:
            self.refusals -= 1
            raise NotDelivered("hook.example answered 500")
        self.got.append(alert)


class TestOptions:
    def test_from_settings_and_environment(self) -> None:
        options = AlertOptions.of(
            {"ALERT_WEBHOOK": "https://hook.example/x", "ALERT_ON": "new, removed", "ALERT_DIGEST": "1"},
            {"ALERT_WEBHOOK_SECRET": SECRET, "ALERT_TARGETS": "slack://a/b mailto://c"},
        )
        assert options.secret == SECRET
        assert options.targets == ("slack://a/b", "mailto://c")
        assert options.on == {"new", "removed"}
        assert options.digest
        assert options.channels == ("webhook", "notify")

    def test_nothing_set(self) -> None:
        options = AlertOptions.of({"ALERT_ON": [], "ALERT_DIGEST": False})
        assert (options.channels, options.digest) == ((), False)
        assert options.on == {"new", "changed", "removed", "verdict"}

    def test_no_secret_in_its_repr(self) -> None:
        shown = repr(AlertOptions("https://hook.example/T0K3N", SECRET, ("slack://T0K3N",)))
        assert "T0K3N" not in shown
        assert SECRET not in shown

    @pytest.mark.parametrize(
        ("settings", "message"),
        [({"ALERT_ON": "news"}, "does not know news"), ({"ALERT_WEBHOOK": "hook.example"}, "must be an http or https URL")],
    )
    def test_mistakes_are_named(self, settings: dict[str, Any], message: str) -> None:
        with pytest.raises(UsageError, match=message):
            AlertOptions.of(settings)


class TestEnqueue:
    def test_only_the_wanted_events_on_each_channel(self, kept: Any, make_line: Any) -> None:
        lines = [make_line("acme:1"), make_line("acme:2", event="minor", revision=2)]
        assert enqueue(kept.store, lines, AlertOptions("https://h.example", targets=("slack://a",))) == 2
        found = kept.store.outbox.waiting()
        assert [(each.key, each.channel) for each in found] == [("acme:1@1", "notify"), ("acme:1@1", "webhook")]
        assert found[0].body["title"] == "Acme loads copper number 1"
        assert enqueue(kept.store, lines, AlertOptions()) == 0

    def test_a_revision_by_other_rules_is_nobodys_news(self, kept: Any, make_line: Any) -> None:
        by_rules = make_line("acme:1", event="changed", revision=2) | {"changes": {"reason": "rules", "fields": [], "diff": None}}
        edited = make_line("acme:2", event="changed", revision=2) | {"changes": {"reason": "edited", "fields": [], "diff": None}}
        assert enqueue(kept.store, [by_rules, edited], HOOK) == 1

    def test_a_long_text_is_cut_at_a_word(self, kept: Any, make_line: Any) -> None:
        enqueue(kept.store, [make_line(text="copper " * 200)], HOOK)
        excerpt = kept.store.outbox.waiting()[0].body["excerpt"]
        assert excerpt.endswith("copper …")
        assert len(excerpt) <= 402

    def test_no_alert_without_its_line_and_none_lost_with_it(self, kept: Any, make_line: Any) -> None:
        written, end = kept.append([make_line("acme:1")])

        def killed() -> None:
            with kept.store.transaction():
                kept.store.remember(written, end)
                enqueue(kept.store, written, HOOK)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            killed()
        assert kept.store.outbox.waiting() == []
        assert kept.store.catch_up(lambda tail: enqueue(kept.store, tail, HOOK)) == "replayed"
        assert [each.key for each in kept.store.outbox.waiting()] == ["acme:1@1"]

    def test_a_rebuild_alerts_of_nothing(self, kept: Any, make_line: Any) -> None:
        kept.keep(make_line("acme:1"))
        kept.path.write_bytes(dumps(make_line("acme:3")).encode() + b"\n")
        assert kept.store.catch_up(lambda tail: enqueue(kept.store, tail, HOOK)) == "rebuilt"
        assert kept.store.outbox.waiting() == []


class TestVerdictAlerts:
    def runs(self, kept: Any, *names: str, fate: str = "") -> list[str]:
        """Run after run with these verdicts; the verdicts that were alerted. fate: of what those with a star lack."""
        for number, each in enumerate(names):
            name, lacks = each.rstrip("*"), each.endswith("*")
            verdict = Verdict(name, EXIT_CODES[name], "It went so.", (), ("Do this.",))
            started = f"2026-03-{number + 1:02}T06:00:00Z"
            run: dict[str, Any] = {"run": f"r{number}", "site": "acme", "started": started, "verdict": name}
            missing: dict[str, Any] = {"completeness": {"missing": {"number": 1, "named": [{"url": "u", "fate": fate}]}}}
            run |= missing if lacks else {}
            with kept.store.transaction():
                enqueue_verdict(kept.store, run, verdict, HOOK)
                kept.store.runs.save(run)
        return [each.body["verdict"] for each in kept.store.outbox.waiting()]

    def test_only_a_change_is_news(self, kept: Any) -> None:
        names = ("ok", "quiet", "ok", "drift", "drift", "locked", "drift", "ok", "quiet", "blocked")
        assert self.runs(kept, *names) == ["drift", "ok", "blocked"]

    @pytest.mark.parametrize("fate", ["failed: http_404", "skipped: waiting", "failed: quarantined:title_lost"])
    def test_a_good_run_between_two_tries_of_what_failed_is_no_recovery(self, kept: Any, fate: str) -> None:
        names = ("ok", "degraded", "quiet*", "degraded", "ok*", "quiet*", "quiet")
        assert self.runs(kept, *names, fate=fate) == ["degraded", "quiet"]

    @pytest.mark.parametrize("fate", ["skipped: not_an_article", "failed: not_an_article", "skipped: before_since"])
    def test_what_is_passed_over_for_good_keeps_no_recovery_back(self, kept: Any, fate: str) -> None:
        assert self.runs(kept, "ok", "degraded", "quiet*", fate=fate) == ["degraded", "quiet"]

    def test_the_second_line_of_a_run_has_an_alert_of_its_own(self, kept: Any) -> None:
        self.runs(kept, "drift", "ok")
        verdict = Verdict("storage", 40, "m")
        assert enqueue_verdict(kept.store, {"run": "r1", "site": "acme", "verdict": "storage"}, verdict, HOOK) == 1
        assert len({alert.key for alert in kept.store.outbox.waiting()}) == 3

    def test_a_first_run_that_went_wrong(self, kept: Any) -> None:
        assert self.runs(kept, "unreachable") == ["unreachable"]

    def test_not_wanted(self, kept: Any) -> None:
        verdict = Verdict("drift", 20, "m")
        run = {"run": "r", "site": "acme", "verdict": "drift"}
        assert enqueue_verdict(kept.store, run, verdict, AlertOptions("https://h.example", on=frozenset({"new"}))) == 0


class TestDelivery:
    def deliver(self, kept: Any, receiver: Callable[[Alert], None], options: AlertOptions = HOOK) -> Any:
        return deliver(kept.store, options, {"webhook": receiver})

    def test_sent_once_when_accepted(self, kept: Any, make_line: Any) -> None:
        enqueue(kept.store, [make_line("acme:1"), make_line("acme:2")], HOOK)
        receiver = Receiver()
        found = self.deliver(kept, receiver)
        assert (found.sent, found.waiting, found.problems) == (2, 0, [])
        assert self.deliver(kept, receiver).sent == 0
        assert [each.key for each in receiver.got] == ["acme:1@1", "acme:2@1"]

    def test_refused_alerts_wait_and_come_again_under_their_key(
        self, kept: Any, make_line: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        enqueue(kept.store, [make_line("acme:1"), make_line("acme:2")], HOOK)
        receiver = Receiver(refusals=2)
        with caplog.at_level(logging.DEBUG):
            first = self.deliver(kept, receiver)
        assert (first.sent, first.waiting) == (0, 2)
        assert first.said[0].startswith("2 wait for the receiver of ALERT_WEBHOOK: hook.example answered 500; attempt 1")
        assert "mend ALERT_WEBHOOK or its receiver" in first.said[1]
        assert "answered 500; attempt 1" in caplog.text
        assert SECRET not in caplog.text
        assert "T0K3N" not in caplog.text
        assert self.deliver(kept, receiver).waiting == 2
        kept.time += WAITS[0] + WAITS[1]
        assert self.deliver(kept, receiver).sent == 2
        assert sorted(each.key for each in receiver.got) == ["acme:1@1", "acme:2@1"]

    def test_a_crash_between_acceptance_and_memory_sends_again_under_the_same_key(self, kept: Any, make_line: Any) -> None:
        enqueue(kept.store, [make_line("acme:1")], HOOK)
        receiver = Receiver()

        def killed(alert: Alert) -> None:
            receiver(alert)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            self.deliver(kept, killed)
        self.deliver(kept, receiver)
        assert [each.key for each in receiver.got] == ["acme:1@1", "acme:1@1"]

    def test_a_digest_is_one_message_with_one_key(self, kept: Any, make_line: Any) -> None:
        options = AlertOptions("https://h.example", digest=True)
        enqueue(kept.store, [make_line(f"acme:{number}") for number in range(3)], options)
        receiver = Receiver(refusals=1)
        self.deliver(kept, receiver, options)
        key = kept.store.outbox.waiting()[0].key
        enqueue(kept.store, [make_line("acme:9", event="removed", revision=2)], options)
        kept.time += WAITS[0]
        self.deliver(kept, receiver, options)
        assert [each.key for each in receiver.got] == [key, "acme:9@2"]
        assert receiver.got[0].body["counts"] == {"new": 3}
        assert len(receiver.got[0].body["alerts"]) == 3

    def test_a_first_crawl_is_one_message(self, kept: Any, make_line: Any) -> None:
        enqueue(kept.store, [make_line(f"acme:{number}") for number in range(200)], HOOK)
        receiver = Receiver()
        assert self.deliver(kept, receiver).sent == 1
        body = receiver.got[0].body
        assert (body["counts"], len(body["alerts"]), body["more"]) == ({"new": 200}, 100, 100)

    def test_it_never_keeps_a_run_from_ending(self, kept: Any, make_line: Any) -> None:
        enqueue(kept.store, [make_line(f"acme:{number}") for number in range(5)], HOOK)
        times = iter(range(0, 10_000, 40))
        found = deliver(kept.store, HOOK, {"webhook": Receiver()}, clock=lambda: float(next(times)))
        assert 0 < found.sent < 5
        assert "no time left" in found.problems[0]
        assert found.sent + found.waiting == 5

    def test_channels_without_a_sender_keep_their_alerts(self, kept: Any, make_line: Any) -> None:
        enqueue(kept.store, [make_line()], HOOK)
        assert deliver(kept.store, HOOK, {}).waiting == 1
        found = deliver(kept.store, AlertOptions())
        assert found.waiting == 1
        said = "1 waits for the receiver of ALERT_WEBHOOK: it is not set any more"
        assert found.said == [said, "a run with ALERT_WEBHOOK sends it"]


class TestWords:
    def test_for_people(self, make_line: Any, kept: Any) -> None:
        changed = make_line(event="changed", revision=2, changes=Changes("edited", ["text"], "-old\n+new"))
        enqueue(kept.store, [changed, make_line("acme:2")], HOOK)
        first, second = (words(each) for each in kept.store.outbox.waiting())
        assert first[0] == "Acme Metals: Changed"
        assert "-old\n+new" in first[1]
        assert second == (
            "Acme Metals: New",
            "New: Acme loads copper number 2 (2026-03-02)\nhttps://news.example/en/2.html\n\n"
            "Copper number 2 was loaded at the harbour on time.\n\nThe ship left in the evening.",
        )

    def test_of_verdicts_and_digests(self) -> None:
        verdict = {"event": "verdict", "site": "acme", "verdict": "drift", "message": "It changed.", "advice": ["Look."]}
        assert words(Alert("k", "notify", verdict)) == ("acme: drift", "It changed.\nLook.")
        release = {"event": "new", "title": None, "id": "acme:1", "url": "u"}
        digest = {"event": "digest", "site": "acme", "counts": {"new": 2}, "alerts": [release, verdict], "more": 1}
        title, text = words(Alert("k", "notify", digest))
        assert title == "acme: 2 new"
        assert text == "New: acme:1\nu\nverdict drift: It changed.\nand 1 more"

    def test_the_signature_is_reproducible_by_a_receiver(self) -> None:
        # printf '1700000000.{}' | openssl dgst -sha256 -hmac key
        assert signature("key", "1700000000", b"{}") == "9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae"
