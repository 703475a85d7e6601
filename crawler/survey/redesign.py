"""A layout for pages that no declared layout reads: the wording that they share, as a person would write it down. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add, itemgetter
from re import Pattern

from crawler.extract.article import read_article
from crawler.items import Extraction, Row
from crawler.layouts.anchors import DAY_MONTH_YEAR, ISO_DATE, crumb_items
from crawler.page.page import Page
from crawler.page.tags import HEADINGS
from crawler.site import SEPARATORS, Layout, Mark, Site, any_of, loose
from crawler.survey.placed import PlacedPage, placed
from crawler.survey.wording import Wording, common_end, common_start, literal, raw, shared_lines
from crawler.text.fingerprint import title_key

_LONGEST = 160  # characters of a line that is furniture or a footer
_LONGEST_ITEM = 20  # characters of a breadcrumb's first item
_MOST_ITEMS = 60  # that are tried
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\s:：]{1,20}[:：]?")
_MONTH_DAY_YEAR = r"[^\W\d_]{3,12}\.? [0-3]?\d,? (?:19|20)\d\d"
_DAY_MONTH_OF_YEAR = r"[0-3]?\d(?:[.ºª]|st|nd|rd|th)? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:19|20)\d\d"
_NUMBERS = r"[0-3]?\d [./-] [0-3]?\d [./-] (?:19|20)\d\d"
# Forms of dates, as they stand in a layout: the name of an anchor, or the pattern itself.
_DATES = (
    ("{ISO_DATE}", ISO_DATE), ("{DAY_MONTH_YEAR}", DAY_MONTH_YEAR),
    ("", _DAY_MONTH_OF_YEAR), ("", _MONTH_DAY_YEAR), ("", _NUMBERS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Redesign:
    """A layout that reads the new pages. text: its literal for crawler/layouts/<company>.py; name: the constant's.

    before, after: each page as it is read without and with it.
    """

    layout: Layout
    name: str
    text: str
    imports: tuple[str, ...]
    before: tuple[Extraction, ...]
    after: tuple[Extraction, ...]


def propose(articles: Sequence[tuple[Sequence[Page], Row]], site: Site, year: int) -> Redesign | None:
    """A layout for the pages of articles that are of one template; None where they have too little in common.

    year: of the name that the layout gets.
    """
    sheets = [sheet for pages, row in articles if (sheet := placed(pages, row, site)) is not None]
    if len(sheets) < 2:
        return None
    before = tuple(read_article(list(pages), site, row) for pages, row in articles)
    for drop in ((), ("furniture",), ("crumb",), ("furniture", "crumb")):
        made = _layout(sheets, site, year, drop)
        if made is None:
            continue
        layout, name, text, imports = made
        newer = replace(site, layouts=(layout, *site.layouts))
        after = tuple(read_article(list(pages), newer, row) for pages, row in articles)
        if all(_is_read(each, layout, row) for each, (_, row) in zip(after, articles, strict=True)):
            return Redesign(layout, name, text, imports, before, after)
    return None


def _is_read(found: Extraction, layout: Layout, row: Row) -> bool:
    """Whether a layout reads a page, with the title that its row says."""
    same = not row.title or title_key(row.title)[:30] == title_key(found.title)[:30]
    return found.layout == layout.name and bool(found.text and found.title) and same


def _layout(
    sheets: Sequence[PlacedPage], site: Site, year: int, drop: Collection[str]
) -> tuple[Layout, str, str, tuple[str, ...]] | None:
    """The layout, the constant's name, its text and what it imports. drop: parts to leave out."""
    marks = list(_marks(sheets, site))
    needed = any(map(itemgetter(2), marks))
    made = {name: None if name in drop else make(sheets) for name, make in _PARTS.items()}
    if not needed and made["crumb"] is None:
        return None
    crumb, furniture, footer = (loose(part.value) if part else None for part in made.values())
    label = _free_name(f"{site.group}/{year}", {layout.name for layout in site.layouts})
    layout = Layout(
        label, crumb, marks=tuple(Mark(name, loose(each.value), wanted) for name, each, wanted in marks), footer=footer,
        furniture=furniture, crumb_needed=not needed, date_order=_date_order(sheets, marks), language=site.language,
    )  # fmt: skip
    text = "\n".join(_lines(layout, made, marks))
    name = re.sub(r"\W", "_", label).upper()
    return layout, name, f"{name} = {text}", _imports(text)


