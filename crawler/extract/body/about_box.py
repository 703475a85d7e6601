"""What a company says of itself below a release, in a box without a heading: told by the box, and by whom it begins with."""

import re
from collections.abc import Iterator, Sequence

from crawler.extract.fields.title_claims import RIGHTS, is_name_of, site_keys
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_prose
from crawler.page.markup import box_form
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.text.fingerprint import title_key

_PARAGRAPHS = 3  # of running text that a release has, this one included
_LAST = 3  # paragraphs at the end of a text of which one may be the company's own words
_MOST = 2  # paragraphs of running text in its box
_FOOT = 40  # blocks at the end of a page among which its owner is named
_BEFORE = 4  # letters before a name: `The `, `Les `, `ООО «`
_OPENING = 60  # characters at the beginning of a text
_WORD = re.compile(r"[^\W\d_]+")


def about_box(page: Page, body: Sequence[Block]) -> list[Block]:
    """The blocks of the box; none where there is no such box. body: the blocks of the text, without other parts."""
    prose = list(filter(is_prose, body))
    for number in range(len(prose) - 1, max(len(prose) - 1 - _LAST, _PARAGRAPHS - 2), -1):
        box = _box_of(page.outline, prose[number], prose[:number])
        inside = [block for block in body if box is not None and block.text and box.holds(block)]
        paragraphs = list(filter(is_prose, inside))
        headed = any(block.element.tag in HEADINGS for block in inside)
        if 0 < len(paragraphs) <= _MOST and not headed and _begins_with_owner(paragraphs[0].text, page):
            return inside
    return []


def _box_of(outline: Outline, block: Block, before: Sequence[Block]) -> Node | None:
    """The largest element around a paragraph with none of those before it; None where one beside it with such has its form."""
    above = outline.ancestors(block)
    apart = [at for at in above if not any(outline.nodes[at].holds(each) for each in before)]
    box = outline.nodes[apart[-1]] if apart else None
    if box is None or box_form(box.element) in set(_forms_beside(outline, box, before)):
        return None
    return box


def _forms_beside(outline: Outline, box: Node, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The forms of the elements that stand beside a box in one element, and hold some blocks."""
    for at in outline.holding(blocks):
        if outline.nodes[at].parent == box.parent:
            yield box_form(outline.nodes[at].element)


def _begins_with_owner(text: str, page: Page) -> bool:
    """Whether a text begins with the name of the site's owner, as its names or the line of its rights have it."""
    name = _first_name(text)
    if not name:
        return False
    key = title_key(text)
    opening = key[key.find(name) :]
    rights = (RIGHTS.sub("", block.text) for block in page.blocks[-_FOOT:] if RIGHTS.search(block.text))
    if name in map(_first_name, rights):
        return True
    owners = (own for own in site_keys(head_of(page), page.url, page) if len(own) > _BEFORE)
    return any(opening.startswith(own) or is_name_of(name, own) for own in owners)


def _first_name(text: str) -> str:
    """The first word of a text as a key, if it is as long as names are; a short one may precede it."""
    words = _WORD.findall(text[:_OPENING])
    first = next((word for word in words if len(word) > _BEFORE), "")
    return title_key(first) if first and words.index(first) <= 1 else ""
