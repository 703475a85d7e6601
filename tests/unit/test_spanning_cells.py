"""Years and months that a cell of a table says for several rows."""

# ruff: noqa: E501  markup is read best on one line

import pytest

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site

HOST = "http://www.example.com"
SITE = Site.for_url(f"{HOST}/")
TITLES = (
    "Harbour crane goes back to work", "A second kiln is lit at last", "The board plans a dividend", "Nine villages train their smiths",
    "A new tower opens in spring", "The ferry takes its first load",
)  # fmt: skip
DAYS = ["2026-03-12", "2026-02-03", "2025-11-30", "2025-10-14", "2025-05-02", "2024-04-09"]
NAMED = (("2026", ("12 March", "3 February")), ("2025", ("30 November", "14 October", "2 May")), ("2024", ("9 April",)))


def in_form(year: str, day: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The years and days of the rows as written: from `{y}`, and `{d}`, `{m}`."""
    groups: dict[str, list[str]] = {}
    for each in DAYS:
        y, m, d = (int(part) for part in each.split("-"))
        groups.setdefault(year.format(y=y, thai=y + 543, era=y - 2018), []).append(day.format(d=d, m=m))
    return tuple((name, tuple(days)) for name, days in groups.items())


def table(groups: tuple[tuple[str, tuple[str, ...]], ...], year: str, row: str = "<td>{d}</td><td><a href=/news/item-{i}>{t}</a></td>", below: str = "") -> str:
    rows, at = "", 0
    for name, days in groups:
        for number, day in enumerate(days):
            cell = below if number else year.format(n=len(days), y=name)
            rows += f"<tr>{cell}{row.format(d=day, i=at, t=TITLES[at])}</tr>"
            at += 1
    return f"<table><tr><th>Year</th><th>Date</th><th>Title</th></tr>{rows}</table>"


def days_of(markup: str) -> list[tuple[str | None, str | None]]:
    page = f"<html><body><main><h1>News</h1>{markup}</main></body></html>"
    found = read_listing(Page(f"{HOST}/news/", page.encode(), "text/html; charset=utf-8"), SITE)
    return [(row.title, row.date) for row in found.rows]


SPAN = "<td rowspan={n}>{y}</td>"
EXPECTED = list(zip(TITLES, DAYS, strict=True))


@pytest.mark.parametrize("year", [SPAN, "<th rowspan='{n}'>{y}</th>", "<td rowspan={n}><a href=/news/{y}/>{y}</a></td>", "<td rowspan={n}><h3>{y}</h3></td>"])
@pytest.mark.parametrize(
    "groups",
    [NAMED, in_form("{y}", "{d:02}.{m:02}."), in_form("{y}", "{m:02}-{d:02}"), in_form("{y}年", "{m}月{d}日"), in_form("令和{era}年", "{m}月{d}日"), in_form("{thai}", "{d:02}.{m:02}.")],
)  # fmt: skip
def test_a_year_that_spans_rows_is_that_of_each(groups: tuple[tuple[str, tuple[str, ...]], ...], year: str) -> None:
    assert days_of(table(groups, year)) == EXPECTED


def test_an_empty_cell_goes_on_with_the_year_above() -> None:
    assert days_of(table(NAMED, "<td>{y}</td>", below="<td>&nbsp;</td>")) == EXPECTED


def test_the_day_may_stand_with_the_headline() -> None:
    assert days_of(table(NAMED, SPAN, "<td><a href=/news/item-{i}>{t}</a><br>{d}</td>")) == EXPECTED


def test_a_year_and_a_month_span_rows() -> None:
    cells = ("<td rowspan=3>2026</td><td rowspan=2>March</td><td>12</td>", "<td>3</td>", "<td>May</td><td>3</td>")
    rows = "".join(f"<tr>{cell}<td><a href=/news/item-{at}>{TITLES[at]}</a></td></tr>" for at, cell in enumerate(cells))
    assert [day for _, day in days_of(f"<table>{rows}</table>")] == ["2026-03-12", "2026-03-03", "2026-05-03"]


def test_a_cell_that_spans_rows_and_is_no_year_says_no_day() -> None:
    for name in ("Corporate", "12", "No. 3"):
        groups = ((name, ("12 March", "3 February")), ("Finance", ("30 November",)))
        assert [day for _, day in days_of(table(groups, SPAN))] == [None, None, None]


def test_whole_days_are_not_changed_by_a_year_beside_them() -> None:
    groups = (("2026", ("2025-12-30", "2025-12-29")), ("2025", ("2024-11-30",)))
    assert [day for _, day in days_of(table(groups, SPAN))] == ["2025-12-30", "2025-12-29", "2024-11-30"]


@pytest.mark.parametrize("span", ["0", "-3", "99999999999", "two", "²", ""])
def test_spans_that_are_none(span: str) -> None:
    assert [title for title, _ in days_of(table(NAMED, f"<td rowspan='{span}'>{{y}}</td>"))] == list(TITLES)


def test_header_cells_are_no_rows() -> None:
    head = "<tr><th>As of 2026-11-30</th><th><a href=/news/by-title.html>Press releases, sorted by title</a></th></tr>"
    rows = "".join(f"<tr><td>{day}</td><td><a href=/news/item-{at}>{TITLES[at]}</a></td></tr>" for at, day in enumerate(DAYS))
    for number in (1, 3, 6):
        shown = "</tr>".join(rows.split("</tr>")[:number]) + "</tr>"
        assert days_of(f"<table>{head}{shown}</table>") == EXPECTED[:number]
    only = "".join(f"<tr><th>{day}</th><th><a href=/news/item-{at}>{TITLES[at]}</a></th></tr>" for at, day in enumerate(DAYS))
    assert days_of(f"<table>{only}</table>") == EXPECTED
