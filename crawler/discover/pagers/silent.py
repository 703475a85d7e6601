"""Controls of a page that have no address: only a script, or what a form posts, knows where they lead."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.discover.navigation import Furniture
from crawler.discover.pagers.marks import Marks, in_pager, is_named_more, is_rolling, loads_more, marks_of
from crawler.discover.pagers.step import Paged
from crawler.discover.pagers.words import Way, names_items

MOST_BUTTONS = 16  # that load more or turn pages; where there are more they open the rows themselves
_IN_BUTTON = 4  # elements in what stands for a button


def silent_buttons(page: Paged, root: HtmlElement, furniture: Furniture) -> list[str]:
    """Buttons that load more, and pagers that a script turns, where nothing has an address."""
    found: dict[str, None] = {}
    seen = 0
    for element in silent_controls(page, root):
        marks = marks_of(element)
        if marks.off or not (loads_more(marks) or _turns_pages(element, marks)):
            continue
        if furniture.is_menu(element) or is_rolling(element, page.around):
            continue
        seen += 1
        found.setdefault(f'{"button" if loads_more(marks) else "pager"} without an address: "{marks.label[:40]}"')
    return list(found)[:1] if seen <= MOST_BUTTONS else []


def silent_controls(page: Paged, root: HtmlElement) -> Iterator[HtmlElement]:
    """The buttons and links of which only a script, or what a form posts, knows where they lead."""
    asking = {link.element for link in page.forms}
    for each in root.iter("button", "input", "a", "span", "div", "p"):
        if each not in asking and (each.get("type") == "submit" if each.tag == "input" else _is_silent(each)):
            yield each


def _is_silent(element: HtmlElement) -> bool:
    """Whether a button, a link or what stands for one by its role or its name has no address."""
    if element.tag in ("a", "button"):
        return element.tag == "button" or _has_no_address(element)
    return (element.get("role") == "button" or is_named_more(element)) and len(element) <= _IN_BUTTON


def _turns_pages(element: HtmlElement, marks: Marks) -> bool:
    """Whether a script turns pages: by a word in a pager, or by a number that it is given as the page."""
    if marks.way in (Way.NEXT, Way.OLDER):
        return in_pager(element) or (marks.way is Way.OLDER and names_items(marks.label))
    if marks.number is None or marks.number < 2:
        return False
    called = " ".join(filter(None, (element.get("href"), element.get("onclick"), element.get("data-page"))))
    return str(marks.number) in re.findall(r"\d+", called)


def _has_no_address(element: HtmlElement) -> bool:
    """Whether a link leads nowhere, or to a place that only a script makes (`#!/page/2`)."""
    href = (element.get("href") or "").strip().lower()
    return not href or href == "#" or href.startswith(("javascript:", "#!", "#/", "#page", "#p="))
