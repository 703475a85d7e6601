"""Where a page prints its title: its headings and the lines that say what a claim says, and which of them is the title.

What a heading says is weighed with where it stands: the title is the last heading above the body; what stands in the body
or behind it is a heading of the text or of another article, and what leads home is the site's name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields.title_claims import TitleClaim, is_name_or_number, leads_home, likeness, saying
from crawler.extract.fields.title_echo import Echo, text_start
from crawler.page.blocks import Block, Outline
from crawler.page.markup import class_and_id, is_bold
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.text.dates.row_date import is_date_alone
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.writing import quoted_spans, weight

MAX_TITLE = 600
ACCEPTED = 0.5
AT_HOME = 0.6  # share of a headline's words that its article has at least
_PLACES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|related|recommend|comment|breadcrumb|logo|widget|cookie|popular)", re.I
)
_TOOLS = re.compile(
    r"Font size\s*[:：]|字体\s*[:：]|字号\s*[:：]|CopyFrom\s*[:：]|Release time\s*[:：]|发布时间|发布日期|来源\s*[:：]|"
    r"【Print|\[?打印\]?"
)
_ABOVE = 25  # blocks above the body among which a title without any claim is
_TITLE_CLASS = re.compile(r"title|headline|\btit|biaoti|\bbt\b|_bt\b|subject|center", re.I)
_SENTENCE_END = re.compile(r"[.。!！;；,，:：]\s*$")
_TEASER = re.compile(r"(?:\.{3}|…)\W*$|[a-z]\. [A-Z]|。.")
_CRUMBS = re.compile(
    r">>|[>＞»›]\s*\S|^(?:your location|position|you are here|当前位置|您所在的?位置|您的位置|今天是|today is)", re.I
)
_DATED = re.compile(
    r"^\W*(?:\S{2,8}[:：])?\s?(?:19|20)\d\d[-/.年]\d|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\W*$"
)
_LABEL = re.compile(
    r"^\W*(?:date|source|author|time|published|release time|copyfrom|font size|color|tel|e-?mail|share|tags?|"
    r"来源|文章来源|信息来源|时间|日期|作者|发布时间|发布日期|字体|字号|责任编辑|编辑|浏览|点击|分享)\s?[:：]|"
    r"^(?:home|news|about us|contact|search|login|menu|首页|新闻中心|登录|搜索|welcome)\b|"
    r"cookies?\b|^[一二三四五六七八九十]{1,2}、",
    re.I,
)
_MANY_HEADINGS = 20
_IN_PLACE = 0.3  # for the last heading above the body
_HOME = 0.6  # against the site's name
_BESIDE, _QUOTED = 0.4, 0.45  # against a heading, and any other line, in or behind the body
_FURNITURE = 0.3  # against a line in navigation, logo or side bar
_APART = 3  # blocks from the name of the site to a headline at least, as the menu between them
_NO_HEADING = 7  # level of a line that is none
_ECHO = 2.0  # for a line all of whose words come again in the text
_LEVEL_BONUS = {1: 0.3, 2: 0.12, 3: 0.06, 4: 0.03, 5: 0.0, 6: 0.0, 7: 0.0}


@dataclass(slots=True)
class Printed:
    text: str
    key: str
    level: int  # 1 to 6, 7 for a block that is no heading
    block: int
    element: Element
    parts: list[str] = field(default_factory=list)  # the text as it is cut by inline markup and lines
    home: bool = False  # a link to the site's first page, or the site's name
    agreement: float = 0.0  # 0 to 1: how well the claims confirm it
    bold: bool = False  # all of it

    @property
    def is_heading(self) -> bool:
        return self.level < _NO_HEADING

    def go_on(self, block: Block) -> None:
        """Take the next line of the same heading."""
        self.text += " " + block.text
        self.key = title_key(self.text)
        self.parts += [" ", *_parts(block)]


def printed_titles(page: Page, claims: Sequence[TitleClaim]) -> list[Printed]:
    """Headings, and blocks that say what a claim says; a heading broken by `br` is one."""
    says_claim = saying([key for claim in claims for key in claim.keys if len(key) > 3])
    outline = page.outline
    nodes, heading_of = outline.nodes, headings_of(outline)
    found: list[Printed] = []
    headings, last = 0, -1
    for block in outline.blocks:
        text = block.text
        if not text or len(text) > MAX_TITLE:
            continue
        heading = heading_of[block.node]
        if heading < 0:
            said = next(filter(says_claim, _lines(outline.blocks, block)), None)
            if said is not None:
                found.append(Printed(said, title_key(said), _NO_HEADING, block.index, block.element))
        elif heading == last:
            found[-1].go_on(block)
        elif headings < _MANY_HEADINGS or nodes[heading].tag == "h1":
            headings, last = headings + 1, heading
            level, element = int(nodes[heading].tag[1]), nodes[heading].element
            found.append(Printed(text, title_key(text), level, block.index, element, _parts(block), leads_home(block, page)))
    return found


def _parts(block: Block) -> list[str]:
    return [text for text, _ in block.pieces]


def _lines(blocks: Sequence[Block], block: Block) -> Iterator[str]:
    """The text of a block, and the same with the next line of a title that is broken by `br`."""
    yield block.text
    after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
    if after is not None and after.breaks and _same_lines(after, block):
        yield f"{block.text} {after.text}"


def headings_of(outline: Outline) -> list[int]:
    """For each node the index of the heading that it is or stands in, -1 outside."""
    found = [-1] * (len(outline.nodes) + 1)  # the last is the parent of the root
    for index, node in enumerate(outline.nodes):
        found[index] = index if node.tag in HEADINGS else found[node.parent]
    return found


def best_printed(
    printed: Sequence[Printed],
    claims: Sequence[TitleClaim],
    site: frozenset[str],
    first: int,
    echo: Echo,
) -> tuple[Printed | None, float]:
    """The printed line that is most likely the title, and how likely: ACCEPTED or more where claims or its place confirm it.

    first: index of the body's first block; echo: as from `echo_in`.
    """
    best, best_score = None, 0.0
    printed = [each for each in printed if each.key]
    for each in printed:
        each.agreement = _agreement(each, claims)
        each.home = each.home or each.key in site
    favoured = _in_place(printed, claims, first, echo)
    for each in printed:
        score = each.agreement + _LEVEL_BONUS[each.level] + (_IN_PLACE if each is favoured else _by_side(each, first))
        if score > best_score and _PLACES.search(_names(each.element)):
            score -= _FURNITURE
        if score > best_score:
            best, best_score = each, score
    return best, best_score


def _by_side(printed: Printed, first: int) -> float:
    """What speaks against a line that names the site, or that stands in the body or behind it."""
    if printed.home:
        return -_HOME
    if printed.block <= first + 1 or printed.level == 1:
        return 0.0
    return -_BESIDE if printed.is_heading else -_QUOTED


def _in_place(printed: Sequence[Printed], claims: Sequence[TitleClaim], first: int, echo: Echo) -> Printed | None:
    """The last `h1` above the body whose words the body has, but for the site's; else the last heading that a claim confirms."""
    above = [each for each in reversed(printed) if each.is_heading and each.block <= first + 1 and not each.home]
    h1 = next((each for each in above if each.level == 1), None)
    if h1 is None or echo(h1.text) < ACCEPTED:
        return _confirmed(above[:1])
    return next((each for each in above if each.block > h1.block and _is_beside_site(each, h1, claims)), h1)


