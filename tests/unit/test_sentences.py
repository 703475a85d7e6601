"""Where sentences and lines end, in whichever script, and what scripts weigh."""

import pytest

from crawler.text.safe_text import one_line, squeeze
from crawler.text.writing import ends_as_running_text, ends_line, ends_sentence, leaves_nothing_open, script_of, weight


@pytest.mark.parametrize(
    "text",
    ["It rose.", "“It rose.”", "It rose!)", "产量增长。", "“增长！”", "„Ja.“", "そうです。」", "यह है।", "هل؟", "and so on…"],
)
def test_sentences_that_end(text: str) -> None:
    assert ends_sentence(text)
    assert ends_line(text)


@pytest.mark.parametrize("text", ["", "It rose", "It rose,", "产量增长，", "“Quoted”"])
def test_sentences_that_do_not_end(text: str) -> None:
    assert not ends_sentence(text)
    assert not ends_line(text)


@pytest.mark.parametrize("text", ["He said:", "要求：", "first;", "第一；”"])
def test_lines_that_are_whole_and_no_sentences(text: str) -> None:
    assert ends_line(text)
    assert not ends_sentence(text)


def test_dots_leave_something_open() -> None:
    assert leaves_nothing_open("It rose. ")
    assert not leaves_nothing_open("It rose...")
    assert not leaves_nothing_open("It rose…")


def test_a_label_does_not_end_as_running_text() -> None:
    assert ends_as_running_text("(Xinhua)")
    assert not ends_as_running_text("Contacts:")
    assert not ends_as_running_text("联系人：")


@pytest.mark.parametrize(
    ("char", "script"),
    [("a", "latin"), ("é", "latin"), ("五", "han"), ("々", "han"), ("か", "kana"), ("ｶ", "kana"), ("한", "hangul"),
     ("д", "cyrillic"), ("ع", "arabic"), ("λ", "greek"), ("\ue000", "")],
)  # fmt: skip
def test_scripts_of_letters(char: str, script: str) -> None:
    assert script_of(char) == script


def test_what_texts_weigh() -> None:
    assert (weight("ore"), weight("五矿"), weight("광물"), weight("カナ x")) == (3, 6, 6, 8)


def test_one_line() -> None:
    assert squeeze("  中国\n 五矿 \t of\n China ") == "中国五矿 of China"
    assert one_line("a\u200bb\u00a0 c\r\nd") == "ab c d"
