"""An edit is the company's: no event comes from what changes around a release, and none of its edits is lost in that."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.items import Article
from tests.property.changing import SKELETONS, STORIES, headline, print_page, story
from tests.unit.sessions import ENTRY, begun, read_page

pytestmark = pytest.mark.usefixtures("untraced")

LOADS = 4
PAGES = [(language, number) for language in STORIES for number in (1, 2)]


def url(language: str, number: int) -> str:
    return f"{ENTRY}{language}/{number}.html"


def look(folder: Path, day: int, pages: dict[tuple[str, int], str], recheck: bool = True) -> list[Article]:
    """The revisions that a run of that day writes of these pages."""
    session = begun(folder, f"2026-04-{day:02d}T06:00:00+00:00")
    written = []
    for (language, number), page in pages.items():
        title = headline(language, number)
        written += read_page(session, url(language, number), page.encode(), title, recheck=recheck)
    session.finish()
    return written


@pytest.mark.guarantee(24)
@pytest.mark.parametrize("skeleton", SKELETONS)
def test_what_changes_around_a_release_is_no_event_over_several_runs(skeleton: str, tmp_path: Path) -> None:
    first = look(tmp_path, 3, {each: print_page(skeleton, *each, 0) for each in PAGES}, recheck=False)
    assert [each.event for each in first] == ["new"] * len(PAGES)
    for load in range(1, LOADS):
        written = look(tmp_path, 3 + load, {each: print_page(skeleton, *each, load) for each in PAGES})
        assert [(each.event, each.changes) for each in written] == []


def _other_number(body: list[str], dice: random.Random) -> list[str]:
    at = dice.randrange(len(body))
    return [each.replace(f".{at})", f".{at}7)") for each in body]


def _one_more(body: list[str], dice: random.Random) -> list[str]:
    at = dice.randrange(1, len(body) + 1)
    return [*body[:at], body[0].replace(".0)", ".99)"), *body[at:]]


def _one_less(body: list[str], dice: random.Random) -> list[str]:
    gone = dice.randrange(len(body))
    return [each for at, each in enumerate(body) if at != gone]


def _another_order(body: list[str], dice: random.Random) -> list[str]:
    return [*body[1:], body[0]]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(SKELETONS)), st.sampled_from(PAGES), st.integers(1, 30),
    st.sampled_from([_other_number, _one_more, _one_less, _another_order]), st.integers(0, 99).map(random.Random),
)  # fmt: skip
def test_an_edit_is_one_event_whatever_changes_around_it(
    tmp_path_factory: pytest.TempPathFactory, skeleton: str, which: tuple[str, int], load: int,
    edit: Callable[[list[str], random.Random], list[str]], dice: random.Random,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("edits")
    edited = edit(story(*which), dice)
    look(folder, 3, {which: print_page(skeleton, *which, 0)}, recheck=False)
    written = look(folder, 4, {which: print_page(skeleton, *which, load, edited)})
    assert [(each.event, each.changes and each.changes.reason) for each in written] == [("changed", "edited")]
    assert look(folder, 5, {which: print_page(skeleton, *which, load + 1, edited)}) == []
