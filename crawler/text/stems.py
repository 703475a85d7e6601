"""What the forms of a word have in common, in any language: enough to see that two texts tell of the same things."""

import re

from crawler.text.writing import BURMESE, CJK, HANGUL, KHMER, THAI_LAO

_ASCII_WORD = re.compile(r"[a-z\d]{4,}")  # a longer one, of a text in lower case
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u0655\u0900-\u0dff\u0e30-\u0e4e])+")  # with vowel signs
_STEM = 5  # letters of a word that its other forms have too
_PAIR = 2  # characters of a Chinese word
_UNSPACED = re.compile(f"[{CJK}]")
_UNSPACED_LETTERS = re.compile(f"[{THAI_LAO}{BURMESE}{KHMER}]")
_HANGUL = re.compile(f"[{HANGUL}]")


def stems_of(text: str) -> list[str]:
    """The beginnings of longer words; pieces where words have no blanks, of two characters or of several letters."""
    if text.isascii():  # as below, five times as fast
        return [word[:_STEM] for word in _ASCII_WORD.findall(text.lower())]
    stems = []
    for word in WORD.findall(text.casefold()):
        if _UNSPACED.search(word):
            stems += _pieces(word, _PAIR)
        elif _UNSPACED_LETTERS.search(word):
            stems += _pieces(word, _STEM)
        elif _HANGUL.search(word):
            stems += [word[:2]] if len(word) > 1 else []
        elif len(word) > 3:
            stems.append(word[:_STEM])
    return stems


def share_in(text: str, said: str) -> float:
    """The share of the words of what is said that a text has too, in whatever form; 0 where nothing is said."""
    stems, folded = stems_of(said), text.casefold()
    return sum(map(folded.__contains__, stems)) / max(1, len(stems))


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(max(1, len(text) - size + 1))]
