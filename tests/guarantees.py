"""The table of guarantees in docs/design.md, made from the tests' own markers: `python tests/guarantees.py` writes it."""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
DESIGN = TESTS.parent / "docs" / "design.md"
BEGIN, END = "<!-- guarantees: made by tests/guarantees.py -->", "<!-- end of guarantees -->"
NAMES = (
    "Durable: what the log calls stored survives kill -9",
    "Exactly once: each content version is in the journal once",
    "Nothing pending is forgotten",
    "Whole lines only; a torn tail is cut and kept aside",
    "Old output is never destroyed",
    "One writer: a second run ends at once as locked",
    "Honest exit code",
    "The account closes",
    "No truncated article",
    "No non-article",
    "No silent loss on a listing",
    "Bounded time, requests, bytes and memory",
    "Stays in scope",
    "robots.txt fails closed",
    "Polite",
    "Right text",
    "Safe text",
    "Change is an event",
    "Valid dates only",
    "No code from the network or the neighbour",
    "One identity",
    "Reproducible from the archive",
    "Complete or said: what the newsroom names is read, or the gap is named",
    "An edit is the company's, never furniture's, an address's or our own rules'",
    "Nobody else is blamed: a setting, an argument, a signal and a first run are told as such",
)


def tests_by_guarantee() -> dict[int, list[str]]:
    """Number of a guarantee -> `file::test` of each test that is marked with it."""
    found: dict[int, list[str]] = {number: [] for number in range(1, len(NAMES) + 1)}
    for file in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        whole = [number for node in tree.body if isinstance(node, ast.Assign) for number in _numbers([node.value])]
        for name, numbers in _tests(tree):
            for number in {*numbers, *whole}:
                found[number].append(f"{file.relative_to(TESTS)}::{name}")
    return found


def _tests(tree: ast.Module) -> Iterator[tuple[str, list[int]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name, _numbers(node.decorator_list)


def _numbers(expressions: list[ast.expr]) -> list[int]:
    """The numbers in `pytest.mark.guarantee(n)`, wherever it stands in these expressions."""
    return [
        call.args[0].value
        for expression in expressions
        for call in ast.walk(expression)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "guarantee"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, int)
    ]


def table() -> str:
    """The section of docs/design.md, from its first marker to its last."""
    rows = []
    for number, tests in tests_by_guarantee().items():
        shown = ", ".join(f"`{file}`" for file in sorted({test.partition("::")[0] for test in tests}))
        rows.append(f"| {number} | {NAMES[number - 1]} | {shown} |")
    head = "| | guarantee | its tests under `tests/` |\n|---|---|---|"
    return "\n".join([BEGIN, head, *rows, END])


def shown() -> str | None:
    """The section as it stands in docs/design.md; None if there is none."""
    found = re.search(f"{re.escape(BEGIN)}.*?{re.escape(END)}", DESIGN.read_text("utf-8"), re.S)
    return found[0] if found else None


def main() -> int:
    """Write the section; returns 1 if it was out of date."""
    text, old, new = DESIGN.read_text("utf-8"), shown(), table()
    if old == new:
        return 0
    whole = text.replace(old, new) if old else f"{text.rstrip()}\n\n## Guarantees and their tests\n\n{new}\n"
    DESIGN.write_text(whole, "utf-8")
    return 1


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    sys.exit(main())
