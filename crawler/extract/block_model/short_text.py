"""Where a short text ends, behind which small boxes of the site stand with their headings and as many words."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.extract.body.part_runs import size
from crawler.extract.fields.date_places import has_own_day
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, is_linked, is_prose, is_sentence
from crawler.page.markup import box_form
from crawler.text.stems import share_in
from crawler.text.writing import weight

_SHORT = 600  # Latin characters of a text with boxes of the site behind it that may say as much
_FEW, _HALF, _LEAST = 2, 0.45, 0.15  # paragraphs in such a box, and the share of the text before boxes of few and of many forms
_QUARTER = 0.25  # of the text before such boxes whose heading was dropped: less is the summary of what follows
_SHARED = 0.2  # of the words in boxes behind a short text: the sites' have up to .18 of it, the articles' sections .28 and more
_SEVERAL = 3  # boxes
_FOOT = 4  # lines that end a page

Blocks = list[Block]


def before_the_last_lines(outline: Outline, kept: Blocks, title: int) -> Blocks:
    """What of a short text is in the element around headline, day and first sentence, where the lines that end the page stand
    behind it and hardly a word of it comes again in them."""
    box, own, behind = _parted(outline, kept, title, lambda block: is_sentence(block.text))
    if not behind or not _is_short(own) or not any(map(has_own_day, outline.shown(title, box.last))):
        return kept
    last = [block for block in outline.shown(behind[0].index) if not is_linked(block)]
    return own if 0 < len(last) <= _FOOT and _tell_of_others(behind, [outline.blocks[title], *own]) else kept


def in_its_box(outline: Outline, kept: Blocks, title: int) -> Blocks:
    """What of a short text is in the element around headline and first paragraph, where small boxes with headings follow."""
    box, own, behind = _parted(outline, kept, title, is_prose)
    if not behind or not _is_short(own) or _have_one_form(outline, own, behind):
        return kept
    dropped = any(map(is_heading, outline.shown(box.last, behind[0].index)))
    if dropped and _is_short(kept) and size(own) >= _QUARTER * size(kept):
        return own
    headed = is_heading(outline.shown(box.last)[0])
    return own if (dropped or any(map(is_heading, behind))) and _are_beside(outline, own, behind, headed) else kept


def _parted(outline: Outline, kept: Blocks, title: int, begins: Callable[[Block], bool]) -> tuple[Node, Blocks, Blocks]:
    """The element around a headline and the first block below it that begins the text; what is kept up to its end, and behind."""
    first = next(filter(begins, blocks_from(kept, title + 1)), outline.blocks[-1])
    box = outline.nodes[outline.around([outline.blocks[title], first])[0]]
    behind = blocks_from(kept, box.last)
    return box, kept[: len(kept) - len(behind)], behind


def _is_short(text: Blocks) -> bool:
    return sum(weight(block.text) for block in text) <= _SHORT


def _are_beside(outline: Outline, own: Blocks, behind: Blocks, headed: bool) -> bool:
    """Whether what stands behind a short text is in small boxes: no more of it than of the text, or each box of another form.

    headed: whether a heading stands right behind the text's box; where the words there are the text's, too, it is its section.
    """
    runs = list(_runs(outline, behind))
    if max(map(len, runs), default=0) > _FEW:
        return False
    share = size(own) / (size(own) + size(behind))
    forms = {box_form(box) for run in runs if (box := run[0].element.getparent()) is not None}
    apart = (headed and _tell_of_others(own, behind)) or (len(runs) >= _SEVERAL and len(forms) == len(runs))
    return share >= (_LEAST if apart else _HALF)


def _have_one_form(outline: Outline, own: Blocks, behind: Blocks) -> bool:
    """Whether running text behind a text stands in boxes that are made as its own ones are, up to the element around both."""
    around = outline.nodes[outline.around([own[0], *behind])[0]].element
    forms = ({_form_below(block, around) for block in blocks if is_prose(block)} for blocks in (own, behind))
    return not set.isdisjoint(*forms)


def _form_below(block: Block, around: Element) -> tuple[tuple[str, str], ...]:
    """The forms of the boxes that a paragraph stands in, the innermost first."""
    return tuple(map(box_form, takewhile(lambda each: each is not around, block.element.iterancestors())))


def _tell_of_others(own: Blocks, behind: Blocks) -> bool:
    """Whether hardly a word of some blocks comes again in a text."""
    told, said = (" ".join(block.text for block in blocks) for blocks in (own, behind))
    return share_in(told, said) < _SHARED


def _runs(outline: Outline, kept: Blocks) -> Iterator[Blocks]:
    """Paragraphs of running text that follow each other with no other line between."""
    run: Blocks = []
    for block in filter(is_prose, kept):
        if run and outline.shown(run[-1].index + 1, block.index):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def blocks_from(kept: Blocks, index: int) -> Blocks:
    """The kept blocks from an index on."""
    return [block for block in kept if block.index >= index]
