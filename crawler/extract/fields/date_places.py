"""Where on a page the day of its own news can stand, by how much each place says, and which places are those of others."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields import date_words as words
from crawler.extract.fields.author_names import is_by_line
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_linked, links_in
from crawler.page.markup import all_text, class_and_id
from crawler.page.names import finding
from crawler.page.page import Page
from crawler.text.dates.calendars import MINGUO_DAY, TAIWAN
from crawler.text.dates.parse import may_have_day, scan_days
from crawler.text.dates.row_date import is_day
from crawler.text.writing import weight

BEFORE = 14  # blocks before title or body that are looked at
BESIDE_TITLE = 0.5  # points for a line in one row with the headline: of two at the same distance it is the nearer one
_READERS = 9.0  # points that a day on which a reader wrote loses: more than any place can give
_MENU = 3  # blocks of links between a date and the title behind it: the date is the masthead's
_HEADLINE = 15  # Latin letters of a link beside a date that name another page
_LABEL = 6  # of a link in the line of a date: more than what prints or shares a page, or than a month
TILE, TILES = 14, 3  # characters of a date tile, and cells of one
_LINE = 160  # Latin characters of a line that has the day
_MOMENT = 30  # characters of one that says how long ago it was
_LINES_KEPT = 2000  # lines whose days are remembered, more than a page has
_MINGUO = re.compile(MINGUO_DAY)
_HAN = re.compile("[\u4e00-\u9fff]")
_SPAN = re.compile(r"(?<!\d)\d{1,2}\.?\s*(?:[-–—~～]|\b\w{1,3}\b)\s*\Z")  # of days: the first of them, before a date
# What has its own day: an edition of rules. Others are among the words for days of something else.
_EDITION = re.compile(r"\b(?:stand|fassung|version|edition|ausgabe|en vigueur|vigente|gültig)\b|生效|施行", re.I)
# What systems call the top of a page, whatever stands in it, and the day on which it is read.
_MASTHEAD = re.compile(
    r"(?:^|\s)(?:(?:site|main|global|top)[_-]?header|header|banner)(?:$|\s)|(?<![a-z])(?:masthead|top[_-]?bar|"
    r"today(?:s?[_-]?date)?|current[_-]?date|date[_-]?today|clock)(?![a-z])", re.I
)  # fmt: skip
_calls_masthead = finding(_MASTHEAD)
_ROW, _PAGE = 3, frozenset(("body", "main", "article", "section"))  # elements around a headline that may be its row; wider ones
_WIDE = frozenset(("body", "main", "article", "section", "ul", "ol", "table", "tr"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where on the page a date is looked for: index of the title's block, first and last block of the body."""

    title: int | None
    first: int
    last: int


def anchor_of(title: int | None, body: tuple[int, int]) -> Anchor:
    """The anchor of a page; a title behind the body is none."""
    return Anchor(None if title is not None and title > body[1] else title, *body)


def place(index: int, anchor: Anchor) -> float:
    """Points for where a block stands: between title and body is best, deep in the body or far from both worst."""
    score = _near_title(index - anchor.title) if anchor.title is not None else 0.0
    ahead = anchor.first - index
    if anchor.title is not None and ahead < 0 < index - anchor.title <= 6:
        return score  # the body was taken to begin at the title
    if ahead >= -1:
        return score + _before_body(ahead, titled=anchor.title is not None)
    if index < anchor.last - 2:
        return score - (3.0 if ahead < -2 else 0.0)
    return score + (1.0 if index - anchor.last <= 3 else 0.0)


def _before_body(ahead: int, *, titled: bool) -> float:
    """Points for a place this many blocks before the body's first one."""
    if ahead <= 6:
        return 2.0 if ahead >= 0 else 1.0
    return 1.0 if not titled and ahead <= 4 * BEFORE else 0.0


def _near_title(distance: int) -> float:
    """Points for a place this many blocks behind the title."""
    if distance < 0:
        return 1.0 if distance >= -4 else 0.0
    return 3.0 if distance <= 4 else 2.0 if distance <= 10 else 1.0 if distance <= 20 else 0.0


def is_another_pages(block: Block, blocks: Sequence[Block], anchor: Anchor) -> bool:
    """Whether a date without a label that stands before the title or behind the body is not this page's.

    It is of the page that a link beside it leads to, or of the day on which the page is read, in the masthead.
    """
    if anchor.title is not None and anchor.title <= block.index <= anchor.last:
        return False
    if anchor.title is not None and block.index < anchor.title:
        return is_in_masthead(block, blocks, anchor) or sum(map(is_linked, blocks[block.index : anchor.title])) >= _MENU
    return block.index > anchor.last and _leads_elsewhere(block, blocks[anchor.last].element)


def is_in_masthead(block: Block, blocks: Sequence[Block], anchor: Anchor) -> bool:
    """Whether a line stands in the top of the page, which holds no headline and is part of no article."""
    headline = around_headline(blocks, anchor)
    around = list(takewhile(lambda each: each not in headline, _around(block)))
    if any(each.tag == "article" for each in _around(block)):
        return False
    inside = next(block.element.iterancestors("main"), None) is not None  # whose `header` is that of the news
    return any((each.tag == "header" and not inside) or _is_called_masthead(each) for each in around)


def _is_called_masthead(element: Element) -> bool:
    return element.get("role") == "banner" or _calls_masthead(class_and_id(element))


