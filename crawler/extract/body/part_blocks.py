"""Parts of a release among all blocks of its page, whatever a reader made of them: found by their headings and by place.

A reader may take a company's boilerplate for the article's, for furniture, or half of it for each. Here it is taken out
before: a heading that only such parts have, behind some news and near it, and what stands below that heading.
"""

from bisect import bisect_left
from collections.abc import Container, Sequence
from itertools import accumulate, takewhile

from crawler.extract.body.assemble import SUBHEADINGS, Paragraph
from crawler.extract.body.behind_end import behind_the_end
from crawler.extract.body.part_headings import HEADING_SIZE, LINE, kind_of_heading
from crawler.extract.body.part_runs import size
from crawler.extract.body.release_part_words import (
    CONTACT_STEM,
    MAY_REACH,
    SOURCE_LINE,
    has_address,
    reaches_in_two_ways,
    says_contacts,
)
from crawler.extract.body.release_parts import AHEAD, ENOUGH_NEWS, ends_release
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import (
    FOOT_OF_ARTICLE,
    is_called_box,
    is_furniture,
    is_heading,
    is_linked,
    is_prose,
    offers_file,
    opens_tail,
    reads_as_label,
)
from crawler.page.markup import class_and_id, is_bold
from crawler.page.tags import CELLS
from crawler.text.writing import ends_sentence, ends_with_colon, weight

_LONGEST = {"about": 4, "contacts": 12, "forward_looking": 12}  # blocks below the heading of a part
_LABEL = 40  # Latin characters below which a line is no paragraph of a company's boilerplate
_COMPANY = 0.75  # of the news, beyond which what stands behind contacts is no statement of the company
_NAME_WORDS = 2  # that a company's name has at least, where no heading has it
_FIRST = 2  # sentences of a short release that are its news
_NAMES = 3  # lines below a heading of contacts that may be no more than names
_BESIDE = 2  # lines of a card below its last address
_AROUND = frozenset(("article", "main"))


