"""Known releases whose addresses lead to a front or a list: withdrawn ones, or a site that leads away for a while."""

from pathlib import Path

import pytest

from crawler.items import Extraction
from crawler.page.page import Page
from crawler.reasons import Reason
from crawler.run.session import Session
from tests.unit.sessions import ENTRY, begun, outcome, reading, stored

DAYS = [f"2026-03-{day}T06:00:00+00:00" for day in (11, 12, 13)]


def looked(session: Session, *numbers: int, reason: str = "") -> None:
    """Looks at known releases that found them as they were, or led away for this reason."""
    for number in numbers:
        task = reading(number, recheck=True).task
        session.stats.account.discover(task.key)
        if reason:
            session.answers.failed(task, reason)
        else:
            session.answers.without_page(task, 304)


def day(folder: Path, when: str, away: tuple[int, ...], found: tuple[int, ...], reason: str = "redirected_home") -> Session:
    """A run whose looks led away, or found what they asked for."""
    session = begun(folder, when)
    looked(session, *away, reason=reason)
    looked(session, *found)
    session.finish()
    return session


def first(folder: Path) -> None:
    session = begun(folder)
    stored(session, 1, 2, 3)
    session.finish()


def events(session: Session) -> list[str]:
    return [line["event"] for line in session.recorder.stored.lines()]


@pytest.mark.guarantee(10)
@pytest.mark.parametrize("reason", ["redirected_home", "redirected_error"])
def test_a_release_that_leads_away_twice_while_others_stand_was_withdrawn(tmp_path: Path, reason: str) -> None:
    first(tmp_path)
    once = day(tmp_path, DAYS[0], (1,), (2, 3), reason)
    assert (outcome(once, 1), events(once)) == (("unchanged", "missing_once"), [])
    twice = day(tmp_path, DAYS[1], (1,), (2,), reason)
    assert (outcome(twice, 1), events(twice)) == (("stored", "removed"), ["removed"])


def test_one_that_is_back_at_the_next_look_was_never_gone(tmp_path: Path) -> None:
    first(tmp_path)
    day(tmp_path, DAYS[0], (1,), (2, 3))
    back = day(tmp_path, DAYS[1], (), (1, 2))
    assert events(back) == []
    again = day(tmp_path, DAYS[2], (1,), (2, 3))
    assert outcome(again, 1) == ("unchanged", "missing_once")


@pytest.mark.parametrize("found", [(), (3,)])
def test_a_site_that_leads_most_looks_away_withdrew_nothing(tmp_path: Path, found: tuple[int, ...]) -> None:
    first(tmp_path)
    for when in DAYS:
        session = day(tmp_path, when, (1, 2), found)
        assert (outcome(session, 1), events(session)) == (("failed", "redirected_home"), [])


def test_one_that_a_list_still_names_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first(tmp_path)
    session = begun(tmp_path, DAYS[0])
    looked(session, 1, reason="redirected_home")
    looked(session, 2, 3)
    named = reading(1).task.key
    assert session.opened is not None
    monkeypatch.setattr(type(session.opened.state.looks), "names", lambda _, key: key == named)
    session.finish()
    assert outcome(session, 1) == ("failed", "redirected_home")


@pytest.mark.parametrize(("kind", "reason"), [("listing", Reason.REDIRECTED_HOME), ("other", Reason.UNREADABLE)])
def test_a_list_beside_its_folder_is_told_by_what_it_shows(tmp_path: Path, kind: str, reason: str) -> None:
    first(tmp_path)
    session = begun(tmp_path, DAYS[0])
    task = reading(1, recheck=True).task
    session.stats.account.discover(task.key)
    page = Page("http://127.0.0.1:8900/media-centre", "<html><body><h1>Media centre</h1></body></html>")
    found = Extraction(id="another", site="acme", company="Acme", url=page.url, canonical_url=page.url, kind=kind)
    assert session.answers.read(task, found, page, b"") is None
    assert outcome(session, 1) == ("failed", reason)
    assert ENTRY not in page.url


@pytest.mark.parametrize(("lost", "wanted"), [(True, ("stored", "removed")), (False, ("failed", "unreadable"))])
def test_a_page_that_is_no_release_any_more_is_gone_where_its_list_lost_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: bool, wanted: tuple[str, str]
) -> None:
    """The words of such a page are nobody's: the list is the witness, at the first look."""
    first(tmp_path)
    for when in DAYS[:2]:
        session = begun(tmp_path, when)
        looked(session, 1, reason="unreadable")
        looked(session, 2, 3)
        assert session.opened is not None
        monkeypatch.setattr(type(session.opened.state.looks), "has_lost", lambda _, key, first=when == DAYS[0]: lost and first)
        session.finish()
    assert outcome(session, 1) == wanted
