"""Boxes amid an article that are none of its text, told by what else stands in them: a button, links, a heading left alone."""

from collections import Counter
from collections.abc import Sequence

from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_only_links, is_prose
from crawler.page.markup import box_form
from crawler.page.tags import HEADINGS
from crawler.text.writing import ends_sentence, weight

CARDS = frozenset(("div", "section", "aside", "article", "figure"))
CARD, TEASER = 4, 320  # text blocks of a card, characters of its teaser
_TOGETHER = 3  # paragraphs in one element, at least
_HEADLINE = 15  # Latin letters of a link that is a headline
_FEW = 2  # boxes of one form that are none of a list; kept lines of such a box


def small_boxes(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The small boxes amid paragraphs that stand together in no box of their own: what a button opens, and teasers.

    Many of a form that each say something else are a list: questions, with their answers.
    """
    parents = Counter(block.element.getparent() for block in kept)
    body, many = parents.most_common(1)[0] if kept else (None, 0)
    if body is None or many < _TOGETHER:
        return []
    nodes = (outline.nodes[at] for at in outline.holding(kept[1:]))
    boxes = [node for node in nodes if node.element.getparent() is body and _is_box(node) and node.tag != "figure"]
    cards = [(box, texts) for box in boxes if (texts := _texts_of_card(outline, box))]
    buttons = [outline.nodes[at].element for at, tag in outline.widgets if tag == "button"]
    opened = [card for card in cards if any(card[0].element in (each, *each.iterancestors()) for each in buttons)]
    forms = Counter(form for form, _ in {(_form(box), texts[0].text) for box, texts in opened})
    few = [box for box, _ in opened if forms[_form(box)] <= _FEW]
    return few + [box for box, texts in cards if len(texts) > 1 and any(map(_is_headline, texts))]


def _form(box: Node) -> tuple[str, str]:
    """Tag and classes, which may number the boxes."""
    tag, classes = box_form(box.element)
    return tag, "".join(char for char in classes if not char.isdecimal())


def _texts_of_card(outline: Outline, node: Node) -> list[Block]:
    """The text of a box where there is little, and no picture; else nothing."""
    held = [block for block in outline.blocks[node.first : node.last] if not block.hidden]
    texts = [block for block in held if block.text]
    small = 0 < len(texts) == len(held) <= CARD and max(len(block.text) for block in texts) <= TEASER
    code = any(mark.pre or block.element.tag in ("pre", "code") for block in texts for _, mark in block.pieces)
    return texts if small and not code else []


def _is_headline(block: Block) -> bool:
    """Whether a line is nothing but a link with the words of a headline."""
    return is_only_links(block) and weight(block.text) >= _HEADLINE


def left_heads(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The boxes amid the text of which a heading was taken, and nothing of the prose below it; many of a form are a list."""
    chosen = {block.index for block in kept}
    heads = (block for block in kept[1:] if block.element.tag in HEADINGS and not ends_sentence(block.text))
    around = (filter(_is_box, (outline.nodes[at] for at in outline.ancestors(head))) for head in heads)
    found = [box for box in (next(boxes, None) for boxes in around) if box is not None and _is_left(outline, box, kept, chosen)]
    forms = Counter(map(_form, found))
    return [box for box in found if forms[_form(box)] <= _FEW]


def _is_box(node: Node) -> bool:
    return node.tag in CARDS


def _is_left(outline: Outline, box: Node, kept: Sequence[Block], chosen: set[int]) -> bool:
    inside = list(filter(box.holds, kept))
    if len(inside) > _FEW or not all(block.element.tag in HEADINGS or is_only_links(block) for block in inside):
        return False
    texts = (block for block in outline.blocks[box.first : box.last] if block.text and not block.hidden)
    return any(is_prose(block) for block in texts if block.index not in chosen)
