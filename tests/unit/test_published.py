"""Printed, stated, listed and addressed dates: kept apart, and the best one chosen."""

import pytest

from crawler.extract.layout.published import Published, choose_date
from crawler.items import Row
from crawler.page.metadata import Head
from crawler.page.page import Page


def choose(
    printed: str | None = None, meta: str | None = None, row: str | None = None, url: str | None = None, order: str | None = "YMD"
) -> Published:
    head = Head(Page("http://www.example.com/", f'<meta name="PubDate" content="{meta}">' if meta else "<p>x</p>"))
    listed = Row("http://www.example.com/", date=row) if row else None
    return choose_date(printed, head, listed, url, "example/2020", order, "+08:00")


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
    assert (found.value, found.precision, found.provenance.by) == (value, "day", by)
    assert found.provenance.other["url_date"] == "2023-11-03"
    assert found.flags == (["date_from_url"] if by == "url" else [])


def test_agreement_is_noted() -> None:
    found = choose("2023-10-25", row="2023-10-25", url="2023-10-25")
    assert found.provenance.agree == ["listing", "url"]
    assert found.provenance.other == {"url_date": "2023-10-25"}


def test_a_printed_time_gets_the_offset_of_its_newsroom() -> None:
    found = choose("2026-04-09 09:39")
    assert (found.value, found.precision) == ("2026-04-09T09:39+08:00", "minute")


def test_day_month_year() -> None:
    assert choose("15 May 2018", order="DMY").value == "2018-05-15"


@pytest.mark.guarantee(19)
def test_no_date_is_said() -> None:
    found = choose()
    assert (found.value, found.precision, found.flags) == (None, None, ["date_missing"])
