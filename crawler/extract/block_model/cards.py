"""Other releases: their cards below an article, which are linked headings with a teaser or a day, and lone headlines amid it.

They lead to other pages of the same site: an article's own sections may lead to themselves, or name what they tell of elsewhere.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import attrgetter
from urllib.parse import urlsplit

from crawler.extract.fields.title_printed import is_named_title
from crawler.page.blocks import Block, Node
from crawler.page.boilerplate import is_linked, is_only_links, links_in, runs_script, targets_of
from crawler.page.markup import Markup, box_form
from crawler.page.names import NAMES_KEPT
from crawler.page.page import Page
from crawler.page.tags import HEADINGS, ITEMS, LOWER_HEADINGS
from crawler.text.dates.row_date import is_day
from crawler.text.writing import ends_sentence, ends_with_colon, weight

_SHORTEST = 12  # characters of a headline
_TEASER, _LINES = 320, 3  # characters of a line below a headline, and how many there may be; an article's sections say more
_EXTRACT, _CUT_OFF = 640, ("…", "...", "…]", "...]", "…)", "...)")  # characters of the first words of a page, and how they end
_NAME = 60  # characters of what names the cards
_SELDOM = 5  # lines of the text, at least, for one that leads to another page
_SELDOM_LABELLED = 2  # lines for one behind a label
_LONGEST_LABEL, _HEADLINE = 32, 15  # Latin characters of the label, and of a headline
_OF_ROWS = HEADINGS | ITEMS
_ROW = 3  # headlines behind the text, at least
_LEAST = 150  # characters of the article that stand above


def cards_in(page: Page, blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places in a page's blocks of cards that stand below kept text, several side by side, in a box with nothing of it.

    What names the cards, above them in the box, is of them.
    """
    found: set[int] = set()
    places = [at for at, yes in enumerate(kept) if yes]
    headed = list(map(_is_linked_heading, blocks))
    for heads in filter(lambda heads: _are_of_others(page, blocks, heads, places), _runs(blocks, headed)):
        box = _box_of(page, blocks, heads)
        above = sorted({at for at in places if at < heads[0]} - found)
        names = [at for at in above if blocks[at].index >= box.first]
        if _size(blocks, names) <= _NAME and _size(blocks, above) >= _LEAST:
            found.update(names, range(heads[0], min(_end_of(blocks, headed, heads[-1]), _place_of(blocks, box.last))))
    return frozenset(found)


def _box_of(page: Page, blocks: Sequence[Block], heads: Sequence[int]) -> Node:
    """The smallest element around cards."""
    return page.outline.nodes[page.outline.around([blocks[heads[0]], blocks[heads[-1]]])[0]]


def _place_of(blocks: Sequence[Block], index: int) -> int:
    """The place of the first block from an index on."""
    return bisect_left(blocks, index, key=attrgetter("index"))


