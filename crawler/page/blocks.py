"""A page as a sequence of blocks: runs of text between block tags and line breaks, in the order of the page.

Every character of visible text is in exactly one block, whatever the nesting. Images are blocks of their own without
text. crawler.page.walk makes them of a tree.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from lxml.etree import _Element as Element

from crawler.page.markup import Markup
from crawler.page.tags import HEADINGS


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element that was walked: its place among the blocks.

    parent: index of the nearest block-level ancestor in Outline.nodes, -1 at the root; first, last: the blocks of its
    subtree are blocks[first:last].
    """

    element: Element
    tag: str
    parent: int
    depth: int
    first: int
    last: int = 0

    def holds(self, block: "Block") -> bool:
        """Whether a block stands in the element."""
        return self.first <= block.index < self.last

    def among(self, blocks: Sequence["Block"]) -> Sequence["Block"]:
        """Those of some blocks, which are in page order, that stand in the element."""
        first, last = (bisect_left(blocks, at, key=attrgetter("index")) for at in (self.first, self.last))
        return blocks[first:last]


@dataclass(slots=True, eq=False)
class Block:
    """A run of text, or one image.

    text: blanks collapsed; empty for an image. element: nearest block-level element; node: its index in Outline.nodes.
    breaks: number of `br` directly before (0: the block follows a block tag or begins its element).
    link_chars: characters of text inside links. indent: began with an ideographic or doubled blank.
    pieces: raw text with its inline markup. image: the `img` element. hidden: inside an element that is not shown.
    """

    text: str
    element: Element
    node: int
    index: int
    breaks: int = 0
    link_chars: int = 0
    indent: bool = False
    hidden: bool = False
    image: Element | None = None
    link: Element | None = None  # the `a` that an image stands in
    pieces: list[tuple[str, Markup]] = field(default_factory=list)

    @property
    def after_br(self) -> bool:
        return self.breaks > 0

    @property
    def is_visible(self) -> bool:
        """Whether it is text that a reader sees."""
        return self.text != "" and not self.hidden


@dataclass(slots=True, eq=False)
class Outline:
    """All blocks of a page in order, and the block-level elements above them, in document order.

    widgets: what takes room and is no text, as form controls, drawings and frames: (index into nodes, tag).
    """

    blocks: list[Block]
    nodes: list[Node]
    widgets: list[tuple[int, str]] = field(default_factory=list)
    _headings: list[int] = field(default_factory=list)

    def headings(self) -> list[int]:
        """For each node the index of the heading that it is or stands in, -1 outside; the last is the parent of the root."""
        if not self._headings:
            self._headings = found = [-1] * (len(self.nodes) + 1)
            for index, node in enumerate(self.nodes):
                found[index] = index if node.tag in HEADINGS else found[node.parent]
        return self._headings

    def shown(self, first: int = 0, last: int | None = None) -> list[Block]:
        """The text that a reader sees from block `first` to before block `last`."""
        return [block for block in self.blocks[first:last] if block.text and not block.hidden]

    def next_shown(self, block: Block) -> Block | None:
        """The block right behind one, text or image, but for hidden ones."""
        return next((each for each in self.blocks[block.index + 1 :] if not each.hidden), None)

    def ancestors(self, block: Block) -> list[int]:
        """Indices into nodes, from the block's own element up to the root."""
        return self.upward(block.node)

    def upward(self, at: int) -> list[int]:
        """Indices into nodes, from a node up to the root."""
        found = []
        while at >= 0:
            found.append(at)
            at = self.nodes[at].parent
        return found

    def inside(self, at: int) -> Iterator[tuple[int, Node]]:
        """The nodes below one with their indices, in document order."""
        for below in range(at + 1, len(self.nodes)):
            if self.nodes[below].depth <= self.nodes[at].depth:
                break
            yield below, self.nodes[below]

    def within(self, nodes: Iterable[Node]) -> set[int]:
        """Indices of the blocks that stand in any of these nodes; what is in several is gone through once."""
        found: set[int] = set()
        until = 0
        for node in sorted(nodes, key=attrgetter("first")):
            found.update(range(max(node.first, until), node.last))
            until = max(until, node.last)
        return found

    def holding(self, blocks: Iterable[Block]) -> set[int]:
        """Indices of the nodes that hold any of these blocks; each way up is gone once."""
        found: set[int] = set()
        for block in blocks:
            at = block.node
            while at >= 0 and at not in found:
                found.add(at)
                at = self.nodes[at].parent
        return found

    def around(self, blocks: list[Block]) -> list[int]:
        """Indices of the nodes that hold all of these blocks, which are in page order, the innermost first."""
        return [at for at in self.ancestors(blocks[0]) if self.nodes[at].holds(blocks[-1])]
