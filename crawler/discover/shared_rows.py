"""Rows that have several files each: a release in two languages, its presentation. One row for the reading of the list.

What the links say is the same in every row (`English`, `中文`), and the headline stands beside them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.discover.file_labels import is_file_link, said_of_file, without_size
from crawler.discover.labels import MIN_ROWS
from crawler.discover.links import PageLink, own_text

_MOST_FILES = 6  # of a row
_STEPS = 8  # elements around a link up to its row
_HEADLINE = 8  # characters beside the links, from which a box may have a headline


def with_shared_rows(links: Sequence[PageLink]) -> list[PageLink]:
    """Links of which those to several files in a row have the key of the row's first: they are read as one row."""
    shared = _alike([row for row in _rows_of_files(links) if 1 < len({link.key for link in row}) <= _MOST_FILES])
    if len(shared) < MIN_ROWS:
        return list(links)
    keys = {link.element: row[0].key for row in shared for link in row}
    return [replace(link, key=keys.get(link.element, link.key)) for link in links]


def _alike(rows: Sequence[list[PageLink]]) -> list[list[PageLink]]:
    """The rows whose links say what those of other rows do, but for one at most."""
    said = Counter(chain.from_iterable({said_of_file(link.text) for link in row} for row in rows))
    return [row for row in rows if sum(said[said_of_file(link.text)] < MIN_ROWS for link in row) <= 1]


def files_of(links: Sequence[PageLink]) -> list[PageLink]:
    """The link to each file of a row, in page order."""
    return list({link.url: link for link in reversed(links)}.values())[::-1]


def title_with(link: PageLink, title: str, files: Sequence[PageLink]) -> str:
    """A row's title for one of its files; for others than the first with what their links say, where these differ.

    The first has the headline alone: a translation that comes a day later must not make an edit of it.
    """
    said = without_size(link.text)
    if link.url == files[0].url or not said or said in title or said == without_size(files[0].text):
        return title
    return f"{title} ({said})"


def _rows_of_files(links: Sequence[PageLink]) -> Iterator[list[PageLink]]:
    """The links to files by the box that has text beside its links; none of a box that has a page's link, too."""
    beside: dict[HtmlElement, bool] = {}
    rows: dict[HtmlElement, list[PageLink]] = defaultdict(list)
    for link in links:
        if is_file_link(link) and (box := _box(link.element, beside)) is not None:
            rows[box].append(link)
    pages = {each for link in links if link.form is None for each in link.element.iterancestors()}
    yield from (row for box, row in rows.items() if box not in pages)


def _box(element: HtmlElement, beside: dict[HtmlElement, bool]) -> HtmlElement | None:
    for box in islice(element.iterancestors(), _STEPS):
        if box not in beside:
            linked = sum(len(own_text(each)) + 1 for each in box.iter("a"))
            beside[box] = len(own_text(box)) >= linked + _HEADLINE
        if beside[box]:
            return box
    return None
