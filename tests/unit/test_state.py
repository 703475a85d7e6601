"""The state, on SQLite and on PostgreSQL: the same tests for both."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from crawler.storage.state import Store, schema
from crawler.storage.state.records import Alert, ListingState, Pending, RobotsState

JournalAndState = Any  # of conftest

NOW = "2026-03-10T06:00:00Z"
LATER = "2099-01-01T00:00:00Z"


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest, tmp_path: Path, journal_and_state: Any) -> Iterator[JournalAndState]:
    """A journal with its state, in a file and in a server."""
    state = None
    if request.param == "postgresql":
        state = request.getfixturevalue("postgres")
        engine = sa.create_engine(state.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            schema.metadata.drop_all(connection)
        engine.dispose()
    found = journal_and_state(tmp_path, state)
    yield found
    found.store.close()


class TestArticles:
    def test_what_is_remembered_is_known(self, both: JournalAndState, make_line: Any) -> None:
        line = make_line(title="第一 “矿”", http={"etag": '"a"', "last_modified": "Mon"})
        both.keep(line, make_line("acme:2"))
        found = both.store.articles.known(["acme:1", "acme:3"])
        assert list(found) == ["acme:1"]
        known = found["acme:1"]
        assert (known.title, known.etag, known.last_modified, known.status) == ("第一 “矿”", '"a"', "Mon", "live")
        assert (known.first_seen, known.last_checked) == ("2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z")
        assert known.content_hash == line["content_hash"]
        assert both.store.line_of(known) == line

    def test_many_ids_at_once(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(*(make_line(f"acme:{number}") for number in range(1200)))
        assert len(both.store.articles.known(f"acme:{number}" for number in range(2000))) == 1200
        assert len(list(both.store.articles.all())) == 1200
        assert both.store.articles.count() == {"live": 1200}

    def test_a_later_revision_replaces_and_is_listed(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line(), make_line(event="changed", revision=2, text="Other.", fetched=NOW))
        known = both.store.articles.known(["acme:1"])["acme:1"]
        assert (known.revision, known.last_checked) == (2, NOW)
        assert [(each["revision"], each["event"]) for each in both.store.articles.revisions_of("acme:1")] == [
            (1, "new"),
            (2, "changed"),
        ]

    def test_removed_and_missing(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line(), make_line("acme:2"))
        both.store.articles.missing("acme:1", "r7", NOW)
        known = both.store.articles.known(["acme:1"])["acme:1"]
        assert (known.status, known.missing_run, known.last_checked) == ("missing", "r7", NOW)
        both.store.articles.checked("acme:1", NOW)
        assert both.store.articles.known(["acme:1"])["acme:1"].status == "live"
        both.keep(make_line(event="removed", revision=2))
        both.store.articles.missing("acme:1", "r8", NOW)
        both.store.articles.checked("acme:1", NOW)
        assert both.store.articles.known(["acme:1"])["acme:1"].status == "removed"
        assert both.store.articles.count() == {"live": 1, "removed": 1}
        assert [each.id for each in both.store.articles.newest(5)] == ["acme:2"]

    def test_checked_keeps_validators_that_an_answer_did_not_repeat(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line(http={"etag": '"a"'}))
        both.store.articles.checked("acme:1", NOW, last_modified="Tue", digest="0011223344556677")
        known = both.store.articles.known(["acme:1"])["acme:1"]
        assert (known.etag, known.last_modified, known.page_digest) == ('"a"', "Tue", "0011223344556677")

    def test_lookup_by_content_finds_the_first(self, both: JournalAndState, make_line: Any) -> None:
        line = make_line("acme:2", text="Same.", title="T", first_seen="2026-01-01T00:00:00Z")
        both.keep(make_line("acme:1", text="Same.", title="T"), line)
        assert both.store.articles.with_hash(line["content_hash"]).id == "acme:2"
        assert both.store.articles.with_hash(line["content_hash"], but="acme:2").id == "acme:1"
        assert both.store.articles.with_hash("00" * 32) is None

    def test_addresses_and_ids_that_lead_to_an_article(self, both: JournalAndState, make_line: Any) -> None:
        line = make_line(url="https://news.example/en/1.html?from=list")
        both.keep(line)
        both.store.articles.add_aliases([("https://news.example/top/9.html", "acme:1", True), ("acme:9", "acme:1", True)])
        both.store.articles.add_aliases([("acme:1", "acme:1", False)])
        for url in (line["canonical_url"], line["url"], "https://news.example/top/9.html"):
            assert both.store.articles.by_url(url).id == "acme:1"
        assert both.store.articles.by_url("https://news.example/other") is None
        known = both.store.articles.known(["acme:9"])["acme:9"]
        assert (known.id, known.others) == ("acme:1", ("https://news.example/top/9.html",))

    def test_due_for_recheck(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(
            make_line("acme:1", published="2026-01-01"),
            make_line("acme:2", published="2026-03-01"),
            make_line("acme:3", fetched=NOW),
            make_line("acme:4", fetched=NOW),
            make_line("acme:5", event="removed", revision=2),
        )
        both.store.articles.missing("acme:4", "r1", NOW)
        assert [each.id for each in both.store.articles.due_for_recheck("2026-03-09T00:00:00Z", 10)] == [
            "acme:4",
            "acme:2",
            "acme:1",
        ]
        assert [each.id for each in both.store.articles.due_for_recheck("2026-03-09T00:00:00Z", 1)] == ["acme:4"]

    def test_release_days(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line("acme:1"), make_line("acme:2", published=None, first_seen="2026-02-01T00:00:00Z"))
        both.keep(make_line("acme:3", published="2026-03-05T10:00:00+08:00"))
        assert both.store.articles.release_days() == ["2026-02-01", "2026-03-02", "2026-03-05"]
        assert both.store.articles.release_days(1) == ["2026-03-05"]

    def test_forget(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line())
        assert both.store.articles.forget("acme:1")
        assert not both.store.articles.forget("acme:1")
        assert both.store.articles.known(["acme:1"]) == {}
        assert both.store.articles.revisions_of("acme:1") == []
        assert both.store.articles.by_url(make_line()["url"]) is None

    def test_newsrooms_in_one_database_do_not_meet(self, both: JournalAndState, make_line: Any, tmp_path: Path) -> None:
        both.keep(make_line())
        url = both.store._database.engine.url
        where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)
        with Store.open(str(where), "other") as other:
            assert other.articles.known(["acme:1"]) == {}
            assert other.journal_offset() == 0


class TestFrontier:
    def test_discovered_rows_wait_until_they_are_stored(self, both: JournalAndState, make_line: Any) -> None:
        row = Pending("acme:1", "https://news.example/1", "News", "T", "2026-03-02", "2 March 2026", "listing", NOW)
        assert both.store.pending.discovered([row, Pending("acme:2", "u", discovered=NOW)]) == 2
        assert both.store.pending.discovered([row]) == 0
        assert both.store.pending.due(NOW)[0] == row
        both.keep(make_line("acme:1"))
        assert [each.id for each in both.store.pending.due(NOW)] == ["acme:2"]
        both.store.pending.settled(["acme:2"])
        assert both.store.pending.due(NOW) == []

    def test_failures_wait_longer_each_time(self, both: JournalAndState) -> None:
        store = both.store
        store.pending.discovered([Pending("acme:1", "u", "News", "T")])
        first = store.pending.failed("acme:1", "u", "http_503")
        assert (first.attempts, first.reason, first.title, first.section) == (1, "http_503", "T", "News")
        now = first.next_try or ""
        assert [each.id for each in store.pending.due(now)] == ["acme:1"]
        second = store.pending.failed("acme:1", "u2", "timeout")
        assert (second.attempts, second.reason, second.url) == (2, "timeout", "u2")
        assert store.pending.due(now) == []
        assert list(store.pending.waiting(["acme:1", "acme:7"], now)) == ["acme:1"]
        both.time += 86_400
        assert len(store.pending.due(second.next_try or "")) == 1
        for _ in range(20):
            last = store.pending.failed("acme:1", "u2", "timeout")
        assert (last.next_try or "") < "2026-03-30"
        assert [each.reason for each in store.pending.failures()] == ["timeout"]

    def test_more_is_told_of_what_is_noted_and_of_nothing_else(self, both: JournalAndState) -> None:
        pending, more = both.store.pending, Pending("acme:1", "u", "Konzern", "Title", "2024-03-05", "5. März", "feed")
        pending.discovered([Pending("acme:1", "u", None, "T ...")])
        pending.told([more, Pending("acme:2", "u2", "News", "stored by now")])
        pending.told([])
        kept = pending.of("acme:1")
        assert kept is not None
        assert dataclasses.replace(kept, discovered=more.discovered) == more
        assert pending.of("acme:2") is None

    def test_what_was_never_asked_for_is_due_at_once_however_often(self, both: JournalAndState) -> None:
        for _ in range(5):
            last = both.store.pending.failed("acme:1", "u", "host_timeout", tried=False)
        assert (last.attempts, last.reason) == (0, "host_timeout")
        assert [each.id for each in both.store.pending.due(last.next_try or "")] == ["acme:1"]

    def test_an_explicit_next_try_and_a_skip(self, both: JournalAndState) -> None:
        assert both.store.pending.failed("acme:1", "u", "retry_after", NOW).next_try == NOW
        both.store.pending.skip("acme:2", "u", "not_html", days=2)
        assert both.store.pending.due("2026-02-26T06:00:00Z") == []
        assert {each.id for each in both.store.pending.due(LATER)} == {"acme:1", "acme:2"}
        assert both.store.pending.retry_all() == 2
        assert len(both.store.pending.due("2026-01-01T00:00:00Z")) == 2

    def test_an_alias_leaves_the_frontier(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line())
        both.store.pending.discovered([Pending("acme:9", "u")])
        both.store.articles.add_aliases([("acme:9", "acme:1", False)])
        assert both.store.pending.due(LATER) == []


class TestListingsAndRobots:
    def test_a_listing_and_its_rows_are_kept_together(self, both: JournalAndState) -> None:
        state = ListingState("https://news.example/list", "News", 1, '"e"', "Mon", "fp", 20, NOW, NOW)
        assert both.store.listings.save(state, [Pending("acme:1", "u")]) == 1
        assert both.store.listings.get(state.url) == state
        both.store.listings.save(ListingState(state.url, "News", 1, rows=21, checked=NOW))
        again = both.store.listings.get(state.url)
        assert again is not None
        assert (again.rows, again.etag, again.walked) == (21, None, NOW)
        both.store.listings.save(ListingState("https://news.example/list?page=2", "News", 2))
        assert [each.url for each in both.store.listings.entries()] == [state.url]
        assert len(both.store.listings.all()) == 2
        assert both.store.listings.forget() == 2
        assert both.store.listings.get(state.url) is None
        assert len(both.store.pending.due(NOW)) == 1

    def test_robots_is_kept_for_a_day(self, both: JournalAndState) -> None:
        both.store.listings.save_robots(
            RobotsState("https://news.example:443", 200, b"User-agent: *\xff", "2026-02-25T06:00:00Z")
        )
        both.time = 1_772_000_000.0
        found = both.store.listings.robots("https://news.example:443")
        assert found is not None
        assert (found.status, found.body) == (200, b"User-agent: *\xff")
        assert both.store.listings.robots("http://news.example:80") is None
        both.time += 90_000
        assert both.store.listings.robots("https://news.example:443") is None
        both.store.listings.save_robots(RobotsState("https://news.example:443", None, b"", ""))
        assert both.store.listings.robots("https://news.example:443").status is None


class TestHistory:
    def test_runs_oldest_first_and_bounded(self, both: JournalAndState, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("crawler.storage.state.runs.KEPT_RUNS", 3)
        for day in range(1, 6):
            both.store.runs.save({"run": f"r{day}", "started": f"2026-03-0{day}T06:00:00Z", "verdict": "ok"})
        both.store.runs.save({"run": "r5", "started": "2026-03-05T06:00:00Z", "verdict": "drift"})
        assert [(each["run"], each["verdict"]) for each in both.store.runs.last()] == [
            ("r3", "ok"),
            ("r4", "ok"),
            ("r5", "drift"),
        ]
        assert [each["run"] for each in both.store.runs.last(1)] == ["r5"]
        assert both.store.runs.forget() == 3
        assert both.store.runs.last() == []

    def test_baselines(self, both: JournalAndState) -> None:
        assert both.store.baselines.get("template") is None
        both.store.baselines.save("template", {"a": [1, "é"]})
        both.store.baselines.save("template", {"b": None})
        assert both.store.baselines.get("template") == {"b": None}

    def test_the_outbox(self, both: JournalAndState) -> None:
        store = both.store
        store.outbox.put([Alert("a@1", "webhook", {"n": 1}), Alert("a@1", "notify", {"n": 1})])
        store.outbox.put([Alert("a@1", "webhook", {"n": 2})])
        assert [(each.channel, each.body) for each in store.outbox.due()] == [("notify", {"n": 1}), ("webhook", {"n": 1})]
        store.outbox.refused(Alert("a@1", "webhook"), 60)
        store.outbox.sent(Alert("a@1", "notify"))
        assert store.outbox.due() == []
        both.time += 61
        assert [each.attempts for each in store.outbox.due()] == [1]
        assert len(store.outbox.waiting()) == 1


class TestTransactionsAndJournal:
    def test_all_or_nothing(self, both: JournalAndState, make_line: Any) -> None:
        def half() -> None:
            with both.store.transaction():
                both.keep(make_line())
                both.store.outbox.put([Alert("a@1", "webhook")])
                raise KeyError("killed")

        with pytest.raises(KeyError):
            half()
        assert both.store.articles.known(["acme:1"]) == {}
        assert both.store.outbox.waiting() == []
        assert both.store.journal_offset() == 0

    def test_a_killed_run_s_lines_are_replayed(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line())
        both.store.pending.discovered([Pending("acme:2", "u")])
        _, end = both.append([make_line("acme:2"), make_line(event="changed", revision=2)])
        replayed: list[str] = []
        assert both.store.catch_up(lambda tail: replayed.extend(each.line["id"] for each in tail)) == "replayed"
        assert replayed == ["acme:2", "acme:1"]
        assert both.store.journal_offset() == end
        assert both.store.articles.known(["acme:1"])["acme:1"].revision == 2
        assert both.store.pending.due(LATER) == []
        assert both.store.catch_up() == "even"

    def test_a_torn_tail_is_not_replayed(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line())
        with both.path.open("ab") as file:
            file.write(b'{"id": "acme:2", "ev')
        assert both.store.catch_up() == "replayed"
        assert both.store.articles.count() == {"live": 1}

    def test_a_journal_that_is_shorter_or_another_one_wins(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line(), make_line("acme:2"))
        both.store.listings.save(ListingState("https://acme.example/news/", etag='"1"'))
        first = both.path.read_bytes().split(b"\n")[0] + b"\n"
        both.path.write_bytes(first)
        assert both.store.catch_up() == "rebuilt"
        assert both.store.articles.count() == {"live": 1}
        assert both.store.listings.all() == [], "a list that has not changed would hide what is to be read again"
        both.path.write_bytes(first.replace(b"acme:1", b"acme:7"))
        assert both.store.catch_up() == "rebuilt"
        assert list(both.store.articles.known(["acme:1", "acme:7"])) == ["acme:7"]

    def test_rebuild_makes_the_same_state(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line(), make_line("acme:2"), make_line(event="changed", revision=2, text="Other."))
        both.keep(make_line("acme:2", event="removed", revision=2))
        both.store.outbox.put([Alert("a@1", "webhook")])
        before, offset = list(both.store.articles.all()), both.store.journal_offset()
        with both.path.open("rb") as lines:
            assert both.store.rebuild(lines) == offset
        assert list(both.store.articles.all()) == before
        assert both.store.journal_offset() == offset
        assert len(both.store.outbox.waiting()) == 1

    def test_a_rebuild_from_a_bad_journal_changes_nothing(self, both: JournalAndState, make_line: Any) -> None:
        both.keep(make_line())
        for bad in (b"not json\n", b'{"id": 1}\n', b"[1]\n"):
            with pytest.raises(Exception, match="repair it by hand"):
                both.store.rebuild([bad])
        assert both.store.articles.count() == {"live": 1}

    def test_a_line_is_found_though_the_offset_is_wrong(self, both: JournalAndState, make_line: Any) -> None:
        line = make_line()
        both.keep(line, make_line("acme:2"))
        known = both.store.articles.known(["acme:1"])["acme:1"]
        moved = type(known)(known.id, known.canonical_url, known.content_hash, offset=known.offset + 3, length=50)
        assert both.store.line_of(moved) == line
        both.path.unlink()
        assert both.store.line_of(known) is None


def test_what_no_journal_tells_is_taken_over(
    both: JournalAndState, make_line: Any, tmp_path: Path, journal_and_state: Any
) -> None:
    (tmp_path / "old").mkdir()
    old = journal_and_state(tmp_path / "old")
    old.keep(make_line())
    old.store.pending.failed("acme:9", "https://news.example/9.html", "http_503")
    old.store.listings.save(ListingState("https://news.example/", "News", etag='"1"', rows=3))
    old.store.baselines.save("template", {"a": 1})
    old.store.baselines.save("deep_run", "old")
    old.store.outbox.put([Alert("acme:1@1", "webhook", {"event": "new"})])
    both.store.baselines.save("deep_run", "here")
    for _ in range(2):  # what is there already stays as it is
        both.store.take_over(old.store)
    assert [(each.id, each.attempts) for each in both.store.pending.failures()] == [("acme:9", 1)]
    found = both.store.listings.get("https://news.example/")
    assert found is not None
    assert (found.etag, found.rows) == ('"1"', 3)
    assert both.store.baselines.get("template") == {"a": 1}
    assert both.store.baselines.get("deep_run") == "here"
    assert [each.key for each in both.store.outbox.waiting()] == ["acme:1@1"]
    assert both.store.articles.count() == {}, "articles come from the journal"
    old.store.close()
