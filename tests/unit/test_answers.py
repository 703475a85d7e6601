"""What each answer means for a run: tasks, outcomes, and the item for the pipelines."""

from pathlib import Path
from typing import Any

import pytest

from crawler.discover.listing import Listing, fingerprint, has_posts
from crawler.items import Article, Extraction, Row
from crawler.page.page import Page
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import ListingWalk
from tests.unit.sessions import ENTRY, HOST, begun, outcome, reading, stored

SAVED_ARTICLE = Path(__file__).resolve().parents[1] / "sites" / "minmetals" / "ordinals_and_subtitle" / "page.html"
CHALLENGE = "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before accessing.</p></body></html>"


def listing_of(*numbers: int, problem: str | None = None) -> Listing:
    rows = tuple(Row(f"{ENTRY}{number}.html", f"Smelter {number} opened") for number in numbers)
    return Listing(rows, (), (), 0, problem, fingerprint(rows))


def entry(**values: Any) -> FetchTask:
    return FetchTask(ENTRY, "listing", walk=ListingWalk(ENTRY, None, True), **values)


def test_a_listing_leads_to_its_articles_and_is_remembered_with_its_validators(tmp_path: Path) -> None:
    session = begun(tmp_path)
    page = Page(ENTRY, "<html><body><ul><li>News</li></ul></body></html>")
    tasks = session.answers.listing_read(entry(), page, listing_of(1, 2), 200, ('"l"', None))
    assert [task.url for task in tasks] == [f"{ENTRY}1.html", f"{ENTRY}2.html"]
    assert session.store is not None
    state = session.store.listings.get(ENTRY)
    assert state is not None
    assert (state.etag, state.rows) == ('"l"', 2)
    session.answers.without_page(tasks[0], 404)
    session.answers.without_page(tasks[1], 410)
    assert session.stats.account.reasons("failed") == {"http_404": 1, "http_410": 1}


def test_a_listing_that_did_not_change_is_read_no_further(tmp_path: Path) -> None:
    session = begun(tmp_path)
    assert session.answers.without_page(entry(), 304) == []
    assert [(each.status, each.problem) for each in session.stats.listings] == [(304, None)]


@pytest.mark.parametrize("purpose", ["home", "listing"])
def test_a_check_for_browsers_in_place_of_a_listing_is_a_failure(tmp_path: Path, purpose: str) -> None:
    session = begun(tmp_path)
    page = Page(ENTRY, CHALLENGE)
    if purpose == "home":
        session.answers.home_read(FetchTask(ENTRY, "home"), page)
    else:
        session.answers.listing_read(entry(), page, listing_of(problem="empty"), 200, (None, None))
    assert session.stats.refused == {"challenge": 1}
    assert session.stats.listings[-1].problem == "challenge"
    session.stats.statuses["403"] = 1
    assert session.finish() == 30


HOLLOW = (
    '<html lang="tr"><head><title>Basın</title>{head}</head><body><div id="app">{said}</div>'
    '<script src="/b.js"></script></body></html>'
)


@pytest.mark.parametrize("said", ["", "<p>Yükleniyor</p>"])
def test_the_feed_that_a_page_without_its_script_names_is_asked_for(tmp_path: Path, said: str) -> None:
    session = begun(tmp_path)
    feed = '<link rel="alternate" type="application/atom+xml" href="/basin/akis">'
    page = Page(ENTRY, HOLLOW.format(head=feed, said=said))
    tasks = session.answers.listing_read(entry(), page, listing_of(problem="not_a_listing"), 200, (None, None))
    assert [task.url for task in tasks] == [f"{HOST}/basin/akis"]


def test_a_page_without_its_script_is_no_refusal_and_one_without_anything_is(tmp_path: Path) -> None:
    for number, (body, problem) in enumerate([(HOLLOW.format(head="", said=""), "not_a_listing"), ("<html></html>", "empty")]):
        session = begun(tmp_path / str(number))
        session.answers.listing_read(entry(), Page(ENTRY, body), listing_of(problem="not_a_listing"), 200, (None, None))
        assert session.stats.listings[-1].problem == problem


def test_a_listing_that_is_not_there_is_named(tmp_path: Path) -> None:
    session = begun(tmp_path)
    assert session.answers.without_page(entry(), 404) == []
    assert session.stats.listings[-1].problem == "http_404"


def test_an_undeclared_site_may_be_named_by_one_article(tmp_path: Path) -> None:
    session = begun(tmp_path)
    said = SAVED_ARTICLE.read_text(errors="replace")
    page = Page(ENTRY, said.replace("</head>", '<meta property="article:published_time" content="2019-06-06"></head>'))
    assert session.answers.is_article(entry(), page, listing_of(problem="not_a_listing"))
    assert not session.answers.is_article(FetchTask(ENTRY, "listing"), page, listing_of(problem="not_a_listing"))
    assert not session.answers.is_article(entry(), Page(f"{HOST}/other", page.text), listing_of(problem="not_a_listing"))
    assert not session.answers.is_article(entry(), Page(ENTRY, said), listing_of(problem="not_a_listing")), "it has no date"
    task = session.answers.article_task(entry(section="News"), ENTRY)
    assert (task.purpose, task.section, task.key in session.stats.account.outcomes) == ("article", "News", True)


