"""A page's visible text as one string, so that wording can be matched across block borders, and the way back to blocks."""

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from re import Pattern

from crawler.page.blocks import Block
from crawler.page.boilerplate import offers_file
from crawler.text.safe_text import squeeze

FURNITURE_LINE = 200  # characters of the longest line that a layout's `furniture` is asked about


class LinearText:
    """text: the shown blocks' text, one a line. Positions in it lead back to blocks; images stand at the next line."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = [block for block in blocks if not block.hidden]
        self._starts: list[int] = []
        lines, at = [], 0
        for block in self.blocks:
            self._starts.append(at)
            if block.text:
                line = block.text.replace("\n", " ")
                lines.append(line)
                at += len(line) + 1
        self.text = "\n".join(lines)

    def between(self, start: int, end: int | None = None) -> list[Block]:
        """The blocks whose text lies in text[start:end]; one that is cut by a border is a copy with the rest of it."""
        stop = len(self.text) if end is None else end
        found = []
        for number in range(max(0, bisect_left(self._starts, start) - 1), len(self.blocks)):
            block, first = self.blocks[number], self._starts[number]
            last = first + len(block.text)
            if first > stop or (first == stop and block.text):
                break
            if not block.text:
                if start <= first:
                    found.append(block)
            elif last > start:
                piece = part_of(block, max(0, start - first), min(len(block.text), stop - first))
                if piece is not None:
                    found.append(piece)
        return found

    def without(self, furniture: Pattern[str] | None) -> "LinearText":
        """The text without the lines that are a layout's `furniture`; itself where none is named."""
        return self if furniture is None else LinearText([block for block in self.blocks if not is_line_of(block, furniture)])


def is_line_of(block: Block, furniture: Pattern[str]) -> bool:
    """Whether a layout leaves a line out. One that offers a document stays: where documents belong is asked later."""
    return 0 < len(block.text) <= FURNITURE_LINE and furniture.fullmatch(block.text) is not None and not offers_file(block)


def part_of(block: Block, start: int, end: int) -> Block | None:
    """The block with only text[start:end]; itself where that is all of it, None where nothing is left."""
    text = block.text[start:end].strip()
    if not text:
        return None
    if text == block.text:
        return block
    before = _solid(block.text[:start])
    keep = _solid(text)
    part = copy(block)
    part.text = text
    part.pieces = []
    for piece, mark in block.pieces:
        chosen, before, keep = _cut(piece, before, keep)
        if chosen:
            part.pieces.append((chosen, mark))
    part.link_chars = sum(len(squeeze(piece)) for piece, mark in part.pieces if mark.link is not None)
    return part


def _solid(text: str) -> int:
    """Characters that are not blanks: the two spellings of a text differ in blanks only."""
    return sum(not char.isspace() for char in text)


def _cut(piece: str, skip: int, keep: int) -> tuple[str, int, int]:
    """What is left of a piece after skipping `skip` solid characters and keeping `keep`, and what remains of both."""
    chosen = []
    for char in piece:
        solid = not char.isspace()
        if skip and solid:
            skip -= 1
        elif not skip and keep:
            chosen.append(char)
            keep -= solid
    return "".join(chosen), skip, keep
