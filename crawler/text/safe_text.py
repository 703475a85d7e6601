"""Make text safe to store and show: NFC, and nothing invisible that could break a line, a terminal or a reader.

Removed and counted: C0 and C1 controls, ANSI escape sequences, bidi overrides and marks, zero-width characters, lone
surrogates, noncharacters. Kept: line feeds, and the joiners (ZWJ, ZWNJ) that Arabic, Indic scripts and emoji need.
Every other Unicode blank becomes one plain space; line and paragraph separators become line feeds.
"""

import re
import unicodedata
from collections import Counter
from urllib.parse import quote

from crawler.text.writing import WIDE

_ANSI = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,500}(?:\x07|\x1b\\)")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_JOINERS = "\u200c\u200d"
_NONCHARACTER = "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSAFE = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\x9f{_BLANKS}{_BIDI}{_ZERO_WIDTH}{_JOINERS}\u2028\u2029\ud800-\udfff{_NONCHARACTER}]"
)
_UNSAFE_RUN = re.compile(rf"({_UNSAFE.pattern})\1*")  # of one character: texts have thousands of the same
_KINDS = (
    ("bidi", re.compile(f"[{_BIDI}]")),
    ("zero_width", re.compile(f"[{_ZERO_WIDTH}{_JOINERS}]")),
    ("surrogate", re.compile("[\ud800-\udfff]")),
    ("noncharacter", re.compile(f"[{_NONCHARACTER}]")),
)
_ENDS_IN_MARKUP = frozenset("<>\"")
_BLANK = re.compile(f"[{_BLANKS}]")
_LINES = {"\x85": "\n", "\u2028": "\n", "\u2029": "\n\n", "\x0b": "\n", "\x0c": "\n", "\r": "\n"}
# Scripts that write with joiners: Arabic to Thaana and N'Ko, Indic to Myanmar, Khmer, Mongolian; emoji for ZWJ.
_JOINED = re.compile(
    "[\u0590-\u07ff\u0860-\u109f\u1780-\u18af\ufb50-\ufdcf\ufe0f\ufe70-\ufefc\u2190-\u2bff"
    "\U00010a00-\U00011fff\U0001f000-\U0001faff]"
)
_CJK_BREAK = re.compile(rf"(?<=[{WIDE}])[ \t]*\r?\n\s*(?=[{WIDE}])")
_LATIN = "A-Za-z\u00c0-\u024f"
# A question mark inside a word, in two patterns: the one that a whole text is searched for begins with the mark, so that it
# skips ahead.
_LOSS = re.compile(r"\?[a-z\u00df-\u024f]{2,}(?![\w/=&]*=)")
_BEFORE_LOSS = re.compile(rf"(?<![\w/=&?.:#-])[{_LATIN}]+\Z")
_LONGEST_WORD = 64  # characters


def clean_text(text: str) -> tuple[str, Counter[str]]:
    """`text` without unsafe characters, in NFC, and how many of each kind were removed.

    Kinds: `ansi`, `control`, `bidi`, `zero_width`, `surrogate`, `noncharacter`. Blanks are mapped, not removed, and
    not counted; runs of blanks stay runs. Applying it twice changes nothing.
    """
    removed: Counter[str] = Counter()
    if _UNSAFE.search(text):
        text = _replace(text, removed)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text, removed


def _replace(text: str, removed: Counter[str]) -> str:
    if "\x1b" in text or "\x9b" in text:
        text, removed["ansi"] = _ANSI.subn("", text)
        removed += Counter()
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _KINDS[2][1].search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # joins proper pairs

    def substitute(match: re.Match[str]) -> str:
        char, many = match[1], len(match[0])
        if _BLANK.match(char):
            return " " * many
        if char in _LINES:
            return _LINES[char] * many
        if many == 1 and char in _JOINERS and _needs_joiner(text, match.start()):
            return char
        kind = next((name for name, pattern in _KINDS if pattern.match(char)), "control")
        removed[kind] += many
        return ""

    return _UNSAFE_RUN.sub(substitute, text)


def _needs_joiner(text: str, at: int) -> bool:
    """Whether the joiner at `at` stands directly between two characters of a script that uses joiners."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(_JOINED.match(before) and _JOINED.match(after))


def safe_url(url: str) -> str:
    """An address that shows what it is: every unsafe character of it is written as `%E2%80%AE` and its like, and what would end
    it in markup."""
    if not _ENDS_IN_MARKUP.isdisjoint(url):
        url = "".join(quote(char) if char in _ENDS_IN_MARKUP else char for char in url)
    return url if url.isascii() and url.isprintable() else _UNSAFE.sub(lambda found: quote(found[0], errors="replace"), url)


def looks_lossy(text: str) -> bool:
    """Whether characters were lost before the text reached us: U+FFFD, or `Pi?era` (a question mark inside a word)."""
    marks = (found.start() for found in _LOSS.finditer(text))
    return "\ufffd" in text or any(_BEFORE_LOSS.search(text, max(0, at - _LONGEST_WORD), at) for at in marks)


def squeeze(text: str) -> str:
    """Blanks collapsed to one space; a line break between two Han or kana characters is none."""
    if "\n" in text and not text.isascii():
        text = _CJK_BREAK.sub("", text)
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Safe text on one line, blanks collapsed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return squeeze(clean_text(text)[0])


def cap(text: str, limit: int) -> tuple[str, bool]:
    """`text` cut to `limit` characters at most, and whether it was cut."""
    return (text, False) if len(text) <= limit else (text[:limit].rstrip(), True)
