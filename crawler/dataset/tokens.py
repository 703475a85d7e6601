"""Counts and shingles of many texts at once: numpy over code points, so that no Python runs for a single text.

A token is a run of letters and digits, or one Han or kana character. A shingle is a run of WORD_SHINGLE tokens; of
CJK_SHINGLE tokens where most tokens of the text are single characters. Case and width are folded before.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from crawler.text.writing import script_of

WORD_SHINGLE = 3
CJK_SHINGLE = 5

OTHER, LETTER, DIGIT, HAN, KANA, HANGUL, CYRILLIC, ARABIC, FOREIGN = range(9)
CLASSES = 9
SCRIPTS = {LETTER: "latin", HAN: "han", KANA: "kana", HANGUL: "hangul", CYRILLIC: "cyrillic", ARABIC: "arabic"}
_BMP = 0x10000
_HASH_BITS = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_LONGEST = 64  # characters of a token after which the weights of its hash repeat

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a batch of texts.

    hashes: one a token, texts one after the other; starts: where each text's tokens begin, with the end of the last;
    classes: (texts, CLASSES) numbers of characters by class; lengths: characters of each text.
    """

    hashes: Hashes
    starts: Ints
    classes: Ints
    lengths: Ints

    @property
    def cjk(self) -> npt.NDArray[np.bool_]:
        """Whether most tokens of a text are single Han or kana characters."""
        return 2 * (self.classes[:, HAN] + self.classes[:, KANA]) > np.diff(self.starts)


@cache
def _code_hashes() -> Hashes:
    """The hash of each code point of the Basic Multilingual Plane."""
    return _code_hash(np.arange(_BMP, dtype=np.uint64))


def _code_hash(codes: Hashes) -> Hashes:
    return mix(codes * _HASH_BITS)


@cache
def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """Class and folded form of each code point of the Basic Multilingual Plane."""
    classes = np.zeros(_BMP, dtype=np.uint8)
    folded = np.arange(_BMP, dtype=np.uint32)
    for code in range(_BMP):
        char = chr(code)
        if not char.isalnum():
            continue
        form = unicodedata.normalize("NFKC", char).lower()
        if len(form) == 1 and ord(form) < _BMP:
            folded[code] = ord(form)
        classes[code] = _class_of(char)
    return classes, folded


def _class_of(char: str) -> int:
    if char.isdigit():
        return DIGIT
    script = script_of(char)
    return next((number for number, name in SCRIPTS.items() if name == script), FOREIGN)


def mix(values: Hashes) -> Hashes:
    """Spread values over all 64 bits."""
    values = (values ^ (values >> np.uint64(30))) * _MIX_1
    values = (values ^ (values >> np.uint64(27))) * _MIX_2
    return values ^ (values >> np.uint64(31))


_WEIGHTS = mix(np.arange(1, _LONGEST + 1, dtype=np.uint64) * _HASH_BITS) | np.uint64(1)


def tokenise(texts: Sequence[str]) -> Tokens:
    """The tokens of each text."""
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum(lengths)
    kinds, folded = _fold(codes)
    classes = _class_counts(kinds, lengths, len(texts))
    single = (kinds == HAN) | (kinds == KANA)
    kept = kinds != OTHER
    begins = kept & single
    word = kept & ~single
    before = np.empty_like(word)
    before[:1] = False
    before[1:] = word[:-1]
    text_starts = (ends - lengths)[lengths > 0]
    before[text_starts] = False
    begins |= word & ~before
    token_at = np.flatnonzero(begins[kept])
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    starts[1:] = np.searchsorted(np.flatnonzero(begins), ends)
    return Tokens(_token_hashes(folded[kept], token_at), starts, classes, lengths)


def _fold(codes: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    class_table, fold_table = _tables()
    low = np.minimum(codes, _BMP - 1)
    kinds, folded = class_table[low], fold_table[low]
    astral = codes >= _BMP
    if astral.any():
        kinds = np.where(astral, np.where((codes >= 0x20000) & (codes < 0x40000), HAN, OTHER), kinds).astype(np.uint8)
        folded = np.where(astral, codes, folded)
    return kinds, folded


def _class_counts(kinds: npt.NDArray[np.uint8], lengths: Ints, texts: int) -> Ints:
    owner = np.repeat(np.arange(texts, dtype=np.int64) * CLASSES, lengths)
    counts: Ints = np.bincount(owner + kinds, minlength=texts * CLASSES).reshape(texts, CLASSES)
    return counts


def _token_hashes(codes: npt.NDArray[np.uint32], token_at: Ints) -> Hashes:
    if not len(token_at):
        return np.zeros(0, dtype=np.uint64)
    sizes = np.diff(token_at, append=len(codes))
    place = np.arange(len(codes), dtype=np.int64) - np.repeat(token_at, sizes)
    values = _code_hashes()[np.minimum(codes, _BMP - 1)]
    astral = np.flatnonzero(codes >= _BMP)
    values[astral] = _code_hash(codes[astral].astype(np.uint64))
    values *= _WEIGHTS[place & (_LONGEST - 1)]
    return mix(np.add.reduceat(values, token_at))


def shingles(tokens: Tokens) -> tuple[Hashes, Ints]:
    """Shingle hashes of the texts, one text after the other, and where each text's begin (with the end of the last).

    A text with fewer tokens than a shingle has one shingle of all of them; one without tokens has none.
    """
    counts = np.diff(tokens.starts)
    size = np.where(tokens.cjk, CJK_SHINGLE, WORD_SHINGLE)
    numbers = np.where(counts == 0, 0, np.maximum(counts - size + 1, 1))
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    starts[1:] = np.cumsum(numbers)
    inner = np.arange(starts[-1], dtype=np.int64) - np.repeat(starts[:-1], numbers)
    first = np.repeat(tokens.starts[:-1], numbers) + inner
    last = np.repeat(tokens.starts[1:], numbers)
    width = np.repeat(size, numbers)
    total = np.zeros(starts[-1], dtype=np.uint64)
    for step in range(CJK_SHINGLE):
        at = first + step
        inside = (at < last) & (step < width)
        part = tokens.hashes[np.where(inside, at, 0)] * _WEIGHTS[step]
        total += np.where(inside, part, np.uint64(0))
    return mix(total), starts


def word_hash(word: str) -> int:
    """The hash that `tokenise` gives to a single word."""
    return int(tokenise([word]).hashes[0])
