"""What a listing row says, piece by piece: the text of each of its elements with the place that the element has in a row."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.discover.data_days import day_for_scripts, day_of_value
from crawler.discover.links import goes_on, own_text, says_more
from crawler.page.hidden import is_hidden
from crawler.page.tags import BLOCK_TAGS, HEADINGS, SKIPPED_TAGS
from crawler.text.dates.row_date import is_date_alone
from crawler.text.safe_text import one_line

BESIDE = 4  # elements between two rows that may hold the date of one
_DATE_ATTRIBUTES = ("datetime", "content", "title")
FOR_SCRIPTS = "@data"  # ends the place of a day that is in an element's attributes for scripts
_CLASS_WORD = re.compile(r"[^\d\s]+\Z")
_APART = frozenset((*BLOCK_TAGS, "br", "time"))
_MOST_INSIDE = 60  # elements in a piece: a headline with each word in a span has fewer; each is read with all it holds
_DATE_LENGTH = 48  # characters of an element that holds nothing but a date
_DEPTH = 60  # elements inside each other in a row; deeper is no row made by anybody


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a row's text, as one element holds it.

    slot: the tags and classes from the row down to the element, the same in rows of the same form. day: ISO date that the
    element's attributes say. link: the `a` it stands in, headed: whether in a heading.
    """

    slot: str
    element: HtmlElement
    text: str
    day: str | None = None
    link: HtmlElement | None = None
    headed: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    slot: str = ""
    link: HtmlElement | None = None
    headed: bool = False
    depth: int = 0

    def below(self, node: HtmlElement) -> "_Place":
        link = node if node.tag == "a" else self.link
        return _Place(f"{self.slot}/{_name(node)}", link, self.headed or node.tag in HEADINGS, self.depth + 1)


def units_of(box: HtmlElement) -> list[Unit]:
    """The pieces of a row in page order; of a bare link, those of its line. What is asked for is read, shown or not."""
    if box.tag == "a" and not is_card(box):
        return list(_units_of_line(box))
    return list(_told_apart(_units_inside(box, _Place().below(box)) if is_hidden(box) else _units(box, _Place())))


def _told_apart(units: Iterable[Unit]) -> Iterator[Unit]:
    """Pieces whose places are called the same in one row (`div`, `div`) are told apart by their order."""
    times: Counter[str] = Counter()
    for unit in units:
        yield replace(unit, slot=f"{unit.slot}~{times[unit.slot]}") if times[unit.slot] else unit
        times[unit.slot] += 1


def units_at(box: HtmlElement, slots: Container[str]) -> list[Unit]:
    """The pieces of a row in these places, where they say all that it does; else none."""
    found = list(_told_apart(_units_in_places(box, _Place(), slots)))
    said = "".join("".join(unit.text.split()) for unit in found)
    return found if said == "".join(own_text(box).split()) else []


def _units_in_places(node: HtmlElement, place: _Place, slots: Container[str]) -> Iterator[Unit]:
    if not isinstance(node.tag, str) or is_hidden(node) or place.depth > _DEPTH:
        return
    here = place.below(node)
    if here.slot in slots:
        yield Unit(here.slot, node, own_text(node), _stated_day(node), here.link, here.headed)
        return
    for child in node:
        yield from _units_in_places(child, here, slots)


def units_beside(
    box: HtmlElement, owners: Container[HtmlElement], step: Callable[[HtmlElement], HtmlElement | None]
) -> Iterator[Unit]:
    """The pieces of the elements next to a row, up to the next row. owners: the elements that hold rows."""
    at = step(box)
    for _ in range(BESIDE):
        if at is None or at in owners:
            return
        yield from units_of(at) if not is_hidden(at) else ()
        at = step(at)


