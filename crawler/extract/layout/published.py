"""When an article was published: the printed, stated, listed and addressed dates, kept apart, and the one that counts."""

import re
from dataclasses import dataclass, field

from crawler.items import Provenance, Row
from crawler.page.metadata import Head
from crawler.text.dates.parse import Stamp, parse_date

_META = (
    "article:published_time", "pubdate", "publishdate", "publish_date", "publicationdate", "date", "dc.date", "dcterms.created",
)  # fmt: skip
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)\Z")


@dataclass(slots=True)
class Published:
    """value, precision: as in an article; provenance names every date that was found; flags: `date_missing` and such."""

    value: str | None
    precision: str | None
    provenance: Provenance
    flags: list[str] = field(default_factory=list)


def choose_date(
    printed: str | None, head: Head, row: Row | None, url_date: str | None, rule: str, order: str | None, offset: str | None
) -> Published:
    """The date of an article read by a layout.

    printed: as printed in the layout's place; url_date: ISO, never better than any other; rule: the layout's name;
    order: `YMD`, `DMY` or `MDY`; offset: of printed times without one.
    """
    found: dict[str, tuple[str, str]] = {}
    if printed:
        _add(found, "rule", parse_date(printed, (), order), offset)
    stated = head.meta(*_META)
    if stated:
        _add(found, "meta", parse_date(stated, (), order), offset)
    if row is not None and row.date:
        found["listing"] = (row.date, "day")
    if url_date:
        found["url"] = (url_date, "day")
    return _chosen(found, url_date, rule)


def _chosen(found: dict[str, tuple[str, str]], url_date: str | None, rule: str) -> Published:
    if not found:
        return Published(None, None, Provenance("rule", rule), ["date_missing"])
    by = next(iter(found))  # in the order of their worth
    value, precision = found[by]
    agree = [name for name, (other, _) in found.items() if name != by and other[:10] == value[:10]]
    rivals = {name: other for name, (other, _) in found.items() if name not in (by, "url") and name not in agree}
    other: dict[str, str | None] = dict(rivals)
    if url_date:
        other["url_date"] = url_date
    flags = ["date_from_url"] if by == "url" else []
    return Published(value, precision, Provenance(by, rule if by == "rule" else by, agree, other), flags)


def _add(found: dict[str, tuple[str, str]], by: str, stamp: Stamp | None, offset: str | None) -> None:
    if stamp is None:
        return
    value, precision = stamp.value, stamp.precision
    if precision != "day" and not _OFFSET.search(value):
        value, precision = (value + offset, precision) if offset else (stamp.day, "day")
    found[by] = (value, precision)
