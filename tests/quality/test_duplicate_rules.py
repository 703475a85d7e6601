"""A floor under the rules for duplicates and translations, on the labelled pairs of the bench."""

import pytest

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
pytest.importorskip("rensa", reason="the extra `dedup` is not installed")

from bench.duplicates import by_build, by_rules, translations
from bench.labelled_pairs import pairs
from crawler.dataset.pairs import THRESHOLD


def test_near_duplicates_by_the_rules() -> None:
    found = by_rules(list(pairs(1_200, seed=23)), THRESHOLD)
    assert found.precision >= 0.98, str(found)
    assert found.recall >= 0.95, str(found)


def test_near_duplicates_by_the_whole_build() -> None:
    found = by_build(list(pairs(400, seed=29)))
    assert found.precision >= 0.98, str(found)
    assert found.recall >= 0.95, str(found)


def test_translations_are_paired_only_where_sure() -> None:
    found = translations(120, seed=31)
    assert found.precision >= 0.98, str(found)
    assert found.recall >= 0.9, str(found)
