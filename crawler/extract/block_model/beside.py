"""What stands among an article's text and is none of it, by form: text for no reader, comments, the card of another page."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice

from lxml.etree import _Element as Element

from crawler.extract.block_model.boxed import CARD, boxes_amid, is_code, paragraphs_in
from crawler.extract.block_model.digests import machine_digests
from crawler.extract.block_model.unrelated import unrelated
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import holds_comments, is_prose, reads_as_label
from crawler.page.markup import box_form, is_called
from crawler.page.tags import HEADINGS
from crawler.text.writing import ends_line, ends_sentence, weight

MOST_BESIDE = 0.75  # of the kept text, which is no thing beside it
_ADVERTISEMENTS = frozenset(("ad", "ads", "advert", "adverts", "advertisement", "advertisements", "advertising"))
_BANNERS = frozenset(("banner", *_ADVERTISEMENTS))  # `banner_image` is one of the article's
_SHARING = frozenset(("share", "sharing", "social", "socials"))
_PARAGRAPHS = frozenset(("p", "li", *HEADINGS))
_FIELDS = frozenset(("email", "password", "radio"))  # of a reader's own; ingredients have boxes to tick
_LABEL, _TWICE = 40, 2  # characters of a label, and how often it stands amid a text
_LABELLED = frozenset(("div", "center"))
_SMALL = 0.2  # of the kept text, in the box of a field
_BOXED = frozenset(("div", "aside", "blockquote", "span", "section", "figure", "q"))
_REPEATED, _MOST_REPEATED = (25, 250), 20  # Latin characters of a line that repeats some of the text, and such lines
_WORDS = 5  # of what repeats some of the text, in scripts that part them
_AROUND_WORDS = " .!?…»«„“”\"‚‘’'「」『』"
_UNBROKEN = 40  # ASCII characters of no word
_SCRIPT = re.compile(r"/\S{1,200}\.(?:js|css)(?:\?\S{0,200})?\Z")  # the address of one
_SCRIPT_HAS = (".js", ".css")
# Rules of a style sheet, calls and assignments of a script: `{margin:0`, `;}`, `push(function(){`, `a.src="`, `var _hmt=`.
_CODED = re.compile(
    r"[{,]\s?\"[\w-]{1,40}\"\s?:|"
    r"[{;]\s?[\w-]{1,40}\s?:\s?[^\s;{}][^;{}]{0,80}(?=[;}])|\)\s?[;{]|[\w\])]\s?=\s?(?:[\"'\[{]|function|new )|\}\s?[;)]|/\*|\*/"
)
_SEVERAL_SIGNS = 3
_SIGNS = (*"{};=*[%@", "Normal", "undefined")  # one of them is in whatever the patterns of code find
# Nothing but what a script was to fill in, the values of a form, marks of a plug-in that is gone, or what an office program
# writes before a text.
_LEFT_OVER = re.compile(
    r"%%.{1,300}%%|\{%.{1,300}%\}|<%.{1,300}%>|@@\w{1,60}@@|\{\{[^{}]{1,400}\}\}|(?:\s*+[$#]\{[^{}]{1,200}\})++|%{1,2}[A-Z][A-Z_\d]{2,40}%{1,2}|"
    r"[\[{]{1,2}\s?\"[^\"]{1,60}\"\s?:.{0,2000}[\]}]|[\w.-]{1,40}=[^\s&=]{0,200}(?:&[\w.-]{1,40}=[^\s&=]{0,200}){1,20}|"
    r"(?:\s*+(?:undefined|NaN|null|\[object Object\])(?!\w))++\s*+|"
    r"(?:\s*+\[/?[a-z]\w{1,30}(?:[\s-][^\[\]]{0,300})?\])++\s*+|Normal\s0(?:\s\d{1,2})?(?:\sfalse){3}[\w\s*/{}:;.\"-]{0,400}"
)


def beside(outline: Outline, kept: Sequence[Block]) -> frozenset[int]:
    """Indices of the kept blocks that are none of the article's, if these are the smaller part."""
    boxes = [*boxes_beside(outline, kept), *_questions(outline, kept), *_advertised(outline, kept), *boxes_amid(outline, kept)]
    boxes += [*_shared(outline, kept), *machine_digests(outline, kept), *unrelated(outline, kept)]
    labels = _labels(outline, kept)
    within = outline.within(boxes)
    within |= {block.index for block in _said_again(kept)}
    found = [block for block in kept if block.text in labels or _is_machines(block) or block.index in within]
    few = sum(len(block.text) for block in found) < MOST_BESIDE * sum(len(block.text) for block in kept)
    return frozenset(block.index for block in found) if few else frozenset()