def _is_beside_site(headline: Printed, h1: Printed, claims: Sequence[TitleClaim]) -> bool:
    """Whether a claim is a headline and an `h1` apart from it, which names the site: `Headline | Section | Town of Sund`."""
    wholes = [claim.keys[0] for claim in claims if {headline.key, h1.key}.issubset(claim.keys)]
    orders = ((h1.key, headline.key), (headline.key, h1.key))
    framed = any(whole.startswith(first) and whole.endswith(last) for whole in wholes for first, last in orders)
    return framed and headline.agreement > h1.agreement and headline.block - h1.block > _APART


def _confirmed(printed: Sequence[Printed]) -> Printed | None:
    return next((each for each in printed if each.agreement >= ACCEPTED), None)


def by_place(page: Page, body: tuple[int, int], site: frozenset[str], echo: Echo, after: int = -1) -> Printed | None:
    """A title that no claim names: the line above the body that stands out most, meta lines, links and crumbs left out.

    site: keys of names that are no title; echo: as from `echo_in`; after: index of the block behind which the title stands.
    """
    outline, heading_of, first = page.outline, headings_of(page.outline), text_start(page.blocks, body)
    best, best_level, best_score = None, _NO_HEADING, 0.0
    for block in outline.blocks[max(after + 1, first - _ABOVE) : first + 2]:
        text = block.text
        if not _may_be_title(block, first, page) or (key := title_key(text)) in site or is_name_or_number(text):
            continue
        heading = heading_of[block.node]
        level = int(outline.nodes[heading].tag[1]) if heading >= 0 else _NO_HEADING
        score = 3.0 - 0.25 * abs(first - block.index) + min(len(key), 60) / 40 + (4 - level) * 0.5 * (level < 4)
        score -= 1.5 * (block.index >= first)  # a caption or a heading of the body's own
        score += 2.0 * is_named_title(block.element) + 0.5 * is_bold(block.pieces)
        score += _ECHO * (echo(text) - text.endswith((".", "。")))
        if score > best_score:
            best, best_level, best_score = block, level, score
    return _whole(best, best_level, outline.blocks) if best is not None else None


