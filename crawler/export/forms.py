"""The forms of an export by name, the lines of a journal it is made of, and the writing of its file."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from crawler.errors import StorageError, UsageError
from crawler.export.mappings import jsonld, ninjs, zyte
from crawler.export.tables import write_csv, write_sqlite
from crawler.items import JsonMapping, JsonObject, dumps, is_past
from crawler.storage import own_files
from crawler.storage.journal import read_articles

MAPPINGS: dict[str, Callable[[JsonMapping], JsonObject]] = {"jsonld": jsonld, "ninjs": ninjs, "zyte": zyte}
FORMS = (*MAPPINGS, "csv", "sqlite")
SUFFIXES = {"jsonld": ".jsonld.jsonl", "ninjs": ".ninjs.jsonl", "zyte": ".zyte.jsonl", "csv": ".csv", "sqlite": ".sqlite"}


def journal_lines(path: Path, revisions: bool = False) -> Iterator[JsonObject]:
    """Lines of a journal: all of them, or the last of each article that is not removed, in order of first appearance.

    For the state the journal is read twice, so that only one number an article is kept in memory.
    """
    if revisions:
        yield from (record for record, _ in read_articles(path))
        return
    last: dict[str, int] = {}
    start = 0
    for record, end in read_articles(path):
        last |= {} if is_past(record) else {record["id"]: start}
        start = end
    if not last:
        return
    with own_files.reader(path) as stream:
        for offset in last.values():
            stream.seek(offset)
            found: JsonObject = json.loads(stream.readline())
            if found["event"] != "removed":
                yield found


def write_export(form: str, lines: Iterable[JsonMapping], path: Path | None) -> int:
    """Write an export; `path` None is the standard output, which a database cannot go to. Returns the number of articles.

    The file is written aside and renamed, so an old one survives a failure. Raises UsageError, StorageError.
    """
    if form not in FORMS:
        raise UsageError(f"--format {form}: there is {', '.join(FORMS)}")
    if path is None:
        if form == "sqlite":
            raise UsageError("--format sqlite wants --out FILE")
        return _write_text(form, lines, sys.stdout)
    own_files.exists(path)
    aside = own_files.free_aside(path)
    try:
        os.close(own_files.open_own(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL))
        if form == "sqlite":
            count = write_sqlite(lines, aside)
        else:
            # A byte order mark tells a spreadsheet that CSV is UTF-8.
            with aside.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as stream:
                count = _write_text(form, lines, stream)
        aside.replace(path)
    except OSError as error:
        said = error.strerror or error
        raise StorageError(f"cannot write {path}: {said}. Free some space or make the folder writable.") from error
    finally:
        with suppress(OSError):
            aside.unlink()
    return count


def _write_text(form: str, lines: Iterable[JsonMapping], stream: TextIO) -> int:
    if form == "csv":
        return write_csv(lines, stream)
    count = 0
    for line in lines:
        stream.write(dumps(MAPPINGS[form](line)) + "\n")
        count += 1
    return count