def _said_again(kept: Sequence[Block]) -> Iterator[Block]:
    """The lines in boxes of their own that repeat words of a paragraph, as magazines print them large amid the text."""
    paragraphs = [block for block in kept if is_prose(block)]
    forms = {box_form(block.element) for block in paragraphs}
    for block in islice((block for block in kept if _may_repeat(block, forms)), _MOST_REPEATED):
        words = block.text.strip(_AROUND_WORDS)
        if any(words in other.text for other in paragraphs if other is not block):
            yield block


def _may_repeat(block: Block, paragraphs: Container[tuple[str, str]]) -> bool:
    """Whether a block without a link is in a box, has another form than paragraphs, and is longer than a name."""
    if block.link_chars or block.element.tag not in _BOXED or box_form(block.element) in paragraphs:
        return False
    length = weight(block.text)
    return _REPEATED[0] <= length <= _REPEATED[1] and (len(block.text.split()) >= _WORDS or length > len(block.text))


def _labels(outline: Outline, kept: Sequence[Block]) -> set[str]:
    """What a short line between paragraphs of another form says again: `Advertisement`.

    The names of those who talk are several, and lines of one form.
    """
    body = paragraphs_in(kept)
    amid = [] if body is None else outline.shown(kept[0].index, kept[-1].index)
    times = Counter((box_form(block.element), block.text) for block in amid if _may_be_label(block, body))
    again = [said for said, many in times.items() if many >= _TWICE]
    kinds = Counter(form for form, _ in again)
    return {text for form, text in again if kinds[form] == 1}


def _may_be_label(block: Block, body: Element | None) -> bool:
    short = len(block.text) <= _LABEL and not block.link_chars and not ends_line(block.text)
    own = block.element.tag in _LABELLED or [each.tag for each in islice(block.element, 2)] == ["small"]
    return short and own and block.element.getparent() is body


def boxes_beside(outline: Outline, kept: Sequence[Block]) -> Iterator[Node]:
    """The boxes around kept blocks that say of themselves that they are comments, or not to be read out."""
    nodes = [outline.nodes[at] for at in outline.holding(kept)]
    yield from (node for node in nodes if node.element.attrib and (_is_unsaid(node) or holds_comments(node.element)))
    yield from _unsaid_paragraph(nodes, kept)


def _unsaid_paragraph(nodes: Sequence[Node], kept: Sequence[Block]) -> list[Node]:
    """The only paragraph that is not to be read out, amid the text: a pay wall hides all that follows."""
    unsaid = [node for node in nodes if node.tag in _PARAGRAPHS and _is_all_unsaid(node.element)]
    return unsaid if len(unsaid) == 1 and unsaid[0].last <= kept[-1].index else []


def _is_all_unsaid(paragraph: Element) -> bool:
    """Whether a paragraph is not to be read out, or the one element that it is made of."""
    inner = paragraph[0] if len(paragraph) == 1 and not (paragraph.text or "").strip() else paragraph
    bare = inner is paragraph or not (inner.tail or "").strip()
    return bare and "true" in (paragraph.get("aria-hidden"), inner.get("aria-hidden"))


