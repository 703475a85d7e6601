"""Inline elements that only a style sheet sets apart: cells of a table that is made of them, and the parts of a line."""

from itertools import islice

from lxml.etree import _Element as Element

from crawler.page.tags import HEADINGS

_PARTS, _BOXES = frozenset(("span", "time")), frozenset(("div", "header", "section", "li"))  # of a box, which is no paragraph
_HOLDERS = _BOXES | HEADINGS
_BOLD = frozenset(("b", "strong"))
_MARKS = (":", ",", ";", ".", "!", "?", "-", "–", "—", ")", "/", "|")  # that follow the part before
_MOST_PARTS = 20
GRID_CELLS = frozenset(("span", "time", "b", "strong"))  # of a table of such elements, the words of its head among them
_ROW_TAGS = frozenset(("div", "span", "li"))
_ROWS, _COLUMNS = 3, 3  # of a table of such elements, at least


def is_of_grid(element: Element, known: dict[Element, bool]) -> bool:
    """Whether an element is a cell, or a row, of a table of elements without a meaning. known: which elements are such tables."""
    row = element if len(element) else element.getparent()
    table = None if row is None or row.tag not in _ROW_TAGS else row.getparent()
    if table is not None and table not in known:  # counting the parts of an element takes as long as it has parts
        known[table] = len(table) >= _ROWS and _is_grid(table)
    return table is not None and known[table]


def _is_grid(table: Element) -> bool:
    """Whether an element holds rows alone, each of as many parts without links, and more than a pair."""
    sizes = {_columns(row) for row in table}
    return len(sizes) == 1 and sizes.pop() >= _COLUMNS


def _columns(row: Element) -> int:
    """How many parts an element has that holds nothing else; none where it has a link."""
    bare = row.tag in _ROW_TAGS and not any((each or "").strip() for each in (row.text, *(part.tail for part in row)))
    return len(row) if bare and all(part.tag in GRID_CELLS and not len(part) for part in row) else 0


def are_laid_out(element: Element) -> bool:
    """Whether an element is one of several in a box that holds nothing else: it is the style sheet that parts their words."""
    around = element.getparent()
    if element.tag not in _PARTS or around is None or around.tag not in _HOLDERS or (around.text or "").strip():
        return False
    parts = list(islice(around, _MOST_PARTS))
    return len(parts) < _MOST_PARTS and (_are_in_box(parts) if around.tag in _BOXES else _are_in_heading(parts))


def _are_in_box(parts: list[Element]) -> bool:
    return _is_figure(parts) or all(map(_is_part, parts))


def _are_in_heading(parts: list[Element]) -> bool:
    return all(map(_is_part, parts)) and _are_named_apart(parts)


def _is_figure(parts: list[Element]) -> bool:
    """Whether two parts are something in bold and some words for it: `<b>47 ton</b><span>in a day</span>`."""
    if len(parts) != 2 or parts[0].tag not in _BOLD or any((part.tail or "").strip() or len(part) for part in parts):
        return False
    said = (parts[1].text or "").lstrip()
    return len(said.split()) > 1 and not said.startswith(_MARKS)


def _are_named_apart(parts: list[Element]) -> bool:
    """Whether each part of a heading has a class of its own; what word processors cut has the same one, or none."""
    named = [part.get("class") for part in parts]
    if None in named or len(set(named)) < len(named):
        return False
    return not any((part.text or "").lstrip().startswith(_MARKS) for part in parts)


def _is_part(element: Element) -> bool:
    """Whether an element has a style of its own, and more than a letter, and no text stands behind it."""
    styled = element.tag in _PARTS and bool(element.keys())
    return styled and len(element.text or "") > 1 and not (element.tail or "").strip()
