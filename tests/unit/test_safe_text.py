"""Text that is stored has nothing invisible or dangerous in it, and what was taken out is counted."""

import pytest

from crawler.text.safe_text import cap, clean_text, looks_lossy


@pytest.mark.guarantee(17)
@pytest.mark.parametrize(
    ("raw", "clean", "removed"),
    [
        ("a\x00b\x07c", "abc", {"control": 2}),
        ("\x1b[31mred\x1b[0m", "red", {"ansi": 2}),
        ("\x1b]0;title\x07x", "x", {"ansi": 1}),
        ("ab\u202edc\u202c", "abdc", {"bidi": 2}),
        ("ze\u200bro\ufeff wi\u00addth", "zero width", {"zero_width": 3}),
        ("lone\ud800", "lone", {"surrogate": 1}),
        ("\ud83d\ude00", "😀", {}),
        ("e\u0301", "é", {}),
        ("a\u00a0b\u3000c\td", "a b c d", {}),
        ("a\u2028b\u2029c\r\nd\x85e", "a\nb\n\nc\nd\ne", {}),
        ("a\ufffeb", "ab", {"noncharacter": 1}),
    ],
)
def test_clean_text(raw: str, clean: str, removed: dict[str, int]) -> None:
    text, counted = clean_text(raw)
    assert text == clean
    assert dict(counted) == removed


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क\u094d\u200dष", "👨\u200d👩"])
def test_joiners_stay_where_the_script_needs_them(text: str) -> None:
    assert clean_text(text)[0] == text


def test_joiners_go_elsewhere() -> None:
    assert clean_text("a\u200db\u200c中")[0] == "ab中"


@pytest.mark.parametrize(
    ("text", "lossy"), [("the mayor of Pi?era", True), ("a\ufffdb", True), ("What? No.", False), ("see /a?bcd=1", False)]
)
def test_lost_characters_are_noticed(text: str, lossy: bool) -> None:
    assert looks_lossy(text) is lossy


def test_cap_says_whether_it_cut() -> None:
    assert cap("abc", 3) == ("abc", False)
    assert cap("ab cd", 3) == ("ab", True)