def _is_unsaid(node: Node) -> bool:
    """Whether a box says that it is not to be read out; a panel that is closed, and a paragraph behind a pay wall, are text."""
    get = node.element.get
    closed = get("aria-labelledby") is not None and get("role") != "tooltip"
    return get("aria-hidden") == "true" and node.tag not in _PARAGRAPHS and not closed


def _advertised(outline: Outline, kept: Sequence[Block]) -> Iterator[Node]:
    """The small boxes amid the text whose class names are those of advertisements; a banner above it has its first words."""
    for node, _ in _small_called(outline, kept, _is_advertisement):
        if node.first > kept[0].index:
            yield node


def _shared(outline: Outline, kept: Sequence[Block]) -> Iterator[Node]:
    """The small boxes whose class names are those of buttons that share a page, with labels alone."""
    for node, held in _small_called(outline, kept, _is_for_sharing):
        if all(reads_as_label(block.text) for block in held):
            yield node


def _small_called(outline: Outline, kept: Sequence[Block], called: Callable[[Node], bool]) -> Iterator[tuple[Node, list[Block]]]:
    """The small boxes behind the first kept line that are called something, each with the kept lines in it."""
    most = _SMALL * sum(len(block.text) for block in kept)
    for node in filter(called, (outline.nodes[at] for at in outline.holding(kept[1:]))):
        held = list(node.among(kept))
        if _is_small(held, most):
            yield node, held


def _is_advertisement(node: Node) -> bool:
    return is_called(node.element, _BANNERS) or is_called(node.element, _ADVERTISEMENTS, "-_")


def _is_for_sharing(node: Node) -> bool:
    return node.tag not in _PARAGRAPHS and is_called(node.element, _SHARING, "-_")


def _questions(outline: Outline, kept: Sequence[Block]) -> Iterator[Node]:
    """The small boxes around a field that a reader is to fill in: a call to subscribe, a poll, in any words."""
    most = _SMALL * sum(len(block.text) for block in kept)
    for at in {at for at, tag in set(outline.widgets) if _is_for_readers(outline.nodes[at], tag)}:
        box = None
        while at >= 0 and _is_small(outline.nodes[at].among(kept), most):
            box, at = outline.nodes[at], outline.nodes[at].parent
        if box is not None:
            yield box


def _is_for_readers(node: Node, tag: str) -> bool:
    """Whether a field, of this tag in an element, is one that a reader is to write in."""
    return tag == "textarea" or (tag == "input" and _asks_readers(node))


def _asks_readers(node: Node) -> bool:
    return any(field.get("type") in _FIELDS for field in node.element.iter("input"))


def _is_small(held: Sequence[Block], most: float) -> bool:
    return len(held) <= CARD and sum(len(block.text) for block in held) <= most


def _is_machines(block: Block) -> bool:
    """Whether a block is hardly more than what programs say to each other: long runs of signs that no word has, code in no
    `pre`, marks that a program left."""
    if block.link_chars:
        return False
    return _is_unbroken(block.text) or (not is_code(block) and _is_coded(block.text))


def _is_coded(text: str) -> bool:
    if not any(map(text.__contains__, _SIGNS)):
        return False
    coded = len(_CODED.findall(text)) >= _SEVERAL_SIGNS and not ends_sentence(text)
    return coded or _LEFT_OVER.fullmatch(text) is not None


def _is_unbroken(text: str) -> bool:
    if text.startswith("http") and _SCRIPT.search(text):
        return True
    words = text.split() if len(text) >= 2 * _UNBROKEN else []
    if not _may_have_runs(text, words):
        return False
    runs = [len(word) for word in words if word.isascii() and (len(word) > _UNBROKEN or _SCRIPT.search(word))]
    return len(runs) > 1 and 10 * sum(runs) > 7 * sum(map(len, words))


def _may_have_runs(text: str, words: Sequence[str]) -> bool:
    """A quick look, for most lines: whether a word is long, or an ending of scripts in the text."""
    return max(map(len, words), default=0) > _UNBROKEN or any(map(text.__contains__, _SCRIPT_HAS))
