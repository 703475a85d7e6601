"""The recorder: every article one outcome, and nothing is called stored before it is on disk."""

import json
from pathlib import Path

import pytest

from crawler.errors import StorageError
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.recorder import GROUP, Recorder
from tests.unit.sessions import SITE, FakeDisk, begun, open_session, outcome, reading, stored, through

NEXT_DAY, DAY_AFTER = "2026-03-11T06:00:00+00:00", "2026-03-12T06:00:00+00:00"


def test_a_full_group_is_synced_at_once(tmp_path: Path) -> None:
    session = begun(tmp_path)
    told: list[int] = []
    session.recorder.on_stored = lambda lines: told.append(len(lines))
    for number in range(GROUP + 1):
        assert through(session, reading(number).admit(session)) is None
    assert (session.recorder.unsynced, told) == (1, [GROUP])
    assert session.stats.account.reasons("failed") == {"storage": 1}
    session.recorder.close()
    assert told == [GROUP, 1]
    assert session.recorder.stored.total == GROUP + 1


def test_two_articles_of_one_group_with_the_same_words_are_one(tmp_path: Path) -> None:
    session = begun(tmp_path)
    text = reading(1).article.text
    assert through(session, reading(1, title="Smelter 2 opened", text=text).admit(session)) is None
    twin = reading(2, text=text, section="Press")
    assert through(session, twin.admit(session)) == "duplicate"
    assert outcome(session, 1) == ("stored", "new")  # brought to disk before an alias leads to it


def test_after_a_lost_group_the_state_stays_behind_and_catches_up(tmp_path: Path) -> None:
    disk = FakeDisk()
    session = open_session(tmp_path, files=disk)
    session.begin(Options())
    stored(session, 1)

    def broken(lines: object) -> None:
        raise StorageError("the state is locked")

    session.recorder.on_stored = broken
    assert through(session, reading(2).admit(session)) is None
    with pytest.raises(StorageError, match="locked"):
        session.recorder.sync()
    assert through(session, reading(3).admit(session)) is None
    session.recorder.sync()
    assert session.store is not None
    assert session.store.articles.count() == {"live": 1}
    session.finish()
    again = open_session(tmp_path)
    assert again.store is not None
    assert again.store.articles.count() == {"live": 3}


def look(recorder: Recorder, number: int, what: str, status: int) -> None:
    recorder.look(reading(number, recheck=True).task, what, status)


def test_an_article_is_withdrawn_when_it_is_gone_in_two_runs(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1, 2)
    look(session.recorder, 2, "not_modified", 304)
    assert outcome(session, 2) == ("unchanged", "not_modified")
    session.finish()
    later = begun(tmp_path, NEXT_DAY)
    look(later.recorder, 1, "gone", 404)
    assert outcome(later, 1) == ("unchanged", "missing_once")
    later.finish()
    last = begun(tmp_path, DAY_AFTER)
    look(last.recorder, 1, "gone", 404)
    last.recorder.sync()
    assert outcome(last, 1) == ("stored", "removed")
    look(last.recorder, 1, "gone", 404)
    assert outcome(last, 1) == ("unchanged", "removed_before")
    found = json.loads((tmp_path / "articles.jsonl").read_text().splitlines()[-1])
    assert (found["event"], found["http"]["status"], found["text"][:1]) == ("removed", 404, "1")


def test_a_page_that_says_it_is_gone_withdraws_what_is_known_only(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    look(session.recorder, 1, "soft_404", 200)
    look(session.recorder, 2, "soft_404", 200)
    session.recorder.sync()
    assert (outcome(session, 1), outcome(session, 2)) == (("stored", "removed"), ("failed", "soft_404"))


@pytest.mark.parametrize(
    ("reason", "attempts", "kind"),
    [("timeout", 1, "failed"), ("budget", 0, "failed"), ("host_tls", 0, "failed"), ("robots_unreachable", 0, "failed"),
     ("not_html", 1, "failed"), ("not_an_article", 1, "skipped")],
)  # fmt: skip
def test_what_was_never_asked_for_is_no_nearer_to_a_longer_wait(
    tmp_path: Path, reason: str, attempts: int, kind: str
) -> None:
    session = begun(tmp_path)
    session.recorder.fail(reading(1).task, reason)
    assert outcome(session, 1) == (kind, reason)
    assert session.store is not None
    assert [(each.reason, each.attempts) for each in session.store.pending.failures()] == [(reason, attempts)]


def test_an_answer_that_is_no_page_is_passed_over_only_if_it_is_so_twice(tmp_path: Path) -> None:
    for expected in ("failed", "skipped", "skipped"):
        session = begun(tmp_path)
        session.recorder.fail(reading(1).task, "not_html")
        assert outcome(session, 1) == (expected, "not_html")
        session.finish()


def test_a_file_at_the_address_of_a_file_is_passed_over_at_once(tmp_path: Path) -> None:
    session = begun(tmp_path)
    for address in ("film.mp4", "fotos.ZIP"):
        task = FetchTask(f"{SITE.start[0]}{address}", "article", address)
        session.stats.account.discover(address)
        session.recorder.fail(task, "not_html")
        assert session.stats.account.outcomes[address] == ("skipped", "not_html")


def test_a_second_look_that_failed_is_no_pending_article(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    session.recorder.fail(reading(1, recheck=True).task, "timeout")
    assert session.store is not None
    assert session.store.pending.failures() == []


def test_what_was_put_off_comes_up_in_a_run_with_other_arguments(tmp_path: Path) -> None:
    session = begun(tmp_path)
    session.recorder.put_off(reading(1).task, "before_since")
    session.finish()
    state = begun(tmp_path, NEXT_DAY).answers.state
    assert [row.url for _, row in state.pending()] == [reading(1).task.url]
    assert state.pending(since="2026-03-05") == []
