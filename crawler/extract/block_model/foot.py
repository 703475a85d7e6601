"""The foot of a page: what a site says of itself below its lists of links is no text of the article."""

from collections.abc import Sequence
from itertools import pairwise

from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_in_page_foot, is_only_links, leads_to_files, offers_file
from crawler.text.writing import ends_sentence

_LINKS = 3  # in a row, between an article and the foot: other articles
_LINES, _SIZE = 4, 700  # lines and characters of what a site says in its foot
_SIGN = 80  # characters of a line that says whose a page is


def without_foot(kept: list[Block]) -> list[Block]:
    """The kept blocks without the last ones that stand in the foot of the page, where there is text before them."""
    last = next((at for at in range(len(kept), 0, -1) if not is_in_page_foot(kept[at - 1].element)), 0)
    return kept[:last] if not all(map(is_heading, kept[:last])) else kept


def above_the_foot(outline: Outline, kept: list[Block], title: int | None) -> list[Block]:
    """What does not stand in the foot; nothing where all of it does: a release that is only a document has no text of its own.

    title: index of the block that prints the headline, None where none does.
    """
    headed = title is not None and is_in_page_foot(outline.blocks[title].element)  # what is called so is all of the page
    if all(map(_is_no_text, kept)) and not headed:
        return []
    if title is None or not _has_room(title, kept):
        return kept
    begun = _begin_of_links(outline, title, kept)
    own = [block for block in kept if block.index < begun]
    foot = kept[len(own) :]
    return own if foot and _has_body(outline, own, title, foot) and _is_foot(outline, foot, own) else kept


def _has_room(title: int, kept: Sequence[Block]) -> bool:
    """Whether a list of links may stand before a few last lines."""
    last = [title, *(block.index for block in kept)][-_LINES - 1 :]
    return any(after - before > _LINKS for before, after in pairwise(last))


def _has_body(outline: Outline, own: Sequence[Block], title: int, foot: Sequence[Block]) -> bool:
    """Whether there is text before the foot, or else a document below the headline, which is all of the release."""
    if own:
        return any(ends_sentence(block.text) for block in own)
    return any(map(offers_file, outline.shown(title + 1, foot[0].index)))


def _is_no_text(block: Block) -> bool:
    """Whether a line stands in the foot, or is nothing but links to documents."""
    return is_in_page_foot(block.element) or (is_only_links(block) and leads_to_files(block))


def _begin_of_links(outline: Outline, title: int, kept: Sequence[Block]) -> int:
    """Where the last row of links begins that stands between the headline and the end of the kept text."""
    row: list[int] = []
    for block in reversed(outline.shown(title + 1, kept[-1].index)):
        if is_only_links(block):
            row.append(block.index)
        elif len(row) >= _LINKS:
            break
        else:
            row.clear()
    return row[-1] if len(row) >= _LINKS else len(outline.blocks)


def _is_foot(outline: Outline, foot: Sequence[Block], own: Sequence[Block]) -> bool:
    """Whether a few lines are the last of a page but for links, in no box with the text before them."""
    boxes = {block.element.getparent() for block in own}
    apart = boxes.isdisjoint(block.element.getparent() for block in foot)
    return apart and _says_little(foot) and all(map(_is_signature, outline.shown(foot[-1].index + 1)))


def _says_little(foot: Sequence[Block]) -> bool:
    """Whether lines are few, and in no element of the page's main part."""
    inside = any(next(block.element.iterancestors("article", "main"), None) is not None for block in foot)
    return len(foot) <= _LINES and sum(len(block.text) for block in foot) <= _SIZE and not inside


def _is_signature(block: Block) -> bool:
    return block.link_chars > 0 or len(block.text) <= _SIGN