def part_blocks(outline: Outline, body: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """(kind, blocks with the heading) of each part near `body`, in page order."""
    found: list[tuple[str, list[Block]]] = []
    blocks = lines_near(outline, body, _behind_first_news(body))
    kept = {block.index for block in body}
    at = 0
    while at < len(blocks):
        kind = _kind_at(blocks, at) or _kind_of_left(blocks[at], kept)
        end = at + 1
        if kind is not None:
            part = _part(kind, blocks[at : _end_of(kind, blocks, at + 1)])
            if part:
                found.append((kind, part))
                end = at + len(part)
                company = _of_company(kind, blocks, end, part, body)
                if company:
                    found.append(("about", company))
                    end += len(company)
        at = end
    found = _behind_the_news(found, body)
    return found + behind_the_end(outline, body, {block.index for _, part in found for block in part})


def _part(kind: str, blocks: list[Block]) -> list[Block]:
    """The blocks of a part; contacts end a few lines below their last address, and without one are none."""
    if kind != "contacts":
        return blocks
    alone = _is_contact(blocks[0]) or reaches_in_two_ways(blocks[0].text)
    last = max((at for at, block in enumerate(blocks) if (at or alone) and has_address(block.text)), default=None)
    if last is None:
        return _names_below(blocks)
    below = _below_card(blocks[last + 1 :]) if last and says_contacts(blocks[0].text) else []
    return [*blocks[: last + 1], *below]


def _below_card(blocks: list[Block]) -> list[Block]:
    """The few lines below the last address that may be of its card, without the label of what follows: `Liitteet:`."""
    lines = list(takewhile(_may_be_of_card, blocks[:_BESIDE]))
    return lines[:-1] if lines and ends_with_colon(lines[-1].text) else lines


def _may_be_of_card(line: Block) -> bool:
    return line.element.tag not in CELLS and SOURCE_LINE.match(line.text) is None and not offers_file(line)


def _names_below(blocks: list[Block]) -> list[Block]:
    """A heading in known words for contacts with the few lines right below it that may be names, offices and companies."""
    names = list(takewhile(lambda block: weight(block.text) <= _LABEL and reads_as_label(block.text), blocks[1 : 1 + _NAMES]))
    return [*blocks[:1], *names] if names and says_contacts(blocks[0].text) and reads_as_label(blocks[0].text) else []


def _is_contact(block: Block) -> bool:
    """Whether a line says whom to ask and where to reach that one: `For more information, please contact Jana Roth, 030 5550`."""
    short = len(block.text) <= LINE and MAY_REACH.search(block.text) is not None
    return short and has_address(block.text) and says_contacts(block.text)


def _kind_of_left(block: Block, kept: Container[int]) -> str | None:
    """`contacts` for a line that no text was seen in, where it has a number to call and a mail address, whatever its words."""
    left = len(block.text) <= LINE and block.index not in kept
    return "contacts" if left and reaches_in_two_ways(block.text) else None


def _of_company(kind: str, blocks: Sequence[Block], at: int, part: Sequence[Block], body: Sequence[Block]) -> list[Block]:
    """The paragraphs right behind contacts that are the company's: by its name, or the last of all below a known heading."""
    if kind != "contacts":
        return []
    if _names_company(body, blocks[at : at + 1]):
        return list(blocks[at : _end_of("about", blocks, at + 1)])
    told = list(takewhile(_is_told, blocks[at:]))[: _LONGEST["about"] + 1]
    return told if says_contacts(part[0].text) and _are_last(told, part[0], body) else []


def _is_told(block: Block) -> bool:
    return is_prose(block) and ends_sentence(block.text)


def _are_last(told: Sequence[Block], part: Block, body: Sequence[Block]) -> bool:
    """Whether a few paragraphs are the last of a text, and less than the news above a part."""
    if not 0 < len(told) <= _LONGEST["about"] or told[-1].index < body[-1].index:
        return False
    return size(told) <= _COMPANY * size([block for block in body if block.index < part.index])


def _names_company(body: Sequence[Block], behind: Sequence[Block]) -> bool:
    """Whether what stands right behind contacts begins with the name that the news begins with."""
    first = next((block.text for block in body if block.text), "").split()[:_NAME_WORDS]
    return any(block.text.split()[:_NAME_WORDS] == first for block in behind)


class _News:
    """The blocks of the body that belong to no part: characters before each, in all and of running text."""

    def __init__(self, found: Sequence[tuple[str, list[Block]]], body: Sequence[Block]) -> None:
        taken = {block.index for _, blocks in found for block in blocks}
        news = [block for block in body if block.index not in taken and block.text]
        self._at = [block.index for block in news]
        self.prose = [0, *accumulate(len(block.text) if is_prose(block) else 0 for block in news)]
        self.whole = [0, *accumulate(len(block.text) for block in news)]

    def place(self, blocks: Sequence[Block]) -> int:
        """How many of the blocks stand before a part."""
        return bisect_left(self._at, blocks[0].index)


def _behind_the_news(found: list[tuple[str, list[Block]]], body: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """The parts without those that more of the article follows than stands before them: by-lines, cards of people."""
    news = _News(found, body)
    late = [each for each in found if 2 * news.prose[news.place(each[1])] >= news.prose[-1]]
    return _without_lists(late, _News(late, body))


def _without_lists(found: list[tuple[str, list[Block]]], news: _News) -> list[tuple[str, list[Block]]]:
    """The parts without cards in unknown words where the article goes on behind them or consists of them: it lists places."""
    if sum(size(blocks) for kind, blocks in found if _is_unsaid(kind, blocks)) > news.prose[-1]:
        return [each for each in found if not _is_unsaid(*each)]
    kept: list[tuple[str, list[Block]]] = []
    own = 0  # characters of cards that are the article's
    for kind, blocks in reversed(found):
        before = news.whole[news.place(blocks)]
        if _is_unsaid(kind, blocks) and not ends_release(before, news.whole[-1] - before + own):
            own += size(blocks)
        else:
            kept.append((kind, blocks))
    return kept[::-1]


def _is_unsaid(kind: str, blocks: Sequence[Block]) -> bool:
    """Whether a part is a card whose heading is none of contacts in known words."""
    return kind == "contacts" and not says_contacts(blocks[0].text) and not CONTACT_STEM.match(blocks[0].text)


def lines_near(outline: Outline, body: Sequence[Block], start: int | None) -> list[Block]:
    """The shown text blocks from index `start` on, in the element around the body, without boxes that are the site's."""
    texts = [block for block in body if block.text]
    if start is None or not texts:
        return []
    zone = outline.nodes[zone_around(outline, texts)]
    behind = outline.blocks[max(zone.first, start) : zone.last]
    boxed: dict[int, bool] = {}
    return [block for block in behind if block.is_visible and not _in_box(outline, block.node, zone.depth, boxed)]


def _behind_first_news(body: Sequence[Block]) -> int | None:
    """Index of the first block behind enough running text, or behind the first sentences of a body that has less; None where
    it has none."""
    news = 0
    for block in filter(is_prose, body):
        news += weight(block.text)
        if news >= ENOUGH_NEWS:
            return block.index + 1
    told = [block.index for block in body if ends_sentence(block.text)][:_FIRST]
    return told[-1] + 1 if told else None


def zone_around(outline: Outline, texts: list[Block]) -> int:
    """The article or main element around the body; else the element around the one that holds all of it."""
    around = outline.around(texts)
    named = next((at for at in around if outline.nodes[at].tag in _AROUND), None)
    if named is not None and outline.nodes[named].tag == "article":
        named = _around_lone(outline, named)
    inner = [at for at in around if outline.nodes[at].tag not in ("body", "html")]
    return named if named is not None else inner[min(1, len(inner) - 1)] if inner else around[0] if around else 0


def _around_lone(outline: Outline, article: int) -> int:
    """The `main` right around an `article` that is the only one in it, else the article."""
    above = outline.nodes[article].parent
    if above < 0 or outline.nodes[above].tag != "main":
        return article
    return above if sum(node.tag == "article" for _, node in outline.inside(above)) == 1 else article


def _in_box(outline: Outline, at: int, depth: int, known: dict[int, bool]) -> bool:
    """Whether an element is or stands in a footer, a menu or another box of the site, below that depth.

    known: what was found before, by index in outline.nodes.
    """
    node = outline.nodes[at]
    if node.depth <= depth:
        return False
    if at not in known:
        called = is_called_box(node.element) and not FOOT_OF_ARTICLE.search(class_and_id(node.element))
        boxed = node.tag in ("footer", "nav") or called
        known[at] = boxed or _in_box(outline, node.parent, depth, known)
    return known[at]


def _kind_at(blocks: Sequence[Block], at: int) -> str | None:
    block = blocks[at]
    if _is_contact(block):
        return "contacts"
    if len(block.text) > HEADING_SIZE or is_linked(block) or is_furniture(block):
        return None
    below = blocks[at + 1 : at + 1 + AHEAD]
    kind = kind_of_heading(block.text, [_paragraph(each) for each in below]) or _kind_of_label(block.text)
    return None if kind and _is_unsaid(kind, [block]) and _is_item(block, below) else kind


def _kind_of_label(text: str) -> str | None:
    """`contacts` for a short label in known words for them, below which there may be names alone."""
    return "contacts" if ends_with_colon(text) and weight(text) <= _LABEL and says_contacts(text) else None


def _is_item(block: Block, below: Sequence[Block]) -> bool:
    """Whether a line above a card is the last of a list of the news, or of a table, or stands above the card's own heading."""
    if block.element.tag in ("li", "td"):
        return True
    card = takewhile(lambda each: not has_address(each.text), below)
    return not _is_strong(block) and any(map(_is_strong, card))


def _is_strong(block: Block) -> bool:
    return is_heading(block) or is_bold(block.pieces)


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(block.element.tag if block.element.tag in SUBHEADINGS else "p", block.text, "")


def _end_of(kind: str, blocks: Sequence[Block], start: int) -> int:
    """Index behind the last block of a part whose first block below its heading is `start`."""
    end = start
    while end < min(len(blocks), start + _LONGEST[kind]) and not _begins_anew(kind, blocks, end, start):
        end += 1
    return end


def _begins_anew(kind: str, blocks: Sequence[Block], at: int, start: int) -> bool:
    block = blocks[at]
    if is_furniture(block) or opens_tail(block) or _kind_at(blocks, at) not in (None, kind):
        return True
    if is_heading(block):
        return at > start
    return weight(block.text) > LINE if kind == "contacts" else at > start and weight(block.text) < _LABEL
