"""The zone of a printed time: as printed, or where page and country leave no doubt."""

import re
from collections.abc import Sequence
from datetime import date, timedelta, timezone
from urllib.parse import urlsplit

from crawler.text.dates.words import AMERICAN_ZONES, SOLE_ZONE, SOLE_ZONE_LANGUAGES, ZONES


def sole_zone(url: str, languages: Sequence[str]) -> timezone | None:
    """The zone of a country that has one and no summer time: where a Chinese page prints 9:30 it is Beijing's."""
    domain = (urlsplit(url or "").hostname or "").rpartition(".")[2]
    minutes = SOLE_ZONE.get(domain)
    if minutes is None and languages:
        minutes = SOLE_ZONE_LANGUAGES.get(languages[0].split("-")[0].lower())
    return timezone(timedelta(minutes=minutes)) if minutes is not None else None


def zone_of(text: str | None, day: date) -> timezone | None:
    """`+0800`, `UTC+8`, `EDT`, `ET`, `Z` as the offset on that day; None for a word that names no zone or several."""
    if not text:
        return None
    word = text.lower()
    if word in AMERICAN_ZONES:
        return timezone(timedelta(hours=AMERICAN_ZONES[word] + _american_summer(day)))
    if word in ZONES:
        return timezone(timedelta(minutes=ZONES[word]))
    match = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?", word)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes <= 14 * 60 else None


def _american_summer(day: date) -> bool:
    """Summer time in the United States: from the second Sunday of March to the first of November (from 2007)."""
    spring, autumn = date(day.year, 3, 8), date(day.year, 11, 1)
    spring += timedelta(days=(6 - spring.weekday()) % 7)
    autumn += timedelta(days=(6 - autumn.weekday()) % 7)
    return spring <= day < autumn
