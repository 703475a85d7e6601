"""What a company says of itself below a release without a heading: told by how it is set apart, and by whom it begins with.

Set apart are a box of another form than the text's, what stands below a rule or a sign of the end, and a last paragraph in
italics where the text has none; by its words is what hardly says one that the text says.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from crawler.extract.body.part_headings import LINE
from crawler.extract.body.release_part_words import END_MARK
from crawler.extract.fields.title_claims import RIGHTS, is_name_of, site_keys
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, is_prose
from crawler.page.markup import box_form, is_slanted
from crawler.page.page import Page
from crawler.text.fingerprint import title_key
from crawler.text.stems import share_in
from crawler.text.writing import ends_sentence, weight

_PARAGRAPHS = 3  # of running text that a release has, this one included
_LAST = 3  # paragraphs at the end of a text of which one may be the company's own words
_MOST = 2  # paragraphs of running text in its box
_FOOT = 40  # blocks at the end of a page among which its owner is named
_BEFORE = 4  # letters before a name: `The `, `Les `, `ООО «`
_OPENING = 60  # characters at the beginning of a text
_LONG, _TOLD = 120, 450  # Latin characters of what a company says of itself, and of a text whose words are not in it
# Of 32 last paragraphs of annotated articles that begin with the site's name 28 are text: 26 of these have .4 of its words.
_COMMON = 0.32
_QUOTED = re.compile(r"\A[^:：]{2,30}[:：]\s|[“”„»「『]|\"[^\"]{12}")  # what somebody said: in a talk, or between marks
_WORD = re.compile(r"[^\W\d_]+")


def about_box(page: Page, body: Sequence[Block]) -> list[Block]:
    """The blocks that are set apart; none where none are. body: the blocks of the text, without other parts."""
    prose = list(filter(is_prose, body))
    found: list[Block] = []
    for number in range(len(prose) - 1, max(len(prose) - 1 - _LAST, _PARAGRAPHS - 2), -1):
        block, before = prose[number], prose[:number]
        inside = _set_apart(page.outline, body, block, before) or _of_itself(page, body, block, before)
        paragraphs = list(filter(is_prose, inside))
        if 0 < len(paragraphs) <= _MOST and not _is_headed(page.outline, inside) and _begins_with_owner(paragraphs[0].text, page):
            found = inside
    return found


def _is_headed(outline: Outline, blocks: Sequence[Block]) -> bool:
    """Whether a heading of the page stands amid blocks, be it one of them or not."""
    return any(is_heading(block) for block in outline.shown(blocks[0].index, blocks[-1].index + 1))


def _set_apart(outline: Outline, body: Sequence[Block], block: Block, before: Sequence[Block]) -> list[Block]:
    """The text of the box of a paragraph, or all from it on where a rule, a sign of the end or italics set it apart.

    One line below a rule tells of the article (`The Press Agency made this story with ...`), unless a name is its first word.
    """
    text = [each for each in body if each.text]
    box = _box_of(outline, block, before)
    if box is not None:
        return list(filter(box.holds, text))
    apart = _is_slanted_alone(block, before) or _is_ruled_off(outline, before[-1], block)
    return [each for each in text if apart and _may_be_own(block) and each.index >= block.index]


def _may_be_own(block: Block) -> bool:
    """Whether a paragraph is longer than a line, or its first word may be a name."""
    first = _WORD.search(block.text)
    return weight(block.text) > LINE or (first is not None and len(first[0]) > _BEFORE)


def _of_itself(page: Page, body: Sequence[Block], block: Block, before: Sequence[Block]) -> list[Block]:
    """The text from a paragraph on that begins with the owner's whole name, and tells of other things than the text before."""
    told = _opens_with_owner(title_key(block.text), page) and _tells_of_others(block, before)
    return [each for each in body if told and each.text and each.index >= block.index]


def _opens_with_owner(key: str, page: Page) -> bool:
    owners = [own for own in site_keys(page) if len(own) > _BEFORE]
    return any(own in key[: len(own) + _BEFORE] for own in owners)


def _tells_of_others(block: Block, before: Sequence[Block]) -> bool:
    """Whether a longer paragraph has few of the words of the text before it, in whatever form."""
    if weight(block.text) < _LONG or block.link_chars or not ends_sentence(block.text) or _QUOTED.search(block.text):
        return False
    told = " ".join(each.text for each in before)
    return weight(told) >= _TOLD and share_in(told, block.text) <= _COMMON


def _is_slanted_alone(block: Block, before: Sequence[Block]) -> bool:
    return is_slanted(block.pieces) and not any(is_slanted(each.pieces) for each in before)


def _is_ruled_off(outline: Outline, last: Block, block: Block) -> bool:
    """Whether a rule, or a line that ends a text, stands between two paragraphs."""
    if any(END_MARK.match(each.text) or not title_key(each.text) for each in outline.shown(last.index + 1, block.index)):
        return True
    begin, end = (bisect_right(outline.nodes, at, key=attrgetter("first")) for at in (last.index, block.index))
    return any(node.tag == "hr" for node in outline.nodes[begin:end])


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
    owners = (own for own in site_keys(page) if len(own) > _BEFORE)
    return any(opening.startswith(own) or is_name_of(name, own) for own in owners)


def _first_name(text: str) -> str:
    """The first word of a text as a key, if it is as long as names are; a short one may precede it."""
    words = _WORD.findall(text[:_OPENING])
    first = next((word for word in words if len(word) > _BEFORE), "")
    return title_key(first) if first and words.index(first) <= 1 else ""
