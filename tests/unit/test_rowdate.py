"""Dates as listing rows print them."""

from typing import Any

import pytest

from crawler.discover.rowdate import row_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-06-06", "2019-06-06"),
        ("[2019/6/6]", "2019-06-06"),
        ("2019.06.06 A title", "2019-06-06"),
        ("2019年6月6日", "2019-06-06"),
        ("6 June 2019", "2019-06-06"),
        ("June 6, 2019", "2019-06-06"),
        ("Jun. 6 2019", "2019-06-06"),
        ("6. Juni 2019", "2019-06-06"),
        ("6 de junio de 2019", "2019-06-06"),
        ("6 juin 2019", "2019-06-06"),
        ("06.07.2019", "2019-07-06"),
        ("25/12/2019", "2019-12-25"),
        ("20190606", "2019-06-06"),
        ("06 2019-06", "2019-06-06"),
        ("2019-06 06", "2019-06-06"),
        ("06-06 2019", "2019-06-06"),
        ("06 Jun 2019", "2019-06-06"),
        ("06-05 2019-06-06", "2019-06-06"),
        ("2019 06-06", "2019-06-06"),
    ],
)
def test_whole_dates(text: Any, date: Any) -> None:
    assert row_date(text)[0] == date


@pytest.mark.parametrize("text", ["", "no date", "2019-13-45", "31 February 2019", "call 2019 2020", "v 1.2.3", "1889-01-01"])
def test_no_dates(text: Any) -> None:
    assert row_date(text)[0] is None


def test_a_date_without_year_needs_one_near_it() -> None:
    assert row_date("12-30", near="2021-01-05") == ("2020-12-30", "12-30")
    assert row_date("12-30") == (None, "12-30")


def test_the_order_of_numbers() -> None:
    assert row_date("03/04/2019", "dmy")[0] == "2019-04-03"
    assert row_date("03/04/2019", "mdy")[0] == "2019-03-04"
