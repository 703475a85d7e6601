"""Columns of the block model that come from the tree and the sequence: tags, containers, position, neighbours."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from crawler.page.blocks import Block, Node, Outline

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LEVELS = 5  # ancestors looked at, the block's own element included
OWN_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "section", "dd", "pre", "article")
PATH_TAGS = (
    "nav", "header", "footer", "aside", "article", "main", "form", "figure", "table", "ul", "ol", "li", "blockquote",
    "section", "dl", "details", "h2", "h3",
)  # fmt: skip
_OWN_INDEX = {tag: at for at, tag in enumerate(OWN_TAGS)}
_PATH_BIT = {tag: 1 << at for at, tag in enumerate(PATH_TAGS)}


@dataclass(slots=True)
class Nodes:
    """place: index of each node in the outline -> its index here."""

    nodes: list[Node]
    place: dict[int, int]
    parent: Ints
    first: Ints  # of the text blocks below
    last: Ints
    depth: Ints


def nodes_with_text(outline: Outline, blocks: list[Block]) -> tuple[Nodes, Ints]:
    """The elements that hold text blocks, renumbered, and the block's own among them."""
    before = [0, *accumulate([1 if block.text else 0 for block in outline.blocks])]
    number: dict[int, int] = {-1: -1}
    kept: list[Node] = []
    spans: list[tuple[int, int, int, int]] = []
    for old, each in enumerate(outline.nodes):
        first, last = before[each.first], before[each.last]
        if last > first:
            number[old] = len(kept)
            kept.append(each)
            spans.append((number[each.parent], first, last, each.depth))
    columns = np.array(spans, np.int64).reshape(len(kept), 4).T
    own = np.array([number[block.node] for block in blocks], np.int64)
    return Nodes(kept, number, columns[0], columns[1], columns[2], columns[3]), own


