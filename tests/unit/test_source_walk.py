"""When sources besides pages are asked, and what becomes of what they name: the plan alone, without a network."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from crawler.discover.listing import Listing, fingerprint
from crawler.discover.pagers.step import SCRIPT, Step
from crawler.discover.section_links import ListingCandidate
from crawler.discover.sources.in_page import feeds_beside
from crawler.discover.sources.read import read_source
from crawler.discover.sources.shapes import releases_among
from crawler.items import Row
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.source_memory import KnownSource
from crawler.run.source_walk import SourceFrontier
from crawler.stats import RunStats
from crawler.urls import article_id
from tests.unit.walking import SITE, FakeEarlierRuns

ORIGIN = "http://127.0.0.1:8900"
PAGE, FEED, MAP = f"{ORIGIN}/news/", f"{ORIGIN}/feed.xml", f"{ORIGIN}/sitemap.xml"


@dataclass
class Memory(FakeEarlierRuns):
    found: dict[str, KnownSource] = field(default_factory=dict)

    def sources(self) -> Mapping[str, KnownSource]:
        return self.found

    def save_sources(self, found: Mapping[str, KnownSource]) -> None:
        self.found = dict(found)


def frontier(memory: Memory, options: Options | None = None, *sitemaps: str) -> SourceFrontier:
    return SourceFrontier(SITE, options or Options(), RunStats("t", "r", "2026-01-01T00:00:00Z"), memory, sitemaps)


def listed(kind: str, *numbers: int, whole: bool = True, records: int | None = None, following: tuple[str, ...] = ()) -> Listing:
    by = kind if kind in ("feed", "sitemap") else "listing"
    rows = tuple(Row(f"{PAGE}{n}.html", None if kind == "sitemap" else f"Release {n}", by=by) for n in numbers)
    problem = None if rows else "not_a_listing"
    step = Step(records=records)
    return Listing(rows, following, (), 0, problem, fingerprint(rows), step, kind=kind, whole=whole)


def purposes(tasks: list[FetchTask]) -> list[tuple[str, str]]:
    return [(task.purpose, task.url) for task in tasks if task.purpose != "article"]


def test_a_first_run_asks_feeds_then_sitemaps_and_remembers_that_pages_are_the_cheapest() -> None:
    memory = Memory()
    walk = frontier(memory, None, MAP, "http://other.example/sitemap.xml")
    (start,) = walk.begin([], [])
    walk.offer([FEED, f"{ORIGIN}/wp-json/wp/v2/posts?per_page=100"])
    (feed,) = [task for task in walk.listing_read(start, listed("listing", 1, 2), 200) if task.purpose == "feed"]
    assert (feed.url, feed.walk and feed.walk.side) == (FEED, True)
    (sitemap,) = [task for task in walk.listing_read(feed, listed("feed", 2, 3, whole=False), 200) if task.purpose == "feed"]
    assert sitemap.url == MAP
    assert purposes(walk.listing_read(sitemap, listed("sitemap", 1, 2, 3, 4), 200)) == []
    assert memory.found == {FEED: KnownSource("feed", False, False), MAP: KnownSource("sitemap", False, True)}
    assert len(walk.stats.account.outcomes) == 4
    assert walk.completeness.gaps() == []


def test_a_feed_alone_is_polled_and_the_others_are_asked_once_it_shows_nothing_that_is_known() -> None:
    keys = {article_id(f"{PAGE}{n}.html", SITE) for n in (1, 2, 3)}
    known = {FEED: KnownSource("feed", True, False), MAP: KnownSource("sitemap", False, True)}
    entries = [(FEED, None), (MAP, None)]
    for rows, asked in (((4, 3, 2), []), ((9, 8, 7), [("feed", MAP)])):
        walk = frontier(Memory(set(keys), {FEED}, listings_known=True, found=dict(known)))
        (feed,) = walk.begin(entries, [])
        assert purposes([feed]) == [("feed", FEED)]
        assert purposes(walk.listing_read(feed, listed("feed", *rows, whole=False), 200)) == asked


def test_a_feed_that_did_not_change_asks_for_nothing_else() -> None:
    walk = frontier(Memory(set(), {FEED}, listings_known=True, found={FEED: KnownSource("feed", True, False)}))
    assert walk.listing_unchanged(walk.begin([(FEED, None)], [])[0]) == []


def test_a_part_that_is_not_there_ends_a_list_and_a_total_that_is_reached_too() -> None:
    walk = frontier(Memory())
    (start,) = walk.begin([], [])
    following = (f"{PAGE}?page=2",)
    tasks = walk.listing_read(start, listed("json", 1, 2, following=following), 200)
    (second,) = [task for task in tasks if task.purpose != "article"]
    assert purposes(walk.listing_failed(second, "http_400", 400)) == []
    assert (second.walk and second.walk.stopped, walk.completeness.gaps()) == ("end", [])
    walk = frontier(Memory())
    (start,) = walk.begin([], [])
    assert purposes(walk.listing_read(start, listed("json", 1, 2, records=2, following=following), 200)) == []


def test_sources_that_are_not_there_are_named_and_end_no_run() -> None:
    walk = frontier(Memory(), None, MAP)
    (start,) = walk.begin([], [])
    walk.offer([FEED])
    (feed,) = walk.listing_read(start, listed("listing"), 200)
    (sitemap,) = walk.listing_failed(feed, "http_404", 404)
    assert walk.listing_failed(sitemap, "not_a_feed") == []
    assert [(each.kind, each.ended) for each in walk.completeness.sources] == [("feed", "http_404"), ("sitemap", "not_a_feed")]
    assert [each.problem for each in walk.stats.listings] == ["not_a_listing"]


def test_what_a_source_says_fills_the_gaps_of_a_row() -> None:
    walk = frontier(Memory())
    (start,) = walk.begin([], [])
    walk.offer([FEED])
    tasks = walk.listing_read(start, listed("sitemap", 1), 200)
    row = Row(f"{PAGE}1.html", "Release 1", "2024-03-05", "5 March", by="feed")
    feed = next(task for task in tasks if task.purpose == "feed")
    walk.listing_read(feed, Listing((row,), (), (), 0, None, "x", kind="feed", whole=False), 200)
    (article,) = [task for task in tasks if task.purpose == "article"]
    filled = walk.row_of(article)
    assert filled is not None
    assert (filled.title, filled.date, filled.by) == ("Release 1", "2024-03-05", "feed")
    assert walk.row_of(FetchTask(PAGE, "article", "none")) is None


def test_a_run_that_the_user_bounded_asks_no_census() -> None:
    walk = frontier(Memory(), Options(max_pages=1), MAP)
    (start,) = walk.begin([], [])
    assert purposes(walk.listing_read(start, listed("listing", 1, 2), 200)) == []


def by_script(*addresses: str) -> Listing:
    """A page of rows 1 to 3 of which a script knows how it goes on."""
    return replace(listed("listing", 1, 2, 3, following=addresses), step=Step(next=addresses, rule=SCRIPT))


def begun(memory: Memory, *addresses: str) -> tuple[SourceFrontier, FetchTask]:
    """A walk that has read such a page, and the task of what its script asks for."""
    walk = frontier(memory)
    (start,) = walk.begin([], [])
    (asked,) = [task for task in walk.listing_read(start, by_script(*addresses), 200) if task.purpose == "endpoint"]
    return walk, asked


def test_a_script_s_parts_are_read_until_one_brings_nothing_of_its_own() -> None:
    memory = Memory()
    walk, asked = begun(memory, f"{ORIGIN}/more/1", f"{ORIGIN}/more/2")
    assert (asked.url, asked.alternatives, asked.walk and asked.walk.base) == (f"{ORIGIN}/more/1", (f"{ORIGIN}/more/2",), PAGE)
    (other,) = walk.listing_read(asked, listed("json", 1, 2, 3), 200)
    assert other.url == f"{ORIGIN}/more/2", "the first reading repeats what the page shows"
    (third,) = [task for task in walk.listing_read(other, listed("json", 4, 5), 200) if task.purpose == "endpoint"]
    assert third.url == f"{ORIGIN}/more/3", "the number is in the path"
    assert walk.listing_read(third, replace(listed("json"), problem="empty"), 200) == []
    assert (walk.completeness.gaps(), memory.found) == ([], {}), "the page is what the next runs ask"
    assert len(walk.stats.account.outcomes) == 5


def test_what_a_script_asks_for_and_that_is_no_part_of_the_list_is_a_gap() -> None:
    walk, asked = begun(Memory(), f"{ORIGIN}/more?page=2")
    others = replace(listed("json"), rows=(Row(f"{ORIGIN}/shop/a/b/c", "Draht"),), problem=None)
    assert purposes(walk.listing_read(asked, others, 200)) == [("feed", MAP)], "a source of all may name what is hidden"
    (gap,) = walk.completeness.gaps()
    assert (gap.name, "a script that asks" in gap.said) == ("more:/news/", True)
    walk, asked = begun(Memory(), f"{ORIGIN}/more?page=2")
    (sitemap,) = walk.listing_failed(asked, "http_404", 404)
    (feed,) = walk.listing_failed(sitemap, "http_404", 404)
    assert (feed.url, walk.listing_failed(feed, "http_404", 404)) == (f"{ORIGIN}/feed/", [])
    assert [each.name for each in walk.completeness.gaps()] == ["more:/news/"]


def test_what_scripts_ask_for_is_tried_one_after_the_other_where_the_page_has_no_rows() -> None:
    memory = Memory()
    walk = frontier(memory)
    (start,) = walk.begin([], [])
    walk.offer((), [f"{ORIGIN}/a#post:p=1", f"{ORIGIN}/b?p=1"])
    (first,) = walk.listing_read(start, listed("listing"), 200)
    assert (first.purpose, first.method) == ("endpoint", "POST")
    (second,) = walk.listing_failed(first, "http_404", 404)
    assert second.url == f"{ORIGIN}/b?p=1"
    walk.listing_read(second, listed("json", 1, 2), 200)
    assert memory.found == {f"{ORIGIN}/b?p=1": KnownSource("json", True, True)}
    (polled,) = frontier(memory).begin([(f"{ORIGIN}/b?p=1", None)], [])[:1]
    assert polled.purpose == "endpoint"


def test_on_a_wire_only_what_the_company_s_page_lists_is_the_company_s() -> None:
    def release(number: int) -> Row:
        return Row(f"{ORIGIN}/news-releases/a-new-plant-opens-{300000000 + number}.html", f"Release {number}")

    own, others = [release(n) for n in range(4)], [release(n) for n in range(10, 20)]
    known = [row.url for row in own]
    assert releases_among([*own[:2], *others], PAGE, known) == own[:2]
    assert releases_among([*own, release(5)], PAGE, known, mixed=False) == [*own, release(5)], "its own feed"


def test_a_part_that_an_index_names_is_missed_where_nothing_else_lists_the_releases() -> None:
    memory = Memory()
    walk = frontier(memory, None, MAP)
    (start,) = walk.begin([], [])
    (index,) = walk.listing_read(start, listed("listing"), 200)
    leads = tuple(ListingCandidate(f"{ORIGIN}/part-{n}.xml", None, "sitemap") for n in range(2))
    parts = walk.listing_read(index, replace(listed("sitemap"), leads=leads, problem=None), 200)
    assert [task.walk.named for task in parts if task.walk] == [True, True]
    walk.listing_read(parts[0], listed("sitemap", 1, 2, 3), 200)
    walk.listing_failed(parts[1], "http_404", 404)
    assert [each.problem for each in walk.stats.listings if each.url == parts[1].url] == ["http_404"]


def test_a_source_that_each_run_asks_is_missed_though_others_answer() -> None:
    other = f"{ORIGIN}/part-1.xml"
    memory = Memory(found={MAP: KnownSource("sitemap", True, True), other: KnownSource("sitemap", True, True)})
    walk = frontier(memory)
    first, second = (task for task in walk.begin([(MAP, None), (other, None)], []) if task.purpose == "feed")
    walk.listing_read(first, listed("sitemap", 1, 2, 3), 200)
    walk.listing_failed(second, "http_500", 500)
    assert [each.problem for each in walk.stats.listings if each.url == other] == ["http_500"]


@pytest.mark.parametrize("query", ["?utm_source=rss&utm_medium=feed", "?fbclid=IwAR0abc", "?src=rss", ""])
def test_what_a_feed_adds_to_all_its_addresses_hides_no_release(query: str) -> None:
    known = [f"{PAGE}{n}.html" for n in range(10)]
    rows = [Row(f"{PAGE}{n}.html{query}", f"Release {n}", by="feed") for n in range(2, 12)]
    found = releases_among(rows, PAGE, known, mixed=False)
    assert [article_id(row.url, SITE) for row in found][-1] == article_id(f"{PAGE}11.html{'' if 'src' in query else query}", SITE)
    assert len(found) == 10


def test_a_query_that_tells_releases_apart_stays() -> None:
    known = [f"{PAGE}show?id={n}" for n in range(10)]
    rows = [Row(f"{PAGE}show?id={n}", f"Release {n}", by="feed") for n in range(2, 12)]
    assert releases_among(rows, PAGE, known, mixed=False) == rows


@pytest.mark.parametrize(
    ("end", "problem"),
    [("</urlset>", None), ("</urlset>\n<!-- made in 0.2 s -->", None), ("", "cut"), ("<url><lo", "cut")],
)
def test_a_sitemap_that_ends_too_early_is_cut(end: str, problem: str | None) -> None:
    pages = "".join(f"<url><loc>{PAGE}{n}.html</loc></url>" for n in range(5))
    body = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}{end}'.encode()
    found = read_source(MAP, body, "application/xml", SITE)
    assert found is not None
    assert (len(found.rows), found.problem) == (5, problem)


def test_beside_a_list_the_feeds_of_its_own_folder_are_asked_alone() -> None:
    feeds = [("http://a.example/feed/", "feed"), ("http://a.example/press/feed/", "feed")]
    assert feeds_beside(feeds, "http://a.example/press/") == feeds[1:]
    assert feeds_beside(feeds, "http://a.example/news/") == feeds
    assert feeds_beside(feeds, "http://a.example/") == feeds
    assert len(feeds_beside(feeds * 3, "http://a.example/")) == 3
