"""build.json, the record of a build, from a folder that anybody may have written: read whole, or refused by name. """

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from crawler.dataset.coverage import RIGHTS
from crawler.dataset.files import BUILD
from crawler.dataset.splits import ORDER
from crawler.errors import UsageError
from crawler.items import JsonMapping, JsonObject
from crawler.storage import own_files

_LARGEST = 64 << 20  # bytes of a record
_NUMBER = 1 << 53  # above it no count of ours is
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")
_STAMP = re.compile(_DAY.pattern + r"(?:T[0-9:.]{1,15}(?:Z|[+-][0-9:]{4,6})?)?")
_FILE = re.compile(rf"data/(?:{'|'.join(ORDER)})-\d{{5}}-of-\d{{5}}\.parquet")
_KEY = re.compile(r"[a-z_]{1,40}")
_SHORT = re.compile(r"[\s\S]{0,2000}")


class Maybe:
    """A shape that may also be null, or missing from its object."""

    def __init__(self, shape: object) -> None:
        self.shape = shape


# A shape: a type, a pattern of the whole text, [shape] of a list, {"*": shape} or {pattern: shape} of any keys, {name: shape}.
_COUNTS = {_SHORT: int}
_SHAPE: JsonObject = {
    "format": re.compile("newsroom-dataset/1"),
    "arguments": {
        "sites": Maybe([_SHORT]), "since": Maybe(_DAY), "until": Maybe(_DAY), "language": Maybe(_SHORT), "as_of": Maybe(_DAY),
        "revisions": bool, "drop": [_KEY], "split": _SHORT, "urls_only": bool, "near": bool,
    },
    "runs": [{"site": _SHORT, "bytes": int, "runs": int, "verdicts": _COUNTS, "robots": Maybe(str)}],
    "left_out": {_KEY: int},
    "dropped": {_KEY: int},
    "duplicates": {
        "pairs": {"exact": int, "near": int, "translation": int, "cross_post": int}, "clusters": int, "articles_in_clusters": int,
    },
    "totals": {
        "rows": int, "first_day": Maybe(_DAY), "last_day": Maybe(_DAY), "last_fetched": Maybe(_STAMP), "chars": int, "words": int,
        "companies": _COUNTS, "languages": _COUNTS, "flags": _COUNTS, "lengths": {re.compile(r"\d{1,10}"): int},
    },
    "split": {"by": re.compile("time|company|none"), "validation_from": Maybe(_DAY), "test_from": Maybe(_DAY)},
    "splits": {
        re.compile("|".join(ORDER)): {
            "rows": int, "companies": int, "first_day": Maybe(_DAY), "last_day": Maybe(_DAY), "files": [_FILE],
        },
    },
    "coverage": {_SHORT: {_MONTH: int}},
    "holes": [{"site": _SHORT, "from": _MONTH, "to": _MONTH, "months": int, "expected": float, "suspect": bool}],
    "rights": [{"site": _SHORT, "articles": int, "looked_at": int} | dict.fromkeys(RIGHTS, int)],
}  # fmt: skip


def read_record(folder: Path) -> JsonObject:
    """The record of the dataset in `folder`, every value of the kind that the format has. Raises UsageError, StorageError."""
    path = folder / BUILD
    if not own_files.exists(path):
        raise UsageError(f"{folder} is no dataset: build one first (scrapy dataset build)")
    with own_files.reader(path) as stream:
        raw = stream.read(_LARGEST + 1)
    try:
        found = json.loads(raw) if len(raw) <= _LARGEST else None
    except (ValueError, RecursionError):
        found = None
    record = cast(JsonObject, found)
    wrong = _wrong(found, _SHAPE, "") or ("splits" if not record["splits"] or not all(record["coverage"].values()) else None)
    if wrong:
        raise UsageError(f"{path} is no record of a build: {wrong} is not what the format says. Build the dataset anew.")
    return record


def _wrong(value: object, shape: object, where: str) -> str | None:
    """The name of the first value that is not of the shape; None for a right one."""
    if isinstance(shape, Maybe):
        return None if value is None else _wrong(value, shape.shape, where)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return where
        return next((bad for n, each in enumerate(value) if (bad := _wrong(each, shape[0], f"{where}[{n}]"))), None)
    if isinstance(shape, dict):
        return _wrong_object(value, shape, where)
    return None if _is(value, shape) else where or "the whole"


def _wrong_object(value: object, shape: Mapping[object, object], where: str) -> str | None:
    if not isinstance(value, dict):
        return where or "the whole"
    given: JsonMapping = value
    for name, inner in shape.items():
        if isinstance(name, re.Pattern):
            bad = _wrong_of_any_key(given, name, inner, where)
        else:
            bad = _wrong(given.get(str(name)), inner, f"{where}.{name}".lstrip("."))
        if bad:
            return bad
    return None


def _wrong_of_any_key(given: JsonMapping, key: re.Pattern[str], shape: object, where: str) -> str | None:
    if not all(map(key.fullmatch, given)):
        return where
    return next((bad for each in given.values() if (bad := _wrong(each, shape, f"{where}.*"))), None)


def _is(value: object, shape: object) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if shape in (int, float):
        numbers = (int,) if shape is int else (int, float)
        return isinstance(value, numbers) and not isinstance(value, bool) and 0 <= value < _NUMBER
    return isinstance(value, cast(type, shape))
