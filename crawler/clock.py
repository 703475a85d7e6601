"""The one place that reads the clock, so that a run can be replayed at another time."""

from datetime import UTC, datetime, timedelta

from crawler.errors import UsageError


class Clock:
    """Now, in UTC; or a fixed start (`RUN_CLOCK`) that goes on from there at the usual pace."""

    def __init__(self, start: str | None = None) -> None:
        self._shift = timedelta(0)
        if start:
            try:
                instant = datetime.fromisoformat(start)
            except ValueError as error:
                raise UsageError(
                    f"RUN_CLOCK={start!r} is not an instant; a right one is 2026-01-31T06:00:00Z"
                ) from error
            self._shift = instant.replace(tzinfo=instant.tzinfo or UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        """The present instant, timezone-aware, in UTC."""
        return datetime.now(UTC) + self._shift

    def stamp(self) -> str:
        """`2026-11-22T06:00:00Z`."""
        return self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
