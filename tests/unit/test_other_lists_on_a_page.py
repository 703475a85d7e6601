"""Further lists that a page leads to: a second pager, tabs, quarters; and pages that are one release or many."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.in_one_page import has_releases_inside
from crawler.discover.listing import Listing, read_listing
from crawler.page.page import Page
from crawler.site import Site
from crawler.stats import Account

pytestmark = pytest.mark.guarantee(23)

START = "http://mill.example/news/"
SITE = Site.for_url(START)
NOUNS = "kiln harbour turbine museum foundry ferry quarry laboratory pipeline archive".split()


def rows(first: int, number: int = 8) -> str:
    found = "".join(
        f'<li><time>{28 - n} October 2025</time> <a href="/news/{first - n}.html">The {NOUNS[n]} of the north opens for its {first - n}th season</a></li>'
        for n in range(number)
    )
    return f"<ul class=rows>{found}</ul>"


def read(body: str, url: str = START) -> Listing:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news/">News</a></li><li><a href="/about/">About</a></li></ul></nav>'
    return read_listing(Page(url, f"<html><head><title>News</title></head><body>{menu}<main><h1>News</h1>{body}</main></body></html>".encode()), SITE)


def pager(key: str, own: int, last: int = 3, rest: str = "") -> str:
    shown = (f"<span class=current>{n}</span>" if n == own else f'<a href="/news/?{key}={n}{rest}">{n}</a>' for n in range(1, last + 1))
    return f'<div class="pagination">{" ".join(shown)}</div>'


def two_lists(first: int, second: int) -> str:
    boxes = ((900, "press", first), (500, "notice", second))
    return "".join(f"<section class=col><h2>{key}</h2>{rows(at)}{pager(key, own)}</section>" for at, key, own in boxes)


def test_the_second_list_of_a_page_is_a_part_with_its_own_pages() -> None:
    start = read(two_lists(1, 1))
    assert (len(start.rows), start.next) == (16, (f"{START}?press=2",))
    assert [(part.url, part.head) for part in start.step.parts] == [(f"{START}?notice=2", True)]
    further = read(two_lists(1, 2), f"{START}?notice=2")
    assert further.next == (f"{START}?notice=3",)
    assert read(two_lists(1, 3), f"{START}?notice=3").next == ()


def test_one_pager_above_and_below_its_list_is_one() -> None:
    assert read(f"{pager('p', 1)}{rows(900)}{pager('p', 1)}").step.parts == ()


@pytest.mark.parametrize("token", ["9f2c41d07ab3", "1764555555123"])
def test_a_pager_whose_addresses_change_at_each_load_is_read(token: str) -> None:
    shown = (f'<a href="/news/?page={n}&tk={token[:-1]}{n}">{n}</a>' if n != 2 else "<b>2</b>" for n in (1, 2, 3, 4))
    page = read(f'{rows(900)}<div class="pagination">{" ".join(shown)}</div>', f"{START}?page=2&tk={token[::-1]}")
    assert page.next == (f"{START}?page=3&tk={token[:-1]}3",)


TABS = '<ul class="tabs"><li><a href="/news/">All</a></li><li><a href="/news/corporate/">Corporate</a></li><li><a href="/news/products/">Products</a></li></ul>'


def test_tabs_beside_a_link_to_the_list_are_parts_where_it_has_no_pager() -> None:
    assert [part.url for part in read(TABS + rows(900)).step.parts] == [f"{START}corporate/", f"{START}products/"]
    assert read(TABS + rows(900) + pager("page", 1)).step.parts == ()
    events = TABS.replace("</ul>", '<li><a href="/news/events/">Events</a></li></ul>')
    assert [part.url for part in read(events + rows(900)).step.parts] == [f"{START}corporate/", f"{START}products/"]
    other = TABS.replace("</ul>", '<li><a href="/shop/">Shop</a></li></ul>')
    assert read(other + rows(900)).step.parts == ()


@pytest.mark.parametrize(
    "labels",
    [["Q3 2025", "Q2 2025"], ["1st half 2025", "2nd half 2024"], ["2025/26", "2024/25"], ["2025年第3四半期", "2025年第2四半期"], ["1. Halbjahr 2025", "2. Halbjahr 2024"]],
)
def test_parts_of_years_are_parts_of_the_list(labels: list[str]) -> None:
    links = "".join(f'<li><a href="/news/?period={label[label.index("20") :][:4]}-{n}">{label}</a></li>' for n, label in enumerate(labels))
    assert len(read(f"<ul class=periods>{links}</ul>{rows(900)}").step.parts) == 2


def test_days_are_no_parts() -> None:
    days = "".join(f'<li><a href="/news/?day=2025-05-0{n}">{n} May 2025</a></li>' for n in (3, 4, 5))
    assert read(f"<ul class=days>{days}</ul>{rows(900)}").step.parts == ()


def test_a_pager_of_places_that_only_a_script_makes_is_told() -> None:
    found = read(rows(900) + '<div class="pager"><a href="#!/page/1">1</a> <a href="#!/page/2">2</a></div>')
    assert found.step.unfollowed == ('pager without an address: "2"',)


def test_a_dated_row_that_leads_to_a_video_is_a_row_and_a_button_is_none() -> None:
    video = '<li><time>2 October 2025</time> <a href="https://www.youtube.com/watch?v=abc">The ferry of the north on its first crossing</a></li>'
    shares = '<p><a href="https://www.facebook.com/sharer.php?u=x">Share this page on Facebook now</a></p>'
    found = read(rows(900).replace("</ul>", f"{video}</ul>") + shares)
    assert "youtube.com" not in "".join(row.url for row in found.rows)
    everything = read_listing(Page(START, f"<html><body><main><h1>News</h1>{rows(900).replace('</ul>', f'{video}</ul>')}{shares}</main></body></html>".encode()), SITE, forms=True)
    assert [row.form for row in everything.rows] == [None] * 8 + ["elsewhere"]


PARAGRAPH = "<p>The mill has bought a second kiln, which burns half of what the first one does, and it will be lit in the spring.</p>"


@pytest.mark.parametrize(
    ("opened", "closed"),
    [("<details><summary>{day} {title}</summary>", "</details>"), ('<li>{day} <a href="#n{n}">{title}</a></li>', ""), ("<h3>{title}</h3><p>{day}</p>", "")],
)
def test_a_page_that_holds_its_releases_itself_is_told(opened: str, closed: str) -> None:
    body = "".join(opened.format(day=f"{9 - n} May 2025", title=f"The mill lights kiln number {n}", n=n) + PARAGRAPH + closed for n in range(5))
    assert has_releases_inside(Page(START, f"<html><body><h1>News</h1>{body}</body></html>"))


def test_one_release_with_links_to_dated_ones_is_one() -> None:
    others = "".join(f'<li><a href="/news/{n}.html">The mill lights kiln {n}</a> {9 - n} May 2025</li>' for n in range(6))
    page = Page(f"{START}1.html", f"<html><body><h1>A kiln</h1><p>1 May 2025</p>{PARAGRAPH * 3}<ul>{others}</ul></body></html>")
    assert not has_releases_inside(page)


def test_what_was_stored_stays_stored_in_the_account() -> None:
    account = Account()
    account.settle("a", "stored", "changed")
    account.settle("a", "unchanged", "same")
    assert account.outcomes["a"] == ("stored", "changed")
    account.settle("a", "failed", "http_500")
    assert account.outcomes["a"] == ("failed", "http_500")
