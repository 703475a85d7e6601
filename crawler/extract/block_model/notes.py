"""Footnotes: what short links of the text lead to further down on the page, and leads back; or lines behind the text that begin
with the numbers that it has raised.

A few that say something are text; many, and such as lead to other pages, are references.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import links_in
from crawler.page.markup import all_text
from crawler.page.page import Page

_MARK = 5  # characters of the link to a note, `[12]`, and of the one back
_MOST = 8  # notes of a page
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹"
_NUMBER = re.compile(rf"[\[(]?([{_RAISED}]|[1-9](?!\d))[\]).]?\s?(?=\S)")
_LINES = 6  # text blocks of a note


def with_notes(page: Page, kept: list[Block]) -> list[Block]:
    """The kept blocks, with the notes that their marks lead to, or that are numbered as these."""
    marks = set(_marks_in(page, kept))
    if not marks:
        return [*kept, *_numbered(page.outline, kept)]
    return kept if len(marks) > _MOST else _with_marked(page, kept, marks)


def _with_marked(page: Page, kept: list[Block], marks: set[str]) -> list[Block]:
    """The kept blocks, with the notes that the marks lead to, where few of these are references."""
    found = {block.index: block for block in kept}
    notes = list(_notes(page, marks, kept[0].index))
    if 2 * sum(_tells(page, note) for note in notes) < len(notes):
        return kept
    for note in notes:
        if found.keys().isdisjoint(block.index for block in note):
            found |= {block.index: block for block in note if len(block.text) > _MARK}
    return [found[at] for at in sorted(found)]


def _numbered(outline: Outline, kept: Sequence[Block]) -> list[Block]:
    """The lines right behind a text, numbered from one on, whose numbers stand raised in it; none has a link."""
    raised = _raised_in(kept[:-1])
    if not raised or raised[0] != _RAISED[0]:
        return []
    begun = (block.index for block in kept[-_MOST:] if _is_note((_RAISED[0], block)))
    behind = outline.shown(next(begun, kept[-1].index + 1))
    told = takewhile(_is_note, zip(_RAISED, behind, strict=False))
    return [line for sign, line in told if sign in raised and line.index > kept[-1].index]


def _raised_in(blocks: Sequence[Block]) -> list[str]:
    """The raised numbers that a text has."""
    said = "".join(block.text for block in blocks)
    return [sign for sign in _RAISED if sign in said]


def _is_note(numbered: tuple[str, Block]) -> bool:
    sign, line = numbered
    number = _NUMBER.match(line.text)
    return number is not None and not line.link_chars and _value(number[1]) == _value(sign)


def _value(number: str) -> int:
    return _RAISED.index(number) + 1 if number in _RAISED else int(number)


def _marks_in(page: Page, blocks: Sequence[Block]) -> Iterator[str]:
    """The names of the places of the page that short links lead to."""
    for block in blocks:
        for text, mark in block.pieces:
            if mark.link is not None and _is_mark(page, text, mark.link):
                yield (mark.link.get("href") or "").partition("#")[2]


def _is_mark(page: Page, text: str, link: Element) -> bool:
    """Whether a link of some characters leads to a place of its own page, be it by the page's whole address."""
    href = link.get("href") or ""
    return 0 < len(text.strip()) <= _MARK and href.partition("#")[2] != "" and not page.leads_away(href)


def _notes(page: Page, marks: set[str], start: int) -> Iterator[list[Block]]:
    """The shown text blocks of each note behind the first block of the text."""
    outline = page.outline
    at_of = {node.element: at for at, node in enumerate(outline.nodes)}
    for element in outline.nodes[0].element.iter("*"):
        if not marks.isdisjoint((element.get("id") or "", element.get("name") or "")):
            lines = _lines_of(outline, at_of, element)
            if lines and lines[0].index > start and _leads_back(page, lines, marks):
                yield lines


def _lines_of(outline: Outline, at_of: dict[Element, int], element: Element) -> list[Block]:
    """The text of the smallest block-level element around one, or around that, where it holds more than a mark."""
    around = next(at_of[each] for each in (element, *element.iterancestors()) if each in at_of)
    for at in outline.upward(around)[:2]:
        lines = outline.shown(outline.nodes[at].first, outline.nodes[at].last)
        if sum(len(line.text) for line in lines) > 2 * _MARK:
            return lines if len(lines) <= _LINES else []
    return []


def _leads_back(page: Page, lines: Sequence[Block], marks: set[str]) -> bool:
    """Whether a note has a short link of its own, to where it is told of."""
    return any(name not in marks for name in _marks_in(page, lines))


def _tells(page: Page, note: Sequence[Block]) -> bool:
    """Whether a note leads to no other page, as references do."""
    return all(_is_mark(page, all_text(link), link) for line in note for link in links_in(line))
