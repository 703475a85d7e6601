"""Applies a declared layout to a page: finds its anchors by wording and order, and reads what stands between them.

The page's visible text is one string for that (`LinearText`), so that wording can be matched across block borders.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from re import Match, Pattern

from crawler.extract.fields.find_dates import DateMark
from crawler.extract.fields.read import HeadMarks
from crawler.extract.fields.title import Title
from crawler.extract.layout.body_end import trim
from crawler.extract.layout.headline import Headline, evidence_of, line_below, names_same, read_headline
from crawler.extract.selection import PagePart, Selection
from crawler.items import Provenance, Row
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_prose, offers_file
from crawler.page.page import Page
from crawler.site import Layout, Site
from crawler.text.dates.in_url import url_date
from crawler.text.safe_text import squeeze

_NO_SECTION = re.compile(
    r"(?:正文|详情|详细|内容|文章|浏览|details?|contents?|text|article|view|home(?:page)?|首页)\s*\Z", re.IGNORECASE
)
GAP = 240  # characters that may stand between two marks of one head
HEAD_LINES = 6
FURNITURE_LINE = 200  # characters of the longest line that a layout's `furniture` is asked about
TAIL_BLOCKS = 8  # blocks after the body that may offer its documents


class LinearText:
    """text: the shown blocks' text, one a line. Positions in it lead back to blocks; images stand at the next line."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = [block for block in blocks if not block.hidden]
        self._starts: list[int] = []
        lines, at = [], 0
        for block in self.blocks:
            self._starts.append(at)
            if block.text:
                line = block.text.replace("\n", " ")
                lines.append(line)
                at += len(line) + 1
        self.text = "\n".join(lines)

    def between(self, start: int, end: int | None = None) -> list[Block]:
        """The blocks whose text lies in text[start:end]; one that is cut by a border is a copy with the rest of it."""
        stop = len(self.text) if end is None else end
        found = []
        for number in range(max(0, bisect_left(self._starts, start) - 1), len(self.blocks)):
            block, first = self.blocks[number], self._starts[number]
            last = first + len(block.text)
            if first > stop or (first == stop and block.text):
                break
            if not block.text:
                if start <= first:
                    found.append(block)
            elif last > start:
                piece = part_of(block, max(0, start - first), min(len(block.text), stop - first))
                if piece is not None:
                    found.append(piece)
        return found

    def without(self, furniture: Pattern[str] | None) -> "LinearText":
        """The text without the lines that are a layout's `furniture`; itself where none is named."""
        return self if furniture is None else LinearText([block for block in self.blocks if not is_line_of(block, furniture)])


def is_line_of(block: Block, furniture: Pattern[str]) -> bool:
    """Whether a layout leaves a line out. One that offers a document stays: where documents belong is asked later."""
    return 0 < len(block.text) <= FURNITURE_LINE and furniture.fullmatch(block.text) is not None and not offers_file(block)


@dataclass(slots=True)
class LayoutMatch:
    """A page as a layout reads it.

    anchors: names of the anchors that were found, the measure of how well it fits; values: `date`, `source`, `author` as
    printed; body: kept blocks; tail: blocks between the head and the end of the page that are not body; spans: where each
    anchor stands in the page's LinearText without the layout's furniture.
    """

    layout: Layout
    anchors: tuple[str, ...]
    headline: Headline
    crumbs: list[str]
    values: dict[str, str] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    tail: list[Block] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


def best_fit(page: Page, layouts: Sequence[Layout], evidence: dict[str, str]) -> LayoutMatch | None:
    """The layout that finds most of its anchors on the page; None where none finds those it needs."""
    script = LinearText(page.blocks)
    fits = [fit for layout in layouts if (fit := fit_layout(page, script, layout, evidence)) is not None]
    return max(fits, key=lambda fit: len(fit.anchors), default=None)


def select_by_layout(fit: LayoutMatch, pages: Sequence[Page], site: Site, row: Row | None) -> Selection:
    """What a layout makes of all pages of an article. fit: how it reads the first of them."""
    layout, head, values = fit.layout, fit.headline, fit.values
    parts, flags = [PagePart(pages[0], fit.body, fit.tail[:TAIL_BLOCKS])], []
    for page in pages[1:]:
        part = best_fit(page, (layout,), evidence_of(page, row) | {"first_part": head.title or ""})
        if part is None:
            flags.append("part_unmatched")
        else:
            parts.append(PagePart(page, part.body, part.tail[:TAIL_BLOCKS]))
    other: dict[str, str | None] = dict(head.other)
    title = Title(head.title, head.subtitle, None, Provenance("rule", layout.name, list(head.agree), other), "listing" in other)
    made = url_date(pages[0].url, forms=site.platform.url_dates)
    date = DateMark(values.get("date"), layout.name, layout.offset, made.day if made else None)
    language = layout.language or site.language
    marks = HeadMarks(
        date, layout.date_order, values.get("source"), values.get("author"), fit.crumbs, _section(fit), language
    )
    span = (fit.body[0].index, fit.body[-1].index) if fit.body else (0, 0)
    return Selection("rule", layout.name, layout.name, title, parts, span, marks, tuple(flags))


def _section(fit: LayoutMatch) -> str | None:
    """The last item of the breadcrumb that names a section: not the home page, not the article itself."""
    title = fit.headline.title or ""
    named = [item for item in fit.crumbs[1:] if not _NO_SECTION.match(item) and not names_same(item, title)]
    return named[-1] if named else None


