"""Words that dates are written with: month names, time zones, halves of the day, eras, Chinese numerals."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

_FOLDER = Path(__file__).parent


_POINTS = re.compile("[\u093c\u09bc\u0a3c\u0b3c]")  # below Indic letters of other languages' sounds; many leave them out


def _table(lines: Sequence[str]) -> dict[str, int]:
    """Words of twelve lines, one a month, as word -> month, also without points; a blank in a name is a low line there."""
    named = {word.replace("_", " "): at + 1 for at, words in enumerate(lines) for word in words.split()}
    return {_POINTS.sub("", word): month for word, month in named.items()} | named


def _by_language() -> Iterator[tuple[str, dict[str, int]]]:
    for line in (_FOLDER / "months_by_language.txt").read_text("utf-8").splitlines():
        tag, _, words = line.partition(" ")
        yield tag, _table(words.split("|"))


# Month words, lower case without the last full stop -> 1 ... 12: in the languages that the CLDR (49) has and newsrooms write,
# also without accents, and spellings that the CLDR does not have (Arabic without hamza, cases that are written after a year).
MONTHS = _table((_FOLDER / "months.txt").read_text("utf-8").splitlines())
# Words that another language writes for another month, and short ones that are words of others: the month where they are meant.
_OF_LANGUAGE = dict(_by_language())
_BEYOND_LATIN = "\u0370"  # the first letter of Greek
_STEM, _ENDING = 4, 3  # letters of the name at least, of what may stand behind it at most
_ROMAN = "pl"  # a language that writes months as Roman numbers, too
_SMALL_NUMBERS = frozenset("i ii iii iv v vi vii viii ix x xi xii".split())
MONTH_WORDS = frozenset(chain(MONTHS, *_OF_LANGUAGE.values()))
# Names of the days of a week in those languages, as `casefold` writes them, but for the capital that is called Monday (Душанбе).
WEEKDAYS = frozenset((_FOLDER / "weekdays.txt").read_text("utf-8").splitlines())
# Offsets in minutes. CST, IST and AST mean several zones and are left out.
_ZONES_BY_OFFSET = {
    0: "z utc gmt wet", 60: "bst cet mez", 120: "cest mesz eet", 180: "eest msk",
    420: "wib", 480: "hkt sgt wita", 540: "jst kst wit", 600: "aest", 660: "aedt",
    720: "nzst", -300: "est cdt", -240: "edt", -420: "mst pdt", -360: "mdt", -480: "pst",
}  # fmt: skip
ZONES = {zone: offset for offset, zones in _ZONES_BY_OFFSET.items() for zone in zones.split()}
AMERICAN_ZONES = {"et": -5, "ct": -6, "mt": -7, "pt": -8}  # hours in winter; each has summer time
AFTERNOON = frozenset(("pm", "p.m", "p.m.", "下午", "午後", "晚上", "晚", "오후"))
NUMERALS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0, "０": 0, "O": 0}

# Languages that write day before month when all is digits, as the CLDR's short dates do. English is left out: it writes both.
YEAR_FIRST = frozenset(("zh", "ja", "ko", "hu", "lt", "mn"))
DAY_FIRST = frozenset(
    "af am ar as ast az ba be bg bn br bs ca co cs cy da de dsb el es et fi fo fr fur fy ga gd gl gsw gu gv ha haw he hi hr "
    "hsb hy id ig is it jv ka kab kk km kn ku ky lb lg ln lo lv mi mk ml mr ms mt my nb nds nl nn no oc os pa pap pl pt qu rm "
    "rn ro ru sc sk sl so sq sr su sv sw szl ta te tg th tk to tr tt uk ur uz vec vi wo yi yo".split()
)
# Country domains of English speaking countries that write day first; the United States write month first.
DAY_FIRST_DOMAINS = frozenset(
    "uk au nz ie in za sg hk my ng ke eu de fr es it pt nl be ch at pl ru br mx ar cl co se dk no fi".split()
)
# Country domains with one time zone all year.
SOLE_ZONE = {"cn": 480, "tw": 480, "hk": 480, "mo": 480, "sg": 480, "jp": 540, "kr": 540, "in": 330}
SOLE_ZONE_LANGUAGES = {"zh": 480, "ja": 540, "ko": 540}


def numeral(text: str) -> int | None:
    """`二十五` -> 25, `〇六` -> 6, `十` -> 10, `12` -> 12; None for anything else. Up to 99."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        high, low = NUMERALS.get(tens, 1 if not tens else -1), NUMERALS.get(ones, 0 if not ones else -1)
        return None if high < 0 or low < 0 else 10 * high + low
    value = 0
    for char in text:
        if char not in NUMERALS:
            return None
        value = 10 * value + NUMERALS[char]
    return value


def month_of(word: str, languages: Sequence[str] = ()) -> int | None:
    """The month that a word means; languages: BCP 47 tags of the page, none where it may be any.

    Roman numbers are months as capitals alone.
    """
    if word in _SMALL_NUMBERS:
        return None
    word = " ".join(word.lower().split())
    own = [tag.lower().partition("-")[0] for tag in languages] or [_ROMAN]
    told = (_OF_LANGUAGE[tag].get(word) for tag in own if tag in _OF_LANGUAGE)
    return next(filter(None, told), None) or MONTHS.get(word) or _without_ending(word)


def _without_ending(word: str) -> int | None:
    """The month of a name with an ending for its case or owner, in languages of other scripts (`თებერვალს`, `ақпаны`)."""
    if word < _BEYOND_LATIN:
        return None
    stems = (word[:-size] for size in range(1, min(_ENDING, len(word) - _STEM) + 1))
    return next(filter(None, map(MONTHS.get, stems)), None)


def writes_year_first(languages: Sequence[str]) -> bool:
    """Whether the first language begins its dates with the year, whatever its length."""
    return any(tag.lower()[:2] in YEAR_FIRST for tag in languages[:1])


def order_of(languages: Sequence[str]) -> str | None:
    """The order in which a language or region writes digits; None where it writes both (`en`)."""
    for tag in languages:
        language, _, region = tag.lower().replace("_", "-").partition("-")
        if language in DAY_FIRST:
            return "DMY"
        if language == "en" and region:
            return "MDY" if region.startswith("us") else "DMY" if region[:2] in ("gb", "au", "nz", "ie", "in", "za") else None
    return None
