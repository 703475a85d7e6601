"""Text across blocks, and back."""

# ruff: noqa: E501  markup and lines are read best whole

import pytest
from lxml import html

from crawler.extract.layout.match import LinearText, part_of
from crawler.page.walk import outline

MARKUP = "<div><p>Font size:</p><p>Big <a href=/>Middle</a> Small</p><img src=a.jpg><p>One two three</p><p style='display:none'>x</p></div>"


def script() -> LinearText:
    return LinearText(outline(html.fromstring(MARKUP)).blocks)


def test_one_line_a_block_and_no_hidden_text() -> None:
    assert script().text == "Font size:\nBig Middle Small\nOne two three"


def test_between_gives_whole_blocks_images_and_cut_ends() -> None:
    found = script()
    start, end = found.text.index("Small"), found.text.index("three")
    blocks = found.between(start, end)
    assert [block.text for block in blocks] == ["Small", "", "One two"]
    assert blocks[1].image is not None


def test_an_image_right_below_the_start_is_found() -> None:
    found = script()
    assert [block.text for block in found.between(found.text.index("One"))] == ["", "One two three"]


@pytest.mark.parametrize(("start", "end", "text", "linked"), [(0, 10, "Big Middle", 6), (4, 10, "Middle", 6), (11, 16, "Small", 0)])
def test_part_of_a_block_keeps_its_markup(start: int, end: int, text: str, linked: int) -> None:
    part = part_of(script().blocks[1], start, end)
    assert part is not None
    assert (part.text, part.link_chars) == (text, linked)
    assert "".join(piece for piece, _ in part.pieces).split() == text.split()


def test_nothing_left_is_no_part() -> None:
    assert part_of(script().blocks[1], 3, 4) is None
