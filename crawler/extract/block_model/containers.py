"""Prose of one container is kept or dropped together: advertisements between paragraphs part no story.

A container's blocks are those whose elements have one parent and one tag; bare text beside paragraphs is one of them. Its
running text is drawn towards what the container says on the whole, and what stands between two kept paragraphs of it is kept
too unless it is plainly none: running text, and items of a list without links; so is the rest of a list. Where a page parts
its story into several containers of one form, what most of them are, all are.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.features import Floats, Sheet
from crawler.extract.block_model.tree_features import Ints
from crawler.page.tags import LOWER_HEADINGS

Flags = NDArray[np.bool_]

_PROSE, _SELDOM = 10, 0.3  # tokens at least, share of characters in links at most: running text
_LINE = 4  # tokens of a paragraph, at least
_DRAWN = 0.2  # of the way to the container's mean log odds; .15 to .3 are as good by cross-validation
# Shares of the text of a line's like that is kept, and probabilities: of a line that is kept too, above the first kept one a
# likelier one, and of one that is dropped. By cross-validation .5 to .7, and .25 to .45, are as good.
_MOST_KEPT, _POSSIBLE, _LIKELY = 0.7, 0.02, 0.2
_FEW_KEPT, _CLEAR = 0.35, 0.7
_LEFT = 0.2  # of the kept text, which is left at least: one post of many alike is the article
# Probabilities below which a line between kept ones, an item of a list there, or of one half of which is kept, is no text.
_NONE, _NO_ITEM, _NO_ITEM_OF_KEPT = 0.05, 0.15, 0.25
# Probabilities of text, of items of a list behind other text, and of a heading above them, of a box beside the article.
_DOUBTFUL, _ITEM, _NO_HEADING = 0.5, 0.85, 0.2
_SECTIONS = 3  # of one form that are left out beside one that is kept, at least
_DEEP = 3  # elements between a box and its text
_EDGE = 1e-4  # probabilities are kept that far from 0 and 1


def running_text(sheet: Sheet) -> Flags:
    """Which blocks are running text by their length and links."""
    found: Flags = (sheet.tokens >= _PROSE) & (sheet.linked < _SELDOM)
    return found


def _numbered_like(sheet: Sheet, tags: Sequence[str]) -> Ints:
    """A number for each block, the same for those of one tag, of one depth, and with the same class words on them and above."""
    depth: list[int] = []
    for parent in sheet.parent.tolist():
        depth.append(depth[parent] + 1 if parent >= 0 else 0)
    number: dict[tuple[str, str, str, int], int] = {}
    placed = zip(tags, sheet.node.tolist(), sheet.above.tolist(), strict=True)
    keys = [(tag, sheet.names[own], sheet.names[above] if above >= 0 else "", depth[own]) for tag, own, above in placed]
    return np.array([number.setdefault(key, len(number)) for key in keys], np.int64)


def _heads_of_sections(sheet: Sheet, tags: Sequence[str], lines: Flags) -> list[int]:
    """The headings without a link right above a paragraph that is shown."""
    heads = np.array([tag in LOWER_HEADINGS for tag in tags], bool) & (sheet.linked == 0)
    shown = np.array([tag == "p" and not block.hidden for tag, block in zip(tags, sheet.blocks, strict=True)], bool) & lines
    return [at for at in np.flatnonzero(heads[:-1]).tolist() if shown[at + 1]]


class Containers:
    """The containers of a page's blocks.

    sheet: the page's; group: a number for each block, the same for blocks of one container; lines: running text, and the
    short lines of a story told in pictures, which are paragraphs by their element.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        number: dict[tuple[int, str], int] = {}
        tags = [str(block.element.tag) for block in sheet.blocks]
        above = sheet.above.tolist()
        holders = {at for at, tag in zip(above, tags, strict=True) if tag == "p"}
        placed = zip(sheet.node.tolist(), above, tags, strict=True)
        # Bare text in an element that holds paragraphs is one of them.
        keys = [(own, "p") if own in holders and tag != "p" else (at, tag) for own, at, tag in placed]
        self.group: Ints = np.array([number.setdefault(key, len(number)) for key in keys], np.int64)
        told = np.array([tag == "p" for tag in tags], bool) & (sheet.linked == 0)
        self.lines: Flags = running_text(sheet) | (told & (sheet.tokens >= _LINE))
        self._like = _numbered_like(sheet, tags)
        self._items: Flags = np.array([tag == "li" for tag in tags], bool) & (sheet.linked == 0)
        self._sections = _heads_of_sections(sheet, tags, self.lines)
        self._beside: Ints = np.fromiter(map(partial(self._paragraphs_beside, number), range(len(tags))), np.int64)
        self._weight = np.where(self.lines, np.log1p(sheet.tokens), 0.0)

    def _paragraphs_beside(self, number: Mapping[tuple[int, str], int], at: int) -> int:
        """The number of the paragraphs among which the list stands that a block is an item of, one without links; -1 for none."""
        if not self._items[at]:
            return -1
        listed = int(self.sheet.above[at])
        return number.get((int(self.sheet.parent[listed]), "p"), -1) if listed >= 0 else -1

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
        items = (first[self._beside] < at) & (at < last[self._beside]) & (self._beside >= 0) & (p >= _NO_ITEM)
        return kept | between | items | self._rest_of_lists(kept, p)

    def with_sections(self, kept: Flags) -> Flags:
        """`kept` with the headings and first paragraphs of sections like one that is kept, where several are left out.

        What stands between sections, such as the card of a restaurant or a product, makes each unlikely by itself.
        """
        like, sections = self._like.tolist(), dict[tuple[int, int], list[int]]()
        for at in self._sections:
            sections.setdefault((like[at], like[at + 1]), []).append(at)
        fresh = running_text(self.sheet) & ~kept & self._unsaid(kept)
        rest = kept.copy()
        for each in filter(lambda each: kept[[at + 1 for at in each]].any(), sections.values()):
            left = [at for at in each if fresh[at + 1]]
            if len(left) >= _SECTIONS:
                rest[[*left, *(at + 1 for at in left)]] = True
        return rest

    def _unsaid(self, kept: Flags) -> Flags:
        """Which blocks say something that no kept one does."""
        said = {block.text for block, yes in zip(self.sheet.blocks, kept.tolist(), strict=True) if yes}
        return np.array([block.text not in said for block in self.sheet.blocks], bool)

    def _rest_of_lists(self, kept: Flags, p: Floats) -> Flags:
        """The items without links of lists of which half is kept, but for unlikely ones."""
        held, whole = (np.bincount(self.group, weights=each) for each in (kept, np.ones(len(kept))))
        rest: Flags = self._items & (2 * held[self.group] >= whole[self.group]) & (p >= _NO_ITEM_OF_KEPT)
        return rest

    def with_their_like(self, kept: Flags, p: Floats) -> Flags:
        """`kept` with the lines of whose like most is kept, and without doubtful lines of whose like little is."""
        tokens = np.where(self.lines, self.sheet.tokens, 0)
        held, whole = (np.bincount(self._like, weights=each) for each in (tokens * kept, tokens))
        share = (held / np.maximum(whole, 1))[self._like]
        begun = np.maximum.accumulate(kept)
        missed = (share >= _MOST_KEPT) & (p >= np.where(begun, _POSSIBLE, _LIKELY))
        with_more: Flags = kept | (self.lines & missed)
        rest: Flags = with_more & ~(self.lines & (share <= _FEW_KEPT) & (p < _CLEAR))
        return rest if tokens[rest].sum() >= _LEFT * tokens[with_more].sum() else with_more

    def without_headed_boxes(self, kept: Flags, p: Floats) -> Flags:
        """`kept` without doubtful text below a heading of its own box that is plainly none of the article's."""
        if not kept.any():
            return kept
        heading = self.sheet.heading
        items = np.array([block.element.tag == "li" for block in self.sheet.blocks], bool) & (heading > kept.argmax())
        doubtful = kept & (p < np.where(items, _ITEM, _DOUBTFUL)) & (heading >= 0)
        doubtful[doubtful] &= p[heading[doubtful]] < _NO_HEADING
        rest = kept.copy()
        rest[[at for at in np.flatnonzero(doubtful).tolist() if self._is_boxed(at)]] = False
        return rest if rest.any() else kept

    def _is_boxed(self, at: int) -> bool:
        """Whether a block stands in the element that holds the heading above it, which is no headline."""
        heading = int(self.sheet.heading[at])
        box = int(self.sheet.above[heading])
        if not self._is_in(heading + 1, box):  # it wraps the heading alone
            box = int(self.sheet.parent[box])
        return box >= 0 and self._is_in(at, box) and self.sheet.blocks[heading].element.tag != "h1"

    def _is_in(self, at: int, box: int) -> bool:
        """Whether a block stands in an element, or few elements below it."""
        around = int(self.sheet.above[at])
        for _ in range(_DEEP):
            if around == box or around < 0:
                break
            around = int(self.sheet.parent[around])
        return around == box
