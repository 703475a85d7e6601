"""The hidden text of a page's blocks: taken out of what is shown, or shown after all."""

import re

from lxml.etree import _Element as Element

from crawler.page.blocks import Block
from crawler.page.markup import Markup
from crawler.text.safe_text import squeeze

_PROSE = 60  # characters; shorter blocks are no paragraphs
_MOSTLY = 0.55  # share of the prose
_MUCH = 1000  # characters of hidden prose that are no dialogue beside a short text
_UNFILLED = re.compile(r"\{\{[^{}]{0,300}\}\}|\{%[^{}%]{0,300}%\}|<%[^<>%]{0,300}%>")
_MARK = re.compile(r"\s?[,;:]\s?")


def unhide(blocks: list[Block]) -> None:
    """A page that hides most of its paragraphs, or of those beside its headline, shows them by script later: then hidden says
    nothing there."""
    prose = [block for block in blocks if _is_prose(block)]
    if not any(block.hidden for block in prose):
        return
    if _is_mostly_hidden(prose):
        boxes = [blocks[0].element.getroottree().getroot()]
    else:
        boxes = [box for box in _around_headline(blocks, prose) if _is_mostly_hidden(_within(prose, box), least=_MUCH)]
    for box in boxes:
        for block in _within(blocks, box):
            block.hidden = False


def hide_templates(blocks: list[Block]) -> None:
    """Hides what a script was to put its data into, and did not: `By {{ author.name }}`. Code shows such marks."""
    for block in blocks:
        if _is_unfilled(block.text) and not _is_code(block.element):
            block.hidden = True


def _is_unfilled(text: str) -> bool:
    if "{{" not in text and "{%" not in text and "<%" not in text:
        return False
    return 2 * sum(end - start for start, end in (found.span() for found in _UNFILLED.finditer(text))) >= len(text)


def _is_code(element: Element) -> bool:
    inside = next(element.iter("pre", "code"), None)
    return inside is not None or next(element.iterancestors("pre", "code"), None) is not None


def _is_mostly_hidden(prose: list[Block], *, least: int = 0) -> bool:
    """Whether most of some prose is hidden: all of it, of `least` characters, or much."""
    hidden = sum(len(block.text) for block in prose if block.hidden)
    shown = sum(len(block.text) for block in prose) - hidden
    return hidden > _MOSTLY * (hidden + shown) and hidden >= (_MUCH if shown else least)


def _around_headline(blocks: list[Block], prose: list[Block]) -> list[Element]:
    """The elements that hold the headline and hidden paragraphs beside it."""
    hidden = [block.element for block in prose if block.hidden]
    headline = next((block.element for block in blocks if block.element.tag == "h1" and not block.hidden), None)
    if headline is None:
        return []
    around = list(headline.iterancestors())
    common = (next(each for each in element.iterancestors() if each in around) for element in hidden)
    return list(dict.fromkeys(common))


def _within(blocks: list[Block], box: Element) -> list[Block]:
    return [block for block in blocks if block.element is box or box in block.element.iterancestors()]


def _is_prose(block: Block) -> bool:
    return len(block.text) > _PROSE and block.link_chars * 3 < len(block.text)


def hide(block: Block) -> None:
    """Takes the hidden pieces out of a block; a block of nothing else is hidden itself."""
    pieces = block.pieces
    block.hidden = all(mark.hidden for part, mark in pieces if part.strip())
    if not block.hidden:
        block.pieces = _with_marks(pieces)
        block.text = squeeze("".join([part for part, _ in block.pieces]))


def _with_marks(pieces: list[tuple[str, Markup]]) -> list[tuple[str, Markup]]:
    """The pieces that are shown, and punctuation hidden between them, which parts their words for those who listen."""
    kept: list[tuple[str, Markup]] = []
    for text, mark in pieces:
        if mark.hidden and _MARK.fullmatch(text) and any(part.strip() for part, _ in kept):
            while not kept[-1][0].strip():
                kept.pop()
            kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
            kept.append((text, mark))
        elif not mark.hidden:
            kept.append((text, mark))
    return kept
