"""The documents that a page offers with its article: beside its text, not those of the site or of other articles."""

from collections.abc import Sequence

from crawler.extract.block_model.ends import body_container
from crawler.extract.body.assemble import attachment_of, links_of
from crawler.items import Link
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_in_page_foot, is_linked

_AROUND = 2  # elements above the body's container in which its documents are looked for, where no headline bounds it
_BEHIND = 12  # blocks behind the body that may offer its documents
_ROW = 4  # blocks at most of a row that offers another page with its document
_PAGE = ("body", "html")


def offered_documents(outline: Outline, kept: list[Block], headline: Sequence[Block] = ()) -> list[Block]:
    """Dropped blocks that offer documents: between headline and body, right behind the body in the element of the article, and
    lines of links amid it."""
    if not kept:
        return []
    around = _of_article(outline, kept, headline)
    chosen, first, last = {block.index for block in kept}, kept[0].index, kept[-1].index
    start = min([first, *(block.index for block in headline)])
    near = outline.blocks[start : min(around.last, last + 1 + _BEHIND)]
    dropped = (block for block in near if block.index not in chosen and (not first < block.index < last or is_linked(block)))
    return [block for block in dropped if not block.hidden and _offers(outline, block, around)]


def _of_article(outline: Outline, kept: list[Block], headline: Sequence[Block]) -> Node:
    """The element that holds headline and body; where that is the whole page, some elements above the body's."""
    near = sorted({*headline, *kept}, key=lambda block: block.index)
    article = outline.nodes[outline.around(near)[0]]
    if len(near) > len(kept) and article.tag not in _PAGE:
        return article
    around = outline.nodes[body_container(outline, kept)]
    for _ in range(_AROUND):
        around = outline.nodes[around.parent] if around.parent >= 0 else around
    return around


def _offers(outline: Outline, block: Block, around: Node) -> bool:
    if not any(map(attachment_of, _links(block))) or is_in_page_foot(block.element):
        return False
    return not any(map(_leads_to_page, _row_of(outline, block, around)))


def _links(block: Block) -> list[Link]:
    return links_of(block.pieces, lambda href: href)


def _row_of(outline: Outline, block: Block, around: Node) -> list[Block]:
    """The blocks of the largest element around one that is a row at most, inside the article's."""
    row = [block]
    for at in outline.ancestors(block):
        node = outline.nodes[at]
        if node.last - node.first > _ROW or node.first <= around.first:
            break
        row = outline.blocks[node.first : node.last]
    return row


def _leads_to_page(block: Block) -> bool:
    pages = (link for link in _links(block) if attachment_of(link) is None and not link.url.startswith("mailto:"))
    return is_linked(block) and any(pages)
