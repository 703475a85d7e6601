"""Where an article ends on a page that prints others, comments or notes of the site behind it.

The model judges block by block and takes well-written prose for the article's. Here the boxes speak: the `article` that
holds the headline, boxes of one form of which the first has it, the element that holds nearly all of the text.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from lxml.etree import _Element as Element

from crawler.extract.block_model.beside import beside
from crawler.extract.block_model.foot import above_the_foot
from crawler.extract.block_model.posts import before_the_next_post
from crawler.extract.block_model.readers import without_readers
from crawler.extract.block_model.short_text import before_the_last_lines, blocks_from, in_its_box
from crawler.extract.block_model.writer_box import without_writer
from crawler.extract.body.part_blocks import part_blocks
from crawler.extract.body.part_runs import size
from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.title_printed import is_named_title
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, is_prose
from crawler.page.markup import box_form
from crawler.page.tags import HEADINGS
from crawler.text.dates.row_date import is_day
from crawler.text.stems import share_in
from crawler.text.writing import ends_sentence

_SOME = 0.1  # of the kept text, in the first `article` that is asked
_ENOUGH, _SEVERAL = 0.2, 3  # of the kept text, or blocks, below the headline, or in an element that holds it too
_BELOW = 0.3  # of the kept text, in an `article` that begins below the headline, or in a box of which others have the form
_MOST, _NEARLY_ALL = 0.7, 0.8  # of the kept text in one element, what is behind it apart: with a gap between, and without
_SECTIONS, _TWO = 2, 2  # with headings, at least; paragraphs with which a text goes on
_ITS_OWN = 0.85  # of the words in sections behind a text: the articles' have .86 and more of it, the sites' mostly less
_DAY_LINE = 60  # characters of a line that is a day
_CHRONICLE = 2  # headings above days, at most, that begin other articles
_PARAGRAPHS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "blockquote", "pre", "dd", "center"))

Blocks = list[Block]


def up_to_the_end(outline: Outline, kept: Blocks, title: int | None) -> Blocks:
    """The kept blocks that are of the article under the headline; parts of a release behind it stay.

    title: index of the block that prints the headline, None where none does.
    """
    kept = kept if title is None else _below_headline(kept, title)
    others = beside(outline, kept)
    own = _with_parts(outline, kept, lambda block: block.index not in others, lambda block: True) if others else kept
    if title is not None:
        own = _in_its_article(outline, own, title)
        own = before_the_next_post(outline, _before_brothers(outline, own, title), title)
        own = _before_the_next_dated(outline, own, title)
        own = before_the_last_lines(outline, in_its_box(outline, own, title), title)
    own = _before_the_tail(outline, _before_links(outline, own))
    return without_writer(outline, without_readers(outline, above_the_foot(outline, own, title)))


def _below_headline(kept: Blocks, title: int) -> Blocks:
    """What does not stand above the headline, where enough stands below it, or all running text, and no box has some of both."""
    above, below = ([block for block in kept if (block.index >= title) is yes] for yes in (False, True))
    boxes = set(map(_box, below))
    if any(_box(block) in boxes for block in above):
        return kept
    enough = size(below) >= _ENOUGH * size(kept) or (any(map(is_prose, below)) and not any(map(is_prose, above)))
    return below if enough else kept


def _box(block: Block) -> Element | None:
    """The element around a paragraph; a cell is one by itself."""
    return block.element if block.element.tag in ("td", "th") else block.element.getparent()


def held_by(outline: Outline, kept: Sequence[Block]) -> dict[int, int]:
    """Characters of the kept text in each element that holds some, by its index in outline.nodes."""
    held = dict.fromkeys(sorted(outline.holding(kept), reverse=True), 0)  # each element stands behind the one around it
    for block in kept:
        held[block.node] += len(block.text)
    for at, length in held.items():
        if (parent := outline.nodes[at].parent) >= 0:
            held[parent] += length
    return held


def container_of(outline: Outline, kept: Sequence[Block], share: float) -> int:
    """The smallest element, paragraphs aside, that holds that share of the kept text, as index into outline.nodes."""
    least = share * size(kept)
    found = max((at for at, length in held_by(outline, kept).items() if length >= least), default=0)
    while outline.nodes[found].tag in _PARAGRAPHS and outline.nodes[found].parent >= 0:
        found = outline.nodes[found].parent
    return found


def body_container(outline: Outline, kept: Sequence[Block]) -> int:
    """The smallest element, paragraphs aside, that holds most of the kept text, as index into outline.nodes."""
    return container_of(outline, kept, _NEARLY_ALL)


def _in_its_article(outline: Outline, kept: Blocks, title: int) -> Blocks:
    """What is in the first `article` with some of the text, where the headline is in it too, or right above it."""
    around = {block.index: _article_at(outline, block.node) for block in kept}
    node = _first_article(outline, kept) if len(set(around.values())) > 1 else None
    if node is None or not _is_headed(outline, title, node, kept):
        return kept

    def may_be_part(block: Block) -> bool:
        return around[block.index] < 0

    return _with_parts(outline, kept, node.holds, may_be_part)


def _first_article(outline: Outline, kept: Blocks) -> Node | None:
    least = _SOME * size(kept)
    found = (at for at, length in held_by(outline, kept).items() if length >= least and outline.nodes[at].tag == "article")
    return outline.nodes[own] if (own := min(found, default=-1)) >= 0 else None


def _is_headed(outline: Outline, title: int, article: Node, kept: Blocks) -> bool:
    """Whether the headline is that of an `article`, which has enough of the text for it."""
    inside = list(filter(article.holds, kept))
    if article.holds(outline.blocks[title]):
        return len(inside) >= _SEVERAL or size(inside) >= _ENOUGH * size(kept)
    return size(inside) >= _BELOW * size(kept) and _heads(outline, title, article, kept)


def _heads(outline: Outline, title: int, article: Node, kept: Blocks) -> bool:
    """Whether a headline outside an `article` is its own: above it, with no text between, and in no other."""
    between = any(title < block.index < article.first for block in kept)
    of_other = _article_at(outline, outline.blocks[title].node) != _article_at(outline, article.parent)
    return title < article.first and not between and not of_other


def _before_brothers(outline: Outline, kept: Blocks, title: int) -> Blocks:
    """What is not in later boxes of the same form as one around the headline, each with a headline of the same rank."""
    others = list(_brothers(outline, title))
    rest = [block for block in kept if not any(node.holds(block) for node in others)]
    return rest if size(rest) >= _BELOW * size(kept) else kept


def _brothers(outline: Outline, title: int) -> Iterator[Node]:
    nodes = outline.nodes
    above = outline.ancestors(outline.blocks[title])
    head = next((nodes[at] for at in above if nodes[at].tag in HEADINGS), nodes[above[0]])
    mine = {nodes[at].parent: nodes[at] for at in above}
    for at, node in enumerate(nodes):
        if node.first > title and _is_brother(mine.get(node.parent), node) and _is_headed_alike(outline, at, head):
            yield node


def _is_brother(mine: Node | None, node: Node) -> bool:
    if mine is None or node is mine or node.tag in _PARAGRAPHS:
        return False
    return box_form(node.element) == box_form(mine.element)


def _is_headed_alike(outline: Outline, at: int, head: Node) -> bool:
    """Whether the first heading in an element is of the rank of the headline, or a line has the class of one in no heading."""
    inside = (below for _, below in outline.inside(at))
    if head.tag in HEADINGS:
        return next((below.tag for below in inside if below.tag in HEADINGS), None) == head.tag
    return is_named_title(head.element) and any(box_form(below.element) == box_form(head.element) for below in inside)


def _before_the_next_dated(outline: Outline, kept: Blocks, title: int) -> Blocks:
    """What stands before a heading with a line below it that is a day and no more, as it begins another article.

    Several such are a chronicle.
    """
    heads = [one for one, below in pairwise(outline.shown(title + 1)) if _begins_another(one, below)]
    if len(heads) > _CHRONICLE:
        return kept
    before = ((head, [block for block in kept if block.index < head.index]) for head in heads)
    return next((own for head, own in before if _is_whole(own, kept) and _are_its(head, kept[len(own) :], own)), kept)


def _is_whole(own: Blocks, kept: Blocks) -> bool:
    """Whether what stands before another article is one."""
    return len(own) >= _SEVERAL and size(own) >= _BELOW * size(kept)


def _are_its(head: Block, below: Blocks, own: Blocks) -> bool:
    """Whether what stands below a heading is its text, and not the article's that goes on behind a card with a day."""
    boxes = {block.element.getparent() for block in below if ends_sentence(block.text)}
    return head.element.getparent() in boxes or boxes.isdisjoint(block.element.getparent() for block in own)


