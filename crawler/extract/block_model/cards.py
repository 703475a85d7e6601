"""Cards of other releases below an article: headings that are nothing but links, each with a teaser or a day."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crawler.page.blocks import Block

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_SHORTEST = 12  # characters of a headline
_TEASER, _LINES = 320, 3  # characters of a line below a headline, and how many there may be; an article's sections say more
_LEAST = 150  # characters of the article that stand above


def cards_in(blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places of the blocks of cards that stand below kept text, several side by side."""
    found: set[int] = set()
    for run in _runs(blocks):
        above = sum(len(blocks[at].text) for at in range(run.start) if kept[at] and at not in found)
        if above >= _LEAST:
            found.update(run)
    return frozenset(found)


def _runs(blocks: Sequence[Block]) -> Iterator[range]:
    """Stretches of two cards or more."""
    heads = [at for at, block in enumerate(blocks) if _is_linked_heading(block)]
    begins = 0
    for place, (here, following) in enumerate([*pairwise(heads), (heads[-1], -1)] if heads else []):
        if following >= 0 and _end_of(blocks, here) == following:
            continue
        if place > begins:
            yield range(heads[begins], _end_of(blocks, here))
        begins = place + 1


def _end_of(blocks: Sequence[Block], head: int) -> int:
    """The place behind the last line of a card."""
    at = head + 1
    while at < len(blocks) and at - head <= _LINES and not _is_linked_heading(blocks[at]) and len(blocks[at].text) <= _TEASER:
        at += 1
    return at


def _is_linked_heading(block: Block) -> bool:
    long_enough = len(block.text) >= _SHORTEST and 10 * block.link_chars >= 9 * len(block.text.replace(" ", ""))
    return long_enough and str(block.element.tag) in _HEADINGS
