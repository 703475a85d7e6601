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
    said = [(at, each) for at, (key, each) in enumerate(printed) if key == headline]
    if not said:
        return False
    if all(_is_linked(each) for _, each in said):
        return True
    above = [each for key, each in printed[: said[0][0]] if len(key) >= _LEAST and any(key in title for title in titles)]
    return any(box_form(each) == box_form(said[0][1]) for each in above)


def _is_linked(heading: Element) -> bool:
    """Whether a heading stands in a link, or is one."""
    return any(link.get("href") for link in chain(heading.iter("a"), heading.iterancestors("a")))
