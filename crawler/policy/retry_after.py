"""Retry-After: how long a server asks to be left alone (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST = 64  # characters; every legal value is far shorter
_MOST = 366 * 86400.0  # seconds; nobody waits longer, and larger numbers only overflow


def seconds(value: str | bytes | None, now: datetime) -> float | None:
    """Seconds from `now` (aware) that a Retry-After header asks for, both forms; None where it says nothing."""
    if value is None:
        return None
    text = (value.decode("latin-1") if isinstance(value, bytes) else value).strip()
    if not text or len(text) > _LONGEST or not text.isascii():
        return None
    whole, _, fraction = text.partition(".")
    if whole.isdigit() and (not fraction or fraction.isdigit()):
        return min(float(text), _MOST)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(0.0, (moment - now).total_seconds()), _MOST)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
