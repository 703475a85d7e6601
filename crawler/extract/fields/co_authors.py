"""Persons whom a by-line joins to the one that the page's data name: sites state only the first of several."""

from collections.abc import Iterable, Sequence

from crawler.extract.fields.author_names import clean_names
from crawler.page.blocks import Block
from crawler.text.safe_text import one_line

_SEVERAL = 2  # names; one beside the stated one may be what it does, without an element of its own: `Roe, Shipping Expert`


def with_co_authors(stated: Sequence[str], printed: Sequence[str], lines: Iterable[Block]) -> list[str]:
    """The names that a page states, or all of the line that prints them with others and nothing else between them."""
    known, told = ({name.casefold() for name in names} for names in (stated, printed))
    if not known < told:
        return list(stated)
    line = next((each for each in lines if _joins(each, printed)), None)
    return list(stated if line is None else printed)


def _joins(line: Block, names: Sequence[str]) -> bool:
    """Whether a line names these and no others, several of them or each in an element of its own."""
    apart = {one_line(words).strip(" ,;&") for words, _ in line.pieces}
    return clean_names([line.text]) == list(names) and (len(names) > _SEVERAL or apart >= set(names))


def goes_on_behind(first: list[str], named: list[str]) -> bool:
    """Whether one person's name is the beginning of the first of others: behind it stands what that one does."""
    return bool(named) and len(first) == 1 and named[0].startswith(f"{first[0]} ")
