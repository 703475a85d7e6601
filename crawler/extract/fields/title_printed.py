"""Where a page prints its title: its headings and the lines that say what a claim says, and which of them is the title.

What a heading says is weighed with where it stands: the title is the last heading above the body; what stands in the body
or behind it is a heading of the text or of another article, and what leads home is the site's name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields.author_names import begins_by_line
from crawler.extract.fields.title_claims import TitleClaim, behind_kickers, leads_home, likeness, saying
from crawler.extract.fields.title_echo import Echo
from crawler.page.blocks import Block
from crawler.page.markup import class_and_id, is_bold
from crawler.page.names import finding
from crawler.page.page import Page
from crawler.text.dates.parse import scan_days
from crawler.text.dates.row_date import is_date_alone
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.writing import quoted_spans, weight

MAX_TITLE = 600
ACCEPTED = 0.5
AT_HOME = 0.6  # share of a headline's words that its article has at least
_PLACES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|related|recommend|comment|breadcrumb|logo|widget|cookie|popular)", re.I
)
TOOLS = re.compile(
    r"Font size\s*[:：]|字体\s*[:：]|字号\s*[:：]|CopyFrom\s*[:：]|Release time\s*[:：]|发布时间|发布日期|来源\s*[:：]|"
    r"【Print|\[?打印\]?"
)
_TITLE_CLASS = re.compile(r"title|headline|(?<![a-z])(?:tit|ttl(?![a-z]))|biaoti|\bbt\b|_bt\b|subj(?:ect)?|center|"
    r"overskrift|nadpis|naslov|otsikko|pealkiri|baslik|judul|zagolovok|(?<![a-z])kop(?![a-z])", re.I)
says_title = finding(_TITLE_CLASS)
_CRUMBS = re.compile(
    r">>|[>＞»›]\s*\S|^(?:your location|position|you are here|当前位置|您所在的?位置|您的位置|今天是|today is)", re.I
)
_DATED = re.compile(
    r"^\W*(?:\S{2,8}[:：])?\s?(?:19|20)\d\d[-/.年]\d|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\W*$"
)
_MANY_HEADINGS = 20
_IN_PLACE = 0.3  # for the last heading above the body
_HOME = 0.6  # against the site's name
_BESIDE, _QUOTED = 0.4, 0.45  # against a heading, and any other line, in or behind the body
_FURNITURE = 0.3  # against a line in navigation, logo or side bar
_APART = 3  # blocks from the name of the site to a headline at least, as the menu between them
NO_HEADING = 7  # level of a line that is none
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
    hidden: bool = False

    @property
    def is_heading(self) -> bool:
        return self.level < NO_HEADING

    def go_on(self, block: Block) -> None:
        """Take the next line of the same heading."""
        self.text += " " + block.text
        self.key = title_key(self.text)
        self.parts += [" ", *pieces_in(block)]


def printed_titles(page: Page, claims: Sequence[TitleClaim]) -> list[Printed]:
    """Headings, and blocks that say what a claim says; a heading broken by `br` is one."""
    says_claim = saying([key for claim in claims for key in claim.keys if len(key) > 3])
    outline = page.outline
    nodes, heading_of = outline.nodes, outline.headings()
    found: list[Printed] = []
    headings, last = 0, -1
    for block in outline.blocks:
        text = block.text
        if not text or len(text) > MAX_TITLE:
            continue
        heading = heading_of[block.node]
        if heading < 0:
            said = next(filter(says_claim, chain([text], _broken(outline.blocks, block), _behind_kicker(block))), None)
            if said is not None:
                found.append(_in_no_heading(said, block))
        elif heading == last:
            if len(found[-1].text) <= MAX_TITLE:  # more is cut, and reading all lines again for each is dear
                found[-1].go_on(block)
        elif headings < _MANY_HEADINGS or nodes[heading].tag == "h1":
            headings, last = headings + 1, heading
            level, element = int(nodes[heading].tag[1]), nodes[heading].element
            found.append(Printed(text, title_key(text), level, block.index, element, pieces_in(block), leads_home(block, page)))
            found[-1].hidden = block.hidden
    return found


def _in_no_heading(said: str, block: Block) -> Printed:
    """A title in a line that is no heading, which may say more."""
    return Printed(said, title_key(said), NO_HEADING, block.index, block.element, pieces_in(block) if said == block.text else [])


def pieces_in(block: Block) -> list[str]:
    return [text for text, _ in block.pieces]


def _broken(blocks: Sequence[Block], block: Block) -> Iterator[str]:
    """The text of a block with the next line, where a title is broken by `br`."""
    after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
    if after is not None and after.breaks and same_lines(after, block):
        yield f"{block.text} {after.text}"


def _behind_kicker(block: Block) -> Iterator[str]:
    """What stands behind the kickers of a line in bold."""
    if is_bold(block.pieces):
        yield from behind_kickers(block.text)


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
    return _stated_of(best, printed, claims), best_score


def _stated_of(heading: Printed | None, printed: Sequence[Printed], claims: Sequence[TitleClaim]) -> Printed | None:
    """The printed line that a page states, where a heading for those who listen begins with it; else that heading."""
    if heading is None or not heading.hidden:
        return heading
    wholes = {claim.keys[0] for claim in claims}
    return next((each for each in printed if each.key in wholes and heading.key.startswith(each.key)), heading)


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
    return next((each for each in reversed(printed) if each.is_heading and _is_beside_site(each, h1, claims)), h1)


def _is_beside_site(headline: Printed, h1: Printed, claims: Sequence[TitleClaim]) -> bool:
    """Whether a claim is a headline and an `h1` apart from it, which names the site: `Headline | Section | Town of Sund`."""
    wholes = [claim.keys[0] for claim in claims if {headline.key, h1.key}.issubset(claim.keys)]
    orders = ((h1.key, headline.key), (headline.key, h1.key))
    framed = any(whole.startswith(first) and whole.endswith(last) for whole in wholes for first, last in orders)
    return framed and headline.agreement > h1.agreement and headline.block - h1.block > _APART


def _confirmed(printed: Sequence[Printed]) -> Printed | None:
    return next((each for each in printed if each.agreement >= ACCEPTED), None)


def same_lines(block: Block, other: Block) -> bool:
    same = block.element is other.element and is_bold(block.pieces) == is_bold(other.pieces)
    same = same and block.text.isupper() == other.text.isupper()
    return same and 0 < len(block.text) <= 200 and not is_meta_line(block.text) and not _signs_day(block.text)


def _signs_day(text: str) -> bool:
    """Whether a line names who wrote, and a day."""
    return begins_by_line(text) and any(scan_days(text))


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
    return says_title(_own_names(element))


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
    return TOOLS.search(text) is not None or (len(text) <= 70 and is_day_line(text))
