"""The next page of a listing, whichever way its system pages: by a script, by a link that says so, by numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.discover.links import PageLink
from crawler.discover.navigation import Furniture
from crawler.discover.pagers import scripts
from crawler.discover.pagers.addresses import FIRST_YEAR, numbers_in
from crawler.discover.pagers.called import controls_of
from crawler.discover.pagers.forms import form_links, page_field
from crawler.discover.pagers.lazy import lazy_step
from crawler.discover.pagers.links import named_next, next_link
from crawler.discover.pagers.numbers import number_links
from crawler.discover.pagers.parts import option_links, parts_of, unfollowable
from crawler.discover.pagers.posted import address_links, posted_step
from crawler.discover.pagers.step import Paged, Step
from crawler.discover.pagers.words import page_number

SEVERAL = 3  # rows in an element from which it is one that holds the list
READERS = (*scripts.READERS, next_link, number_links, page_field, named_next, lazy_step)


def next_step(page: Paged) -> Step:
    """The pager of a listing page; an empty Step where there is none."""
    page = replace(page, around=_around_rows(page))
    controls = controls_of(page)
    page = replace(page, forms=(*form_links(page), *_page_options(page), *address_links(controls)))
    found = (*(reader(page) for reader in READERS), posted_step(controls))
    sure = _surest([step for step in found if step is not None])
    paged = bool(sure.rule) or any(each.is_page for each in numbers_in(page.url))
    furniture = Furniture([link.element for link in page.links if link.key in page.rows])
    parts, unfollowed = parts_of(page, furniture, paged=paged), unfollowable(page, furniture, paged=paged)
    return replace(sure, parts=parts, unfollowed=unfollowed)


def _page_options(page: Paged) -> Iterator[PageLink]:
    """The options of selects that are named by the number of a page and have its address."""
    for option, text, url in option_links(page):
        number = page_number(text)
        if url and number is not None and number < FIRST_YEAR:
            yield PageLink(option, url, url, text, text)


def _around_rows(page: Paged) -> frozenset[HtmlElement]:
    """The elements that hold several rows."""
    rows = {link.key: link.element for link in page.links if link.key in page.rows}
    counted = Counter(each for element in rows.values() for each in element.iterancestors())
    return frozenset(each for each, number in counted.items() if number >= SEVERAL)


def _surest(steps: Sequence[Step]) -> Step:
    """Of what the readers found, surest first: the first that knows a next page, with the pages that any of them counts.

    An arrow may lead to the last page: where there are numbers, they say which is the next.
    """
    known = sorted((step for step in steps if step.next), key=lambda step: step.rule == "arrow")
    sure = next(iter(known), steps[0] if steps else Step())
    return replace(sure, pages=sure.pages or max((step.pages for step in steps if step.pages), default=None))
