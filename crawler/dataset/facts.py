"""The figures, dates and names of a text, in a form that two languages share. Pure.

`3.5 billion` and `35亿` are one figure, `June 6` and `6月6日` one date. They tell a release from another one written
after the same pattern, and pair a release with its translation.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NAMES = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_UNITS = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9,
    "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
    "萬": 4, "億": 8,
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?<![A-Za-z0-9_.])(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[\s-]*({_UNIT})(?![a-z]))?(\s*(?:%|percent\b|per cent\b))?",
    re.IGNORECASE,
)
_EASTERN_DATE = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else "may" for name in _MONTHS)
_WESTERN_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}))\b"
    r"(?:,?\s+(?:\d{4})\b)?",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\b\d{4}[-/.](\d{1,2})[-/.](\d{1,2})\b")
_CAPITAL = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w&'’-]*[A-Za-z0-9]", re.MULTILINE)
_LATIN_WORD = re.compile(r"(?<![a-z])[A-Za-z][A-Za-z0-9&]{2,}")


_DIGITS = re.compile(r"\d+")
_REACH = 48  # characters about a digit in which what belongs to it stands: a month before it, a unit after it


def figures_in(text: str) -> set[str]:
    """The figures and dates of a text: `n:3500000000`, `p:12.5`, `d:6-6`."""
    found: set[str] = set()
    for part in _about_digits(text):
        found |= _figures(part.translate(_WIDE))
    return found


def _about_digits(text: str) -> Iterator[str]:
    """The stretches of a text that have digits; most of a text has none, and is not searched for dates."""
    begin = end = -1
    for match in _DIGITS.finditer(text):
        first, last = match.span()
        if end < 0 or first - _REACH > end:
            if end >= 0:
                yield text[begin:end]
            begin = _word_start(text, max(first - _REACH, 0))
        end = last + _REACH
    if end >= 0:
        yield text[begin:end]


def _word_start(text: str, place: int) -> int:
    """`place`, or the next character that does not continue a word: half a word is not to be taken for a month."""
    while 0 < place < len(text) and text[place].isalnum() and text[place - 1].isalnum() and text[place].isascii():
        place += 1
    return place


def _figures(text: str) -> set[str]:
    found: set[str] = set()
    for mark, pattern, place in _DATES:
        if mark.search(text):
            found.update(f"d:{place(match)}" for match in pattern.finditer(text))
            text = pattern.sub(" ", text)
    for match in _FIGURE.finditer(text):
        figure = _figure(*match.groups())
        if figure:
            found.add(figure)
    return found


def _eastern(match: re.Match[str]) -> str:
    return f"{int(match[2])}-{int(match[3])}"


def _iso(match: re.Match[str]) -> str:
    return f"{int(match[1])}-{int(match[2])}"


def _western(match: re.Match[str]) -> str:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return f"{_MONTH_NAMES[month[:3].lower()]}-{int(day)}"


# What a date of each form cannot be without, quicker to look for than the form.
_DATES = (
    (re.compile("月"), _EASTERN_DATE, _eastern),
    (re.compile(r"\d[-/.]\d"), _ISO_DATE, _iso),
    (re.compile("|".join(_MONTH_NAMES), re.IGNORECASE), _WESTERN_DATE, _western),
)


def _figure(digits: str, unit: str | None, percent: str | None) -> str | None:
    try:
        number = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None
    if unit:
        number = number.scaleb(_UNITS[unit.lower()])
    return f"{'p' if percent else 'n'}:{number.normalize():f}"


def names(text: str) -> set[str]:
    """Words that begin with a capital within a sentence, in lower case."""
    return {match.group().lower() for match in _CAPITAL.finditer(text)}


def latin_words(text: str) -> set[str]:
    """Latin words with a capital, of three letters or more, in lower case: those of a Chinese text are names."""
    return {sys.intern(word.lower()) for word in _LATIN_WORD.findall(text) if not word.islower()}


def telling(found: Iterable[str]) -> set[str]:
    """The figures that say something: no single digits, no bare years."""
    return {each for each in found if not re.fullmatch(r"n:(\d|(19|20)\d\d)", each)}


def overlap(one: set[str], other: set[str]) -> float:
    """Jaccard similarity; 1 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0
