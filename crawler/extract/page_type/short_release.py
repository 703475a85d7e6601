"""Whether a page is built like a release, however short: a headline, its day, and running text below.

No words are known but those that label days of other things: the form of a page is the same in every language.
"""

import math
import re
from collections.abc import Container
from dataclasses import dataclass, field

from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.title_claims import saying, segments, stated_site_keys
from crawler.extract.fields.title_printed import is_named_title, says_title
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_only_links, offers_file, targets_of
from crawler.page.markup import class_and_id, is_bold
from crawler.page.metadata import META_NAMES, Head, head_of
from crawler.page.page import Page
from crawler.text.dates.in_url import url_date
from crawler.text.dates.parse import scan_days
from crawler.text.dates.row_date import is_day
from crawler.text.fingerprint import title_key
from crawler.text.writing import OWN_ENDS, UNPUNCTUATED, ends_line, ends_sentence, ends_with_colon, weight

# Lengths are in Latin characters, as crawler.text.writing.weight counts them.
_PARAGRAPH = 80  # of running text
_SENTENCE = 20
_UNMARKED = 40  # of a line in Thai, Lao or Khmer: less is a label
LEAST, _UNPRINTED, WITH_FILE = 50, 100, 30  # running text below a printed day, a stated one, and beside a document
_CLAIMED = 500  # running text up to which the claim of a page says more than the model's signs
_PLACE = 40  # characters before the day with which a text begins
_AFTER_PLACE = re.compile(r"\s*+(?:[.,)）]\s*+)?(?:[-–—−/:：)）\]】讯電电])")
_HEADLINE = 12, 250
_BEFORE, _IN_BOX, _AFTER = 2, 4, 3  # lines before the headline, before it in its box, and behind the text that may have the day
_HEADLINES = frozenset({"h1", "h2", "h3"})
_STATED = tuple(name for name in META_NAMES["published"] if "publi" in name)
_INNER_END = re.compile(rf"[^\W\d_]{{3}}[.!?]\s(?=[^\W\d_a-z])|[{OWN_ENDS}]")
_SENTENCES = 2
_CUT = re.compile(r"\A[^©]*[^\W\d_]\W{0,5}\Z")  # a page's foot says whose the rights are, or ends with a number
_MIN_KEY = 8  # letters of a line that is a part of the page's title, to be its headline


@dataclass(slots=True)
class TextUnderHeadline:
    """What a page says from its headline on.

    headlines: above the first paragraph; below: the lines between the last of them and the text; paragraphs: how many;
    finished: how many of these end as paragraphs do; text: the lines of running text behind a headline, short sentences too.
    """

    headlines: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    finished: int = 0
    text: list[Block] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Latin characters of the running text."""
        return sum(weight(block.text) for block in self.text)


def told_on(head: Head, shown: list[Block], *, any_line: bool = False) -> TextUnderHeadline:
    """shown: the page's visible text blocks; any_line: any line above the text may be the headline."""
    parts = {title_key(part) for part in segments(head.title or "")}
    told = TextUnderHeadline()
    for block in shown:
        if told.headlines and _is_sentence(block):
            told.text.append(block)
        if _is_paragraph(block):
            told.paragraphs += bool(told.headlines)
            told.finished += bool(told.headlines) and _ends_whole(block.text)
        elif not told.paragraphs and _may_head(head, block, parts, any_line=any_line):
            told.headlines, told.below, told.text = [*told.headlines, block], [], []
        elif not told.paragraphs:
            told.below.append(block)
    return told


def _may_head(head: Head, block: Block, parts: set[str], *, any_line: bool) -> bool:
    """Whether a line may be the headline: no link to another page is."""
    if not (_is_headline(block, parts) or (any_line and _may_be_headline(block))):
        return False
    return not is_only_links(block) or any(map(head.is_here, targets_of(block)))


def is_short_release(page: Page, shown: list[Block], *, printed: bool = False, longest: float = math.inf) -> bool:
    """Whether a headline has its day and running text, be it a sentence; a day that is only stated needs more of it.

    printed: whether a stated day does not do; longest: Latin characters of the running text, at most.
    """
    forms = [form for form in _told(page, shown) if form.size <= longest]
    return any((not printed and _is_stated(page, form)) or _is_printed(page, form, shown) for form in forms)


