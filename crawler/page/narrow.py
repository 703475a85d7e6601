"""Which encoding of one byte a letter a page is in: that in which a language reads as it is usually written.

Each of these encodings gives a reading of nearly every page; `p¡ínos` and `pøínos` are made of letters, too. What tells them
apart is a language: how often it has each letter, what it has beside it, which of its words stand there, and what the page
says of it. Sums of logarithms: what is declared is believed until the letters say clearly that it cannot be.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from crawler.page.letters import BEYOND_LATIN, LANGUAGES_OF, UNSEEN_BESIDE, Letter, letters_of
from crawler.text.function_words import FUNCTION_WORDS

_Context = tuple[str, str, str]  # a character beyond ASCII with those beside it
_IN_CONTEXT = re.compile(rb"(?=([\x00-\xff][\x80-\xff][\x00-\xff]))")
_WORD = re.compile(rb"[a-zA-Z\x80-\xff]+")
_TAG_LANGUAGE = re.compile(
    rb"""<html\b[^>]{0,400}?\blang\s*=\s*["']?([a-z]{2,3})(?![a-z])"""
    rb"""|["'](?:content-language|og:locale)["'][^>]{0,80}?content\s*=\s*["']?([a-z]{2,3})(?![a-z])""",
    re.I,
)
_BEHIND_TAG = re.compile(rb"<(\w*+)[^<>]*+>([^<>]++)")
_UNSEEN = frozenset((b"script", b"style", b"template"))
_HEAD_BYTES, _SEEN_BYTES = 16384, 65536
_WORDS_KEPT = 20_000
_SAME = {"no": "nb", "nn": "nb", "bs": "hr", "sh": "sr-latn", "sr": "sr-latn", "mo": "ro", "iw": "he"}
_WORDS = {
    language: frozenset(FUNCTION_WORDS.get("hr" if language == "sr-latn" else language, "").split())
    for language in dict.fromkeys(chain.from_iterable(LANGUAGES_OF.values()))
}

# Natural logarithms, chosen by hand and looked at with bench/legacy_encodings.py: what is said for an encoding before a letter
# is read (latin-1 is a server's word as often as somebody's, other labels are somebody's),
_PRIORS = {"cp1252": 0.0, "iso8859_15": -4.0, "iso8859_5": -6.0, "iso8859_6": -6.0}
_OTHER, _ISO = -3.0, -4.0
_DEFAULT_LABEL, _LABEL = 7.0, 14.0
# for a language that the page says it is in (templates say English of any), and for each of its function words, in 200 words,
_SAID, _SAID_ENGLISH = 6.0, 2.0
_WORD_SAYS, _MOST_WORDS = 0.7, 200
# and against what stands in words: letters of no language or of another one, signs, capitals where none belong, other scripts.
_UNKNOWN_LETTER, _NAMES, _NEVER_MET = -14.0, -12.0, -2.0
_UNDEFINED, _NEVER, _TOUCHING, _NO_LETTER, _MARK = -25.0, -20.0, -16.0, -13.0, -5.0
_SMALL_THEN_CAPITAL, _SMALL_AMID_CAPITALS, _CAPITAL = -8.0, -5.0, -0.7
_USUAL_BESIDE, _OTHER_SCRIPT = -1.5, -9.0
_BESIDE_COUNTS = 0.6  # of what the letters on both sides say: not all of it is new
_MARKS = frozenset("‘’“”„‚‹›«»–—…©®™·•°€£¥¢§\u00a0´¿¡½²³×\u00ad†‡ºª±µ\u200c،؛؟")
_BEHIND, _BEFORE = frozenset("©®™°½²³±"), frozenset("½§¿¡¥¢±")  # marks that no word follows, and that follow none
_BETWEEN_LETTERS = frozenset("’·\u00ad\u00a0\u200c–—´")  # marks that may stand between two letters


class Narrow(NamedTuple):
    """A reading: its codec, the language that it is in, and what is said for it, as a logarithm."""

    codec: str
    language: str
    score: float


def best_narrow(sample: bytes, declared: Collection[str], body: bytes) -> Narrow:
    """The encoding of one byte a letter that a sample of a page is in. declared: codecs; body: what may say its language."""
    said = said_languages(body)
    once = b" ".join(dict.fromkeys(sample.split()))  # a name that stands there ten times says no more than once
    contexts = Counter(_IN_CONTEXT.findall(b" %b " % once))
    words = Counter(_WORD.findall(_seen(body[:_SEEN_BYTES])))
    best = Narrow("cp1252", "en", float("-inf"))
    for codec in sorted(LANGUAGES_OF, key=lambda each: -_prior(each, declared)):
        found = _readings(codec, _prior(codec, declared), contexts, words, said, best.score)
        best = max(best, *found, best, key=lambda each: each.score)
    return best