def _imports(text: str) -> tuple[str, ...]:
    """The lines that import what a literal names."""
    anchors = [each for each in ("DAY_MONTH_YEAR", "ISO_DATE", "crumb_items") if f"{{{each}" in text]
    imports = (f"from crawler.layouts.anchors import {', '.join(anchors)}",) if anchors else ()
    return (*imports, "from crawler.site import Layout, Mark, loose")


def _free_name(wanted: str, taken: Collection[str]) -> str:
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _lines(layout: Layout, parts: Mapping[str, Wording | None], marks: Sequence[tuple[str, Wording, bool]]) -> Iterator[str]:
    """The literal, as a person writes it."""
    yield "Layout("
    yield f'    name="{layout.name}",'
    yield from _part("crumb", parts)
    if layout.crumb_needed:
        yield "    crumb_needed=True,"
    if marks:
        yield "    marks=("
        for name, each, needed in marks:
            yield f'        Mark("{name}", {each.code}{", needed=True" if needed else ""}),'
        yield "    ),"
    yield from _part("furniture", parts)
    yield from _part("footer", parts)
    if layout.date_order != "YMD":
        yield f'    date_order="{layout.date_order}",'
    if layout.language:
        yield f'    language="{layout.language}",'
    yield ")"


def _part(name: str, parts: Mapping[str, Wording | None]) -> Iterator[str]:
    part = parts[name]
    if part is not None:
        yield f"    {name}={part.code},"


# Between title and body


def _marks(sheets: Sequence[PlacedPage], site: Site) -> Iterator[tuple[str, Wording, bool]]:
    """(name, pattern, needed): the printed date, source and author with the words beside them, and lines that all pages have."""
    dated = _dated(sheets, site)
    if dated is not None:
        yield "date_line", dated, True
    for name in ("source", "author"):
        named = _named(sheets, name)
        if named is not None:
            yield f"{name}_line", named, False
    for number, line in enumerate(lines := _tool_bars(sheets, dated=dated is not None)):
        yield f"tool_bar{number or ''}", raw("^ ") + literal(line) + raw(" $"), dated is None and line == max(lines, key=len)


def _tool_bars(sheets: Sequence[PlacedPage], *, dated: bool) -> list[str]:
    """Lines between title and body that all pages have. Beside a date those without figures: it is a mark already."""
    return [line for line in shared_lines([sheet.head for sheet in sheets]) if not (dated and _DIGIT.search(line))]


def _dated(sheets: Sequence[PlacedPage], site: Site) -> Wording | None:
    """The date between title and body, with the words before it that all pages print."""
    for text, form in _DATES:
        places = [_place(sheet, loose(form)) for sheet in sheets]
        found = [place for place in places if place is not None]
        if len(found) == len(sheets):
            opening = _opening(found, {_value(sheet, "source") or "" for sheet in sheets} | {site.company})
            return opening + raw("(?P<date>") + raw(form, text or None) + raw(")")
    return None


def _opening(found: Sequence["_Place"], sources: Collection[str]) -> Wording:
    """What stands before the date: its label, or who released it, in the group `source`; nothing where it begins the line."""
    if all(not place.line.strip() for place in found):
        return raw("^ ")
    before = common_end([place.before for place in found])
    said = before if title_key(before) else common_end([place.line for place in found])
    if not title_key(said):
        return raw("")
    named = title_key(said) in set(map(title_key, sources))
    return (raw("(?P<source>") + literal(said) + raw(")") if named else literal(said)) + raw(" ")


def _named(sheets: Sequence[PlacedPage], name: str) -> Wording | None:
    """The mark of a value that stands behind the same words on all pages that have it."""
    told = [(sheet, value) for sheet in sheets if (value := _value(sheet, name))]
    found = [place for sheet, value in told if (place := _place(sheet, re.compile(re.escape(value)))) is not None]
    if len(found) < 2:
        return None
    label, after = common_end([place.before for place in found]), common_start([place.after for place in found]).strip()
    if not title_key(label):
        return None
    word = _WORD.match(after)
    end = literal(word[0]) if word else raw("$")
    return literal(label) + raw(rf" (?P<{name}>[^\n]{{1,80}}?) ") + raw("(?=") + end + raw(")")


def _value(sheet: PlacedPage, name: str) -> str | None:
    """What the generic reader says of a source or an author."""
    return sheet.found.source if name == "source" else next(iter(sheet.found.authors), None)


@dataclass(frozen=True, slots=True)
class _Place:
    """A value in a line between title and body: line, the text before it; before, the same from the end of another value on;
    after: the text after it.
    """

    line: str
    before: str
    after: str


