"""A run of an archive's captures without a network: how what it reads joins what is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.clock import Clock
from crawler.discover.sources.captures import Capture, IndexPage
from crawler.export.forms import journal_lines
from crawler.run.answers import Answers
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.past import PastSession, open_run
from crawler.run.past_walk import PastFrontier
from crawler.run.session import Session
from crawler.site import Site
from crawler.storage.state import Store
from spiders.minmetals import Minmetals
from tests.unit.sessions import ENTRY, SITE, TEXT, WHEN, begun, reading, through


def opened(folder: Path, site: Site = SITE, options: Options | None = None, **settings: str) -> tuple[Session, FetchTask]:
    """A run of the Wayback Machine, and its one question."""
    session = open_run(site, folder, Clock(WHEN), settings, "wayback")
    (task, *_) = session.begin(options or Options(source="wayback"))
    return session, task


def frontier_of(session: Session) -> PastFrontier:
    assert isinstance(session.answers.frontier, PastFrontier)
    return session.answers.frontier


def captures(*urls: str, at: str = "20190606120000") -> tuple[Capture, ...]:
    return tuple(Capture(at, url, f"DIGEST {at} {url}", f"https://web.archive.org/web/{at}id_/{url}") for url in urls)


def store(session: Session, number: int, text: str, at: str | None = None) -> None:
    """What reading an article comes to; at: of its capture."""
    read = reading(number, text=text, body=f"<html><body><p>{text}</p></body></html>".encode())
    if at:
        read = replace(read, task=replace(read.task, capture=captures(read.task.url, at=at)[0]))
    item = read.admit(session)
    assert item is not None
    through(session, item)


def lines(folder: Path) -> list[tuple[str, int, str]]:
    found = journal_lines(folder / "articles.jsonl", revisions=True)
    return [(str(each["event"]), int(each["revision"]), str(each["fetched"])[:4]) for each in found]


def test_older_revisions_leave_the_state_and_a_rebuild_gives_the_same(tmp_path: Path) -> None:
    live = begun(tmp_path)
    store(live, 1, f"Today. {TEXT}")
    live.finish()
    session, _ = opened(tmp_path)
    older, oldest = "Older words about another furnace. ", "The oldest words about the first furnace. "
    for at, text in (("2019", older), ("2020", "Today. "), ("2018", oldest), ("2017", "Today. ")):
        store(session, 1, f"{text}{TEXT * (1 + ('ldest' in text))}", f"{at}0101000000")
    store(session, 2, f"What only the archive has. {TEXT[::-1]}", "20190101000000")
    store(session, 2, f"What it had a year later. {TEXT}", "20200101000000")
    assert session.finish() == 0
    assert lines(tmp_path) == [
        ("new", 1, "2026"), ("changed", 0, "2019"), ("changed", -1, "2018"), ("new", 1, "2019"), ("changed", 2, "2020"),
    ]  # fmt: skip
    shown = {each["id"]: (each["revision"], each["fetched"][:4]) for each in journal_lines(tmp_path / "articles.jsonl")}
    assert sorted(shown.values()) == [(1, "2026"), (2, "2020")]
    with Store.open(tmp_path / "state.sqlite", "acme", tmp_path / "articles.jsonl") as kept:
        before = {each.id: (each.revision, each.status, each.offset) for each in kept.articles.all()}
        kept.rebuild((tmp_path / "articles.jsonl").read_bytes().splitlines(keepends=True))
        assert {each.id: (each.revision, each.status, each.offset) for each in kept.articles.all()} == before
        assert sorted(status for _, status, _ in before.values()) == ["archived", "live"]
        assert len(kept.runs.last()) == 1, "the archive's run is no history"
        assert all(kept.line_of(each) for each in kept.articles.all())


def test_releases_of_a_declared_newsroom_are_told_by_their_addresses(tmp_path: Path) -> None:
    session, task = opened(tmp_path, Minmetals.site)
    host = "http://minmetals.com"
    page = IndexPage(captures(f"{host}/english/News/201906/t20190606_248132.html", f"{host}/english/About/",
                              f"{host}/english/News/logo.html"), 3)  # fmt: skip
    left = [each for each in frontier_of(session).index_read(task, page, 200) if each.purpose == "article"]
    others = [frontier_of(session).index_read(each, IndexPage(), 200) for each in session.begin(Options())[:0]]
    assert others == []
    assert all("t20190606" in each.url for each in left)


def test_captures_of_one_release_are_asked_newest_first(tmp_path: Path) -> None:
    session, task = opened(tmp_path, CAPTURES="all")
    url = f"{ENTRY}7.html"
    page = IndexPage((*captures(url), *captures(url, at="20210101000000"), *captures(url, at="20200101000000")), 3, "key")
    (following,) = frontier_of(session).index_read(task, page, 200)
    assert following.url.endswith("resumeKey=key")
    (first,) = frontier_of(session).index_read(following, IndexPage(), 200)
    chain = []
    at: FetchTask | None = first
    while at is not None and at.capture is not None:
        chain.append(at.capture.at[:4])
        at = at.then
    assert chain == ["2021", "2020", "2019"]


def test_an_index_is_bounded_and_a_failure_is_a_problem(tmp_path: Path) -> None:
    session, task = opened(tmp_path, options=Options(max_pages=1, source="wayback"))
    assert frontier_of(session).index_read(task, IndexPage(captures(f"{ENTRY}7.html"), 1, "key"), 200)[0].purpose == "article"
    other, task = opened(tmp_path / "other")
    assert other.answers.failed(task, "http_503", "", 503) == []
    assert (other.finish(), other.verdict and other.verdict.name) == (30, "unreachable")
    listed = open_run(SITE, tmp_path / "listed", Clock(WHEN), {}, "commoncrawl")
    (task,) = listed.begin(Options(source="commoncrawl"))
    following = frontier_of(listed).index_read(task, IndexPage(crawls=("/A-index", "/B-index")), 200)
    assert {each.purpose for each in following} == {"index"}
    assert listed.stats.listings == [], "a list of crawls is no page of captures"
    listed.finish()
    empty, task = opened(tmp_path / "empty")
    assert frontier_of(empty).index_answered(task, b"", 404) == []
    assert [each.problem for each in empty.stats.listings] == [None]
    (gap,) = frontier_of(empty).completeness.gaps()
    assert gap.name == "archive:/"


@pytest.mark.parametrize("reason", ["http_404", "soft_404", "not_an_article", "timeout"])
def test_what_fails_says_nothing_of_the_newsrooms_own_page(tmp_path: Path, reason: str) -> None:
    live = begun(tmp_path)
    store(live, 1, f"Today. {TEXT}")
    live.finish()
    session, _ = opened(tmp_path)
    assert isinstance(session, PastSession)
    assert isinstance(session.answers, Answers)
    task = replace(reading(1).task, capture=captures(f"{ENTRY}1.html")[0])
    session.stats.account.discover(task.key)
    assert session.validators(task) == {}
    if reason == "http_404":
        session.answers.without_page(task, 404)
    elif reason == "soft_404":
        session.recorder.look(task, "soft_404", 200)
    else:
        session.recorder.fail(task, reason)
    session.recorder.drop(replace(task, key="dropped"))
    session.recorder.put_off(replace(task, key="late"), "before_since")
    session.finish()
    with Store.open(tmp_path / "state.sqlite", "acme", tmp_path / "articles.jsonl") as kept:
        assert [each.status for each in kept.articles.all()] == ["live"]
        assert kept.pending.failures() == []
