"""Newsrooms whose releases all stand on one page: below each other, or unfolded there."""

from crawler.page.blocks import Block
from crawler.page.page import Page
from crawler.text.dates.row_date import row_date

SEVERAL = 4  # days of releases, at least; the text of one names fewer in lines of their own
_LONGEST = 200  # characters of a line with the day and the headline of a release


def has_releases_inside(page: Page) -> bool:
    """Whether a page prints the days of several releases in short lines that lead to no other page."""
    days = {day for block in page.blocks if _is_line_here(block, page) and (day := row_date(block.text)[0])}
    return len(days) >= SEVERAL


def _is_line_here(block: Block, page: Page) -> bool:
    if len(block.text) > _LONGEST:
        return False
    return not any(page.leads_away(each.get("href")) for each in block.element.iter("a"))
