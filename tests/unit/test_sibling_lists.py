"""Tabs beside a list: which of them may lead to lists of other categories, and what one answer tells."""

# ruff: noqa: E501  markup is read best on one line

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from crawler.discover.listing import Listing, fingerprint, read_listing
from crawler.discover.pagers.step import Part, Step
from crawler.items import Row
from crawler.page.page import Page
from crawler.run.arguments import Options
from crawler.run.sibling_walks import WAITING, SiblingWalks
from crawler.run.source_memory import KnownSource
from crawler.run.source_walk import SourceFrontier
from crawler.stats import RunStats
from tests.unit.walking import ENTRY, SITE, FakeEarlierRuns, Values

NAMES = ("ferry", "mill", "harbour", "quarry", "smelter", "railway")
ROWS = "".join(f'<li><span>0{n}.05.2025</span> <a href="/news/{name}.html">The {name} of the north opens in spring</a></li>' for n, name in enumerate(NAMES, 1))
PAGER = '<p class="pages"><b>1</b> <a href="/news/?page=2">2</a> <a href="/news/?page=3">3</a></p>'
OWN = '<a href="/news/">Group</a>'
TABS = ('<a href="/news/products/">Products</a>', '<a href="/news/people/">People</a>')
BOTH = ["products/", "people/"]


def siblings(bar: str, start: str = ENTRY, pager: str = PAGER, head: str = "<h1>News</h1>") -> list[str]:
    """The ends of the addresses of the tabs of a page with this bar above its list."""
    menu = '<header><nav><a href="/">Home</a> <a href="/news/">News</a> <a href="/jobs/">Jobs</a></nav></header>'
    body = f"<html><body>{menu}<main>{head}{bar}<ul class=list>{ROWS}</ul>{pager}</main></body></html>"
    return [url.removeprefix(ENTRY) for url in read_listing(Page(start, body), SITE).step.siblings]


@pytest.mark.parametrize(
    "bar",
    [
        f'<ul class="tabs"><li>{OWN}</li><li>{"</li><li>".join(TABS)}</li></ul>',
        f'<ul class="nav nav-tabs"><li class="active">{OWN}</li><li>{"</li><li>".join(TABS)}</li></ul>',
        f"<div class=filter>{OWN}{''.join(TABS)}</div>",
        f"<div class=filter><span>Group</span>{''.join(TABS)}</div>",
        f"<ul><li><a>Group</a></li><li>{'</li><li>'.join(TABS)}</li></ul>",
        f'<ul><li>{OWN}</li><li>{"</li><li>".join(TABS)}</li><li><a href="/news/events/">Events</a></li></ul>',
    ],
)
def test_the_other_tabs_of_a_bar_may_lead_to_lists(bar: str) -> None:
    assert siblings(bar) == BOTH


@pytest.mark.parametrize(
    "bar",
    [
        f'<ul><li><a href="/news/">All</a></li><li>{"</li><li>".join(TABS)}</li></ul>',  # the page says that it has all
        f'<ul><li>{OWN}</li><li>{"</li><li>".join(TABS)}</li><li><a href="/shop/">Shop</a></li></ul>',  # a menu
        f"<footer>{OWN}{''.join(TABS)}</footer>",
        f"<aside>{OWN}{''.join(TABS)}</aside>",
        f"<div>{''.join(TABS)}</div>",  # the page is none of them
        f'<div>{OWN}<a href="/news/2024/">2024</a><a href="/news/2023/">2023</a></div>',
        f'<div>{OWN}<a href="/news/en/" hreflang="en">English</a></div>',
        f'<div>{OWN}<a href="/news/de/">DE</a></div>',
        f'<div>{OWN}<a href="/news/?source=top">Group news</a></div>',
        '<div><a href="/products/">Products</a> <a href="/people/">People</a></div>',
    ],
)
def test_what_is_no_bar_of_tabs_leads_nowhere(bar: str) -> None:
    assert siblings(bar) == []


def test_values_of_one_parameter_are_tabs_and_numbers_of_pages_none() -> None:
    values = "".join(f'<a href="/news/?topic={name}">{name.title()}</a>' for name in ("group", "products", "people"))
    assert siblings(f"<div>{values}</div>", pager="") == ["?topic=group", "?topic=products", "?topic=people"]
    assert siblings(PAGER, pager="") == []
    assert siblings(f"<div>{OWN}{''.join(TABS)}</div>", f"{ENTRY}?page=2") == []


def test_a_menu_called_so_is_one_above_the_headline_alone() -> None:
    bar = f'<ul class="submenu"><li>{OWN}</li><li>{"</li><li>".join(TABS)}</li></ul>'
    assert siblings(bar) == BOTH
    assert siblings(bar, head="") == []


