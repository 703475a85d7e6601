"""Data that a page keeps flat, as Nuxt 3 writes them."""

import pytest

from crawler.page.flat_data import unflattened


def test_places_become_their_values() -> None:
    flat = [["Reactive", 1], {"post": 2, "none": -1}, {"title": 3, "lines": 4, "likes": 5}, "A quay", [3, 3], 7]
    whole = {"title": "A quay", "lines": ["A quay", "A quay"], "likes": 7}
    assert list(unflattened(flat)) == [{"post": whole, "none": None}, whole]


def test_a_value_that_holds_itself_ends() -> None:
    (one,) = unflattened([{"own": 0}, "", ""])
    assert str(one).count("own") <= 6


@pytest.mark.parametrize(
    "data", [None, {}, [], [1, 2, 3], [{"a": 1}, "x"], [{"a": 9}, "x", "y"], [{"a": "x"}, "x", "y"], [{"a": True}, "x", "y"]]
)
def test_other_data_are_none(data: object) -> None:
    assert list(unflattened(data)) == []
