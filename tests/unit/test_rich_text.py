"""Articles that a page holds in the data of its scripts, as trees of nodes or in attributes."""

import json
from html import escape
from typing import Any

import pytest

from crawler.extract import extract
from crawler.page.rich_text import rich_texts

TITLE = "First heat from the old mine"
FIRST = ("Warm water from the flooded galleries heated its ", "first forty homes", " this morning, as the grid said.")
REST = "The school and the swimming pool follow in the spring, and by 2028 the grid is to reach nine hundred homes."
TEXT = f"{''.join(FIRST)}\n\nA second life\n\n{REST}"


def contentful(kind: str, *words: str) -> dict[str, Any]:
    marks: list[dict[str, str]] = [{"type": "bold"}]
    return {"nodeType": kind, "content": [{"nodeType": "text", "value": each, "marks": marks} for each in words]}


def prose_mirror(kind: str, *words: str) -> dict[str, Any]:
    return {"type": kind, "content": [{"type": "text", "text": each} for each in words]}


def portable(kind: str, *words: str) -> dict[str, Any]:
    return {"_type": "block", "style": kind, "children": [{"_type": "span", "text": each} for each in words], "markDefs": []}


def slate(kind: str, *words: str) -> dict[str, Any]:
    first, *others = words
    link = [{"type": "link", "url": "/homes", "children": [{"text": others[0]}]}] if others else []
    return {"type": kind, "children": [{"text": first}, *link, *({"text": each} for each in others[1:])]}


def body(node: Any) -> list[dict[str, Any]]:
    return [node("paragraph", *FIRST), node("heading-2", "A second life"), node("paragraph", REST)]


TREES: dict[str, Any] = {
    "contentful": {"nodeType": "document", "data": {}, "content": body(contentful)},
    "prose mirror": {"type": "doc", "content": body(prose_mirror)},
    "portable text": body(portable),
    "slate": body(slate),
    "lexical": {"root": {"type": "root", "children": body(slate)}},
}


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_a_body_that_is_a_tree_of_nodes(tree: Any) -> None:
    data = json.dumps(
        {"entry": {"title": TITLE, "body": tree}, "banner": "We are hiring engineers in all regions."}
    )
    page = f"<title>{TITLE} | Grid</title><div id=root><h1>{TITLE}</h1></div><script type='application/json'>{data}</script>"
    assert extract(page, "https://grid.example/news/heat").text == TEXT


def test_a_body_in_the_attribute_of_an_element() -> None:
    props = {"props": {"post": {"title": TITLE, "html": f"<p>{''.join(FIRST)}</p><p>{REST}</p>"}}, "version": "9d2"}
    page = f'<title>{TITLE}</title><body><div id=app data-page="{escape(json.dumps(props))}"></div>'
    assert extract(page, "https://grid.example/news/heat").text == f"{''.join(FIRST)}\n\n{REST}"


@pytest.mark.parametrize(
    "value",
    [
        [{"label": "Phone", "number": "1"}, {"label": "Fax", "number": "2"}],  # nothing says what it is
        ["First", "Second"],
        [{"rows": [{"text": "First"}]}],
        {"settings": {"wide": True, "rows": 3}},
    ],
)
def test_data_of_another_form_is_no_text(value: Any) -> None:
    assert list(rich_texts({"body": value})) == []


def test_a_tree_deeper_than_any_text_says_nothing() -> None:
    tree: Any = [{"text": "Far below"}]
    for _ in range(40):
        tree = [{"type": "list", "children": tree}]
    assert list(rich_texts({"body": tree})) == []
