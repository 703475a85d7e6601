"""When a known release is looked at again: by its age, as it is edited early in its life. Pure."""

from datetime import timedelta

from crawler.clock import instant_of, stamp_of
from crawler.revision import Known

RECHECK_DAYS = ((30, 0), (180, 21), (720, 60))  # days since publication -> days between two looks at it
RECHECK_OLD = 120


def is_due(known: Known, now: str) -> bool:
    """Whether its age asks for a look. now: UTC."""
    today = instant_of(now)
    age = (today - instant_of((known.published or known.first_seen)[:10] or now[:10])).days
    pause = next((pause for limit, pause in RECHECK_DAYS if age <= limit), RECHECK_OLD)
    return not 0 <= (today - instant_of(known.last_checked or now)).days < max(pause, 1)


def shifted(now: str, days: float) -> str:
    """A UTC time that many days later."""
    return stamp_of(instant_of(now) + timedelta(days=days))
