"""Which elements of a page are not shown."""

import re

from lxml.etree import _Element as Element

_UNSEEN = re.compile(r"(?:^|;|\s)(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# The class names by which style sheets hide what only screen readers say.
_FOR_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|(?:u-|is-|el-)?(?:visually|visibility)-?_?hidden|hidden-?visually|screen-?reader(?:s?-?(?:only|text))?|"
    r"assistive-text|a11y-(?:hidden|only))(?:\s|$)",
    re.I,
)


def is_hidden(element: Element) -> bool:
    """Whether the element itself says that it is not shown, or is for screen readers alone."""
    style, named = element.get("style"), element.get("class")
    if named is not None and _FOR_READERS.search(named):
        return True
    return bool(style and _UNSEEN.search(style)) or element.get("hidden") is not None
