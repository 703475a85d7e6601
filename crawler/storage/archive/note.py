"""What the crawl knew of a page, as the block of its metadata record. Pure.

It is of the type that the standard has for metadata, `application/warc-fields`: replay programs leave that out of their
indexes, and would else show the note in the place of the page.
"""

import json
from collections.abc import Sequence

from crawler.items import JsonObject

FIELDS_TYPE = "application/warc-fields"
_FIELD, _HEADERS = "newsroom-note", "http-headers"


def note_payload(note: JsonObject, headers: Sequence[tuple[str, str]] = ()) -> bytes:
    """The note as one field, its value JSON; headers: those of an answer whose own record has no block, as another."""
    lines = [f"{_FIELD}: {json.dumps(note, ensure_ascii=False, sort_keys=True)}"]
    if headers:
        lines.append(f"{_HEADERS}: {json.dumps(headers, ensure_ascii=False)}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def read_note(payload: bytes) -> JsonObject:
    """The note of a block; empty where it has none. Raises ValueError where it is cut."""
    for line in payload.decode("utf-8").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == _FIELD:
            note: JsonObject = json.loads(value)
            return note
    return {}
