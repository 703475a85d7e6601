"""When two texts say the same: what is left of a text once everything without meaning is taken away. Pure.

`title_key` compares titles, of whichever source. `content_hash` covers words, numbers and symbols of title and text and
leaves out what carries no meaning: white space, quotation marks, dashes and other punctuation, width and ligature
variants, markup. Two readings with one hash say the same. Punctuation in numbers (`1.5`, `2-3`, `-4`, `5%`) carries
meaning and stays.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

from crawler.items import ELSEWHERE

_NUMBER_DASH = re.compile(r"(?<=\d)\s*[-\u2010-\u2015\u2212~\u301c]\s*(?=\d)")
_SIGN = re.compile(r"(?<![\w\d])[-\u2212](?=\d)")
_NUMBER_POINT = re.compile(r"(?<=\d)([.,:/])(?=\d)")
_KEPT = {"\ue000": "-", "\ue001": ".", "\ue002": ",", "\ue003": ":", "\ue004": "/"}
_POINTS = {".": "\ue001", ",": "\ue002", ":": "\ue003", "/": "\ue004"}
_MEANING = frozenset("%‰&@#§")
_COMPARED = 120  # letters of a title that are compared with others
_KEYS_KEPT = 2000  # titles whose key is remembered, more than a page has lines
# Letters with a stroke and ligatures, which are no letter with a mark: as hosts spell them.
_IN_ADDRESSES = str.maketrans(
    {"đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


class _Significant(dict[int, int | str | None]):
    """A translation table that learns each character once: None drops it."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        found = _KEPT.get(char, code if _significant(char) else None)
        self[code] = found
        return found


_TABLE = _Significant()


@lru_cache(maxsize=_KEYS_KEPT)
def title_key(text: str | None) -> str:
    """Letters and digits of a title, without difference of case and width: equal for two prints of the same title.

    The one key by which titles of a page, its metadata and a listing's row are compared. Empty where nothing is left.
    """
    given = text or ""
    folded = given if given.isascii() else unicodedata.normalize("NFKC", given)
    return "".join(_LETTERS_AND_DIGITS.findall(folded.casefold()))


def address_key(text: str) -> str:
    """Letters and digits of a text as addresses spell them, without marks."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold().translate(_IN_ADDRESSES))))


def pieces_of(key: str) -> frozenset[str]:
    """The pieces of three letters of a title's key, by which near titles are compared."""
    return frozenset(map("".join, zip(key[:_COMPARED], key[1:_COMPARED], key[2:_COMPARED], strict=False)))


def normalised(text: str | None) -> str:
    """What the hash sees of a text: its letters, digits and symbols, in order."""
    folded = unicodedata.normalize("NFKC", text or "")
    folded = _NUMBER_DASH.sub("\ue000", folded)
    folded = _SIGN.sub("\ue000", folded)
    folded = _NUMBER_POINT.sub(lambda match: _POINTS[match.group(1)], folded)
    return folded.translate(_TABLE)


def _significant(char: str) -> bool:
    if char.isalnum() or char in _MEANING:
        return True
    category = unicodedata.category(char)
    return category[0] == "M" or category in {"Sc", "Sm", "So"}


def release_hash(title: str | None, text: str | None, form: str | None = None, published: str | None = None) -> str:
    """`content_hash` of a release; of one that stands on another host, whose text is not known, over title and date."""
    return content_hash(title, published if form == ELSEWHERE else text)


def content_hash(title: str | None, text: str | None) -> str:
    """sha256, hex, over the normalised title and text: equal for two readings that say the same."""
    return hashlib.sha256(f"{normalised(title)}\n{normalised(text)}".encode("utf-8", "replace")).hexdigest()