def _units_of_line(link: HtmlElement) -> Iterator[Unit]:
    """What stands beside a bare link up to the next line break or link on both sides, and the link between."""
    left = list(takewhile(goes_on, link.itersiblings(preceding=True)))[::-1]
    first = left[0] if left else link
    before, above = first.getprevious(), link.getparent()
    place = _Place("line")
    yield from _piece((before.tail if before is not None else above.text) if above is not None else "", link, place)
    for each in left:
        yield from _units(each, place)
        yield from _piece(each.tail, each, place)
    yield from _units(link, _Place())
    yield from _piece(link.tail, link, place)
    for each in takewhile(goes_on, link.itersiblings()):
        yield from _units(each, place)
        yield from _piece(each.tail, each, place)


def _units(node: HtmlElement, place: _Place) -> Iterator[Unit]:
    if not isinstance(node.tag, str) or is_hidden(node) or place.depth > _DEPTH:
        return
    day = _stated_day(node)
    yield from _for_scripts(node, place, day)
    if node.tag in SKIPPED_TAGS:
        if day:
            yield Unit(f"{place.slot}/{_name(node)}", node, "", day, place.link)
        return
    here = place.below(node)
    if day or _is_one_piece(node, headed=here.headed):
        text = own_text(node)
        if text or day:
            yield Unit(here.slot, node, text, day, here.link, here.headed)
        return
    yield from _units_inside(node, here)


def _for_scripts(node: HtmlElement, place: _Place, stated: str | None) -> Iterator[Unit]:
    """The day that an element carries for scripts, as a piece without a text; none where it states one."""
    day = day_for_scripts(node) if node.attrib and not stated else None
    if day:
        yield Unit(f"{place.slot}/{_name(node)}{FOR_SCRIPTS}", node, "", day, place.link)


def _units_inside(node: HtmlElement, here: _Place) -> Iterator[Unit]:
    """The pieces of an element that is none itself: its texts and its children."""
    yield from _piece(node.text, node, here)
    for child in node:
        yield from _units(child, here)
        yield from _piece(child.tail, node, here)


def _piece(text: str | None, element: HtmlElement, place: _Place) -> Iterator[Unit]:
    if text and (text := one_line(text)):
        yield Unit(f"{place.slot}/#", element, text, None, place.link, place.headed)


def _is_one_piece(node: HtmlElement, *, headed: bool) -> bool:
    """Whether nothing inside an element stands apart: no block, no link, no date alone, no element with a place of its own."""
    inside = [each for each in islice(node.iterdescendants(), _MOST_INSIDE + 1) if isinstance(each.tag, str)]
    if not inside:
        return True
    if len(inside) > _MOST_INSIDE:
        return False
    if any(each.tag == "a" or _stands_alone(each) for each in inside):
        return False
    if headed:
        return True
    return not any(map(_has_own_place, inside))


def _has_own_place(element: HtmlElement) -> bool:
    """Whether an element in a row stands for something of its own: a block, a line, a `span` with a name."""
    return element.tag in _APART or (element.tag == "span" and bool(element.get("class")))


def _stands_alone(element: HtmlElement) -> bool:
    if element.tag == "time":
        return True
    if element.tag in SKIPPED_TAGS or element.tag == "img":
        return False
    return not says_more(element, _DATE_LENGTH) and is_date_alone(own_text(element))


def is_card(link: HtmlElement) -> bool:
    """Whether a link is a row itself, with elements of its own for what it says."""
    return any(isinstance(each.tag, str) and each.tag in _APART for each in link.iterdescendants())


def _stated_day(element: HtmlElement) -> str | None:
    """The ISO day in what machines are told: `datetime`, `content` of a date property, the `title` of an abbreviation."""
    if not element.attrib:
        return None
    said = (day_of_value(element.get(name) or "") for name in _DATE_ATTRIBUTES if _tells_day(element, name))
    return next(filter(None, said), None)


def _tells_day(element: HtmlElement, name: str) -> bool:
    """Whether one of _DATE_ATTRIBUTES is where an element tells machines its day."""
    if name == "content":
        return "date" in (element.get("itemprop") or "").lower()
    return name == "datetime" or bool(element.tag == "abbr")


def _name(node: HtmlElement) -> str:
    """Tag and classes of an element, without the classes that carry a number, which differ from row to row."""
    classes = sorted(word for word in (node.get("class") or "").split() if _CLASS_WORD.match(word))
    return ".".join((node.tag, *classes))
