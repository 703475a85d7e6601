"""The title as printed: the heading that the page's own claims agree with, without the site's name.

A page names its title up to six times: headings, og:title, JSON-LD, `title`, the anchor on the listing. The printed
heading wins where a claim confirms it; a claim wins where no heading is like it (a logo in `h1`, a heading in a `div`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from lxml.etree import _Element as Element

from crawler.extract.fields.title_claims import (
    TitleClaim,
    is_name_or_number,
    likeness,
    saying,
    site_keys,
    stated_titles,
    without_site,
)
from crawler.items import Provenance, Row
from crawler.page.blocks import Block, Outline
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.text.fingerprint import pieces_of, title_key
from crawler.text.safe_text import cap, one_line

MAX_TITLE = 600
_TRAILING_MARK = re.compile(r"(?:(?<!\s)\s++|(?<![¶#§🔗\]]))(?:[¶#§🔗]|\[edit\]|\[编辑\])++$")
_SUB_CLASS = re.compile(r"(?:sub-?_?-?(?:title|head|line)|deck|dek\b|standfirst|strapline|teaser-?text|fu-?title|futi)", re.I)
_PLACES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|related|recommend|comment|breadcrumb|logo|widget|cookie|popular)", re.I
)
_TOOLS = re.compile(
    r"Font size\s*[:：]|字体\s*[:：]|字号\s*[:：]|CopyFrom\s*[:：]|Release time\s*[:：]|发布时间|发布日期|来源\s*[:：]|"
    r"【Print|\[?打印\]?"
)
_ACCEPTED = 0.5
_ABOVE = 25  # blocks above the body among which a title without any claim is
_TITLE_CLASS = re.compile(r"title|headline|\btit|biaoti|\bbt\b|_bt\b|subject|center", re.I)
_SENTENCE_END = re.compile(r"[.。!！;；,，:：]\s*$")
_TEASER = re.compile(r"(?:\.{3}|…)\W*$|[a-z]\. [A-Z]|。.")
_CRUMBS = re.compile(
    r">>|[>＞»›]\s*\S|^(?:your location|position|you are here|当前位置|您所在的?位置|您的位置|今天是|today is)", re.I
)
_DATED = re.compile(
    r"^\W*(?:\S{2,8}[:：])?\s?(?:19|20)\d\d[-/.年]\d|(?:19|"
    r"20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\W*$|星期|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_LABEL = re.compile(
    r"^\W*(?:date|source|author|time|published|release time|copyfrom|font size|color|tel|e-?mail|share|tags?|"
    r"来源|文章来源|信息来源|时间|日期|作者|发布时间|发布日期|字体|字号|责任编辑|编辑|浏览|点击|分享)\s?[:：]|"
    r"^(?:home|news|about us|contact|search|login|menu|首页|新闻中心|登录|搜索|welcome)\b|"
    r"cookies?\b|^[一二三四五六七八九十]{1,2}、",
    re.I,
)
_LABEL_OR_DATE = re.compile(r"\d{4}[-/年.]|[:：]\s*$")
_NAMELESS = 8  # letters of a `title` element that can hardly name an article: `Untitled`, `News`, `首页`
_MANY_HEADINGS = 20
_LEVEL_BONUS = {1: 0.3, 2: 0.12, 3: 0.06, 4: 0.03, 5: 0.0, 6: 0.0, 7: 0.0}


@dataclass(slots=True)
class Title:
    """text: None where the page has none; block: index of the block it is printed in; provenance as in the article."""

    text: str | None
    subtitle: str | None = None
    block: int | None = None
    provenance: Provenance = field(default_factory=lambda: Provenance("generic", "none"))
    mismatch: bool = False


@dataclass(slots=True)
class _Printed:
    text: str
    key: str
    level: int  # 1 to 6, 7 for a block that is no heading
    block: int
    element: Element


def find_title(page: Page, row: Row | None = None, body: tuple[int, int] | None = None) -> Title:
    """The title of an article page; `row` is the listing row that led there, `body` the first and last body block."""
    head = head_of(page)
    claims = list(stated_titles(head, row))
    site = site_keys(head, page.url, page.blocks)
    heading_of = headings_of(page.outline)
    best, score = _best_printed(_printed(page.outline, heading_of, claims), claims, site)
    if _unnamed(claims, site):
        best, score = by_place(page.outline, heading_of, body, site) or best, _ACCEPTED
    claim = next((claim for claim in claims if claim.keys and title_key(claim.text) not in site), None)
    if best is not None and (score >= _ACCEPTED or claim is None):
        return _from_heading(best, claims, page.outline, heading_of)
    if claim is None:
        return Title(None)
    title = Title(cap(without_site(claim.text, site, claims), MAX_TITLE)[0], None, None, Provenance(claim.by, claim.rule))
    _compare(title, claims, best)
    return title


def _unnamed(claims: Sequence[TitleClaim], site: frozenset[str]) -> bool:
    """Whether no claim names the article: none but the site's name, or a `title` element of a word."""
    named = [claim for claim in claims if not site.intersection(claim.keys[:1])]
    return not any(len(claim.keys[0]) > _NAMELESS or claim.rule != "title_element" for claim in named)