def _whole(line: Block, level: int, blocks: Sequence[Block]) -> Printed:
    """A line with the others of a title that is broken by `br`."""
    start = end = line.index
    while start > 0 and blocks[start].breaks == 1 and _same_lines(blocks[start - 1], line):
        start -= 1
    while end + 1 < len(blocks) and blocks[end + 1].breaks == 1 and _same_lines(blocks[end + 1], line):
        end += 1
    if end - start > 3:
        start = end = line.index
    first = blocks[start]
    whole = Printed(first.text, title_key(first.text), level, start, line.element, _parts(first), bold=is_bold(line.pieces))
    for block in blocks[start + 1 : end + 1]:
        whole.go_on(block)
    return whole


def _same_lines(block: Block, other: Block) -> bool:
    same = block.element is other.element and is_bold(block.pieces) == is_bold(other.pieces)
    return same and 0 < len(block.text) <= 200 and not is_meta_line(block.text)


def _may_be_title(block: Block, first: int, page: Page) -> bool:
    text = block.text
    least = 12 if text.isascii() else 4
    if not least <= len(text) <= 200 or block.hidden or (2 * block.link_chars > len(text) and not _leads_here(block, page)):
        return False
    if (block.index >= first and _SENTENCE_END.search(text)) or (len(text) > 80 and _TEASER.search(text)):
        return False
    return not (_TOOLS.search(text) or is_day_line(text) or is_trail(text) or _LABEL.match(text))


def _leads_here(block: Block, page: Page) -> bool:
    """Whether a line is a link to its own page, as a headline may be."""
    addresses = {mark.link.get("href") or "#" for _, mark in block.pieces if mark.link is not None}
    here = (page.absolute(each) is not None and not each.startswith("#") and not page.leads_away(each) for each in addresses)
    return bool(addresses) and all(here)


def is_day_line(text: str) -> bool:
    """Whether a line is hardly more than a day, or begins or ends with its number."""
    return _DATED.search(text) is not None or is_date_alone(text)


def is_trail(text: str) -> bool:
    """Whether a line says where on the site the page is: words and the marks between them, but for quotation marks."""
    quoted = quoted_spans(text)
    marks = (found.start() for found in _CRUMBS.finditer(text))
    return any(not any(first <= at < last for first, last in quoted) for at in marks)


def is_named_title(element: Element) -> bool:
    """Whether an element, or the one that it stands in, is called a title or is centred."""
    return _TITLE_CLASS.search(_own_names(element)) is not None


def _own_names(element: Element) -> str:
    parent = element.getparent()
    names = f"{class_and_id(element)} {element.get('align') or ''}"
    return names if parent is None else f"{names} {class_and_id(parent)}"


def _names(element: Element) -> str:
    """Tag, class and id of an element and the three above it, below `body`."""
    around = takewhile(lambda at: at.tag != "body", (element, *islice(element.iterancestors(), 3)))
    return " ".join(f"{at.tag} {class_and_id(at)}" for at in around)


def _agreement(printed: Printed, claims: Sequence[TitleClaim]) -> float:
    """0 to 1: how well the claims confirm a printed text."""
    best, key = 0.0, printed.key
    pieces = pieces_of(key) if printed.level < 3 else frozenset()
    for claim in claims:
        whole = claim.keys[0]
        if key == whole:
            score = 1.0
        elif key in claim.keys or claim.ends_at(key):
            share = weight(key) / weight(whole)
            score = (0.9 if whole.startswith(key) else 0.75) * (0.5 + 0.5 * min(1.0, share * 1.6))
        else:
            score = 0.8 * likeness(key, whole, pieces, claim.pieces)
        best = max(best, score if claim.rule != "title_element" else 0.97 * score)
    return best


def is_meta_line(text: str) -> bool:
    """A tool bar, or a short line that ends in a date."""
    return _TOOLS.search(text) is not None or (len(text) <= 70 and is_day_line(text))
