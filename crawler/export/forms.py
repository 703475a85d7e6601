"""The forms of an export by name, and the writing of its file."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from crawler.errors import StorageError, UsageError
from crawler.export.csvfile import write_csv
from crawler.export.jsonld import jsonld
from crawler.export.ninjs import ninjs
from crawler.export.sqlite import write_sqlite
from crawler.export.zyte import zyte
from crawler.items import JsonMapping, JsonObject, dumps

Line = JsonMapping
MAPPINGS: dict[str, Callable[[Line], JsonObject]] = {"jsonld": jsonld, "ninjs": ninjs, "zyte": zyte}
FORMS = (*MAPPINGS, "csv", "sqlite")
SUFFIXES = {"jsonld": ".jsonld.jsonl", "ninjs": ".ninjs.jsonl", "zyte": ".zyte.jsonl", "csv": ".csv", "sqlite": ".sqlite"}


def write(form: str, lines: Iterable[Line], path: Path | None) -> int:
    """Write an export; `path` None is the standard output, which a database cannot go to. Returns the number of articles.

    The file is written aside and renamed, so an old one survives a failure. Raises UsageError, StorageError.
    """
    if form not in FORMS:
        raise UsageError(f"--format {form}: there is {', '.join(FORMS)}")
    if form == "sqlite":
        if path is None:
            raise UsageError("--format sqlite wants --out FILE")
        return write_sqlite(lines, path)
    if path is None:
        return _write_text(form, lines, sys.stdout)
    aside = path.with_name(f".{path.name}.new")
    try:
        # A byte order mark tells a spreadsheet that CSV is UTF-8.
        with aside.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as stream:
            count = _write_text(form, lines, stream)
        aside.replace(path)
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}. Free some space or make the folder writable.") from error
    return count


def _write_text(form: str, lines: Iterable[Line], stream: Any) -> int:
    if form == "csv":
        return write_csv(lines, stream)
    count = 0
    for line in lines:
        stream.write(dumps(MAPPINGS[form](line)) + "\n")
        count += 1
    return count
