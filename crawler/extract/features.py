"""What the block model sees of a page: one row of numbers for each text block, language-free, vectorised.

Three groups of columns: the shape of the text, the element and its ancestors, the containers and neighbours. Words of
class names and of short blocks are turned into log odds that were learned (see crawler.extract.model.Lexicon).
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from lxml.etree import _Element as Element
from numpy.typing import NDArray

from crawler.extract.blocks import HEADINGS, Block, Node, Outline

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LEVELS = 5  # ancestors looked at, the block's own element included
_KINDS = ("letter", "upper", "digit", "wide", "space", "stop", "comma", "mark", "rule")
_STOPS, _COMMAS, _RULES = ".!?。！？…", ",，、;；:：", "|>»/·•«›©®&▪■"
OWN_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "section", "dd", "pre", "article")
PATH_TAGS = (
    "nav", "header", "footer", "aside", "article", "main", "form", "figure", "table", "ul", "ol", "li", "blockquote",
    "section", "dl", "details", "h2", "h3",
)  # fmt: skip
_NAMING = frozenset(("class", "id", "itemprop", "role"))
_OWN_INDEX = {tag: at for at, tag in enumerate(OWN_TAGS)}
_PATH_BIT = {tag: 1 << at for at, tag in enumerate(PATH_TAGS)}
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u4e00-\u9fff]+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|\d+|[^\w\s]")
_DIGITS = re.compile(r"\d+")


def _kind_table() -> NDArray[np.uint8]:
    """Kind of each character of the Basic Multilingual Plane as bits, index by code point."""
    table = np.zeros(65537, np.uint8)
    for code in range(65536):
        char = chr(code)
        wide = 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF
        if wide:
            table[code] = 4
        elif char.isdigit():
            table[code] = 3
        elif char.isalpha():
            table[code] = 2 if char.isupper() else 1
        elif char.isspace():
            table[code] = 5
        else:
            table[code] = 6 if char in _STOPS else 7 if char in _COMMAS else 9 if char in _RULES else 8
    table[65536] = 8
    return table


@lru_cache(maxsize=1)
def kinds_of_characters() -> NDArray[np.uint8]:
    """The table, made when the first page is read."""
    return _kind_table()


@dataclass(slots=True)
class Sheet:
    """A page for the model.

    blocks: the text blocks; rows: one a block; node: index into `names` of the block's element; names: words of class,
    id, role and itemprop of each element that holds text, in document order; parent: index into names, -1 at the root;
    words: first and last words of each short block, empty for the others; tokens: number of tokens of each block;
    heading: place of the last heading before each block, -1 where there is none.
    """

    blocks: list[Block]
    rows: Floats
    node: Ints
    parent: Ints
    names: list[str]
    words: list[str]
    tokens: Floats
    heading: Ints


@dataclass(frozen=True, slots=True)
class Claims:
    """What the page says of itself for machines, blanks collapsed: its title, its description, the body in JSON-LD."""

    title: str = ""
    description: str = ""
    body: str = ""


def read_sheet(outline: Outline, claims: Claims) -> Sheet:
    """Rows of all text blocks of a page."""
    blocks = [block for block in outline.blocks if block.text]
    nodes, node = _nodes_with_text(outline, blocks)
    shape, tokens = _shape(blocks)
    names = [name_words(each.element) for each in nodes.nodes]
    tree = _Tree(nodes, node, len(blocks), tokens, shape)
    heading = _headings(blocks, [each.tag for each in nodes.nodes], node)
    columns = [
        shape, _marks(blocks, claims.title), _claimed(blocks, claims), _siblings(nodes, names, node), _under(heading),
        tree.tags(), tree.containers(), tree.position(), tree.neighbours(),
    ]  # fmt: skip
    rows = np.concatenate(columns, axis=1).astype(np.float32) if blocks else np.zeros((0, 1), np.float32)
    words = [_edge_words(block.text) for block in blocks]
    return Sheet(blocks, rows, node, nodes.parent, names, words, tokens, heading)


@dataclass(slots=True)
class _Nodes:
    nodes: list[Node]
    parent: Ints
    first: Ints  # of the text blocks below
    last: Ints
    depth: Ints


def _nodes_with_text(outline: Outline, blocks: list[Block]) -> tuple[_Nodes, Ints]:
    """The elements that hold text blocks, renumbered, and the block's own among them."""
    before = np.zeros(len(outline.blocks) + 1, np.int64)
    np.cumsum([bool(block.text) for block in outline.blocks], out=before[1:])
    number: dict[int, int] = {-1: -1}
    kept: list[Node] = []
    for old, each in enumerate(outline.nodes):
        if before[each.last] > before[each.first]:
            number[old] = len(kept)
            kept.append(each)
    parent = np.array([number[each.parent] for each in kept], np.int64)
    first = before[np.array([each.first for each in kept], np.int64)]
    last = before[np.array([each.last for each in kept], np.int64)]
    depth = np.array([each.depth for each in kept], np.int64)
    own = np.array([number[block.node] for block in blocks], np.int64)
    return _Nodes(kept, parent, first, last, depth), own


@lru_cache(maxsize=20000)
def _split_name(raw: str) -> str:
    return " ".join(dict.fromkeys(word.lower() for word in _TOKEN.findall(raw[:300]) if len(word) > 1))


