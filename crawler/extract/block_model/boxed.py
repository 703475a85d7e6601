"""Boxes amid an article that are none of its text, told by what else stands in them: a button, links, a heading left alone."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element as Element

from crawler.extract.block_model.cards import words_before_link
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, is_only_links, is_prose, links_in, runs_script
from crawler.page.markup import box_form, class_and_id
from crawler.page.names import finding
from crawler.page.tags import HEADINGS, IMAGE_TAGS
from crawler.text.writing import ends_sentence, weight

CARD = 4  # text blocks of a card
_TEASER = 320  # characters of its teaser
_CARDS = frozenset(("div", "section", "aside", "article", "figure"))
_TOGETHER, _TWO = 3, 2  # paragraphs in one element, at least; around a box of a few words
_HEADLINE = 15  # Latin letters of a link that is a headline
_CODE = frozenset(("pre", "code", "td", "th", "textarea"))
_FEW = 2  # boxes of one form that are none of a list
_calls_button = finding(re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.I))
_CALL = 24  # Latin characters of a link that asks for something
_SECTION = re.compile(r"/[a-z-]{2,20}/?")  # an address: `/support`


def is_code(block: Block) -> bool:
    """Whether code is what a block shows."""
    return block.element.tag in _CODE or any(mark.pre for _, mark in block.pieces)


def boxes_amid(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """All such boxes."""
    return [*_lone_card(outline, kept), *_left_heads(outline, kept), *_small_boxes(outline, kept), *_pictured(outline, kept)]


def _pictured(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The elements of a line that is one link with a picture in it; several are a list, which an article may be."""
    found = [block for block in kept[1:] if is_only_links(block) and not is_heading(block) and _holds_picture(block)]
    return [outline.nodes[block.node] for block in found] if len(found) <= _FEW else []


def _holds_picture(line: Block) -> bool:
    links = links_in(line)
    pictured = all(next(link.iter(*IMAGE_TAGS), None) is not None for link in links)
    return len(links) == 1 and pictured and weight(line.text) >= _HEADLINE


