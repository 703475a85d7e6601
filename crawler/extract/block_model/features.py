"""What the block model sees of a page: one row of numbers for each text block, language-free, vectorised.

Three groups of columns: the shape of the text, the element and its ancestors, the containers and neighbours. Words of
class names and of short blocks are turned into log odds that were learned (see crawler.extract.block_model.model.Lexicon).
"""

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from lxml.etree import _Element as Element
from numpy.typing import NDArray

from crawler.extract.block_model.repetition_features import Texts, alike, repetition_columns
from crawler.extract.block_model.tree_features import Floats as Floats
from crawler.extract.block_model.tree_features import Ints, Nodes, Tree, nodes_with_text
from crawler.extract.block_model.widget_features import widget_columns
from crawler.page.blocks import Block, Outline
from crawler.page.json_ld import Node
from crawler.page.markup import custom_tag
from crawler.page.metadata import Head, head_of
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.text.writing import BURMESE, HAN, KANA, KHMER, THAI_LAO

_STOPS, _COMMAS, _RULES = ".!?。！？…", ",，、;；:：", "|>»/·•«›©®&▪■"
_EDGED = 160  # characters of a block whose words are looked at
_NAMING = ("id", "itemprop", "role")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u4e00-\u9fff]+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|\d+|[^\w\s]")
_ASCII_WORD = re.compile(r"[a-z]+|\d+|[^\w\s\x1c-\x1f]", re.A)  # the same of an ASCII text, twice as fast
_TAG = re.compile(r"<[^<>]{0,500}>")
_LINKED = 2  # the column of `_shape` with the share of links
_MIN_BODY = 200  # characters; a shorter articleBody is a summary


# Stretches of code points that are all of one kind, not to be looked at singly: scripts without blanks between words, Hangul,
# surrogates and private use.
_UNSPACED = tuple((ord(stretch[0]), ord(stretch[-1]) + 1, 4) for stretch in (THAI_LAO, BURMESE, KHMER, KANA, HAN))
_STRETCHES = (*_UNSPACED, (0xAC00, 0xD7A4, 1), (0xD800, 0xF900, 8))


def _kind_table() -> NDArray[np.uint8]:
    """Kind of each character of the Basic Multilingual Plane, index by code point.

    1 letter, 2 capital, 3 digit, 4 of a script without blanks, 5 blank, 6 stop, 7 comma, 8 other mark, 9 rule.
    """
    table = np.zeros(65537, np.uint8)
    for first, end, kind in _STRETCHES:
        table[first:end] = kind
    for code in np.flatnonzero(table[:65536] == 0).tolist():
        table[code] = _kind(chr(code))
    table[65536] = 8
    return table


def _kind(char: str) -> int:
    if char.isdigit():
        return 3
    if char.isalpha():
        return 2 if char.isupper() else 1
    if char.isspace():
        return 5
    return 6 if char in _STOPS else 7 if char in _COMMAS else 9 if char in _RULES else 8


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

    @property
    def above(self) -> Ints:
        """The element above each block's own, as `parent` numbers it."""
        return self.parent[self.node] if self.blocks else self.node

    @property
    def linked(self) -> Floats:
        """The share of each block's characters that are links, 0 to 1."""
        return self.rows[:, _LINKED] if self.blocks else self.tokens


@dataclass(frozen=True, slots=True)
class Claims:
    """What the page says of itself for machines, blanks collapsed: its title, its description, the body in JSON-LD."""

    title: str = ""
    description: str = ""
    body: str = ""


def claims_of(page: Page) -> Claims:
    """Title, description and JSON-LD body of the page, blanks collapsed; empty where it states none."""
    head = head_of(page)
    description = head.stated("description") or ""
    return Claims(_plain(head.title or ""), _plain(description).rstrip(".… "), _stated_body(head))


def _stated_body(head: Head) -> str:
    article = head.article()
    for node in ([article] if article else []) + head.nodes:
        body = _body_of(node)
        if body:
            return body
    return ""


def _body_of(node: Node) -> str:
    value = node.get("articleBody")
    body = _plain(value) if isinstance(value, str) else ""
    return body if len(body) >= _MIN_BODY else ""


