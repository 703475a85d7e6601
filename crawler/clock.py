"""The one place that reads the clock, so that a run can be replayed at another time; and how instants are written."""

from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from crawler.errors import UsageError


def instant_of(text: str) -> datetime:
    """The instant of an ISO date-time or day, timezone-aware; UTC where it has no offset. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def stamp_of(instant: datetime) -> str:
    """`2026-11-22T06:00:00Z` of a timezone-aware instant."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def run_id_of(instant: datetime) -> str:
    """`20261122T060000.123456Z`: the name of a run that begins then."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


class Clock:
    """Now, in UTC; or a fixed start (`RUN_CLOCK`) that goes on from there at the usual pace."""

    _ahead: ClassVar[timedelta] = timedelta(0)  # how far the clock of the run under way is ahead of the machine's

    def __init__(self, start: str | None = None) -> None:
        self._shift = timedelta(0)
        if start:
            try:
                self._shift = instant_of(start) - datetime.now(UTC)
            except ValueError as error:
                raise UsageError(
                    f"RUN_CLOCK={start!r} is not an instant; a right one is 2026-01-31T06:00:00Z"
                ) from error

    def now(self) -> datetime:
        """The present instant, timezone-aware, in UTC."""
        return datetime.now(UTC) + self._shift

    def tells_today(self) -> None:
        """Let `today` be the day of this clock, where it is ahead of the machine's; until another clock tells it."""
        Clock._ahead = max(timedelta(0), self._shift)

    @classmethod
    def today(cls) -> date:
        """The present day, in UTC: no release is from later than the day after."""
        return (datetime.now(UTC) + cls._ahead).date()

    def stamp(self) -> str:
        """The present instant as `2026-11-22T06:00:00Z`."""
        return stamp_of(self.now())
