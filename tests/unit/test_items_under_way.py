"""Items on their way through the pipelines, ours and others', in every form that a pipeline may give them."""

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from itemadapter import ItemAdapter

from crawler.items import Article, Item, Provenance, article_of, line
from crawler.run.items_under_way import ItemContext
from crawler.run.own_pipelines import as_article
from tests.unit.sessions import begun, open_session, outcome, reading, stored, through

Form = Callable[[Any], Any]
FORMS: list[Form] = [
    lambda item: item,
    dataclasses.replace,
    copy.copy,
    copy.deepcopy,
    lambda item: ItemAdapter(item).asdict(),
    lambda item: json.loads(json.dumps(ItemAdapter(item).asdict())),
]


@pytest.mark.parametrize("form", FORMS)
def test_an_item_is_known_in_every_form(tmp_path: Path, form: Form) -> None:
    session = begun(tmp_path)
    item = form(reading(1, provenance={"title": Provenance("rule", "h1")}).admit(session))
    assert isinstance(session.items.context_of(item), ItemContext)
    assert through(session, item) is None
    session.recorder.sync()
    assert outcome(session, 1) == ("stored", "new")
    assert session.items.context_of(item) is None
    found = json.loads((tmp_path / "articles.jsonl").read_text())
    assert (found["event"], found["revision"], found["provenance"]["title"]["rule"]) == ("new", 1, "h1")
    assert ItemAdapter(item)["content_hash"] == found["content_hash"]


def test_the_context_is_no_key_of_the_item(tmp_path: Path) -> None:
    item = reading(1).admit(begun(tmp_path))
    assert isinstance(item, Item)
    assert list(ItemAdapter(item)) == [field.name for field in dataclasses.fields(Article)]
    assert article_of(line(item)) == Article(**{field.name: getattr(item, field.name) for field in dataclasses.fields(Article)})
    assert Item(title="made by somebody else").title == "made by somebody else"


@pytest.mark.parametrize("item", [{"headline": "x"}, {"id": "other:1"}, Article(id="other:2"), "text", None])
def test_an_item_of_somebody_else_passes(tmp_path: Path, item: object) -> None:
    session = begun(tmp_path)
    reading(1).admit(session)
    assert through(session, item) is None
    session.items.dropped(item)
    session.items.broken(item)
    session.items.passed(item, None)
    assert outcome(session, 1) == ("failed", "not_reached")


def test_a_class_of_the_users_own_keeps_its_form(tmp_path: Path) -> None:
    @dataclasses.dataclass
    class Own:
        id: str
        url: str
        canonical_url: str
        title: str
        text: str
        revision: int = 0

    session = begun(tmp_path)
    item = reading(1).admit(session)
    assert item is not None
    own = Own(item.id, item.url, item.canonical_url, "* " + str(item.title), item.text)
    assert through(session, own) is None
    session.recorder.sync()
    assert own.revision == 1
    assert json.loads((tmp_path / "articles.jsonl").read_text())["title"] == own.title
    assert as_article(own).title == own.title


def test_an_article_that_cannot_be_trusted_is_quarantined(tmp_path: Path) -> None:
    session = begun(tmp_path)
    item = reading(1, title=None).admit(session)
    assert through(session, item) == "title_missing"
    assert outcome(session, 1) == ("failed", "quarantined:title_missing")
    assert json.loads((tmp_path / "quarantine.jsonl").read_text())["reasons"] == ["title_missing"]
    assert session.stats.drifted == []
    assert not (tmp_path / "cases").exists()


def test_a_pipeline_before_ours_may_mend_what_was_not_read(tmp_path: Path) -> None:
    session = begun(tmp_path)
    item = reading(1, title=None).admit(session)
    assert item is not None
    assert through(session, dataclasses.replace(item, title="Found by hand")) is None


