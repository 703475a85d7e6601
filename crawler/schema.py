"""What an article line is: its JSON Schema, generated from the dataclasses, and what no line may lack.

`python -m crawler.schema` prints the schema.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import cast, get_args, get_origin, get_type_hints

from itemadapter import ItemAdapter

from crawler.clock import instant_of, stamp_of
from crawler.items import DOCUMENT, ELSEWHERE, OPTIONAL_KEYS, SCHEMA, Article, JsonMapping, JsonObject, article_of, dumps

Check = Callable[[object], bool]
PATH = Path(__file__).with_name("article-1.schema.json")
EVENTS = ("new", "changed", "minor", "removed", "restored", "moved")

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def generate() -> JsonObject:
    """The schema as a plain dict: all keys required but the ones that stand only where they say something."""
    found = ItemAdapter.get_json_schema(Article)
    properties = found["properties"]
    for name, event in (("schema", SCHEMA), ("event", None)):
        properties[name] = {"type": "string", "const": event} if event else {"type": "string", "enum": list(EVENTS)}
    properties["form"] = {"type": "string", "enum": [DOCUMENT, ELSEWHERE]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:newsroom-crawler:{SCHEMA}",
        "title": "One revision of one article",
        "type": "object",
        "additionalProperties": True,
        "required": [key for key in properties if key not in OPTIONAL_KEYS],
        "properties": properties,
    }


def text() -> str:
    """The schema as the file that ships holds it."""
    return json.dumps(generate(), indent=2, ensure_ascii=False) + "\n"


def problems(article: Article) -> list[str]:
    """Snake-case reasons why the article may not be stored; empty for a good one."""
    return [
        reason
        for reason, wrong in (
            ("id_missing", not article.id),
            ("url_missing", not article.url or not article.canonical_url),
            ("title_missing", not (article.title or "").strip()),
            ("text_missing", _is_empty(article)),
            ("published_invalid", _is_no_date(article.published)),
            ("modified_invalid", _is_no_date(article.modified)),
            ("control_characters", bool(_CONTROL.search(article.text) or _CONTROL.search(article.title or ""))),
        )
        if wrong
    ]


def _instant(text: str) -> str:
    return stamp_of(instant_of(text))


# How those values are read that are more than text: what cannot be read so is no line of ours.
_READ_AS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "published": _instant, "modified": _instant, "first_seen": _instant, "fetched": _instant, "content_hash": bytes.fromhex,
        "revision": lambda number: int(number).to_bytes(4, "big", signed=True),
    }
)  # fmt: skip
_NEEDED = ("id", "event", "revision", "canonical_url")  # keys that no line of any version lacks


def record_of(line: bytes) -> JsonObject:
    """The object of a JSON line. Raises ValueError (or RecursionError) for what is none or has half a letter (`\\ud800`)."""
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError("it is no JSON object")
    if b"\\u" in line:
        dumps(record).encode()
    return record


def odd_keys(values: JsonMapping) -> list[str]:
    """Keys of a journal line that are missing, or whose values are not of the kind that an article has."""
    odd = [key for key, fits in _FITS.items() if key in values and not fits(values[key])]
    odd += [key for key in _READ_AS if key not in odd and not _is_read(key, values.get(key))]
    return [*(key for key in _NEEDED if values.get(key) is None and key not in odd), *odd]


def faults(values: JsonMapping) -> list[str]:
    """Snake-case reasons why a line may not be written, whoever made its values; empty for a good one."""
    odd = odd_keys(values)
    if odd:
        return [f"{key}_invalid" for key in odd]
    try:
        found = problems(article_of(values))
        json.dumps(values, allow_nan=False)
    except (TypeError, ValueError):  # a part with keys that it has not; a value that JSON has not
        return ["item_invalid"]
    if "control_characters" not in found and any(map(_CONTROL.search, _texts(values))):
        found.append("control_characters")
    return found


def _texts(value: object) -> Iterator[str]:
    """All text in a JSON value, keys of objects too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts, chain(value.keys(), value.values())))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_texts, value))


def _is_read(key: str, value: object) -> bool:
    try:
        return not value or bool(_READ_AS[key](str(value)))
    except (ValueError, OverflowError):
        return False


def _check(hint: object) -> Check:
    """What tells whether a JSON value is of the kind that a type hint says, with all that is in it."""
    if isinstance(hint, UnionType):
        checks = tuple(map(_check, get_args(hint)))
        return lambda value: any(fits(value) for fits in checks)
    if is_dataclass(hint):
        return _check_object(cast(type, hint))
    if get_origin(hint) is list:
        part = _check(get_args(hint)[0])
        return lambda value: isinstance(value, list) and all(map(part, value))
    if get_origin(hint) is dict:
        part = _check(get_args(hint)[1])
        return lambda value: isinstance(value, dict) and all(map(part, value.values()))
    kind = cast(type, hint)
    return lambda value: isinstance(value, kind)


def _check_object(kind: type) -> Check:
    checks = {name: _check(hint) for name, hint in get_type_hints(kind).items()}
    needed = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}

    def fits(value: object) -> bool:
        if not isinstance(value, dict) or not needed <= value.keys():
            return False
        return all(check(value[name]) for name, check in checks.items() if name in value)

    return fits


_FITS = {key: _check(hint) for key, hint in get_type_hints(Article).items()}


def _is_empty(article: Article) -> bool:
    return not (article.text.strip() or article.images or article.attachments or article.form)


def _is_no_date(value: str | None) -> bool:
    return value is not None and not _ISO.match(value)


if __name__ == "__main__":
    argparse.ArgumentParser(description="Print the JSON Schema of an article's line.").parse_args()
    print(text(), end="")
