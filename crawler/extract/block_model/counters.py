"""Lines below an article that count who read, rated or shared it: other numbers at each look, and no word of the article's."""

import re

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_heading
from crawler.page.markup import class_and_id, whole_parts
from crawler.page.metadata import says_only
from crawler.page.names import finding
from crawler.page.tags import ITEMS
from crawler.text.writing import weight

_LINE = 60  # Latin characters
_AROUND = 2  # elements that hold nothing but the line
# What systems call such a line, whatever its words: a whole name or the end of one, as `views-row` is of a list, or a count of
# them: `post-views`, `view_count`.
_calls_counter = finding(re.compile(
    r"(?<![a-z])(?:views|hits|reads|ratings?|votes|shares|likes|counter)(?=$|\s)|"
    r"(?<![a-z])(?:page[_-]?)?(?:view|hit|read|rating|vote|share|like)s?[_-]?(?:counts?|counter|number|total)(?=$|[\s_-])", re.I
))  # fmt: skip


def counts_readers(block: Block) -> bool:
    """Whether a short line has a number and stands in an element that is called a counter of its page's readers."""
    if weight(block.text) > _LINE or is_heading(block) or _is_in_item(block):
        return False
    return any(map(str.isdigit, block.text)) and _is_called_counter(block)


def _is_in_item(block: Block) -> bool:
    """Whether a line is part of a list or a table, as of films with how each is rated."""
    return block.element.tag in ITEMS or next(block.element.iterancestors(*ITEMS), None) is not None


def _is_called_counter(block: Block) -> bool:
    """Whether the element of a line, or one that holds it and nothing else, from within or without, is called so."""
    if any(_calls_counter(class_and_id(each)) for each in (block.element, *whole_parts(block.element, block.text))):
        return True
    around = list(block.element.iterancestors())[:_AROUND]
    return any(says_only(each, block.text) and _calls_counter(class_and_id(each)) for each in around)
