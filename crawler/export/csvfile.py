"""CSV that a spreadsheet opens without running anything. Pure, but for the stream it writes to."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from crawler.items import JsonMapping

Line = JsonMapping
COLUMNS = (
    "id", "event", "revision", "site", "company", "section", "language", "published", "published_precision", "modified", "title",
    "subtitle", "authors", "source", "dateline_place", "url", "canonical_url", "text", "keywords", "breadcrumbs", "rights",
    "images", "attachments", "content_hash", "first_seen", "fetched", "layout", "flags", "run",
)  # fmt: skip
# What a spreadsheet takes for the start of a formula, in half and full width; tab and line ends hide one.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LIST_SEPARATOR = "; "


def safe(value: str) -> str:
    """A cell that is never a formula: an apostrophe goes before what would start one, even behind blanks."""
    shown = value.lstrip(" \u00a0\u3000\u200b\ufeff\x00")
    return f"'{value}" if value.startswith(_FORMULA_STARTS) or shown.startswith(_FORMULA_STARTS) else value


def row(line: Line) -> list[str]:
    """The cells of an article, in the order of COLUMNS."""
    flat = dict(line)
    flat["dateline_place"] = (line.get("dateline") or {}).get("place")
    flat["images"] = [image["url"] for image in line.get("images") or []]
    flat["attachments"] = [document["url"] for document in line.get("attachments") or []]
    return [safe(_cell(flat.get(name))) for name in COLUMNS]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _LIST_SEPARATOR.join(str(each) for each in value)
    return str(value)


def write_csv(lines: Iterable[Line], stream: TextIO) -> int:
    """Write a header and a row a line; returns the number of articles. Open the stream with newline=""."""
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for line in lines:
        writer.writerow(row(line))
        count += 1
    return count
