"""A year of daily runs against an imitation of a newsroom, without a network: nothing missed, no false alert, a small state.

The rules under test are the real ones (state, revisions, verdict, alerts); the walk through the listing is the simplest
that keeps their contract: unknown rows are noted with the page that shows them, fetched, and remembered once on disk.
"""

import random
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from crawler.alerts import AlertOptions, enqueue, enqueue_verdict
from crawler.alerts.delivery import deliver
from crawler.revision import Decision, Seen, decide, withdrawn
from crawler.stats import ListingFact, RunStats
from crawler.storage.state.records import Alert, ListingState, Pending
from crawler.text.difference import difference, seen_article
from crawler.verdict import judge, run_line
from crawler.verdict.history import History
from crawler.verdict.words import Verdict

pytestmark = pytest.mark.usefixtures("untraced")

LIST = "https://news.example/list"
PAGE = 20
STRETCH = 5
START = date(2026, 1, 1)
SEED = 1
BACKLOG = 120
OPTIONS = AlertOptions("https://hook.example/x")
FIELDS = ("title", "published", "text", "section")


@dataclass
class Newsroom:
    """The imitation: what stands on its pages on a given day, and everything that ever happened there."""

    make_line: Any
    random: random.Random
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)  # newest first, as listed
    truth: Counter[str] = field(default_factory=Counter)  # events that a watcher must report
    today: date = START

    def publish(self, day: date) -> None:
        number = self.truth["new"] + 1
        article_id = f"acme:{number}"
        text = f"Release {number}: {self.random.randrange(10**9)} tonnes of copper were loaded.\n\nThe ship left at night." * 3
        self.pages[article_id] = self.make_line(article_id, published=day.isoformat(), text=text, first_seen=None, run=None)
        # One in ten is dated back and stands in the middle of the listing.
        self.order.insert(self.random.randrange(4) if self.random.random() < 0.1 else 0, article_id)
        self.truth["new"] += 1

    def live_through(self, day: date) -> None:
        """One day: bursts, weekends, a summer break, edits of recent releases, a removal now and then."""
        self.today = day
        resting = day.weekday() > 4 or date(2026, 8, 1) <= day <= date(2026, 8, 16)
        for _ in range(0 if resting else self.random.choice([0, 0, 0, 1, 1, 2])):
            self.publish(day)
        if day == date(2026, 5, 20):
            for _ in range(45):  # more than two listing pages at once
                self.publish(day)
        recent = [each for each in self.order[:30] if each in self.pages]
        if recent and self.random.random() < 0.1:
            self.edit(self.random.choice(recent))
        if len(recent) > 20 and self.random.random() < 0.01:
            self.pages.pop(self.random.choice(recent))

    def edit(self, article_id: str) -> None:
        line = self.pages[article_id]
        if self.random.random() < 0.5:
            text = line["text"].replace("at night", "at  night,")
            event = "minor"
        else:
            text = line["text"] + f"\n\nCorrection {self.random.randrange(10**9)}."
            event = "changed"
        if text != line["text"]:
            self.pages[article_id] = self.make_line(article_id, published=line["published"], text=text, run=None)
            self.truth[event] += 1


