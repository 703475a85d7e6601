"""How often languages have their letters beyond ASCII, and what stands beside them: letters.json, by bench/train_letters.py."""

import json
import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crawler.items import JsonObject

LETTERS = Path(__file__).with_name("letters.json")
_WESTERN = "af ast br ca cy da de en es eu fi fo fr fy ga gd gl id is it lb nb nl pt sq sv".split()
_CENTRAL = "cs hr hu pl ro sk sl sq sr-latn".split()
_BALTIC = "et lt lv".split()
_CYRILLIC = "be bg mk ru sr uk".split()
# Codec of one byte a letter -> the languages that were written in it.
LANGUAGES_OF = {
    "cp1252": _WESTERN,
    "iso8859_15": [*_WESTERN, "et"],
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": ["tr"],
    "cp1257": _BALTIC,
    "iso8859_13": _BALTIC,
    "cp1251": _CYRILLIC,
    "koi8_r": ["bg", "ru"],
    "koi8_u": ["uk"],
    "iso8859_5": _CYRILLIC,
    "cp1253": ["el"],
    "iso8859_7": ["el"],
    "cp1255": ["he"],
    "iso8859_8": ["he"],
    "cp1256": ["ar", "fa"],
    "iso8859_6": ["ar"],
    "cp874": ["th"],
}
BEYOND_LATIN = "\u0370"  # the first character of other alphabets than the Latin one
_PER = 100_000  # letters, of which the shares are
_FLOOR = 0.008  # of what the table does not have beside a letter


class Letter(NamedTuple):
    """What is known of a letter in a language: the natural logarithms of its share, and of those of what stands beside it."""

    share: float
    before: dict[str, float]
    after: dict[str, float]


UNSEEN_BESIDE = math.log(_FLOOR)


@cache
def letters_of(language: str) -> dict[str, Letter]:
    """The letters beyond ASCII of a language, in small letters."""
    found = {}
    for letter, (share, *beside) in _table()[language].items():
        before, after = map(_logs, beside or ({}, {}))
        found[letter] = Letter(math.log(share / _PER), before, after)
    return found


def _logs(shares: dict[str, int]) -> dict[str, float]:
    return {each: math.log(share / 100) for each, share in shares.items()}


@cache
def _table() -> JsonObject:
    """Language -> letter -> its share, and in the Latin alphabet what stands before and after it, in hundredths."""
    read: JsonObject = json.loads(LETTERS.read_text(encoding="utf-8"))
    return read
