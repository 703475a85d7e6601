"""The JSON Schema of the article line, generated from the dataclasses. `python -m crawler.schema` prints it."""

import json
from pathlib import Path
from typing import Any

from itemadapter import ItemAdapter

from crawler.items import OPTIONAL_KEYS, SCHEMA, Article

PATH = Path(__file__).with_name("article-1.schema.json")


def generate() -> dict[str, Any]:
    """The schema as a plain dict: all keys required but the ones that stand only where they say something."""
    found = ItemAdapter.get_json_schema(Article)
    properties = found["properties"]
    for name, event in (("schema", SCHEMA), ("event", None)):
        properties[name] = {"type": "string", "const": event} if event else {"type": "string", "enum": list(EVENTS)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:newsroom-crawler:{SCHEMA}",
        "title": "One revision of one article",
        "type": "object",
        "additionalProperties": False,
        "required": [key for key in properties if key not in OPTIONAL_KEYS],
        "properties": properties,
    }


EVENTS = ("new", "changed", "minor", "removed", "restored", "moved")


def text() -> str:
    """The schema as the file that ships holds it."""
    return json.dumps(generate(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(text(), end="")
