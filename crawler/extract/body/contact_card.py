"""Whom to ask about a release, in a card of its own above or beside the news: known words over a person and an address."""

from collections.abc import Sequence
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.extract.body.part_blocks import zone_around
from crawler.extract.body.part_headings import LINE
from crawler.extract.body.release_part_words import has_address, says_contacts
from crawler.extract.fields.author_names import is_person
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_in_page_foot, is_linked, is_prose
from crawler.page.markup import all_text
from crawler.text.writing import weight

_HEADING = 40  # Latin characters of the line above a card
_CARD = 600  # characters of it
_LINES = 12
_MARKS = " ,;:–—-|\t"  # around the name of a person


def contact_card(outline: Outline, body: Sequence[Block]) -> list[Block]:
    """The blocks of the first such card, heading first; none where there is none. body: the blocks of the text.

    No line of the card is of the text, but for such as stand above its first paragraph.
    """
    first = next((block.index for block in body if is_prose(block)), len(outline.blocks))
    text = {block.index for block in body if block.index > first}
    heads = filter(_heads_card, _around(outline, body))
    cards = filter(None, (_card_below(outline, head.index) for head in heads))
    return next((card for card in cards if text.isdisjoint(each.index for each in card)), [])


def _around(outline: Outline, body: Sequence[Block]) -> list[Block]:
    """The shown text in the element right around the one of the article."""
    texts = [block for block in body if block.text]
    if not texts:
        return []
    zone = outline.nodes[max(0, outline.nodes[zone_around(outline, texts)].parent)]
    return outline.shown(zone.first, zone.last)


def _heads_card(block: Block) -> bool:
    """Whether a line, or the first line of a block, says in known words that contacts begin; not in the menus of the site."""
    head = block.text.partition("\n")[0]
    return weight(head) <= _HEADING and says_contacts(head) and not _is_of_site(block)


def _is_of_site(block: Block) -> bool:
    around = (block.element, *block.element.iterancestors())
    return any(each.tag in ("header", "nav") for each in around) or is_in_page_foot(block.element)


def _card_below(outline: Outline, at: int) -> list[Block]:
    """The lines from a heading on in the element that has a person and an address, and no heading or text; none without one."""
    head, found = outline.blocks[at], []
    around = takewhile(_is_small, (head.element, *head.element.iterancestors()))
    for element in around:
        lines = _lines_in(outline, element, at)
        if any(is_heading(line) or is_prose(line) for line in lines[1:]):
            break
        if _names_someone(lines):
            found = lines
    return [block for block in found if has_address(block.text) or not is_linked(block)]


def _is_small(element: Element) -> bool:
    return len(all_text(element)) <= _CARD


def _lines_in(outline: Outline, element: Element, at: int) -> list[Block]:
    inside = set(element.iter())
    below = takewhile(lambda each: each.element in inside, outline.blocks[at:])
    return [each for each in below if each.text and not each.hidden]


def _names_someone(lines: Sequence[Block]) -> bool:
    """Whether lines name a person, alone in a line, and say where to reach that one."""
    texts = "\n".join(block.text for block in lines).split("\n")
    if len(texts) > _LINES or max(map(len, texts)) > LINE or not any(map(has_address, texts)):
        return False
    own = "\n".join(block.text for block in lines if not block.link_chars).split("\n")
    return any(is_person(line.strip(_MARKS)) for line in own if not says_contacts(line))
