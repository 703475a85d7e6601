"""When a failed request is tried again, and when a host is left to the next run. Pure: the clock and chance are handed in."""

from collections import Counter
from dataclasses import dataclass, field

BASE = 1.0  # seconds before the first retry
LONGEST = 30.0  # seconds; no back-off is longer

# Kinds of failure that count against a host when they follow each other without a good answer in between, and how
# many different pages may fail in a row before the rest is left to the next run.
PATIENCE = {"refused": 3, "unreachable": 3, "dns": 2, "tls": 2, "timeout": 6, "overloaded": 8, "reset": 12}


def wait(attempt: int, draw: float, base: float = BASE) -> float:
    """Seconds before retry number `attempt` (1-based); `draw` in [0, 1) spreads them by half, always growing."""
    return min(LONGEST, base * 2.0 ** min(attempt - 1, 16) * (1.0 + draw / 2))


def kind_of_status(status: int) -> str:
    """The kind of failure that a status asking for a retry is."""
    return "overloaded" if status in (408, 429, 503, 509, 520, 521, 522, 523, 524, 529, 530) else "server_error"


@dataclass(slots=True)
class Host:
    """What is known of one host's patience in this run; times are monotonic seconds."""

    ready: float = 0.0  # no request before
    asked: float | None = None  # seconds it asked for, when that was more than the cap: left to the next run
    gave_up: str | None = None  # kind of failure that ended this host's run
    in_a_row: Counter[str] = field(default_factory=Counter)

    def hold(self, now: float, seconds: float) -> None:
        """No request to this host for `seconds` from `now`."""
        self.ready = max(self.ready, now + seconds)

    def answered(self) -> None:
        """A usable answer: earlier failures no longer count."""
        self.in_a_row.clear()

    def failed(self, kind: str) -> None:
        """One page failed for good; after too many of a kind in a row the host is left to the next run."""
        limit = PATIENCE.get(kind)
        if limit is None:
            return
        self.in_a_row[kind] += 1
        if self.in_a_row[kind] >= limit:
            self.gave_up = kind

    @property
    def refusal(self) -> tuple[str, str] | None:
        """(reason, detail) when this run makes no more requests to the host."""
        if self.asked is not None:
            return "retry_later", f"the server asks for {self.asked:.0f} s"
        if self.gave_up is not None:
            return f"host_{self.gave_up}", "too many failures in a row"
        return None
