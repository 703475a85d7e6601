"""Which headlines a page prints as its own, and which as another article's. Headlines are compared as title keys."""

from collections.abc import Sequence
from itertools import chain

from lxml.etree import _Element as Element

from crawler.page.markup import all_text, box_form
from crawler.text.fingerprint import title_key

_HEADLINES = ("h1", "h2", "h3")
_LEAST = 8  # letters of a headline that is known by them


def shows_as_anothers(root: Element, titles: Sequence[str], headline: str) -> bool:
    """Whether a page prints a headline in links alone, or as it prints its own, above: as that of a second article.

    titles: keys of what the page is called; headline: the key of another headline, which they do not name.
    """
    printed = [(title_key(all_text(each)), each) for each in root.iter(*_HEADLINES)]
    own: list[tuple[str, str]] = []  # forms of the headings that the titles name, up to the first of the headline
    said: list[Element] = []
    for key, each in printed:
        if key == headline:
            said.append(each)
        elif not said and _is_named(key, titles):
            own.append(box_form(each))
    return bool(said) and (box_form(said[0]) in own or all(map(_is_linked, said)))


def _is_named(key: str, titles: Sequence[str]) -> bool:
    return len(key) >= _LEAST and any(key in title for title in titles)


def _is_linked(heading: Element) -> bool:
    """Whether a heading stands in a link, or is one."""
    return any(link.get("href") for link in chain(heading.iter("a"), heading.iterancestors("a")))