def _readings(
    codec: str, prior: float, contexts: Mapping[bytes, int], words: Mapping[bytes, int], said: Mapping[str, float], least: float
) -> Iterator[Narrow]:
    """What a codec makes of a sample in each of its languages; nothing where it cannot come to a score."""
    table = _characters(codec)
    read = [((table[each[0]], table[each[1]], table[each[2]]), many) for each, many in contexts.items()]
    of_all = prior + sum(many * _of_any(context) for context, many in read)
    votes = _votes(words, codec)
    if of_all + _SAID + max(votes.values(), default=0.0) < least:
        return
    names = _names(codec)
    letters = [(context, many) for context, many in read if is_of_word(context[1])]
    for language in dict.fromkeys([*LANGUAGES_OF[codec], "en"]):
        known = letters_of(language)
        score = of_all + sum(many * _of_letter(context, known, names) for context, many in letters)
        score += votes.get(language, 0.0) + said.get(language, 0.0)
        yield Narrow(codec, language, score)


@cache
def _characters(codec: str) -> str:
    """The character of each byte."""
    return bytes(range(256)).decode(codec, "replace")


def _seen(body: bytes) -> bytes:
    """What a reader sees of a page, about."""
    return b" ".join(text for tag, text in _BEHIND_TAG.findall(b"<>" + body) if tag.lower() not in _UNSEEN)


def _votes(words: Mapping[bytes, int], codec: str) -> dict[str, float]:
    """What the function words of each language say."""
    read = b"\n".join(words).decode(codec, "replace").lower().split("\n")
    votes: Counter[str] = Counter()
    for word, many in zip(read, words.values(), strict=False):
        for language in _languages_with(word):
            votes[language] += many
    each = _WORD_SAYS * min(1.0, _MOST_WORDS / max(1, sum(words.values())))
    return {language: each * many for language, many in votes.items()}


def said_languages(body: bytes) -> dict[str, float]:
    """The languages that a page says it is in, with what that counts."""
    found = {next(filter(None, groups)).decode().lower() for groups in _TAG_LANGUAGE.findall(body[:_HEAD_BYTES])}
    found |= {_SAME[each] for each in found if each in _SAME}
    return {each: _SAID_ENGLISH if each == "en" else _SAID for each in found}


def _prior(codec: str, declared: Collection[str]) -> float:
    usual = _PRIORS.get(codec, _ISO if codec.startswith("iso") else _OTHER)
    if codec not in declared:
        return usual
    return usual + (_DEFAULT_LABEL if codec == "cp1252" else _LABEL)


@lru_cache(maxsize=_WORDS_KEPT)
def _languages_with(word: str) -> tuple[str, ...]:
    return tuple(language for language, known in _WORDS.items() if word in known)


@lru_cache(maxsize=_WORDS_KEPT)
def _of_any(context: _Context) -> float:
    """What is said for a character in any language: by its case, or as a mark."""
    before, char, after = context
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return _UNDEFINED
    if not is_of_word(char):
        return _of_mark(before, char, after)
    if char.isupper():
        return _SMALL_THEN_CAPITAL if before.islower() else _CAPITAL
    return _SMALL_AMID_CAPITALS if before.isupper() and after.isupper() else 0.0


def _of_mark(before: str, char: str, after: str) -> float:
    left, right = is_of_word(before), is_of_word(after)
    if char not in _MARKS:
        if char == "¤":
            return _NEVER
        return _TOUCHING if left or right else _NO_LETTER
    if _touches(char, left=left, right=right):
        return _TOUCHING
    return _NO_LETTER if char == "’" and right and not left else _MARK  # `’νοιξε`: it ends what is quoted, or joins words


def _touches(char: str, *, left: bool, right: bool) -> bool:
    """Whether a mark stands at a letter where none of its kind does."""
    if left and right and char not in _BETWEEN_LETTERS:
        return True
    return (right and char in _BEHIND) or (left and char in _BEFORE)


def _of_letter(context: _Context, letters: Mapping[str, Letter], names: Container[str]) -> float:
    before, char, after = context
    known = letters.get(char.lower())
    if char >= BEYOND_LATIN:
        return (known.share if known else _UNKNOWN_LETTER) + _beside(before) + _beside(after)
    if known is None:
        return _NAMES if char.lower() in names else _UNKNOWN_LETTER
    if not known.before:
        return known.share + _NEVER_MET
    beside = known.before.get(_folded(before), UNSEEN_BESIDE) + known.after.get(_folded(after), UNSEEN_BESIDE)
    return known.share + _BESIDE_COUNTS * beside


@cache
def _names(codec: str) -> frozenset[str]:
    """The letters of all languages that are written in an encoding: names have them in any of these languages."""
    return frozenset(chain.from_iterable(map(letters_of, LANGUAGES_OF[codec])))


def _beside(char: str) -> float:
    """What is said for a letter of another script by what stands beside it: no word has letters of two scripts."""
    return _OTHER_SCRIPT if char.isascii() and char.isalpha() else _USUAL_BESIDE


def _folded(char: str) -> str:
    return char.lower() if is_of_word(char) else " "


@cache
def is_of_word(char: str) -> bool:
    """Whether a character is of a word: a letter, or a sign above or below one, as Thai and Arabic write vowels."""
    return char.isalpha() or (bool(char) and unicodedata.category(char) == "Mn")
