"""What the pages of one site have in common: lines that repeat word for word, and where these stand to each page's own text.

A template only takes away: a line that other pages have too, and that stands where furniture and the parts of a release
do, is no body. Text of the page's own stays as it was read without a template, so that what is read of a page changes
only where lines that it shares with others are concerned. A page is never emptied.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations

from lxml.etree import _Element as Element

from crawler.extract.block_model.features import Sheet
from crawler.extract.block_model.line_keys import line_hash, line_key, updated_forms
from crawler.items import JsonObject
from crawler.page.blocks import Block
from crawler.page.boilerplate import PROSE, is_heading, is_linked, reads_as_label
from crawler.page.markup import all_text, box_form
from crawler.page.tags import CELLS, ITEMS
from crawler.text.writing import ends_sentence, weight

VERSION = 1
_NEAR_DUPLICATE = 0.6  # of a page's kept lines shared with one other page of its name: the same article under two addresses
_TWICE = 2  # pages, the one that is read perhaps among them
_EDGE = 0.15  # of a page's own text, beyond a line, that is none: promotions are taken for text now and then
_COMMON, _STANDING = 0.6, 0.8  # of the pages: lines at the end of an article, and lines among its text
_SEVERAL = 3  # pages that show that a line among the text is none of it
_NUMBER = re.compile(r"\W*+(?:(?:\d\W*+){1,6}|[^\W\d_]\W*+)")  # of a list or a table: it repeats by chance
_OFFICE = re.compile(r"[^\W\d_][,،，、]\s?[^\W\d_]|@")  # of whom to ask: `Jana Roth, press office`
_LETTER = re.compile(r"[^\W\d_]")
_ROW = 600  # characters of a row of figures and their names; what has more lays the page out
_LISTS = ("table", "dl", "ul", "ol")


@dataclass(frozen=True, slots=True)
class SharedLine:
    """How many pages have a line, and on how many it stands above, among and behind the page's own text."""

    pages: int
    above: int = 0
    among: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """A page to learn from. kept: which of the sheet's blocks are the article's; name: what tells it from another article."""

    sheet: Sheet
    kept: Sequence[bool]
    name: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The texts of its blocks."""
        return [block.text for block in self.sheet.blocks]


@dataclass(frozen=True, slots=True)
class Template:
    """What was learned from `pages` pages. lines: hash -> line, of those that stand on several pages."""

    pages: int = 0
    lines: Mapping[str, SharedLine] = field(default_factory=dict)

    def knows(self, sheet: Sheet) -> bool:
        """Whether the page has any line of the pages that were learned."""
        return any(self.repeats(block) for block in sheet.blocks)

    def repeats(self, block: Block) -> bool:
        """Whether other pages have that line too."""
        return self._line(block) is not None

    def _line(self, block: Block) -> SharedLine | None:
        """What is known of a line, or of one with other numbers."""
        return self.lines.get(line_key(block.text, self.lines)) if self.lines else None

    def ends(self, block: Block) -> bool:
        """Whether a line stands behind the articles of most pages that have it, and most of all pages have it."""
        line = self._line(block)
        if line is None or line.behind <= line.above + line.among:
            return False
        always = line.behind >= _SEVERAL and not line.above + line.among
        return (always and _is_told_up_to_a_link(block)) or self._is_common(line, _COMMON)

    def standing(self, sheet: Sheet, kept: Sequence[bool]) -> set[int]:
        """Positions of the kept blocks that are no body. kept: which of the sheet's blocks are read as the article's."""
        page = self._layout(sheet, kept)
        read = [at for at, yes in enumerate(kept) if yes]
        found: set[int] = set()
        for at in read:
            if not page.own[at] and (self._is_behind(page, at, at - 1 in found) or self._is_furniture(page, at)):
                found.add(at)
        return found | self._links_behind(page, [at for at in read if at not in found])

    def _layout(self, sheet: Sheet, kept: Sequence[bool]) -> "_Layout":
        return _Layout(sheet, [yes and not self.repeats(block) for block, yes in zip(sheet.blocks, kept, strict=True)])

    def _is_behind(self, page: "_Layout", at: int, follows: bool) -> bool:
        """Whether a line ends the article. follows: a line that does is right above it."""
        block = page.sheet.blocks[at]
        line = self._line(block)
        office = reads_as_label(block.text) and _OFFICE.search(block.text) is not None
        often = follows and line is not None and line.pages >= (_TWICE if office else _SEVERAL)
        return page.place(at) == "behind" and (often or self.ends(block)) and not page.keeps(at, follows=follows)

    def _is_furniture(self, page: "_Layout", at: int) -> bool:
        """Whether a line is on so many pages that it is no text, wherever it stands: sooner in a box that no text has.

        One above the text, where no two pages have it, leads this page: the others show it as a teaser.
        """
        line = self._line(page.sheet.blocks[at])
        if line is None:
            return False
        if page.place(at) == "above" and line.above < _TWICE:
            return False
        block = page.sheet.blocks[at]
        share = _COMMON if _is_told_up_to_a_link(block) or page.is_boxed(at) else _STANDING
        return line.pages >= _SEVERAL and self._is_common(line, share) and not page.leads(at) and not page.is_held(at)

    def _is_common(self, line: SharedLine, share: float) -> bool:
        return line.pages >= share * self.pages

    def _links_behind(self, page: "_Layout", kept: Sequence[int]) -> set[int]:
        """What is kept behind a line that ends articles, and behind all text: lists of other pages, with teasers or without."""
        texts = [at for at in kept if page.is_text(at)]
        teasers = {at for at in texts if page.is_teaser(at)}
        behind = self._behind(page, kept, [at for at in texts if at not in teasers])
        return behind if len(teasers & behind) != 1 else self._behind(page, kept, texts)

    def _behind(self, page: "_Layout", kept: Sequence[int], texts: Sequence[int]) -> set[int]:
        """What is kept behind the first line that ends articles behind all of `texts`."""
        blocks = page.sheet.blocks
        last = texts[-1] if texts else len(blocks)
        end = next((at for at in range(last + 1, len(blocks)) if self._is_ending(blocks[at])), len(blocks))
        return {at for at in kept if at > end}

    def _is_ending(self, block: Block) -> bool:
        """Whether a line of words ends articles: what parts paragraphs ends none."""
        return _LETTER.search(block.text) is not None and self.ends(block)

    def to_json(self) -> str:
        """One line of JSON; the same for the same template. Older versions read its lines."""
        seen = {key: [each.pages, each.above, each.among, each.behind] for key, each in sorted(self.lines.items())}
        value = {"version": VERSION, "pages": self.pages, "lines": sorted(self.lines), "places": {}, "seen": seen}
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Template":
        """The template that `to_json` wrote; an empty one, which changes nothing, if it is of another version.

        Lines of older versions, of which it is not known where they stood, are taken for the ends of pages. Else ValueError.
        """
        try:
            value: JsonObject = json.loads(text)
            if value.get("version") != VERSION:
                return cls()
            pages = int(value["pages"])
            seen = value.get("seen") or {str(line): [pages, 0, 0, pages] for line in value["lines"]}
            return cls(pages, {key: SharedLine(*map(int, counts)) for key, counts in seen.items()})
        except (AttributeError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise ValueError(f"this is no template, learn the site's pages again: {text[:80]!r}") from error


def _is_told_up_to_a_link(block: Block) -> bool:
    """Whether a line is running text, a link at its end aside; headings may head some text on each page."""
    links = [text for text, mark in block.pieces if mark.link is not None]
    text = block.text.removesuffix(links[-1].strip()).rstrip() if links else block.text
    return weight(text) >= PROSE and ends_sentence(text)


class _Layout:
    """Where the blocks of a page stand to its own text, which is what is kept of it and stands on no other page."""

    def __init__(self, sheet: Sheet, own: Sequence[bool]) -> None:
        self.sheet, self.own = sheet, own
        blocks = [sheet.blocks[at] for at, yes in enumerate(own) if yes and self._is_news(at)]
        texts = {block.index: len(block.text) for block in blocks}
        self._before = [0, *accumulate(texts.get(block.index, 0) for block in sheet.blocks)]
        self._above = sheet.parent[sheet.node].tolist()
        self._held = Counter(each for block in blocks for each in (block.element, *block.element.iterancestors()))
        self._shapes = {self._shape(block, 1) for block in blocks}

    def _is_news(self, at: int) -> bool:
        block = self.sheet.blocks[at]
        return not is_heading(block) and not is_linked(block) and not self.is_teaser(at)

    def place(self, at: int) -> str:
        """`above`, `among` or `behind` the page's own text; empty where it has none."""
        whole, before = self._before[-1], self._before[at + 1]
        if not whole:
            return ""
        return "behind" if whole - before <= _EDGE * whole else "above" if before <= _EDGE * whole else "among"

    def keeps(self, at: int, *, follows: bool) -> bool:
        """Whether a line heads text of the page's own, or is held by a list; not so an item right behind what `follows`."""
        return self.heads_text(at) or (self.is_held(at) and not (follows and self.sheet.blocks[at].element.tag == "li"))

    def is_held(self, at: int) -> bool:
        """Whether a short line is an item of a list, or a cell of a table, that holds text of the page's own."""
        item = self._item(at)
        around = None if item is None or self._held[item] else next(item.iterancestors(*_LISTS), None)
        return around is not None and self._held[around] > 0

    def _item(self, at: int) -> Element | None:
        """The item of a list, or the cell of a row of several, that a short line stands in."""
        block = self.sheet.blocks[at]
        around = (block.element, *block.element.iterancestors()) if weight(block.text) < PROSE else ()
        item = next((each for each in around if each.tag in ITEMS), None)
        row = item.getparent() if item is not None and item.tag in CELLS else None
        return item if row is None or (len(row) > 1 and len(all_text(row)) <= _ROW) else None

    def is_boxed(self, at: int) -> bool:
        """Whether a block is in an element without text of the page's own, of a form that no such text has."""
        block = self.sheet.blocks[at]
        return not self._held[block.element] and self._shape(block, 0) not in self._shapes

    def _shape(self, block: Block, most: int) -> tuple[str, str]:
        """Tag and classes of the largest element around a block that holds so many own texts at most."""
        around = block.element
        while (above := around.getparent()) is not None and self._held[above] <= most:
            around = above
        return box_form(around)

    def leads(self, at: int) -> bool:
        """Whether a block is a heading right above the page's own text, or amid it another line that heads some."""
        block = self.sheet.blocks[at]
        if at + 1 >= len(self.own) or not self.own[at + 1] or is_linked(block):
            return False
        beside = self._above[at] == self._above[at + 1] or self._heads_list(at)
        return is_heading(block) or (self._before[at] > 0 and beside and reads_as_label(block.text))

    def heads_text(self, at: int) -> bool:
        """Whether a label stands right above text of the page's own."""
        return self.leads(at) and reads_as_label(self.sheet.blocks[at].text) and self.is_text(at + 1)

    def _heads_list(self, at: int) -> bool:
        """Whether a line stands right above the list that the next one is an item of."""
        item = self.sheet.blocks[at + 1].element
        return item.tag == "li" and item.getparent() is self.sheet.blocks[at].element.getnext()

    def is_text(self, at: int) -> bool:
        """Whether a block can be text of an article wherever it stands: also an own short sentence in a list or by paragraphs."""
        block = self.sheet.blocks[at]
        item = self._item(at)
        is_cell = item is not None and item.tag in CELLS
        around = next(block.element.iterancestors(), block.element)
        told = self.own[at] and (block.element.tag == "li" or self._held[around] > 1) and ends_sentence(block.text)
        return not is_linked(block) and (is_cell or told or weight(block.text) >= PROSE)

    def is_teaser(self, at: int) -> bool:
        """Whether a block stands right below a line that is a link."""
        return at > 0 and is_linked(self.sheet.blocks[at - 1])


