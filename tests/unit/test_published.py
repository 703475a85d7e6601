"""Printed, stated, listed and addressed dates: kept apart, and the best one chosen."""

import pytest

from crawler.extract.fields.find_dates import DateMark, Dates, find_dates
from crawler.items import Row
from crawler.page.page import Page

URL = "http://www.example.com/"


def choose(
    printed: str | None = None, meta: str | None = None, row: str | None = None, url: str | None = None, order: str | None = "YMD"
) -> Dates:
    page = Page(URL, f'<meta name="PubDate" content="{meta}">' if meta else "<p>x</p>")
    listed = Row(URL, date=row) if row else None
    return find_dates(page, row=listed, order=order, mark=DateMark(printed, "example/2020", "+08:00", url))


@pytest.mark.parametrize(
    ("dates", "value", "by"),
    [
        ({"printed": "2023-10-25", "meta": "2023-11-01", "row": "2023-11-02", "url": "2023-11-03"}, "2023-10-25", "rule"),
        ({"meta": "2023-11-01", "row": "2023-11-02", "url": "2023-11-03"}, "2023-11-01", "meta"),
        ({"row": "2023-11-02", "url": "2023-11-03"}, "2023-11-02", "listing"),
        ({"url": "2023-11-03"}, "2023-11-03", "url"),
        ({"printed": "no date", "url": "2023-11-03"}, "2023-11-03", "url"),
    ],
)
def test_the_best_date_wins_and_the_others_are_kept(dates: dict[str, str], value: str, by: str) -> None:
    found = choose(**dates)
    assert found.provenance is not None
    assert (found.published, found.precision, found.provenance.by) == (value, "day", by)
    assert found.provenance.other["url_date"] == "2023-11-03"


def test_agreement_is_noted() -> None:
    found = choose("2023-10-25", row="2023-10-25", url="2023-10-25")
    assert found.provenance is not None
    assert found.provenance.agree == ["listing", "url"]
    assert found.provenance.other == {"url_date": "2023-10-25"}


def test_a_printed_time_gets_the_offset_of_its_newsroom() -> None:
    found = choose("2026-04-09 09:39")
    assert (found.published, found.precision) == ("2026-04-09T09:39+08:00", "minute")


def test_day_month_year() -> None:
    assert choose("15 May 2018", order="DMY").published == "2018-05-15"


@pytest.mark.guarantee(19)
def test_no_date_is_said() -> None:
    found = choose()
    assert (found.published, found.precision, found.reason) == (None, None, None)


@pytest.mark.parametrize("name", ["dcterms.issued", "parsely-pub-date", "article:post_date"])
def test_a_layout_reads_every_name_of_the_published_meta_tag(name: str) -> None:
    page = Page(URL, f'<meta name="{name}" content="2023-11-01">')
    found = find_dates(page, order="YMD", mark=DateMark(None, "example/2020"))
    assert (found.published, found.provenance and found.provenance.by) == ("2023-11-01", "meta")
