"""Pages of very many elements; not counted line by line, which would take ten times as long."""

import pytest

from crawler.page.page import Page

pytestmark = pytest.mark.usefixtures("untraced")


def test_many_siblings() -> None:
    blocks = Page("https://newsroom.example/1.html", "<body>" + "<p>x</p>" * 200_000).blocks
    assert [block.text for block in blocks if block.text] == ["x"] * 200_000
