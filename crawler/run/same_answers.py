"""Pages of one run that say the same: what is answered for several releases is a notice, in whatever words. Pure.

Two kinds. A page under a headline that no listing gave is a notice as soon as another release is answered with the same
words (numbers apart). Few words under each release's own headline ("Loading", "For subscribers") are one once they stand
under another headline too. A release that recurs, with the same headline and words each month, is neither: the listing
names it so each time.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.extract.vouch import LONG, own_title, titles_agree
from crawler.items import Extraction
from crawler.page.page import Page
from crawler.text.fingerprint import normalised, title_key
from crawler.text.writing import weight

MANY = 3  # answers alike, where a date is printed on them, or no listing gave a headline to compare with
_WITHOUT_DIGITS = re.compile(r"(?<!\w)[^\W\d_]++(?!\w)")
_NOT_PRINTED = frozenset({"listing", "feed", "url"})  # where a date may come from that is not on the page


@dataclass(slots=True)
class _Alike:
    keys: dict[str, None] = field(default_factory=dict)  # of the releases that were answered so, oldest first
    headlines: set[str] = field(default_factory=set)


class SameAnswers:
    """What this run's pages said: a digest and a headline for each."""

    def __init__(self) -> None:
        self._said: dict[str, _Alike] = {}
        self.noted: set[str] = set()  # keys of the releases whose answer may be a notice

    def add(self, key: str, found: Extraction, page: Page, listed: str | None) -> list[str]:
        """Note an answer. Returns the keys of the other releases that were answered with the same notice; else nothing.

        listed: the headline that the listing or the record has for the release; None where neither has one.
        """
        own = own_title(found) if found.title else None
        if found.kind != "article" or (listed and not _is_under(listed, own)):
            alike = self._alike(key, words_digest(page), own)
            return _others(alike, key) if len(alike.keys) >= (MANY if prints_its_date(found) else 2) else []
        if _has_more_than_words(found):
            return []
        alike = self._alike(key, "text:" + normalised(found.text), own)
        enough = len(alike.headlines) > 1 if listed else len(alike.keys) >= MANY
        return _others(alike, key) if enough else []

    def _alike(self, key: str, words: str, headline: str | None) -> _Alike:
        alike = self._said.setdefault(_digest(words), _Alike())
        alike.keys[key] = None
        self.noted.add(key)
        alike.headlines.add(title_key(headline))
        return alike


def _is_under(listed: str, own: str | None) -> bool:
    """Whether a page stands under the headline that its listing gave."""
    return bool(own) and titles_agree(listed, own or "")


def _has_more_than_words(found: Extraction) -> bool:
    """Whether a page has what no notice has: files, pictures or a long text."""
    return bool(found.attachments or found.images) or weight(found.text or "") >= LONG


def _others(alike: _Alike, key: str) -> list[str]:
    return [each for each in alike.keys if each != key]


def words_digest(page: Page) -> str:
    """Digest of what a page shows, numbers apart: two answers of one notice may differ in a time or a request's id."""
    shown: Sequence[str] = [block.text for block in page.outline.shown()]
    return _digest(" ".join(word for text in shown for word in _WITHOUT_DIGITS.findall(text)))


def prints_its_date(found: Extraction) -> bool:
    """Whether a page says itself when it was published."""
    origin = found.provenance.get("published")
    return bool(found.published and origin and origin.by not in _NOT_PRINTED)


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest()
