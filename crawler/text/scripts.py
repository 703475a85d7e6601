"""Scripts: which characters belong to which, and how much a text of each says."""

import re
import unicodedata

# Contents of character classes, for patterns: `[{HAN}]`.
HAN, KANA, HANGUL = "\u3400-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af"
CJK = KANA + HAN  # written without blanks between words
WIDE = f"\u3000-\u303f{CJK}\uff00-\uffef"  # with the punctuation that is as wide as they are
RANGES = {
    "kana": KANA,
    "hangul": HANGUL,
    "han": HAN,
    "cyrillic": "\u0400-\u04ff",
    "arabic": "\u0620-\u064a",
    "hebrew": "\u05d0-\u05ea",
    "greek": "\u0370-\u03ff",
    "thai": "\u0e01-\u0e2e",
    "devanagari": "\u0904-\u0939",
}
_NAMES = {"CJK": "han", "HIRAGANA": "kana", "KATAKANA": "kana"}  # first words of Unicode's names for characters
_HEAVY = re.compile(f"[{CJK}{HANGUL}]")


def script_of(char: str) -> str:
    """The script of a letter, in lower case: `latin`, `han`, `kana`, `cyrillic` ...; empty where Unicode names none."""
    if char in "々〇〆":
        return "han"
    first = unicodedata.name(unicodedata.normalize("NFKC", char)[0], "").partition(" ")[0].partition("-")[0]
    return _NAMES.get(first, first.lower())


def weight(text: str) -> int:
    """Length in Latin characters: a Han, kana or Hangul character says as much as two or three of them."""
    return len(text) if text.isascii() else len(text) + 2 * len(_HEAVY.findall(text))
