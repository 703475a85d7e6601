"""Links of rows that lead to no release, or only say what it is in: categories, formats, languages."""

from collections import Counter
from collections.abc import Callable, Sequence

from lxml.html import HtmlElement

from crawler.discover.boxes import boxes, groups, keys_of
from crawler.discover.links import PageLink
from crawler.text.writing import weight

MIN_ROWS = 3  # rows that make a list on a site that nothing is known of
LONG_TITLE = 22  # in Latin characters: of a title that needs no date beside it


def without_categories(links: Sequence[PageLink]) -> list[PageLink]:
    """Links without those that come again and again: a short one names the category of a row, not an article.

    So does a picture that leads to the same from the same place of several rows, and a text of any length where all do that
    stand at its place; what is shown at several places is a release.
    """
    said = Counter((link.key, link.title) for link in links)
    short = {link.element for link in links if weight(link.title) < LONG_TITLE and said[link.key, link.title] >= MIN_ROWS}
    repeated = {link.element for group in groups(links) for link in _repeated(group)}
    return [link for link in links if link.element not in short | repeated]


def _repeated(group: Sequence[PageLink]) -> list[PageLink]:
    """Of the links at one place of rows those that name a category."""
    keys = Counter(link.key for link in group)
    return [link for link in group if keys[link.key] >= MIN_ROWS and (len(keys) == 1 or not link.text)]


def without_labels(group: Sequence[PageLink], says_day: Callable[[HtmlElement], bool]) -> list[list[PageLink]]:
    """A group, and apart from it the links that all say the same (`PDF`, `中文`) where others have titles.

    says_day: of a link's own box, whether it says a day: then it is a row, as of those that come each month with one title.
    """
    labels = _labels_in(group, says_day)
    titled = [link for link in group if link.element not in labels]
    if not labels or len(keys_of(titled)) < MIN_ROWS:
        return [list(group)]
    return [titled, [link for link in group if link.element in labels]]


def _labels_in(group: Sequence[PageLink], says_day: Callable[[HtmlElement], bool]) -> set[HtmlElement]:
    """The links of a group that say the same as others and stand in no dated row of their own."""
    said = {title for title, number in times_said(group).items() if number >= MIN_ROWS and weight(title) < LONG_TITLE}
    alike = [(link.element, box) for link, box in zip(group, boxes(group), strict=True) if link.title in said] if said else []
    return {link for link, box in alike if not says_day(box)}


def times_said(links: Sequence[PageLink]) -> Counter[str]:
    """How many articles have each title."""
    return Counter(title for _, title in {(link.key, link.title) for link in links})
