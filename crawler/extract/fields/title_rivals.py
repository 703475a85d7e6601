"""Where a page has two titles: the heading that it prints, and another that it states of its article."""

from collections.abc import Sequence

from crawler.extract.fields.title_claims import TitleClaim, likeness, without_site
from crawler.extract.fields.title_echo import Echo, share_in_address
from crawler.extract.fields.title_printed import AT_HOME, Printed
from crawler.page.boilerplate import is_only_links
from crawler.page.page import Page
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.writing import weight

_LEAST_CLAIM, _MOST_CLAIM = 20, 200  # Latin characters of a headline in JSON-LD that is none of a section, and no summary
_HEAD = 6  # blocks from a heading to the headline below it
_UNLIKE = 0.4  # likeness, 0 to 1, below which two titles are in other words
_UNADDRESSED = 0.7  # share of an address's words below which it is made of another title


def is_no_title(best: Printed, claims: Sequence[TitleClaim], site: frozenset[str], url: str) -> bool:
    """Whether a heading that no claim confirms is no title: a paragraph, or a slogan over it.

    The claims of a page with a slogan all say the same, and its address is made of their words and not of the slogan's.
    """
    if any(claim.agrees(best.key) for claim in claims):
        return False
    if weight(best.key) > _MOST_CLAIM:
        return True
    said = {title_key(without_site(claim.text, site, claims)) for claim in claims}
    share = share_in_address(url)
    return len(said) == 1 < len(claims) and share(claims[0].text) == 1.0 and share(best.text) < _UNADDRESSED


def is_stated(printed: Printed, claims: Sequence[TitleClaim]) -> bool:
    """Whether another claim than the `title` element says what a line says."""
    return any(claim.rule != "title_element" and claim.agrees(printed.key) for claim in claims)


def names_a_section(best: Printed, line: Printed, page: Page, echo: Echo) -> bool:
    """Whether a heading says what a link on the page says that leads to another, and a longer line has the words of the text.

    A shorter one may be a label of the band whose record is the headline.
    """
    if echo(line.text) < AT_HOME or weight(line.key) <= weight(best.key):
        return False
    alike = (block for block in page.blocks if block.index != best.block and title_key(block.text) == best.key)
    links = (mark.link for block in filter(is_only_links, alike) for _, mark in block.pieces)
    return any(link is not None and page.leads_away(link.get("href")) for link in links)


def stated_below(best: Printed, printed: Sequence[Printed], claims: Sequence[TitleClaim], echo: Echo) -> Printed | None:
    """The heading close below that says what the page states of its article, where only the `title` element names `best`."""
    stated = [] if is_stated(best, claims) else [claim for claim in claims if claim.rule != "title_element"]
    near = {each.key: each for each in printed if 0 < each.block - best.block <= _HEAD and each.is_heading}
    found = next(filter(None, (near.get(claim.keys[0]) for claim in stated)), None)
    return found if found and echo(found.text) >= max(AT_HOME, echo(best.text)) else None


def own_headline(
    best: Printed, printed: Sequence[Printed], claims: Sequence[TitleClaim], echo: Echo
) -> tuple[Printed, TitleClaim | None]:
    """The headline of the article where the `h1` is one for search engines: JSON-LD names another, below it or nowhere."""
    claim = next((claim for claim in claims if claim.by == "jsonld"), None)
    if claim is None or claim.agrees(best.key) or not _LEAST_CLAIM <= weight(claim.keys[0]) <= _MOST_CLAIM:
        return best, None
    for each in printed:
        if each.key == claim.keys[0] and 0 < each.block - best.block <= _HEAD:
            return each, None
    return best, claim if echo(claim.text) >= _UNLIKE and _is_another(claim, best, claims) else None


def _is_another(claim: TitleClaim, best: Printed, claims: Sequence[TitleClaim]) -> bool:
    """Whether a claim is in other words than the printed line, and nothing else on the page says what it says."""
    if likeness(best.key, claim.keys[0], pieces_of(best.key), claim.pieces) >= _UNLIKE:
        return False
    return not any(each.agrees(claim.keys[0]) for each in claims if each is not claim and each.rule != "anchor")
