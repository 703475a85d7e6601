"""What tells of an article's writers behind it: paragraphs of which the first begins with the full name of one of them."""

import re
from collections.abc import Sequence

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_prose
from crawler.page.tags import HEADINGS
from crawler.text.writing import begins_small, ends_sentence, has_capitals

_LAST = 4  # lines at the end of a text, of which the first begins with the name
_BEFORE = 25  # characters that may stand before the name: an office, an outlet
_PARAGRAPHS = 3  # of the text, at least, before it
_SHARE = 0.3  # of the text, at most
_WORD = re.compile(r"[^\W\d_]{2,}")


def without_biography(body: Sequence[Block], authors: Sequence[str]) -> list[Block]:
    """A body without such paragraphs: none where the text names the writer too, or has a section about who wrote it.

    authors: names of the article's writers.
    """
    for at in range(max(_PARAGRAPHS, len(body) - _LAST), len(body)):
        begins = any(_begins_with(body[at], name) and _is_only_there(name, body[:at]) for name in authors)
        if begins and not _is_section(body[at - 1 : at + 1]) and _is_small(body, at):
            return list(body[:at])
    return list(body)


def _is_section(lines: Sequence[Block]) -> bool:
    above, line = lines
    return above.element.tag in HEADINGS or line.element.tag == "li"


def _begins_with(block: Block, name: str) -> bool:
    """Whether a sentence begins with a full name, and goes on in small letters or behind a sign, where its script has any."""
    start, end = block.text.find(name), block.text.find(name) + len(name)
    after = block.text[end:].strip()
    if start < 0 or not after or not ends_sentence(block.text):
        return False
    if not has_capitals(name):
        return start == 0
    return start <= _BEFORE and " " in name and (begins_small(after) or not after[0].isalnum())


def _is_only_there(name: str, text: Sequence[Block]) -> bool:
    """Whether a text before says no word of the name."""
    said = " ".join(block.text for block in text).casefold()
    return not any(word.casefold() in said for word in _WORD.findall(name))


def _is_small(body: Sequence[Block], at: int) -> bool:
    size = sum(len(block.text) for block in body)
    return sum(map(is_prose, body[:at])) >= _PARAGRAPHS and sum(len(block.text) for block in body[at:]) <= _SHARE * size

