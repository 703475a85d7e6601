"""A small box in or beside the text that tells of other things: hardly a word of it comes again in the article.

Offers behind which a text goes on, rules for readers, consent, what stands for a film: prose in any language, whose words are
not those of the article around it. Boxes of the article's own (its first lines, facts, what somebody wrote elsewhere) have some.
"""

from collections.abc import Iterator, Sequence

from crawler.extract.block_model.boxed import few_of_a_form, is_box, is_code, paragraphs_in
from crawler.page.blocks import Block, Node, Outline
from crawler.page.markup import box_form, class_and_id
from crawler.page.tags import LOWER_HEADINGS
from crawler.text.stems import WORD, share_in, stems_of
from crawler.text.writing import ends_sentence, weight

_LONGEST = 600  # Latin characters of such a box
_TEXT = 450  # Latin characters of an article below which its own boxes have no words of it as often as others
# Words of a box, with fewer of which it says too little, and the share of them that the text has too, in whatever form, below
# which it tells of other things. Of 29 such boxes of annotated pages 19 are the article's own, and have .28 at least; of the
# ten others three have less than .15.
_OF_TEXT, _OF_NOTICE = (6, 0.15), (3, 0.01)
_QUOTED = ("blockquote", "q", "cite", "figure")  # what somebody said has words of its own
_MARKS = frozenset("\"“”„«»‘’'「『–—―")  # a dash before speech, too
_NAME = 4  # letters of a name
_GROUNDS = ("background", "border")  # styles that set a box off


def unrelated(outline: Outline, kept: Sequence[Block]) -> list[Node]:
    """All such boxes; where a text begins it has too few words to tell."""
    return [box for box in few_of_a_form(list(_boxes(outline, kept))) if _tells_of_others(outline, box, kept)]


def _boxes(outline: Outline, kept: Sequence[Block]) -> Iterator[Node]:
    """The boxes in the element that holds the paragraphs, or beside it, but for those that are made as that element is."""
    body = paragraphs_in(kept)
    if body is not None:
        around, form = (body, body.getparent()), box_form(body)
        nodes = (outline.nodes[at] for at in outline.holding(kept))
        boxes = (node for node in nodes if node.element.getparent() in around and box_form(node.element) != form)
        yield from filter(_is_set_off, boxes)


def _is_set_off(node: Node) -> bool:
    """Whether a box has a name or a ground of its own, which a `div` in the place of a paragraph has not; no quotation."""
    name, style = class_and_id(node.element).lower(), node.element.get("style") or ""
    named = node.tag != "div" or name != "" or any(map(style.__contains__, _GROUNDS))
    return is_box(node) and named and "quote" not in name


def _tells_of_others(outline: Outline, box: Node, kept: Sequence[Block]) -> bool:
    texts = outline.shown(box.first, box.last)
    if not _is_small(outline, box, texts):
        return False
    above = [block for block in kept if block.index < box.first]
    said, told = _joined(texts), _joined([block for block in kept if not box.holds(block)])
    if weight(said) > weight(_joined(above)):
        return False
    return not _names(said) & _names(told) and _has_other_words(told, said)


def _has_other_words(told: str, said: str) -> bool:
    """Whether hardly a word of what is said is one of what is told; none, where little is told."""
    words, most = _OF_TEXT if weight(told) >= _TEXT else _OF_NOTICE
    return len(stems_of(said)) >= words and share_in(told, said) < most


def _joined(blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in blocks)


def _is_small(outline: Outline, box: Node, texts: Sequence[Block]) -> bool:
    """Whether a box has a few lines, each a sentence, and no picture or quotation."""
    if sum(weight(block.text) for block in texts) > _LONGEST:
        return False
    pictures = any(block.image is not None for block in outline.blocks[box.first : box.last])
    quoted = any(block.text[0] in _MARKS for block in texts) or next(box.element.iter(*_QUOTED), None) is not None
    return not pictures and not quoted and not any(map(is_code, texts)) and _are_sentences(texts)


def _are_sentences(texts: Sequence[Block]) -> bool:
    """Whether all lines end as sentences do, but for a heading above them."""
    headed = bool(texts) and texts[0].element.tag in LOWER_HEADINGS
    return len(texts) > headed and all(ends_sentence(block.text) for block in texts[headed:])


def _names(text: str) -> set[str]:
    """Words with a capital letter."""
    return {word for word in WORD.findall(text) if len(word) >= _NAME and word[0].isupper()}
