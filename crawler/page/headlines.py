"""Which headlines a page prints as its own, and which as another article's. Headlines are compared as title keys."""

from collections.abc import Sequence
from itertools import chain

from lxml.etree import _Element as Element

from crawler.page.markup import all_text
from crawler.text.fingerprint import title_key

_HEADLINES = ("h1", "h2", "h3")
_LEAST = 8  # letters of a headline that is known by them


def shows_as_anothers(root: Element, titles: Sequence[str], headline: str) -> bool:
    """Whether a page prints a headline in a link alone, or one that its titles name before it.

    titles: keys of what the page is called; headline: the key of another headline, which they do not name.
    """
    printed = [(title_key(all_text(each)), _is_linked(each)) for each in root.iter(*_HEADLINES)]
    own = next((at for at, (key, _) in enumerate(printed) if len(key) >= _LEAST and any(key in title for title in titles)), None)
    if own is not None:
        return headline not in (key for key, _ in printed[:own])
    links = {linked for key, linked in printed if key == headline}
    return links == {True}


def _is_linked(heading: Element) -> bool:
    """Whether a heading stands in a link, or is one."""
    return any(link.get("href") for link in chain(heading.iter("a"), heading.iterancestors("a")))