def _printed(outline: Outline, heading_of: list[int], claims: Sequence[TitleClaim]) -> list[_Printed]:
    """Headings, and blocks that say what a claim says; a heading broken by `br` is one."""
    says_claim = saying([key for claim in claims for key in claim.keys if len(key) > 3])
    nodes = outline.nodes
    found: list[_Printed] = []
    headings, last = 0, -1
    for block in outline.blocks:
        text = block.text
        if not text or len(text) > MAX_TITLE:
            continue
        heading = heading_of[block.node]
        if heading < 0:
            said = next(filter(says_claim, _lines(outline.blocks, block)), None)
            if said is not None:
                found.append(_Printed(said, title_key(said), 7, block.index, block.element))
        elif heading == last:
            found[-1].text += " " + text
            found[-1].key = title_key(found[-1].text)
        elif headings < _MANY_HEADINGS or nodes[heading].tag == "h1":
            headings, last = headings + 1, heading
            found.append(_Printed(text, title_key(text), int(nodes[heading].tag[1]), block.index, nodes[heading].element))
    return found


def _lines(blocks: Sequence[Block], block: Block) -> Iterator[str]:
    """The text of a block, and the same with the next line of a title that is broken by `br`."""
    yield block.text
    after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
    if after is not None and after.breaks and _same_lines(after, block.element):
        yield f"{block.text} {after.text}"


def headings_of(outline: Outline) -> list[int]:
    """For each node the index of the heading that it is or stands in, -1 outside."""
    found = [-1] * (len(outline.nodes) + 1)  # the last is the parent of the root
    for index, node in enumerate(outline.nodes):
        found[index] = index if node.tag in HEADINGS else found[node.parent]
    return found


def _best_printed(
    printed: Sequence[_Printed], claims: Sequence[TitleClaim], site: frozenset[str]
) -> tuple[_Printed | None, float]:
    best, best_score = None, 0.0
    for each in printed:
        if not each.key:
            continue
        score = _agreement(each, claims) + _LEVEL_BONUS[each.level]
        if each.key in site:
            score -= 0.6
        if score > best_score and _PLACES.search(_names(each.element)):
            score -= 0.3
        if score > best_score:
            best, best_score = each, score
    return best, best_score


def by_place(outline: Outline, heading_of: Sequence[int], body: tuple[int, int] | None, site: frozenset[str]) -> _Printed | None:
    """A title that no claim names: the line above the body that stands out most, meta lines, links and crumbs left out."""
    first = body[0] if body else 0
    best, best_score = None, 0.0
    for block in outline.blocks[max(0, first - _ABOVE) : first + 2]:
        text = block.text
        if not _may_be_title(block, first) or (key := title_key(text)) in site or is_name_or_number(text):
            continue
        heading = heading_of[block.node]
        level = int(outline.nodes[heading].tag[1]) if heading >= 0 else 7
        score = 3.0 - 0.25 * abs(first - block.index) + min(len(key), 60) / 40 + (4 - level) * 0.5 * (level < 4)
        score -= 1.5 * (block.index >= first)  # a caption or a heading of the body's own
        score += 2.0 * bool(_TITLE_CLASS.search(_own_names(block.element)))
        score += 0.5 * all(mark.strong for piece, mark in block.pieces if piece.strip())
        if score > best_score:
            best, best_score = _Printed(text, key, level, block.index, block.element), score
    return _whole(best, outline.blocks) if best is not None else None


def _whole(printed: _Printed, blocks: Sequence[Block]) -> _Printed:
    """With the other lines of a title that is broken by `br`."""
    start = end = printed.block
    while start > 0 and blocks[start].breaks and _same_lines(blocks[start - 1], printed.element):
        start -= 1
    while end + 1 < len(blocks) and blocks[end + 1].breaks and _same_lines(blocks[end + 1], printed.element):
        end += 1
    if end - start > 3:
        return printed
    text = " ".join(block.text for block in blocks[start : end + 1])
    return _Printed(text, title_key(text), printed.level, start, printed.element)


