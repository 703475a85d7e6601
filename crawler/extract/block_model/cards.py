"""Other releases: their cards below an article, which are linked headings with a teaser or a day, and lone headlines amid it.

They lead to other pages of the same site: an article's own sections may lead to themselves, or name what they tell of elsewhere.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from crawler.page.blocks import Block
from crawler.page.boilerplate import is_linked, is_only_links
from crawler.page.page import Page
from crawler.text.writing import ends_sentence

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_SHORTEST = 12  # characters of a headline
_TEASER, _LINES = 320, 3  # characters of a line below a headline, and how many there may be; an article's sections say more
_NAME = 60  # characters of what names the cards
_SELDOM = 5  # lines of the text, at least, for one that leads to another page
_LEAST = 150  # characters of the article that stand above


def cards_in(page: Page, blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places in a page's blocks of cards that stand below kept text, several side by side, in a box with nothing of it.

    What names the cards, above them in the box, is of them.
    """
    found: set[int] = set()
    outline = page.outline
    for heads in _of_others(page, blocks):
        box = outline.nodes[outline.around([blocks[heads[0]], blocks[heads[-1]]])[0]]
        above = [at for at in range(heads[0]) if kept[at] and at not in found]
        names = [at for at in above if blocks[at].index >= box.first]
        if _size(blocks, names) <= _NAME and _size(blocks, above) >= _LEAST:
            found.update(names, range(heads[0], min(_end_of(blocks, heads[-1]), sum(block.index < box.last for block in blocks))))
    return frozenset(found)


def headlines_in(page: Page, blocks: Sequence[Block], kept: Sequence[bool]) -> frozenset[int]:
    """Places of paragraphs amid the text that are no more than the headline of another page, which they lead to.

    None where they are many: these are what the text is about.
    """
    found, places = set(), [at for at, yes in enumerate(kept) if yes]
    for before, at, after in zip(places, places[1:], places[2:], strict=False):
        lone = is_linked(blocks[at]) and not (is_linked(blocks[before]) or is_linked(blocks[after]))
        if lone and _is_another_headline(blocks[at]) and _leads_on(blocks[at], page):
            found.add(at)
    return frozenset(found if _SELDOM * len(found) <= len(places) else ())


def _is_another_headline(line: Block) -> bool:
    return line.element.tag == "p" and len(line.text) >= _SHORTEST and not ends_sentence(line.text)


def _size(blocks: Sequence[Block], places: Sequence[int]) -> int:
    return sum(len(blocks[at].text) for at in places)


def _of_others(page: Page, blocks: Sequence[Block]) -> list[list[int]]:
    """Places of the headings of cards most of which lead to other pages of the site."""
    return [heads for heads in _runs(blocks) if 2 * sum(_leads_on(blocks[at], page) for at in heads) > len(heads)]


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Places of the headings of two cards or more that stand side by side."""
    run: list[int] = []
    for at in (at for at, block in enumerate(blocks) if _is_linked_heading(block)):
        if run and _end_of(blocks, run[-1]) != at:
            if len(run) > 1:
                yield run
            run = []
        run.append(at)
    if len(run) > 1:
        yield run


def _end_of(blocks: Sequence[Block], head: int) -> int:
    """The place behind the last line of a card."""
    at = head + 1
    while at < len(blocks) and at - head <= _LINES and not _is_linked_heading(blocks[at]) and len(blocks[at].text) <= _TEASER:
        at += 1
    return at


def _is_linked_heading(block: Block) -> bool:
    return len(block.text) >= _SHORTEST and str(block.element.tag) in _HEADINGS and is_only_links(block)


def _leads_on(head: Block, page: Page) -> bool:
    """Whether a heading is a link to another page of the site."""
    links = {mark.link for _, mark in head.pieces if mark.link is not None}
    targets = (page.absolute(href) for link in links if page.leads_away(href := link.get("href")))
    return any(target is not None and _site(target) == _site(page.url) for target in targets)


def _site(url: str) -> list[str]:
    """The last labels of a host, which those of one owner have in common."""
    return (urlsplit(url).hostname or "").split(".")[-2:]
