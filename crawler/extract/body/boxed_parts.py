"""Parts of a release in boxes of their own above, beside or behind the news: whom to ask, and what a company says of itself.

The first are known by a person and an address, below known words or in a box that is called contacts; the second by the
trade's name for it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, dropwhile, islice, takewhile
from typing import TypeGuard

from lxml.etree import _Element as Element

from crawler.extract.body.part_blocks import zone_around
from crawler.extract.body.part_headings import LINE
from crawler.extract.body.release_part_words import MAY_REACH, has_address, says_contacts
from crawler.extract.fields.author_names import is_person
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_heading, is_in_page_foot, is_linked, is_prose
from crawler.page.markup import class_and_id
from crawler.page.names import finding
from crawler.text.writing import ends_sentence, weight

_HEADING = 40  # Latin characters of the line above a card
_CARD = 600  # characters of it
_LINES, _LEVELS = 12, 3
_MOST = 20  # boxes of a page that are looked at
_MARKS = " ,;:–—-|\t"  # around the name of a person
_BEHIND_NAME = re.compile(r"[,;|–—(]|\s-\s")
_calls_contacts = finding(re.compile(r"contact|kontakt|contatt|contato", re.I))
_calls_boilerplate = finding(re.compile(r"boiler-?_?plate", re.I))


def contact_card(outline: Outline, body: Sequence[Block]) -> list[Block]:
    """The blocks of the first such card, heading first; none where there is none. body: the blocks of the text.

    No line of the card is of the text, but for such as stand above its first paragraph.
    """
    near, text = _around(outline, body), _indices_of_text(body)
    reaching = [block for block in near if MAY_REACH.search(block.text)]
    heads = islice(filter(_heads_card, _lines_above(near, reaching)), _MOST)
    below = (_card_below(outline, head.index) for head in heads)
    cards = chain(filter(None, below), filter(_is_card, _boxes(near, reaching, _calls_contacts)))
    return next((card for card in cards if text.isdisjoint(each.index for each in card)), [])


def _lines_above(near: Sequence[Block], reaching: Sequence[Block]) -> list[Block]:
    """The lines of which one of the next few may reach someone, or they do themselves: only such a one heads a card."""
    at = {block.index for block in reaching}
    found, left = [], 0
    for block in reversed(near):
        left = _LINES if block.index in at else left - 1
        found += [block] if left > 0 else []
    return found[::-1]


def _indices_of_text(body: Sequence[Block]) -> set[int]:
    """The indices of what stands behind the first paragraph of a body."""
    behind = dropwhile(lambda block: not is_prose(block), body)
    return {block.index for block in islice(behind, 1, None)}


def boilerplate(outline: Outline, body: Sequence[Block]) -> list[Block]:
    """The blocks of the first box with text that is called boilerplate; none where there is none. body: as of `contact_card`."""
    near = _around(outline, body)
    return next(_boxes(near, [block for block in near if ends_sentence(block.text)], _calls_boilerplate), [])


def _boxes(near: Sequence[Block], lines: Sequence[Block], is_called: Callable[[str], bool]) -> Iterator[list[Block]]:
    """The blocks of each small element with such a name around some lines, not in the menus of the site."""
    named = (next((each for each in _elements(block) if is_called(class_and_id(each))), None) for block in lines)
    for box in islice(dict.fromkeys(filter(_is_element, named)), _MOST):
        if _is_small(box) and not _is_of_site(box):
            inside = set(box.iter())
            yield [each for each in near if each.element in inside]


def _is_element(box: Element | None) -> TypeGuard[Element]:
    return box is not None


def _elements(block: Block) -> Iterator[Element]:
    """A block's element and those right around it."""
    return chain((block.element,), islice(block.element.iterancestors(), _LEVELS))


def _is_card(lines: Sequence[Block]) -> bool:
    """Whether lines name someone to ask, below one heading at most."""
    return not any(is_heading(line) or is_prose(line) for line in lines[1:]) and _names_someone(lines)


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
    return weight(head) <= _HEADING and says_contacts(head) and not _is_of_site(block.element)


def _is_of_site(element: Element) -> bool:
    around = (element, *element.iterancestors())
    return any(each.tag in ("header", "nav") for each in around) or is_in_page_foot(element)


def _card_below(outline: Outline, at: int) -> list[Block]:
    """The lines from a heading on in the element that has a person and an address, and no heading or text; none without one."""
    head = outline.blocks[at]
    found: list[Block] = []
    around = takewhile(_is_small, (head.element, *head.element.iterancestors()))
    for element in around:
        lines = _lines_in(outline, element, at)
        if any(is_heading(line) or is_prose(line) for line in lines[1:]):
            break
        found = lines if _is_card(lines) else found
    return [block for block in found if has_address(block.text) or not is_linked(block)]


def _is_small(element: Element) -> bool:
    """Whether an element has little text; of a large one only the beginning is read."""
    return all(size <= _CARD for size in accumulate(map(len, map(str, element.itertext()))))


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
    return any(is_person(_BEHIND_NAME.split(line, 1)[0].strip(_MARKS)) for line in own if not says_contacts(line))
