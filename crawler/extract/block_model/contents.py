"""Tables of contents: lines that lead to places of their own page, whose headings they say."""

from collections.abc import Iterator, Sequence

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_heading, is_linked, targets_of
from crawler.text.writing import ends_sentence

_SEVERAL = 3  # lines of a table
_NAME = 40  # characters of what stands above it: `Table of contents`, `In this article`
_NUMBER = "0123456789.)( "  # before what a line says


def contents_in(blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places in a page's blocks of lines amid kept ones that say a kept heading behind them, and of all that lead to this page.

    Of several such lines what names them, right above, is found as well.
    """
    places = [at for at, yes in enumerate(kept) if yes]
    amid = range(places[0], places[-1]) if places else range(0)
    found = _announced(blocks, amid, places)
    if found and len(here := {at for at in amid if _leads_here(blocks[at])}) >= _SEVERAL:
        found |= here
    return found.union(_name_above(blocks, places, min(found))) if len(found) >= _SEVERAL else found


def _is_entry(line: Block) -> bool:
    return is_linked(line) and not is_heading(line)


def _announced(blocks: Sequence[Block], amid: Sequence[int], places: Sequence[int]) -> frozenset[int]:
    """Places of the linked lines that say what a kept heading behind them says."""
    linked = [at for at in amid if _is_entry(blocks[at]) and not blocks[at].hidden]
    headings = {_told(blocks[at]): at for at in places if is_heading(blocks[at])}
    return frozenset(at for at in linked if headings.get(_told(blocks[at]), -1) > at)


def _name_above(blocks: Sequence[Block], places: Sequence[int], first: int) -> Iterator[int]:
    """The place of the kept line right above the first of a table, where it is short and no sentence."""
    above = [at for at in places if at < first][-1:]
    return (at for at in above if len(blocks[at].text) < _NAME and not ends_sentence(blocks[at].text))


def _told(line: Block) -> str:
    return line.text.casefold().lstrip(_NUMBER)


def _leads_here(line: Block) -> bool:
    """Whether a line is links to places of their page."""
    return _is_entry(line) and all(target.startswith("#") and target != "#" for target in targets_of(line))
