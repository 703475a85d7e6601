"""The headline of a page whose window says only what each page of its site says: the line above the text, with its day."""

from collections.abc import Sequence

from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.title_by_place import by_place
from crawler.extract.fields.title_claims import TitleClaim, without_site
from crawler.extract.fields.title_echo import Echo, text_start
from crawler.extract.fields.title_printed import AT_HOME, Printed
from crawler.extract.fields.title_rivals import goes_beyond, is_end_of, stands_out
from crawler.page.page import Page
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.writing import ends_sentence

FOREIGN = 0.34  # share of a line's words that its article has, where it is none of its own
_CLOSE = 6  # lines from the one above a headline to the text


def instead_of_window(
    best: Printed | None,
    claims: Sequence[TitleClaim],
    site: frozenset[str],
    page: Page,
    body: tuple[int, int],
    echo: Echo,
) -> Printed | None:
    """The line above the body, where all claims but the site's name say one thing, as a window's caption on each page does.

    Beside the site's name it has nothing of the body, or it is the beginning of the line, or no part of a longer heading.
    Where the words of the line do not come again in the text, its day beside it speaks for it.
    """
    others = [claim for claim in claims if claim.keys[0] not in site]
    line = _line_in_place(best, site, page, body, echo) if others and says_one_thing(others) else None
    if line is None or (ends_sentence(line.text) and not line.is_heading):
        return None
    return line if _outweighs(line, others[0], site, page, body, echo) else None


def _line_in_place(
    best: Printed | None, site: frozenset[str], page: Page, body: tuple[int, int], echo: Echo
) -> Printed | None:
    """The line above the body; below a heading in other words than window and text, the one that heads a day."""
    below = None if best is None else by_place(page, body, site, echo, best.block)
    return below if below is not None and heads_a_day(below, page, body) else by_place(page, body, site, echo)


def _outweighs(
    line: Printed, window: TitleClaim, site: frozenset[str], page: Page, body: tuple[int, int], echo: Echo
) -> bool:
    """Whether the text speaks for a line rather than for what the window says, or the line's day where it says little."""
    told, beside = echo(line.text), echo(without_names(window.text, site))
    if told < AT_HOME:
        below = line.is_heading and beside < told
        return beside < _least_beside(line) and (below or heads_a_day(line, page, body))
    if beside < FOREIGN or goes_beyond(line, window) or is_end_of(line, window, echo):
        return True
    return beside < told and has_day_beside(line.block, page, body) and not _is_likeness(line, window)


def _is_likeness(line: Printed, claim: TitleClaim) -> bool:
    """Whether a line and a claim are one headline in two ways of writing."""
    return 2 * len(pieces_of(line.key) & pieces_of(claim.keys[0])) > len(pieces_of(line.key))


def _least_beside(line: Printed) -> float:
    """The share of the window's own words in the text from which on the window may be the headline, whatever the line says."""
    return AT_HOME if line.is_heading else FOREIGN


def without_names(text: str, site: frozenset[str]) -> str:
    """The words of a text that are in none of the site's names."""
    return " ".join(word for word in without_site(text, site).split() if not any(title_key(word) in key for key in site))


def heads_a_day(line: Printed, page: Page, body: tuple[int, int]) -> bool:
    """Whether a line that stands out is close above the text, and a day of its own beside it."""
    return stands_out(line) and has_day_beside(line.block, page, body)


def has_day_beside(at: int, page: Page, body: tuple[int, int]) -> bool:
    """Whether a line, of index `at`, is close above the text, and a day beside it or between them."""
    beside = [block for block in page.blocks[max(at - 1, 0) : text_start(page.blocks, body)] if block.text]
    return len(beside) <= _CLOSE and any(has_own_day(each) for each in beside if each.index != at)


def says_one_thing(claims: Sequence[TitleClaim]) -> bool:
    """Whether all claims are the same words, and none is of the article or of the listing."""
    return len({claim.keys[0] for claim in claims}) == 1 and not is_told(claims)


def is_told(claims: Sequence[TitleClaim]) -> bool:
    """Whether one of the claims is of the article or of the listing: the others may be on each page of a site."""
    return claims[0].by == "jsonld" or claims[-1].rule == "anchor"