def _place(sheet: PlacedPage, wanted: Pattern[str]) -> _Place | None:
    values = [value for name in ("source", "author") if (value := _value(sheet, name))]
    for line in sheet.head:
        if found := wanted.search(line):
            line_before = line[: found.start()]
            ends = [line_before.index(value) + len(value) for value in values if value in line_before]
            return _Place(line_before, line_before[max(ends, default=0) :], line[found.end() :])
    return None


def _date_order(sheets: Sequence[PlacedPage], marks: Iterable[tuple[str, Wording, bool]]) -> str:
    """The order of printed numbers, by the days that the rows say."""
    if not any(_NUMBERS in each.value for _, each, _ in marks):
        return "YMD"
    for sheet in sheets:
        numbers = next(filter(None, (re.search(r"(\d\d?)\s?[./-]\s?(\d\d?)\s?[./-]", line) for line in sheet.head)), None)
        day = date.fromisoformat(sheet.found.published[:10]) if sheet.found.published else None
        if numbers and day and day.day != day.month:
            return "MDY" if (int(numbers[1]), int(numbers[2])) == (day.month, day.day) else "DMY"
    return "DMY"


# Above the title, in the body, below it


def _crumb(sheets: Sequence[PlacedPage]) -> Wording | None:
    """The breadcrumb, with the words before its first item."""
    above = ["\n".join(sheet.lines[: sheet.title]) for sheet in sheets]
    for first in _first_items(sheets):
        leads = [next((line for line in sheet.lines[: sheet.title] if first in line), "") for sheet in sheets]
        before = common_end([line.partition(first)[0] for line in leads])
        items = raw("(?P<path>") + literal(first) + raw(crumb_items(), "{crumb_items()}") + raw(")")
        for lead in (literal(before) + raw(" "), raw("^ "), raw("")) if before.strip() else (raw("^ "), raw("")):
            pattern = loose((lead + items).value)
            if all(map(pattern.search, above)):
                return lead + items
    return None


def _first_items(sheets: Sequence[PlacedPage]) -> list[str]:
    """What may be the first item of the breadcrumb: as the generic reader found it, else what all pages have above the title."""
    told = {sheet.found.breadcrumbs[0] if len(sheet.found.breadcrumbs) > 1 else "" for sheet in sheets}
    if len(told) == 1 and "" not in told:
        return list(told)
    pieces = [[piece for line in sheet.lines[: sheet.title] for piece in _pieces(line)] for sheet in sheets]
    return shared_lines(pieces)[:_MOST_ITEMS]


def _pieces(line: str) -> list[str]:
    """The first item of a line, if it is a breadcrumb; itself, if it may be the first of one that is parted into lines."""
    pieces = [piece for each in re.split(any_of(SEPARATORS), line) if (piece := each.strip())]
    return [piece for piece in pieces[:1] if len(piece) <= _LONGEST_ITEM]


def _furniture(sheets: Sequence[PlacedPage]) -> Wording | None:
    """Short lines that all pages have among their paragraphs, before paragraphs of their own."""
    shared = [line for line in shared_lines(list(map(_short_lines, sheets))) if not _before_shared(line, sheets)]
    pieces = [piece for line in shared for piece in (raw("|"), literal(line))]
    return reduce(add, pieces[1:]) if pieces else None


def _short_lines(sheet: PlacedPage) -> list[str]:
    """The short lines of a body that are no headings."""
    tags = [sheet.page.outline.nodes[block.node].tag for block in sheet.blocks]
    return [sheet.lines[n] for n in range(sheet.body, sheet.end) if len(sheet.lines[n]) <= _LONGEST and tags[n] not in HEADINGS]


def _before_shared(line: str, sheets: Sequence[PlacedPage]) -> bool:
    """Whether what follows a line is the company's boilerplate, the same on all pages: then it belongs to that."""
    for sheet in sheets:
        if line in sheet.lines[sheet.body : sheet.end]:
            following = sheet.lines[sheet.lines.index(line, sheet.body) + 1]
            return sum(following in other.lines for other in sheets) > 1
    return False


def _footer(sheets: Sequence[PlacedPage]) -> Wording | None:
    """The first line below the text that all pages have."""
    below = shared_lines([[line for line in sheet.lines[sheet.end + 1 :] if len(line) <= _LONGEST] for sheet in sheets])
    return raw("^ ") + literal(below[0]) if below else None


_PARTS = {"crumb": _crumb, "furniture": _furniture, "footer": _footer}
