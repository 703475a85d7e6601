"""Documents that are copies of pages which a listing links too: in the page's row, or named as the page is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from crawler.discover.boxes import ROW_TAGS, box_of, owners_of
from crawler.discover.labels import MIN_ROWS
from crawler.discover.links import PageLink
from crawler.items import DOCUMENT
from crawler.text.fingerprint import title_key
from crawler.text.writing import weight

_LONGEST_NAME = 300  # characters of a document's name that are compared with those of pages


def without_copies(links: Sequence[PageLink]) -> list[PageLink]:
    """Links without those to documents that stand in a row with one page's link, in several rows with titles of their own."""
    owned = [(page.title, row) for row in _by_row(links) if (page := _page_of(row))]
    copies = {link for _, row in owned for link in row if link.form == DOCUMENT}
    return [link for link in links if link not in copies] if len(dict(owned)) >= MIN_ROWS else list(links)


def _by_row(links: Sequence[PageLink]) -> list[list[PageLink]]:
    """Links by the nearest element around them that is a row by its tag, else by what they stand in."""
    rows: dict[HtmlElement, list[PageLink]] = defaultdict(list)
    for link in links:
        rows[next(link.element.iterancestors(*ROW_TAGS), link.element.getparent())].append(link)
    return list(rows.values())


def _page_of(row: Sequence[PageLink]) -> PageLink | None:
    """The one link of a row that leads to a page, where the others lead to documents: it stands first, or says most."""
    forms = Counter(link.form for link in row)
    if forms[None] != 1 or not forms[DOCUMENT] or sum(forms.values()) > 1 + forms[DOCUMENT]:
        return None
    return next((link for link in (row[0], max(row, key=lambda each: weight(each.title))) if link.form is None), None)


def without_namesakes(links: Sequence[PageLink]) -> list[PageLink]:
    """Links without the documents whose name begins with that of a page in whose row they stand, in several rows.

    What the row has besides (categories, authors) does not matter, for no document is named as these are.
    """
    pages = [link for link in links if link.form is None]
    named = {title_key(link.title): link.key for link in pages}
    pairs = {link: _named_as(link, named) for link in links if link.form == DOCUMENT}
    keys = set(pairs.values())
    boxes = _boxes_of([link for link in pages if link.key in keys])
    copies = {link: key for link, key in pairs.items() if key and _stands_in(link, key, boxes)}
    return [link for link in links if link not in copies] if len(set(copies.values())) >= MIN_ROWS else list(links)


def _boxes_of(pages: Sequence[PageLink]) -> dict[HtmlElement, str]:
    """The boxes of pages' links, each with the key of its page."""
    owners = owners_of(pages)
    return {box_of(link, owners): link.key for link in pages}


def _stands_in(link: PageLink, key: str, boxes: Mapping[HtmlElement, str]) -> bool:
    return any(boxes.get(each) == key for each in link.element.iterancestors())


def _named_as(document: PageLink, named: Mapping[str, str]) -> str | None:
    """The key of the page with the longest name that a document's begins with."""
    name = title_key(document.title)[:_LONGEST_NAME]
    return next((named[name[:end]] for end in range(len(name), 0, -1) if name[:end] in named), None)
