"""What each declared layout found on a page, and why it reads the page or does not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crawler.explain.lines import FIELD, Line, furniture_rule, settle
from crawler.extract.layout.body_end import box_around
from crawler.extract.layout.headline import Headline, evidence_of
from crawler.extract.layout.match import GAP, LayoutMatch, LinearText, fit_layout, is_line_of
from crawler.items import Extraction
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_linked, is_offer
from crawler.page.page import Page
from crawler.site import Layout
from crawler.text.counting import counted

_OPENERS = ("tail line", "box")  # what a page's end begins with


@dataclass(frozen=True, slots=True)
class AnchorSeen:
    """One anchor of a layout: the wording found for it, None where there is none, and the number of its line."""

    name: str
    needed: bool
    found: str | None
    at: int | None = None


@dataclass(slots=True)
class Trial:
    """A layout tried on a page. why: a sentence; fit: None where it does not read the page."""

    layout: Layout
    fit: LayoutMatch | None
    why: str
    anchors: list[AnchorSeen] = field(default_factory=list)
    chosen: bool = False


def try_layouts(page: Page, layouts: Sequence[Layout], evidence: dict[str, str], chosen: str | None) -> list[Trial]:
    """Every layout in the order of its declaration. chosen: name of the layout that read the page."""
    script = LinearText(page.blocks)
    fits = [fit_layout(page, script, layout, evidence) for layout in layouts]
    most = max((len(fit.anchors) for fit in fits if fit is not None), default=0)
    trials = []
    for layout, fit in zip(layouts, fits, strict=True):
        read = script.without(layout.furniture)
        trial = Trial(layout, fit, "", _anchors(read, layout, fit), fit is not None and layout.name == chosen)
        if fit is None:
            trial.why = _missing(read, layout)
        elif trial.chosen:
            trial.why = f"fits: the page has {counted(len(fit.anchors), 'anchor')} of it, and no other layout finds more"
        elif len(fit.anchors) < most:
            trial.why = f"fits, but another layout finds more than its {counted(len(fit.anchors), 'anchor')}"
        else:
            trial.why = "fits, but was not used: see the decision above, or another layout that fits as well is declared first"
        trials.append(trial)
    return trials


def fit_further(page: Page, layout: Layout, title: str) -> LayoutMatch | None:
    """How a layout fits a further page of a body that it reads; title: of the article."""
    return fit_layout(page, LinearText(page.blocks), layout, evidence_of(page, None) | {"first_part": title})


def _anchors(script: LinearText, layout: Layout, fit: LayoutMatch | None) -> list[AnchorSeen]:
    spans = _spans(script, layout) if fit is None else fit.spans
    names = [("crumb", layout.crumb_needed)] if layout.crumb else []
    names += [(mark.name, mark.needed) for mark in layout.marks]
    names += [("footer", False)] if layout.footer else []
    return [_anchor(script, name, needed, spans.get(name)) for name, needed in names]


def _anchor(script: LinearText, name: str, needed: bool, span: tuple[int, int] | None) -> AnchorSeen:
    if span is None:
        return AnchorSeen(name, needed, None)
    said = " ".join(script.text[slice(*span)].split())
    blocks = [block for block in script.between(*span) if block.text]
    return AnchorSeen(name, needed, said[:200], blocks[0].index if blocks else None)


def _spans(script: LinearText, layout: Layout) -> dict[str, tuple[int, int]]:
    """Where the wording of each anchor stands first, for a layout that does not fit."""
    patterns = {"crumb": layout.crumb} | {mark.name: mark.pattern for mark in layout.marks} | {"footer": layout.footer}
    matches = {name: pattern.search(script.text) for name, pattern in patterns.items() if pattern is not None}
    return {name: match.span() for name, match in matches.items() if match is not None}


def _missing(script: LinearText, layout: Layout) -> str:
    """Why a layout does not read the page, by the steps of crawler.extract.layout.match."""
    crumb = layout.crumb.search(script.text) if layout.crumb else None
    if crumb is None and layout.crumb_needed:
        return "its breadcrumb, which it needs, is not on the page"
    if crumb is not None and layout.after_crumb and not layout.after_crumb.search(crumb["path"]):
        return f"the breadcrumb leads elsewhere: {' '.join(crumb['path'].split())[:120]}"
    return _marks_missing(script, layout, crumb.end() if crumb else 0) or "no title stands in its place"


def _marks_missing(script: LinearText, layout: Layout, start: int) -> str | None:
    """What is wrong with the marks that it needs. start: where the breadcrumb ends, 0 without one."""
    places = [
        (mark.name, [found.span() for found in mark.pattern.finditer(script.text, start)]) for mark in layout.marks if mark.needed
    ]
    absent = [name for name, spans in places if not spans]
    if absent:
        return f"what it needs is not {'below the breadcrumb' if start else 'on the page'}: {', '.join(absent)}"
    apart = [_distance(spans, places[-1][1][0]) for _, spans in places]
    return f"its marks stand more than {GAP} characters apart" if max(apart, default=0) > GAP else None


def _distance(spans: Sequence[tuple[int, int]], last: tuple[int, int]) -> int:
    """Characters between `last` and the nearest of the spans."""
    return min(max(start - last[1], last[0] - end, 0) for start, end in spans)


def tell_layout(page: Page, fit: LayoutMatch, found: Extraction, lines: list[Line]) -> None:
    """Say of every line how the layout `fit` read it into `found`."""
    script = LinearText(page.blocks).without(fit.layout.furniture)
    _tell_furniture(page, fit.layout, lines)
    for name, span in fit.spans.items():
        _tell_anchor(script.between(*span), name, fit, lines)
    head = _before_body(page, script, fit)
    _tell_title(lines[:head], fit.headline, fit.layout.name)
    for block in fit.body:
        lines[block.index].why = "stands between the head and the end of the page, in the body's column"
        if block.text != page.blocks[block.index].text:
            lines[block.index].why = "the rest of this line, beside an anchor, belongs to the body"
    settle(lines, fit.body, found)
    before = next((block for block in reversed(script.between(0, _head_end(fit))) if block.text), None)
    _tell_dropped(page, fit, before, lines)


def _tell_furniture(page: Page, layout: Layout, lines: Sequence[Line]) -> None:
    """The lines that the layout leaves out."""
    for block in page.blocks:
        if layout.furniture is not None and not block.hidden and is_line_of(block, layout.furniture):
            lines[block.index].role = "furniture"
            lines[block.index].why = f"a line that `{layout.name}` leaves out wherever it stands (`furniture`)"


def _tell_anchor(blocks: Iterable[Block], name: str, fit: LayoutMatch, lines: list[Line]) -> None:
    if name == "footer":
        for block in blocks:
            lines[block.index].role, lines[block.index].why = "footer", f"below the footer line of `{fit.layout.name}`"
        return
    said = "; ".join(f"{key}: {value}" for key, value in fit.values.items() if name != "crumb")
    for block in blocks:
        line = lines[block.index]
        line.fate, line.role = FIELD, " + ".join(filter(None, [line.role, name]))
        line.why = f"anchor `{name}` of `{fit.layout.name}`" + (f" ({said})" if said else "")


def _head_end(fit: LayoutMatch) -> int:
    return max((span[1] for name, span in fit.spans.items() if name != "footer"), default=0)


def _before_body(page: Page, script: LinearText, fit: LayoutMatch) -> int:
    """Number of the block that the head ends with."""
    first = fit.body[0].index if fit.body else len(page.blocks)
    marks = [block.index for block in script.between(0, _head_end(fit))] if fit.layout.marks else []
    return max(marks, default=first - 1) + 1


def _tell_title(lines: Sequence[Line], headline: Headline, layout: str) -> None:
    """The lines of title and subtitle: the last ones before the body that spell them."""
    agree = f"; the same in {', '.join(headline.agree)}" if headline.agree else ""
    for role, text, said in (("subtitle", headline.subtitle, ""), ("title", headline.title, agree)):
        rest = "".join((text or "").split())
        for line in reversed(lines):
            solid = "".join(line.text.split())
            if not rest:
                break
            if solid and rest.endswith(solid) and line.fate != FIELD and not line.image:
                rest = rest.removesuffix(solid)
                line.fate, line.role, line.why = FIELD, role, f"stands where `{layout}` has its {role}{said}"


def _tell_dropped(page: Page, fit: LayoutMatch, before: Block | None, lines: list[Line]) -> None:
    untold = [block for block in page.blocks if not lines[block.index].told]
    tail = {block.index for block in fit.tail}
    for line in (lines[block.index] for block in untold if block.index not in tail):
        line.role, line.why = "above", f"above what `{fit.layout.name}` reads, and none of its anchors"
    last = fit.body[-1].index if fit.body else -1
    _tell_tail(page, [block for block in untold if block.index in tail], last, before, lines)


def _tell_tail(page: Page, dropped: Sequence[Block], last: int, before: Block | None, lines: list[Line]) -> None:
    opener: int | None = None
    for block in dropped:
        line = lines[block.index]
        if rule := furniture_rule(block) or _box_rule(page, block, before):
            line.role, line.why = rule
            if opener is None and block.index > last >= 0 and line.role in _OPENERS:
                opener = block.index
        else:
            line.role, line.why = _left_over(block, last)
            line.see = opener


def _box_rule(page: Page, block: Block, before: Block | None) -> tuple[str, str] | None:
    box = box_around(page.outline, block, before)
    if box is None:
        return None
    name = " ".join(filter(None, [box.tag, box.get("class"), box.get("id")]))
    return "box", f"stands in `{name}`, which is furniture by its name"


def _left_over(block: Block, last: int) -> tuple[str, str]:
    if is_offer(block):
        return "document", "only offers a document: it is among the attachments"
    if is_linked(block):
        return "links", "hardly more than links, and no part of the body's column"
    if block.index > last:
        return "below", "comes after the end of the body"
    return "beside", "no running text, and outside the body's column"
