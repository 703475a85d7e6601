"""The points of a release, printed as a list between its headline and its text: part of the text.

Short lines right below a headline are mostly details or tools of the page, and the model drops them; whole phrases without a
link, one below the other in a list, are what the article says first.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from crawler.extract.block_model.digests import machine_digests
from crawler.extract.fields.date_places import has_own_day
from crawler.page.blocks import Block, Outline
from crawler.text.writing import ends_sentence, weight

_PHRASE = 25  # Latin characters of a point, on average
_SEVERAL = 2  # points of a list
_BELOW = 8  # lines from the headline to the text, at most


def with_points(outline: Outline, kept: list[Block], title: int | None) -> list[Block]:
    """The kept blocks, with the items of such lists before them. title: as for `up_to_the_end`."""
    if title is None or not kept:
        return kept
    between = outline.shown(title + 1, kept[0].index)
    machines = outline.within(machine_digests(outline, [*between, kept[0]]))
    own = [line for line in between if line.index not in machines]
    return [*_points(own, kept[0]), *kept] if len(between) <= _BELOW else kept


def _points(between: Sequence[Block], text: Block) -> Iterator[Block]:
    """The items of all lists of points among the lines above a text."""
    items = [block for block in between if block.element.tag == "li"]
    for _, found in groupby(items, lambda block: block.element.getparent()):
        points = list(found)
        yield from points if _are_points(points) and not _has_note(between, points[-1], text) else ()


def _are_points(items: Sequence[Block]) -> bool:
    plain = not any(item.link_chars or has_own_day(item) for item in items)
    return plain and len(items) >= _SEVERAL and sum(weight(item.text) for item in items) >= _PHRASE * len(items)


def _has_note(between: Sequence[Block], item: Block, text: Block) -> bool:
    """Whether a sentence ends the box of a list, as it does below what a machine made of the text."""
    box = next(item.element.iterancestors("ul", "ol"), item.element).getparent()
    below = (line for line in between if line.index > item.index and box in (line.element, *line.element.iterancestors()))
    return box not in {*text.element.iterancestors()} and any(ends_sentence(line.text) for line in below)
