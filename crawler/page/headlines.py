"""Which headlines a page prints as its own, and which as another article's. Headlines are compared as title keys."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from lxml.etree import _Element as Element

from crawler.page.markup import all_text, box_form
from crawler.text.fingerprint import title_key

_HEADLINES = ("h1", "h2", "h3")
_LEAST = 8  # letters of a headline that is known by them


class Headlines:
    """The headings of a page, read once: however many objects are asked of, each is looked up."""

    def __init__(self, root: Element, titles: Sequence[str]) -> None:
        """titles: keys of what the page is called."""
        self._printed: defaultdict[str, list[Element]] = defaultdict(list)
        self._place: dict[str, int] = {}  # of the first heading with a key
        self._own: dict[tuple[str, str], int] = {}  # form of a heading that the titles name -> place of the first one
        for at, each in enumerate(root.iter(*_HEADLINES)):
            key = title_key(all_text(each))
            self._printed[key].append(each)
            self._place.setdefault(key, at)
            if len(key) >= _LEAST and any(key in title for title in titles):
                self._own.setdefault(box_form(each), at)

    def are_anothers(self, headline: str) -> bool:
        """Whether the page prints a headline in links alone, or as it prints its own, above: as that of a second article.

        headline: the key of one that its titles do not name.
        """
        if headline not in self._place:
            return False
        said = self._printed[headline]
        second = self._own.get(box_form(said[0]), self._place[headline]) < self._place[headline]
        return second or all(map(_is_linked, said))


def _is_linked(heading: Element) -> bool:
    """Whether a heading stands in a link, or is one."""
    return any(link.get("href") for link in chain(heading.iter("a"), heading.iterancestors("a")))
