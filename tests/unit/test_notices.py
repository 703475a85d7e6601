"""Pages that are no release: asked for again, passed over, taken back."""

import json
from pathlib import Path

import pytest

from crawler.items import Extraction, Row
from crawler.page.page import Page
from crawler.run.fetch_task import FetchTask
from crawler.run.recorder import MAX_HELD
from crawler.run.session import Session
from tests.unit.sessions import begun, outcome, reading, stored, through

WORDS = {
    "en": ("Fair use", "Our servers were asked for many pages from your network. Come back once the hour is over, please. "),
    "es": ("Uso razonable", "Desde su red se han pedido muchas páginas a nuestros servidores. Vuelva dentro de una hora. "),
    "zh": ("温馨提示", "您所在的网络在短时间内打开的页面数量较多，请您在一个小时之后再来，感谢您的理解与支持。"),
    "ru": ("Внимание", "С вашей сети открыто очень много страниц за короткое время. Зайдите, пожалуйста, через час. "),
}
LATER = "2026-03-11T06:00:00+00:00"


def answered(session: Session, number: int, title: str, text: str, kind: str = "article", listed: str = "") -> str | None:
    """What comes of a page with this headline and text, answered for article `number`; None where it was stored."""
    task = reading(number).task
    if listed:
        task = FetchTask(task.url, "article", task.key, Row(task.url, listed), "News")
    html = f"<html><body><h1>{title}</h1><p>{text}</p><p>Request {number * 7919}</p></body></html>"
    found = Extraction(
        id=task.key, site="acme", company="Acme", url=task.url, canonical_url=task.url, title=title, text=text, kind=kind,
        kind_reason="article_body" if kind == "article" else "service_page", layout="learned",
    )  # fmt: skip
    session.stats.account.discover(task.key)
    item = session.answers.read(task, found, Page(task.url, html), html.encode())
    return through(session, item) if item is not None else outcome(session, number)[1]


@pytest.mark.guarantee(10)
@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("on_disk", [False, True])
def test_a_notice_that_reads_as_an_article_leaves_no_line_or_one_that_takes_it_back(
    tmp_path: Path, language: str, on_disk: bool
) -> None:
    session = begun(tmp_path)
    title, words = WORDS[language]
    assert answered(session, 1, title, words * 5) is None
    session.recorder.sync_group()
    if on_disk:
        session.recorder.sync()
    assert answered(session, 2, title, words * 5) == "notice"
    assert answered(session, 3, title, words * 5) == "notice"
    assert session.store is not None
    assert [outcome(session, number) for number in (1, 2, 3)] == [("failed", "notice")] * 3
    assert session.store.articles.count() == ({"removed": 1} if on_disk else {})
    assert {each.reason for each in session.store.pending.failures()} >= {"notice"}
    session.finish()
    again = begun(tmp_path, LATER)
    assert {reading(number).task.key for number in (1, 2, 3)} <= set(again.stats.account.outcomes)
    stored(again, 1, 2, 3)
    assert again.stats.account.reasons("stored") == ({"new": 2, "restored": 1} if on_disk else {"new": 3})


@pytest.mark.guarantee(10)
@pytest.mark.parametrize("text", ["The content of this page is being loaded.", "Für angemeldete Leser: bitte Zugang wählen."])
def test_a_soft_notice_under_each_releases_own_headline_is_taken_back(tmp_path: Path, text: str) -> None:
    session = begun(tmp_path)
    assert answered(session, 1, "Smelter 1 opened", text) is None
    assert answered(session, 2, "Smelter 2 opened", text) == "notice"
    assert outcome(session, 1) == ("failed", "notice")


def test_a_release_that_recurs_is_no_notice(tmp_path: Path) -> None:
    session = begun(tmp_path)
    for number in (1, 2, 3):
        assert answered(session, number, "Transactions", WORDS["en"][1], listed="Transactions") is None
    session.recorder.sync()
    assert session.stats.account.reasons("stored") == {"new": 3}


def test_a_page_that_reads_as_no_article_is_passed_over_only_once_it_reads_the_same_twice(tmp_path: Path) -> None:
    session = begun(tmp_path)
    assert answered(session, 1, "Fair use", "Come back later.", "other") == "no_article_read"
    assert session.finish() != 0
    again = begun(tmp_path, LATER)
    assert answered(again, 1, "Fair use", "Come back later.", "other") == "not_an_article"
    assert outcome(again, 1) == ("skipped", "not_an_article")
    again.finish()
    month = begun(tmp_path, "2026-04-11T06:00:00+00:00")
    assert reading(1).task.key in month.stats.account.outcomes
    assert answered(month, 1, "Fair use", "Come back later.", "other") == "not_an_article"


