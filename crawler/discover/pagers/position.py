"""Where an element stands to the rows of its page: behind the last one, and how near to them."""

from itertools import pairwise, takewhile

from lxml.html import HtmlElement

from crawler.discover.pagers.step import Paged


def is_behind_rows(page: Paged, element: HtmlElement) -> bool:
    """Whether an element comes after the last row of its page, and is no part of it."""
    return _elements_behind_rows(page, element) > 0


def is_next_to_rows(page: Paged, element: HtmlElement) -> bool:
    """Whether an element, or a box of its own, comes right after what holds the last row of its page."""
    return _elements_behind_rows(page, element) == 1


def _elements_behind_rows(page: Paged, element: HtmlElement) -> int:
    """How many elements an element comes after what holds the last row, in what holds both; not above 0 where it does not."""
    last = next((link.element for link in reversed(page.links) if link.key in page.rows), None)
    if last is None:
        return 0
    towards = {outer: inner for inner, outer in pairwise((last, *last.iterancestors()))}
    at = element
    while (outer := at.getparent()) is not None and outer not in towards:
        at = outer
    return outer.index(at) - outer.index(towards[outer]) if outer is not None else 0


def follows_rows(page: Paged, element: HtmlElement) -> bool:
    """Whether an element is the first link behind the last row, in what holds several rows."""
    behind = takewhile(lambda link: link.key not in page.rows, reversed(page.links))
    first = next((link.element for link in reversed(list(behind))), None)
    return first is element and nearness(page, element) > 0


def nearness(page: Paged, element: HtmlElement) -> int:
    """How deep the innermost element lies that holds several rows and this element too: more is nearer to the rows."""
    held = next((each for each in element.iterancestors() if each in page.around), None)
    return sum(1 for _ in held.iterancestors()) if held is not None else 0