def is_in_another_pages_link(element: Element, page: Page) -> bool:
    """Whether a date stands inside a link with the words of a headline that leads away: whatever its label, it is not ours."""
    links = (link for link in element.iterancestors("a") if _words_in(link) >= _HEADLINE)
    return any(page.leads_away(link.get("href")) for link in links)


def is_above_box(block: Block, blocks: Sequence[Block], anchor: Anchor) -> bool:
    """Whether a line stands before the box that holds title and text, as the masthead's day does."""
    if anchor.title is None or block.index >= min(anchor.title, anchor.first):
        return False
    text = _around(blocks[anchor.first])
    box = next((each for each in _around(blocks[anchor.title]) if each in text), None)
    return box is not None and box.tag not in ("body", "html") and box not in _around(block)


def is_beside_title(block: Block, blocks: Sequence[Block], anchor: Anchor) -> bool:
    """Whether a line stands in one small box with the headline: a row of a table, a header."""
    if anchor.title is None or block.index == anchor.title:
        return False
    own = _around(block)[: _ROW + 1]
    return any(each in own for each in _around(blocks[anchor.title])[1 : _ROW + 1] if each.tag not in _PAGE)


def _around(block: Block) -> list[Element]:
    """The element of a block and those that it stands in, the innermost first."""
    return [block.element, *block.element.iterancestors()]


def _leads_elsewhere(block: Block, text: Element) -> bool:
    """Whether a date stands in a link with other words, or beside one with the words of a headline. text: what is read there."""
    box: Element | None = block.element
    for _ in range(3):
        if box is None or (box.tag in _WIDE and not _is_of_another(box, text)):
            return False
        if box.tag == "a" or any(_words_in(link) >= (_LABEL if box is block.element else _HEADLINE) for link in box.iter("a")):
            return True
        box = box.getparent()
    return False


def _is_of_another(box: Element, text: Element) -> bool:
    """Whether an `article` is another than the one whose text is read."""
    return box.tag == "article" and box is not text and box not in text.iterancestors("article")


def _words_in(link: Element) -> int:
    """Letters of a link, none of one that names an author."""
    around = link.getparent()
    named = around is not None and is_by_line(all_text(around).strip())
    return 0 if named else weight("".join(filter(str.isalpha, all_text(link))))


def elsewhere(element: Element, around_title: Collection[Element] = ()) -> float:
    """Points that an element loses for a box around it that is another's; around_title: a box with the headline is not."""
    at: Element | None = element
    for _ in range(6):
        if at is None or at.tag in ("body", "main", "article") or at in around_title:
            return 0.0
        if at.tag in words.ELSEWHERE_TAGS:
            return 4.0
        names = class_and_id(at)
        if len(names) > 2 and (found := words.ELSEWHERE.search(names)):
            return _READERS if "comment" in found[0].lower() else 3.0
        at = at.getparent()
    return 0.0


def around_headline(blocks: Sequence[Block], anchor: Anchor) -> list[Element]:
    """The elements that the headline stands in; none where there is no headline."""
    return [] if anchor.title is None else _around(blocks[anchor.title])


def is_of_the_site(element: Element) -> bool:
    """Whether a day of change in this element is the whole site's, as in the foot of its pages, and no article's."""
    return elsewhere(element) > 0 and next(element.iterancestors("article", "main"), None) is None


def has_own_day(block: Block) -> bool:
    """Whether a line has a day that is not said to be one of something else."""
    text = block.text
    told = _is_moment(block) or (may_have_day(text) and weight(text) <= _LINE and _says_own_day(block, text))
    return told and not _dates_other_things(text)


def _says_own_day(block: Block, text: str) -> bool:
    days = _days_in(text)
    if any(not _SPAN.search(text[:start]) for start, _ in days) and not _is_row(block, days):
        return True
    return is_day(" ".join(tile_in(block))) or (not days and is_day(text) and not is_linked(block))


def _is_moment(block: Block) -> bool:
    """Whether a line is the words for a moment whose day the page states: `3 hours ago`, `Yesterday`."""
    if len(block.text) > _MOMENT or is_linked(block):
        return False
    return any(any(scan_days(each.get("datetime") or "")) for each in block.element.iter("time"))


@lru_cache(maxsize=_LINES_KEPT)
def _days_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where a line has days: (start, end) of each."""
    languages = TAIWAN if _HAN.search(text) or _MINGUO.fullmatch(text) else ()
    return tuple(found.span() for found, _ in scan_days(text, languages))


def tile_in(block: Block) -> list[str]:
    """The cells of a date tile in one line, of which only a style sheet makes several: `<b>10</b>2024.07`; nothing of others."""
    cells = [said for text, _ in block.pieces if (said := text.strip())] if len(block.text) <= TILE else []
    return cells if 1 < len(cells) <= TILES and all(cell[0].isalnum() for cell in cells) else []


def _dates_other_things(text: str) -> bool:
    """Whether a line says that its day is the site's, an event's, or that of a change."""
    if any(each.search(text) for each in (words.FOREIGN, _EDITION)):
        return True
    return words.MODIFIED.search(text) is not None and not words.PUBLISHED.search(text)


def _is_row(block: Block, days: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of links is a row of a list, and no day that leads to its own page, alone or beside a name."""
    if not is_linked(block) or any(is_by_line(block.text[end:].strip(" ,|·")) for _, end in days):
        return False
    return any(not is_day(all_text(link)) for link in links_in(block))
