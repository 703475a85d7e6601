"""Where a page has two titles: the heading that it prints, and another that it states of its article."""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from crawler.extract.fields.title_claims import TitleClaim, likeness, saying, without_site
from crawler.extract.fields.title_echo import Echo, share_in_address
from crawler.extract.fields.title_printed import AT_HOME, Printed, is_named_title, says_title
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_linked
from crawler.page.markup import class_and_id, whole_parts
from crawler.page.page import Page
from crawler.text.fingerprint import address_key, pieces_of, title_key
from crawler.text.writing import weight

_MENU = 3  # links that are a menu
_LEAST_CLAIM, _MOST_CLAIM = 20, 200  # Latin characters of a headline in JSON-LD that is none of a section, and no summary
_HEAD = 6  # blocks from a heading to the headline below it
_FOLDER = 3  # letters of a folder that is no language
_SECTION = 24  # Latin characters of a section's name; the article itself may be among the links to other news
_UNLIKE = 0.4  # likeness, 0 to 1, below which two titles are in other words
_BLANKS = (" ", "\u3000")
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


def outdoes(line: Printed, best: Printed, page: Page, claims: Sequence[TitleClaim], echo: Echo) -> bool:
    """Whether a line beside a day is a heading and the other part of a caption, or is the text's, and the heading above it a
    site's or a section's."""
    part = not best.is_heading and len(claims) == 1 and best.key != claims[0].keys[0]
    if (part and (line.is_heading or is_linked(page.blocks[best.block]))) or (best.home and echo(line.text) >= AT_HOME):
        return True
    return _names_a_section(best, line, page, echo)


def _names_a_section(best: Printed, line: Printed, page: Page, echo: Echo) -> bool:
    """Whether a heading says what a link to another page says, or a folder of the address, and a longer line the text's words.

    So does one of a word that the text has not. A shorter line may be a label of the band whose record is the headline.
    """
    if echo(line.text) < AT_HOME or weight(line.key) <= weight(best.key):
        return False
    foreign = stands_out(line) and is_foreign_word(best, echo)
    return foreign or _names_folder(best, page.url) or _is_said_by_link(best.key, page)


def is_foreign_word(heading: Printed, echo: Echo) -> bool:
    """Whether a heading is one word, as the name of a section, which the text has not."""
    return not any(map(str.isspace, heading.text)) and weight(heading.key) <= _SECTION and not echo(heading.text)


def goes_beyond(line: Printed, claim: TitleClaim) -> bool:
    """Whether a line begins with what the window says, or is a longer heading of other words."""
    if line.key.removeprefix(claim.keys[0]) not in ("", line.key):
        return True
    longer = line.is_heading and weight(line.key) > weight(claim.keys[0])
    return longer and not claim.agrees(line.key) and len(claim.keys) == 1


def is_end_of(line: Printed, claim: TitleClaim, echo: Echo) -> bool:
    """Whether the window says a line behind or before a blank, and beside it names that the text has not:
    `Company Section Headline`, `Headline Company`."""
    before = claim.text.removesuffix(line.text)
    beside = before if before != claim.text and before.endswith(_BLANKS) else claim.behind(line.key)
    return bool(beside) and echo(beside or "") < echo(line.text)


def is_headed_below(best: Printed, line: Printed) -> bool:
    """Whether a line in no heading, which a window says, stands above an `h1`: the site's name, a slogan."""
    return not best.is_heading and line.level == 1


def stands_out(line: Printed) -> bool:
    """Whether a line is bold, a heading, or named as a title."""
    return line.bold or is_called_title(line)


def is_called_title(line: Printed) -> bool:
    """Whether a line is a heading or named as a title, or heads the columns of a table."""
    if line.is_heading or line.element.tag == "th" or is_named_title(line.element):
        return True
    return any(says_title(class_and_id(each)) for each in whole_parts(line.element, line.text))


def _names_folder(best: Printed, url: str) -> bool:
    """Whether a folder of an address is a heading's first word, as addresses spell it: `/actualites/51-brebis`."""
    first = address_key(best.text.split()[0])
    return len(first) > _FOLDER and first in map(address_key, unquote(urlsplit(url).path).split("/")[:-1])


def _is_said_by_link(key: str, page: Page) -> bool:
    """Whether a link says the words of a key, and leads to another page."""
    says = saying([key])
    links = (mark.link for block in page.blocks for text, mark in block.pieces if mark.link is not None and says(text))
    return any(page.leads_away(link.get("href")) for link in links if link is not None)


def names_section(title: str, page: Page) -> bool:
    """Whether some words that a page states as its title are a link of its menu to another page, or a picture as heading."""
    key = title_key(title)
    return 0 < weight(key) <= _SECTION and (_is_said_by_link(key, page) or _is_heading_picture(key, page))


def _is_heading_picture(key: str, page: Page) -> bool:
    """Whether a picture stands for the words of a key in the `h1`, as the headings of sections were made once."""
    pictures = (image for heading in page.root.iter("h1") for image in heading.iter("img"))
    return any(title_key(image.get("alt") or "") == key for image in pictures)


def stated_below(best: Printed, printed: Sequence[Printed], claims: Sequence[TitleClaim], echo: Echo) -> Printed | None:
    """The heading close below that says what the page states of its article, where only the `title` element names `best`."""
    stated = [] if is_stated(best, claims) else [claim for claim in claims if claim.rule != "title_element"]
    near = {each.key: each for each in printed if 0 < each.block - best.block <= _HEAD and each.is_heading}
    found = next(filter(None, (near.get(claim.keys[0]) for claim in stated)), None)
    return found if found and echo(found.text) >= max(AT_HOME, echo(best.text)) else None


def own_headline(
    best: Printed, printed: Sequence[Printed], claims: Sequence[TitleClaim], echo: Echo
) -> tuple[Printed, TitleClaim | None]:
    """The headline of the article where the `h1` is one for search engines: JSON-LD names another, below it or nowhere.

    What it names is no headline where it is printed below as one among other lines: an encyclopedia's description.
    """
    claim = next((claim for claim in claims if claim.by == "jsonld"), None)
    if claim is None or claim.agrees(best.key) or not _LEAST_CLAIM <= weight(claim.keys[0]) <= _MOST_CLAIM:
        return best, None
    for each in printed:
        if each.key == claim.keys[0] and 0 < each.block - best.block <= _HEAD:
            return (each if stands_out(each) else best), None
    return best, claim if echo(claim.text) >= _UNLIKE and _is_another(claim, best, claims) else None


def _is_another(claim: TitleClaim, best: Printed, claims: Sequence[TitleClaim]) -> bool:
    """Whether a claim is in other words than the printed line, and nothing else on the page says what it says."""
    if likeness(best.key, claim.keys[0], pieces_of(best.key), claim.pieces) >= _UNLIKE:
        return False
    return not any(each.agrees(claim.keys[0]) for each in claims if each is not claim and each.rule != "anchor")


def has_menu(blocks: Sequence[Block]) -> bool:
    """Whether several links stand in some lines that are hardly more than links: a menu is between a section and a headline."""
    links = (len({id(mark.link) for _, mark in block.pieces if mark.link is not None}) for block in blocks if is_linked(block))
    return sum(links) >= _MENU
