"""Tables of contents: lines that lead to places of their own page, whose headings they say."""

from collections.abc import Sequence

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_linked
from crawler.page.tags import HEADINGS
from crawler.text.writing import ends_sentence

_SEVERAL = 3  # lines of a table
_NAME = 40  # characters of what stands above it: `Table of contents`, `In this article`
_NUMBER = "0123456789.)( "  # before what a line says


def contents_in(blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places in a page's blocks of kept lines that say a kept heading behind them, and of all lines that lead to this page.

    Of several such lines what names them, right above, is found as well.
    """
    places = [at for at, yes in enumerate(kept) if yes]
    linked = [at for at in places if is_linked(blocks[at]) and blocks[at].element.tag not in HEADINGS]
    headings = {_told(blocks[at]): at for at in places if blocks[at].element.tag in HEADINGS} if linked else {}
    found = {at for at in linked if headings.get(_told(blocks[at]), -1) > at}
    here = [at for at in linked if _leads_here(blocks[at])] if found else []
    if len(here) >= _SEVERAL:
        found.update(here)
    if len(found) >= _SEVERAL and (first := places.index(min(found))):
        above = blocks[places[first - 1]].text
        found.update(places[first - 1 : first] if len(above) < _NAME and not ends_sentence(above) else ())
    return frozenset(found)


def _told(line: Block) -> str:
    return line.text.casefold().lstrip(_NUMBER)


def _leads_here(line: Block) -> bool:
    """Whether all links of a line lead to places of their page."""
    targets = {mark.link.get("href") or "" for _, mark in line.pieces if mark.link is not None}
    return all(target.startswith("#") and target != "#" for target in targets)
