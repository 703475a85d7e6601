"""What elements are called, asked once: the same classes come again on a page and on all pages of a site."""

import re
from collections.abc import Callable
from functools import lru_cache

NAMES_KEPT = 20_000  # class texts whose meaning is remembered, more than a site has


def finding(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Tells whether a pattern finds something in a text of names, and remembers what it found."""

    @lru_cache(maxsize=NAMES_KEPT)
    def finds(names: str) -> bool:
        return pattern.search(names) is not None

    return finds
