"""What the mappings share. Pure."""

import re
from datetime import datetime, timedelta

from crawler.items import JsonMapping, JsonObject

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def present(fields: JsonMapping) -> JsonObject:
    """The fields that have a value: no None, empty text or empty list; 0 and false are values."""
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}


def utc(value: str | None) -> str | None:
    """An ISO date-time in UTC (`2026-01-31T06:00:00Z`); a bare day is its first instant, a date-time without offset is UTC."""
    if not value:
        return None
    if _DAY.fullmatch(value):
        return f"{value}T00:00:00Z"
    found = datetime.fromisoformat(value)
    found = found.replace(tzinfo=None) - (found.utcoffset() or timedelta(0))
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")