def test_posts_below_one_another_are_a_listing_and_related_releases_are_none() -> None:
    rows = tuple(Row(f"{ENTRY}{number}.html", f"Smelter {number} opened") for number in (1, 2, 3))
    prose = "<p>" + "The plant began work in the spring, and nobody had thought that it would be so soon. " * 4 + "</p>"
    posts = "".join(f'<h2><a href="{row.url}">{row.title}</a></h2>{prose}' for row in rows)
    assert has_posts(Page(ENTRY, f"<html><body>{posts}</body></html>"), rows)
    assert not has_posts(Page(ENTRY, f"<html><body><h1>A long release</h1>{prose * 3}{posts}</body></html>"), rows)
    assert not has_posts(Page(ENTRY, f"<html><body>{prose}{posts}</body></html>"), rows[:1])


SHORT_EXCERPTS = (
    ("Skiftet ved havnen", "Den nye kran kom den 4. maj 2025."),
    ("Ny chef for værftet", "Hun begyndte den 1. marts 2026, og bestyrelsen er glad."),
    ("Årsmøde i Esbjerg", "Mødet er den 12. april 2026."),
)


def test_short_excerpts_below_their_headlines_are_no_article() -> None:
    rows = tuple(Row(f"{ENTRY}{number}.html", title) for number, (title, _) in enumerate(SHORT_EXCERPTS))
    cards = [
        f'<section><h3><a href="{row.url}">{title}</a></h3><p>{said}</p><em>2026-03-0{number + 1}</em></section>'
        for number, (row, (title, said)) in enumerate(zip(rows, SHORT_EXCERPTS, strict=True))
    ]
    assert has_posts(Page(ENTRY, f"<html><body><h1>Nyheder</h1>{''.join(cards)}</body></html>"), rows)
    notice = "<h1>Kontoret er lukket</h1><p>Kontoret er lukket hele ugen, og telefonen passes af vagten i Aarhus.</p>"
    assert not has_posts(Page(ENTRY, f"<html><body>{notice}{''.join(cards)}</body></html>"), rows)


def test_a_list_above_an_article_makes_it_no_list_of_posts() -> None:
    rows = tuple(Row(f"{ENTRY}{number}.html", title) for number, (title, _) in enumerate(SHORT_EXCERPTS))
    links = "".join(f'<li><a href="{row.url}">{row.title}</a></li>' for row in rows)
    article = "<h1>En ny hal</h1>" + "<p>Hallen er bygget af træ fra egnen, og den åbner i juni for alle ansatte.</p>" * 5
    assert not has_posts(Page(ENTRY, f"<html><body><ul>{links}</ul>{article}</body></html>"), rows)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("soft_404", ("failed", "soft_404")),
        ("challenge", ("failed", "challenge")),
        ("section_front", ("failed", "no_article_read")),
        ("needs_javascript", ("failed", "no_article_read")),
    ],
)
def test_a_page_that_is_no_article_has_its_outcome(tmp_path: Path, reason: str, expected: tuple[str, str]) -> None:
    session = begun(tmp_path)
    read = reading(1)
    read.article = Extraction(kind="other", kind_reason=reason, url=read.task.url)
    assert read.admit(session) is None
    assert outcome(session, 1) == expected


def test_an_article_that_became_unreadable_has_failed(tmp_path: Path) -> None:
    session = begun(tmp_path)
    stored(session, 1)
    read = reading(1, recheck=True)
    read.article = Extraction(kind="listing", kind_reason="rows", url=read.task.url)
    assert read.admit(session) is None
    assert outcome(session, 1) == ("failed", "unreadable")


def test_an_article_from_before_since_is_put_off(tmp_path: Path) -> None:
    session = begun(tmp_path, since="2026-03-05")
    assert reading(1).admit(session) is None
    assert outcome(session, 1) == ("skipped", "before_since")
    assert reading(2, published="2026-03-06").admit(session) is not None


def test_what_was_read_is_counted_and_stamped(tmp_path: Path) -> None:
    session = begun(tmp_path)
    item = reading(1, section=None, flags=["date_missing"]).admit(session)
    assert isinstance(item, Article)
    assert (item.run, item.section) == (session.stats.run, "News")
    assert (item.fetched or "")[:16] == "2026-03-10T06:00"  # the run's clock goes on from there
    assert (session.stats.articles_read, session.stats.layouts, session.stats.flags) == (1, {"generic": 1}, {"date_missing": 1})
    assert session.stats.coverage["title"] == 1
    assert session.stats.coverage["images"] == 0


def test_a_part_that_failed_fails_its_article(tmp_path: Path) -> None:
    session = begun(tmp_path)
    task = reading(1).task
    part = FetchTask(f"{ENTRY}1_2.html", "part", task.key, task.row)
    assert session.answers.failed(part, "part_http_404") == []
    assert outcome(session, 1) == ("failed", "part_http_404")
