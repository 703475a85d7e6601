"""Persons whom a by-line joins to the one that the page's data name: sites state only the first of several."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from crawler.page.blocks import Block
from crawler.text.safe_text import one_line

_JOINT = re.compile(r"\s*(?:[,;&·、/+|]\s*)?(?:[^\W\d]{1,3}\.?\s)?", re.I)  # `,`, `and`, `, Dr `
_SEVERAL = 2  # names; one beside the stated one may be what it does, without an element of its own: `Roe, Shipping Expert`


def with_co_authors(stated: Sequence[str], printed: Sequence[str], lines: Iterable[Block]) -> list[str]:
    """The names that a page states, or all of the line that prints them with others and nothing else between them."""
    known, told = ({name.casefold() for name in names} for names in (stated, printed))
    if not known < told:
        return list(stated)
    line = next((each for each in lines if _joins(each, printed)), None)
    return list(stated if line is None else printed)


def _joins(line: Block, names: Sequence[str]) -> bool:
    text = one_line(line.text)
    places = [(at, at + len(name)) for name in names if (at := text.find(name)) >= 0]
    if len(places) < len(names) or places != sorted(places):
        return False
    joined = all(_JOINT.fullmatch(text[end:start]) for (_, end), (start, _) in pairwise(places))
    apart = {one_line(words).strip(" ,;&") for words, _ in line.pieces}
    return joined and (len(names) > _SEVERAL or apart >= set(names))