def fit_layout(page: Page, script: LinearText, layout: Layout, evidence: dict[str, str]) -> LayoutMatch | None:
    """The page read by one layout, None where an anchor that it needs is missing or no title stands in its place.

    script: of all that the page shows; what the layout names as furniture is left out here.
    """
    script = script.without(layout.furniture)
    crumb = layout.crumb.search(script.text) if layout.crumb else None
    if not _suits(crumb, layout):
        return None
    start = crumb.end() if crumb else 0
    marks = _marks(script, layout, start)
    if marks is None:
        return None
    headline, body_start = _head(page, script, start, marks, evidence | _hinted(page, layout), crumb is not None)
    if headline.title is None:
        return None
    footer = _footer(script, layout, body_start)
    before = next((block for block in reversed(script.between(0, body_start)) if block.text), None)
    body, tail = trim(script.between(body_start, footer), page.outline, before)
    crumbs = layout.items_of(crumb["path"]) if crumb else []
    found = ({"crumb": crumb} if crumb else {}) | marks
    spans = {name: match.span() for name, match in found.items()}
    spans |= {"footer": (footer, len(script.text))} if footer is not None else {}
    return LayoutMatch(layout, tuple(spans), headline, crumbs, _values(marks), body, tail, spans)


def _suits(crumb: Match[str] | None, layout: Layout) -> bool:
    """Whether the breadcrumb line that was found, or its absence, is what the layout has."""
    if crumb is None:
        return layout.crumb is None or not layout.crumb_needed
    return layout.after_crumb is None or layout.after_crumb.search(crumb["path"]) is not None


def _hinted(page: Page, layout: Layout) -> dict[str, str]:
    """The title by the class name that this version is known to have used."""
    if layout.title_hint is None:
        return {}
    text = " ".join(" ".join(page.selector.css(layout.title_hint).css("::text").getall()).split())
    return {"class_name": text} if text else {}


def _marks(script: LinearText, layout: Layout, start: int) -> dict[str, Match[str]] | None:
    """The marks of the head, near one another; None where a needed one is missing.

    The last needed mark of a layout is its most telling one; the others are looked for around it.
    """
    needed = [mark for mark in layout.marks if mark.needed]
    if not needed:
        return {}
    anchor = needed[-1].pattern.search(script.text, start)
    if anchor is None:
        return None
    found = {needed[-1].name: anchor}
    for mark in layout.marks:
        if mark.name in found:
            continue
        near = [m for m in mark.pattern.finditer(script.text, start) if _gap(m, found.values()) <= GAP]
        if near:
            found[mark.name] = min(near, key=lambda m: _gap(m, found.values()))
        elif mark.needed:
            return None
    return found


def _gap(match: Match[str], others: Iterable[Match[str]]) -> int:
    return min(max(match.start() - other.end(), other.start() - match.end(), 0) for other in others)


def _head(
    page: Page,
    script: LinearText,
    start: int,
    marks: dict[str, Match[str]],
    evidence: dict[str, str],
    has_crumb: bool,
) -> tuple[Headline, int]:
    """The headline, and where the body begins."""
    if marks:
        zone = script.between(start, min(match.start() for match in marks.values()))
        end = max(match.end() for match in marks.values())
        return read_headline(zone, page.outline, evidence, near_end=not has_crumb), end
    return _head_without_marks(page, script, start, evidence)


def _head_without_marks(page: Page, script: LinearText, start: int, evidence: dict[str, str]) -> tuple[Headline, int]:
    """A version that prints nothing between title and body: the title is the first line, the body is the rest."""
    zone: list[Block] = []
    for block in script.between(start):
        if block.text:
            zone.append(block)
        if len(zone) >= HEAD_LINES:
            break
    headline = read_headline(zone, page.outline, evidence, near_end=False)
    if headline.title is None:
        return headline, start
    end = _end_of(script, start, headline.title)
    subtitle = line_below(script.between(end), page)
    if subtitle is not None:
        end = _end_of(script, end, subtitle)
    return replace(headline, subtitle=subtitle), end


def _end_of(script: LinearText, start: int, text: str) -> int:
    words = r"\s+".join(map(re.escape, text.split()))
    match = re.compile(words).search(script.text, start)
    return match.end() if match else start


def _footer(script: LinearText, layout: Layout, start: int) -> int | None:
    """Where the page's end begins: the first footer line that no running text follows."""
    if layout.footer is None:
        return None
    for match in layout.footer.finditer(script.text, start):
        if not any(is_prose(block) for block in script.between(match.end())):
            return match.start()
    return None


def _values(marks: dict[str, Match[str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for match in marks.values():
        for name, value in match.groupdict().items():
            text = " ".join((value or "").split())
            if text:
                values.setdefault(name, text)
    return values


def part_of(block: Block, start: int, end: int) -> Block | None:
    """The block with only text[start:end]; itself where that is all of it, None where nothing is left."""
    text = block.text[start:end].strip()
    if not text:
        return None
    if text == block.text:
        return block
    before = _solid(block.text[:start])
    keep = _solid(text)
    part = copy(block)
    part.text = text
    part.pieces = []
    for piece, mark in block.pieces:
        chosen, before, keep = _cut(piece, before, keep)
        if chosen:
            part.pieces.append((chosen, mark))
    part.link_chars = sum(len(squeeze(piece)) for piece, mark in part.pieces if mark.link is not None)
    return part


def _solid(text: str) -> int:
    """Characters that are not blanks: the two spellings of a text differ in blanks only."""
    return sum(not char.isspace() for char in text)


def _cut(piece: str, skip: int, keep: int) -> tuple[str, int, int]:
    """What is left of a piece after skipping `skip` solid characters and keeping `keep`, and what remains of both."""
    chosen = []
    for char in piece:
        solid = not char.isspace()
        if skip and solid:
            skip -= 1
        elif not skip and keep:
            chosen.append(char)
            keep -= solid
    return "".join(chosen), skip, keep