class Tree:
    """Columns that come from where the blocks stand in the tree and in the sequence."""

    def __init__(self, nodes: Nodes, node: Ints, n: int, tokens: Floats, shape: Floats) -> None:
        self.nodes, self.node, self.n, self.tokens, self.shape = nodes, node, n, tokens, shape
        self.tags = [each.tag for each in nodes.nodes]
        link, ends = shape[:, 2], (shape[:, 15] + shape[:, 16]) > 0
        self.good = np.where((link < 0.3) & ((tokens >= 15) | ((tokens >= 6) & ends)), tokens, 0).astype(np.float32)
        self.linked = (tokens * link).astype(np.float32)
        self.sums = self._subtree_sums(np.stack([tokens, self.good, self.linked, np.ones(n, np.float32), self.good > 0], 1))
        self.levels = self._ancestors()

    def _subtree_sums(self, values: Floats) -> Floats:
        total = np.zeros((self.n + 1, values.shape[1]), np.float64)
        np.cumsum(values, axis=0, out=total[1:])
        return (total[self.nodes.last] - total[self.nodes.first]).astype(np.float32)

    def _ancestors(self) -> list[Ints]:
        """For each level the node above each block; the root stays the root."""
        levels, at = [], self.node
        for _ in range(LEVELS):
            levels.append(at)
            above = self.nodes.parent[at] if self.n else at
            at = np.where(above < 0, at, above)
        return levels

    def tag_columns(self) -> Floats:
        """The block's own tag, its parent's, and which of some tags stand above it."""
        own = self.tags
        kind = np.array([_OWN_INDEX.get(tag, len(OWN_TAGS)) for tag in own], np.int64)
        inside: list[int] = []  # a bit for each of PATH_TAGS; parents come first
        for tag, parent in zip(own, self.nodes.parent.tolist(), strict=True):
            inside.append(_PATH_BIT.get(tag, 0) | (inside[parent] if parent >= 0 else 0))
        one_hot = np.eye(len(OWN_TAGS) + 1, len(OWN_TAGS), dtype=np.float32)[kind]
        path = (np.array(inside, np.int64)[self.node][:, None] >> np.arange(len(PATH_TAGS))) & 1
        parent_tag = one_hot[self.levels[1]] if self.n else one_hot[:0]
        return np.concatenate([one_hot[self.node], parent_tag[:, :4], path], 1).astype(np.float32)

    def containers(self) -> Floats:
        """Of each ancestor: its share of the page's good text, its purity, link density and size; then the best one."""
        total = max(float(self.good.sum()), 1.0)
        tokens, good, linked, count, paragraphs = self.sums.T
        size = np.maximum(tokens, 1)
        of_node = np.stack(
            [good / total, good / size, linked / size, np.log1p(tokens), np.log1p(count), paragraphs / np.maximum(count, 1)], 1
        )
        columns = [of_node[level] for level in self.levels]
        return np.concatenate([*columns, self._best()], 1).astype(np.float32)

    def _best(self) -> Floats:
        """How far up from the container with the most paragraphs of its own a block hangs, and that container's worth."""
        if not self.n:
            return np.zeros((0, 6), np.float32)
        parent = self.nodes.parent
        above = np.maximum(parent[self.node], 0)
        direct = np.zeros(len(parent), np.float32)
        np.add.at(direct, self.node, self.good)
        np.add.at(direct, above, self.good)
        np.add.at(direct, np.maximum(parent[above], 0), 0.5 * self.good)
        best = int(direct.argmax())
        distance = np.full(self.n, 12.0, np.float32)
        chain, at = [], best
        while at >= 0:
            chain.append(at)
            at = int(parent[at])
        for up in range(min(len(chain), 12) - 1, -1, -1):
            distance[self.nodes.first[chain[up]] : self.nodes.last[chain[up]]] = up
        total = max(float(self.good.sum()), 1.0)
        share = self.sums[best, 1] / total
        relative = self.nodes.depth[self.node] - self.nodes.depth[best]
        own = direct[self.levels[1]] / max(float(direct[best]), 1.0)
        column = np.full(self.n, share, np.float32)
        return np.stack([distance, distance == 0, distance <= 2, relative, own, column], 1).astype(np.float32)

    def position(self) -> Floats:
        """Where in the page a block stands, by number, by text, and seen from headline and from the good text."""
        if not self.n:
            return np.zeros((0, 9), np.float32)
        order = np.arange(self.n, dtype=np.float32)
        total, good = max(float(self.tokens.sum()), 1.0), max(float(self.good.sum()), 1.0)
        text_before = (np.cumsum(self.tokens) - self.tokens) / total
        good_before = (np.cumsum(self.good) - self.good) / good
        heads = np.array([tag == "h1" for tag in self.tags])[self.node]
        head = float(np.flatnonzero(heads)[0]) if heads.any() else -1.0
        away = order - head
        signed = np.sign(away) * np.log1p(np.abs(away)) if head >= 0 else np.zeros(self.n)
        wide = (self.shape[:, 7] * self.shape[:, 1]).sum() / max(float(self.shape[:, 1].sum()), 1.0)
        page = [np.full(self.n, value) for value in (np.log1p(self.n), np.log1p(good), wide, head >= 0)]
        depth = self.nodes.depth[self.node] / 10.0
        return np.stack([order / self.n, text_before, good_before, signed, depth, *page], 1).astype(np.float32)

    def neighbours(self) -> Floats:
        """Length, links, stops and common parent of the blocks around; good text in windows of 3 and 8 on both sides."""
        small = np.stack([self.shape[:, 0], self.shape[:, 2], self.shape[:, 15], (self.good > 0)], 1).astype(np.float32)
        columns = []
        for step in (-2, -1, 1, 2):
            moved = np.zeros_like(small)
            same = np.zeros((self.n, 2), np.float32)
            here, there = slice(max(0, -step), self.n - max(0, step)), slice(max(0, step), self.n - max(0, -step))
            if self.n > abs(step):
                moved[here] = small[there]
                same[here, 0] = self.levels[0][here] == self.levels[0][there]
                same[here, 1] = self.levels[1][here] == self.levels[1][there]
            columns += [moved, same]
        total = np.concatenate([[0.0], np.cumsum(self.good)])
        linked = np.concatenate([[0.0], np.cumsum(self.linked)])
        at = np.arange(self.n)
        for width in (3, 8):
            low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, self.n)
            columns.append(np.log1p(np.stack([total[at] - total[low], total[high] - total[at + 1]], 1)))
            columns.append(np.log1p(np.stack([linked[at] - linked[low], linked[high] - linked[at + 1]], 1)))
        return np.concatenate(columns, 1).astype(np.float32)
