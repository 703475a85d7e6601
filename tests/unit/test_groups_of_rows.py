"""Groups of rows below headings of their own: the smallest is in the list, and what the headings say is the rows' day."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import Listing, read_listing
from crawler.page.page import Page
from crawler.site import Site

pytestmark = pytest.mark.guarantee(23)

START = "http://mill.example/news/"
SITE = Site.for_url(START)
TITLES = [
    "The harbour authority orders nine electric tugs", "A new kiln burns hydrogen in its first week", "The board appoints a head of procurement",
    "Cable ship returns from its northern survey", "Second quarter shows growth in all regions", "Workers vote for a four day week",
    "Wind farm off the coast delivers first power", "The group buys a maker of turbine blades", "Museum of glass reopens with lamps",
    "Rail link between two plants opens for freight",
]  # fmt: skip
PAGER = '<ul class="pagination"><li><span>1</span></li><li><a href="/news/?page=2">2</a></li><li><a href="/news/?page=3">3</a></li></ul>'


def read(body: str, *, lang: str = "en") -> Listing:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/about/">About</a></li><li><a href="/products/">Products</a></li></ul></nav>'
    html = f'<html lang="{lang}"><head><title>News</title></head><body>{menu}<main><h1>News</h1>{body}{PAGER}</main></body></html>'
    return read_listing(Page(START, html.encode()), SITE)


def grouped(groups: list[tuple[str, int]], row: str = '<li><span class="day">{day:02d}</span> <a href="/news/{key}.html">{title}</a></li>') -> str:
    found, at = "", 0
    for heading, number in groups:
        rows = "".join(row.format(day=28 - n, key=900 - n, title=TITLES[n % 10]) for n in range(at, at + number))
        found += f'<h2 class="month">{heading}</h2><ul>{rows}</ul>'
        at += number
    return found


@pytest.mark.parametrize(
    "sizes", [[2, 8], [1, 9], [1, 1, 8], [2, 7, 1], [3, 4, 3], [1, 1, 1, 1, 2]], ids=lambda sizes: "-".join(map(str, sizes))
)  # fmt: skip
@pytest.mark.parametrize("row", ["{day:02d}", "{day}."])
def test_each_group_of_a_month_is_read_with_the_days_of_its_rows(sizes: list[int], row: str) -> None:
    months = ["January 2026", "December 2025", "November 2025", "October 2025", "September 2025"]
    found = read(grouped(list(zip(months, sizes, strict=False)), f'<li><span class="day">{row}</span> <a href="/news/{{key}}.html">{{title}}</a></li>'))
    starts = ["2026-01", "2025-12", "2025-11", "2025-10", "2025-09"]
    expected = [start for start, size in zip(starts, sizes, strict=False) for _ in range(size)]
    assert [str(each.date)[:7] for each in found.rows] == expected
    assert [str(each.date)[8:] for each in found.rows] == [f"{28 - n:02d}" for n in range(sum(sizes))]


def test_groups_whose_headings_are_no_times_are_one_list() -> None:
    plain = '<li><a href="/news/{key}.html">{title}</a></li>'
    for sizes in ([1, 9], [2, 8]):
        assert len(read(grouped(list(zip(["This week", "Earlier"], sizes, strict=True)), plain)).rows) == 10


def test_a_short_list_of_other_things_stays_out() -> None:
    plain = '<li><a href="/news/{key}.html">{title}</a></li>'
    other = '<h2 class="month">Help</h2><ul><li><a href="/help/how-to-reach-us.html">How to reach the press office by phone</a></li></ul>'
    assert len(read(grouped([("Latest", 10)], plain) + other).rows) == 10


@pytest.mark.parametrize(
    ("heading", "row", "first", "last"),
    [
        ("November 2025", '<li><b>{day}</b> <a href="/news/{key}.html">{title}</a></li>', "2025-11-28", "2025-11-19"),
        ("November 2025", '<li><b>{day} Nov</b> <a href="/news/{key}.html">{title}</a></li>', "2025-11-28", "2025-11-19"),
        ("2025年", '<li>11月{day}日 <a href="/news/{key}.html">{title}</a></li>', "2025-11-28", "2025-11-19"),
    ],
)
def test_the_only_heading_completes_days_that_fall(heading: str, row: str, first: str, last: str) -> None:
    found = read(grouped([(heading, 10)], row))
    assert (found.rows[0].date, found.rows[-1].date) == (first, last)


def test_days_that_leap_are_not_of_the_one_year_above_them() -> None:
    rows = "".join(f'<li><b>{day}</b> <a href="/news/{n}.html">{TITLES[n]}</a></li>' for n, day in enumerate(["10 Jan", "3 Feb", "20 Dec", "11 Mar"]))
    assert [each.date for each in read(f"<h2>2025</h2><ul>{rows}</ul>").rows] == [None] * 4


def test_terms_before_their_definitions_are_completed_as_well() -> None:
    rows = "".join(
        f'<dt>11月{28 - n}日<span class="icon">ニュース</span></dt><dd><a href="/news/{n}.html">{TITLES[n]}</a></dd>' for n in range(5)
    )
    assert [each.date for each in read(f"<h2>2025年</h2><dl>{rows}</dl>", lang="ja").rows] == [f"2025-11-{28 - n}" for n in range(5)]


@pytest.mark.parametrize("title", ["Net Asset Value", "Directorate Change", "人事异动公告"])
def test_a_short_title_that_comes_each_month_is_no_label(title: str) -> None:
    rows = "".join(
        f'<li><time>{28 - n} November 2025</time> <a href="/news/{n}.html">{title if n % 2 else TITLES[n]}</a></li>' for n in range(8)
    )
    assert [each.title for each in read(f"<ul>{rows}</ul>").rows] == [title if n % 2 else TITLES[n] for n in range(8)]


def test_what_stands_beside_each_title_stays_a_label() -> None:
    rows = "".join(
        f'<li><time>{28 - n} November 2025</time> <a href="/news/{n}.html">{TITLES[n]}</a> <a href="/news/{n}-fr.html">Français</a></li>'
        for n in range(8)
    )
    assert [each.title for each in read(f"<ul>{rows}</ul>").rows] == TITLES[:8]
