"""Pages of several posts or releases: threads, archives, lists with whole paragraphs. Told by their boxes, in any language."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from crawler.extract.fields.date_places import has_own_day
from crawler.extract.page_type.short_release import is_stated_day
from crawler.extract.page_type.structure import PARAGRAPH
from crawler.page.blocks import Block, Node, Outline
from crawler.page.boilerplate import is_heading, is_linked, is_prose, targets_of
from crawler.page.markup import class_names
from crawler.page.page import Page
from crawler.text.dates.parse import scan_days
from crawler.text.writing import ends_sentence, weight

_BOXES = 3  # side by side, at least
_NEARLY_ALL = 0.75  # of the boxes
_MOST = 0.6  # of the page's running text in them
_DAY_LINE = 80  # characters of a line with a day


def is_of_posts(page: Page) -> bool:
    """Whether most running text stands in boxes of one form side by side, nearly each with its day and a link above its text,
    and no sentence above them but a short one without a day.

    The link leads to the post's own page, or its writer's: what an article prints above its text is no link to itself, and
    entries of a live report lead to places of their page.
    """
    outline = page.outline
    prose = list(filter(is_prose, outline.shown()))
    places = [block.index for block in prose]
    until = [0, *accumulate(len(block.text) for block in prose)]

    def size(boxes: Sequence[Node]) -> int:
        """Characters of the running text in some boxes."""
        return sum(until[bisect_left(places, box.last)] - until[bisect_left(places, box.first)] for box in boxes)

    return any(size(boxes) >= _MOST * until[-1] and _are_posts(page, boxes) for boxes in _alike(outline, prose))


def _are_posts(page: Page, boxes: Sequence[Node]) -> bool:
    above = page.outline.shown(0, boxes[0].first)
    if any(map(_is_sentence, above)) and not _introduces(page, above):
        return False  # it has a text of its own, and others below
    posts = [_is_post(page, page.outline.shown(box.first, box.last)) for box in boxes]
    return posts[0] and sum(posts) >= _NEARLY_ALL * len(posts)


def _introduces(page: Page, above: Sequence[Block]) -> bool:
    """Whether what stands above the boxes may be said of the list: it is short, and neither it nor the page has a day."""
    return not is_stated_day(page) and not any(has_own_day(line) or weight(line.text) >= PARAGRAPH for line in above)


def _is_sentence(line: Block) -> bool:
    """Whether a line is a sentence, and not what a thread is called, be it a question."""
    return ends_sentence(line.text) and not is_heading(line) and not is_linked(line)


def _alike(outline: Outline, prose: Sequence[Block]) -> Iterator[list[Node]]:
    """Boxes with running text that have a class in common, or all none, and stand in one element.

    Their other classes may differ: of every second one, of those of one topic, a number.
    """
    found: defaultdict[tuple[int, str, str], list[Node]] = defaultdict(list)
    for node in map(outline.nodes.__getitem__, sorted(outline.holding(prose))):
        if node.tag != "li":  # a list may be the article's: of sources, of what happened when
            for name in class_names(node.element) or {""}:
                found[node.parent, node.tag, name].append(node)
    return (boxes for boxes in found.values() if len(boxes) >= _BOXES)


def _is_post(page: Page, lines: Sequence[Block]) -> bool:
    head = takewhile(lambda line: not is_prose(line), lines)
    dated = any(len(line.text) <= _DAY_LINE and any(scan_days(line.text)) for line in lines)
    return dated and any(page.leads_away(target) for line in head for target in targets_of(line))
