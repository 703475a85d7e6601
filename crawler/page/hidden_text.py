"""The hidden text of a page's blocks: taken out of what is shown, or shown after all."""

import re
from collections import Counter

from lxml.etree import _Element as Element

from crawler.page.blocks import Block
from crawler.page.hidden import is_hidden
from crawler.page.markup import Markup
from crawler.text.safe_text import squeeze

_PROSE = 60  # characters; shorter blocks are no paragraphs
_MOSTLY = 0.55  # share of the prose
_MUCH = 1000  # characters of hidden prose that are no dialogue beside a short text
_UNFILLED = re.compile(r"\{\{[^{}]{0,300}\}\}|\{%[^{}%]{0,300}%\}|<%[^<>%]{0,300}%>")
_SEVERAL = 3  # paragraphs of a text
_MARK = re.compile(r"\s?[,;:]\s?")


def unhide(blocks: list[Block]) -> None:
    """A page that hides most of its paragraphs shows them by script later, and so does one that hides those of its headline."""
    prose = [block for block in blocks if _is_prose(block)]
    if not any(block.hidden for block in prose):
        return
    whole = [blocks[0].element.getroottree().getroot()]
    for box in whole if _is_mostly_hidden(prose) else _hidden_texts(blocks, prose):
        for block in _within(blocks, box):
            block.hidden = False


def _hidden_texts(blocks: list[Block], prose: list[Block]) -> list[Element]:
    """The elements that hide the text of the page's headline."""
    headline = _headline(blocks)
    around = [] if headline is None else _outward(headline)
    boxes = _hidden_boxes(prose) if around else []
    return [box for box in boxes if box in around or _goes_on(box, prose) or _outweighs(box, around, prose)]


def _headline(blocks: list[Block]) -> Element | None:
    """The `h1` that is shown, or the hidden one where there is no other."""
    headings = [block for block in blocks if block.element.tag == "h1"]
    shown = [block for block in headings if not block.hidden]
    return next((block.element for block in shown or headings), None)


def _hidden_boxes(prose: list[Block]) -> list[Element]:
    """The elements that hide several paragraphs, and ask nothing of the reader: no dialogues."""
    hidden = (block.element for block in prose if block.hidden)
    held = Counter(next(filter(is_hidden, _outward(element)), element) for element in hidden)
    return [box for box, paragraphs in held.items() if paragraphs >= _SEVERAL and not _is_dialogue(box)]


def _outward(element: Element) -> list[Element]:
    """The elements around one, itself included, the outermost first."""
    return [*element.iterancestors(), element]


def _is_dialogue(box: Element) -> bool:
    asks = next(box.iter("input", "select", "textarea", "form", "dialog"), None) is not None
    return asks or "dialog" in (box.get("role") or "") or box.get("aria-modal") is not None


def _goes_on(box: Element, prose: list[Block]) -> bool:
    """Whether a paragraph that is shown stands right before a box: the box has the rest of the text."""
    before = box.getprevious()
    return before is not None and before.tag == "p" and any(block.element is before and not block.hidden for block in prose)


def _outweighs(box: Element, around: list[Element], prose: list[Block]) -> bool:
    """Whether a box has most of the prose in the element around it and the headline. around: the elements around the headline."""
    common = next(each for each in box.iterancestors() if each in around)
    return _size(_within(prose, box)) > _MOSTLY * _size(_within(prose, common))


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


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


def _is_mostly_hidden(prose: list[Block]) -> bool:
    hidden = _size([block for block in prose if block.hidden])
    shown = _size(prose) - hidden
    return hidden > _MOSTLY * (hidden + shown) and (hidden >= _MUCH or not shown)


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