def listing(*numbers: int, day: str | None = "2025-05-02", place: str = "/news/* ul/li", tabs: tuple[str, ...] = ()) -> Listing:
    rows = tuple(Row(f"{ENTRY}{n}.html", f"Release {n}", day) for n in numbers)
    step = Step(siblings=tuple(ENTRY + tab for tab in tabs))
    return Listing(rows, (), (), 0, None if rows else "not_a_listing", fingerprint(rows), step, frozenset({place}))


@dataclass
class Earlier(FakeEarlierRuns):
    """Earlier runs that know no feed."""

    def sources(self) -> dict[str, KnownSource]:
        return {}

    def save_sources(self, found: Mapping[str, KnownSource]) -> None:
        assert not found


def run(earlier: Earlier, behind: Mapping[str, Listing | str], **options: object) -> tuple[list[str], int]:
    """What a run asks for, by the ends of the addresses, and how many releases it meets. behind: pages, or why there is none."""
    stats = RunStats("test", "run", "2026-01-01T06:00:00Z")
    frontier = SourceFrontier(SITE, Options(**options), stats, earlier)  # type: ignore[arg-type]
    queue = frontier.begin([(ENTRY, None)] if earlier.walks else [], [])
    asked = []
    while queue:
        task = queue.pop(0)
        if task.purpose == "listing":
            asked.append(task.url.removeprefix(ENTRY))
            there = behind[asked[-1]]
            queue += frontier.listing_failed(task, there, 500) if isinstance(there, str) else frontier.listing_read(task, there, 200)
    return asked, len(stats.account.outcomes)


START = listing(1, 2, 3, tabs=("a/", "b/"))


def test_tabs_with_releases_of_their_own_are_lists_each_asked_for_after_the_first_one() -> None:
    earlier = Earlier()
    assert run(earlier, {"": START, "a/": listing(4, 5), "b/": listing(6)}) == (["", "a/", "b/"], 6)
    assert earlier.siblings.waiting() == []


def test_filters_of_the_list_cost_one_request_and_are_remembered() -> None:
    earlier = Earlier()
    assert run(earlier, {"": START, "a/": listing(1, 3)}) == (["", "a/"], 3)
    assert run(earlier, {"": START}) == ([""], 3), "a list that is read whole once more"
    assert run(earlier, {"": START, "a/": listing(1, 3)}, deep=True) == (["", "a/"], 3)


def test_the_page_itself_under_another_address_tells_nothing_of_the_others() -> None:
    assert run(Earlier(), {"": START, "a/": listing(1, 2, 3), "b/": listing(6)}) == (["", "a/", "b/"], 4)


@pytest.mark.parametrize(
    "there", [listing(), listing(7, 8, day=None, place="/shop/* table/tr"), "http_404", "robots"]
)
def test_what_is_no_list_of_releases_is_passed_over(there: Listing | str) -> None:
    earlier = Earlier()
    assert run(earlier, {"": START, "a/": there, "b/": listing(6)}) == (["", "a/", "b/"], 4)
    assert earlier.siblings.waiting() == []


def test_one_that_fails_for_now_waits_for_the_next_run() -> None:
    earlier = Earlier()
    assert run(earlier, {"": START, "a/": "http_500", "b/": listing(6)}) == (["", "a/", "b/"], 4)
    assert earlier.siblings.waiting() == [f"{ENTRY}a/"]
    earlier.walks, earlier.listings_known = {ENTRY}, True
    assert run(earlier, {"": START, "a/": listing(4)}) == (["", "a/"], 4)


def test_a_run_that_ends_before_leaves_them_to_the_next_and_a_bounded_one_asks_for_none() -> None:
    values = Values()
    SiblingWalks(values, SITE).note([f"{ENTRY}a/"])
    assert SiblingWalks(values, SITE).waiting() == [f"{ENTRY}a/"]
    assert values[WAITING]
    assert run(Earlier(), {"": START}, since="2020-01-01")[0] == [""]


def test_a_group_whose_front_lacks_its_newest_release_is_a_list_by_itself() -> None:
    """Its news would not be seen on the front."""
    parts = Step(parts=(Part(f"{ENTRY}a/", head=True), Part(f"{ENTRY}b/", head=True)))
    front, earlier = replace(listing(1, 2, 3), step=parts), Earlier()
    asked, met = run(earlier, {"": front, "a/": listing(9, 2), "b/": listing(3, 4)})
    assert (sorted(asked), met) == (["", "a/", "b/"], 5)
    assert sum(pages == 1 for pages, _, _ in earlier.saved) == 2, "the front and the first group each have a first page"
