"""Days of rows in the shapes that lists print: in boxes, with the year apart, in tiles of many languages, for scripts alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from babel.dates import get_month_names

from crawler.discover.listing import read_listing
from crawler.page.page import Page
from crawler.site import Site
from crawler.text.dates.row_date import manner, row_date

URL = "http://www.example.com/news/"
SITE = Site.for_url(URL)
TITLES = ("Kiln lit at Ordway after repair", "New quay for the Lisse yard", "Board of Ordway Clay chosen", "Half a year of it")
DAYS = [date(2025, 12, 18) - timedelta(days=9 * n) for n in range(4)]  # the 18th, 9th, and of November 30th and 21st
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
WIDTHS: tuple[Literal["abbreviated", "wide"], ...] = ("abbreviated", "wide")
LANGUAGES = (
    "de fr es pt it nl sv da nb fi is pl cs sk hu sl hr ro lt lv et tr el ru uk bg sr mk ja ko zh zh_Hant vi th id ms ca eu sq ka"
).split()


def read(cell: Callable[[date], str], language: str = "en") -> list[str | None]:
    rows = (f"<div class=row>{cell(day)}<h3><a href=/news/{n}-x>{TITLES[n]}</a></h3></div>" for n, day in enumerate(DAYS))
    page = Page(URL, f"<html lang={language}><body><main><h1>News</h1><div>{''.join(rows)}</div></main></body></html>")
    found = read_listing(page, SITE).rows
    assert [row.title for row in found] == list(TITLES)
    return [row.date for row in found]


def seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("cell", "language"),
    [
        (lambda day: f"<b>{day:%d}</b><i>|</i><b>{MONTHS[day.month - 1]}</b><i>|</i><b>{day.year}</b>", "en"),
        (lambda day: f"<p>{day:%d} | {MONTHS[day.month - 1]} | {day.year}</p>", "en"),
        (lambda day: f"<p>{MONTHS[day.month - 1]}|{day.day}|{day.year}</p>", "en"),
        (lambda day: f"<b>{day:%d/%m}</b><i>{day.year}</i>", "fr"),
        (lambda day: f"<b>{day:%d.%m.}</b><i>{day.year}</i>", "de"),
        (lambda day: f"<b>{day:%m/%d}</b><i>{day.year}</i>", "zh"),
        (lambda day: f"<i>{day.year}</i><b>{day:%m/%d}</b>", "ja"),
        (lambda day: f"<b>{day:%d}</b><i>{day:%Y.%m}</i>", "zh"),
        (lambda day: f"<p>{MONTHS[day.month - 1]} {day.day}, '{day:%y}</p>", "en"),
        (lambda day: f"<p>{day.isocalendar().year}-W{day.isocalendar().week:02}-{day.isocalendar().weekday}</p>", "en"),
        (lambda day: f"<time datetime={seconds(day)}></time>", "en"),
        (lambda day: f"<span data-timestamp={seconds(day)}></span>", "en"),
        (lambda day: f"<span data-time={seconds(day)}000>vor zwei Tagen</span>", "de"),
        (lambda day: f"<span data-date={day}>il y a 3 jours</span>", "fr"),
        (lambda day: f"<span data-post-date={day}T10:00:00Z></span>", "en"),
    ],
)
def test_shapes(cell: Callable[[date], str], language: str) -> None:
    assert read(cell, language) == [str(day) for day in DAYS]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_tiles(language: str, width: Literal["abbreviated", "wide"]) -> None:
    names = get_month_names(width, locale=language)

    def tile(day: date) -> str:
        return f"<div><b>{day:%d}</b><i>{names[day.month].rstrip('.').upper()}</i><u>{day.year}</u></div>"

    assert read(tile, language.replace("_", "-")) == [str(day) for day in DAYS]


@pytest.mark.guarantee(19)
@pytest.mark.parametrize(
    "cell",
    [
        lambda day: f"<p>{MONTHS[day.month - 1].title()} {day.year}</p>",  # a month is no day
        lambda day: f"<p data-expires={day}></p>",
        lambda day: f"<p data-updated-date={day}></p>",
        lambda day: f"<p data-id={seconds(day)}></p>",
        lambda day: "<p data-date=2026-05-04></p>",  # when the page was made
        lambda day: "<p>3 days ago</p>",
    ],
)
def test_what_is_no_day_of_a_row(cell: Callable[[date], str]) -> None:
    assert read(cell) == [None] * 4


def test_what_is_printed_is_believed_before_what_scripts_have() -> None:
    assert read(lambda day: f"<p data-date={day - timedelta(days=40)}>{day:%d.%m.%Y}</p>", "de") == [str(day) for day in DAYS]


@pytest.mark.parametrize("text", ["2025-W60-1", "W12-3", "12 | 13 | 2025", "Rooms | 12 | 2025", "31/31 2025", "the '25 plan"])
def test_what_only_looks_parted(text: str) -> None:
    assert row_date(text)[0] is None
    assert manner(text) in ("none", "yearless")
