"""The points of a release, printed as a list between its headline and its text: part of the text.

Short lines right below a headline are mostly details or tools of the page, and the model drops them; whole phrases without a
link, one below the other in a list, are what the article says first.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from crawler.extract.fields.date_places import has_own_day
from crawler.page.blocks import Block, Outline
from crawler.text.writing import weight

_PHRASE = 25  # Latin characters of a point, on average
_SEVERAL = 2  # points of a list
_BELOW = 8  # lines from the headline to the text, at most


def with_points(outline: Outline, kept: list[Block], title: int | None) -> list[Block]:
    """The kept blocks, with the items of such lists before them. title: as for `up_to_the_end`."""
    if title is None or not kept:
        return kept
    between = outline.shown(title + 1, kept[0].index)
    return [*_points(between), *kept] if len(between) <= _BELOW else kept


def _points(between: Sequence[Block]) -> Iterator[Block]:
    """The items of all lists of points among some lines."""
    items = [block for block in between if block.element.tag == "li"]
    for _, found in groupby(items, lambda block: block.element.getparent()):
        points = list(found)
        yield from points if _are_points(points) else ()


def _are_points(items: Sequence[Block]) -> bool:
    plain = not any(item.link_chars or has_own_day(item) for item in items)
    return plain and len(items) >= _SEVERAL and sum(weight(item.text) for item in items) >= _PHRASE * len(items)
