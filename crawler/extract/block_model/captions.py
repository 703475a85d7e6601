"""The line below the only picture of a text."""

import re

from crawler.extract.fields.author_roles import is_other_work
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_prose
from crawler.text.writing import ends_sentence

_PICTURE = 3  # blocks of a box of a picture and its caption
_SENTENCES = re.compile(r"[.!?。！？]\s*")


def without_lead_caption(outline: Outline, kept: list[Block]) -> list[Block]:
    """The kept blocks without the line below the only picture that has one in a box of both; several are a story in pictures."""
    lines = [block for block in kept if _is_under_picture(outline, block)]
    return [block for block in kept if block is not lines[0]] if len(lines) == 1 < len(kept) else kept


def _is_under_picture(outline: Outline, line: Block) -> bool:
    """Whether a line stands below a picture in a box of both, and is shorter than running text."""
    if is_prose(line) or line.link_chars:
        return False
    box = next((node for at in outline.ancestors(line) if (node := outline.nodes[at]).tag == "div"), None)
    if box is not None and _is_of_picture(outline, box, line):
        return True
    return not _is_told(line.text) and _is_of_picture(outline, outline.nodes[line.node], line)


def _is_of_picture(outline: Outline, box: Node, line: Block) -> bool:
    """Whether a box holds a picture and a line below it."""
    held = outline.blocks[box.first : min(box.last, box.first + _PICTURE + 1)]
    return len(held) <= _PICTURE and held[0].image is not None and [block for block in held if block.text] == [line]


def _is_told(text: str) -> bool:
    """Whether a line ends as sentences do, and not with whose picture it is: `The old mill. Photo: town archives.`"""
    return ends_sentence(text) and not is_other_work(_SENTENCES.split(text.rstrip(".。"))[-1])
