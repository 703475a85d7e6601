"""Where one paragraph ends and the next begins: what markup splits is not always split for the reader."""

import re
from enum import Enum

_SENTENCE_END = re.compile(r"[.!?。！？…:：;；｡؟۔।]['\"”’»›)）\]】」』》]*$")
_CLOSED = re.compile(r"[”»」』】)）]$")
_COMMA_END = re.compile(r"[,，、]$")
_LOWER_START = re.compile(r"[a-zß-öø-ÿа-яα-ω]+(?=[\s,.;:)'’!?-]|$)")
_ENUMERATION = re.compile(r"[a-z]{1,4}[.)]\s|[a-z]\s*[-–—]\s")
_BULLET = re.compile(r"[-–—•·●○■□◆▪►*]\s*\S")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NO_SPACE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_OPEN_WORD = re.compile(r"[\w,\-–—&)’'\"”]$")
_MIN_BROKEN = 20  # characters: a shorter line before a lower-case one is a label or a verse, not a broken sentence
_MIN_WRAPPED = 18  # Han or kana characters: a shorter unfinished line is a heading, a name or a verse


class Join(Enum):
    """How two consecutive lines stand to each other; the value is what goes between their texts."""

    SAME = "same"  # one sentence: joined by a blank, or by nothing in Chinese and Japanese
    LINE = "line"  # lines of one paragraph, as in an address or a verse
    SPLIT = "split"  # two paragraphs


def between_paragraphs(before: str, after: str, indent: bool = False) -> Join:
    """Two plain paragraphs in a row: SAME if block markup cut a sentence in two, else SPLIT."""
    if indent or _SENTENCE_END.search(before) or _BULLET.match(after):
        return Join.SPLIT
    if _COMMA_END.search(before) and _WIDE.match(after) and _WIDE.search(before):
        return Join.SAME
    if len(before) < _MIN_BROKEN or not _OPEN_WORD.search(before):
        return Join.SPLIT
    return Join.SAME if _LOWER_START.match(after) and not _ENUMERATION.match(after) else Join.SPLIT


def between_lines(before: str, after: str, indent: bool = False) -> Join:
    """Two lines with a single `br` between them."""
    if indent or _BULLET.match(after):
        return Join.SPLIT
    if _SENTENCE_END.search(before):
        return Join.SPLIT
    if _LOWER_START.match(after) and not _ENUMERATION.match(after):
        return Join.SAME if len(before) >= _MIN_BROKEN else Join.LINE
    wrapped = len(before) >= _MIN_WRAPPED and _WIDE.search(before[-1:]) and _WIDE.match(after)
    if (wrapped and not _CLOSED.search(before)) or (_COMMA_END.search(before) and _WIDE.match(after)):
        return Join.SAME
    return Join.LINE


def glue(before: str, after: str) -> str:
    """What goes between two halves of one sentence."""
    if before[-1:] in ("-", "–") and before[-2:-1].isalpha() and after[:1].islower():
        return ""
    return "" if _NO_SPACE.match(before[-1:]) and _NO_SPACE.match(after[:1]) else " "
