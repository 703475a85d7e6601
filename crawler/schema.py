"""What an article line is: its JSON Schema, generated from the dataclasses, and what no line may lack.

`python -m crawler.schema` prints the schema.
"""

import json
import re
from pathlib import Path

from itemadapter import ItemAdapter

from crawler.items import DOCUMENT, ELSEWHERE, OPTIONAL_KEYS, SCHEMA, Article, JsonObject

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


def _is_empty(article: Article) -> bool:
    return not (article.text.strip() or article.images or article.attachments or article.form)


def _is_no_date(value: str | None) -> bool:
    return value is not None and not _ISO.match(value)


if __name__ == "__main__":
    print(text(), end="")