class Watcher:
    """The crawler without a network: one run a day."""

    def __init__(self, kept: Any, newsroom: Newsroom) -> None:
        self.kept = kept
        self.store = kept.store
        self.newsroom = newsroom
        self.events: Counter[str] = Counter()
        self.verdicts: list[str] = []
        self.flags: Counter[str] = Counter()
        self.sent: list[Alert] = []
        self.facts = RunStats("acme", "", "")
        self.broken: set[str] = set()

    def run(self, day: date, trouble: str | None) -> Verdict:
        """A run on that day; trouble: `down`, `challenge`, `redesign`, `flaky` or None."""
        self.now = f"{day}T06:00:00Z"
        self.kept.time = (day - date(1970, 1, 1)).days * 86_400.0 + 21_600
        self.facts = RunStats("acme", f"r{day}", self.now, self.now)
        self.trouble = trouble
        if trouble in {"down", "challenge"}:
            reason = {"down": "timeout", "challenge": "challenge"}[trouble]
            self.facts.listings.append(ListingFact(LIST, "News", 1, 0, 0, problem=reason))
            self.facts.refused[reason] += 1
            self.facts.statuses.update({"521": 1} if trouble == "challenge" else {})
        else:
            self.walk()
            for each in self.store.pending.due(self.now):
                if self.facts.account.discover(each.id) or self.facts.account.outcomes[each.id][1] == "not_reached":
                    self.fetch(each.id, each.url)
            self.recheck(day)
        return self.finish()

    def walk(self) -> None:
        listed = self.newsroom.order
        fingerprint = str(hash(tuple(listed)))
        known_page = self.store.listings.get(LIST)
        if known_page and known_page.fingerprint == fingerprint:
            self.facts.listings.append(ListingFact(LIST, "News", 1, 304, 0))
            self.facts.statuses["304"] += 1
            return
        streak, page = 0, 0
        while streak < STRETCH and page * PAGE < len(listed):
            rows = listed[page * PAGE : (page + 1) * PAGE]
            known = self.store.articles.known(rows)
            unknown = [each for each in rows if each not in known]
            for each in rows:
                self.facts.account.discover(each)
                if each in known:
                    self.facts.account.settle(each, "unchanged", "known")
                streak = streak + 1 if each in known else 0
            page += 1
            pending = [Pending(each, f"https://news.example/en/{each[5:]}.html", "News", discovered=self.now) for each in unknown]
            url = LIST if page == 1 else f"{LIST}?page={page}"
            self.store.listings.save(ListingState(url, "News", page, fingerprint=fingerprint, rows=len(rows)), pending)
            self.facts.listings.append(ListingFact(url, "News", page, 200, len(rows), len(unknown)))
            self.facts.statuses["200"] += 1

    def fetch(self, article_id: str, url: str, recheck: bool = False) -> None:
        line = self.newsroom.pages.get(article_id)
        if line is None:
            self.look(Seen("gone", self.facts.run, article_id, url), 404)
        elif self.trouble == "flaky" and not recheck and article_id not in self.broken:
            self.broken.add(article_id)
            self.store.pending.failed(article_id, url, "http_503")
            self.facts.account.settle(article_id, "failed", "http_503")
        elif self.trouble == "redesign":
            self.facts.articles_read += 1
            self.facts.drifted.append({"url": url, "field": "published", "rule": "acme/date", "reason": "no match"})
            self.store.pending.failed(article_id, url, "quarantined:date_missing", self.now)
            self.facts.account.settle(article_id, "failed", "quarantined:date_missing")
        else:
            self.facts.articles_read += 1
            self.facts.layouts["acme/2020"] += 1
            self.facts.coverage.update(name for name in FIELDS if line[name])
            self.look(seen_article(line, self.facts.run), 200, line)

    def look(self, seen: Seen, status: int, read: dict[str, Any] | None = None) -> None:
        known = self.store.articles.known([seen.id]).get(seen.id)
        twin = None if known or seen.content_hash is None else self.store.articles.with_hash(seen.content_hash)
        before = self.store.line_of(known) if known else None
        decision = decide(known, seen, twin, difference(before, read) if before and read else None)
        if decision.writes:
            self.write(decision, seen, status, read)
        elif decision.event == "missing":
            self.store.articles.missing(seen.id, seen.run, self.now)
            self.facts.account.settle(seen.id, "unchanged", "missing_once")
        elif known is None:
            self.store.pending.skip(seen.id, seen.canonical_url, "gone")
            self.facts.account.settle(seen.id, "skipped", "gone")
        else:
            self.store.articles.checked(seen.id, self.now)
            self.facts.account.settle(seen.id, "unchanged", "same")

    def write(self, decision: Decision, seen: Seen, status: int, read: dict[str, Any] | None) -> None:
        if read is None:
            before = self.store.line_of(self.store.articles.known([seen.id])[seen.id])
            line = withdrawn(before, decision, seen.run, self.now, status)
        else:
            changes = decision.changes
            line = read | {
                "event": decision.event, "revision": decision.revision, "previous_hash": decision.previous_hash,
                "first_seen": decision.first_seen or self.now, "fetched": self.now, "run": seen.run,
            }  # fmt: skip
            if changes:
                line["changes"] = {"reason": changes.reason, "fields": changes.fields, "diff": changes.diff}
        written, end = self.kept.append([line])
        with self.store.transaction():
            self.store.remember(written, end)
            enqueue(self.store, written, OPTIONS)
        self.events[decision.event] += 1
        self.facts.account.settle(seen.id, "stored", decision.event)

    def recheck(self, day: date) -> None:
        """Every week all that is known, in between what was found missing."""
        before = self.now if day.weekday() == 0 else "1971-01-01T00:00:00Z"
        if self.trouble is None:
            with self.store.transaction():
                for known in self.store.articles.due_for_recheck(before, 10_000):
                    self.facts.account.discover(known.id)
                    self.fetch(known.id, known.canonical_url, recheck=True)

    def finish(self) -> Verdict:
        verdict = judge(self.facts, History.of(self.store.runs.last(), self.store.articles.release_days()))
        line = run_line(self.facts, verdict)
        with self.store.transaction():
            enqueue_verdict(self.store, line, verdict, OPTIONS)
            self.store.runs.save(line)
        deliver(self.store, OPTIONS, {"webhook": self.sent.append})
        self.verdicts.append(verdict.name)
        self.flags.update(flag.split(":")[0] for flag in verdict.flags)
        return verdict


