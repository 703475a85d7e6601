"""The headline of a page whose only claim, its window, is not printed beside the text: the first dated heading, or the only
dated line, above prose."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.title_by_place import level_of, may_be_title, whole_line
from crawler.extract.fields.title_claims import TitleClaim
from crawler.extract.fields.title_printed import NO_HEADING, Printed, is_named_title
from crawler.extract.fields.title_rivals import has_menu
from crawler.extract.fields.title_window import has_day_beside
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_linked
from crawler.page.markup import box_form
from crawler.page.page import Page
from crawler.text.fingerprint import title_key
from crawler.text.writing import ends_line, ends_sentence, weight

_BEHIND = 9  # blocks of running text of the site's above a headline, which a reader of short texts takes for its own
_BELOW, _SENTENCE = 4, 40  # lines below a headline among which a sentence is, and its Latin characters


def dated_headline(
    best: Printed | None, claims: Sequence[TitleClaim], site: frozenset[str], page: Page, body: tuple[int, int]
) -> Printed | None:
    """The first heading with a day beside it and a sentence below, made as no other such, or the only line with both right below.

    None where the title is good. best: the line that is the title so far, None where it is what the window says. Cards of other
    releases are made alike.
    """
    if [claim.rule for claim in claims] != ["title_element"] or (best is not None and has_day_beside(best.block, page, body)):
        return None
    last = body[0] + _BEHIND
    found = _first_of_a_form(list(_dated(page, site)), last) or (None if best else _only_line(page, site))
    if found is None or (best is not None and not _is_instead(found, best, page)):
        return None
    return whole_line(found, level_of(page.outline, found), page.blocks)


def _is_instead(found: Block, best: Printed, page: Page) -> bool:
    """Whether a dated line is the headline rather than a line above it."""
    return _stands_above_menu(best, found, page) and not _says_again(best, found, page)


def _says_again(best: Printed, found: Block, page: Page) -> bool:
    """Whether a line up to the dated one has all that the other headline says: a category and it, as boards print them."""
    return any(best.key in title_key(block.text) for block in page.blocks[best.block + 1 : found.index + 1])


def _stands_above_menu(best: Printed, found: Block, page: Page) -> bool:
    """Whether the menu stands between two headlines, and no sentence before it, as below the headline of a text."""
    return has_menu(list(takewhile(lambda block: not _is_told(block), page.blocks[best.block + 1 : found.index])))


def _first_of_a_form(blocks: Sequence[Block], last: int) -> Block | None:
    """The first block whose element is made as that of no other one; None where it stands behind that index."""
    forms = Counter(box_form(block.element) for block in blocks)
    found = next((block for block in blocks if forms[box_form(block.element)] == 1), None)
    return found if found is not None and found.index <= last else None


def _dated(page: Page, site: frozenset[str]) -> Iterator[Block]:
    """The headings and the lines named as titles that have a day beside them and a sentence below."""
    shown = page.outline.shown()
    for at, block in enumerate(shown):
        level = level_of(page.outline, block)
        called = level < NO_HEADING or is_named_title(block.element)
        kicker = any(level_of(page.outline, below) < level for below in shown[at + 1 : at + 2])
        if called and not kicker and _heads_day(shown, at) and _may_be_headline(block, site, page):
            yield block


def _only_line(page: Page, site: frozenset[str]) -> Block | None:
    """The only line of a page right below which its own day and a sentence stand, one below the other."""
    shown = page.outline.shown()
    found = [
        line
        for line, day, text in zip(shown, shown[1:], shown[2:], strict=False)
        if has_own_day(day) and _is_told(text) and not ends_sentence(line.text) and _may_be_headline(line, site, page)
    ]
    return found[0] if len(found) == 1 else None


def _heads_day(shown: Sequence[Block], at: int) -> bool:
    """Whether a day stands above a line or in the two below it, and a sentence close below."""
    if not any(map(has_own_day, (*shown[max(0, at - 1) : at], *shown[at + 1 : at + 3]))):
        return False
    return any(map(_is_told, shown[at + 1 : at + 1 + _BELOW]))


def _is_told(block: Block) -> bool:
    """Whether a line is running text, or what ends with a colon above a list."""
    return weight(block.text) >= _SENTENCE and ends_line(block.text) and not is_linked(block)


def _may_be_headline(block: Block, site: frozenset[str], page: Page) -> bool:
    return title_key(block.text) not in site and may_be_title(block, len(page.blocks), page)
