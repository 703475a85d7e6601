"""Which elements of a page are not shown."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from lxml.etree import _Element as Element

from crawler.page.names import NAMES_KEPT
from crawler.page.tags import HEADINGS, OFTEN_UNCLOSED

_UNSEEN = re.compile(r"(?:^|;|\s)(?:display\s*:\s*none|visibility\s*:\s*hidden|text-indent\s*:\s*-\d{4,6}px)", re.I)
# Far outside of the window; what moves pictures past one another, relatively, is shown.
_FAR_OFF = re.compile(r"(?:^|;|\s)(?:left|right|top)\s*:\s*-\d{4,6}(?:\.\d{1,3})?px", re.I)
_TAKEN_OUT = re.compile(r"position\s*:\s*(?:absolute|fixed)", re.I)
_NO_SIZE = re.compile(r"(?:^|;|\s)font-size\s*:\s*0(?:\.0{1,3})?(?:px|pt|r?em|%)?\s*(?:!|;|\Z)", re.I)
# The class names by which style sheets hide what only screen readers say, whatever a design system puts before them.
_FOR_READERS = re.compile(
    r"(?:^|\s)(?:invisible|(?:[a-z\d]{1,12}[-_]{1,2})?(?:s(?:r|ound)[-_]?only|blind|screen[-_]?out|"
    r"(?:visually|visibility|element|accessibly|accessibility|a11y|clip|snippet)[-_]?(?:hidden|invisible)|a11y-only|"
    r"hidden-?visually|screen-?reader(?:s?-?(?:only|text))?|assistive-text|off-?screen))(?:\s|$)",
    re.I,
)
_SIGNS = 4  # characters of an icon
_FOR_READERS_HAS = ("only", "hidden", "invisible", "reader", "assistive", "screen", "blind")  # one of them, whatever the name


def is_hidden(element: Element) -> bool:
    """Whether the element itself says that it is not shown, or is for screen readers alone."""
    return hides(element, element.keys())


def hides(element: Element, given: Sequence[str | bytes]) -> bool:
    """As `is_hidden`, for an element whose names of attributes are known: of most it is a class alone."""
    if "aria-hidden" in given and _is_sign(element.text or "") and element.get("aria-hidden") == "true":
        return True
    if "class" in given and _is_for_readers(element.get("class", "")):
        return True
    unseen = "hidden" in given or ("style" in given and _is_unseen(element, element.get("style", "")))
    return unseen and not _is_opened(element)


def _is_opened(element: Element) -> bool:
    """Whether a button in the heading right before an element opens it: an answer below its question."""
    before = element.getprevious()
    if before is None or type(before.tag) is not str:
        return False
    return any(_in_heading(control) for control in before.iter("button") if control.get("aria-expanded") == "false")


def _is_sign(text: str) -> bool:
    """Whether a text is the number of a line, or arrows and other drawn signs."""
    return text.isdigit() or (0 < len(text) <= _SIGNS and all(unicodedata.category(char)[0] == "S" for char in text))


def _is_unseen(element: Element, style: str) -> bool:
    """Whether a style hides an element; letters without a size are given one again by the elements inside."""
    if _UNSEEN.search(style) or (_FAR_OFF.search(style) and _TAKEN_OUT.search(style)):
        return True
    return not len(element) and _NO_SIZE.search(style) is not None


@lru_cache(maxsize=NAMES_KEPT)
def _is_for_readers(named: str) -> bool:
    lower = named.lower()
    return any(map(lower.__contains__, _FOR_READERS_HAS)) and _FOR_READERS.search(named) is not None


def is_shown(element: Element, tag: str) -> bool:
    """Whether an element that is never text is after all: a shadow root that the page declares, which browsers show; a control
    or drawing that was never closed and holds the rest of the page in this parser's tree; a heading that opens what it heads."""
    if tag == "template":
        return "shadowrootmode" in element.attrib or "shadowroot" in element.attrib
    if tag == "button" and _in_heading(element):
        return True
    if tag not in OFTEN_UNCLOSED or not len(element):
        return False
    return sum(1 for _, _ in zip(range(3), element.iter("p", "h1", "article"), strict=False)) == 3


def _in_heading(element: Element) -> bool:
    around = element.getparent()
    return around is not None and (around.tag in HEADINGS or around.tag == "dt")
