"""Which publishing system a page is of; what Q4's list of releases needs beyond the rules for all lists."""

# ruff: noqa: E501  documents in one piece

import json

import pytest

from crawler.discover.listing import read_listing
from crawler.discover.sources.fragments import read_endpoint
from crawler.discover.sources.in_page import linked_sources
from crawler.discover.sources.read import read_source
from crawler.page.page import Page
from crawler.platforms.q4 import further_years
from crawler.platforms.systems import SYSTEMS, system_of
from crawler.run.arguments import Options
from crawler.run.source_walk import SourceFrontier
from crawler.site import Site
from crawler.stats import RunStats
from tests.replica.platforms.catalogue import PLATFORMS
from tests.replica.platforms.q4 import Q4
from tests.unit.test_source_walk import Memory

HOST = "https://investors.ore.example"
SITE = Site.for_url(f"{HOST}/news/default.aspx", "ore")
LIST = f"{HOST}/feed/PressRelease.svc/GetPressReleaseList?languageid=1&pageSize=-1&year={{}}&tagList="


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", PLATFORMS)
def test_pages_show_their_system(name: str, seed: int) -> None:
    newsroom = PLATFORMS[name](seed, 3)
    addresses = [newsroom.start, next(each.path for each in newsroom.expected() if each.form == "page")]
    known = name if name in {each.name for each in SYSTEMS} else None
    for address in addresses:
        reply = newsroom.reply(*address.partition("?")[::2])
        found = system_of(reply.body.decode("utf-8", "replace"), f"{HOST}{address}")
        assert (found.name if found else None) == known


def test_words_about_a_system_are_not_its_marks() -> None:
    text = "<p>We moved from WordPress to Drupal 9, then to AEM; Q4 results and an Investis study follow. Squarespace, too.</p>"
    assert system_of(text) is None


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<a class="out" href="https://files.mint.example/sites/default/files/report.pdf">as the mint says</a>', None),
        ("<p>Die Zahlen: <A HREF=//s7.q4cdn.com/88/doc/h1.pdf>Halbjahr</A></p>", None),
        ('<a href="https://investors.ore.example/sites/default/files/2025.pdf">bilan</a>', "drupal"),
        ('<meta content="Drupal 11 (https://www.drupal.org)" name="Generator"><img src="//blog.mint.example/wp-content/a.jpg">', "drupal"),
        ("<meta name=generator content='WordPress 6.9'><img src='https://images.squarespace-cdn.com/old.png'>", "wordpress"),
        ('<meta name="generator" content="Drupal 10"><div class="nir-widget--list">', "notified"),
        ('<meta content="Joomla! - quản trị nội dung" name="generator" /><img src="//s3.q4cdn.com/9/logo.png">', "joomla"),
        ('<a href="https://WWW.investors.ore.example/bitrix/templates/news/">Новости</a>', "bitrix"),
        ('<meta name="contentid" content="40223"><meta name="publishdate" content="2025-05-09"><p>新矿井投产</p>', None),
    ],
)
def test_what_a_page_shows_or_links_of_others_is_not_its_system(markup: str, name: str | None) -> None:
    found = system_of(markup, f"{HOST}/news/1.html")
    assert (found.name if found else None) == name


def test_only_a_page_that_waits_is_taken_for_q4s_by_its_address() -> None:
    def named(body: str) -> list[str]:
        return linked_sources(Page(f"{HOST}/news/default.aspx", f"<html><body>{body}</body></html>"), SITE)

    assert named('<img loading="lazy" src="/a.png"><p>News</p>') == []
    assert len(named('<div class="list">Loading</div>')) == 1


def test_a_q4_page_names_the_endpoint_of_its_own_host() -> None:
    page = Page(f"{HOST}/news/default.aspx", '<html><head><link href="//s2.q4cdn.com/1/files/x.css"></head><body>Loading...</body></html>')
    (found,) = linked_sources(page, SITE)
    assert found.startswith(f"{HOST}/feed/PressRelease.svc/GetPressReleaseList?")


def answer(*days: str, link: str = "/news/{}/default.aspx") -> bytes:
    told = [
        {"Headline": f"Copper output in the week of {day}", "PressReleaseDate": f"{day} 23:30:00", "LinkToDetailPage": link.format(at) if at else "",
         "LinkToUrl": "" if at else "/files/doc/first.pdf", "ThumbnailPath": "/t.jpg"}
        for at, day in enumerate(days)
    ]  # fmt: skip
    return json.dumps({"GetPressReleaseListResult": told}).encode()


def test_q4_dates_are_month_first_and_local_and_a_release_may_be_a_file() -> None:
    found = read_source(LIST.format(2019), answer("03/04/2019", "02/01/2019"), "application/json", SITE)
    assert found is not None
    assert [(row.url.removeprefix(HOST), row.date, row.form) for row in found.rows] == [
        ("/files/doc/first.pdf", "2019-03-04", "document"), ("/news/1/default.aspx", "2019-02-01", None)
    ]  # fmt: skip
    assert [each.removeprefix(HOST) for each in found.next] == [LIST.format(2018).removeprefix(HOST)]


def test_a_year_without_releases_has_others_before_it() -> None:
    found = read_source(LIST.format(2016), b'{"GetPressReleaseListResult":[]}', "application/json", SITE)
    assert found is not None
    assert (found.problem, found.next) == (None, (LIST.format(2015),))


@pytest.mark.parametrize(
    ("asked", "objects", "days", "year"),
    [
        (-1, 250, ["2026-01-02", "2018-05-01", None], 2018),
        (-1, 249, ["2026-01-02", "2018-05-01"], None),
        (-1, 300, ["2026-01-02"], None),
        (-1, 250, [None], None),
        (2018, 4, [], 2017),
        (1990, 0, [], None),
    ],
)
def test_where_the_list_is_capped_it_goes_on_by_years(asked: int, objects: int, days: list[str | None], year: int | None) -> None:
    assert further_years(LIST.format(asked), objects, days) == (() if year is None else (LIST.format(year),))
    assert further_years(f"{HOST}/feed/PressRelease.svc/GetPressReleaseList", objects, days) == ()


def test_a_capped_list_is_read_to_its_first_year_over_a_year_without_releases() -> None:
    newsroom = Q4(7, 320)
    newsroom.origin = HOST
    walk = SourceFrontier(SITE, Options(), RunStats("t", "r", "2026-01-01T00:00:00Z"), Memory())
    (start,) = walk.begin([], [])
    page = Page(start.url, newsroom.reply("/news/default.aspx").body)
    walk.offer(linked_sources(page, SITE))
    asked, waiting = [], walk.listing_read(start, read_listing(page, SITE), 200)
    while waiting := [each for each in waiting if each.purpose not in ("article", "row")]:
        (task,) = waiting
        asked.append(task.url)
        path, _, query = task.url.removeprefix(HOST).partition("?")
        if path.startswith("/rss"):
            waiting = walk.listing_failed(task, "http_403", 403)
            continue
        waiting = walk.listing_read(task, read_endpoint(task.url, newsroom.reply(path, query).body, "application/json", SITE, HOST), 200)
    years = [int(url.partition("&year=")[2].partition("&")[0]) for url in asked if "GetPressReleaseList" in url]
    first = newsroom.company.releases[0].at.year
    assert years[0] == -1
    assert years[1:] == list(range(years[1], first - 4, -1)), "three years without any end it"
    assert len(walk.stats.account.outcomes) == len(newsroom.company.releases)
