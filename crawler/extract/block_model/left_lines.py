"""Lines that something else on the page left among the kept text, told by what stands beside them."""

import re
from collections.abc import Iterator
from itertools import groupby, islice, takewhile

from crawler.extract.block_model.cards import leads_on
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_only_links, is_prose, reads_as_label
from crawler.page.page import Page
from crawler.page.tags import CELLS
from crawler.text.writing import ends_sentence, ends_with_colon, weight

_RUN = 3  # times that a line stands below itself
_LINKS = 2  # below a label
_BUTTON = 25  # Latin characters of a link that is pressed rather than read
_BUTTONS = 2
_CREDIT = re.compile(r"[(（\[【][^()（）\[\]【】.!?。]{2,80}[)）\]】]")


def without_left_lines(page: Page, kept: list[Block]) -> list[Block]:
    """The kept blocks without lines that are printed several times in a row, labels of links that were dropped, what is pressed
    above the text, and lines in brackets right below a picture."""
    left = {*_repeated(kept), *_labels(page, kept), *_buttons(kept), *_credits(page.outline, kept)}
    return [block for block in kept if block.index not in left] if len(left) < len(kept) else kept


def _repeated(kept: list[Block]) -> Iterator[int]:
    """Short lines that stand several times in a row, each in an element beside the others: a title for each picture."""
    for _, lines in groupby(kept, key=lambda block: block.text):
        run = list(lines)
        if len(run) < _RUN or is_prose(run[0]):
            continue
        around = {block.element.getparent() for block in run}
        if len(around) == 1 and len({block.element for block in run}) == len(run):
            yield from (block.index for block in run if block.element.tag not in CELLS)


def _labels(page: Page, kept: list[Block]) -> Iterator[int]:
    """Lines with a colon at the end, `Read also:`, below which several links to other pages stand that were dropped."""
    chosen = {block.index for block in kept}
    for label in filter(_is_label, kept):
        below = (each for each in page.blocks[label.index + 1 :] if each.is_visible)
        links = list(islice(takewhile(is_only_links, below), _LINKS))
        others = [link for link in links if link.index not in chosen and leads_on(link, page)]
        if len(others) == _LINKS:
            yield label.index


def _is_label(block: Block) -> bool:
    return ends_with_colon(block.text) and reads_as_label(block.text)


def _buttons(kept: list[Block]) -> list[int]:
    """Several words in links above all running text, and the question above them."""
    above = kept[: next((at for at, block in enumerate(kept) if is_prose(block)), 0)]
    pressed = list(filter(_is_button, above))
    if len(pressed) < _BUTTONS:
        return []
    asked = (block for block in above if block.index < pressed[0].index and block.text.endswith(("?", "？")))
    return [block.index for block in (*pressed, *asked)]


def _is_button(block: Block) -> bool:
    alone = is_only_links(block) and not block.after_br and not is_heading(block)
    return alone and weight(block.text) <= _BUTTON and not ends_sentence(block.text)


def _credits(outline: Outline, kept: list[Block]) -> Iterator[int]:
    """Lines in brackets, no sentences, right below a picture."""
    for block in kept:
        above = outline.blocks[max(0, block.index - 1) : block.index]
        if any(each.image is not None for each in above) and _CREDIT.fullmatch(block.text):
            yield block.index
