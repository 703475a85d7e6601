"""The next page where an element right below the list asks for it by itself: `<turbo-frame src="/news/?page=2" loading="lazy">`.

Nothing is pressed there: what the address gives takes the element's place as soon as a reader comes near.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.discover.pagers.addresses import is_below, numbers_in, page_jump
from crawler.discover.pagers.marks import is_rolling
from crawler.discover.pagers.position import is_behind_rows, is_next_to_rows
from crawler.discover.pagers.step import SCRIPT, Paged, Step
from crawler.discover.pagers.words import LABEL_LENGTH

_ASKS = ("hx-get", "data-hx-get", "up-href", "ic-get-from", "data-src", "data-url", "data-href", "data-path", "data-remote")
_ADDRESS = re.compile(r"(?:https?://|//|/|\?|\./|\.\./|[\w./-]{1,200}\?)[^\s<>\"']*\Z")
_BY_ITSELF = re.compile(r"\b(?:revealed|intersect|load|appear|scrolled-into-view)\b")
_TRIGGERS = ("hx-trigger", "data-hx-trigger", "ic-trigger-on")
_SECOND = (1, 2)  # the number of the second page, counted from zero or from one
_MOST_PARTS = 8  # elements in what stands there until then; a box with more holds other things


def lazy_step(page: Paged) -> Step | None:
    """The page that an element asks for by itself which stands right behind the rows of the list, or is the last of them."""
    last = _around_the_last(page)
    for element, said, alone in _all_asked(page):
        url = page.resolved(said)
        rule = _rule(page, element, url, alone=alone, is_last=element in last) if url else ""
        if url and rule and not is_rolling(element, page.around):
            return Step((url,), rule=rule)
    return None


def _around_the_last(page: Paged) -> frozenset[HtmlElement]:
    """The elements that hold the last row and no other."""
    link = next((link.element for link in reversed(page.links) if link.key in page.rows), None)
    held = (each for each in (link, *link.iterancestors()) if each not in page.around) if link is not None else ()
    return frozenset(held)


def _all_asked(page: Paged) -> Iterator[tuple[HtmlElement, str, bool]]:
    for element in page.root.iter() if page.root is not None else ():
        for said, alone in _asked(element) if element.attrib else ():
            yield element, said, alone


def _asked(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The address of what takes an element's place, as written; and whether the element says that nobody presses it.

    An element of a name of its own (`include-fragment`) fills itself with its `src`.
    """
    if element.tag in ("a", "button", "input", "form", "img"):
        return
    named = ("src", *_ASKS) if "-" in str(element.tag) else _ASKS
    found = [(name, said) for name in named if _ADDRESS.match(said := element.get(name, "").strip())]
    yield from ((said, name == "src" or _fills_itself(element)) for name, said in found)


def _fills_itself(element: HtmlElement) -> bool:
    return any(_BY_ITSELF.search(element.get(name, "")) for name in _TRIGGERS) or element.get("up-defer") is not None


def _rule(page: Paged, element: HtmlElement, url: str, *, alone: bool, is_last: bool) -> str:
    """By which rule an address is the next page's; empty where it is not."""
    if url in page.rows or url.partition("#")[0] == page.url.partition("#")[0] or not _stands_below(page, element, is_last):
        return ""
    jump = page_jump(page.url, url)
    if jump is not None and (jump.link.is_page or jump.link.value == (jump.own or 1) + 1):
        return "next_link" if jump.grows else ""
    return _rule_of_place(page, url, alone=alone, near=is_last or is_next_to_rows(page, element))


def _rule_of_place(page: Paged, url: str, *, alone: bool, near: bool) -> str:
    """The same of an address that no number sets apart: by the page's own path with other parameters, or, right behind
    the rows, by the page's own folder: then only what comes back tells whether it lists releases.
    """
    if (near and _counts(page, url)) or (alone and _path(page.url) == _path(url)):
        return "next_link"
    return SCRIPT if alone and near and is_below(page.url, url) else ""


def _stands_below(page: Paged, element: HtmlElement, is_last: bool) -> bool:
    """Whether an element is the last row, or stands behind it with nothing in it but a word on what is to come."""
    if is_last:
        return True
    small = len(element) <= _MOST_PARTS and len(str(element.text_content()).strip()) <= LABEL_LENGTH
    return small and is_behind_rows(page, element)


def _counts(page: Paged, url: str) -> bool:
    """Whether an address asks elsewhere for the second page, or for what comes after as many rows as there are."""
    if any(each.is_page for each in numbers_in(page.url)):
        return False
    return any(each.value == len(page.rows) or each.value in _SECOND for each in numbers_in(url) if each.is_page)


def _path(url: str) -> str:
    return url.partition("?")[0].partition("#")[0].rstrip("/")
