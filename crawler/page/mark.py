"""What is remembered of a page between two looks: a digest of its bytes, and one of each line that it showed.

By them a second look tells an edit from another reading: a paragraph that both pages show was neither added nor taken
away, whichever of the two readings took it for the article's.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property

from crawler.page.page import Page
from crawler.revision import page_digest
from crawler.text.fingerprint import normalised

_LINE = 8  # hexadecimal digits of a line's digest
_MOST = 400  # lines that are remembered of a page
_SHORTEST = 4  # significant characters; shorter lines stand on a page by chance
_LONG = 12  # of words that may be a part of a line


def page_mark(page: Page, body: bytes) -> str:
    """`page_digest` of the bytes, hex, and behind it the digests of the page's lines."""
    lines = dict.fromkeys(_digest(words) for words in _lines(page) if len(words) >= _SHORTEST)
    return page_digest(body) + "".join(list(lines)[:_MOST])


class TwoLooks:
    """Which paragraphs the page now, and the page of the look before, show. mark: `page_mark` of that look, if known."""

    def __init__(self, mark: str | None, page: Page) -> None:
        start = len(page_digest(b""))
        self._page = page
        self._before = {(mark or "")[at : at + _LINE] for at in range(start, len(mark or ""), _LINE)}

    def shows_now(self, paragraph: str) -> bool:
        """Whether the page shows a paragraph that the reading before had."""
        words = normalised(paragraph.replace(" | ", " "))
        return words in self._now or (len(words) >= _LONG and words in self._whole)

    def showed_before(self, paragraph: str) -> bool:
        """Whether the page showed all lines of a paragraph that is read now."""
        words = normalised(paragraph.replace(" | ", " "))
        pieces = [line for line in self._now if line in words]
        known = [len(line) for line in pieces if len(line) < _SHORTEST or _digest(line) in self._before]
        return len(known) == len(pieces) and sum(known) >= len(words) >= _SHORTEST

    @cached_property
    def _whole(self) -> str:
        return "".join(self._now)

    @cached_property
    def _now(self) -> Mapping[str, None]:
        return dict.fromkeys(_lines(self._page))


def _lines(page: Page) -> list[str]:
    shown = (normalised(block.text) for block in page.outline.shown())
    return [words for words in shown if words]


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=_LINE // 2).hexdigest()
