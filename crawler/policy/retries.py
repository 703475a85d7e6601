"""When a failed request is tried again, and when a host is left to the next run. Pure: the clock and chance are handed in."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BASE = 1.0  # seconds before the first retry
LONGEST = 30.0  # seconds; no back-off is longer
MIN_SECONDS = 2.0  # a retry that could not last as long is not begun
# Reasons of a body that may arrive whole at a second try.
TRANSIENT_BODIES = frozenset({"truncated", "bad_compression", "bad_http", "bad_length", "cut", "partial_content"})
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]*)?\Z")
_LONGEST_HEADER = 64  # characters; every legal Retry-After is far shorter
_MOST_ASKED = 366 * 86400.0  # seconds; nobody waits longer, and larger numbers only overflow

# Kinds of failure that count against a host when they follow each other without a good answer in between, and how
# many different pages may fail in a row before the rest is left to the next run.
PATIENCE = {"refused": 3, "unreachable": 3, "dns": 2, "tls": 2, "timeout": 6, "overloaded": 8, "reset": 12}


def wait(attempt: int, draw: float, base: float = BASE) -> float:
    """Seconds before retry number `attempt` (1-based); `draw` in [0, 1) spreads them by half, always growing."""
    return min(LONGEST, base * 2.0 ** min(attempt - 1, 16) * (1.0 + draw / 2))


def kind_of_status(status: int) -> str:
    """The kind of failure that a status asking for a retry is."""
    return "overloaded" if status in (408, 429, 503, 509, 520, 521, 522, 523, 524, 529, 530) else "server_error"


def retry_after(value: bytes | str | None, now: datetime, date: bytes | str | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, in both forms; None where it says nothing.

    date: the answer's Date header. A moment is counted from it, since both were read off the server's own clock, which
    may be wrong by hours; from `now` (aware) where there is none.
    """
    text = _header_text(value)
    if _SECONDS.match(text):
        return min(float(text), _MOST_ASKED)
    moment = _moment(text)
    if moment is None:
        return None
    return min(max(0.0, (moment - (_moment(_header_text(date)) or now)).total_seconds()), _MOST_ASKED)


def _header_text(value: bytes | str | None) -> str:
    text = (value.decode("latin-1") if isinstance(value, bytes) else value or "").strip()
    return text if len(text) <= _LONGEST_HEADER and text.isascii() else ""


def _moment(text: str) -> datetime | None:
    """The instant of an HTTP date; None where it is none."""
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: retries after the first try, and seconds."""

    times: int  # retries
    base: float  # before the first retry
    longest_wait: float  # a host that asks for more is left to the next run
    page_seconds: float  # of one page in all, retries included

    def allow(self, attempt: int, spent: float) -> bool:
        """Whether retry number `attempt` (1-based) is worth it after `spent` seconds."""
        return attempt <= self.times and spent + MIN_SECONDS < self.page_seconds

    def timeout(self, usual: float, spent: float) -> float:
        """Seconds that the next try may take."""
        return min(usual, max(self.page_seconds - spent, MIN_SECONDS))


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

    def leave(self, asked: float | None, limits: Limits) -> bool:
        """Whether the host asks for more than a run waits; then it is left to the next run."""
        if asked is None or asked <= limits.longest_wait:
            return False
        self.asked = asked
        return True

    def heard(self, now: float, attempt: int, asked: float | None, limits: Limits) -> None:
        """No answer, or one that means "not now": no other request goes out before retry number `attempt` could."""
        if not self.leave(asked, limits) and (asked is not None or attempt <= limits.times):
            self.hold(now, max(wait(attempt, 0.0, limits.base), asked or 0.0))

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
