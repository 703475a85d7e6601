"""How much of a line comes again in the body below it: much of a headline, little of the name of a section or of a site."""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from crawler.page.page import Page

_SAMPLE = 6000  # characters of the body among which a title's words are looked for
_STEM = 5  # letters of a word that its other forms have too
_HAN_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")


def echo_in(page: Page, body: tuple[int, int]) -> Callable[[str], float]:
    """Tells which share of a line's words, 0 to 1, the body or the page's address has too, in whatever form.

    A headline's words come again in its text; those of a section or of a site seldom do.
    """
    known: list[str] = []

    def echo(line: str) -> float:
        if not known:
            known.append(_sample(page, body))
        words = _stems(line)
        return sum(word in known[0] for word in words) / len(words) if words else 0.0

    return echo


def _sample(page: Page, body: tuple[int, int]) -> str:
    """The beginning of the body and the last part of the address, in lower case."""
    pieces, size = [unquote(urlsplit(page.url).path).rstrip("/").rsplit("/", 1)[-1]], 0
    for block in page.blocks[body[0] : body[1] + 1]:
        if len(block.text) > 20 or not block.text.isascii():
            pieces.append(block.text[:_SAMPLE])
            size += len(block.text)
        if size > _SAMPLE:
            break
    return "\n".join(pieces).casefold()


def _stems(line: str) -> list[str]:
    """The beginnings of a line's longer words; pairs of Han characters and kana."""
    stems = []
    for word in _WORD.findall(line.casefold()):
        if _HAN_KANA.search(word):
            stems += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif len(word) > 3:
            stems.append(word[:_STEM])
    return stems