def _plain(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


def read_sheet(outline: Outline, claims: Claims) -> Sheet:
    """Rows of all text blocks of a page."""
    blocks = [block for block in outline.blocks if block.text]
    nodes, node = nodes_with_text(outline, blocks)
    joined = "\n".join([block.text for block in blocks]) + "\n"
    ends = np.cumsum(np.array([len(block.text) + 1 for block in blocks], np.int64))
    shape, tokens = _shape(blocks, joined, ends)
    names = [name_words(each.element) for each in nodes.nodes]
    tree = Tree(nodes, node, len(blocks), tokens, shape)
    heading = _headings(blocks, tree.tags, node)
    group = alike(nodes, names)
    columns = [
        shape, _marks(blocks, claims.title), _claimed(blocks, claims), _siblings(nodes, group, node), _under(heading),
        tree.tag_columns(), tree.containers(), tree.position(), tree.neighbours(),
        repetition_columns(Texts(blocks, joined, ends), tree, group, claims.title, names), widget_columns(outline, tree),
    ]  # fmt: skip
    rows = np.concatenate(columns, axis=1).astype(np.float32) if blocks else np.zeros((0, 1), np.float32)
    words = [_edge_words(block.text) if len(block.text) <= _EDGED else "" for block in blocks]
    return Sheet(blocks, rows, node, nodes.parent, names, words, tokens, heading)


@lru_cache(maxsize=20000)
def _split_name(raw: str) -> str:
    return " ".join(dict.fromkeys(word.lower() for word in _TOKEN.findall(raw[:300]) if len(word) > 1))


def name_words(element: Element) -> str:
    """Words of an element's class, id, role and itemprop, and of a custom tag, blank-separated, lower-case, without digits."""
    given, raw = element.keys(), custom_tag(element)
    if "class" in given:
        raw = f"{raw} {element.get('class')}" if raw else element.get("class", "")
    for name in _NAMING:
        if name in given and (value := element.get(name)):
            raw = f"{raw} {value}"
    return _split_name(raw) if raw else ""


@lru_cache(maxsize=5000)
def _edge_words(text: str) -> str:
    """The words that begin and end a short block; numbers become 0."""
    words = (_ASCII_WORD if text.isascii() else _WORD).findall(text.lower())
    if len(words) > 10:
        words = words[:6] + words[-4:]
    return " ".join(["0" if word[0].isdecimal() else word for word in words])


def _shape(blocks: list[Block], joined: str, ends: Ints) -> tuple[Floats, Floats]:
    """Columns of the text itself, and the number of tokens: words, and each Han or kana character."""
    n = len(blocks)
    if not n:
        return np.zeros((0, 21), np.float32), np.zeros(0, np.float32)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    kinds = kinds_of_characters()[np.minimum(codes, 65536)]
    lengths = np.diff(ends, prepend=0)
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
    seen = Counter([block.text for block in blocks])
    rows: list[float] = []
    for block in blocks:
        text = block.text
        bold = len(block.pieces) < 4 and _bold(block)
        titled = 3 < len(text) < 300 and (text in title or (len(title) > 8 and title in text))
        rows += (block.breaks, block.indent, block.hidden, seen[text], titled, bold, len(block.pieces) > 3)
    found = np.array(rows, np.float32).reshape(len(blocks), 7)
    found[:, 0] = np.minimum(found[:, 0], 3)
    found[:, 3] = np.minimum(found[:, 3], 4) - 1
    return found


def _bold(block: Block) -> bool:
    pieces = block.pieces
    if len(pieces) == 1:
        return pieces[0][1].strong
    return all(mark.strong or part.isspace() for part, mark in pieces)


def _claimed(blocks: list[Block], claims: Claims) -> Floats:
    """Whether a block stands in the body that the page states in JSON-LD (-1: it states none), and in its description."""
    body, description, begin = claims.body, claims.description, claims.description[:50]
    rows: list[float] = []
    for block in blocks:
        text = block.text
        start = text[:50]
        long = len(start) >= 12
        rows.append((1.0 if long and start in body else 0.0) if body else -1.0)
        rows.append(long and (start in description or begin in text[:200]))
    return np.array(rows, np.float32).reshape(len(blocks), 2)


def _siblings(nodes: Nodes, group: Ints, node: Ints) -> Floats:
    """How many brothers with the same tag and class words the block's element and the two above it have."""
    if not len(node):
        return np.zeros((0, 3), np.float32)
    many = np.log1p(np.bincount(group)[group].astype(np.float32))
    above = np.maximum(nodes.parent, 0)
    first = above[node]
    return np.stack([many[node], many[first], many[above[first]]], 1)


def _headings(blocks: list[Block], tags: list[str], node: Ints) -> Ints:
    """Place of the last heading before each block: a heading element, or a short line that is all bold."""
    last, found = -1, []
    for at, (block, own) in enumerate(zip(blocks, node.tolist(), strict=True)):
        found.append(last)
        short = len(block.text) < 80
        if tags[own] in HEADINGS or (short and len(block.pieces) < 3 and _bold(block)):
            last = at
    return np.array(found, np.int64)


def _under(heading: Ints) -> Floats:
    """How far above the last heading stands."""
    at = np.arange(len(heading))
    return np.where(heading >= 0, np.log1p(at - heading), 6.0).astype(np.float32)[:, None]
