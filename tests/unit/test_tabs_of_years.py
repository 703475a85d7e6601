"""Links that are named by a time are parts of the list and no releases, whatever calendar, words and boxes they have."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import Listing, read_listing
from crawler.discover.pagers.time_labels import are_years, names_time, time_on
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
TITLES = ("Harbour crane goes back to work", "A second kiln is lit at last", "The board plans a dividend")
ROWS = "".join(f'<li><span>2026-03-0{at}</span> <a href="/news/item-{at}.html">{title}</a></li>' for at, title in enumerate(TITLES, 1))
YEARS = (2025, 2024, 2023)
BOXES = {
    "items": ("<ul>{}</ul>", "<li><a href={h}>{n}</a></li>"),
    "counted": ("<ul>{}</ul>", "<li><a href={h}>{n}</a><span>12</span></li>"),
    "counted inside": ("<ul>{}</ul>", "<li><a href={h}><span>{n}</span><span class=badge>12</span></a></li>"),
    "dated": ("<div>{}</div>", "<div class=box><time datetime={y}-12-31>31 December {y}</time> <a href={h}>{n}</a></div>"),
    "headings": ("<div>{}</div>", "<div class=card><span>31.12.{y}</span><h3><a href={h}>{n}</a></h3></div>"),
    "among the rows": ("", "<li><span>{y}-12-31</span> <a href={h}>{n}</a></li>"),
}


def read(markup: str, path: str = "/news/") -> Listing:
    page = f"<html><body><main><h1>News</h1>{markup}</main></body></html>"
    return read_listing(Page(HOST + path, page.encode(), "text/html; charset=utf-8"), SITE)


def with_tabs(box: str, name: str, address: str, rows: str = ROWS, years: tuple[int, ...] = YEARS) -> Listing:
    around, item = BOXES[box]
    tabs = "".join(item.format(h=address.format(year), n=name.format(year), y=year) for year in years)
    return read(around.format(tabs) + f"<ul>{rows}</ul>" if around else f"<ul>{rows}{tabs}</ul>")


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("name", ["{}", "FY{}", "Jahr {}", "{}年", "{} (14)", "{} [7]", "{}年のお知らせ", "All press releases of the year {}"])
@pytest.mark.parametrize("address", ["/news/{}", "/news/archiv-{}.html", "/news/?year={}"])
def test_a_tab_of_a_year_is_a_part_and_no_release(box: str, name: str, address: str) -> None:
    if box == "among the rows" and "archiv" in address and len(name) > len("FY2025 (14)"):
        pytest.skip("a release of each year may stand there")
    found = with_tabs(box, name, address)
    assert [row.title for row in found.rows] == list(TITLES)
    if (box, "(" in name or "[" in name) != ("counted inside", True):  # `2025 (14) 12` is no label of anybody's
        assert [(part.url, part.year) for part in found.step.parts] == [(f"{HOST}{address.format(each)}", each) for each in YEARS]


@pytest.mark.parametrize("box", BOXES)
def test_the_own_year_of_a_page_may_be_missing_among_the_tabs(box: str) -> None:
    around, item = BOXES[box]
    tabs = "".join(item.format(h=f"/news/{year}/", n=f"All press releases of {year}", y=year) for year in YEARS)
    found = read(around.format(tabs) + f"<ul>{ROWS}</ul>" if around else f"<ul>{ROWS}{tabs}</ul>", "/news/2024/")
    assert [row.title for row in found.rows] == list(TITLES)
    assert [part.year for part in found.step.parts] == [2025, 2023]


@pytest.mark.parametrize("box", BOXES)
def test_a_page_of_nothing_but_tabs_has_no_release(box: str) -> None:
    found = with_tabs(box, "Press releases {}", "/news/{}", rows="")
    assert not found.rows
    assert len(found.step.parts) == len(YEARS)


@pytest.mark.parametrize(
    ("years", "name", "newest"),
    [((1404, 1403, 1402), "{}", 2026), ((2568, 2567), "พ.ศ. {}", 2025), ((2568, 2567), "{}", 2025), ((5786, 5785), "שנת {}", 2026)],
)
def test_years_of_other_calendars_are_parts_and_no_pages(years: tuple[int, ...], name: str, newest: int) -> None:
    found = with_tabs("items", name, "/news/{}", years=years)
    assert found.step.parts[0].year == newest
    assert len(found.step.parts) == len(years)
    assert not found.next
    assert found.step.pages is None


def test_pages_that_are_many_are_no_years() -> None:
    pages = "".join(f"<a href=/news/{number}>{number}</a> " for number in (1, 2, 3, 1402, 1403))
    found = read(f"<ul>{ROWS}</ul><p>{pages}</p>")
    assert found.next == (f"{HOST}/news/2",)
    paged = "".join(f"<a href=/news/?page={number}>{number}</a> " for number in (1402, 1403))
    assert not read(f"<ul>{ROWS}</ul><p>{paged}</p>").step.parts


REPORTS = "".join(f"<li><span>{year + 1}-03-1{year % 7}</span> <a href=/news/annual-report-{year}>Annual report {year} of the group</a></li>" for year in YEARS)
MEETINGS = "".join(f"<li><span>{year}-05-1{year % 7}</span> <a href=/news/{year}/agm>Annual General Meeting {year}</a></li>" for year in YEARS)
QUARTERS = "".join(f"<li><span>2025-{month}-22</span> <a href=/news/q{at}-2025>Q{at} 2025</a></li>" for at, month in ((3, 10), (2, "07"), (1, "04")))


@pytest.mark.parametrize("rows", [REPORTS, MEETINGS, QUARTERS])
def test_releases_that_come_each_year_or_quarter_stay(rows: str) -> None:
    found = read(f"<ul>{ROWS}{rows}</ul>")
    assert len(found.rows) == len(TITLES) + 3
    assert not found.step.parts


@pytest.mark.parametrize("year", [2025, 1402])
def test_a_year_with_words_beside_it_says_no_more_than_it_did(year: int) -> None:
    """Where a title stands beside its year, the year is not a tab of its own."""
    rows = "".join(f"<tr><td><a href=/news/{year - at}>{year - at}</a></td><td>{title}</td></tr>" for at, title in enumerate(TITLES, 1))
    assert len(read(f"<table>{rows}</table>").rows) in (0, len(TITLES))


def test_labels_of_a_time() -> None:
    names = {
        "2025": 2025, "FY2025": 2025, "2024/25": 2025, "2025 (14)": 2025, "2025: 12 releases": 2025, "令和7年": 2025, "Q3 2025": 2025,
        "1404": 2026, "۱۴۰۳": 2025, "ปี 2568": 2025, "2025年3月": 2025, "2024年度": 2025,
    }  # fmt: skip
    assert {name: label.year for name in names if (label := time_on(name))} == names
    for other in ("", "12", "31 December 2025", "1024", "3000", "A crane that was built in 2025 goes back to work"):
        assert time_on(other) is None, other


def test_years_with_a_word_are_told_from_months() -> None:
    years, months = (tuple(filter(None, map(time_on, names))) for names in (("Jahr 2025", "Jahr 2024"), ("May 2025", "June 2025")))
    assert are_years(years)
    assert not are_years(months)
    assert names_time("/news/?jahr=2025", years[0])
    assert not names_time("/news/20", years[0])
    pager = '<p><a rel="next" href="?page=2">Next</a></p>'
    tabs = "".join(f"<li><a href=/news/{year}>Jahr {year}</a></li>" for year in YEARS)
    assert len(read(f"<ul>{tabs}</ul><ul>{ROWS}</ul>{pager}").step.parts) == len(YEARS)
