"""Times every pattern of the product on strings made of its own parts: `python -m tests.policy.pattern_scan [FILE ...]`.

Patterns are found by watching `re.compile` while the product's modules are imported, so that tables, and patterns that
are put together from pieces, count too; those written into a call (`re.sub(r"...", ...)`) are read from the source.
A pattern is asked as the product asks it: from the start of a text (`match`, `fullmatch`), or anywhere in it.

What is printed is slower than linear: a string of four times the length costs far more than four times the time. What
makes a pattern so, and what mends it: two repeats that can take the same characters (`\\s*,?\\s*`) become possessive or
bounded; a repeat that begins a search is begun once a run, by `(?<!\\s)\\s++`; one that ends at `$` has one way to get there.
"""

import argparse
import ast
import importlib
import pkgutil
import random
import re
import re._parser as parser  # type: ignore[import-not-found]
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PRODUCT = ("crawler", "spiders", "pipelines")
LENGTH = 3200  # characters of the strings; a pattern that is linear needs a hundredth of a second for them
SHORTEST_TIME = 0.003  # seconds: what is quicker than that is not looked at again
GROWTH = 8  # times the time for four times the length: 4 is linear, 16 quadratic
TIME_LIMIT = 1.0  # seconds, of one look
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CATEGORIES = {
    "CATEGORY_DIGIT": "17", "CATEGORY_SPACE": " \n\u3000", "CATEGORY_WORD": "a1_\u4e00", "CATEGORY_NOT_SPACE": "a,",
    "CATEGORY_NOT_WORD": " -", "CATEGORY_NOT_DIGIT": "a ",
}  # fmt: skip
_ANYTHING = "a1 ,"
_COMMON = (" ", "\n", "a", "1", "\u4e00", "Aa ", "a ", "1 ", ", ")


class Found(NamedTuple):
    """A pattern of the product. places: `file:line`; calls: how it is asked."""

    pattern: str | bytes
    flags: int
    places: tuple[str, ...]
    calls: tuple[str, ...]


class _Over(Exception):
    pass


def patterns() -> list[Found]:
    """All patterns of the product, by their place. To be called in a process that has not imported the product yet."""
    places = _watched()
    usage = _Usage()
    for pattern, place in usage.in_calls:
        places.setdefault((pattern, re.compile(pattern).flags), set()).add(place)
    found = [
        Found(pattern, flags, tuple(sorted(f"{file}:{line}" for file, line in where)), usage.calls_of(where))
        for (pattern, flags), where in places.items()
    ]
    return sorted(found, key=lambda each: each.places)


def _watched() -> dict[tuple[str | bytes, int], set[tuple[str, int]]]:
    """(pattern, flags) -> (file, line) of each pattern that is compiled while the modules are imported."""
    found: dict[tuple[str | bytes, int], set[tuple[str, int]]] = {}
    compile_ = re.compile

    def watching(pattern: Any, flags: int = 0) -> Any:
        made = compile_(pattern, flags)
        place = _place(sys._getframe(1)) if _is_ours(sys._getframe(1)) else None
        if place:
            found.setdefault((made.pattern, made.flags), set()).add(place)
        return made

    re.compile = watching
    try:
        for package in map(importlib.import_module, PRODUCT):
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(module.name)
    finally:
        re.compile = compile_
    return found


def _place(frame: FrameType | None) -> tuple[str, int] | None:
    """The line of a module of the product that is being executed."""
    while frame is not None and not (_is_ours(frame) and frame.f_code.co_name == "<module>"):
        frame = frame.f_back
    return (Path(frame.f_code.co_filename).relative_to(ROOT).as_posix(), frame.f_lineno) if frame else None


def _is_ours(frame: FrameType) -> bool:
    file = Path(frame.f_code.co_filename)
    return file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in PRODUCT


class _Usage:
    """How the product's source asks its patterns. in_calls: (pattern, place) of those that are written into a call."""

    def __init__(self) -> None:
        self.in_calls: list[tuple[str | bytes, tuple[str, int]]] = []
        self._names: dict[tuple[str, int], str] = {}
        self._calls: dict[tuple[str, int], str] = {}
        self._asked: dict[tuple[str, str], set[str]] = {}
        for folder in PRODUCT:
            for path in sorted((ROOT / folder).rglob("*.py")):
                self._read(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8")))

    def _read(self, file: str, tree: ast.Module) -> None:
        for statement in tree.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
                names = [node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)]
                if len(names) == 1:
                    for line in range(statement.lineno, (statement.end_lineno or 0) + 1):
                        self._names[file, line] = names[0]
        attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
        of_attributes = {id(node.value) for node in attributes}
        for each in attributes:
            self._ask(file, each.value.id, each.attr)  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in of_attributes:
                self._ask(file, node.id, "finditer")
            if isinstance(node, ast.Call):
                self._read_call(file, node)

    def _read_call(self, file: str, call: ast.Call) -> None:
        function = call.func
        if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"):
            return
        written = call.args[0]
        if function.attr != "compile" and isinstance(written, ast.Constant) and isinstance(written.value, str | bytes):
            self.in_calls.append((written.value, (file, call.lineno)))
            self._calls[file, call.lineno] = function.attr

    def _ask(self, file: str, name: str, call: str) -> None:
        self._asked.setdefault((file if name.startswith("_") else "", name), set()).add(call)

    def calls_of(self, places: set[tuple[str, int]]) -> tuple[str, ...]:
        found: set[str] = set()
        for place in places:
            name = self._names.get(place, "")
            asked = self._asked.get((place[0] if name.startswith("_") else "", name), set())
            found |= {self._calls[place]} if place in self._calls else asked or {"finditer"}
        return tuple(sorted({each if each in ("match", "fullmatch") else "finditer" for each in found - {"pattern", "flags"}}))