def _small_boxes(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The small boxes amid paragraphs that stand together in no box of their own: what a button opens, and teasers."""
    cards = [(box, texts) for box in _amid_paragraphs(outline, kept) if (texts := _texts_of_card(outline, box))]
    teasers = [box for box, texts in cards if _is_teaser(texts) and _is_loose(box, texts, kept)]
    return teasers + (_opened(outline, cards) if cards else [])


def _is_teaser(texts: Sequence[Block]) -> bool:
    """Whether a box has a headline that is a link, alone in its line or behind a label: `Read also`, without a colon, too."""
    if len(texts) > 1:
        return any(map(_is_headline, texts))
    return texts[0].element.tag in _CARDS and words_before_link(texts[0]) != "" and not ends_sentence(texts[0].text)


def _is_loose(box: Node, texts: Sequence[Block], kept: Sequence[Block]) -> bool:
    """Whether a box stands amid the text, or less than half of its lines were kept."""
    return box.last <= kept[-1].index or 2 * len(box.among(kept)) < len(texts)


def _opened(outline: Outline, cards: Sequence[tuple[Node, list[Block]]]) -> list[Node]:
    """The boxes with a button; many of a form that each say something else are a list: questions, with their answers."""
    holders = _holders_of_controls(outline, cards)
    opened = [(box, texts[0].text) for box, texts in cards if box.element in holders]
    forms = Counter(form for form, _ in {(_form(box), text) for box, text in opened})
    return [box for box, _ in opened if forms[_form(box)] <= _FEW]


def _holders_of_controls(outline: Outline, cards: Sequence[tuple[Node, list[Block]]]) -> set[Element]:
    """The elements around a button or the page's only box to tick, and the boxes that end with a link that is a button."""
    elements = [outline.nodes[at].element for at, tag in outline.widgets if tag == "button"]
    found = {around for each in (*elements, *_ticked(outline)) for around in (each, *each.iterancestors())}
    return found | {box.element for box, texts in cards if any(map(_is_control, texts))}


def _ticked(outline: Outline) -> set[Element]:
    """The only box to tick of a page: it asks for consent; ingredients have one each."""
    holders = (outline.nodes[at].element for at, tag in set(outline.widgets) if tag == "input")
    found = {field for holder in holders for field in holder.iter("input") if field.get("type") == "checkbox"}
    return found if len(found) == 1 else set()


def _is_control(line: Block) -> bool:
    """Whether a line is links, of which one is called a button, leads nowhere without a script, or in a few words to a section of
    the site."""
    links = links_in(line) if is_only_links(line) else ()
    short = weight(line.text) <= _CALL
    return any(_is_button_link(link) or (short and _SECTION.fullmatch(link.get("href", ""))) for link in links)


def _is_button_link(link: Element) -> bool:
    return link.get("role") == "button" or runs_script(link.get("href", "")) or _calls_button(class_and_id(link))


def _amid_paragraphs(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The boxes of kept text in the element that holds the paragraphs; none where each of these has a box."""
    body = paragraphs_in(kept, _TWO)
    nodes = (outline.nodes[at] for at in outline.holding(kept[1:])) if body is not None else ()
    return [node for node in nodes if node.element.getparent() is body and is_box(node) and node.tag != "figure"]


def paragraphs_in(kept: Sequence[Block], least: int = _TOGETHER) -> Element | None:
    """The element that most of the kept blocks stand in, as paragraphs or as lines, where there are several."""
    lines = Counter(block.element for block in kept)
    parents = Counter(block.element if lines[block.element] >= _TOGETHER else block.element.getparent() for block in kept)
    body, many = parents.most_common(1)[0] if kept else (None, 0)
    return body if many >= least else None


def _form(box: Node) -> tuple[str, str]:
    """Tag and classes, which may number the boxes."""
    tag, classes = box_form(box.element)
    return tag, "".join(char for char in classes if not char.isdecimal())


def _texts_of_card(outline: Outline, node: Node) -> list[Block]:
    """The text of a box where there is little, no picture and no code; else nothing."""
    texts = outline.shown(node.first, node.last)
    pictures = any(block.image is not None for block in outline.blocks[node.first : node.last])
    small = 0 < len(texts) <= CARD and max(len(block.text) for block in texts) <= _TEASER
    return texts if small and not pictures and not any(map(is_code, texts)) else []


def _is_headline(block: Block) -> bool:
    """Whether a line is nothing but a link with the words of a headline."""
    return is_only_links(block) and weight(block.text) >= _HEADLINE


def _left_heads(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The boxes amid the text of which a heading was taken, and nothing of the prose below it; many of a form are a list."""
    chosen = {block.index for block in kept}
    boxes = filter(None, (_box_of_head(outline, block) for block in kept[1:]))
    return few_of_a_form([box for box in boxes if _is_left(outline, box, kept, chosen)])


def few_of_a_form(boxes: Sequence[Node]) -> list[Node]:
    """The boxes of whose form there are too few to be a list."""
    forms = Counter(map(_form, boxes))
    return [box for box in boxes if forms[_form(box)] <= _FEW]


def _box_of_head(outline: Outline, head: Block) -> Node | None:
    """The box around a heading; none around other text."""
    if not is_heading(head) or ends_sentence(head.text):
        return None
    return next(filter(is_box, (outline.nodes[at] for at in outline.ancestors(head))), None)


def is_box(node: Node) -> bool:
    """Whether an element is one of those that hold parts of a page, or one that a site made."""
    return node.tag in _CARDS or "-" in node.tag


def _is_left(outline: Outline, box: Node, kept: Sequence[Block], chosen: set[int]) -> bool:
    if not all(is_heading(block) or is_only_links(block) for block in box.among(kept)):
        return False
    dropped = (block for block in outline.shown(box.first, box.last) if block.index not in chosen)
    return any(is_prose(block) or (ends_sentence(block.text) and not block.link_chars) for block in dropped)


def _lone_card(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """The boxes around the one heading among the kept text that is nothing but a link, with the teaser below it.

    Several are a list, which an article may be.
    """
    if not kept:
        return []
    between = outline.blocks[kept[0].index : kept[-1].index + 1]
    heads = [block for block in between if _is_linked_heading(outline, block)]
    nodes = [outline.nodes[at] for at in outline.ancestors(heads[0])] if len(heads) == 1 else []
    return [node for node in nodes if node.first > kept[0].index and _is_card(outline, node)]


def _is_card(outline: Outline, node: Node) -> bool:
    texts = outline.shown(node.first, node.last)
    return is_box(node) and 2 <= len(texts) <= CARD and max(len(block.text) for block in texts) <= _TEASER


def _is_linked_heading(outline: Outline, block: Block) -> bool:
    return outline.nodes[block.node].tag in HEADINGS and is_only_links(block)
