"""The language of many texts at once, by script and by the share of function words. No model."""

from functools import cache

import numpy as np
import numpy.typing as npt

from crawler.dataset.tokens import HAN, HANGUL, KANA, LETTER, SCRIPTS, Tokens, word_hash
from crawler.text.function_words import FUNCTION_WORDS, RELATIVES, SCRIPT_OF

_CLASS_OF = {name: number for number, name in SCRIPTS.items()}
LANGUAGES = tuple(name for name in FUNCTION_WORDS if SCRIPT_OF.get(name, "latin") in _CLASS_OF)
_FEWEST_LETTERS = 20
_FEWEST_SHARE = 0.06  # function words among all words of a text that is written in sentences
_MARGIN = 1.25  # by which the first language must lead the second
_KANA_SHARE = 0.05  # of Han and kana: Japanese has far more, Chinese next to none

Names = npt.NDArray[np.object_]


_LOW_BITS = np.uint64(0xFFFF)


@cache
def _word_table() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Hashes of all function words, sorted, for each a bit mask of its languages, and which low bits any of them has."""
    masks: dict[int, int] = {}
    for number, language in enumerate(LANGUAGES):
        for word in FUNCTION_WORDS[language].split():
            key = word_hash(word)
            masks[key] = masks.get(key, 0) | 1 << number
    ordered = np.array(sorted(masks), dtype=np.uint64)
    seen = np.zeros(int(_LOW_BITS) + 1, dtype=np.bool_)
    seen[ordered & _LOW_BITS] = True
    return ordered, np.array([masks[int(key)] for key in ordered], dtype=np.int64), seen


def function_word_counts(tokens: Tokens) -> npt.NDArray[np.int64]:
    """(texts, LANGUAGES) number of function words."""
    table, masks, seen = _word_table()
    at = np.flatnonzero(seen[tokens.hashes & _LOW_BITS])  # most words are none of them, and are not looked up
    hashes = tokens.hashes[at]
    place = np.minimum(np.searchsorted(table, hashes), len(table) - 1)
    hit = table[place] == hashes
    found, at = masks[place[hit]], at[hit]
    texts = len(tokens.lengths)
    owner = np.searchsorted(tokens.starts, at, side="right") - 1
    columns = [np.bincount(owner[(found >> bit & 1) > 0], minlength=texts) for bit in range(len(LANGUAGES))]
    return np.stack(columns, axis=1)


def scripts(tokens: Tokens) -> Names:
    """The script of most letters of each text; `other` for one of no known script, None for one without letters."""
    kinds = list(SCRIPTS)
    counts = tokens.classes[:, kinds]
    names: Names = np.array([SCRIPTS[kind] for kind in kinds], dtype=object)[counts.argmax(axis=1)]
    letters = tokens.classes[:, LETTER:].sum(axis=1) - tokens.classes[:, LETTER + 1]  # all but digits
    names[counts.max(axis=1) * 2 < letters] = "other"
    names[letters == 0] = None
    return names


def languages(tokens: Tokens) -> Names:
    """The language of each text as a two-letter code, None where it is not sure."""
    found = np.full(len(tokens.lengths), None, dtype=object)
    classes = tokens.classes
    east = classes[:, HAN] + classes[:, KANA]
    words = np.maximum(np.diff(tokens.starts), 1)
    counts = function_word_counts(tokens)
    for column, language in enumerate(LANGUAGES):
        script = _CLASS_OF[SCRIPT_OF.get(language, "latin")]
        counts[:, column] = np.where(classes[:, script] * 2 > classes[:, LETTER:].sum(axis=1), counts[:, column], 0)
    for one, other in (map(LANGUAGES.index, pair) for pair in RELATIVES):
        more = counts[:, one] >= counts[:, other]
        counts[~more, one] = counts[more, other] = 0
    ordered = np.sort(counts, axis=1)
    first, second = ordered[:, -1], ordered[:, -2]
    sure = (first >= _FEWEST_SHARE * words) & (first >= _MARGIN * second) & (words >= _FEWEST_LETTERS // 2)
    found[sure] = np.array(LANGUAGES, dtype=object)[counts.argmax(axis=1)][sure]
    eastern = (east >= _FEWEST_LETTERS) & (3 * east > classes[:, LETTER])
    found[eastern] = np.where(classes[:, KANA] > _KANA_SHARE * east, "ja", "zh")[eastern]
    korean = (classes[:, HANGUL] >= _FEWEST_LETTERS) & (classes[:, HANGUL] > east) & (classes[:, HANGUL] * 2 > classes[:, LETTER])
    found[korean] = "ko"
    return found
