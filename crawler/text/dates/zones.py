"""The zone of a printed time, where page and country leave no doubt."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from crawler.text.dates.parse import Stamp
from crawler.text.dates.words import SOLE_ZONE, SOLE_ZONE_LANGUAGES


def sole_zone(url: str, languages: Sequence[str]) -> timezone | None:
    """The zone of a country that has one and no summer time: where a Chinese page prints 9:30 it is Beijing's."""
    domain = (urlsplit(url or "").hostname or "").rpartition(".")[2]
    minutes = SOLE_ZONE.get(domain)
    if minutes is None and languages:
        minutes = SOLE_ZONE_LANGUAGES.get(languages[0].split("-")[0].lower())
    return timezone(timedelta(minutes=minutes)) if minutes is not None else None


def settled(stamp: Stamp, zone: timezone | None) -> tuple[str, str]:
    """(value, precision) as the article line wants it: a time stands only with its offset, else the day alone."""
    if stamp.precision == "day":
        return stamp.value, "day"
    moment = datetime.fromisoformat(stamp.value)
    if moment.tzinfo is None:
        if zone is None:
            return stamp.day, "day"
        moment = moment.replace(tzinfo=zone)
    timespec = "minutes" if stamp.precision == "minute" else "seconds"
    return moment.isoformat(timespec=timespec), stamp.precision
