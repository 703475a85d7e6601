from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.policy import retries

NOW = datetime(2026, 1, 31, 6, 0, tzinfo=UTC)
pytestmark = pytest.mark.guarantee(15)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("5", 5.0),
        (b"120", 120.0),
        (" 7 ", 7.0),
        ("3600", 3600.0),
        ("1.5", 1.5),
        ("Sat, 31 Jan 2026 06:01:00 GMT", 60.0),
        ("Saturday, 31-Jan-26 06:01:00 GMT", 60.0),
        ("Sat Jan 31 06:01:00 2026", 60.0),
        ("Sat, 31 Jan 2026 05:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1e9", None),
        ("9" * 60, 366 * 86400.0),
        ("nan", None),
        ("\u0665", None),
    ],
)
def test_both_forms(value: str | bytes | None, expected: float | None) -> None:
    assert retries.retry_after(value, NOW) == expected


@pytest.mark.parametrize("off", [-7200, -90, 0, 90, 86400 * 400])
def test_a_moment_is_counted_from_the_servers_own_clock(off: int) -> None:
    theirs = NOW + timedelta(seconds=off)
    asked = format_datetime(theirs + timedelta(seconds=20), usegmt=True)
    assert retries.retry_after(asked, NOW, format_datetime(theirs, usegmt=True).encode()) == 20.0


@pytest.mark.parametrize("date", [None, "", "yesterday", b"\xff", "Sat, 31 Jan 2026 06:00:00 GMT" * 9])
def test_without_a_usable_date_our_own_clock_is_taken(date: str | bytes | None) -> None:
    assert retries.retry_after("Sat, 31 Jan 2026 06:01:00 GMT", NOW, date) == 60.0


def test_back_off_grows_whatever_chance_does() -> None:
    for attempt in range(1, 5):
        assert retries.wait(attempt, 0.999) < retries.wait(attempt + 1, 0.0) or retries.wait(attempt + 1, 0.0) == retries.LONGEST
    assert retries.wait(1, 0.0) != retries.wait(1, 0.5), "spread"
    assert retries.wait(500, 0.5) == retries.LONGEST


def test_a_host_that_fails_again_and_again_is_left_to_the_next_run() -> None:
    host = retries.Host()
    refusals = []
    for _ in range(retries.PATIENCE["timeout"] - 1):
        host.failed("timeout")
    refusals.append(host.refusal)
    host.answered()  # an answer in between starts the count again
    host.failed("timeout")
    refusals.append(host.refusal)
    for _ in range(retries.PATIENCE["timeout"]):
        host.failed("timeout")
    refusals.append(host.refusal)
    assert [refusal and refusal[0] for refusal in refusals] == [None, None, "host_timeout"]
