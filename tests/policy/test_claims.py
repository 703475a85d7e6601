"""Figures of README and docs are those that a bench made: docs/claims.toml says which, when and where."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOK = tomllib.loads((ROOT / "docs" / "claims.toml").read_text("utf-8"))
CLAIMS = BOOK["claim"]
# Shares and scores, times of a processor, sizes: what somebody must have measured.
MEASURED = re.compile(r"(?<![\d.])0?\.\d{2,4}\b|\b\d[\d.,]* (?:ms|[KMG]B|CPU s)\b")
FENCE = re.compile(r"^```.*?^```\n", re.M | re.S)


def pages() -> list[Path]:
    """What makes claims; what tutorials show is made by their tests."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def unclaimed(page: str, text: str) -> list[str]:
    """Lines with figures that no claim holds."""
    said = "\n".join(claim["says"] for claim in CLAIMS if claim["file"] == page)
    rules = BOOK["rules"].get(page, [])
    lines = [line for line in FENCE.sub("", text).splitlines() if MEASURED.search(line)]
    return [line for line in lines if line not in said and not any(rule in line for rule in rules)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim['file']}-{claim['command'].split()[-1]}")
def test_the_page_says_what_was_measured(claim: dict[str, str]) -> None:
    """Remedy: the page and docs/claims.toml get the same figures, those of the last measurement."""
    assert claim["says"] in (ROOT / claim["file"]).read_text("utf-8")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim['file']}-{claim['command'].split()[-1]}")
def test_its_command_is_there(claim: dict[str, str | date]) -> None:
    program, *words = str(claim["command"]).removeprefix("python -m ").removeprefix("pytest ").split()
    name = ROOT / program.replace(".", "/")
    assert name.exists() or name.with_suffix(".py").exists(), claim["command"]
    assert all(word in name.with_suffix(".py").read_text("utf-8") for word in words if word.startswith("--")), claim["command"]
    assert claim["machine"] in BOOK["machines"]
    assert isinstance(claim["date"], date)


def test_every_figure_of_the_pages_is_a_claim() -> None:
    """Remedy: name the command that makes the figure in docs/claims.toml, or take the figure off the page."""
    found = {str(page.relative_to(ROOT)): unclaimed(str(page.relative_to(ROOT)), page.read_text("utf-8")) for page in pages()}
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "measured"),
    [
        ("| a set | .965 | .954 |", True), ("recall 0.9975", True), ("it takes 5.9 ms a page", True), ("peak 131 MB", True),
        ("at most 30 % digits", False),
        ("version 0.2.0 of 2026-11-26", False), ("`-s DOWNLOAD_DELAY=0`", False), ("Python 3.11", False),
        ("`FRESH_BUDGET` (20)", False),
    ],
)  # fmt: skip
def test_what_counts_as_a_figure(line: str, measured: bool) -> None:
    assert (MEASURED.search(line) is not None) == measured


def test_a_changed_figure_is_found() -> None:
    claim = next(claim for claim in CLAIMS if claim["file"] == "README.md" and "scrapinghub" in claim["says"])
    text = (ROOT / "README.md").read_text("utf-8").replace(".965", ".999", 1)
    assert claim["says"] not in text
    assert unclaimed("README.md", text) != []
