"""Many kept pages read at once: which layout fits each, what its text ends with, and which lines are no text at all. Pure."""

from collections import Counter
from collections.abc import Sequence

from crawler.html.builder import clean
from crawler.items import Extraction
from crawler.text.counting import counted

_SHOWN = 90  # characters of a line
_REPEATED = 8  # lines shown that several pages have


def folder_lines(folder: str, read: Sequence[tuple[str, Extraction]]) -> list[str]:
    """A few lines a page, then what they have in common. read: (file name, what the reader says of the page)."""
    lines = [f"{counted(len(read), 'kept page')} in {folder}, read by today's rules:"]
    for name, found in read:
        lines += _page_lines(name, found)
    readings = [found for _, found in read]
    return [*lines, _fitting_layouts(readings), *_repeated_lines(readings)]


def _fitting_layouts(readings: Sequence[Extraction]) -> str:
    fitting = Counter(found.layout for found in readings if _fits(found))
    counted = [f"{number} of {len(readings)} are read by {layout}" for layout, number in fitting.most_common()]
    return ", ".join(counted) or "no layout fits any of them"


def _repeated_lines(readings: Sequence[Extraction]) -> list[str]:
    repeated = Counter(line for found in readings for line in set(_paragraphs(found)))
    common = [(line, number) for line, number in repeated.most_common(_REPEATED) if number > 1]
    if not common:
        return []
    return [
        "These lines stand in the text of several, as furniture does (`Layout.furniture`, `footer`):",
        *(f"  {number} x {short(line)}" for line, number in common),
    ]


def _page_lines(name: str, found: Extraction) -> list[str]:
    if found.kind != "article":
        return [f"{name}  no article ({found.kind_reason})"]
    paragraphs = _paragraphs(found)
    what = found.layout if _fits(found) else "no layout fits"
    return [
        f"{name}  {what}  {found.published or 'no date'}  {short(found.title or 'no title')}",
        f"  {counted(len(paragraphs), 'paragraph')}, the last: {short(paragraphs[-1]) if paragraphs else '-'}",
    ]


def _paragraphs(found: Extraction) -> list[str]:
    return [each for each in (found.text or "").split("\n") if each]


def _fits(found: Extraction) -> bool:
    return found.kind_reason == "layout"


def short(text: str, most: int = _SHOWN) -> str:
    """A text as one line for a terminal, of so many characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= most else f"{line[:most]}…"