def _begins_another(head: Block, below: Block) -> bool:
    if not is_heading(head) or head.link_chars or len(below.text) > _DAY_LINE:
        return False
    return is_day(below.text) or (head.element.tag == "h1" and has_own_day(below))


def _before_links(outline: Outline, kept: Blocks) -> Blocks:
    """What does not stand behind the element that holds all of the running text, where most of that leads to other pages."""
    prose = list(filter(is_prose, kept))
    if len(prose) < _SEVERAL:
        return kept
    node = outline.nodes[container_of(outline, prose, 1.0)]
    tail = blocks_from(kept, node.last)
    linked = sum(block.link_chars for block in tail)
    return kept[: len(kept) - len(tail)] if len(tail) >= _SEVERAL and 2 * linked >= size(tail) else kept


def _before_the_tail(outline: Outline, kept: Blocks) -> Blocks:
    """What does not stand behind the element that holds nearly all of the text, or most of it with dropped lines behind."""
    if not kept:
        return kept
    node = outline.nodes[container_of(outline, kept, _MOST)]
    body = [block for block in kept if block.index < node.last]
    if len(body) == len(kept):
        return kept
    between = outline.blocks[body[-1].index + 1 : kept[len(body)].index]
    if size(body) < _NEARLY_ALL * size(kept) and not any(block.text for block in between):
        return kept
    if _are_sections(body, kept[len(body) :]) or _goes_on(outline, node, kept[len(body) :]):
        return kept
    return _with_parts(outline, kept, lambda block: block.index < node.last, lambda block: True)


