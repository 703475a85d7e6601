"""Where an article's body ends on its page: a walk over the blocks below the head, by structure and by furniture lines.

Running text alone does not make a block news: footers have sentences, and so have the teasers of other articles. What
belongs to the body stands in its column, or goes on below it before anything else begins.
"""

from collections.abc import Sequence
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import (
    is_called_box,
    is_furniture,
    is_icon,
    is_linked,
    is_offer,
    is_prose,
    offers_file,
    opens_tail,
    reads_as_label,
)
from crawler.text.writing import ends_as_running_text, weight

LIST = 3  # lines that are a list of the article rather than labels
_BOX_TAGS = frozenset({"footer", "aside", "nav"})


def trim(blocks: Sequence[Block], outline: Outline, before: Block | None = None) -> tuple[list[Block], list[Block]]:
    """(body, rest) of the blocks between an article's head and the end of its page. before: the last block of the head."""
    kept = _Column(outline, before).walk(blocks)
    kept = _without_link_lists(kept)
    kept = kept[: _before_links(kept, outline)]
    kept = _without_labels(kept, outline)
    chosen = [block for block in _without_icons(kept, before, outline) if not is_offer(block)]
    ids = {id(block) for block in chosen}
    return chosen, [block for block in blocks if id(block) not in ids]


class _Column:
    """The element that holds the body as far as it has been read.

    stopped: something else has begun; the body goes on only among the same siblings, as after a row of share buttons.
    """

    def __init__(self, outline: Outline, before: Block | None) -> None:
        self.outline = outline
        self.before = before
        self.node = -1
        self.parents: set[int] = set()  # of the running text so far
        self.stopped = False
        self.kept: list[Block] = []
        self.texts: list[Block] = []  # the kept blocks from the first running text on
        self.waiting: list[Block] = []  # blocks after a stop, kept if the body goes on behind them

    def walk(self, blocks: Sequence[Block]) -> list[Block]:
        start = next((i for i, block in enumerate(blocks) if self._starts(block)), None)
        if start is None:
            start = next((i for i, block in enumerate(blocks) if block.text and self._is_body_line(block)), len(blocks))
        self.kept = [block for block in blocks[:start] if self._is_body_line(block)]
        for block in blocks[start:]:
            if not is_furniture(block):
                self._take(block)
        return self.kept

    def _starts(self, block: Block) -> bool:
        return is_prose(block) and self._is_body_line(block) and not self._in_box(block)

    def _is_body_line(self, block: Block) -> bool:
        return not is_furniture(block) and not opens_tail(block) and (not is_linked(block) or offers_file(block))

    def _take(self, block: Block) -> None:
        if self._stops(block):
            self.stopped = True
            return
        if not self.stopped:
            self._keep(block)
        elif self._goes_on(block):
            self.stopped = False
            for each in self.waiting:
                self._keep(each)
            self._keep(block)
        elif self._holds(block) and self._among_siblings(block):
            self.waiting.append(block)

    def _stops(self, block: Block) -> bool:
        if opens_tail(block) or self._in_box(block) or self._in_another_column(block):
            return True
        return is_linked(block) and not offers_file(block) and not self._among_siblings(block)

    def _in_another_column(self, block: Block) -> bool:
        """Whether the body fills an element of its own, below the head, and the block stands in another such element."""
        if len(self.texts) < 2 or self.before is None or self._holds(block) or self._holds(self.before):
            return False
        shared = _shared(self.outline, self.node, block)
        if shared < 0 or not self.outline.nodes[shared].holds(self.before) or self.outline.nodes[block.node].parent == shared:
            return False
        mine, other = (_child_of(self.outline, shared, at) for at in (self.texts[0].node, block.node))
        named = mine.get("class")
        return not (named and named == other.get("class"))

    def _goes_on(self, block: Block) -> bool:
        return self._holds(block) and self._among_siblings(block) and bool(is_prose(block) or ends_as_running_text(block.text))

    def _keep(self, block: Block) -> None:
        self.waiting = []
        self.kept.append(block)
        if block.text:
            self.node = block.node if self.node < 0 else _shared(self.outline, self.node, block)
            self.texts.append(block)
            self.parents |= {block.node, self.outline.nodes[block.node].parent}

    def _holds(self, block: Block) -> bool:
        return self.node >= 0 and self.outline.nodes[self.node].holds(block)

    def _among_siblings(self, block: Block) -> bool:
        return block.node in self.parents or self.outline.nodes[block.node].parent in self.parents

    def _in_box(self, block: Block) -> bool:
        return box_around(self.outline, block, self.before) is not None


