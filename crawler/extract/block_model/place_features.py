"""Columns of the block model for where a block stands beside the headline and the good text.

A second article on the page has a headline of the same rank, or an `article` element, of its own; a teaser or a remark of
the site has other class words than the paragraphs, or stands behind a gap.
"""

from collections.abc import Container, Sequence

import numpy as np

from crawler.extract.block_model.tree_features import Floats, Tree

_FAR = 12  # elements up, from which all is as far


def place_columns(tree: Tree, names: Sequence[str], head: int, ranks: Container[str]) -> list[Floats]:
    """Columns, one number a block each.

    names: class words of each element; head: place of the headline's block, -1 for none; ranks: tags a headline may have.
    """
    return [*_with_headline(tree, head, ranks), *_articles(tree, head), *_styles(tree, names), *_gaps(tree)]


def _with_headline(tree: Tree, head: int, ranks: Container[str]) -> list[Floats]:
    """What a block has in common with the headline: how far up their common element is, its share of the good text and
    its size; then the headings of the headline's rank between the two."""
    n, nodes = tree.n, tree.nodes
    up, share, size, passed = (np.zeros(n, np.float32) for _ in range(4))
    if head < 0:
        return [up - 1, share, size, passed - 1]
    at, chain = int(tree.node[head]), []
    while at >= 0:
        chain.append(at)
        at = int(nodes.parent[at])
    total, whole = max(float(tree.good.sum()), 1.0), max(float(tree.tokens.sum()), 1.0)
    for level in range(len(chain) - 1, -1, -1):
        held = slice(int(nodes.first[chain[level]]), int(nodes.last[chain[level]]))
        up[held] = min(level, _FAR)
        share[held] = tree.sums[chain[level], 1] / total
        size[held] = tree.sums[chain[level], 0] / whole
    rank = tree.tags[int(tree.node[head])]
    same = np.array([tag == rank for tag in tree.tags])[tree.node] if rank in ranks else np.zeros(n, bool)
    same[: head + 1] = False
    passed = np.log1p(np.cumsum(same)).astype(np.float32)
    passed[:head] = -1
    return [up, share, size, passed]


def _articles(tree: Tree, head: int) -> list[Floats]:
    """Whether a block's nearest `article` is the headline's; how many begin before it; their number on the page."""
    nearest: list[int] = []
    for at, (tag, parent) in enumerate(zip(tree.tags, tree.nodes.parent.tolist(), strict=True)):
        nearest.append(at if tag == "article" else (nearest[parent] if parent >= 0 else -1))
    own = np.array(nearest, np.int64)[tree.node]
    begun = sorted({at for at in nearest if at >= 0})
    mine = int(own[head]) if head >= 0 else -1
    same = np.where(own == mine, np.where(own >= 0, 1.0, 0.0), -1.0)
    ordinal = np.where(own >= 0, np.searchsorted(np.array(begun, np.int64), own) + 1.0, 0.0) if begun else np.zeros(tree.n)
    return [same.astype(np.float32), np.log1p(ordinal).astype(np.float32), np.full(tree.n, np.log1p(len(begun)), np.float32)]


def _styles(tree: Tree, names: Sequence[str]) -> list[Floats]:
    """Share of the page's good text that stands in elements of a block's tag and class words, and with those of its parent."""
    number: dict[tuple[str, str], int] = {}
    own = np.array([number.setdefault(style, len(number)) for style in zip(tree.tags, names, strict=True)], np.int64)
    parent = tree.nodes.parent
    above = np.where(parent >= 0, own[parent], len(number))
    total = max(float(tree.good.sum()), 1.0)
    columns = []
    for kinds in (own, np.unique(own * (len(number) + 1) + above, return_inverse=True)[1]):
        kind = kinds[tree.node]
        held = np.bincount(kind, weights=tree.good)
        columns.append((held[kind] / total).astype(np.float32))
    return columns


def _gaps(tree: Tree) -> list[Floats]:
    """Blocks since the last good text and up to the next, and the largest gap between good text so far and to come."""
    good, at = tree.good > 0, np.arange(tree.n)
    last = np.maximum.accumulate(np.where(good, at, -1))
    before = np.concatenate([[-1], last[:-1]])
    coming = np.minimum.accumulate(np.where(good, at, tree.n)[::-1])[::-1]
    after = np.concatenate([coming[1:], [tree.n]])
    gap = np.where(good & (before >= 0), at - before, 0)
    return [np.log1p(at - before).astype(np.float32), np.log1p(after - at).astype(np.float32),
            np.log1p(np.maximum.accumulate(gap)).astype(np.float32)]  # fmt: skip
