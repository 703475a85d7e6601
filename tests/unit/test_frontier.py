"""The frontier: which page comes next, and when a newsroom has been read far enough."""

from dataclasses import replace

import pytest

from crawler.discover.listing import Listing, fingerprint
from crawler.discover.pagers.step import Part, Step
from crawler.discover.section_links import ListingCandidate
from crawler.errors import UsageError
from crawler.items import Row
from crawler.platforms.trs import TRS
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask, both
from crawler.run.frontier import Frontier
from crawler.run.listing_walk import STRETCH
from crawler.stats import RunStats
from crawler.urls import article_id
from tests.unit.walking import ENTRY, SITE, FakeEarlierRuns, Newsroom, known, walk_over


def test_a_first_run_asks_for_each_listing_and_each_article_once() -> None:
    newsroom = Newsroom(range(200, 0, -1))
    articles, stats = walk_over(newsroom, FakeEarlierRuns())
    assert len(articles) == len(set(articles)) == 200
    assert len(newsroom.asked) == 210
    assert len(stats.account.outcomes) == 200


@pytest.mark.parametrize(("new", "requests"), [(0, 1), (3, 4), (15, 16), (30, 32), (60, 64), (200, 210)])
def test_a_later_run_asks_for_the_new_and_the_listings_that_show_them(new: int, requests: int) -> None:
    newsroom = Newsroom(range(200 + new, new, -1) if new == 200 else range(200 + new, 0, -1))
    memory = known([] if new == 200 else range(1, 201))
    articles, _ = walk_over(newsroom, memory)
    assert len(articles) == new
    assert len(newsroom.asked) == requests


@pytest.mark.parametrize("new", range(65))
def test_no_new_release_is_missed_at_any_number(new: int) -> None:
    articles, _ = walk_over(Newsroom(range(100 + new, 0, -1)), known(range(1, 101)))
    assert len(articles) == new


def test_a_back_dated_post_within_the_stretch_is_found() -> None:
    ids = [10, 9, 8, 99, 7, 6, 5, 4, 3, 2, 1]
    articles, _ = walk_over(Newsroom(ids, size=4), known(range(1, 11)))
    assert articles == [f"{ENTRY}99.html"]


def test_the_walk_ends_at_a_stretch_of_known_rows_and_not_at_the_first() -> None:
    newsroom = Newsroom(range(100, 0, -1), size=2)
    walk_over(newsroom, known(range(1, 101), 2))
    assert len(newsroom.asked) == -(-STRETCH // 2)


def test_a_walk_that_was_never_finished_goes_to_the_end() -> None:
    memory = known(range(1, 101))
    memory.walks.clear()
    newsroom = Newsroom(range(100, 0, -1))
    walk_over(newsroom, memory)
    assert len(newsroom.asked) == 5


def test_the_pagers_other_base_is_tried_once_and_then_kept() -> None:
    newsroom = Newsroom(range(60, 0, -1), one_based=True)
    articles, stats = walk_over(newsroom, FakeEarlierRuns())
    assert len(articles) == 60, "the last page is not lost"
    assert not [each for each in stats.listings if each.problem]


def test_a_pager_that_leads_back_ends_the_walk() -> None:
    newsroom = Newsroom(range(20, 0, -1))
    frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), FakeEarlierRuns())
    task = frontier.begin([], [])[0]
    first = newsroom.listing(0)
    again = Listing(first.rows, (f"{ENTRY}index_1.html",), (), 0, None, first.fingerprint)
    tasks = frontier.listing_read(task, again, 200)
    following = next(each for each in tasks if each.purpose == "listing")
    [behind] = frontier.listing_read(following, again, 200)
    assert behind.url == f"{ENTRY}index_2.html", "a page that shows another one may be a hole"
    assert frontier.listing_failed(behind, "http_404", 404) == []
    assert following.walk is not None
    assert following.walk.finished


