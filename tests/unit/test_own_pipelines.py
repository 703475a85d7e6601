"""What a pipeline of the user's own makes of an article between ours: no line that a later run could not read."""

import copy
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from itemadapter import ItemAdapter

from crawler.items import JsonObject, line
from crawler.run.session import Session
from crawler.schema import faults
from tests.unit.sessions import begun, outcome, reading, stored

LATER = "2026-03-10T06:05:00+00:00"
PLACES = (0, 1, 2)  # before validate, before revise, before write
SPOILT: list[tuple[str, Any, str]] = [
    ("published", "28.11.2025", "published_invalid"),
    ("published", datetime.date(2025, 11, 28), "published_invalid"),
    ("published", "2025-13-45", "published_invalid"),
    ("modified", 20251128, "modified_invalid"),
    ("title", None, "title_missing"),
    ("title", 7, "title_invalid"),
    ("text", None, "text_invalid"),
    ("text", "cut \x00 here", "control_characters"),
    ("text", "half a letter \ud800", "control_characters"),
    ("subtitle", "zero\u200bwidth", "control_characters"),
    ("flags", None, "flags_invalid"),
    ("keywords", "a, b", "keywords_invalid"),
    ("keywords", ["a", None], "keywords_invalid"),
    ("provenance", {"title": {"by": float("nan")}}, "provenance_invalid"),
    ("provenance", {"title": {"by": "own", "confidence": float("nan")}}, "item_invalid"),
    ("provenance", "own", "item_invalid"),
    ("http", {"verb": "GET"}, "item_invalid"),
    ("links", 5, "item_invalid"),
    ("url", None, "url_invalid"),
    ("canonical_url", "", "url_missing"),
]

DECIDED = {
    "id": "acme:1", "site": "two", "event": "changed", "revision": 7, "schema": "own/2", "run": None, "previous_hash": "x",
    "first_seen": "yesterday", "content_hash": "no",
}  # fmt: skip


def through_with(session: Session, item: object, place: int, own: Callable[[Any], Any]) -> str | None:
    for number, step in enumerate((session.items.validate, session.items.revise, session.items.write)):
        item = own(item) if number == place else item
        if reason := step(item):
            return reason
    return None


def lines_of(folder: Path, name: str = "articles") -> list[JsonObject]:
    return [json.loads(each, parse_constant=pytest.fail) for each in (folder / f"{name}.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("form", ["item", "dict"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("key", "value", "word"), SPOILT)
def test_what_no_line_may_be_is_held_back(tmp_path: Path, place: int, form: str, key: str, value: Any, word: str) -> None:
    def own(item: Any) -> Any:
        item = ItemAdapter(item).asdict() if form == "dict" else item
        ItemAdapter(item)[key] = value
        return item

    session = begun(tmp_path)
    stored(session, 1)
    reason = through_with(session, reading(2).admit(session), place, own)
    assert reason in (f"own_pipeline:{word}", f"own_pipeline:{key}_invalid")
    assert outcome(session, 2) == ("failed", reason)
    stored(session, 3)
    assert session.finish() == 10
    assert session.verdict is not None
    assert session.verdict.name == "degraded"
    assert "ITEM_PIPELINES" in " ".join(session.verdict.advice)
    assert [each["title"] for each in lines_of(tmp_path)] == ["Smelter 1 opened", "Smelter 3 opened"]
    aside = lines_of(tmp_path, "quarantine")
    assert [f"own_pipeline:{each['reasons'][0]}" for each in aside] == [reason]
    assert aside[0]["article"]["id"]
    later = begun(tmp_path, LATER)
    assert [each.id for each in later.recorder.store.pending.due(LATER)] == [reading(2).task.key]
    stored(later, 2)
    assert later.finish() == 0


@pytest.mark.parametrize("place", PLACES)
def test_what_says_which_revision_it_is_stays_as_decided(tmp_path: Path, place: int) -> None:
    def own(item: Any) -> Any:
        for key, value in DECIDED.items():
            setattr(item, key, value)
        return item

    session = begun(tmp_path)
    for number in (1, 2):
        assert through_with(session, reading(number, run=session.stats.run).admit(session), place, own) is None
    assert session.finish() == 0
    for number, found in enumerate(lines_of(tmp_path), 1):
        assert (found["id"], found["site"], found["schema"]) == (reading(number).task.key, "acme", "article/1")
        assert (found["event"], found["revision"], found["previous_hash"]) == ("new", 1, None)
        assert (found["run"], found["first_seen"], len(found["content_hash"])) == (session.stats.run, found["fetched"], 64)


@pytest.mark.parametrize("place", PLACES)
def test_a_good_change_is_stored(tmp_path: Path, place: int) -> None:
    def own(item: Any) -> Any:
        item = copy.copy(item)
        item.keywords = ["Stahl", "鋼"]
        item.published, item.title = "2026-03-01T09:30:00+01:00", "* " + item.title
        return item

    session = begun(tmp_path)
    assert through_with(session, reading(1).admit(session), place, own) is None
    assert session.finish() == 0
    (found,) = lines_of(tmp_path)
    assert (found["keywords"], found["title"], found["published"]) == (
        ["Stahl", "鋼"], "* Smelter 1 opened", "2026-03-01T09:30:00+01:00",
    )  # fmt: skip


def test_what_was_odd_before_is_not_laid_on_a_pipeline(tmp_path: Path) -> None:
    session = begun(tmp_path)
    item = reading(1, subtitle="zero\u200bwidth").admit(session)
    assert item is not None
    assert faults(line(item)) == ["control_characters"]

    def own(item: Any) -> Any:
        item.keywords = ["steel"]
        return item

    assert through_with(session, item, 2, own) is None
    assert session.finish() == 0
    assert lines_of(tmp_path)[0]["keywords"] == ["steel"]


def test_an_item_that_takes_nothing_back_is_stored_all_the_same(tmp_path: Path) -> None:
    class Frozen(dict[str, Any]):
        def __setitem__(self, key: str, value: Any) -> None:
            raise TypeError("frozen")

    session = begun(tmp_path)
    item = Frozen(ItemAdapter(reading(1).admit(session)).asdict())
    assert through_with(session, item, 0, lambda item: item) is None
    assert session.finish() == 0
    assert lines_of(tmp_path)[0]["event"] == "new"
