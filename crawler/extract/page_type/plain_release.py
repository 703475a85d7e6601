"""Whether a page is the plainest of releases: its own headline, the day right below it, and a few sentences or a table.

The signs of the model are sizes and shares, and say next to nothing of such a page; its form is that of no other one.
"""

from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields.author_names import is_by_line
from crawler.extract.fields.date_places import has_own_day
from crawler.extract.page_type.short_release import LEAST, WITH_FILE, below_own_headline, parted_at_headline
from crawler.page.blocks import Block
from crawler.page.boilerplate import offers_file
from crawler.page.page import Page
from crawler.page.tags import CELLS
from crawler.text.writing import weight

_MOST, _MOST_SIGNED = 350, 700  # Latin characters of running text, and below a writer's name; more of it the model knows
_NEAR = 2  # lines below the headline among which the day is
_CELLS, _ROWS = 6, 3  # of a table, at least
_DAYS = 2  # lines with a day of their own below the headline; more of them are items of a list


def is_plain_release(page: Page, shown: list[Block]) -> bool:
    """shown: the page's visible text blocks, those of a list of other pages behind the text apart."""
    text = below_own_headline(page, shown)
    if text is not None and _is_dated(text.below):
        least = WITH_FILE if any(map(offers_file, shown)) else LEAST
        most = _MOST_SIGNED if any(is_by_line(block.text) for block in text.below[:_NEAR]) else _MOST
        return least <= text.size <= most and sum(map(has_own_day, shown[shown.index(text.headlines[0]) :])) <= _DAYS
    return _is_table(page, shown)


def _is_dated(below: list[Block]) -> bool:
    return any(map(has_own_day, below[:_NEAR]))


def _is_table(page: Page, shown: list[Block]) -> bool:
    """Whether a table of data without links, and no other text before it, stands below headline and day."""
    _, below = parted_at_headline(page, shown)
    above = list(takewhile(lambda block: _table_around(block) is None, below))
    if len(above) == len(below) or not _is_dated(above):
        return False
    table = _table_around(below[len(above)])
    return _is_of_data([block for block in below if _table_around(block) is table])


def _is_of_data(cells: list[Block]) -> bool:
    """Whether the lines of a table are cells of several rows, without a link, that say something."""
    rows = {next(block.element.iterancestors("tr"), None) for block in cells if block.element.tag in CELLS}
    if len(cells) < _CELLS or len(rows) < _ROWS or any(block.link_chars for block in cells):
        return False
    return sum(weight(block.text) for block in cells) >= LEAST


def _table_around(block: Block) -> Element | None:
    """The table of which a block is, or stands in, a cell."""
    return next(block.element.iterancestors("table"), None)
