"""Parts of a release among all blocks of its page, whatever a reader made of them: found by their headings and by place.

A reader may take a company's boilerplate for the article's, for furniture, or half of it for each. Here it is taken out
before: a heading that only such parts have, behind some news and near it, and what stands below that heading.
"""

from collections.abc import Sequence

from crawler.extract.body.assemble import SUBHEADINGS, Paragraph
from crawler.extract.body.release_parts import AHEAD, ENOUGH_NEWS, HEADING_SIZE, LINE, kind_of_heading
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_called_box, is_furniture, is_linked, is_prose, opens_tail
from crawler.page.tags import HEADINGS
from crawler.text.writing import weight

_LONGEST = {"about": 4, "contacts": 12, "forward_looking": 12}  # blocks below the heading of a part
_LABEL = 40  # Latin characters below which a line is no paragraph of a company's boilerplate
_AROUND = frozenset(("article", "main"))


def part_blocks(outline: Outline, body: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """(kind, blocks with the heading) of each part near `body`, in page order."""
    found: list[tuple[str, list[Block]]] = []
    blocks = _near(outline, body)
    at = 0
    while at < len(blocks):
        kind = _kind_at(blocks, at)
        end = at + 1
        if kind is not None:
            end = _end_of(kind, blocks, at + 1)
            found.append((kind, blocks[at:end]))
        at = end
    return _behind_the_news(found, body)


def _behind_the_news(found: list[tuple[str, list[Block]]], body: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """The parts without those that more of the article follows than stands before them: by-lines, cards of people."""
    taken = {block.index for _, blocks in found for block in blocks}
    news = [(block.index, len(block.text)) for block in body if block.index not in taken and is_prose(block)]
    whole = sum(size for _, size in news)

    def stands_late(start: int) -> bool:
        return 2 * sum(size for at, size in news if at < start) >= whole

    return [each for each in found if stands_late(each[1][0].index)]


def _near(outline: Outline, body: Sequence[Block]) -> list[Block]:
    """The shown text blocks behind the first news, in the element around it, without boxes that are the site's."""
    texts = [block for block in body if block.text]
    start = _behind_first_news(texts)
    if start is None:
        return []
    zone = outline.nodes[_zone(outline, texts)]
    behind = outline.blocks[max(zone.first, start) : zone.last]
    return [block for block in behind if block.text and not block.hidden and not _in_box(outline, block, zone.depth)]


def _behind_first_news(texts: Sequence[Block]) -> int | None:
    """Index of the first block behind enough running text; None where there is not as much."""
    news = 0
    for block in filter(is_prose, texts):
        news += len(block.text)
        if news >= ENOUGH_NEWS:
            return block.index + 1
    return None


def _zone(outline: Outline, texts: list[Block]) -> int:
    """The article or main element around the body; else the element around the one that holds all of it."""
    around = outline.around(texts)
    named = next((at for at in around if outline.nodes[at].tag in _AROUND), None)
    inner = [at for at in around if outline.nodes[at].tag not in ("body", "html")]
    return named if named is not None else inner[min(1, len(inner) - 1)] if inner else around[0] if around else 0


def _in_box(outline: Outline, block: Block, depth: int) -> bool:
    """Whether a block stands in a footer, a menu or another box of the site, below that depth."""
    for at in outline.ancestors(block):
        node = outline.nodes[at]
        if node.depth <= depth:
            return False
        if node.tag in ("footer", "nav") or is_called_box(node.element):
            return True
    return False


def _kind_at(blocks: Sequence[Block], at: int) -> str | None:
    block = blocks[at]
    if len(block.text) > HEADING_SIZE or is_linked(block):
        return None
    return kind_of_heading(block.text, [_paragraph(each) for each in blocks[at + 1 : at + 1 + AHEAD]])


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
    if block.element.tag in HEADINGS:
        return at > start
    return len(block.text) > LINE if kind == "contacts" else at > start and weight(block.text) < _LABEL
