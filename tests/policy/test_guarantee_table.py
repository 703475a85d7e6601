import importlib.util
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "guarantees.py"
spec = importlib.util.spec_from_file_location("guarantees", SOURCE)
assert spec is not None
assert spec.loader is not None
guarantees = importlib.util.module_from_spec(spec)
spec.loader.exec_module(guarantees)


def test_every_guarantee_has_tests() -> None:
    assert [number for number, tests in guarantees.tests_by_guarantee().items() if not tests] == []


def test_the_table_in_the_design_is_up_to_date() -> None:
    assert guarantees.shown() == guarantees.table(), "run: python tests/guarantees.py"
