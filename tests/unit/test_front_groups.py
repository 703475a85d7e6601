"""Groups on a front: which of their lists are polled by themselves, and which groups may hide news."""

import pytest

from crawler.discover.listing import Listing, read_listing
from crawler.discover.pagers.step import Part, Step
from crawler.items import Row
from crawler.page.page import Page
from crawler.run.due_groups import put_groups_apart
from crawler.run.front_groups import FrontGroups
from crawler.run.listing_walk import ListingWalk, PageRows
from crawler.site import Site
from crawler.urls import article_id

pytestmark = pytest.mark.guarantee(11)

FRONT, LIST = "http://mill.example/news/", "http://mill.example/news/press/"
SITE = Site.for_url(FRONT)


def row(number: int, day: str | None) -> Row:
    return Row(f"{LIST}{number}.html", f"Release {number}", day)


def days(*numbers: int) -> list[Row]:
    return [row(number, f"2026-11-{number:02}") for number in numbers]


def without(*numbers: int) -> list[Row]:
    return [row(number, None) for number in numbers]


def page(rows: list[Row], *parts: Part) -> Listing:
    return Listing(tuple(rows), (), (), 0, None, str(rows), Step(parts=parts))


def is_apart(shown: list[Row], listed: list[Row], *, group: list[Row] | None = None) -> bool:
    """Whether a list is polled by itself, after its front and its first page were read."""
    part = Part(LIST, head=True, rows=tuple(each.url for each in (shown if group is None else group)))
    groups = FrontGroups(SITE)
    groups.met(page(shown, part))
    return groups.lack_top_of(part, listed, {article_id(each.url, SITE) for each in shown})


@pytest.mark.parametrize(
    ("shown", "listed", "apart"),
    [
        (days(20, 15, 10), days(20, 15, 10, 5), False),
        (days(15, 10, 5), days(20, 15, 10, 5), True),
        (days(15, 10, 5), days(20), True),
        (days(20, 15, 10), days(1, 20, 15, 10), False),  # pinned in the list
        (days(2, 20, 15), days(20, 15, 10, 2), False),  # pinned on the front
        (days(28, 27, 26), days(20, 15), False),  # the list has nothing newer
        (days(20, 15, 10), [row(21, "2026-11-20"), *days(20, 15)], True),  # of the same day, above it
        (days(20, 15, 10), [*days(20), row(21, "2026-11-20"), *days(15)], False),
        (without(20, 15, 10), without(20, 15, 10, 5), False),
        (without(15, 10, 5), without(20, 15, 10, 5), True),
    ],
)
def test_a_list_whose_newest_row_its_front_lacks_is_polled_by_itself(shown: list[Row], listed: list[Row], apart: bool) -> None:
    other = [Row(f"{FRONT}other.html", "Another list's release", "2026-01-01" if shown[0].date else None)]
    assert is_apart([*shown, *other], listed, group=shown) == apart


def test_a_newest_row_that_stands_elsewhere_on_the_front_is_shown() -> None:
    assert not is_apart(days(25, 20, 15, 10), days(25, 20, 15), group=days(20, 15, 10))


def test_tabs_of_one_list_that_shows_nothing_of_a_tab_are_no_lists_by_themselves() -> None:
    assert not is_apart(days(25, 20, 15), days(10, 5))
    assert not is_apart(without(25, 20, 15), without(10, 5))


def test_the_second_page_of_a_list_on_the_front_is_no_list_by_itself() -> None:
    part = Part(f"{FRONT}?press=2", head=True, rows=tuple(each.url for each in without(9, 8)), goes_on=True)
    groups, shown = FrontGroups(SITE), without(9, 8, 3)
    groups.met(page(shown, part))
    assert not groups.lack_top_of(part, without(7, 6), {article_id(each.url, SITE) for each in shown})


@pytest.mark.parametrize(
    ("new", "asked"), [({9, 8, 7}, True), ({9, 8}, False), (set(), False), ({9, 8, 7, 3}, True)]
)
def test_a_group_hides_nothing_where_a_known_row_stands_behind_its_new_ones(new: set[int], asked: bool) -> None:
    ids = tuple(_key(number) for number in (9, 3, 8, 7, 5, 4))
    walk = ListingWalk(FRONT, None, to_the_end=False)
    part = Part(LIST, head=True, rows=tuple(each.url for each in days(9, 8, 7)))
    seen = PageRows(ids, frozenset(map(_key, new)))
    assert put_groups_apart(walk, [part], seen, SITE) == []
    assert bool(walk.due) == asked


def _key(number: int) -> str:
    return article_id(row(number, None).url, SITE)


@pytest.mark.parametrize("boxed", [True, False], ids=["link in the box", "link below it"])
def test_the_most_read_releases_of_a_folder_are_none_of_its_group(boxed: bool) -> None:
    body = f"<ul>{_items('press', 0)}{_items('stories', 3)}</ul>"
    for at, name in enumerate(("press", "stories")):
        more = f'<p><a href="/news/{name}/">View all {name}</a></p>'
        below = ("", f"</section>{more}") if not boxed else (more, "</section>")
        body += f"<section><h2>{name.title()}</h2><ul>{_items(name, 3 * at, 3 * at + 1, 3 * at + 2)}</ul>{''.join(below)}"
    body += f"<section><h2>Most read</h2><ol>{_items('press', 6, 7, 8, 9)}</ol></section>"
    html = f"<html><head><title>News</title></head><body><main><h1>News</h1>{body}</main></body></html>"
    parts = read_listing(Page(FRONT, html.encode()), SITE).step.parts
    assert {part.url: [int(url[-6]) for url in part.rows] for part in parts} == {LIST: [0, 1, 2], f"{FRONT}stories/": [3, 4, 5]}


def _items(folder: str, *numbers: int) -> str:
    nouns = "kiln harbour turbine museum foundry ferry quarry laboratory pipeline archive".split()
    links = (f'<a href="/news/{folder}/{n}.html">The {nouns[n]} of the north opens for its {n}th season</a>' for n in numbers)
    return "".join(f"<li><time>{20 - n} October 2025</time> {link}</li>" for n, link in zip(numbers, links, strict=True))
