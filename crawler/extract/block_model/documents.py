"""The documents that a page offers with its article: beside its text, not those of the site or of other articles."""

from collections.abc import Sequence

from crawler.extract.block_model.ends import body_container
from crawler.extract.body.picture_sources import PICTURES
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_called_box, is_heading, is_linked, leads_to_files, links_in, offers_own_file
from crawler.page.files import file_type
from crawler.page.markup import all_text
from crawler.text.stems import share_in, stems_of
from crawler.url_parts import last_part

_AROUND = 2  # elements above the body's container in which its documents are looked for, where no headline bounds it
_NEAR = 12  # blocks above the headline and behind the body that may offer its documents
_SEVERAL, _HALF = 2, 0.5  # words of a file's name, and the share of them that the headline has at least
_ROW = 4  # blocks at most of a row that offers another page with its document
_PAGE = ("body", "html")
_WHOLE, _BESIDE = ("article", "main"), ("aside", "footer", "nav")


def offered_documents(outline: Outline, kept: list[Block], headline: Sequence[Block] = ()) -> list[Block]:
    """Dropped blocks that offer documents: in the element of the article above the body or right behind it, and lines of links
    amid it; right behind that element those that are called as the headline is."""
    if not kept:
        return []
    around = _of_article(outline, kept, headline)
    inside = (*_above(outline, kept, headline, around), *_at_body(outline, kept, headline, around))
    behind = outline.blocks[around.last : kept[-1].index + 1 + 2 * _NEAR]
    offered = (block for block in (*inside, *behind) if not block.hidden and _offers(outline, block, around))
    files = _files_behind(outline, around)
    return [block for block in offered if block.index < around.last or block in files or _is_called_alike(block, headline)]


def _files_behind(outline: Outline, around: Node) -> list[Block]:
    """The lines of the box right behind an article's element, in the page's main part, where nothing but files is in it."""
    box = next((node for node in outline.nodes if node.parent == around.parent and node.first >= around.last), None)
    if box is None or not _may_be_its(box, around, outline):
        return []
    lines = outline.shown(box.first, box.last)
    files = [line for line in lines if line.link_chars]
    return files if len(lines) - len(files) <= 1 and all(map(leads_to_files, files)) else []


def _may_be_its(box: Node, around: Node, outline: Outline) -> bool:
    """Whether a box behind an article's element is small, and neither stands beside the page's main part."""
    apart = around.tag in _WHOLE or outline.nodes[around.parent].tag in _PAGE
    return not apart and box.last - box.first <= _NEAR and box.tag not in _BESIDE and not is_called_box(box.element)


def _start(kept: list[Block], headline: Sequence[Block]) -> int:
    """Where the headline stands, or the body that has none above it."""
    return min(block.index for block in (kept[0], *headline))


def _above(outline: Outline, kept: list[Block], headline: Sequence[Block], around: Node) -> list[Block]:
    """The blocks of boxes of files above the headline."""
    start = _start(kept, headline)
    return [each for each in outline.blocks[max(around.first, start - _NEAR) : start] if _is_among_files(outline, each, around)]


def _at_body(outline: Outline, kept: list[Block], headline: Sequence[Block], around: Node) -> list[Block]:
    """The dropped blocks between headline and body and behind the body, and those amid it that are links."""
    chosen, first, last = {block.index for block in kept}, kept[0].index, kept[-1].index
    near = outline.blocks[_start(kept, headline) : min(around.last, last + 1 + _NEAR)]
    dropped = (each for each in near if each.index not in chosen)
    return [each for each in dropped if not first < each.index < last or 2 * each.link_chars > len(each.text)]


def _is_among_files(outline: Outline, block: Block, around: Node) -> bool:
    """Whether the widest element around a block inside the article's leads to files alone, as no menu does."""
    box = next((node for at in outline.ancestors(block) if outline.nodes[(node := outline.nodes[at]).parent] is around), None)
    return box is not None and box.tag not in _BESIDE and not any(map(_leads_to_page, outline.blocks[box.first : box.last]))


def _is_called_alike(block: Block, headline: Sequence[Block]) -> bool:
    """Whether half of the words of a link at least, or of the name of its file, are the headline's."""
    said = " ".join(line.text for line in headline)
    told = (each for link in links_in(block) for each in (last_part(link.get("href") or ""), all_text(link)))
    return any(len(stems_of(each)) >= _SEVERAL and share_in(said, each) >= _HALF for each in told)


def element_around(outline: Outline, blocks: Sequence[Block]) -> int:
    """Index of the innermost element around some blocks, in any order."""
    return outline.around(sorted(blocks, key=lambda block: block.index))[0]


def _of_article(outline: Outline, kept: list[Block], headline: Sequence[Block]) -> Node:
    """The element that holds headline and body; where that is the whole page, some elements above the body's."""
    article = outline.nodes[element_around(outline, [*headline, *kept])]
    if not {*headline} <= {*kept} and article.tag not in _PAGE:
        return article
    around = outline.nodes[body_container(outline, kept)]
    for _ in range(_AROUND):
        around = outline.nodes[around.parent] if around.parent >= 0 else around
    return around


def _offers(outline: Outline, block: Block, around: Node) -> bool:
    return offers_own_file(block) and not any(map(_leads_to_page, _row_of(outline, block, around)))


def _row_of(outline: Outline, block: Block, around: Node) -> list[Block]:
    """The blocks of the largest element around one that is a row at most, inside the article's."""
    row = [block]
    for at in outline.ancestors(block):
        node = outline.nodes[at]
        lines = outline.blocks[node.first : node.last]
        if len(lines) > _ROW or node.first <= around.first or any(is_heading(each) and not each.link_chars for each in lines):
            break
        row = outline.blocks[node.first : node.last]
    return row


def _leads_to_page(block: Block) -> bool:
    """Whether a line is links, one of them to another page."""
    links = ((mark.link.get("href") or "", words) for words, mark in block.pieces if mark.link is not None)
    return is_linked(block) and any(file_type(href, words) is None and _is_of_page(href) for href, words in links)


def _is_of_page(href: str) -> bool:
    picture = href.partition("?")[0].lower().endswith(PICTURES)
    nowhere = not href or href.startswith(("#", "javascript:", "mailto:"))
    return not (nowhere or picture) and file_type(href) is None
