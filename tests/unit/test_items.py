"""The article line and its schema."""

import json

from crawler import items, schema
from crawler.items import Article, Changes, Dateline, Image, Provenance

KEYS = (
    "schema id event revision site company section language url canonical_url title subtitle published published_precision "
    "modified authors source dateline text html release_parts images attachments links breadcrumbs keywords rights "
    "content_hash previous_hash first_seen fetched http provenance layout flags run"
).split()


def test_a_line_has_all_keys_in_order() -> None:
    assert list(items.line(Article())) == KEYS


def test_absent_values_are_null_or_empty_never_missing() -> None:
    line = items.line(Article())
    assert line["title"] is None
    assert line["authors"] == []
    assert line["provenance"] == {}
    assert line["http"] == {"status": None, "etag": None, "last_modified": None, "encoding": None, "bytes": None}


def test_parts_are_plain_and_changes_come_last() -> None:
    article = Article(
        dateline=Dateline("BEIJING"),
        images=[Image("http://a/b.jpg", "A pit")],
        provenance={"title": Provenance("rule", "h1", ["meta"], {"listing": "Other"})},
        changes=Changes("edited", ["text"], "-a\n+b"),
    )
    line = items.line(article)
    assert list(line) == [*KEYS, "changes"]
    assert line["dateline"] == {"place": "BEIJING", "date": None, "wire": None}
    assert line["provenance"]["title"]["other"] == {"listing": "Other"}
    assert json.loads(items.dumps(line)) == line


def test_the_schema_that_ships_is_the_one_the_dataclasses_make() -> None:
    assert schema.PATH.read_text("utf-8") == schema.text(), "run: python -m crawler.schema > crawler/article-1.schema.json"


def test_the_schema_asks_for_every_key_of_the_line() -> None:
    made = schema.generate()
    assert made["required"] == KEYS
    assert list(made["properties"]) == [*KEYS, "changes", "archive", "form", "appeared"]
    assert made["additionalProperties"] is True
