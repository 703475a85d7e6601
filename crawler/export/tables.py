"""CSV that a spreadsheet opens without running anything, and a SQLite file with full-text search for Datasette."""

import csv
import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TextIO

from crawler.items import JsonMapping, JsonObject

COLUMNS = (
    "id", "event", "revision", "site", "company", "section", "language", "published", "published_precision", "modified", "title",
    "subtitle", "authors", "source", "dateline_place", "url", "canonical_url", "text", "keywords", "breadcrumbs", "rights",
    "images", "attachments", "content_hash", "first_seen", "fetched", "layout", "flags", "run", "form",
    "appeared_after", "appeared_before",
)  # fmt: skip
# What a spreadsheet takes for the start of a formula, in half and full width; tab and line ends hide one.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A reader that splits at `;` or tab, or takes a line end within quotes for the end of a row, begins a cell there; a dash
# before words is a list's, so at a line's start it counts only where a formula could follow.
_INNER_START = re.compile(
    r"""([;\t][ \u00a0\u3000"']*+)(?=[=+@＝＋＠－-])|([\r\n][ \t\u00a0\u3000"']*+)(?=[=+@＝＋＠]|[-－][^\r\n|(!]*+[|(!])"""
)
_LIST_SEPARATOR = "; "
LONGEST_CELL = 32_767  # UTF-16 units that a spreadsheet takes in one cell
CELL_CUT = "cell_cut"  # flag `cell_cut:NAME` of a row whose column NAME was cut to that

_PLAIN = (
    "id", "event", "revision", "site", "company", "section", "language", "published", "published_precision", "modified", "title",
    "subtitle", "source", "text", "html", "url", "canonical_url", "rights", "content_hash", "first_seen", "fetched", "layout",
    "run", "archive", "form",
)  # fmt: skip
_JSON = (
    "authors", "dateline", "release_parts", "images", "attachments", "links", "breadcrumbs", "keywords", "http", "provenance",
    "flags", "changes", "appeared",
)  # fmt: skip
# Trigrams find any three characters or more as typed, in Chinese as in English: a tokeniser by words finds no Chinese word.
_SCHEMA = """
CREATE TABLE articles ({columns}, PRIMARY KEY (site, id, revision)) STRICT;
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_id ON articles (id);
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content="articles", tokenize='trigram');
CREATE VIEW latest AS SELECT * FROM articles a WHERE revision = (
    SELECT max(revision) FROM articles b WHERE b.site = a.site AND b.id = a.id) AND event <> 'removed';
"""


def safe(value: str) -> str:
    """A cell that is never a formula: an apostrophe goes before what would start one, even behind blanks."""
    shown = value.lstrip(" \u00a0\u3000\u200b\ufeff\x00")
    begins = value.startswith(_FORMULA_STARTS) or shown.startswith(_FORMULA_STARTS)
    return _INNER_START.sub(r"\g<0>'", f"'{value}" if begins else value)


def cut(value: str) -> tuple[str, bool]:
    """A cell that a spreadsheet takes whole, and whether it had to be cut: it counts UTF-16 units."""
    units = value.encode("utf-16-le", "replace") if len(value) > LONGEST_CELL // 2 else b""
    if len(units) <= 2 * LONGEST_CELL:
        return value, False
    return units[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore"), True


def write_csv(lines: Iterable[JsonMapping], stream: TextIO) -> int:
    """Write a header and a row a line; returns the number of articles. Open the stream with newline=""."""
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for line in lines:
        writer.writerow(_cells(line))
        count += 1
    return count


def _bracket(line: JsonMapping) -> JsonObject:
    """The two times of `appeared`, each in a column of its own."""
    return {f"appeared_{name}": when for name, when in (line.get("appeared") or {}).items()}


def _cells(line: JsonMapping) -> list[str]:
    flat = dict(line)
    flat |= _bracket(line)
    flat["dateline_place"] = (line.get("dateline") or {}).get("place")
    for name in ("images", "attachments"):
        flat[name] = [each["url"] for each in line.get(name) or []]
    cells = {name: cut(safe(_cell(flat.get(name)))) for name in COLUMNS}
    flags = [*(line.get("flags") or []), *(f"{CELL_CUT}:{name}" for name, (_, shorter) in cells.items() if shorter)]
    cells["flags"] = cut(safe(_cell(flags)))
    return [cell for cell, _ in cells.values()]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return _LIST_SEPARATOR.join(str(each) for each in value)
    return "" if value is None else str(value)


def write_sqlite(lines: Iterable[JsonMapping], path: Path) -> int:
    """Write a database into the empty file at `path`; returns the number of lines. Raises OSError."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            names = (*_PLAIN, *_JSON)
            types = ", ".join(f'"{name}" {"INTEGER" if name == "revision" else "TEXT"}' for name in names)
            connection.executescript(_SCHEMA.format(columns=types))
            with connection:
                marks = ", ".join("?" for _ in names)
                connection.executemany(f"INSERT OR REPLACE INTO articles VALUES ({marks})", map(_values, lines))
                connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _values(line: JsonMapping) -> tuple[object, ...]:
    """The values of an article in the order of the table's columns; nested ones as JSON text."""
    nested = (json.dumps(line[name], ensure_ascii=False) if line.get(name) is not None else None for name in _JSON)
    return (*(line.get(name) for name in _PLAIN), *nested)
