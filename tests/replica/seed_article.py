"""The one real article, kept as its text with the page's furniture around it.

Source: China Minmetals Corporation, "China Minmetals Holds 2019 Annual Poverty Alleviation Work Conference and Training
Session", 6 June 2019, http://www.minmetals.com/english/News/201906/t20190606_274143.html. The text is its publisher's.
"""

from datetime import date
from importlib.resources import files

from tests.replica.model import Piece, Story

URL_DATE = date(2019, 6, 6)
NUMBER = "274143"
PATH = f"/english/News/201906/t20190606_{NUMBER}.html"
_FURNITURE_BEFORE = 3  # crumb, title, tool bar
_FURNITURE_AFTER = 1  # copyright line


def seed_story() -> Story:
    """The article as a story: its title and its paragraphs, word for word."""
    text = files("tests.replica").joinpath("seed_article.txt").read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    body = blocks[_FURNITURE_BEFORE : len(blocks) - _FURNITURE_AFTER]
    pieces = tuple(Piece("paragraph", block) for block in body)
    return Story("en", (blocks[1],), pieces, cases=("seed",), event=date(2019, 5, 30))