def _same_lines(block: Block, element: Element) -> bool:
    return block.element is element and 0 < len(block.text) <= 200 and not _is_meta_line(block.text)


def _may_be_title(block: Block, first: int) -> bool:
    text = block.text
    least = 12 if text.isascii() else 4
    if not least <= len(text) <= 200 or block.hidden or 2 * block.link_chars > len(text):
        return False
    if (block.index >= first and _SENTENCE_END.search(text)) or (len(text) > 80 and _TEASER.search(text)):
        return False
    return not (any(pattern.search(text) for pattern in (_TOOLS, _CRUMBS, _DATED)) or _LABEL.match(text))


def _own_names(element: Element) -> str:
    parent = element.getparent()
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('align') or ''}"
    return names if parent is None else f"{names} {parent.get('class') or ''} {parent.get('id') or ''}"


def _names(element: Element) -> str:
    """Tag, class and id of an element and the three above it, below `body`."""
    around = takewhile(lambda at: at.tag != "body", (element, *islice(element.iterancestors(), 3)))
    return " ".join(f"{at.tag} {at.get('class') or ''} {at.get('id') or ''}" for at in around)


def _agreement(printed: _Printed, claims: Sequence[TitleClaim]) -> float:
    """0 to 1: how well the claims confirm a printed text."""
    best, key = 0.0, printed.key
    pieces = pieces_of(key) if printed.level < 3 else frozenset()
    for claim in claims:
        whole = claim.keys[0]
        if key == whole:
            score = 1.0
        elif key in claim.keys:
            share = len(key) / len(whole)
            score = (0.9 if whole.startswith(key) else 0.75) * (0.5 + 0.5 * min(1.0, share * 1.6))
        else:
            score = 0.8 * likeness(key, whole, pieces, claim.pieces)
        best = max(best, score if claim.rule != "title_element" else 0.97 * score)
    return best


def _from_heading(best: _Printed, claims: Sequence[TitleClaim], outline: Outline, heading_of: list[int]) -> Title:
    text = _TRAILING_MARK.sub("", one_line(best.text))
    provenance = Provenance("generic", f"h{best.level}" if best.level < 7 else "block")
    subtitle = find_subtitle(outline.blocks, heading_of, best.block, text)
    title = Title(cap(text, MAX_TITLE)[0], subtitle, best.block, provenance)
    _compare(title, claims, None)
    return title


def _compare(title: Title, claims: Sequence[TitleClaim], rival: _Printed | None) -> None:
    """Write into the provenance which claims agree and which say something else."""
    key = title_key(title.text or "")
    for claim in claims:
        if claim.rule == title.provenance.rule:
            continue
        name = "listing" if claim.rule == "anchor" else claim.rule
        if claim.agrees(key):
            title.provenance.agree.append(name)
        else:
            title.provenance.other[name] = cap(claim.text, MAX_TITLE)[0]
    if rival is not None and rival.key != key:
        title.provenance.other["heading"] = rival.text
    title.mismatch = bool(title.provenance.other) and not title.provenance.agree


def find_subtitle(blocks: Sequence[Block], heading_of: Sequence[int], at: int, title: str) -> str | None:
    """The line under the title: marked as one by its class or by `hgroup`, or alone between the title and a tool line."""
    inside = {heading_of[blocks[at].node]} - {-1}
    below = [each for each in blocks[at + 1 : at + 7] if each.text and not each.hidden and heading_of[each.node] not in inside]
    if not below or title_key(below[0].text) in title_key(title):
        return None
    first, text = below[0], below[0].text
    if not 3 < len(text) <= 300 or first.link_chars > len(text) // 2:
        return None
    above_tools = len(below) > 1 and _is_meta_line(below[1].text)
    return text if _marked_subtitle(first.element) or _reads_as_subtitle(text, above_tools=above_tools) else None


def _reads_as_subtitle(text: str, *, above_tools: bool) -> bool:
    if is_name_or_number(text) or _DATED.search(text) or _CRUMBS.search(text):
        return False
    if text.startswith(("——", "—", "--")) and len(text) < 80:
        return True
    return above_tools and not _is_meta_line(text) and not _LABEL_OR_DATE.search(text)


def _marked_subtitle(element: Element) -> bool:
    parent = element.getparent()
    if parent is not None and parent.tag == "hgroup":
        return True
    return _SUB_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _is_meta_line(text: str) -> bool:
    """A tool bar, or a short line that ends in a date."""
    return _TOOLS.search(text) is not None or (len(text) <= 70 and _DATED.search(text) is not None)