def is_claimed_release(page: Page, shown: list[Block]) -> bool:
    """Whether a page claims to be an article with its day, and shows the headline over a short text, be it of two sentences.

    The pages of a site whose headline is a line of the menu claim it as often, and are none.
    """
    head = head_of(page)
    said = {title_key(head.of_article("headline") or "")} if head.of_article("datePublished") else set()
    if head.meta(*_STATED) and (head.meta("og:type") or "").lower() == "article":
        said |= {title_key(block.text) for block in _own_headlines(page, shown)}
    return any(LEAST <= form.size <= _CLAIMED and _heads_alone(form.headlines[-1], said, shown) for form in _told(page, shown))


def _heads_alone(headline: Block, said: set[str], shown: list[Block]) -> bool:
    """Whether a headline is one of those that a page states, and no link before it has the same words."""
    key = title_key(headline.text)
    before = (block for block in shown if block.index < headline.index and block.link_chars)
    return key in said and not any(title_key(block.text) == key for block in before)


def release_signs(page: Page, shown: list[Block], told: TextUnderHeadline) -> tuple[bool, bool]:
    """Whether a page is built like a short release, and like one whose day is printed. told: as of `told_on`."""
    forms = _forms(page, shown, told)
    printed = any(_is_printed(page, form, shown) for form in forms)
    return printed or any(_is_stated(page, form) for form in forms), printed


def _told(page: Page, shown: list[Block]) -> list[TextUnderHeadline]:
    return _forms(page, shown, told_on(head_of(page), shown))


def _forms(page: Page, shown: list[Block], told: TextUnderHeadline) -> list[TextUnderHeadline]:
    """What stands below the first headlines, or a line that may be one, and below the page's own."""
    first = told if told.headlines else told_on(head_of(page), shown, any_line=True)
    return [form for form in (first, below_own_headline(page, shown)) if form]


def _is_stated(page: Page, told: TextUnderHeadline) -> bool:
    """Whether there is enough text below a headline for a day that is only stated."""
    return told.size >= _UNPRINTED and is_stated_day(page)


def _is_printed(page: Page, told: TextUnderHeadline, shown: list[Block]) -> bool:
    """Whether there is text below a headline, and its day in or around it."""
    least = WITH_FILE if told.size < LEAST and any(map(offers_file, shown)) else LEAST
    return told.size >= least and (_begins_with_day(told.text[0]) or any(map(has_own_day, _around(page, told, shown))))


def below_own_headline(page: Page, shown: list[Block]) -> TextUnderHeadline | None:
    """What stands below the page's own headline; a notice, a menu with prose or a column of the site may stand before it."""
    own, below = parted_at_headline(page, shown)
    text = [block for block in below if _is_sentence(block)]
    return TextUnderHeadline(own, below[: below.index(text[0])], text=text) if text else None


def parted_at_headline(page: Page, shown: list[Block]) -> tuple[list[Block], list[Block]]:
    """The page's own headline, and the lines below it; nothing of a page that has none, or several."""
    own = _own_headlines(page, shown)
    return (own[:1], shown[shown.index(own[0]) + 1 :]) if len({block.text for block in own}) == 1 else ([], [])


def _own_headlines(page: Page, shown: list[Block]) -> list[Block]:
    """The headlines that the page's title names, or the `h1`, or a line that is called a title; not the name of the site."""
    head = head_of(page)
    names = stated_site_keys(page)
    parts = set(map(title_key, segments(head.title or ""))) - names
    says_part = saying(parts)
    named = [block for block in shown if says_part(block.text) and _is_headline(block, parts)]
    if named:
        return list(filter(_is_in_heading, named)) or named  # the foot of a page may name the site as well
    return _marked_headlines(shown, names)