def _goes_on(outline: Outline, node: Node, behind: Blocks) -> bool:
    """Whether a text goes on in elements made as that of most of it: right behind that, or by several paragraphs behind other
    lines, of which none is a headline or a day."""
    others = [block for block in outline.shown(node.last, behind[-1].index + 1) if block not in behind]
    begun = any(is_heading(block) or has_own_day(block) for block in others)
    if begun or (others and not _are_paragraphs(outline, node, behind)):
        return False
    made = (box_form(node.element), node.depth)
    return made[0][1] != "" and all(made in _forms_around(outline, block) for block in behind)


def _are_paragraphs(outline: Outline, node: Node, behind: Blocks) -> bool:
    """Whether there are several, or one alone in an element beside that of most of the text."""
    beside = (outline.nodes[at].parent for at in outline.ancestors(behind[0]))
    return len(behind) >= _TWO or (node.parent in beside and is_prose(behind[0]))


def _forms_around(outline: Outline, block: Block) -> list[tuple[tuple[str, str], int]]:
    return [(box_form(outline.nodes[at].element), outline.nodes[at].depth) for at in outline.ancestors(block)]


def _are_sections(text: Blocks, behind: Blocks) -> bool:
    """Whether several sections with headings say what a text does, nearly word for word: its questions and answers."""
    told = sum(map(is_heading, behind)) >= _SECTIONS and any(map(is_prose, behind))
    return told and share_in(*(" ".join(block.text for block in blocks) for blocks in (text, behind))) >= _ITS_OWN


def _with_parts(outline: Outline, kept: Blocks, own: Callable[[Block], bool], near: Callable[[Block], bool]) -> Blocks:
    """The blocks that are `own`; with those `near` them where parts of a release are among these."""
    parts = {block.index for _, blocks in part_blocks(outline, kept) for block in blocks}
    released = any(block.index in parts and near(block) and not own(block) for block in kept)
    return [block for block in kept if own(block) or (released and near(block))]


def _article_at(outline: Outline, at: int) -> int:
    """The nearest `article` around a node, itself included; -1 where there is none."""
    while at >= 0 and outline.nodes[at].tag != "article":
        at = outline.nodes[at].parent
    return at