def headlines_in(page: Page, blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places of paragraphs amid the text that are no more than the headline of another page, which they lead to.

    None where they are many: these are what the text is about. Behind a label, `Read also:`, or in capitals, more of them may be.
    """
    places = [at for at, yes in enumerate(kept) if yes]
    kinds = (
        (_lone(page, blocks, places), _SELDOM),
        (_lists(page, blocks, places), _SELDOM),
        (_set_off(page, blocks, places), _SELDOM_LABELLED),
        (_in_capitals(page, blocks, places), _SELDOM_LABELLED),
    )
    few = [found for each, most in kinds if most * len(found := [*each]) <= len(places)]
    return frozenset(_below(page, blocks, places)).union(*few)


def _below(page: Page, blocks: Sequence[Block], places: Sequence[int]) -> list[int]:
    """Places of the headlines that stand one below the other behind all the text, most of them of other pages."""
    behind = [*takewhile(lambda at: _is_linked_line(blocks[at]), reversed(places))]
    others = sum(leads_on(blocks[at], page) for at in behind)
    above = _size(blocks, places) - _size(blocks, behind)
    return behind if len(behind) >= _ROW and 2 * others > len(behind) and above >= max(_LEAST, _size(blocks, behind)) else []


def _is_linked_line(line: Block) -> bool:
    return str(line.element.tag) in ("p", "li") and is_only_links(line) and not ends_sentence(line.text)


def _lone(page: Page, blocks: Sequence[Block], places: Sequence[int]) -> Iterator[int]:
    """Places of headlines between lines that are not linked."""
    for before, at, after in zip(places, places[1:], places[2:], strict=False):
        lone = is_linked(blocks[at]) and not (is_linked(blocks[before]) or is_linked(blocks[after]))
        if lone and _is_another_headline(blocks[at]) and leads_on(blocks[at], page):
            yield at


def _lists(page: Page, blocks: Sequence[Block], places: Sequence[int]) -> Iterator[int]:
    """Places of lines amid the text that are several headlines of other pages in one, a label before them."""
    for at in places[1:-1]:
        if _is_list(blocks[at]) and leads_on(blocks[at], page):
            yield at


def _is_list(line: Block) -> bool:
    """Whether a line, which is no sentence nor of a list itself, is little more than several links of some words."""
    if not is_linked(line) or line.element.tag in _OF_ROWS or ends_sentence(line.text):
        return False
    links = (mark.link for words, mark in line.pieces if _reads_as_headline(words.strip()))
    return len({id(link) for link in links if link is not None}) > 1


def _in_capitals(page: Page, blocks: Sequence[Block], places: Sequence[int]) -> Iterator[int]:
    """Places of lone headlines in capitals, which the lines around them are not in."""
    lone = (at for at in _lone(page, blocks, places) if is_only_links(blocks[at]) and blocks[at].text.isupper())
    return (at for at in lone if not (blocks[at - 1].text.isupper() or blocks[at + 1].text.isupper()))


def _set_off(page: Page, blocks: Sequence[Block], places: Sequence[int]) -> Iterator[int]:
    """Places of headlines behind a label that is set off: bold, in an element of another kind than the line before, or twice."""
    labels = {at: words_before_link(blocks[at]) for at in places[1:] if _leads_to_another(blocks[at], page)}
    times = Counter(labels.values())
    for before, at in pairwise(places):
        if (label := labels.get(at)) is not None:
            marked = blocks[at].pieces[0][1].strong or blocks[at].pieces[0][1].em
            if marked or box_form(blocks[at].element) != box_form(blocks[before].element) or times[label] > 1:
                yield at


def _leads_to_another(line: Block, page: Page) -> bool:
    """Whether a line is a label with a colon and a link with a headline to another page."""
    return ends_with_colon(words_before_link(line)) and not _stays(line, page)


def words_before_link(line: Block) -> str:
    """What stands before one link with a headline in a line that says nothing else; empty for other lines."""
    links = [at for at, (words, mark) in enumerate(line.pieces) if mark.link is not None and words.strip()]
    if line.element.tag in _OF_ROWS or len({id(line.pieces[at][1].link) for at in links}) != 1:
        return ""
    label, headline, behind = (
        _said(line.pieces[start:end]) for start, end in ((0, links[0]), (links[0], links[-1] + 1), (links[-1] + 1, None))
    )
    short = weight(label) <= _LONGEST_LABEL and _reads_as_headline(headline)
    return label if short and not any(map(str.isalnum, behind)) else ""


def _said(pieces: Sequence[tuple[str, Markup]]) -> str:
    return "".join(words for words, _ in pieces).strip()


def _reads_as_headline(text: str) -> bool:
    """Whether a link is long enough for a headline, and no statement; headlines that ask or exclaim are."""
    return weight(text) >= _HEADLINE and not text.endswith((".", "。"))


def _is_another_headline(line: Block) -> bool:
    return line.element.tag == "p" and len(line.text) >= _SHORTEST and not ends_sentence(line.text)


def _size(blocks: Sequence[Block], places: Sequence[int]) -> int:
    return sum(len(blocks[at].text) for at in places)


def _are_of_others(page: Page, blocks: Sequence[Block], heads: Sequence[int], kept: Sequence[int]) -> bool:
    """Whether something is kept (at these places) in or behind the box of cards most of which lead to others of the site."""
    is_near = bool(kept) and blocks[kept[-1]].index >= _box_of(page, blocks, heads).first
    return is_near and 2 * sum(leads_on(blocks[at], page) for at in heads) > len(heads)


def _runs(blocks: Sequence[Block], headed: Sequence[bool]) -> Iterator[list[int]]:
    """Places of the headings of two cards or more that stand side by side. headed: which of the blocks may head a card."""
    run: list[int] = []
    end = 0  # of the card before
    for at in (at for at, yes in enumerate(headed) if yes):
        if run and at < end:  # it closes the card: `Read the rest`
            continue
        if run and at > end:
            if len(run) > 1:
                yield run
            run = []
        run.append(at)
        end = _end_of(blocks, headed, at)
    if len(run) > 1:
        yield run


def _end_of(blocks: Sequence[Block], headed: Sequence[bool], head: int) -> int:
    """The place behind the last line of a card; one whose last line leads where its heading does may say more."""
    at = _closing(blocks, headed, head)
    while at < len(blocks) and at - head <= _LINES and not headed[at] and _is_teaser(blocks[at].text):
        at += 1
    return at


def _closing(blocks: Sequence[Block], headed: Sequence[bool], head: int) -> int:
    """The place behind the line that closes a card, `Read more`, with the link that its heading has; right behind the heading
    where none does."""
    for at in range(head + 1, min(head + 1 + _LINES, len(blocks))):
        if is_only_links(blocks[at]) and _lead_to_one(blocks[head], blocks[at]):
            return at + 1
        if headed[at] or len(blocks[at].text) > _EXTRACT:
            break
    return head + 1


def _lead_to_one(head: Block, line: Block) -> bool:
    """Whether two lines that say different things link to one page only, be it with marks of a campaign behind its address."""
    if head.text == line.text:
        return False
    targets = sorted(targets_of(head) | targets_of(line), key=len)
    return all(target.startswith((f"{targets[0]}?", f"{targets[0]}#")) for target in targets[1:])


def _is_teaser(text: str) -> bool:
    """Whether a line is short enough to be one; an extract that says so, `Next year the company […]`, may be longer."""
    return len(text) <= (_EXTRACT if text.endswith(_CUT_OFF) else _TEASER)


def _is_linked_heading(block: Block) -> bool:
    """Whether a block is a linked heading, or a row of a list: a link, and beside it a day."""
    if len(block.text) < _SHORTEST or not block.link_chars:
        return False
    if block.link_chars < len(block.text) and _has_day_beside(block):
        return True
    return is_only_links(block) and _is_heading(block) and len(targets_of(block)) == 1


def _has_day_beside(block: Block) -> bool:
    """Whether what a block says beside its link is a day."""
    beside = _said([piece for piece in block.pieces if piece[1].link is None])
    return beside != "" and is_day(beside)


def _is_heading(block: Block) -> bool:
    return str(block.element.tag) in LOWER_HEADINGS or is_named_title(block.element)


def _stays(line: Block, page: Page) -> bool:
    """Whether a line leads to another site, or to a place on this page; a link that only scripts follow does neither."""
    targets = {target or "#" for target in targets_of(line)}
    return not leads_on(line, page) and not all(map(runs_script, targets))


def leads_on(head: Block, page: Page) -> bool:
    """Whether a heading is a link to another page of the site."""
    targets = (page.absolute(href) for link in links_in(head) if page.leads_away(href := link.get("href")))
    return any(target is not None and _site(target) == _site(page.url) for target in targets)


@lru_cache(maxsize=NAMES_KEPT)
def _site(url: str) -> list[str]:
    """The last labels of a host, which those of one owner have in common."""
    return (urlsplit(url).hostname or "").split(".")[-2:]
