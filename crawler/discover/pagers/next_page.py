"""The next page of a listing, whichever way its system pages: by a script, by a link that says so, by numbers."""

from dataclasses import replace

from crawler.discover.navigation import Furniture
from crawler.discover.pagers import scripts
from crawler.discover.pagers.addresses import numbers_in
from crawler.discover.pagers.links import next_link
from crawler.discover.pagers.numbers import number_links
from crawler.discover.pagers.parts import parts_of, unfollowable
from crawler.discover.pagers.step import Paged, Step

READERS = (*scripts.READERS, next_link, number_links)


def next_step(page: Paged) -> Step:
    """The pager of a listing page; an empty Step where there is none."""
    steps = [step for reader in READERS if (step := reader(page)) is not None]
    sure = next((step for step in steps if step.next), steps[0] if steps else Step())
    pages = sure.pages or max((step.pages for step in steps if step.pages), default=None)
    paged = bool(sure.rule) or any(each.is_page for each in numbers_in(page.url))
    furniture = Furniture([link.element for link in page.links if link.key in page.rows])
    parts, unfollowed = parts_of(page, furniture, paged=paged), unfollowable(page, furniture, paged=paged)
    return replace(sure, pages=pages, parts=parts, unfollowed=unfollowed)