def test_rows_of_a_front_page_wait_for_the_list_that_says_their_dates() -> None:
    site = replace(SITE, start=("http://127.0.0.1:8900/",), platform=TRS)
    frontier = Frontier(site, Options(), RunStats("t", "r", ""), FakeEarlierRuns())
    home = frontier.begin([], [])[0]
    addresses = [f"{ENTRY}202603/t2026030{n}_{n}.html" for n in (1, 2)]
    shown = tuple(Row(url, f"Quay {url[-6]} opens again") for url in addresses)
    front = Listing(shown, (), (), 0, None, fingerprint(shown))
    (led,) = frontier.front_read(home, [ListingCandidate(ENTRY, "News", "news")], front)
    assert led.purpose == "listing"
    dated = (replace(shown[0], date="2026-03-01"),)
    found = frontier.listing_read(led, Listing(dated, (), (), 0, None, fingerprint(dated)), 200)
    assert [each.url for each in found] == addresses
    assert [each.row.date for each in found if each.row] == ["2026-03-01", None]


def test_a_row_without_a_date_beside_dated_ones_waits_for_the_page_that_says_it() -> None:
    frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), FakeEarlierRuns())
    task = frontier.begin([], [])[0]
    rows = tuple(Row(f"{ENTRY}{n}.html", f"Quay {n} opens again", f"2026-03-0{n}") for n in (5, 4, 3))
    boxed = Row(f"{ENTRY}1.html", "Quay 1 opens again")
    first = (*rows, boxed)
    found = frontier.listing_read(task, Listing(first, (f"{ENTRY}index_1.html",), (), 0, None, fingerprint(first)), 200)
    assert [each.url for each in found if each.purpose == "article"] == [row.url for row in rows]
    last = (replace(boxed, date="2026-03-01"),)
    (late,) = frontier.listing_read(found[-1], Listing(last, (), (), 0, None, fingerprint(last)), 200)
    assert late.row == last[0]


def test_endless_pages_of_the_same_articles_end() -> None:
    frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), FakeEarlierRuns())
    task = frontier.begin([], [])[0]
    rows = tuple(Row(f"{ENTRY}{n}.html") for n in range(9))
    for number in range(50):
        turned = rows[number % 9 :] + rows[: number % 9]
        listing = Listing(turned, (f"{ENTRY}?page={number + 2}",), (), 0, None, fingerprint(turned))
        tasks = [each for each in frontier.listing_read(task, listing, 200) if each.purpose == "listing"]
        if not tasks:
            break
        task = tasks[0]
    assert number < 6


def test_since_and_max_pages_limit_the_walk_and_leave_it_unfinished() -> None:
    newsroom = Newsroom(range(100, 0, -1))
    memory = FakeEarlierRuns()
    walk_over(newsroom, memory, max_pages=2)
    assert len([url for url in newsroom.asked if "index" in url or url == ENTRY]) == 2
    assert memory.saved[-1][1] is False


def test_one_article_in_two_sections_is_ordered_once() -> None:
    stats = RunStats("t", "r", "")
    frontier = Frontier(SITE, Options(), stats, FakeEarlierRuns())
    rows = (Row(f"{ENTRY}1.html"), Row(f"{ENTRY}1.html#top"))
    listing = Listing(rows, (), (), 0, None, fingerprint(rows))
    leads = [ListingCandidate(f"{ENTRY}{name}/", name.upper(), "news") for name in "aba"]
    tasks = frontier.front_read(FetchTask(ENTRY, "home"), leads, listing)
    assert [each.purpose for each in tasks] == ["article", "listing", "listing"]
    again = frontier.listing_read(tasks[1], listing, 200)
    assert again == []
    assert stats.account.count("failed") == 1


@pytest.mark.parametrize("arguments", [{"since": "2026-02-30"}, {"since": "last week"}, {"max_pages": "0"}, {"deep": "yes"}])
def test_a_bad_argument_is_named_with_a_right_one(arguments: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=f"{next(iter(arguments))}=.*a right one is"):
        Options.parse(**arguments)


