"""The version of the rules that read a newsroom, and what another version is asked to read again."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import extract, learn
from crawler.layouts.minmetals import MINMETALS_2016, MINMETALS_2023
from crawler.run import rules
from crawler.run.rules import may_be_read_by_others, rules_version, without_layout
from crawler.site import loose
from tests.property.changing import headline, print_page, story
from tests.unit.sessions import ENTRY, SITE, begun, outcome, read_page, reading, stored, through


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


def changes_of(folder: Path) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    return [(line["event"], line["changes"]["reason"]) for line in lines if line.get("changes")]


@pytest.mark.guarantee(24)
def test_the_same_page_read_by_other_rules_is_told_once_and_without_an_alert(tmp_path: Path) -> None:
    """More of a page, less of it, another title: the page has the same bytes, so the company has edited nothing."""
    hook: dict[str, Any] = {"ALERT_WEBHOOK": "http://127.0.0.1:9/"}
    longer = f"{reading(2).article.text} More."
    others: dict[int, dict[str, Any]] = {1: {"text": "Less of it."}, 2: {"text": longer}, 3: {"title": "T"}}
    session = begun(tmp_path)
    stored(session, 1, 2, 3)
    session.finish()
    for day, version in ((11, "rules_version"), (12, "others"), (13, "others")):
        session = begun(tmp_path, f"2026-03-{day}T06:00:00+00:00", **hook)
        assert session.opened is not None
        if version == "others":
            session.opened.state.note_rules(version, session.stats.run)
        for number, more in others.items():
            through(session, reading(number, recheck=True, **more).admit(session))
        session.recorder.sync()
        alerts = [each for each in session.opened.store.outbox.due(10) if each.body["event"] == "changed"]
        assert alerts == []
        told = 0 if version == "rules_version" else 3
        assert changes_of(tmp_path) == [("changed", "rules")] * told
        session.finish()


def test_a_line_read_with_a_template_of_other_pages_is_not_told_as_edited(tmp_path: Path) -> None:
    """As older versions read undeclared newsrooms: the page has another nonce, and its text was chosen by the template."""
    pages = [print_page("soup", "fr", number, 0) for number in range(1, 7)]
    template = learn([(each, f"{ENTRY}{number}.html") for number, each in enumerate(pages)])
    text = extract(pages[0], f"{ENTRY}1.html", template=template).text
    session = begun(tmp_path)
    stored(session, 1, text=text, layout="learned", title=headline("fr", 1), published="2026-04-02")
    assert session.opened is not None
    session.opened.store.baselines.save("template", template.to_json())
    session.finish()
    session = begun(tmp_path, "2026-03-12T06:00:00+00:00")
    again = print_page("soup", "fr", 1, 0).replace("/login?t=", "/login?u=").encode()
    for line in read_page(session, f"{ENTRY}1.html", again, recheck=True):
        assert line.changes is not None
        assert line.changes.reason == "rules"
    edited = print_page("soup", "fr", 1, 1, [*story("fr", 1), "Le maire a inauguré la ligne samedi, sous la pluie."]).encode()
    [line] = read_page(session, f"{ENTRY}1.html", edited, recheck=True)
    assert line.changes is not None
    assert (line.event, line.changes.reason) == ("changed", "edited")
    session.finish()


def test_the_version_names_what_reads_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_version(SITE)
    rules._program.cache_clear()
    monkeypatch.setattr(rules, "_READERS", ("text", "page"))
    assert rules_version(SITE) != before
    rules._program.cache_clear()
