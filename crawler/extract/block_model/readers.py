"""What readers wrote below an article, known by its form: a name with a time, and a text, again and again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, reads_as_label
from crawler.text.dates.row_date import is_date_alone
from crawler.text.writing import ends_sentence

_LINE = 60  # characters of a line with a name and a time
_ABOVE = 2  # blocks from a heading to the first of them
_SEVERAL, _ARTICLE = 2, 3  # readers; lines of the article before them
_DIGIT = re.compile(r"\d")
# `14:05`, `2 horas`, `há 3 dias`, `5分前`: a time of day, or a number with a word, and little else.
_TIME = re.compile(
    r"[^:]{0,24}\b\d{1,2}:\d\d(?!\d).{0,8}|\W{0,3}(?:[^\W\d_]{1,5}\s)?\d{1,2}\s?[^\W\d_]{1,9}\.?(?:\s[^\W\d_]{1,8})?"
)
_TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d\d(?!\d)")


def without_readers(outline: Outline, kept: list[Block]) -> list[Block]:
    """The kept blocks up to the first of several such lines behind the article."""
    texts = outline.shown(kept[0].index, kept[-1].index + 1) if kept else []
    signed = _signed_in(texts) or _timed_in(texts)
    if len(signed) < _SEVERAL:
        return kept
    own = _without_heading([block for block in kept if block.index < signed[0]], signed[0])
    return own if len(own) >= _ARTICLE and any(ends_sentence(block.text) for block in own) else kept


def _signed_in(texts: Sequence[Block]) -> list[int]:
    """The lines with a name and a time above a sentence."""
    return [one.index for one, below in pairwise(texts) if _may_be_signed(one) and _is_signed(one) and ends_sentence(below.text)]


def _timed_in(texts: Sequence[Block]) -> list[int]:
    """The lines of a paragraph that are no sentence above one with a day and a time alone, and a text in it below that."""
    threes = zip(texts, texts[1:], texts[2:], strict=False)
    return [name.index for name, time, said in threes if name.element is time.element is said.element and _are_timed(name, time)]


def _are_timed(name: Block, time: Block) -> bool:
    signed = len(name.text) <= _LINE and reads_as_label(name.text)
    return signed and len(time.text) <= _LINE and _TIME_OF_DAY.search(time.text) is not None and is_date_alone(time.text)


def _may_be_signed(block: Block) -> bool:
    """A quick look, for most lines."""
    return len(block.text) <= _LINE and _DIGIT.search(block.text) is not None and not is_heading(block)


def _without_heading(own: list[Block], first: int) -> list[Block]:
    """What stands before the lines of readers, without how many they are, or their heading."""
    while own and first - own[-1].index <= _ABOVE and reads_as_label(own[-1].text):
        own = own[:-1]
    return own


def _is_signed(block: Block) -> bool:
    """Whether a line is a name that stands out, and a time."""
    pieces = [(text.strip(), mark.strong or mark.link is not None) for text, mark in block.pieces if text.strip()]
    names, rest = _split(pieces)
    said = names != "" and ":" not in names and not rest.startswith(":") and not any(map(str.isdigit, names))
    return said and _TIME.fullmatch(rest.strip("()[] ")) is not None


def _split(pieces: Sequence[tuple[str, bool]]) -> tuple[str, str]:
    """What stands out at the beginning of a line, and the rest of it."""
    at = next((number for number, (_, out) in enumerate(pieces) if not out), len(pieces))
    return "".join(text for text, _ in pieces[:at]), " ".join(text for text, _ in pieces[at:])