def box_around(outline: Outline, block: Block, before: Block | None) -> Element | None:
    """The element around the block, but not around the article's head (`before`), that is furniture by its name."""
    for node in outline.ancestors(block):
        if before is not None and outline.nodes[node].holds(before):
            return None
        element = outline.nodes[node].element
        if element.tag in _BOX_TAGS or is_called_box(element):
            return element
    return None


def _child_of(outline: Outline, above: int, node: int) -> Element:
    """The child of `above` that `node` stands in."""
    while outline.nodes[node].parent not in (above, -1):
        node = outline.nodes[node].parent
    return outline.nodes[node].element


def _shared(outline: Outline, node: int, block: Block) -> int:
    while node >= 0 and not outline.nodes[node].holds(block):
        node = outline.nodes[node].parent
    return node


def _without_link_lists(blocks: list[Block]) -> list[Block]:
    """Drops runs of three and more link lines between paragraphs: menus and lists of other articles."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and is_linked(block) and not offers_file(block):
            run.append(block)
            continue
        kept += run if len(run) < 3 else []
        run = []
        if block is not None:
            kept.append(block)
    return kept


def _before_links(blocks: Sequence[Block], outline: Outline) -> int:
    """Where the body ends if the links that close the page, and the heading above them, are not part of it."""
    end = len(blocks)
    while end and _is_tail_link(blocks[end - 1]):
        end -= 1
    if end == len(blocks) or not end:
        return end
    heading = blocks[end - 1]
    if heading.text and weight(heading.text) <= 40 and end >= 2:
        with_links = _shared_depth(outline, heading, blocks[end])
        with_body = _shared_depth(outline, heading, blocks[end - 2])
        # On one level with both, a line without the end of a sentence is the heading of the list.
        end -= with_links > with_body or (with_links == with_body and not ends_as_running_text(heading.text))
    return end


def _without_labels(kept: list[Block], outline: Outline) -> list[Block]:
    """Drops lines at the end that are no sentences and stand outside the element that holds all the running text."""
    prose = [block for block in kept if is_prose(block)]
    if len(prose) < 2:
        return kept
    column = _shared(outline, prose[0].node, prose[-1])
    labels = list(takewhile(lambda block: not is_prose(block) and _is_label(block, column, outline), reversed(kept)))
    listed = any(outline.nodes[node].tag == "li" for block in labels for node in outline.ancestors(block)[:2])
    return kept if listed or len(labels) >= LIST else kept[: len(kept) - len(labels)]


def _is_label(block: Block, column: int, outline: Outline) -> bool:
    """Whether a line stands outside the column of the running text and is no part of the news by its form."""
    if column < 0 or outline.nodes[column].holds(block):
        return False
    return reads_as_label(block.text) and not offers_file(block)


def _is_tail_link(block: Block) -> bool:
    return is_linked(block) and not offers_file(block)


def _without_icons(kept: Sequence[Block], before: Block | None, outline: Outline) -> list[Block]:
    """Drops buttons with their labels, and pictures that belong to the tool bar above the text."""
    dropped = _icon_labels(kept, outline)
    first = next((i for i, block in enumerate(kept) if block.text), 0)
    if before is not None:
        dropped |= {id(block) for block in kept[:first] if _in_one_line(outline, block, before, kept[first])}
    return [block for block in kept if id(block) not in dropped and not is_icon(block)]


def _icon_labels(kept: Sequence[Block], outline: Outline) -> set[int]:
    """The short lines that belong to a button or a code to scan, and to nothing else around them."""
    found = set()
    for i, icon in enumerate(kept):
        for step in (1, -1):
            if not is_icon(icon) or not 0 <= i + step < len(kept):
                continue
            label = kept[i + step]
            beyond = kept[i + 2 * step] if 0 <= i + 2 * step < len(kept) else None
            apart = beyond is None or _shared_depth(outline, label, icon) > _shared_depth(outline, label, beyond)
            if label.text and weight(label.text) <= 60 and not ends_as_running_text(label.text) and apart:
                found.add(id(label))
    return found


def _in_one_line(outline: Outline, one: Block, other: Block, text: Block) -> bool:
    """Whether two blocks stand in one innermost element or one table row, without the text that follows."""
    if one.node == other.node:
        return True
    above = set(outline.ancestors(other))
    rows = [node for node in outline.ancestors(one)[:4] if node in above and outline.nodes[node].tag == "tr"]
    return any(not outline.nodes[row].holds(text) for row in rows)


def _shared_depth(outline: Outline, one: Block, other: Block) -> int:
    """Depth of the nearest element that holds both blocks."""
    above = set(outline.ancestors(other))
    return next((outline.nodes[node].depth for node in outline.ancestors(one) if node in above), -1)
