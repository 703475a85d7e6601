"""Lines of rows that lead elsewhere and of files, run by run, without Scrapy and without a network."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.clock import Clock
from crawler.items import DOCUMENT, ELSEWHERE, Http, Item, Row
from crawler.reasons import Reason
from crawler.run import forms
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.forms import NO_TEXT, NOT_READ, ROW, File, Forms, tell
from crawler.run.session import Session
from crawler.site import Site
from crawler.urls import article_id
from tests.unit.sessions import ENTRY, HOST, SITE, begun, open_session, reading, stored, through

WIRE = "http://wire.example/2026/crane.html"
REPORT = f"{HOST}/files/annual-report.pdf"
MINUTES = f"{HOST}/files/minutes%20of%20June.docx"
DAYS = [f"2026-03-1{n}T06:00:00+00:00" for n in range(6)]
WORDS = "The yard made a profit of four million in the year that ended in June."


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> dict[bytes, str | None]:
    """A reader of PDF files whose texts are these; None for a body that it cannot read."""
    texts: dict[bytes, str | None] = {b"%PDF year": WORDS, b"%PDF pictures": ""}
    monkeypatch.setattr(forms, "can_read_pdf", lambda: True)
    monkeypatch.setattr(forms, "pdf_text", lambda body, title: texts.get(body))
    return texts


def row(url: str, title: str | None = "The crane is in its place", date: str | None = "2026-03-02", **more: Any) -> Row:
    return Row(url, title, date, form=ELSEWHERE if url == WIRE else DOCUMENT, **more)


def task(url: str, given: Row | None = None, **more: Any) -> FetchTask:
    return FetchTask(url, "article", article_id(url, SITE), given or row(url), "News", **more)


def the_forms(session: Session) -> Forms:
    return session.answers.forms


def record(session: Session, url: str, given: Row | None = None) -> str | None:
    """Write the line of a row; the reason where it needs none."""
    (planned,) = the_forms(session).plan([task(url, given)])
    assert planned.purpose == ROW
    session.stats.account.discover(planned.key)
    return through(session, the_forms(session).item_of(planned))


def file(url: str = REPORT, body: bytes = b"%PDF year", kind: str = "pdf") -> File:
    return File(url, kind, body, Http(200, '"v1"', bytes=len(body)), None)


def line(session: Session, url: str) -> dict[str, Any]:
    assert session.store is not None
    known = session.store.articles.known([article_id(url, SITE)])[article_id(url, SITE)]
    found = session.store.line_of(known)
    assert found is not None
    return dict(found)


def written(session: Session, item: Item | None) -> dict[str, Any]:
    assert item is not None
    assert through(session, item) is None
    session.recorder.sync()
    return line(session, item.url)


def test_only_what_can_be_read_is_asked_for(tmp_path: Path) -> None:
    session = begun(tmp_path)
    own = reading(1).task
    planned = the_forms(session).plan([own, task(WIRE), task(REPORT), task(MINUTES), task(REPORT, Row(REPORT, by="state"))])
    assert [each.purpose for each in planned] == ["article", ROW, "article", ROW, "article"]
    without = Forms(SITE, session.recorder, session.items, pdf=False)
    assert [each.purpose for each in without.plan([task(REPORT), own])] == [ROW, "article"]
    home = FetchTask(WIRE, "listing")
    assert the_forms(session).plan([home]) == [home]


@pytest.mark.guarantee(10)
def test_a_row_elsewhere_and_a_file_are_lines_of_what_their_rows_say(tmp_path: Path) -> None:
    session = begun(tmp_path)
    assert record(session, WIRE) is None
    assert record(session, MINUTES, row(MINUTES, None, None)) is None
    session.recorder.sync()
    there, minutes = line(session, WIRE), line(session, MINUTES)
    assert (there["form"], there["title"], there["published"], there["text"]) == (ELSEWHERE, row(WIRE).title, "2026-03-02", "")
    assert there["provenance"]["title"] == {"by": "listing", "rule": "row", "agree": [], "other": {}}
    assert (minutes["form"], minutes["title"], minutes["published"]) == (DOCUMENT, "minutes of June.docx", None)
    assert [each["type"] for each in minutes["attachments"]] == ["docx"]
    assert NOT_READ in minutes["flags"]
    session.finish()
    assert record(begun(tmp_path, DAYS[1]), WIRE) == "unchanged"


def test_a_row_must_say_a_new_thing_twice(tmp_path: Path) -> None:
    first = begun(tmp_path, DAYS[0])
    record(first, WIRE)
    first.finish()
    other = row(WIRE, "The second crane is in its place")

    def looked(day: int, *rows: Row) -> list[FetchTask]:
        session = begun(tmp_path, DAYS[day])
        assert the_forms(session).needs_the_answer(FetchTask(ENTRY, "listing")) is bool(the_forms(session)._before)
        found = the_forms(session).look_again(rows)
        if found:
            assert through(session, the_forms(session).item_of(found[0])) is None
        session.finish()
        return found

    assert looked(1, row(WIRE)) == []
    assert looked(2, row(WIRE, "The crane is …")) == [], "a cut title says what the whole one says"
    assert looked(3, other) == []
    assert looked(4, replace(other, date="2026-03-05")) == [], "another thing than the day before"
    (again,) = looked(5, replace(other, date="2026-03-05"))
    assert (again.purpose, again.recheck) == (ROW, True)
    session = begun(tmp_path, "2026-03-17T06:00:00+00:00")
    assert (line(session, WIRE)["event"], line(session, WIRE)["title"]) == ("changed", other.title)
    assert the_forms(session).look_again([replace(other, date="2026-03-05")]) == []


@pytest.mark.guarantee(10)
def test_the_text_of_a_file_and_why_there_is_none(tmp_path: Path) -> None:
    session = begun(tmp_path)
    whole = written(session, the_forms(session).item_of_file(task(REPORT), file()))
    assert (whole["text"], whole["html"], whole["flags"]) == (WORDS, f"<p>{WORDS}</p>", [])
    assert [each["type"] for each in whole["attachments"]] == ["pdf"]
    for name, body, flag in (("a", b"%PDF pictures", NO_TEXT), ("b", b"%PDF broken", NOT_READ)):
        url = f"{HOST}/files/{name}.pdf"
        found = written(session, the_forms(session).item_of_file(task(url), file(url, body)))
        assert (found["text"], found["flags"]) == ("", [flag])
    session.recorder.sync()
    assert the_forms(session).overdue(anew=False) == [], "a broken file is not fetched whole in each run"
    unnamed = the_forms(session).item_of_file(task(f"{HOST}/get?id=7", row(f"{HOST}/get?id=7", None)), file(f"{HOST}/get?id=7"))
    assert unnamed is not None
    assert unnamed.title == "get"


def test_a_page_that_became_a_file_keeps_its_page(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    again = reading(1, recheck=True).task
    assert the_forms(session).item_of_file(again, file(again.url)) is None
    assert session.stats.account.outcomes[again.key][1] == Reason.NOT_HTML


def test_a_file_that_cannot_be_had_is_a_line_without_its_text(tmp_path: Path) -> None:
    session = begun(tmp_path)
    (fallback,) = session.answers.failed(task(REPORT), Reason.TOO_LARGE)
    assert fallback.purpose == ROW
    session.stats.account.discover(fallback.key)
    assert NOT_READ in written(session, the_forms(session).item_of(fallback))["flags"]
    assert the_forms(session).without_text(task(REPORT), Reason.TOO_LARGE) == []
    assert session.stats.account.outcomes[fallback.key] == ("unchanged", "not_modified")
    assert the_forms(session).without_text(task(REPORT), Reason.TIMEOUT) is None
    assert the_forms(session).without_text(reading(1).task, Reason.TOO_LARGE) is None
    assert the_forms(session).without_text(FetchTask(REPORT, "part"), Reason.TOO_LARGE) is None


def test_what_can_be_read_by_now_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was not read before the extra was there, a host that was declared since, what 0.1.0 put aside."""
    monkeypatch.setattr(forms, "can_read_pdf", lambda: False)
    first = begun(tmp_path, DAYS[0])
    for url in (WIRE, REPORT, MINUTES):
        record(first, url)
    first.recorder.fail(task(f"{HOST}/old/put-aside.pdf"), Reason.NOT_HTML)
    first.finish()
    monkeypatch.setattr(forms, "can_read_pdf", lambda: True)
    second = open_session(tmp_path, DAYS[1])
    wider = replace(SITE, also=("wire.example",))
    mine = Forms(wider, second.recorder, second.items)
    due = {each.url: each for each in mine.overdue(anew=False)}
    assert set(due) == {WIRE, REPORT}, "no reader for the third"
    assert all(each.recheck for each in due.values())
    assert mine.needs_the_answer(due[REPORT])
    assert not mine.needs_the_answer(replace(due[REPORT], recheck=False))
    aside = [each for each in mine.overdue(anew=True) if each.url.endswith("put-aside.pdf")]
    assert [each.purpose for each in aside] == ["article"]
    assert second.store is not None
    alias = second.store.articles.known([due[WIRE].key])
    assert [each.canonical_url for each in alias.values()] == [WIRE]
    known = second.store.articles.known([article_id(url, SITE) for url in (WIRE, REPORT, MINUTES)]).values()
    assert {each.canonical_url: mine.may_be_asked(each) for each in known} == {WIRE: False, REPORT: True, MINUTES: False}
    second.finish()


def test_one_line_of_the_log_for_all_rows(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    tell(ENTRY, [task(WIRE), task(REPORT)], SITE)
    assert caplog.records == []
    tell(ENTRY, [replace(task(url), purpose=ROW) for url in (WIRE, REPORT, MINUTES)], SITE)
    assert [record.getMessage() for record in caplog.records] == [
        f"{ENTRY}: recorded by their rows: on other hosts 1 (wire.example), files 2"
    ]


def test_a_run_that_begins_asks_for_what_is_overdue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "can_read_pdf", lambda: False)
    first = begun(tmp_path, DAYS[0])
    record(first, REPORT)
    first.finish()
    monkeypatch.setattr(forms, "can_read_pdf", lambda: True)
    second = Session.open(Site.for_url(ENTRY, "acme"), tmp_path, Clock(DAYS[1]), {"FRESH_BUDGET": 0})
    asked = [each.url for each in second.begin(Options()) if each.purpose == "article"]
    assert asked == [REPORT]
    assert written(second, the_forms(second).item_of_file(task(REPORT, recheck=True), file()))["changes"]["reason"] == "rules"
