"""The day that is taken for today: the machine's, or that of a run's clock which is ahead of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from crawler.clock import Clock
from crawler.text.dates.parse import parse_date


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    yield
    Clock().tells_today()


def days_ahead(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_a_run_at_a_later_time_reads_days_up_to_its_own() -> None:
    then = days_ahead(30)[:10]
    assert parse_date(then) is None
    Clock(days_ahead(31)).tells_today()
    found = parse_date(then)
    assert found is not None
    assert found.day == then
    assert parse_date(days_ahead(33)[:10]) is None


def test_a_run_at_an_earlier_time_reads_what_is_there() -> None:
    Clock(days_ahead(-400)).tells_today()
    assert Clock.today() == datetime.now(UTC).date()
