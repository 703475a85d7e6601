"""Which elements of a page are not shown."""

import re
from functools import lru_cache

from lxml.etree import _Element as Element

from crawler.page.tags import OFTEN_UNCLOSED

_UNSEEN = re.compile(r"(?:^|;|\s)(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# The class names by which style sheets hide what only screen readers say.
_FOR_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|(?:u-|is-|el-)?(?:visually|visibility)-?_?hidden|hidden-?visually|screen-?reader(?:s?-?(?:only|text))?|"
    r"assistive-text|a11y-(?:hidden|only))(?:\s|$)",
    re.I,
)
NAMES_KEPT = 20_000  # class texts whose meaning is remembered, more than a site has


def is_hidden(element: Element) -> bool:
    """Whether the element itself says that it is not shown, or is for screen readers alone."""
    given = element.keys()  # most elements have a class alone: names are asked once
    if "class" in given and _is_for_readers(element.get("class", "")):
        return True
    return "hidden" in given or ("style" in given and _UNSEEN.search(element.get("style", "")) is not None)


@lru_cache(maxsize=NAMES_KEPT)
def _is_for_readers(named: str) -> bool:
    return _FOR_READERS.search(named) is not None


def is_shown(element: Element, tag: str) -> bool:
    """Whether an element that is never text is after all: a shadow root that the page declares, which browsers show; a control
    or drawing that was never closed and holds the rest of the page in this parser's tree."""
    if tag == "template":
        return "shadowrootmode" in element.attrib
    if tag not in OFTEN_UNCLOSED or not len(element):
        return False
    return sum(1 for _, _ in zip(range(3), element.iter("p", "h1", "article"), strict=False)) == 3
