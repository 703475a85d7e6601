"""Applies a declared layout to a page: finds its anchors by wording and order, and reads what stands between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from re import Match

from crawler.extract.body.assemble import Join, between_paragraphs
from crawler.extract.layout.body_end import trim
from crawler.extract.layout.headline import Headline, read_headline
from crawler.extract.layout.linear_text import LinearText
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_furniture, is_icon, is_linked, is_prose
from crawler.page.page import Page
from crawler.site import Layout
from crawler.text.scripts import weight

GAP = 240  # characters that may stand between two marks of one head
HEAD_LINES = 6
SUBTITLE = 200  # Latin characters
_DASH = re.compile(r"[—–-]{2}|[—–]")
_SENTENCE_END = re.compile(r"[.。!！?？:：;；]\W*\Z")


@dataclass(slots=True)
class LayoutMatch:
    """A page as a layout reads it.

    anchors: names of the anchors that were found, the measure of how well it fits; values: `date`, `source`, `author` as
    printed; body: kept blocks; tail: blocks between the head and the end of the page that are not body; spans: where each
    anchor stands in the page's LinearText.
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


def fit_layout(page: Page, script: LinearText, layout: Layout, evidence: dict[str, str]) -> LayoutMatch | None:
    """The page read by one layout, None where an anchor that it needs is missing or no title stands in its place."""
    crumb = layout.crumb.search(script.text) if layout.crumb else None
    if crumb is None and layout.crumb is not None and layout.crumb_needed:
        return None
    if crumb is not None and layout.after_crumb and not layout.after_crumb.search(crumb["path"]):
        return None
    start = crumb.end() if crumb else 0
    marks = _marks(script, layout, start)
    if marks is None:
        return None
    headline, body_start = _head(page, script, start, marks, evidence | _hinted(page, layout), crumb is not None)
    if headline.title is None:
        return None
    footer = _footer(script, layout, body_start)
    zone = script.between(body_start, footer)
    above = script.between(0, body_start)
    body, tail = trim(zone, page.outline, next((block for block in reversed(above) if block.text), None))
    crumbs = layout.items_of(crumb["path"]) if crumb else []
    anchors = (("crumb",) if crumb else ()) + tuple(marks) + (("footer",) if footer is not None else ())
    spans = {name: match.span() for name, match in [*([("crumb", crumb)] if crumb else []), *marks.items()]}
    if footer is not None:
        spans["footer"] = (footer, len(script.text))
    return LayoutMatch(layout, anchors, headline, crumbs, _values(marks), body, tail, spans)


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
    subtitle = _line_below(script.between(end), page)
    if subtitle is not None:
        end = _end_of(script, end, subtitle)
    return replace(headline, subtitle=subtitle), end


def _end_of(script: LinearText, start: int, text: str) -> int:
    words = r"\s+".join(map(re.escape, text.split()))
    match = re.compile(words).search(script.text, start)
    return match.end() if match else start


def _line_below(blocks: Sequence[Block], page: Page) -> str | None:
    """The subtitle, where nothing but its place and shape sets it off from the body: one short line above running text."""
    lines = [block for block in blocks if not is_furniture(block)][:2]
    if len(lines) < 2 or not lines[0].text or is_linked(lines[0]):
        return None
    line, following = lines
    text = line.text
    if weight(text) > SUBTITLE or _SENTENCE_END.search(text) or is_icon(following):
        return None
    if between_paragraphs(text, following.text) is Join.SAME:
        return None
    if _DASH.match(text):
        return text
    return text if following.text and _starts_body(line, following, page) else None


def _starts_body(line: Block, following: Block, page: Page) -> bool:
    """Whether the body begins with the block after a line, by the element that holds the body's running text."""
    same_kind = page.outline.nodes[line.node].tag == page.outline.nodes[following.node].tag
    same_place = page.outline.nodes[line.node].parent == page.outline.nodes[following.node].parent
    return is_prose(following) and not (same_kind and same_place) and line.node != following.node


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
