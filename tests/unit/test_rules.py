"""The version of the rules that read a newsroom, and what another version is asked to read again."""

import dataclasses
import json
from pathlib import Path

import pytest

from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023
from crawler.run.rules import may_be_read_by_others, rules_version, without_layout
from crawler.site import loose
from tests.unit.sessions import SITE, begun, outcome, reading, stored, through


def test_each_word_of_a_layout_is_part_of_the_version() -> None:
    long = "x" * 300
    one, other = (dataclasses.replace(MINMETALS_2016, footer=loose(long + end)) for end in "ab")
    chosen = ((), (one,), (other,), (MINMETALS_2023,), (MINMETALS_2023, one), (one, MINMETALS_2023))
    sites = [dataclasses.replace(SITE, layouts=each) for each in chosen]
    assert len({rules_version(site) for site in sites}) == len(sites)
    assert rules_version(sites[1]) == rules_version(dataclasses.replace(sites[1], delay=3.0))


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("quarantined:title_lost", True), ("unreadable", True), ("not_an_article", True), ("http_503", False), ("timeout", False),
     ("dropped", False), (None, False)],
)  # fmt: skip
def test_other_rules_may_read_what_was_fetched_well(reason: str | None, expected: bool) -> None:
    assert may_be_read_by_others(reason) is expected


def test_a_line_without_a_layout() -> None:
    assert [without_layout({"layout": name}) for name in ("generic", "learned", "acme/1")] == [True, True, False]


def test_held_back_articles_are_due_once_the_rules_are_others(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    assert through(session, reading(1, b"<p>x</p>", recheck=True, title=None).admit(session)) == "title_lost, title_missing"
    assert outcome(session, 1)[0] == "failed"
    assert session.opened is not None
    store, state = session.opened.store, session.opened.state
    now = "2026-03-11T06:00:00Z"
    assert store.pending.due(now) == [], "by the same rules it waits"
    state.note_rules(rules_version(SITE))
    assert store.pending.due(now) == []
    state.note_rules("others")
    assert [each.id for each in store.pending.due(now)] == [reading(1).task.key]
    session.finish()


def test_a_layout_reads_again_what_no_layout_read_and_nothing_else(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    stored(session, 2, layout="acme/1")
    text = "Less. " + reading(1).article.text
    assert through(session, reading(1, recheck=True, text=text, layout="learned").admit(session)) == "unchanged"
    assert through(session, reading(2, recheck=True, text=text, layout="acme/2").admit(session)) == "unchanged"
    assert through(session, reading(1, recheck=True, text=text, layout="acme/2").admit(session)) is None
    session.recorder.sync()
    last = json.loads((tmp_path / "articles.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["event"], last["changes"]["reason"], last["layout"]) == ("changed", "rules", "acme/2")
    session.finish()
