"""The replica's timeline: each step changes what it says, and nothing else."""

import re

import pytest
from parsel import Selector

from tests.replica.catalogue import SITES
from tests.replica.model import Expected
from tests.replica.newsroom import Newsroom, make
from tests.replica.timeline import CURRENT, STORY, ServerGone, listed
from tests.replica.truth import identity


@pytest.fixture
def newsroom() -> Newsroom:
    return make(7, articles=30)


def by_id(newsroom: Newsroom, site: str) -> dict[str, Expected]:
    return {truth.ids[0]: truth for truth in newsroom.expected(site)}


def body(newsroom: Newsroom, article: str) -> str:
    release = next(each for each in newsroom.releases if identity(each) == article)
    return newsroom.reply(release.channel.host, release.path).body.decode("utf-8", "replace")


def words(text: str) -> str:
    return re.sub(r"\s+", " ", " ".join(Selector(text).xpath("//text()").getall()))


def letters(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text)


def rows(newsroom: Newsroom, site: str) -> list[str]:
    return [identity(each) for each in listed(newsroom.releases, newsroom.channels[CURRENT[site]])]


@pytest.mark.parametrize("site", SITES)
def test_new_releases_stand_on_top_of_the_current_listing(newsroom: Newsroom, site: str) -> None:
    before = by_id(newsroom, site)
    step = newsroom.advance("new", site, count=3)
    after = by_id(newsroom, site)
    added = {article for _, article in step.events}
    assert set(after) - set(before) == added
    assert set(rows(newsroom, site)[:4]) >= added
    assert all(before[key] == after[key] for key in before)


def test_a_backdated_release_stands_in_the_middle(newsroom: Newsroom) -> None:
    step = newsroom.advance("backdated", "minmetals")
    (_, article), = step.events
    assert rows(newsroom, "minmetals").index(article) > 0
    assert by_id(newsroom, "minmetals")[article].listing_date < "2026-03-20"


def test_an_edit_changes_words_and_the_entity_tag(newsroom: Newsroom) -> None:
    before = by_id(newsroom, "minmetals")
    step = newsroom.advance("edit", "minmetals", count=2)
    after = by_id(newsroom, "minmetals")
    assert [event for event, _ in step.events] == ["changed", "changed"]
    changed = {key for key in before if before[key].text != after[key].text}
    assert changed == {article for _, article in step.events}


def test_whitespace_changes_bytes_and_no_word(newsroom: Newsroom) -> None:
    truth = by_id(newsroom, "minmetals")
    before = {key: body(newsroom, key) for key in truth}
    assert newsroom.advance("whitespace", "minmetals", count=2).events == ()
    after = {key: body(newsroom, key) for key in truth}
    touched = [key for key in truth if before[key] != after[key]]
    assert len(touched) == 2
    assert all(words(before[key]) == words(after[key]) for key in touched)
    assert by_id(newsroom, "minmetals") == truth


def test_furniture_changes_every_page_and_no_article(newsroom: Newsroom) -> None:
    truth = by_id(newsroom, "minmetals")
    before = {key: body(newsroom, key) for key in truth}
    newsroom.advance("furniture", "minmetals")
    assert all(body(newsroom, key) != before[key] for key in truth)
    assert by_id(newsroom, "minmetals") == truth


@pytest.mark.parametrize(("how", "status"), [("404", 404), ("410", 410), ("soft", 200)])
def test_a_removed_article_is_gone_until_it_is_restored(newsroom: Newsroom, how: str, status: int) -> None:
    truth = by_id(newsroom, "minmetals")
    ((event, article),) = newsroom.advance("remove", "minmetals", how=how).events
    release = next(each for each in newsroom.releases if identity(each) == article)
    reply = newsroom.reply(release.channel.host, release.path)
    assert event == "removed"
    assert (reply.status, reply.kind) == (status, "soft" if how == "soft" else "missing")
    assert article not in by_id(newsroom, "minmetals")
    assert article not in rows(newsroom, "minmetals")
    assert newsroom.advance("restore", "minmetals").events == (("restored", article),)
    assert by_id(newsroom, "minmetals") == truth


def test_a_moved_article_has_the_same_content_at_a_new_address(newsroom: Newsroom) -> None:
    before = by_id(newsroom, "minmetals")
    ((_, article),) = newsroom.advance("move", "minmetals").events
    after = by_id(newsroom, "minmetals")
    old = next(truth for key, truth in before.items() if key not in after)
    assert (old.title, old.text) == (after[article].title, after[article].text)
    assert newsroom.reply("www.minmetals.com", old.urls[0].removeprefix("http://www.minmetals.com")).status == 404


@pytest.mark.parametrize(("how", "change"), [("insert", 1), ("swap", 0), ("drop", -1)])
def test_rows_shift_as_soon_as_the_first_page_was_read(newsroom: Newsroom, how: str, change: int) -> None:
    room = newsroom.channels["usa-news"]
    before = rows(newsroom, "minmetals_usa")
    newsroom.advance("reorder", "minmetals_usa", how=how)
    first = newsroom.reply(room.host, room.path).body
    after = rows(newsroom, "minmetals_usa")
    assert after != before
    assert len(after) == len(before) + change
    newsroom.reply(room.host, room.path)
    assert rows(newsroom, "minmetals_usa") == after
    assert newsroom.reply(room.host, room.path).body != first


def test_a_redesign_prints_the_same_words_in_other_markup(newsroom: Newsroom) -> None:
    truth = by_id(newsroom, "minmetals_usa")
    before = {key: body(newsroom, key) for key in truth}
    newsroom.advance("redesign", "minmetals_usa")
    assert by_id(newsroom, "minmetals_usa") == truth
    for key in truth:
        after = body(newsroom, key)
        assert re.sub("<[^>]*>", "|", after) != re.sub("<[^>]*>", "|", before[key])
        assert letters(truth[key].title) in letters(words(after))


def test_a_broken_template_loses_title_and_body_until_it_recovers(newsroom: Newsroom) -> None:
    truth = by_id(newsroom, "cnmc")
    newsroom.advance("broken", "cnmc")
    for key, each in truth.items():
        text = body(newsroom, key)
        assert each.paragraphs[-1].text not in text
        assert f"<title>{each.title}" not in text
    newsroom.advance("recover", "cnmc")
    assert any(each.paragraphs[-1].text in body(newsroom, key) for key, each in truth.items())


def test_a_server_that_is_gone_takes_its_own_site_only(newsroom: Newsroom) -> None:
    newsroom.advance("gone", "cnmc")
    with pytest.raises(ServerGone):
        newsroom.reply("www.cnmc.com.cn", "/robots.txt")
    assert newsroom.reply("www.mcc.com.cn", "/mcc_en/").status == 200


def test_time_passes_and_an_unknown_step_is_refused(newsroom: Newsroom) -> None:
    first = newsroom.advance("silence", "minmetals", days=4).at
    assert (newsroom.advance("silence", "minmetals").at - first).days == 1
    with pytest.raises(ValueError, match="one of backdated, broken"):
        newsroom.advance("dance", "minmetals")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_standard_story_can_be_told_of_every_site(seed: int) -> None:
    newsroom = make(seed, articles=25, timeline_step=len(STORY))
    for site in SITES:
        assert newsroom.timeline.condition(site) == "fine"
        assert len(newsroom.expected(site)) >= 25
