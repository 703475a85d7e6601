"""The next page of a listing, whichever way its system pages: by a script, by a link that says so, by numbers."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.discover.navigation import Furniture
from crawler.discover.pagers import scripts
from crawler.discover.pagers.addresses import numbers_in
from crawler.discover.pagers.forms import form_links, page_field
from crawler.discover.pagers.links import next_link
from crawler.discover.pagers.numbers import number_links
from crawler.discover.pagers.parts import parts_of, unfollowable
from crawler.discover.pagers.step import Paged, Step

READERS = (*scripts.READERS, next_link, number_links, page_field)


def next_step(page: Paged) -> Step:
    """The pager of a listing page; an empty Step where there is none."""
    page = replace(page, forms=form_links(page))
    sure = _surest([step for reader in READERS if (step := reader(page)) is not None])
    paged = bool(sure.rule) or any(each.is_page for each in numbers_in(page.url))
    furniture = Furniture([link.element for link in page.links if link.key in page.rows])
    parts, unfollowed = parts_of(page, furniture, paged=paged), unfollowable(page, furniture, paged=paged)
    return replace(sure, parts=parts, unfollowed=unfollowed)


def _surest(steps: Sequence[Step]) -> Step:
    """Of what the readers found, surest first: the first that knows a next page, with the pages that any of them counts."""
    sure = next((step for step in steps if step.next), steps[0] if steps else Step())
    return replace(sure, pages=sure.pages or max((step.pages for step in steps if step.pages), default=None))