class Strings:
    """Strings that a pattern may find hard: each of its repeats, run on and on behind what stands before it."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._random = random.Random(7)
        self._atoms: set[str] = set()
        self._attacks: list[tuple[str, str]] = [("", each) for each in _COMMON]
        tree = parser.parse(pattern, flags)
        self._groups: dict[int, str] = {}
        for _ in range(3):
            self._walk(tree, "")
        atoms = sorted(self._atoms)
        single = [each for each in atoms if len(each) == 1]
        words = [each for each in atoms if len(each) > 1]
        starts = ["", *self._some(words, 4)]
        runs = [*self._some(single, 16), *self._some(words, 8)]
        runs += ["".join(self._random.choices(atoms, k=self._random.randint(2, 4))) for _ in range(12)] if atoms else []
        self._attacks += [(start, run) for start in starts for run in runs]

    def _some(self, pieces: list[str], number: int) -> list[str]:
        return self._random.sample(pieces, min(number, len(pieces)))

    def __iter__(self) -> Iterator[Callable[[int], str]]:
        for start, run in dict.fromkeys(self._attacks):
            yield lambda length, start=start, run=run: start + (run * (length // len(run) + 1))[:length] + "\x00!"  # type: ignore[misc]

    def _walk(self, tree: Any, before: str) -> str:
        """A string that the tree matches, more or less; notes an attack for each repeat in it. before: what stands before."""
        text, word = "", ""
        for operation, value in tree:
            name = str(operation)
            piece = self._piece(name, value, before + text)
            word = word + piece if name == "LITERAL" else ""
            if len(word) > 1:
                self._atoms.add(word)
            text += piece
        return text

    def _piece(self, name: str, value: Any, before: str) -> str:
        if name == "LITERAL":
            self._atoms.add(chr(value))
            return chr(value)
        if name in _REPEATS:
            least, most, inner = value
            body = self._walk(inner, before)
            if int(most) > 9 and body:
                self._attacks += [(before, body), (before, body + self._walk(inner, before))]
            return body * max(int(least), self._random.randint(0, 1))
        if name == "SUBPATTERN":
            self._groups[value[0]] = found = self._walk(value[3], before)
            return found
        if name == "BRANCH":
            return self._random.choice([self._walk(branch, before) for branch in value[1]])
        if name == "ATOMIC_GROUP":
            return self._walk(value, before)
        if name in ("ASSERT", "ASSERT_NOT"):
            self._walk(value[1], before)
        return self._character(name, value)

    def _character(self, name: str, value: Any) -> str:
        if name in ("ANY", "NOT_LITERAL"):
            return self._random.choice(_ANYTHING)
        if name == "GROUPREF":
            return self._groups.get(value, "")
        if name != "IN":
            return ""
        choices = [each for kind, detail in value for each in self._of_set(str(kind), detail)]
        self._atoms.update(choices)
        return self._random.choice(choices or list(_ANYTHING))

    def _of_set(self, kind: str, detail: Any) -> str:
        if kind == "NEGATE":
            return ""
        if kind == "LITERAL":
            return chr(detail)
        if kind == "RANGE":
            return chr(detail[0]) + chr(detail[1])
        return _CATEGORIES.get(str(detail), "a")


def seconds(made: re.Pattern[Any], call: str, text: str) -> float:
    """Seconds that a pattern needs for a text; endless where it needs more than TIME_LIMIT."""
    given = text.encode("latin-1", "replace") if isinstance(made.pattern, bytes) else text
    began = time.thread_time()
    signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT)
    try:
        if call == "finditer":
            sum(1 for _ in made.finditer(given))
        else:
            getattr(made, call)(given)
    except _Over:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.thread_time() - began


def growth(made: re.Pattern[Any], call: str, text: Callable[[int], str]) -> float:
    """How many times as long a pattern needs for a text four times as long; 0 where it is quick."""
    if seconds(made, call, text(LENGTH)) < SHORTEST_TIME:
        return 0.0
    for length in (LENGTH, 4 * LENGTH):  # a longer text where the time is too short to be measured
        long = min(seconds(made, call, text(length)) for _ in range(3))
        if long == float("inf"):
            return long
        short = min(seconds(made, call, text(length // 4)) for _ in range(3))
        if long < SHORTEST_TIME or long / max(short, 1e-6) <= GROWTH:
            return 0.0
    return long / max(short, 1e-6)


def slow(found: Found) -> Iterator[str]:
    """A line for each way of asking a pattern for which a string was found that costs more than linear time."""
    made = re.compile(found.pattern, found.flags)
    for call in found.calls:
        for text in Strings(found.pattern, found.flags):
            times = growth(made, call, text)
            if times:
                yield f"{' '.join(found.places)} {call}: {times:.0f} times for 4 times {text(40)[:60]!r} {found.pattern[:160]!r}"
                break


def _over(number: int, frame: FrameType | None) -> None:
    raise _Over


def main() -> None:
    signal.signal(signal.SIGALRM, _over)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="*", default=[""], help="part of a path: only patterns of these files")
    names: list[str] = parser.parse_args().file
    wanted = [each for each in patterns() if any(name in place for name in names for place in each.places)]
    lines = [line for each in wanted for line in slow(each)]
    print("\n".join([*lines, f"{len(wanted)} patterns, {len(lines)} slower than linear"]))


if __name__ == "__main__":
    main()
