"""When a run for news asks a source that earlier runs found to name all, beside pages that do not show all that is new."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from crawler.discover.listing import Listing
from crawler.run.source_memory import KnownSource
from crawler.run.source_walk import SourceFrontier
from crawler.urls import article_id
from tests.unit.test_source_walk import FEED, MAP, ORIGIN, PAGE, Memory, frontier, listed, purposes
from tests.unit.walking import SITE

REST = f"{ORIGIN}/wp-json/wp/v2/posts?per_page=100"


def later(*known: int, found: Mapping[str, KnownSource] | None = None) -> SourceFrontier:
    """A run after one that read a page of four rows and a source that names all."""
    keys = {article_id(f"{PAGE}{n}.html", SITE) for n in known}
    top = tuple(article_id(f"{PAGE}{n}.html", SITE) for n in sorted(known, reverse=True)[:4])
    sources = {REST: KnownSource("json", False, True)} if found is None else dict(found)
    return frontier(Memory(keys, {PAGE, REST, MAP}, listings_known=True, tops={PAGE: top}, found=sources))


def shown(*numbers: int, more: bool = True) -> Listing:
    found = listed("listing", *numbers)
    return replace(found, step=replace(found.step, unfollowed=('button without an address: "Mehr laden"',) if more else ()))


@pytest.mark.parametrize("more", [True, False])
def test_a_page_that_shows_nothing_of_what_it_showed_has_the_known_source_asked(more: bool) -> None:
    walk = later(*range(1, 9))
    (page,) = walk.begin([(PAGE, None)], [])
    (rest,) = [task for task in walk.listing_read(page, shown(15, 14, 13, 12, more=more), 200) if task.purpose != "article"]
    assert (rest.url, rest.walk and rest.walk.side) == (REST, False)
    tasks = walk.listing_read(rest, listed("json", *range(15, 0, -1)), 200)
    assert [task.url for task in tasks] == [f"{PAGE}{n}.html" for n in (11, 10, 9)]
    assert walk.completeness.gaps() == []


@pytest.mark.parametrize("numbers", [(8, 7, 6, 5), (9, 8, 7, 6, 5)])
def test_a_page_that_joins_what_it_showed_asks_for_nothing_and_has_no_gap(numbers: tuple[int, ...]) -> None:
    walk = later(*range(1, 9))
    (page,) = walk.begin([(PAGE, None)], [])
    assert purposes(walk.listing_read(page, shown(*numbers), 200)) == []
    assert walk.completeness.gaps() == []


def test_without_a_source_that_names_all_the_gap_stays() -> None:
    walk = later(*range(1, 9), found={FEED: KnownSource("feed", False, False)})
    (page,) = walk.begin([(PAGE, None)], [])
    assert purposes(walk.listing_read(page, shown(15, 14, 13, 12), 200)) == []
    assert [gap.name for gap in walk.completeness.gaps()] == ["more:/news/"]


def test_a_source_that_does_not_name_what_the_page_shows_leaves_the_gap_and_the_next_is_asked() -> None:
    walk = later(*range(1, 9), found={MAP: KnownSource("sitemap", False, True), REST: KnownSource("json", False, True)})
    (page,) = walk.begin([(PAGE, None)], [])
    (rest,) = [task for task in walk.listing_read(page, shown(15, 14, 13, 12), 200) if task.purpose != "article"]
    (sitemap,) = [task for task in walk.listing_read(rest, listed("json", *range(9, 0, -1)), 200) if task.purpose != "article"]
    assert sitemap.url == MAP
    walk.listing_failed(sitemap, "http_500", 500)
    assert [gap.name for gap in walk.completeness.gaps()] == ["more:/news/"]