def _marked_headlines(shown: list[Block], names: Container[str]) -> list[Block]:
    """The `h1` of a page but for those with the names of its site, else the lines that their own class calls a title."""
    first = [block for block in shown if block.element.tag == "h1" and title_key(block.text) not in names]
    return first or [block for block in shown if _may_be_headline(block) and says_title(class_and_id(block.element))]


def _is_in_heading(block: Block) -> bool:
    return block.element.tag in _HEADLINES


def has_day_below(told: TextUnderHeadline) -> bool:
    """Whether the page's own day stands between headline and text, or the text begins with it."""
    return any(map(has_own_day, told.below)) or bool(told.text and _begins_with_day(told.text[0]))


def _begins_with_day(block: Block) -> bool:
    """Whether a text begins with a place and a day: `Perth, 3 June 2024. - The company ...`."""
    text = block.text[: 3 * _PLACE]
    return any(found.start() <= _PLACE and _AFTER_PLACE.match(text, found.end()) for found, _ in scan_days(text))


def _around(page: Page, told: TextUnderHeadline, shown: list[Block]) -> list[Block]:
    """The lines around headline and text that may have the day; above them a few more, if they stand in the headline's box."""
    headline = told.headlines[-1]
    places = {block.index: at for at, block in enumerate(shown)}
    first, last = places[headline.index], places[told.text[-1].index]
    box = page.outline.nodes[page.outline.nodes[headline.node].parent]
    inside = [line for line in shown[max(0, first - _IN_BOX) : max(0, first - _BEFORE)] if line.index >= box.first]
    return [*inside, *shown[max(0, first - _BEFORE) : first], *told.below, *shown[last + 1 : last + 1 + _AFTER]]


def is_stated_day(page: Page) -> bool:
    """Whether the page states, or its address has, the day of an article."""
    head = head_of(page)
    stated = head.of_article("datePublished") or head.meta(*_STATED)
    return bool(stated) or url_date(page.url) is not None


def _is_paragraph(block: Block) -> bool:
    """Whether a block is a paragraph of running text, and no link."""
    return block.link_chars * 3 < len(block.text) and weight(block.text) >= _PARAGRAPH and _is_whole(block)


def _is_sentence(block: Block) -> bool:
    """Whether a block is a sentence at least, and no link."""
    if weight(block.text) >= _PARAGRAPH:
        return _is_paragraph(block)
    if "©" in block.text:  # `Acme S.p.A.` ends as a sentence does
        return False
    return block.link_chars * 3 < len(block.text) and weight(block.text) >= _SENTENCE and _ends(block)


def _ends(block: Block) -> bool:
    """Whether a short line ends as a sentence; in writing without marks, whether it is as long as one, and no heading."""
    if ends_sentence(block.text):
        return True
    if UNPUNCTUATED.search(block.text) is None or block.element.tag in _HEADLINES or len(block.text) < _UNMARKED:
        return False
    return _CUT.match(block.text) is not None and not has_own_day(block)


def _is_whole(block: Block) -> bool:
    """Whether a text ends as a paragraph does, or has several sentences, and no link, before what is cut off or not finished."""
    if _ends_whole(block.text):
        return True
    told = _CUT.match(block.text) is not None and not (block.link_chars or has_own_day(block))
    return told and len(_INNER_END.findall(block.text)) >= _SENTENCES


def _ends_whole(text: str) -> bool:
    return ends_line(text) or UNPUNCTUATED.search(text) is not None


def _is_headline(block: Block, parts: set[str]) -> bool:
    """Whether a block is a heading, printed as a part of the page's title, or bold and named as one."""
    if block.element.tag in _HEADLINES:
        return not is_day(block.text)
    if not _may_be_headline(block):
        return False
    key = title_key(block.text)
    return (len(key) >= _MIN_KEY and key in parts) or is_named_title(block.element) or is_bold(block.pieces)


def _may_be_headline(block: Block) -> bool:
    """Whether a line has the length of a headline, and is no sentence, link, label or day."""
    text = block.text
    if not _HEADLINE[0] <= weight(text) <= _HEADLINE[1] or block.link_chars or ends_with_colon(text):
        return False
    return not ends_sentence(text) and not has_own_day(block)