def test_a_notice_for_several_releases_is_not_passed_over(tmp_path: Path) -> None:
    for when in (None, LATER):
        session = begun(tmp_path, when) if when else begun(tmp_path)
        for number in (1, 2):
            answered(session, number, "Fair use", "Come back later.", "other")
        assert [outcome(session, number) for number in (1, 2)] == [("failed", "notice")] * 2
        session.finish()


@pytest.mark.guarantee(18)
def test_a_known_release_that_becomes_a_short_notice_is_changed(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    session.finish()
    again = begun(tmp_path, LATER)
    assert answered(again, 1, "Smelter 1 opened", "This release was withdrawn on 9 March.", "other") is None
    again.recorder.sync()
    assert outcome(again, 1) == ("stored", "changed")


def test_an_edit_that_was_a_notice_leaves_no_line(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1, 2)
    session.finish()
    again = begun(tmp_path, LATER)
    assert answered(again, 1, "Smelter 1 opened", "For subscribers of our service.", "other") is None
    assert answered(again, 2, "Smelter 2 opened", "For subscribers of our service.", "other") == "notice"
    again.finish()
    assert [json.loads(line)["event"] for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()] == ["new"] * 2


def test_lines_that_wait_for_later_answers_are_few_and_all_on_disk_in_the_end(tmp_path: Path) -> None:
    session = begun(tmp_path)
    for number in range(MAX_HELD + 5):
        name = "".join(chr(97 + int(digit)) for digit in f"{number:03}")
        text = f"The ship {name} has brought ore. {WORDS['en'][1]} " * 3
        assert answered(session, number, f"Ore with {name}", text, listed=f"Bulletin of {name} and others") is None
    session.recorder.sync_group()
    assert len((tmp_path / "articles.jsonl").read_text("utf-8").splitlines()) == 5
    session.finish()
    assert len((tmp_path / "articles.jsonl").read_text("utf-8").splitlines()) == MAX_HELD + 5


def test_an_edit_that_was_a_notice_is_put_back(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1, 2)
    session.finish()
    again = begun(tmp_path, LATER)
    assert answered(again, 1, "Smelter 1 opened", "For subscribers of our service.", "other") is None
    again.recorder.sync()
    assert answered(again, 2, "Smelter 2 opened", "For subscribers of our service.", "other") == "notice"
    assert again.store is not None
    known = again.store.articles.known([reading(1).task.key])[reading(1).task.key]
    line = again.store.line_of(known)
    assert line is not None
    assert (line["event"], line["revision"], line["changes"]["reason"]) == ("changed", 3, "notice")
    assert line["text"].startswith("1 The smelter")


def test_a_notice_that_never_ends_is_what_the_page_is(tmp_path: Path) -> None:
    """After five runs with the same words for several releases, these pages are passed over for a while."""
    reasons = []
    for day in range(10, 18):
        session = begun(tmp_path, f"2026-04-{day}T06:00:00+00:00", deep=True)
        reasons.append([answered(session, number, *WORDS["ru"], "other") for number in (1, 2)])
        session.finish()
    assert reasons[0] == ["no_article_read", "notice"]
    assert reasons[1] == ["notice", "notice"]
    assert reasons[-1] == ["not_an_article", "not_an_article"]


def test_a_notice_that_an_earlier_run_stored_for_another_release_is_taken_back(tmp_path: Path) -> None:
    title, words = WORDS["es"]
    session = begun(tmp_path)
    assert answered(session, 1, title, words * 5, listed="Nuevo horno en marcha") is None
    session.finish()
    again = begun(tmp_path, LATER)
    assert answered(again, 2, title, words * 5, listed="Resultados del trimestre") == "notice"
    assert again.store is not None
    assert again.store.articles.count() == {"removed": 1}
    assert outcome(again, 1) == ("failed", "notice")


def test_a_notice_on_its_way_to_the_journal_never_gets_there(tmp_path: Path) -> None:
    session = begun(tmp_path)
    text = "Der Inhalt dieser Seite wird geladen."
    html = f"<html><body><h1>Smelter 1 opened</h1><p>{text}</p></body></html>"
    task = reading(1).task
    found = Extraction(
        id=task.key, site="acme", company="Acme", url=task.url, canonical_url=task.url, title="Smelter 1 opened", text=text,
        kind="article", kind_reason="article_body", layout="learned",
    )  # fmt: skip
    session.stats.account.discover(task.key)
    under_way = session.answers.read(task, found, Page(task.url, html), html.encode())
    assert under_way is not None, "nothing speaks against the first one"
    assert answered(session, 2, "Smelter 2 opened", text) == "notice"
    assert outcome(session, 1) == ("failed", "not_reached")
    assert through(session, under_way) is None
    session.answers.notices.take_back()
    assert outcome(session, 1) == ("failed", "notice")
    assert session.store is not None
    assert session.store.articles.count() == {}
