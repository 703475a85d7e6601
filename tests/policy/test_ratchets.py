"""The norms of the code that no linter checks: each limit may be made stricter, none looser, and no exception added."""

import ast
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from radon.complexity import cc_visit  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
PRODUCT = ("crawler", "spiders", "pipelines")
ALL_CODE = (*PRODUCT, "tests", "bench")

MAX_COMPLEXITY = 15  # of a function, as radon counts: and, or, and comprehensions too
COMPLEX = 10  # above it a function is called complex
MAX_COMPLEX_SHARE = 0.012  # of all functions
MAX_ANY = 118  # words `Any` in the product
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_TOP_MODULES = 15  # directly in crawler/
# What is imported where it is used: the extras (pyproject.toml), what must not be imported early, and what few pages need.
LATE_IMPORTS = ("twisted.internet.reactor", "json_repair.loads")

# Exceptions: of each list the entries may only become fewer, and one that is no longer needed goes.
LONG_FILES = {
    "tests/unit/test_dataset_build.py", "tests/unit/test_revision.py", "tests/unit/test_state.py",
    "tests/unit/test_verdict.py",
}  # fmt: skip
CLASSES_TWICE: set[str] = set()
FUNCTIONS_TWICE: set[str] = set()
PACKAGES_IN_A_CIRCLE: set[tuple[str, ...]] = set()


@cache
def sources(folders: tuple[str, ...] = PRODUCT) -> dict[str, str]:
    """Text of each Python file, by its path from the root of the repository."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@cache
def trees() -> dict[str, ast.Module]:
    return {path: ast.parse(text) for path, text in sources().items()}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def complexities() -> list[tuple[int, str]]:
    """(complexity, `path:line name`) of every function and method of the product, the worst first."""
    found = {
        (block.complexity, f"{path}:{block.lineno} {block.name}")
        for path, text in sources().items()
        for each in cc_visit(text)
        for block in [*getattr(each, "methods", ()), *([] if hasattr(each, "methods") else [each])]
    }
    return sorted(found, reverse=True)


def test_no_function_is_too_complex() -> None:
    """Remedy: name a step and make it a function, or make a table of the cases."""
    assert [f"{name} is {value}" for value, name in complexities() if value > MAX_COMPLEXITY] == []


def test_few_functions_are_complex() -> None:
    """Remedy: as above, for the functions that are listed; any of them will do."""
    found = [f"{name} is {value}" for value, name in complexities() if value > COMPLEX]
    allowed = int(MAX_COMPLEX_SHARE * len(complexities()))
    assert len(found) <= allowed, f"{len(found)} of {len(complexities())} functions, {allowed} allowed:\n" + "\n".join(found)


def test_functions_are_short() -> None:
    """Remedy: name a step and make it a function."""
    long = [
        f"{path}:{each.lineno} {each.name} has {length} lines"
        for path, tree in trees().items()
        for each in functions(tree)
        if (length := (each.end_lineno or 0) - each.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_files_are_short() -> None:
    """Remedy: a file with two subjects becomes two files."""
    long = {path for path, text in sources(ALL_CODE).items() if text.count("\n") > MAX_FILE_LINES}
    assert long - LONG_FILES == set(), f"above {MAX_FILE_LINES} lines"


def defined(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> dict[str, list[str]]:
    """Paths by public name of a class, or of a function, at the top of a module."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                found[node.name].append(path)
    return found


@pytest.mark.parametrize(("kind", "allowed"), [(ast.ClassDef, CLASSES_TWICE), (ast.FunctionDef, FUNCTIONS_TWICE)])
def test_no_name_means_two_things(kind: type[ast.ClassDef] | type[ast.FunctionDef], allowed: set[str]) -> None:
    """Remedy: one thing moves to where both can import it; two things get two names, or a leading underscore."""
    twice = {name: paths for name, paths in defined(kind).items() if len(paths) > 1}
    assert {name: paths for name, paths in twice.items() if name not in allowed} == {}


def test_names_of_json_objects_are_said_by_type() -> None:
    """Remedy: JsonObject and JsonMapping of crawler.items for JSON, a protocol or a type variable for the rest."""
    counts = Counter({path: len(re.findall(r"\bAny\b", text)) for path, text in sources().items()})
    assert counts.total() <= MAX_ANY, f"{counts.total()} times `Any`, most often in {counts.most_common(8)}"


def test_the_top_of_the_crawler_stays_small() -> None:
    """Remedy: a module belongs to the package that its job belongs to (docs/design.md)."""
    top = sorted(path.name for path in (ROOT / "crawler").glob("*.py"))
    assert len(top) <= MAX_TOP_MODULES, top


def imported(path: str) -> Iterator[str]:
    """Dotted names of the product's modules that a file imports, wherever in the file."""
    for node in ast.walk(trees()[path]):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def importers() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(importing, imported) modules, each as the parts of its path."""
    parts = {path: tuple(path.removesuffix(".py").split("/")) for path in trees()}
    modules = {".".join(each[:-1] if each[-1] == "__init__" else each): each for each in parts.values()}
    for path, here in parts.items():
        for name in imported(path):
            there = modules.get(name) or modules.get(name.rpartition(".")[0])
            if there and there != here:
                yield here, there


def test_no_two_packages_import_each_other() -> None:
    """Remedy: what both need moves below them, or the lower one is given what it needs as an argument."""
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for here, there in importers():
        depth = next(number for number, (one, other) in enumerate(zip(here, there, strict=False), 1) if one != other)
        arrows[".".join(here[:depth]), ".".join(there[:depth])].append(f"{'/'.join(here)}.py imports {'.'.join(there)}")
    circles = {pair: [*found, *arrows[pair[::-1]]] for pair, found in list(arrows.items()) if pair[::-1] in arrows}
    assert {pair: found for pair, found in circles.items() if tuple(sorted(pair)) not in PACKAGES_IN_A_CIRCLE} == {}


def test_imports_stand_at_the_top() -> None:
    """Remedy: only an extra may be imported where it is used; a circle is cut, not hidden."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    allowed = {re.split(r"[^\w-]", each)[0].replace("-", "_") for extra in extras.values() for each in extra}
    late = [
        f"{path}:{node.lineno} {name}"
        for path, tree in trees().items()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _names(node)
        if name.partition(".")[0] not in allowed and name not in LATE_IMPORTS
    ]
    assert late == []


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    prefix = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return [prefix + each.name for each in node.names]


def test_no_file_only_passes_names_on() -> None:
    """Remedy: import a name from where it is made."""
    inert = (ast.Import, ast.ImportFrom, ast.Expr)
    passing = [
        path
        for path, tree in trees().items()
        if any(isinstance(node, ast.ImportFrom) for node in tree.body)
        and all(isinstance(node, inert) or "__all__" in ast.unparse(node) for node in tree.body)
    ]
    assert passing == []