def name_words(element: Element) -> str:
    """Words of an element's class, id, role and itemprop, blank-separated, lower-case, without digits."""
    raw = ""
    for key, value in element.items():
        if key in _NAMING:
            raw += " " + str(value)
    return _split_name(raw) if raw else ""


def _edge_words(text: str) -> str:
    """The words that begin and end a block of up to 160 characters; numbers become 0."""
    if len(text) > 160:
        return ""
    words = _WORD.findall(text.lower())
    if len(words) > 10:
        words = words[:6] + words[-4:]
    return _DIGITS.sub("0", " ".join(words))


def _shape(blocks: list[Block]) -> tuple[Floats, Floats]:
    """Columns of the text itself, and the number of tokens: words, and each Han or kana character."""
    n = len(blocks)
    if not n:
        return np.zeros((0, 21), np.float32), np.zeros(0, np.float32)
    joined = "\n".join([block.text for block in blocks]) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    kinds = kinds_of_characters()[np.minimum(codes, 65536)]
    lengths = np.array([len(block.text) + 1 for block in blocks], np.int64)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    counts = np.stack([np.add.reduceat(kinds == kind, starts, dtype=np.int64) for kind in range(1, 10)], 1)
    word = (kinds >= 1) & (kinds <= 3)
    fresh = word.copy()
    fresh[1:] &= ~word[:-1]
    tokens = (np.add.reduceat(fresh, starts, dtype=np.int64) + counts[:, 3]).astype(np.float32)
    chars = (lengths - 1).astype(np.float32)
    link = np.array([block.link_chars for block in blocks], np.float32) / np.maximum(chars, 1)
    last, first = kinds[ends - 2], kinds[starts]
    before_last = kinds[np.maximum(ends - 3, starts)]
    ratio = counts / np.maximum(chars, 1)[:, None]
    columns = [
        np.log1p(tokens), np.log1p(chars), np.minimum(link, 1.0), link == 0, *ratio.T,
        np.log1p(counts[:, 5]), np.log1p(counts[:, 6]), last == 6, (before_last == 6) & (last >= 7), last == 7,
        first == 2, first == 3, (counts[:, 0] + counts[:, 1]) / np.maximum(tokens, 1),
    ]  # fmt: skip
    return np.stack(columns, 1).astype(np.float32), tokens


def _marks(blocks: list[Block], title: str) -> Floats:
    """Columns of single facts about a block: breaks, indent, hidden, repeats, likeness to the title, bold text."""
    seen: dict[str, int] = {}
    for block in blocks:
        seen[block.text] = seen.get(block.text, 0) + 1
    rows = []
    for block in blocks:
        text = block.text
        bold = all(mark.strong for part, mark in block.pieces if part.strip()) if len(block.pieces) < 4 else False
        titled = len(text) > 3 and len(text) < 300 and (text in title or (len(title) > 8 and title in text))
        rows.append(
            (min(block.breaks, 3), block.indent, block.hidden, min(seen[text], 4) - 1, titled, bold, len(block.pieces) > 3)
        )
    return np.array(rows, np.float32).reshape(len(blocks), 7)


def _claimed(blocks: list[Block], claims: Claims) -> Floats:
    """Whether a block stands in the body that the page states in JSON-LD (-1: it states none), and in its description."""
    rows = []
    for block in blocks:
        start = block.text[:50]
        long = len(start) >= 12
        inside = (1.0 if long and start in claims.body else 0.0) if claims.body else -1.0
        rows.append((inside, long and (start in claims.description or claims.description[:50] in block.text[:200])))
    return np.array(rows, np.float32).reshape(len(blocks), 2)


def _siblings(nodes: _Nodes, names: list[str], node: Ints) -> Floats:
    """How many brothers with the same tag and class words the block's element and the two above it have."""
    parents = nodes.parent.tolist()
    keys = [(parent, each.tag, name) for parent, each, name in zip(parents, nodes.nodes, names, strict=True)]
    many = Counter(keys)
    alike = np.log1p(np.array([many[key] for key in keys], np.float32))
    above = np.maximum(nodes.parent, 0)
    if not len(node):
        return np.zeros((0, 3), np.float32)
    first = above[node]
    return np.stack([alike[node], alike[first], alike[above[first]]], 1)


def _headings(blocks: list[Block], tags: list[str], node: Ints) -> Ints:
    """Place of the last heading before each block: a heading element, or a short line that is all bold."""
    last, found = -1, []
    for at, (block, own) in enumerate(zip(blocks, node.tolist(), strict=True)):
        found.append(last)
        short = len(block.text) < 80
        if tags[own] in HEADINGS or (short and len(block.pieces) < 3 and all(m.strong for t, m in block.pieces if t.strip())):
            last = at
    return np.array(found, np.int64)


def _under(heading: Ints) -> Floats:
    """How far above the last heading stands."""
    at = np.arange(len(heading))
    return np.where(heading >= 0, np.log1p(at - heading), 6.0).astype(np.float32)[:, None]


class _Tree:
    """Columns that come from where the blocks stand in the tree and in the sequence."""

    def __init__(self, nodes: _Nodes, node: Ints, n: int, tokens: Floats, shape: Floats) -> None:
        self.nodes, self.node, self.n, self.tokens, self.shape = nodes, node, n, tokens, shape
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

    def tags(self) -> Floats:
        own = [each.tag for each in self.nodes.nodes]
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
        heads = np.array([each.tag == "h1" for each in self.nodes.nodes])[self.node]
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
