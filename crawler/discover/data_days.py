"""Days that rows carry for scripts: `data-date="2025-12-01"`, `data-timestamp="1764576000"`."""

import re
from datetime import UTC, datetime

from lxml.html import HtmlElement

_NAME = re.compile(r"data-(?:[a-z]+-)*(?:date|datetime|time|timestamp|ts|published|publish-date|pubdate)\Z")
_OTHER = re.compile(r"modif|updat|expir|end|until|start|event|deadline|animat|duration|delay|transition")
_ISO = re.compile(r"\s*((?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")
_EPOCH = re.compile(r"\s*(\d{9,10})(?:\d{3})?(?:\.\d+)?\s*\Z")  # seconds or milliseconds
_FIRST, _LAST = 631_152_000, 4_102_444_800  # 1990 and 2100


def day_for_scripts(element: HtmlElement) -> str | None:
    """The ISO day in the attributes that an element has for a page's scripts."""
    names = [name for name in element.attrib if name.startswith("data-") and _NAME.match(name) and not _OTHER.search(name)]
    return next((day for name in names if (day := day_of_value(element.get(name) or ""))), None)


def day_of_value(value: str) -> str | None:
    """The ISO day in what machines are told: a day, or the seconds since 1970, at Greenwich."""
    if iso := _ISO.match(value):
        return iso[1]
    found = _EPOCH.match(value)
    seconds = int(found[1]) if found else 0
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if _FIRST <= seconds < _LAST else None
