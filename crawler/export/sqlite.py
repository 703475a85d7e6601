"""A SQLite file with full-text search, which Datasette opens as it is."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawler.errors import StorageError
from crawler.items import JsonMapping

Line = JsonMapping
_PLAIN = (
    "id", "event", "revision", "site", "company", "section", "language", "published", "published_precision", "modified", "title",
    "subtitle", "source", "text", "html", "url", "canonical_url", "rights", "content_hash", "first_seen", "fetched", "layout",
    "run", "archive",
)  # fmt: skip
_JSON = (
    "authors", "dateline", "release_parts", "images", "attachments", "links", "breadcrumbs", "keywords", "http", "provenance",
    "flags", "changes",
)  # fmt: skip
COLUMNS = (*_PLAIN, *_JSON)
# Trigrams find any three characters or more as typed, in Chinese as in English: a tokeniser by words finds no Chinese word.
_SCHEMA = """
CREATE TABLE articles ({columns}, PRIMARY KEY (site, id, revision)) STRICT;
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_id ON articles (id);
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content="articles", tokenize='trigram');
CREATE VIEW latest AS SELECT * FROM articles a WHERE revision = (
    SELECT max(revision) FROM articles b WHERE b.site = a.site AND b.id = a.id) AND event <> 'removed';
"""


def row(line: Line) -> tuple[Any, ...]:
    """The values of an article, in the order of COLUMNS; nested ones as JSON text."""
    nested = (json.dumps(line.get(name), ensure_ascii=False) if line.get(name) is not None else None for name in _JSON)
    return (*(line.get(name) for name in _PLAIN), *nested)


def write_sqlite(lines: Iterable[Line], path: Path) -> int:
    """Write a new database at `path`, whole or not at all; returns the number of lines. Raises StorageError."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(aside)
        try:
            types = ", ".join(f'"{name}" {"INTEGER" if name == "revision" else "TEXT"}' for name in COLUMNS)
            connection.executescript(_SCHEMA.format(columns=types))
            with connection:
                count = _insert(connection, lines)
        finally:
            connection.close()
        aside.replace(path)
    except (sqlite3.Error, OSError) as error:
        aside.unlink(missing_ok=True)
        raise StorageError(f"cannot write {path}: {error}. Free some space or make the folder writable.") from error
    return count


def _insert(connection: sqlite3.Connection, lines: Iterable[Line]) -> int:
    marks = ", ".join("?" for _ in COLUMNS)
    connection.executemany(f"INSERT OR REPLACE INTO articles VALUES ({marks})", map(row, lines))
    connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
