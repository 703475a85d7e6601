"""When two prints of a title are the same title, and which hashes stand in users' journals for ever."""

import pytest

from crawler.text.fingerprint import content_hash, title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Copper Mine", "Ｃopper Mine"),
        ("Copper Mine", "COPPER\u3000MINE"),
        ("“Copper” - mine: a report", "'Copper' – Mine, a Report"),
        ("Straße", "STRASSE"),
        ("Eﬃcient", "Efficient"),
        ("Cafe\u0301", "Café"),
        ("五矿（２０２４）", "五矿(2024)"),
    ],
)
def test_prints_of_one_title_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Copper Mine 1", "Copper Mine 2"), ("五矿集团", "五矿集團"), ("Mine", "Mines")])
def test_other_words_have_another_key(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_nothing_is_left_of_marks() -> None:
    assert title_key(" — !? ") == title_key("") == title_key(None) == ""


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("A title", "Text, with 1.5 % and “quotes”.", "d35371610419f0c00932f2e12a0b52cf2c7b8c61b9faca2c4cf5477d45df9c2b"),
        ("标题", "中国五矿：2024-06-06，增长５％。", "0fe7e0c4db1047dfebca287d05b1b142e674b45b71d3aa1313b1a64b9ac14bb8"),
    ],
)
def test_hashes_of_journals_stay(title: str, text: str, expected: str) -> None:
    assert content_hash(title, text) == expected
