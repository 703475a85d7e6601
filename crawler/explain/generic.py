"""How the block model read a page: each line's probability, the threshold, repeats."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from crawler.explain.lines import FIELD, Line, settle
from crawler.extract.block_model.documents import offered_documents
from crawler.extract.block_model.ends import up_to_the_end
from crawler.extract.block_model.features import Sheet
from crawler.extract.block_model.model import Model, shipped_model
from crawler.extract.block_model.pictures import with_images
from crawler.extract.block_model.select import choose, threshold
from crawler.extract.fields.title import find_title
from crawler.items import Extraction
from crawler.page.blocks import Block
from crawler.page.page import Page

_WORDS = 4  # words of class names and of the line that are told
_LOUD = 0.4  # log odds of a word worth telling
_ABOVE = 4  # elements whose names are looked at

Floats = NDArray[np.float32]


def tell_generic(page: Page, found: Extraction, lines: list[Line]) -> float:
    """Say of every line how the block model read it into `found`; returns the probability above which one is kept."""
    model = shipped_model()
    kept, choice = choose(page, model=model)
    sheet, p = choice.sheet, choice.p
    hidden = np.array([block.hidden for block in sheet.blocks], bool)
    limit = threshold(np.where(hidden, 0, p).astype(np.float32), sheet.tokens)
    chosen = {block.index for block in kept}
    for at, block in enumerate(sheet.blocks):
        line = lines[block.index]
        line.p = float(p[at])
        line.scores = _spoken(sheet, at, model)
        if not block.hidden:
            line.why = _reason(sheet, at, line, limit, chosen)
    kept, headline = _tell_end(page, kept, lines)
    title = _tell_title(kept, found, lines)
    body = with_images(page.outline, kept[title:], headline)
    _tell_pictures(page, body, lines)
    settle(lines, body, found)
    _tell_documents(offered_documents(page.outline, kept[title:], headline), chosen, lines)
    _tell_printed_title(lines, found)
    return limit


def _reason(sheet: Sheet, at: int, line: Line, limit: float, chosen: set[int]) -> str:
    assert line.p is not None
    block = sheet.blocks[at]
    above = f"{line.p:.2f}, above the threshold {limit:.2f}" if line.p > limit else f"{line.p:.2f}, not above {limit:.2f}"
    if block.index in chosen:
        return above if line.p > limit else f"{above}, but it stands amid kept lines, or others of its form are kept"
    if line.p <= limit:
        line.role = "furniture"
        return above
    twin = next((other for other in sheet.blocks if other.index in chosen and other.text == block.text), None)
    if twin is None:
        line.role = "beside the article"
        return f"{above}, but it is a copy, or its box, its form or the page it leads to say that it is none of the article"
    line.role, line.see = "repeated", twin.index
    return f"{above}, but the same line stands in the body already"


def _tell_end(page: Page, kept: list[Block], lines: list[Line]) -> tuple[list[Block], list[Block]]:
    """The kept blocks up to the article's end, and its printed headline; the others are told to be none of it."""
    title = find_title(page, None, (kept[0].index, kept[-1].index) if kept else page.main_run)
    own = up_to_the_end(page.outline, kept, title.block)
    for block in kept:
        if block not in own:
            lines[block.index].role = "beside the article"
            lines[block.index].why += ", but the box that it stands in, or its form, is not the article's"
    return own, [] if title.block is None else [page.blocks[title.block]]


def _tell_pictures(page: Page, body: list[Block], lines: list[Line]) -> None:
    chosen = {block.index for block in body}
    for block in page.blocks:
        if block.image is not None and not block.hidden:
            line = lines[block.index]
            line.role = "picture"
            line.why = f"stands among lines that are {'kept, or right above them' if block.index in chosen else 'dropped'}"


def _tell_documents(offers: Iterable[Block], chosen: set[int], lines: list[Line]) -> None:
    for block in offers:
        if block.index not in chosen:
            lines[block.index].role = "document"
            lines[block.index].why += "; the document that it offers is among the attachments"


def _tell_title(kept: list[Block], found: Extraction, lines: list[Line]) -> int:
    """How many of the first kept lines are the title, which is a field of its own."""
    number = 0
    while number < len(kept) and found.title and _same(kept[number].text, found.title):
        line = lines[kept[number].index]
        line.fate, line.role = FIELD, "title"
        line.why += "; the printed title, a field of its own"
        number += 1
    return number


def _tell_printed_title(lines: list[Line], found: Extraction) -> None:
    """The lines that print title and subtitle where the model had dropped them."""
    for role, text in (("title", found.title), ("subtitle", found.subtitle)):
        if not text or any(line.role == role for line in lines):
            continue
        line = next((each for each in lines if not each.image and each.role == "furniture" and _same(each.text, text)), None)
        if line is not None:
            line.fate, line.role = FIELD, role
            line.why += f"; read as the {role}"


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _spoken(sheet: Sheet, at: int, model: Model) -> list[tuple[str, float]]:
    """Words of class names around the line, and of the line, whose learned log odds speak most."""
    found: dict[str, float] = {}
    node = int(sheet.node[at])
    for _ in range(_ABOVE):
        if node < 0:
            break
        for word in sheet.names[node].split():
            _add(found, f".{word}", model.lexicon.names.get(word))
        node = int(sheet.parent[node])
    for word in sheet.words[at].split():
        _add(found, word, model.lexicon.words.get(word))
    return sorted(found.items(), key=lambda pair: -abs(pair[1]))[:_WORDS]


def _add(found: dict[str, float], word: str, odds: float | None) -> None:
    if odds is not None and abs(odds) >= _LOUD:
        found.setdefault(word, odds)
