"""How many pages or rows a list has, as attributes say that only a script reads: `data-total-pages="3"`."""

import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from crawler.discover.pagers.marks import is_rolling
from crawler.discover.pagers.step import Paged

_LONGEST = 2000  # characters of an attribute that is read as JSON
_SIGNS = re.compile(r"[-_]")
# What attributes are called without their signs, `data` before them; a counter of pages, of rows, and what a page has of these.
_PAGES = re.compile(
    r"(?:total|max|last|num|number|count)(?:of)?(?:num)?pages?\Z|pages(?:total|count|max|num)?\Z|page(?:total|count|max)\Z"
)
_CURRENT = re.compile(r"(?:current|cur|this|active)?(?:page|paged)(?:current|number|no|num|index)?\Z")
_ROWS = re.compile(
    r"(?:total|all|max|count)(?:items?|records?|rows?|posts?|results?|articles?|news|count|entries)?\Z|(?:found)?(?:posts|items)total\Z"
)
_SIZE = re.compile(r"(?:items|rows|posts|results|articles)?perpage\Z|(?:page)?(?:size|limit)\Z|postsperpage\Z")


def further_pages(page: Paged) -> Iterator[str]:
    """What the first attribute that counts pages or rows says of those behind this page, in words for people."""
    for element in page.root.iter() if page.root is not None else ():
        named = dict(_numbers_on(element)) if len(element.attrib) else {}
        if named and (said := _said(named, len(page.rows))) and not is_rolling(element, page.around):
            yield said
            return


def _said(named: Mapping[str, int], rows: int) -> str | None:
    """What attributes with numbers say of a list: pages behind the current one, or rows behind those of this page."""
    pages, total, size = (next(_named(named, pattern), ("", 0)) for pattern in (_PAGES, _ROWS, _SIZE))
    current = next((number for name, number in _named(named, _CURRENT) if name != pages[0]), 1)
    if len(named) > 1 and pages[1] > max(1, current):
        return f"an attribute says that it has {pages[1]} pages"
    more = size[1] and total[1] > max(rows, size[1] * max(1, current))
    return f"an attribute says that it has {total[1]} rows" if more else None


def _named(named: Mapping[str, int], pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    return ((name, number) for name, number in named.items() if pattern.match(name))


def _numbers_on(element: HtmlElement) -> Iterator[tuple[str, int]]:
    """The numbers in the `data` attributes of an element, by their names without signs; those in JSON too."""
    for name, value in element.attrib.items():
        key = str(name)
        if not key.startswith("data-"):
            continue
        if value.isdecimal() and len(value) < 6:
            yield _SIGNS.sub("", key[5:]).lower(), int(value)
        elif value.startswith("{") and len(value) <= _LONGEST:
            yield from _numbers_in(value)


def _numbers_in(text: str) -> Iterator[tuple[str, int]]:
    try:
        value = json.loads(text)
    except ValueError:
        return
    for key, each in value.items() if isinstance(value, dict) else ():
        if type(each) is int:
            yield _SIGNS.sub("", key).lower(), each
        elif isinstance(each, str):
            yield _SIGNS.sub("", key).lower(), 0