def test_leads_that_were_not_followed_to_their_end_are_followed_by_the_next_run() -> None:
    memory = FakeEarlierRuns()
    leads = (ListingCandidate(f"{ENTRY}a/", "A", "news"), ListingCandidate(f"{ENTRY}b/", "B", "news"))
    listing = Newsroom([3, 2, 1]).listing(0)
    for done in (1, 2):
        frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), memory)
        begun = frontier.begin([(f"{ENTRY}a/", "A")] if done == 2 else [], [])
        home = next(each for each in begun if each.url == ENTRY)
        tasks = [*begun, *frontier.front_read(home, leads, None)]
        for task in [each for each in tasks if each.url != ENTRY][:done]:
            frontier.listing_read(task, listing, 200)
        assert memory.listings_known is (done == 2), "a run that was stopped half way leaves the rest to the next"


def test_a_section_that_failed_is_looked_for_again() -> None:
    memory = FakeEarlierRuns()
    frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), memory)
    home = frontier.begin([], [])[0]
    lead = frontier.front_read(home, (ListingCandidate(f"{ENTRY}a/", "A", "news"),), None)[0]
    frontier.listing_failed(lead, "http_503", 503)
    assert not memory.listings_known
    assert frontier.stats.listings[-1].problem == "http_503"


def test_rows_from_before_since_are_kept_for_a_run_that_wants_them() -> None:
    stats = RunStats("t", "r", "")
    memory = FakeEarlierRuns()
    frontier = Frontier(SITE, Options(since="2026-01-01"), stats, memory)
    task = frontier.begin([], [])[0]
    rows = (Row(f"{ENTRY}2.html", date="2026-02-01"), Row(f"{ENTRY}1.html", date="2025-12-31"))
    tasks = frontier.listing_read(task, Listing(rows, (), (), 0, None, fingerprint(rows)), 200)
    assert [each.url for each in tasks] == [f"{ENTRY}2.html"]
    assert stats.account.reasons("skipped") == {"before_since": 1}
    assert memory.saved[-1][2] == 2


def test_a_start_page_that_is_itself_a_list_is_walked_to_its_end() -> None:
    newsroom, memory = Newsroom(list(range(50, 0, -1))), FakeEarlierRuns()
    stats = RunStats("t", "r", "")
    frontier = Frontier(SITE, Options(), stats, memory)
    frontier.begin([], [])
    weak = (ListingCandidate(f"{ENTRY}about/", "About", "other"),)
    articles = newsroom.read(frontier, frontier.front_read(FetchTask(ENTRY, "home"), weak, newsroom.listing(0)))
    assert len(articles) == 50
    assert [url for url in newsroom.asked if "index" in url] == [f"{ENTRY}index_1.html", f"{ENTRY}index_2.html"]
    assert f"{ENTRY}about/" not in newsroom.asked, "weak leads are for pages that show no list"
    assert memory.listings_known
    assert [each.rows for each in stats.listings] == [20, 20, 10]


def test_a_declared_list_of_one_page_is_walked_as_a_list() -> None:
    """Its rows lie in its own folder, whatever else it leads to."""
    memory = FakeEarlierRuns()
    stats = RunStats("t", "r", "")
    frontier = Frontier(SITE, Options(), stats, memory)
    frontier.begin([], [])
    leads = (ListingCandidate(f"{ENTRY}media/", "Media", "news"),)
    frontier.front_read(FetchTask(ENTRY, "home"), leads, Newsroom([3, 2, 1]).listing(0))
    assert [each.rows for each in stats.listings] == [3]
    assert memory.saved[-1] == (1, True, 3)


def test_a_declared_list_of_one_year_goes_on_in_the_other_years() -> None:
    stats = RunStats("t", "r", "")
    frontier = Frontier(SITE, Options(), stats, FakeEarlierRuns())
    frontier.begin([], [])
    rows = tuple(Row(f"http://127.0.0.1:8900/presse/2026/meldung-{number}", f"Meldung {number}") for number in (2, 1))
    years = tuple(Part(f"{ENTRY}{year}", year) for year in (2025, 2024))
    listing = Listing(rows, (), (), 0, None, "x", step=Step(parts=years))
    following = frontier.front_read(FetchTask(ENTRY, "home"), (), listing)
    assert [task.url for task in following if task.purpose == "listing"] == [f"{ENTRY}2024"], "the oldest first"


