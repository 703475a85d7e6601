"""How text is written: its scripts and its language, where its sentences end, and which line goes on with the one before."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from enum import Enum
from functools import lru_cache

from crawler.text.alphabets import by_letters, is_spelled
from crawler.text.function_words import FUNCTION_WORDS, RELATIVES, SCRIPT_OF

# Contents of character classes, for patterns: `[{HAN}]`.
HAN, KANA, HANGUL = "\u3400-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af"
CJK = KANA + HAN  # written without blanks between words
THAI_LAO, BURMESE, KHMER = "\u0e01-\u0eff", "\u1000-\u109f", "\u1780-\u17ff"  # written so, too, with letters
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
    "georgian": "\u10a0-\u10ff",
    "armenian": "\u0531-\u0587",
    "bengali": "\u0985-\u09b9",
    "gurmukhi": "\u0a05-\u0a39",
    "gujarati": "\u0a85-\u0ab9",
    "oriya": "\u0b05-\u0b39",
    "tamil": "\u0b85-\u0bb9",
    "telugu": "\u0c05-\u0c39",
    "kannada": "\u0c85-\u0cb9",
    "malayalam": "\u0d05-\u0d3a",
    "sinhala": "\u0d85-\u0dc6",
    "lao": "\u0e81-\u0eae",
    "burmese": "\u1000-\u102a",
    "ethiopic": "\u1200-\u137f",
    "khmer": "\u1780-\u17b3",
}
_NAMES = {"CJK": "han", "HIRAGANA": "kana", "KATAKANA": "kana"}  # first words of Unicode's names for characters
_GEORGIAN = re.compile("[\u10d0-\u10ff]")
_HEAVY = re.compile(f"[{CJK}{HANGUL}]")

OWN_ENDS = "。！？｡؟۔।॥։።፧។៕။༎"  # of Han, Arabic, Indic, Armenian, Ethiopic, Khmer, Burmese and Tibetan script
ENDS = ".!?…" + OWN_ENDS
PAUSES = ":：;；"  # a line that ends with one is whole, though what it says goes on
CLOSING = "'\"”’“‘»›«‹)）]】」』》"  # some open a quotation in other languages, where no line ends with them
LAST = frozenset(ENDS + PAUSES + CLOSING)  # the last characters of a line that is whole
_CLOSERS = re.escape(CLOSING)
_TEXTS_KEPT = 4000  # lines whose length is remembered: it is asked of each several times
_SENTENCE_END = re.compile(rf"[{ENDS}][{_CLOSERS}]*$")
_LINE_END = re.compile(rf"[{ENDS}{PAUSES}][{_CLOSERS}]*$")
_AT_END = 16  # characters at the end of a text that are looked at: no sentence has as many closing marks
_FINISHED = re.compile(rf"(?:[{OWN_ENDS}]|(?<!\.)[.!?])[{_CLOSERS}]?\s*\Z")
_RUNNING = re.compile(rf"[{ENDS};；{_CLOSERS}]\W*\Z")

# Angle marks are quotation marks in pairs, and bars between the parts of a trail or of a page's title alone.
_QUOTED = re.compile(r"«[^«»]*+»|‹[^‹›]*+›|»(?=\S)[^«»]*+(?<=\S)«|›(?=\S)[^‹›]*+(?<=\S)‹")
_COMMA_END = re.compile(r"[,，、]$")
_LOWER_START = re.compile(r"[a-zß-öø-ÿа-яα-ω]+(?=[\s,.;:)'’!?-]|$)")
_ENUMERATION = re.compile(r"[a-z]{1,4}[.)]\s|[a-z]\s*[-–—]\s")
_BULLET = re.compile(r"[-–—•·●○■□◆▪►*]\s*\S")
_CJK = re.compile(f"[{CJK}]")
_NO_SPACE = re.compile(f"[{WIDE}]")
_OPEN_WORD = re.compile(r"[\w,\-–—&)’'\"”]$")
_WORD_END = re.compile(r"(?:\w\w|[)”“»’'\"!?.…])\Z")
_MIN_BROKEN = 20  # characters: a shorter line before a lower-case one is a label or a verse, not a broken sentence
_MIN_WRAPPED = 18  # Han or kana characters: a shorter unfinished line is a heading, a name or a verse


def script_of(char: str) -> str:
    """The script of a letter, in lower case: `latin`, `han`, `kana`, `cyrillic` ...; empty where Unicode names none."""
    if char in "々〇〆":
        return "han"
    first = unicodedata.name(unicodedata.normalize("NFKC", char)[0], "").partition(" ")[0].partition("-")[0]
    return _NAMES.get(first, first.lower())


def is_glued(before: str, after: str) -> bool:
    """Whether a word begins where an element does, without a blank before it: `NewsBridge opens`, `Agenda2030`."""
    last, first = before[-1:], after[:1]
    if first.isdigit():
        return last.islower() and before[-2:-1].islower()
    return first.isupper() and bool(_WORD_END.search(before)) and not last.isupper() and not last.isdigit()


@lru_cache(maxsize=_TEXTS_KEPT)
def weight(text: str) -> int:
    """Length in Latin characters: a Han, kana or Hangul character says as much as two or three of them."""
    return len(text) if text.isascii() else len(text) + 2 * len(_HEAVY.findall(text))


def has_capitals(text: str) -> bool:
    """Whether a text is in a script whose words can begin with a capital letter; Georgian writes them in headlines alone."""
    return text.swapcase() != text and not _GEORGIAN.search(text)


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter where it could begin with a capital one."""
    return text[:1].islower() and not _GEORGIAN.match(text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends with the end of a sentence, closing quotation marks included."""
    return _SENTENCE_END.search(text, len(text) - _AT_END) is not None


def ends_line(text: str) -> bool:
    """Whether nothing is missing at the end of a line: a sentence ends, or a part of one that a colon sets off."""
    return _LINE_END.search(text, len(text) - _AT_END) is not None


def ends_with_colon(text: str) -> bool:
    """Whether a text leads to what follows it, as a label does."""
    return text.endswith((":", "："))


def leaves_nothing_open(text: str) -> bool:
    """Whether a text ends a sentence, and not with dots."""
    return _FINISHED.search(text) is not None


def ends_as_running_text(text: str) -> bool:
    """Whether a line ends as running text does and a heading or label does not, brackets and quotations included."""
    return _RUNNING.search(text) is not None


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where a text has something between angle quotation marks: (start, end) of each, marks included."""
    return [found.span() for found in _QUOTED.finditer(text)]


class Join(Enum):
    """How two consecutive lines stand to each other; the value is what goes between their texts."""

    SAME = "same"  # one sentence: joined by a blank, or by nothing in Chinese and Japanese
    LINE = "line"  # lines of one paragraph, as in an address or a verse
    SPLIT = "split"  # two paragraphs


def between_paragraphs(before: str, after: str, indent: bool = False) -> Join:
    """Two plain paragraphs in a row: SAME if block markup cut a sentence in two, else SPLIT."""
    if indent or ends_line(before) or _BULLET.match(after):
        return Join.SPLIT
    if _COMMA_END.search(before) and _CJK.match(after) and _CJK.search(before):
        return Join.SAME
    broken = len(before) >= _MIN_BROKEN and _OPEN_WORD.search(before) and _goes_on_lower(after)
    return Join.SAME if broken else Join.SPLIT


def _goes_on_lower(line: str) -> bool:
    """Whether a line begins in lower case, and with no number of a list."""
    return _LOWER_START.match(line) is not None and not _ENUMERATION.match(line)


def between_lines(before: str, after: str, indent: bool = False) -> Join:
    """Two lines with a single `br` between them."""
    if indent or _BULLET.match(after) or ends_line(before):
        return Join.SPLIT
    if _goes_on_lower(after):
        return Join.SAME if len(before) >= _MIN_BROKEN else Join.LINE
    if not _CJK.match(after):
        return Join.LINE
    wrapped = len(before) >= _MIN_WRAPPED and _CJK.search(before[-1:])  # closing marks are no Han or kana
    return Join.SAME if wrapped or _COMMA_END.search(before) else Join.LINE


def glue(before: str, after: str) -> str:
    """What goes between two halves of one sentence."""
    if before[-1:] in ("-", "–") and before[-2:-1].isalpha() and after[:1].islower():
        return ""
    return "" if _NO_SPACE.match(before[-1:]) and _NO_SPACE.match(after[:1]) else " "


_LATIN = [language for language in FUNCTION_WORDS if language not in SCRIPT_OF]
_WORD = re.compile(r"[^\W\d_\u0900-\u097f]+|[\u0900-\u097f]+")  # the signs of vowels in Devanagari are no letters
# The language that each script stands for, in the order in which they are looked for: Japanese has Han characters too.
_BY_SCRIPT = {
    "ja": "kana", "ko": "hangul", "zh": "han", "ru": "cyrillic", "ar": "arabic", "he": "hebrew", "el": "greek", "th": "thai",
    "hi": "devanagari", "ka": "georgian", "hy": "armenian", "bn": "bengali", "pa": "gurmukhi", "gu": "gujarati", "or": "oriya",
    "ta": "tamil", "te": "telugu", "kn": "kannada", "ml": "malayalam", "si": "sinhala", "lo": "lao", "my": "burmese",
    "am": "ethiopic", "km": "khmer",
}  # fmt: skip
_PATTERNS = {language: re.compile(f"[{RANGES[script]}]") for language, script in _BY_SCRIPT.items()}
_SAMPLE = 1200
UNPUNCTUATED = re.compile(f"[{THAI_LAO}{KHMER}]")  # where a sentence ends with a blank
# Languages that are not known above, or not told apart there, by the one that a text of theirs is taken for.
_TAKEN_FOR = {
    "ru": frozenset("ab av ba bs bua ce cv crh kv ky mhr mo os rue sah tg tk tt tyv udm uz xal".split()),
    "ar": frozenset("arz ary azb ckb ks ku pnb prs ps sd ug".split()),
    "ckb": frozenset(("ku", "kmr", "sdh")), "fa": frozenset(("prs",)),
    "hi": frozenset("awa bho brx doi gom kok mai new sa sd".split()),
    "bn": frozenset(("as", "mni")), "am": frozenset(("ti", "gez")), "he": frozenset(("yi", "lad")), "ka": frozenset(("xmf",)),
    "zh": frozenset("cmn gan hak lzh nan wuu yue".split()),
    "nb": frozenset(("no", "nn")), "hr": frozenset(("bs", "sr", "sh", "cnr")), "tl": frozenset(("fil", "ceb")),
    "ro": frozenset(("mo",)), "id": frozenset(("jv", "su")),
}  # fmt: skip
_NOT_LATIN = frozenset("as ckb dv ky ps ti ug yi".split())  # of languages that are not known above; `sr` has both
_FEWEST, _FEWEST_LETTERS = 3, 5  # function words of a text, and with letters that are such words
_SHARE, _LEAD = 0.06, 1.15  # of all words, and how far the first language leads


def detect(text: str) -> str | None:
    """Primary language of a text, None where it is too short or of a language not known here."""
    text = text[:_SAMPLE]
    if len(text) < 8:
        return None
    words = _WORD.findall(text.lower())
    if len(text.encode("utf-8", "replace")) > 1.25 * len(text):  # else it is in the Latin alphabet
        letters = sum(map(str.isalpha, text))
        for language, pattern in _PATTERNS.items():
            if len(pattern.findall(text)) > letters * (0.08 if language == "ja" else 0.3):
                return _of_script(text, words, language)
    return _leading(words, "latin") or by_letters(text, "latin")


def _of_script(text: str, words: list[str], language: str) -> str | None:
    """The language of a text in a script: `language` stands for it, where no relative's words or letters lead."""
    script = _BY_SCRIPT[language]
    led = _leading(words, script)
    spelled = None if led and is_spelled(text, led) else by_letters(text, script)
    if spelled or led:
        return spelled or led
    votes = _votes(words, script)
    return language if votes[language] == max(votes.values(), default=0) else None


def _votes(words: Iterable[str], script: str) -> Counter[str]:
    """How many of the words are function words of each language of a script."""
    known = _WORDS.get(script, {})
    return Counter(language for word in words for language in known.get(word, ()))


def _leading(words: list[str], script: str) -> str | None:
    """The language of a script whose function words lead clearly."""
    (best, count), *others = _votes(words, script).most_common() or [("", 0)]
    near = next((each for each in RELATIVES if best in each), (best,))
    second = next((votes for other, votes in others if other not in near), 0)
    if count < _SHARE * len(words) or count <= _LEAD * second:
        return None
    return best if _are_several({word for word in words if best in _WORDS[script].get(word, ())}) else None


def _are_several(told: Collection[str]) -> bool:
    """Whether there are enough different function words: a few letters alone are sizes and units as often."""
    longer = sum(len(word) > 1 for word in told)
    return longer >= _FEWEST or (longer > 0 and len(told) >= _FEWEST_LETTERS)


def speaks_against(seen: str, declared: str, text: str = "") -> bool:
    """Whether a text in one language says that it is not in the declared one (primary tags).

    Only a language that is known here, or another script, does: what is seen of an unknown one is its nearest relative. Of two
    that share their words, the letters tell.
    """
    if declared == seen or any(declared in _TAKEN_FOR.get(each, ()) for each in (seen, _main(seen))):
        return False
    if any(seen in each and declared in each for each in RELATIVES):
        return is_spelled(text, seen) and not is_spelled(text, declared)
    return declared in FUNCTION_WORDS or declared in _BY_SCRIPT or declared in _NOT_LATIN or seen not in _LATIN


def _main(language: str) -> str:
    """The language that stands for the script of another one."""
    script = SCRIPT_OF.get(language)
    return next((main for main, each in _BY_SCRIPT.items() if each == script), language)


def _by_script() -> dict[str, dict[str, list[str]]]:
    """Script -> word -> the languages of that script which use it."""
    found: dict[str, dict[str, list[str]]] = {}
    for language, listed in FUNCTION_WORDS.items():
        known = found.setdefault(SCRIPT_OF.get(language, "latin"), {})
        for word in listed.split():
            known.setdefault(word, []).append(language)
    return found


_WORDS = _by_script()
