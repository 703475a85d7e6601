"""Several posts one below the other: the article is the first, whose headline is made like those of the others."""

from itertools import pairwise

from crawler.extract.fields.title_printed import is_named_title
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_prose
from crawler.page.markup import box_form
from crawler.text.dates.row_date import is_day


def before_the_next_post(outline: Outline, kept: list[Block], title: int) -> list[Block]:
    """What stands before the next line made like the headline, where each of the two has its day right below.

    title: index of the block that prints the headline.
    """
    head = outline.blocks[title]
    if not is_heading(head) and not is_named_title(head.element):
        return kept
    heads = [one for one, below in pairwise(outline.shown(title)) if _are_alike(one, head) and is_day(below.text)]
    own = [block for block in kept if block.index < heads[1].index] if heads[:1] == [head] != heads else kept
    return own if any(map(is_prose, own)) else kept


def _are_alike(one: Block, head: Block) -> bool:
    return one.element.tag == head.element.tag and box_form(one.element) == box_form(head.element)
