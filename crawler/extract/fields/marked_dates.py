"""Dates in elements that are made for them: `time`, what stood for it before or does beside it, those with `itemprop`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

import lxml.etree
from lxml.etree import _Element as Element

from crawler.extract.fields.date_places import (
    BESIDE_TITLE,
    Anchor,
    around_headline,
    elsewhere,
    is_another_pages,
    is_beside_title,
    is_in_another_pages_link,
    is_of_the_site,
    place,
)
from crawler.extract.fields.printed_dates import DateClaim
from crawler.page.markup import all_text
from crawler.page.metadata import Head, elements_of
from crawler.page.page import Page
from crawler.text.dates.parse import Reading, Stamp

_MARKED = {True: 4.5, False: 3.0}  # points for a `time` element, with and without a word of publication
_MANY_TIMES, _MANY_ITEMS = 30, 20
_POSTED = ("publish", "entry-date", "posted on")
_ITEMS = lxml.etree.XPath("//*[@itemprop or @property]")
_DATA = re.compile(r"[\w-]{0,30}(?:date|time|publi|stamp|posted)[\w-]{0,20}", re.I)  # names of attributes
_DATA_SIGN = re.compile(rf"\s{_DATA.pattern}=[\"']?(?:1\d{{9}}|20\d\d-)", re.I)
_MODIFIED_DATA = re.compile(r"modif|updat|edit", re.I)
_FOLLOWING = 40  # elements behind the headline whose attributes are read
_ITEM_SIGN = re.compile(
    r"\sitemprop=[\"']?(?:date|pub)|\sproperty=[\"']?(?:(?:dc|dcterms|dct|schema|sioc):)?(?:date|created|issued)"
)
_OF_A_DAY = re.compile(r"date|created|issued")


def marked_times(head: Head, page: Page, anchor: Anchor, reading: Reading) -> list[DateClaim]:
    """`time` elements, scored by their place like other printed dates."""
    if not head.times:
        return []
    indices = {id(block.element): block.index for block in reversed(page.blocks) if not block.hidden}
    headline = around_headline(page.blocks, anchor)
    claims: list[DateClaim] = []
    making = _moments_of_making(head.times[:_MANY_TIMES], reading)
    for element in head.times[:_MANY_TIMES]:
        text = all_text(element).strip()[:100]
        stamp = _stamp_of(element, text, reading, made=element.get("datetime") in making)
        index = _index_of(element, indices)
        if stamp is not None and index is not None:
            modified, marked = _time_kind(element, text)
            others = not marked and is_another_pages(page.blocks[index], page.blocks, anchor)
            if others or _is_of_others(element, page, modified=modified):
                continue
            beside = BESIDE_TITLE * is_beside_title(page.blocks[index], page.blocks, anchor)
            score = place(index, anchor) - elsewhere(element, headline) + _MARKED[marked] + beside - 0.05 * len(claims)
            claims.append(DateClaim(stamp, "time", "time", modified, score))
    return sorted(claims, key=lambda claim: -claim.score)


def _is_of_others(element: Element, page: Page, *, modified: bool) -> bool:
    """Whether a day is that of another page, or of a change of the whole site."""
    return (modified and is_of_the_site(element)) or is_in_another_pages_link(element, page)


def _stamp_of(element: Element, text: str, reading: Reading, *, made: bool) -> Stamp | None:
    """What an element says to machines, else to people; only to people where its moment is the one at which the page was made."""
    told = (text,) if made else (element.get("datetime"), element.get("title"), text)
    return next((stamp for stamp in map(reading.read, told) if isinstance(stamp, Stamp)), None)


def _moments_of_making(times: Sequence[Element], reading: Reading) -> set[str]:
    """The moments that several elements state under words for different days."""
    days: dict[str, set[str]] = defaultdict(set)
    for element in times:
        stamp = reading.read(all_text(element).strip()[:100]) if "T" in (element.get("datetime") or "") else None
        if isinstance(stamp, Stamp):
            days[element.get("datetime", "")].add(stamp.day)
    return {moment for moment, said in days.items() if len(said) > 1}


def _index_of(element: Element, indices: dict[int, int]) -> int | None:
    """The block that an element stands in; where it is empty, for a script to fill, else the one that follows it."""
    around = (element, *element.iterancestors())
    behind = islice(_behind(element), _FOLLOWING)
    return next((indices[id(each)] for each in chain(around, behind) if id(each) in indices), None)


def _time_kind(element: Element, text: str) -> tuple[bool, bool]:
    """(day of a change, marked as day of publication)."""
    names, label = _names_around(element), (text[:30] + _text_before(element)).lower()
    published = element.get("pubdate") is not None or any(map((names + label).__contains__, _POSTED))
    changed = "updated" in names.split() or "modif" in names or "updat" in label or "modified" in label
    return changed and "publ" not in label and not (published and "updat" not in label), published


def _names_around(element: Element) -> str:
    """Class and itemprop of an element and its parent, lower-case."""
    parent = element.getparent()
    around = (element,) if parent is None else (element, parent)
    return " ".join(each.get(name) or "" for each in around for name in ("class", "itemprop")).lower()


def _text_before(element: Element) -> str:
    """The words right before an element, in its parent or at the end of its elder brother."""
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        return (before.tail or "") + (before.text or "")[-30:]
    return "" if parent is None else parent.text or ""


def in_attributes(page: Page, anchor: Anchor, reading: Reading) -> DateClaim | None:
    """The day that elements between headline and text have for a script to show.

    An attribute of data, `data-published-at="1689163200000"`, or one of a custom element, `<day-line date="2014-03-05">`.
    """
    if anchor.title is None or not _DATA_SIGN.search(page.text):
        return None
    headline, first = page.blocks[anchor.title].element, page.blocks[anchor.first].element
    behind = takewhile(lambda element: element is not first, islice(_behind(headline), _FOLLOWING))
    values = (value for element in behind for name, value in element.items() if _is_day_of_data(element, str(name)))
    stamps = (stamp for stamp in map(reading.read, map(str, values)) if isinstance(stamp, Stamp))
    return next((DateClaim(stamp, "script", "data_attribute") for stamp in stamps), None)


def _is_day_of_data(element: Element, name: str) -> bool:
    if not name.startswith("data-") and "-" not in element.tag:
        return False
    return _DATA.fullmatch(name) is not None and _MODIFIED_DATA.search(name) is None


def _behind(element: Element) -> Iterator[Element]:
    """The elements behind one, in the order of the page."""
    for around in (element, *element.iterancestors()):
        for younger in around.itersiblings():
            yield from younger.iter("*")


def microdata(page: Page, reading: Reading) -> list[DateClaim]:
    """What elements state by `itemprop`, or by RDFa's `property`: `property="dc:date dc:created" content="2014-03-05"`."""
    claims: list[DateClaim] = []
    if _ITEM_SIGN.search(page.text) is None:
        return claims
    for element in elements_of(_ITEMS, page):
        name = _name_of_day(element)
        if not name:
            continue
        stamp = reading.read(_item_text(element).strip()[:100])
        if isinstance(stamp, Stamp) and not elsewhere(element):
            claims.append(DateClaim(stamp, "microdata", name, "modif" in name or "updat" in name))
            if len(claims) == _MANY_ITEMS:
                break
    return claims


def _name_of_day(element: Element) -> str:
    """What a day is called that an element states, lower-case; empty for another one, and for what is read with the meta tags."""
    name = (element.get("itemprop") or element.get("property") or "").lower()
    return name if element.tag != "meta" and _OF_A_DAY.search(name) else ""


def _item_text(element: Element) -> str:
    return next(filter(None, map(element.get, ("content", "datetime", "title"))), None) or all_text(element)
