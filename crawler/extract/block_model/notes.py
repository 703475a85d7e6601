"""Footnotes: what short links of the text lead to further down on the page, and leads back.

A few that say something are text; many, and such as lead to other pages, are references.
"""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import links_in
from crawler.page.markup import all_text

_MARK = 5  # characters of the link to a note, `[12]`, and of the one back
_MOST = 8  # notes of a page
_LINES = 6  # text blocks of a note


def with_notes(outline: Outline, kept: list[Block]) -> list[Block]:
    """The kept blocks, with the notes that their marks lead to."""
    marks = set(_marks_in(kept))
    if not 0 < len(marks) <= _MOST:
        return kept
    chosen = {block.index for block in kept}
    found = {block.index: block for block in kept}
    notes = list(_notes(outline, marks, kept[0].index))
    if 2 * sum(map(_tells, notes)) < len(notes):
        return kept
    for note in notes:
        if not chosen.intersection(block.index for block in note):
            found.update((block.index, block) for block in note)
    return [found[at] for at in sorted(found)]


def _marks_in(blocks: Sequence[Block]) -> Iterator[str]:
    """The names of the places that short links lead to."""
    for block in blocks:
        for text, mark in block.pieces:
            if mark.link is not None and _is_mark(text, mark.link):
                yield (mark.link.get("href") or "").partition("#")[2]


def _is_mark(text: str, link: Element) -> bool:
    href = link.get("href") or ""
    return 0 < len(text.strip()) <= _MARK and href.startswith("#") and len(href) > 1


def _notes(outline: Outline, marks: set[str], start: int) -> Iterator[list[Block]]:
    """The shown text blocks of each note behind the first block of the text."""
    at_of = {node.element: at for at, node in enumerate(outline.nodes)}
    for element in outline.nodes[0].element.iter("*"):
        if not marks.isdisjoint((element.get("id") or "", element.get("name") or "")):
            lines = _lines_of(outline, at_of, element)
            if lines and lines[0].index > start and _leads_back(lines, marks):
                yield lines


def _lines_of(outline: Outline, at_of: dict[Element, int], element: Element) -> list[Block]:
    """The text of the smallest block-level element around one, or around that, where it holds more than a mark."""
    around = next(at_of[each] for each in (element, *element.iterancestors()) if each in at_of)
    for at in outline.upward(around)[:2]:
        lines = outline.shown(outline.nodes[at].first, outline.nodes[at].last)
        if sum(len(line.text) for line in lines) > 2 * _MARK:
            return lines if len(lines) <= _LINES else []
    return []


def _leads_back(lines: Sequence[Block], marks: set[str]) -> bool:
    """Whether a note has a short link of its own, to where it is told of."""
    return any(name not in marks for name in _marks_in(lines))


def _tells(note: Sequence[Block]) -> bool:
    """Whether a note leads to no other page, as references do."""
    return all(_is_mark(all_text(link), link) for line in note for link in links_in(line))