def learn_from(pages: Iterable[LearnedPage]) -> Template:
    """The template of some pages, in any order."""
    known = [page for page in pages if page.sheet.blocks]
    updated = updated_forms(page.lines() for page in known)
    hashes = [[line_key(line, updated) for line in page.lines()] for page in known]
    repeated = _repeated(known, hashes)
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for page, lines in zip(known, hashes, strict=True):
        for line, found in _places_on(page, lines, repeated).items():
            places[line][found.pop() if len(found) == 1 else "among"] += 1
    stood = {line: SharedLine(repeated[line], at["above"], at["among"], at["behind"]) for line, at in sorted(places.items())}
    return Template(len(known), stood)


def _places_on(page: LearnedPage, lines: Sequence[str], repeated: Mapping[str, int]) -> dict[str, set[str]]:
    """Where each repeated line of a page stands. lines: hashes of its blocks."""
    layout = _Layout(page.sheet, [yes and line not in repeated for yes, line in zip(page.kept, lines, strict=True)])
    found: dict[str, set[str]] = defaultdict(set)
    for at, line in enumerate(lines):
        if line in repeated:
            found[line].add(layout.place(at))
    return found


def _repeated(pages: Sequence[LearnedPage], hashes: Sequence[Sequence[str]]) -> dict[str, int]:
    """Lines of two or more pages with the number of pages; of one article under two addresses what a third page has too."""
    numbers = {line_hash(block.text) for page in pages for block in page.sheet.blocks if _NUMBER.fullmatch(block.text)}
    count = Counter(line for lines in hashes for line in set(lines) - numbers)
    doubtful = _of_one_article(pages, hashes)
    return {line: number for line, number in count.items() if number > 1 and not (doubtful[line] and number < 2 + doubtful[line])}


def _of_one_article(pages: Sequence[LearnedPage], hashes: Sequence[Sequence[str]]) -> Counter[str]:
    """Lines that two pages share which are one article, with the number of such pairs."""
    kept = [{line for line, yes in zip(lines, page.kept, strict=True) if yes} for page, lines in zip(pages, hashes, strict=True)]
    found: Counter[str] = Counter()
    for (one, mine), (other, theirs) in combinations(list(zip(pages, kept, strict=True)), 2):
        shared = mine & theirs
        if one.name == other.name and shared and len(shared) >= _NEAR_DUPLICATE * min(len(mine), len(theirs)):
            found.update(shared)
    return found
