"""A headline that no claim names: the line above the text that stands out most."""

import re
from collections.abc import Sequence

from crawler.extract.fields.author_names import is_by_line, names_only_persons
from crawler.extract.fields.author_roles import is_other_work
from crawler.extract.fields.date_places import has_own_day
from crawler.extract.fields.title_claims import LEGAL_FORM, RIGHTS, is_name_or_number
from crawler.extract.fields.title_echo import Echo, text_start
from crawler.extract.fields.title_printed import (
    NO_HEADING,
    TOOLS,
    Printed,
    is_day_line,
    is_named_title,
    is_trail,
    pieces_in,
    same_lines,
)
from crawler.extract.fields.title_rivals import names_section
from crawler.page.blocks import Block, Outline
from crawler.page.boilerplate import is_named_caption
from crawler.page.markup import is_bold, whole_parts
from crawler.page.page import Page
from crawler.text.fingerprint import title_key
from crawler.text.writing import UNPUNCTUATED, ends_sentence

_ABOVE = 25  # blocks above the body among which a title without any claim is
_SENTENCE_END = re.compile(r"[.。!！;；,，:：]\s*$")
_TEASER = re.compile(r"(?:\.{3}|…)\W*$|[a-z]\. [A-Z]|。.")
_DATED_HEADING = 1.0  # for a heading with a day before it, or between it and the text
_LARGER = 1.5  # for a line in larger letters than the text
_LARGE = re.compile(r"\+[1-4]|[4-7]")  # sizes that `font` has for it
_ECHO = 2.0  # for a line all of whose words come again in the text
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{2,60})[)）]\W?\Z")
_COMPANY_END = re.compile(rf"(?:{LEGAL_FORM})\Z", re.I)
_LABEL = re.compile(
    r"^\W*(?:date|source|author|time|published|release time|copyfrom|font size|color|tel|e-?mail|share|tags?|"
    r"来源|文章来源|信息来源|时间|日期|作者|发布时间|发布日期|字体|字号|责任编辑|编辑|浏览|点击|分享)\s?[:：]|"
    r"^(?:home|news|about us|contact|search|login|menu|首页|新闻中心|登录|搜索|welcome)\b|"
    r"cookies?\b|^[一二三四五六七八九十]{1,2}、",
    re.I,
)


def by_place(page: Page, body: tuple[int, int], site: frozenset[str], echo: Echo, after: int = -1) -> Printed | None:
    """A title that no claim names: the line above the body that stands out most, meta lines, links and crumbs left out.

    site: keys of names that are no title; echo: as from `echo_in`; after: index of the block behind which the title stands.
    """
    outline, first = page.outline, text_start(page.blocks, body)
    best, best_level, best_score = None, NO_HEADING, 0.0
    for block in outline.blocks[max(after + 1, first - _ABOVE) : first + 2]:
        text = block.text
        if not may_be_title(block, first, page) or (key := title_key(text)) in site or is_name_or_number(text):
            continue
        level = level_of(outline, block)
        score = 3.0 - 0.25 * abs(first - block.index) + min(len(key), 60) / 40 + (4 - level) * 0.5 * (level < 4)
        score -= 1.5 * (block.index >= first)  # a caption or a heading of the body's own
        score += 2.0 * is_named_title(block.element) + 0.5 * is_bold(block.pieces) + _LARGER * _is_large(block)
        score += _ECHO * (echo(text) - (text.endswith((".", "。")) and not _ends_as_company(block)))
        score += _DATED_HEADING * (level < NO_HEADING and _is_dated(outline.blocks, block.index, first))
        if score > best_score:
            best, best_level, best_score = block, level, score
    return whole_line(best, best_level, outline.blocks) if best is not None else None


def _is_large(line: Block) -> bool:
    """Whether a line is set in larger letters, as pages did before they had style sheets: `<font size=4>`."""
    parts = whole_parts(line.element, line.text)
    return any(part.tag == "font" and _LARGE.fullmatch(part.get("size") or "") for part in parts)


def level_of(outline: Outline, block: Block) -> int:
    """The level of the heading that a block is or stands in."""
    heading = outline.headings()[block.node]
    return int(outline.nodes[heading].tag[1]) if heading >= 0 else NO_HEADING


def _is_dated(blocks: Sequence[Block], at: int, first: int) -> bool:
    """Whether a day stands right before a line, or between it and the text."""
    return any(map(has_own_day, (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : first])))


def whole_line(line: Block, level: int, blocks: Sequence[Block]) -> Printed:
    """A line with the others of a title that is broken by `br`."""
    start = end = line.index
    while start > 0 and blocks[start].breaks == 1 and same_lines(blocks[start - 1], line):
        start -= 1
    while end + 1 < len(blocks) and blocks[end + 1].breaks == 1 and same_lines(blocks[end + 1], line):
        end += 1
    if end - start > 3:
        start = end = line.index
    first = blocks[start]
    whole = Printed(first.text, title_key(first.text), level, start, line.element, pieces_in(first), bold=is_bold(line.pieces))
    for block in blocks[start + 1 : end + 1]:
        whole.go_on(block)
    return whole


def may_be_title(block: Block, first: int, page: Page) -> bool:
    text = block.text
    least = 12 if text.isascii() else 4
    if not least <= len(text) <= 200 or block.hidden or (2 * block.link_chars > len(text) and not _leads_here(block, page)):
        return False
    if (block.index >= first and _is_of_text(block)) or (len(text) > 80 and _TEASER.search(text)):
        return False
    furniture = is_named_caption(block.element) or _is_furniture(text)
    return not (furniture or is_day_line(text) or is_trail(text) or names_section(text, page))


def _is_furniture(text: str) -> bool:
    """Whether a line says by its words that it is none of the article."""
    by_line = is_by_line(text) and names_only_persons(text)
    credit = _IN_BRACKETS.search(text)
    if by_line or (credit is not None and is_other_work(credit[1])):
        return True
    return any((TOOLS.search(text), _LABEL.match(text), RIGHTS.search(text)))


def _is_of_text(block: Block) -> bool:
    """Whether a line at the beginning of a text ends as what is told there does, in any script."""
    ends = _SENTENCE_END.search(block.text) is not None or ends_sentence(block.text) or _is_unpunctuated(block)
    return ends and not _ends_as_company(block)


def _is_unpunctuated(block: Block) -> bool:
    """Whether a paragraph is in a script whose sentences end without a mark."""
    return block.element.tag == "p" and not is_bold(block.pieces) and UNPUNCTUATED.search(block.text) is not None


def _ends_as_company(block: Block) -> bool:
    """Whether a bold line ends with the name of a company: the point of `Inc.` ends no sentence."""
    return is_bold(block.pieces) and _COMPANY_END.search(block.text) is not None


def _leads_here(block: Block, page: Page) -> bool:
    """Whether a line is a link to its own page, as a headline may be."""
    addresses = {mark.link.get("href") or "#" for _, mark in block.pieces if mark.link is not None}
    here = (page.absolute(each) is not None and not each.startswith("#") and not page.leads_away(each) for each in addresses)
    return bool(addresses) and all(here)