TROUBLE = {
    date(2026, 2, 10): "down", date(2026, 2, 11): "down", date(2026, 4, 7): "challenge", date(2026, 6, 2): "flaky",
    date(2026, 9, 15): "redesign", date(2026, 9, 16): "redesign", date(2026, 9, 17): "redesign",
}  # fmt: skip


def _expected(trouble: str | None, facts: RunStats) -> set[str]:
    stored = facts.account.count("stored") > 0
    if trouble == "flaky" and facts.account.count("failed"):
        return {"degraded"} if stored or facts.account.count("unchanged") else {"degraded", "unreachable"}
    if trouble == "redesign" and facts.drifted:
        return {"drift"}
    return {{"down": "unreachable", "challenge": "blocked"}.get(trouble or "", "ok" if stored else "quiet")}


def _state_bytes(path: Any) -> int:
    """Size of the state without the runs, whose number is bounded."""
    with sqlite3.connect(path) as connection:
        try:
            return int(connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name NOT LIKE '%runs%'").fetchone()[0])
        except sqlite3.OperationalError:
            pytest.skip("this SQLite was built without dbstat")


def test_a_year(kept: Any, make_line: Any) -> None:
    newsroom = Newsroom(make_line, random.Random(SEED))
    for number in range(BACKLOG):
        newsroom.publish(START - timedelta(days=2 * (BACKLOG - number)))
    watcher = Watcher(kept, newsroom)
    sizes: list[tuple[int, int]] = []
    for number in range(365):
        day = START + timedelta(days=number)
        newsroom.live_through(day)
        trouble = TROUBLE.get(day)
        verdict = watcher.run(day, trouble)
        assert verdict.name in _expected(trouble, watcher.facts), (day, verdict)
        if number in {0, 120, 364}:
            sizes.append((sum(kept.store.articles.count().values()), _state_bytes(kept.path.with_name("state.sqlite"))))

    known = {each.id: each for each in kept.store.articles.all()}
    unpublished = set(newsroom.order) - set(newsroom.pages)
    assert set(newsroom.pages) <= set(known), "a release was missed"
    assert watcher.events["new"] == len(known) >= newsroom.truth["new"] - len(unpublished)
    assert watcher.events["changed"] <= newsroom.truth["changed"]
    assert watcher.events["changed"] + watcher.events["minor"] > 5
    assert {each for each, found in known.items() if found.status == "removed"} <= unpublished
    for article_id in newsroom.pages:
        line = kept.store.line_of(known[article_id])
        assert line["id"] == article_id

    verdict_alerts = [each.body["verdict"] for each in watcher.sent if each.body["event"] == "verdict"]
    runs = ["good" if name in {"ok", "quiet"} else name for name in watcher.verdicts]
    changes = [name for before, name in zip(["good", *runs], runs, strict=False) if name != before]
    assert [("good" if name in {"ok", "quiet"} else name) for name in verdict_alerts] == changes
    told = Counter[str]()
    for alert in watcher.sent:
        told.update(alert.body["counts"] if alert.body["event"] == "digest" else [alert.body["event"]])
    assert {name: told[name] for name in ("new", "changed", "removed")} == {
        name: watcher.events[name] for name in ("new", "changed", "removed")
    }
    assert kept.store.outbox.waiting() == []

    (first, small), (_, _), (last, large) = sizes
    assert (large - small) / (last - first) < 900
    kept.store.close()
