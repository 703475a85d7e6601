"""A link that stands alone with a list and leads to another page of the newsroom, in words of any language: `過去のお知らせ`.

Most such links lead to the older releases; others do not, so that it is a guess (`Part.guess`): one request tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink, own_text, says_more
from crawler.discover.navigation import Furniture
from crawler.discover.pagers.addresses import is_below, is_page_url
from crawler.discover.pagers.marks import marks_of
from crawler.discover.pagers.step import Paged, Part, Step
from crawler.discover.pagers.time_labels import names_time, time_on
from crawler.discover.pagers.words import LABEL_LENGTH, Way, page_number, way_of
from crawler.discover.section_links import names_no_news
from crawler.discover.sources.shapes import is_of_others
from crawler.page.tags import HEADINGS
from crawler.urls import leads_nowhere

_BETWEEN = 60  # characters without a link that may stand between a list and what goes with it
_OTHER_FORM = re.compile(r"(?:\A|[/._-])(?:rss|atom|feeds?|xml|pdf|docx?|zip|ics|jpe?g|png|mp[34])/?\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"(?:19[89]|20\d)\d")
_OF_PAGERS = frozenset({Way.BACK, Way.LEFT, Way.NEXT, Way.RIGHT, Way.FAR_RIGHT, Way.LAST})


def with_lone_link(step: Step, page: Paged) -> Step:
    """A step with the link that stands alone with the list, where nothing else leads to all of it.

    Beside a pager it must name years: that leads to everything else.
    """
    rows = [link.element for link in page.links if link.key in page.rows]
    if not rows or is_page_url(page.url) or None in {part.year for part in step.parts}:
        return step
    paged, furniture = bool(step.rule or step.next), Furniture(rows)
    found = next((link for link in _alone(page, rows) if _may_lead_on(page, link, furniture, paged=paged)), None)
    return _with_guess(step, found.url) if found is not None else step


def _with_guess(step: Step, url: str) -> Step:
    known = any(part.url == url for part in step.parts)
    return step if known else replace(step, parts=(*step.parts, Part(url, guess=True)))


def _alone(page: Paged, rows: Sequence[HtmlElement]) -> Iterator[PageLink]:
    """The first link behind the rows and the last one before them, where it is the only one in its box, right beside the list."""
    places = {link.element: number for number, link in enumerate(page.links) if link.key in page.rows}
    first, last = min(places.values()), max(places.values())
    behind = next((link for link in page.links[last + 1 :] if not _pages(link.text)), None)
    if behind and _is_beside(behind.element, rows[-1], before=False):
        yield behind
    above = page.links[first - 1] if first else None
    if above and _is_beside(above.element, rows[0], before=True):
        yield above


def _pages(text: str) -> bool:
    """Whether a text is one of a pager: a number, an arrow, `next`."""
    return page_number(text) is not None or way_of(text) in _OF_PAGERS


def _is_beside(element: HtmlElement, row: HtmlElement, *, before: bool) -> bool:
    """Whether a link's box, which holds no other, stands right behind what holds a row, or with the heading above it."""
    towards = {outer: inner for inner, outer in pairwise((row, *row.iterancestors()))}
    box = element
    while (outer := box.getparent()) is not None and outer not in towards:
        box = outer
    if outer is None or not _holds_one_link(box):
        return False
    at, of_row = outer.index(box), outer.index(towards[outer])  # never the same, as the box holds no row
    between = outer[at + 1 : of_row] if before else outer[of_row + 1 : at]
    if (at < of_row) != before or not all(map(_says_little, between)):
        return False
    return not before or any(map(_has_heading, (*outer[max(0, at - 1) : at], box, *between)))


def _holds_one_link(box: HtmlElement) -> bool:
    led = {each.get("href") for each in box.iter("a") if not leads_nowhere(each.get("href"))}
    return len(led) == 1


def _says_little(element: HtmlElement) -> bool:
    """Whether an element has no link but those of a pager, and next to no text."""
    if not isinstance(element.tag, str):
        return True
    return all(_pages(own_text(link)) for link in element.iter("a")) and not says_more(element, _BETWEEN)


def _has_heading(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and next(element.iter(*HEADINGS), None) is not None


def _may_lead_on(page: Paged, link: PageLink, furniture: Furniture, *, paged: bool) -> bool:
    """Whether a link may lead to more of a list, by its words, where it stands and where it leads."""
    if link.key in page.rows or link.form is not None or furniture.is_menu(link.element) or furniture.is_side(link.element):
        return False
    if furniture.is_unseen(link.element) or not _is_label(link, paged=paged):
        return False
    return _leads_beside(page.url, link.url) and not is_of_others(link.url) and not _is_numbered_as_rows(page, link)


def _is_numbered_as_rows(page: Paged, link: PageLink) -> bool:
    """Whether an address differs from those of rows in numbers alone: `/news/2025/11`, then it is one of a release."""
    return _shape(link) in {_shape(each) for each in page.links if each.key in page.rows}


def _shape(link: PageLink) -> str:
    return _DIGITS.sub("0", link.url)


def _is_label(link: PageLink, *, paged: bool) -> bool:
    """Whether a text is a label that does not say where else it leads."""
    text = link.text or link.title
    time = time_on(text)
    if (time is not None and names_time(link.url, time)) or not text or len(text) > LABEL_LENGTH or names_no_news(text):
        return False
    return marks_of(link.element, link.text).way not in _OF_PAGERS and (not paged or _YEARS.search(text) is not None)


def _leads_beside(own: str, url: str) -> bool:
    """Whether an address lies below the list's own, or beside it in the same folder; not above it, and no file's."""
    here, there = urlsplit(own), urlsplit(url)
    path, mine = there.path.rstrip("/"), here.path.rstrip("/")
    if _OTHER_FORM.search(path) or (f"{mine}/".startswith(f"{path}/") and not (there.query and path == mine)):
        return False
    return is_below(own, url) or path.rpartition("/")[0] == mine.rpartition("/")[0]
