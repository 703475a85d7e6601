"""Prose of one container is kept or dropped together: advertisements between paragraphs part no story.

A container's blocks are those whose elements have one parent and one tag. Its running text is drawn towards what the
container says on the whole, and what stands between two kept paragraphs of it is kept too unless it is plainly none.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Floats
from crawler.extract.block_model.tree_features import Ints
from crawler.page.blocks import Block

Flags = NDArray[np.bool_]

_PROSE, _LINKED = 10, 0.3  # tokens at least, share of characters in links at most: running text
_LINE = 4  # tokens of a paragraph, at least
_DRAWN = 0.2  # of the way to the container's mean log odds; .15 to .3 are as good by cross-validation
_NONE = 0.05  # probability below which a block between kept ones is none of the text
_EDGE = 1e-4  # probabilities are kept that far from 0 and 1


def running_text(blocks: Sequence[Block], tokens: Floats) -> Flags:
    """Which blocks are running text by their length and links."""
    linked = np.array([block.link_chars / max(1, len(block.text)) for block in blocks])
    found: Flags = (tokens >= _PROSE) & (linked < _LINKED)
    return found


def _lines(blocks: Sequence[Block], tokens: Floats) -> Flags:
    """Running text, and the short lines of a story told in pictures: paragraphs by their element."""
    told = np.array([str(block.element.tag) == "p" and block.link_chars == 0 for block in blocks], bool)
    lines: Flags = running_text(blocks, tokens) | (told & (tokens >= _LINE))
    return lines


def containers(blocks: Sequence[Block], parent: Ints) -> Ints:
    """A number for each block, the same for blocks of one container. parent: of each block's element."""
    number: dict[tuple[int, str], int] = {}
    keys = [(above, str(block.element.tag)) for above, block in zip(parent.tolist(), blocks, strict=True)]
    return np.array([number.setdefault(key, len(number)) for key in keys], np.int64)


def drawn_together(p: Floats, blocks: Sequence[Block], tokens: Floats, parent: Ints) -> Floats:
    """The probabilities, those of running text drawn towards the mean of their container."""
    if not len(p):
        return p
    prose, group = _lines(blocks, tokens), containers(blocks, parent)
    safe = np.clip(p, _EDGE, 1 - _EDGE)
    odds = np.log(safe / (1 - safe))
    weight = np.where(prose, np.log1p(tokens), 0.0)
    mean = np.bincount(group, weights=weight * odds) / np.maximum(np.bincount(group, weights=weight), 1e-9)
    several = prose & (np.bincount(group, weights=prose)[group] > 1)
    drawn = odds + np.where(several, _DRAWN * (mean[group] - odds), 0.0)
    return np.where(several, 1 / (1 + np.exp(-drawn)), p).astype(np.float32)


def filled(kept: Flags, p: Floats, blocks: Sequence[Block], tokens: Floats, parent: Ints) -> Flags:
    """`kept` with the running text of a container between its first and its last kept block."""
    if not kept.any():
        return kept
    group, at = containers(blocks, parent), np.arange(len(p))
    first = np.full(int(group.max()) + 1, len(p))
    last = np.full(len(first), -1)
    np.minimum.at(first, group[kept], at[kept])
    np.maximum.at(last, group[kept], at[kept])
    between: Flags = (first[group] < at) & (at < last[group]) & _lines(blocks, tokens) & (p >= _NONE)
    return kept | between
