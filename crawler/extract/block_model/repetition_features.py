"""Columns of the block model that tell a page's own article from others on it.

A page of several posts repeats one structure with running text in each; its own article is the first, stands by the
headline and shares its words; comments and teasers bring a date each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crawler.extract.block_model.place_features import place_columns
from crawler.extract.block_model.tree_features import Floats, Ints, Nodes, Tree
from crawler.page.blocks import Block

_TITLE_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}|\d{2,}")
_TITLE_WORDS = 16
_NUMBER = re.compile(r"\d+")
_DATED = re.compile(r"\d{1,2}:\d\d|(?:19|20)\d\d[-/.年 ]\d{1,2}|\d{1,2}(?:\.|st|nd|rd|th)?,? (?:\w{3,9}\.?,? )?(?:19|20)\d\d")
_CUT = ("…", "...", "]")  # how a teaser ends
_HEADED = {"h1": 1.5, "h2": 0.0, "h3": 0.0}  # headings that may be the headline, with what speaks for each
_REPEATED_LEVELS, _HEADLINE_LEVELS = 3, 4  # ancestors looked at


@dataclass(frozen=True, slots=True)
class Texts:
    """The blocks of a page; joined: their texts, each followed by a line break; ends: where each one ends in it."""

    blocks: Sequence[Block]
    joined: str
    ends: Ints


def alike(nodes: Nodes, names: Sequence[str]) -> Ints:
    """A number for each element: the same for children of one element with the same tag and class words."""
    number: dict[tuple[int, str, str], int] = {}
    parents = nodes.parent.tolist()
    keys = [(parent, each.tag, name) for parent, each, name in zip(parents, nodes.nodes, names, strict=True)]
    return np.array([number.setdefault(key, len(number)) for key in keys], np.int64)


def repetition_columns(texts: Texts, tree: Tree, group: Ints, title: str, names: Sequence[str]) -> Floats:
    """One row of columns for each block. group: of each element, as `alike` numbers them; names: words of each element."""
    if not texts.blocks:
        return np.zeros((0, 1), np.float32)
    hits = _counted(_title_places(_lowered(texts.joined), title), texts.ends)
    dates = _counted(_date_places(texts.joined), texts.ends)
    ordinal, share = _repeated(tree, group)
    below_hits, below_dates = _below(tree.nodes, hits), _below(tree.nodes, dates)
    head = _headline(tree, hits)
    columns = [np.minimum(hits, 5), np.minimum(hits / np.maximum(tree.tokens, 1), 1), np.minimum(dates, 3),
               np.array([block.text.endswith(_CUT) for block in texts.blocks])]  # fmt: skip
    for level in tree.levels[:_REPEATED_LEVELS]:
        columns += [np.log1p(ordinal[level]), share[level], np.log1p(below_hits[level]), np.log1p(below_dates[level])]
    for level in tree.levels[:_HEADLINE_LEVELS]:
        columns.append((tree.nodes.first[level] <= head) & (head < tree.nodes.last[level]))
    columns += place_columns(tree, names, head, _HEADED)
    return np.stack(columns, 1).astype(np.float32)


def _lowered(text: str) -> str:
    """In lower case, every character in its place: a few, such as the dotted capital I, have lower forms of two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(char.lower()[0] for char in text)


def _title_places(text: str, title: str) -> list[int]:
    """Where words of the title stand."""
    found: set[int] = set()
    for word in list(dict.fromkeys(_TITLE_WORD.findall(title.lower())))[:_TITLE_WORDS]:
        at = text.find(word)
        while at >= 0:
            found.add(at)
            at = text.find(word, at + len(word))
    return sorted(found)


def _date_places(text: str) -> list[int]:
    """Where dates and times of day stand; looked for at numbers only, which is quicker."""
    found, end = [], 0
    for number in _NUMBER.finditer(text):
        start = number.start()
        if start >= end and (match := _DATED.match(text, start)):
            found.append(start)
            end = match.end()
    return found


def _counted(places: list[int], ends: Ints) -> Floats:
    """How many of the places in the joined text are in each block."""
    found = np.searchsorted(ends, np.array(places, np.int64), side="right")
    return np.bincount(found, minlength=len(ends)).astype(np.float32)


def _below(nodes: Nodes, values: Floats) -> Floats:
    total = np.concatenate([[0.0], np.cumsum(values)])
    found: Floats = (total[nodes.last] - total[nodes.first]).astype(np.float32)
    return found


def _repeated(tree: Tree, group: Ints) -> tuple[Floats, Floats]:
    """Of each element: how many of its group stand before it, and its share of the group's good text."""
    order = np.argsort(group, kind="stable")
    counts = np.bincount(group)
    begin = np.cumsum(counts) - counts
    ordinal = np.empty(len(group), np.float32)
    ordinal[order] = np.arange(len(group)) - begin[group[order]]
    good = tree.sums[:, 1]
    together = np.bincount(group, weights=good)
    return ordinal, (good / np.maximum(together[group], 1)).astype(np.float32)


def _headline(tree: Tree, hits: Floats) -> int:
    """Place of the block that is likely the headline, -1 for none: the heading with most words of the title, the first of
    equals."""
    worth = np.array([_HEADED.get(tag, -9.0) for tag in tree.tags])[tree.node]
    score = np.where(worth >= 0, worth + np.minimum(hits, 8), 0)
    best = int(score.argmax())
    return best if score[best] > 0 else -1
