"""Keys of lines that the pages of a site have in common: word for word, or but for capital letters and a few numbers that are
brought up to date."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache

from crawler.page.boilerplate import PROSE
from crawler.text.dates.words import MONTHS
from crawler.text.writing import weight

_WORD = re.compile(r"\d+|[^\W\d_]+")
_CHANGED = 45  # Latin characters for each number that changes: figures of a month change oftener in a sentence
_LONG = 150  # of what says more than the figures of a month
_KEPT = 4000  # lines whose key is remembered, more than a page has


def line_hash(text: str) -> str:
    """Short hash of a line."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


@lru_cache(maxsize=_KEPT)
def form_hash(text: str) -> str | None:
    """Short hash of running text without its capital letters, of a longer one without its numbers and months, too; None of text
    that has none of them, and of a label."""
    length = weight(text)
    form = text.casefold() if length >= PROSE else text
    if length >= _LONG:
        form = _WORD.sub(lambda word: "0" if _is_number(word[0]) else word[0], form)
    return line_hash(f"\x00{form}") if form != text else None


def line_key(text: str, forms: Container[str]) -> str:
    """The key of a line: its form, where that is among those, or the hash of its words."""
    form = form_hash(text)
    return form if form is not None and form in forms else line_hash(text)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word.casefold() in MONTHS


def updated_forms(pages: Iterable[Iterable[str]]) -> frozenset[str]:
    """The forms of running text that several pages have with a few other numbers, `12,100 people in 31 countries`, or capitals.

    pages: the lines of each.
    """
    seen: dict[str, dict[int, str]] = defaultdict(dict)
    for number, lines in enumerate(pages):
        for text in lines:
            if form := form_hash(text):
                seen[form][number] = text
    return frozenset(form for form, texts in seen.items() if _are_updated(list(texts.values())))


def _are_updated(texts: Sequence[str]) -> bool:
    """Whether texts of one form are several, and no more of their numbers differ from page to page than few for its length."""
    numbers = (tuple(filter(_is_number, _WORD.findall(text))) for text in texts)
    changed = sum(len(set(each)) > 1 for each in zip(*numbers, strict=True))
    return len(set(texts)) > 1 and weight(texts[0]) >= _CHANGED * changed
