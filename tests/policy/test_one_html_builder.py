"""Pages for people come from one builder, which escapes: no other room writes a tag of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "crawler"
ROOMS = ("alerts", "commands", "dataset", "explain", "export", "extensions", "reextract", "report", "run", "verdict")
TAG = re.compile(r"(?<![?P.])</?[a-zA-Z][\w:-]*(?:\s+[\w:-]+=[^<>]*)?\s*/?>|<!doctype", re.IGNORECASE)


def literals(source: str) -> Iterator[str]:
    """Every string of a module but its docstrings; what an f-string puts in stands as `x`."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said |= {id(part) for part in node.values}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def tags_in(source: str) -> list[str]:
    return [found[0] for literal in literals(source) if (found := TAG.search(literal))]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = f'<td class=\"n\">{value}</td>'", ['<td class="n">']),
        ("x = '<' + name + '>' + '</p>'", ["</p>"]),
        ("x = f'<{name}>'", ["<x>"]),
        ("x = '<!doctype html>'", ["<!doctype"]),
        ("def f():\n    'Gives <b>.'\n    return 'n<1K and a <= b'", []),
        ("x = f'SELECT a <> b WHERE c < {d} AND e > 0'", []),
        ("x = r'(?P<month>\\d)(?<!\\d)'", []),
    ],
)
def test_what_counts_as_a_tag(source: str, found: list[str]) -> None:
    assert tags_in(source) == found


def test_no_room_writes_its_own_html() -> None:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert len(files) > 50
    found = {str(path.relative_to(ROOT)): tags for path in files if (tags := tags_in(path.read_text("utf-8")))}
    assert found == {}
