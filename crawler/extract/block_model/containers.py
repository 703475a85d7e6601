"""Prose of one container is kept or dropped together: advertisements between paragraphs part no story.

A container's blocks are those whose elements have one parent and one tag. Its running text is drawn towards what the
container says on the whole, and what stands between two kept paragraphs of it is kept too unless it is plainly none.
"""

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Floats, Sheet
from crawler.extract.block_model.tree_features import Ints

Flags = NDArray[np.bool_]

_PROSE, _SELDOM = 10, 0.3  # tokens at least, share of characters in links at most: running text
_LINE = 4  # tokens of a paragraph, at least
_DRAWN = 0.2  # of the way to the container's mean log odds; .15 to .3 are as good by cross-validation
_NONE = 0.05  # probability below which a block between kept ones is none of the text
_EDGE = 1e-4  # probabilities are kept that far from 0 and 1


def running_text(sheet: Sheet) -> Flags:
    """Which blocks are running text by their length and links."""
    found: Flags = (sheet.tokens >= _PROSE) & (sheet.linked < _SELDOM)
    return found


class Containers:
    """The containers of a page's blocks.

    sheet: the page's; group: a number for each block, the same for blocks of one container; lines: running text, and the
    short lines of a story told in pictures, which are paragraphs by their element.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        number: dict[tuple[int, str], int] = {}
        tags = [str(block.element.tag) for block in sheet.blocks]
        keys = zip(sheet.above.tolist(), tags, strict=True)
        self.group: Ints = np.array([number.setdefault(key, len(number)) for key in keys], np.int64)
        told = np.array([tag == "p" for tag in tags], bool) & (sheet.linked == 0)
        self.lines: Flags = running_text(sheet) | (told & (sheet.tokens >= _LINE))
        self._weight = np.where(self.lines, np.log1p(sheet.tokens), 0.0)

    def drawn_together(self, p: Floats) -> Floats:
        """The probabilities, those of lines drawn towards the mean of their container."""
        if not len(p):
            return p
        safe = np.clip(p, _EDGE, 1 - _EDGE)
        odds = np.log(safe / (1 - safe))
        sums, weights = (np.bincount(self.group, weights=each) for each in (self._weight * odds, self._weight))
        mean = (sums / np.maximum(weights, _EDGE))[self.group]
        several = self.lines & (np.bincount(self.group, weights=self.lines)[self.group] > 1)
        drawn = odds + _DRAWN * (mean - odds)
        return np.where(several, 1 / (1 + np.exp(-drawn)), p).astype(np.float32)

    def filled(self, kept: Flags, p: Floats) -> Flags:
        """`kept` with the lines of a container between its first and its last kept block."""
        if not kept.any():
            return kept
        at = np.arange(len(p))
        first = np.full(int(self.group.max()) + 1, len(p))
        last = np.full(len(first), -1)
        np.minimum.at(first, self.group[kept], at[kept])
        np.maximum.at(last, self.group[kept], at[kept])
        between: Flags = (first[self.group] < at) & (at < last[self.group]) & self.lines & (p >= _NONE)
        return kept | between
