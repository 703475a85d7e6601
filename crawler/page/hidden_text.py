"""The hidden text of a page's blocks: taken out of what is shown, or shown after all."""

import re
from collections import Counter
from itertools import accumulate

from lxml.etree import _Element as Element

from crawler.page.blocks import Block, Node, Outline
from crawler.page.hidden import is_hidden
from crawler.page.markup import Markup, all_text
from crawler.text.safe_text import squeeze
from crawler.text.writing import weight

_PROSE = 60  # Latin characters; shorter blocks are no paragraphs
_MOSTLY = 0.55  # share of the prose
_MUCH = 1000  # Latin characters of hidden prose that are no dialogue beside a short text
_UNFILLED = re.compile(r"\{\{[^{}]{0,300}\}\}|\{%[^{}%]{0,300}%\}|<%[^<>%]{0,300}%>")
_SEVERAL = 3  # paragraphs of a text
_MARK = re.compile(r"\s?[,;:]\s?")


def unhide(page: Outline) -> None:
    """A page that hides most of its paragraphs shows them by script later, and so does one that hides those of its headline."""
    prose = [block for block in page.blocks if _is_prose(block)]
    if not any(block.hidden for block in prose):
        return
    for box in page.nodes[:1] if _is_mostly_hidden(prose) else _hidden_texts(page, prose):
        for block in page.blocks[box.first : box.last]:
            block.hidden = False


def _hidden_texts(page: Outline, prose: list[Block]) -> list[Node]:
    """The elements that hide the text of the page's headline."""
    headline = _headline(page.blocks)
    if headline is None:
        return []
    around = set(page.ancestors(headline))
    shown = _paragraphs_shown(prose)
    until = _sizes_before(page.blocks, prose)
    found = []
    for at, paragraphs in _hidden_boxes(page.nodes, prose).items():
        box, common = page.nodes[at], page.nodes[next(filter(around.__contains__, page.upward(at)))]
        goes_on = box.element.getprevious() in shown  # behind a paragraph that is shown: the rest of the text
        is_text = paragraphs >= _SEVERAL and (at in around or goes_on or _has_most(box, common, until))
        found += [box] if is_text or _is_opened(box.element, shown) else []
    return found


def _paragraphs_shown(prose: list[Block]) -> set[Element]:
    return {block.element for block in prose if not block.hidden and block.element.tag == "p"}


def _is_opened(box: Element, shown: set[Element]) -> bool:
    """Whether what is hidden among paragraphs stands right behind a control alone: the rest of the text, which it shows."""
    before = box.getprevious()
    if before is None or type(before.tag) is not str or box.getparent() not in {element.getparent() for element in shown}:
        return False
    controls = list(before.iter("button"))
    return len(controls) == 1 and squeeze(all_text(before)) == squeeze(all_text(controls[0]))


def _sizes_before(blocks: list[Block], prose: list[Block]) -> list[int]:
    """Latin characters of the prose before each block, and before the end."""
    sizes = {block.index: weight(block.text) for block in prose}
    return [0, *accumulate(sizes.get(at, 0) for at in range(len(blocks)))]


def _has_most(box: Node, around: Node, until: list[int]) -> bool:
    """Whether a box has most of the prose in an element around it. until: as from `_sizes_before`."""
    return until[box.last] - until[box.first] > _MOSTLY * (until[around.last] - until[around.first])


def _headline(blocks: list[Block]) -> Block | None:
    """The `h1` that is shown, or the hidden one where there is no other."""
    headings = [block for block in blocks if block.element.tag == "h1"]
    shown = [block for block in headings if not block.hidden]
    return next(iter(shown or headings), None)


def _hidden_boxes(nodes: list[Node], prose: list[Block]) -> dict[int, int]:
    """The outermost nodes that hide paragraphs, with how many, and ask nothing of the reader: no dialogues."""
    outermost = _outermost_hidden(nodes)
    held = Counter(outermost[block.node] for block in prose if block.hidden)
    return {at: paragraphs for at, paragraphs in held.items() if at >= 0 and not _is_dialogue(nodes[at].element)}


def _outermost_hidden(nodes: list[Node]) -> list[int]:
    """For each node the outermost hidden one that it is or stands in, -1 outside."""
    found: list[int] = []
    for at, node in enumerate(nodes):
        above = found[node.parent] if node.parent >= 0 else -1
        found.append(above if above >= 0 or not is_hidden(node.element) else at)
    return found


def _is_dialogue(box: Element) -> bool:
    asks = next(box.iter("input", "select", "textarea", "form", "dialog"), None) is not None
    return asks or "dialog" in (box.get("role") or "") or box.get("aria-modal") is not None


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


def _size(blocks: list[Block]) -> int:
    return sum(weight(block.text) for block in blocks)


def _is_prose(block: Block) -> bool:
    return weight(block.text) > _PROSE and block.link_chars * 3 < len(block.text)


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