def test_what_stands_as_a_row_is_never_asked_for_as_a_section() -> None:
    stats = RunStats("t", "r", "")
    frontier = Frontier(SITE, Options(), stats, FakeEarlierRuns())
    listing = Newsroom([3, 2, 1]).listing(0)
    leads = tuple(ListingCandidate(f"{ENTRY}{name}", None, why) for name, why in (("2.html", "news"), ("1.html#top", "folder")))
    tasks = frontier.front_read(FetchTask(ENTRY, "home"), leads, listing)
    assert [each.purpose for each in tasks] == ["article"] * 3


def test_a_year_that_shows_no_row_leads_to_its_months() -> None:
    frontier = Frontier(SITE, Options(), RunStats("t", "r", ""), FakeEarlierRuns())
    frontier.begin([], [])
    rows = tuple(Row(f"http://127.0.0.1:8900/presse/meldung-{number}", f"Meldung {number}") for number in (2, 1))
    front = Listing(rows, (), (), 0, None, "x", step=Step(parts=(Part(f"{ENTRY}2025/", 2025),)))
    (year,) = (each for each in frontier.front_read(FetchTask(ENTRY, "home"), (), front) if each.purpose == "listing")
    months = tuple(Part(f"{ENTRY}2025/{month:02}/", 2025) for month in (11, 3))
    bare = Listing((), (), (), 0, "empty", "", step=Step(parts=months))
    (first,) = frontier.listing_read(year, bare, 200)
    assert first.first_of_part
    (second,) = (each for each in frontier.listing_read(first, bare, 200) if each.purpose == "listing")
    assert {first.url, second.url} == {part.url for part in months}


LISTED = Row(ENTRY, "Smelter opened in Ulm", "2024-03-05", "5 March 2024", "News")
TEASER = Row(ENTRY, "Smelter opened ...")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((TEASER, LISTED), LISTED),
        ((replace(LISTED, section=None), replace(TEASER, section="Konzern")), replace(LISTED, section="Konzern")),
        ((TEASER, Row(ENTRY, "熔炉投产", "2024-03-06", by="feed")), Row(ENTRY, TEASER.title, "2024-03-06", by="feed")),
        ((Row(ENTRY, None, "2024-03-06", by="sitemap"), LISTED), LISTED),
        ((Row(ENTRY, by="sitemap"), Row(ENTRY, "Four à Liège", by="feed")), Row(ENTRY, "Four à Liège", by="feed")),
    ],
)
def test_rows_of_one_release_say_the_same_together_in_any_order(rows: tuple[Row, Row], wanted: Row) -> None:
    assert both(*rows) == both(*reversed(rows)) == wanted


def test_the_first_of_two_lists_that_say_as_much_counts() -> None:
    other = replace(LISTED, date="2024-03-07", section="Markets")
    assert (both(LISTED, other), both(other, LISTED)) == (LISTED, other)


def test_what_an_earlier_run_left_without_a_day_waits_for_the_lists_and_has_what_they_say() -> None:
    memory = FakeEarlierRuns()
    front = Frontier(SITE, Options(), RunStats("x", "1", ""), memory)
    rows = [Row(f"{ENTRY}{number}.html", f"Release {number}", section="News") for number in (1, 2)]
    dated = replace(rows[1], date="2024-02-02")
    left = [(article_id(row.url, SITE), row) for row in (rows[0], dated)]
    start, second = front.begin([], left)
    assert second.row == dated, "nothing more is to be learned of it"
    found = replace(rows[0], title="Release 1 of the works", date="2024-03-05")
    (first,) = front.listing_read(start, Listing((found,), (), (), 0, None, "x"), 200)
    assert (first.row, first.section) == (found, "News")
    assert memory.told == {left[0][0]: found}
    late = replace(found, title="Release 1", by="feed")
    assert front._met.again(left[0][0], late) == {}
    assert front.told(replace(first, row=rows[0])) == first


def test_a_shorter_first_page_is_read_on_until_the_rows_of_last_time_are_met() -> None:
    newsroom = Newsroom(range(101, 0, -1), size=5)
    articles, stats = walk_over(newsroom, known(range(1, 101), 20))
    assert articles == [f"{ENTRY}101.html"]
    assert sum("index" in url for url in newsroom.asked) == 3
    assert stats.joined