def test_a_doubtful_reading_of_a_known_article_keeps_its_page(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    item = reading(1, b"<html><p>Another page</p></html>", recheck=True, title=None).admit(session)
    assert through(session, item) == "title_lost, title_missing"
    assert [each["reason"] for each in session.stats.drifted] == ["lost"]
    assert [path.read_bytes() for path in (tmp_path / "cases").rglob("*.html")] == [b"<html><p>Another page</p></html>"]


def test_what_is_known_is_unchanged_a_double_or_a_new_revision(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    session.stats.account.outcomes.clear()  # as in a later run
    assert through(session, reading(1, recheck=True).admit(session)) == "unchanged"
    assert outcome(session, 1) == ("unchanged", "same")
    double = reading(2, text=reading(1).article.text, title=reading(1).article.title, section="Press")
    double.task = dataclasses.replace(double.task, row=None)
    assert through(session, double.admit(session)) == "duplicate"
    assert outcome(session, 2) == ("skipped", "duplicate")
    edited = reading(1, b"<p>edited</p>", recheck=True, text=reading(1).article.text + " It was the fourth.")
    assert through(session, edited.admit(session)) is None
    session.recorder.sync()
    assert outcome(session, 1) == ("stored", "changed")


def test_what_a_pipeline_changes_after_revise_is_stored_or_settled(tmp_path: Path) -> None:
    session = begun(tmp_path)
    for number, step in ((1, session.items.revise), (2, session.items.validate)):
        item = reading(number).admit(session)
        assert item is not None
        assert step(item) is None
        item.text = f"Other words {number}. {item.text}"
        assert session.items.write(item) is None
    session.recorder.sync()
    lines = [json.loads(each) for each in (tmp_path / "articles.jsonl").read_text().splitlines()]
    assert [each["text"][:13] for each in lines] == ["Other words 1", "Other words 2"]
    double = reading(3, title=lines[0]["title"], section="Press").admit(session)
    assert double is not None
    assert session.items.revise(double) is None
    double.text = lines[0]["text"]
    assert session.items.write(double) == "duplicate"


def test_a_dropped_article_is_remembered_until_its_row_changes(tmp_path: Path) -> None:
    session = begun(tmp_path)
    read = reading(1)
    session.items.dropped(read.admit(session))
    assert outcome(session, 1) == ("skipped", "dropped")
    key, row = read.task.key, read.task.row
    assert row is not None
    session.finish()
    later = begun(tmp_path, "2027-03-10T06:00:00+00:00", DEEP_EVERY_DAYS=0)
    state = later.answers.state
    assert state.pending() == []
    assert [each for each, _ in state.pending(deep=True)] == [key]
    assert state.standings({key: row}) == {key: ("skipped", "dropped")}
    assert state.standings({key: dataclasses.replace(row, title=None)}) == {key: ("skipped", "dropped")}
    assert state.standings({key: dataclasses.replace(row, title="Smelter closed")}) == {key: ("unknown", "")}
    assert state.standings({key: dataclasses.replace(row, date="2026-03-09")}) == {key: ("unknown", "")}


def test_a_known_article_that_is_dropped_stays_known(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    session.items.dropped(reading(1, b"<p>edited</p>", recheck=True).admit(session))
    assert outcome(session, 1) == ("skipped", "dropped")
    assert session.store is not None
    assert session.store.pending.failures() == []


def test_what_nobody_writes_is_not_remembered(tmp_path: Path) -> None:
    session = begun(tmp_path)
    items = [reading(number).admit(session) for number in range(1, 4)]
    session.items.passed(items[0], None)
    session.items.passed({"headline": "put in its place"}, reading(2).task)
    session.finish()
    assert session.stats.account.reasons("skipped") == {"not_written": 3}
    assert open_session(tmp_path).recorder.journal.size == 0


def test_a_pipeline_that_fails_leaves_its_article_as_part_of_the_crash(tmp_path: Path) -> None:
    session = begun(tmp_path)
    item = reading(1).admit(session)
    session.items.broken(item)
    session.crashed("own bug")
    session.items.passed(item, None)
    assert outcome(session, 1) == ("failed", "crashed")
    assert session.finish() == 50
