"""Listing pages as a browser shows them: which of its buttons is to be pressed, and the list that all presses gave. Pure."""

import re
from dataclasses import dataclass, replace

from crawler.discover.listing import Listing, fingerprint, read_listing
from crawler.page.page import Page
from crawler.page.scripts import SCRIPT_TAG
from crawler.site import Site

NEEDS_BROWSER = "needs a browser: -a js=1"
_BUTTON = re.compile(r"(?:button|pager) without an address: \"(.+)\"\Z")
_HOLDS_DATA = re.compile(r"type\s*=\s*[\"']?(?:application/(?:ld\+)?json|text/(?:template|x-))", re.I)
_MOST_WORDS = 4000  # characters of a page that says all it has to say itself


@dataclass(frozen=True, slots=True)
class InBrowser:
    """What a browser showed of a page. earlier: what rows that went away again stood on; complete: whether every button that
    brings more rows was pressed until none came.
    """

    earlier: tuple[bytes, ...] = ()
    complete: bool = False


def button_of(listing: Listing) -> str | None:
    """The label of the button that brings more rows; None where there is none, or where the next page has an address."""
    if listing.next:
        return None
    return next((found[1] for said in listing.step.unfollowed if (found := _BUTTON.match(said))), None)


def shown_listing(page: Page, shown: InBrowser, site: Site) -> Listing:
    """The listing on a page as it is shown, with the rows that were shown before; what was pressed to the end leads nowhere."""
    listing = read_listing(page, site, forms=True)
    pages = [read_listing(Page(page.url, body), site, forms=True) for body in shown.earlier]
    rows = tuple({row.url: row for each in (*pages, listing) for row in each.rows}.values())
    step = listing.step
    if shown.complete:
        step = replace(step, unfollowed=tuple(said for said in step.unfollowed if not _BUTTON.match(said)))
    problem = None if rows else listing.problem
    return replace(listing, rows=rows, step=step, problem=problem, fingerprint=fingerprint(rows))


def needs_browser(page: Page) -> bool:
    """Whether scripts may show a list of releases on a page that has no row: it has scripts, and little else."""
    runs = any(not _HOLDS_DATA.search(script[1]) for script in SCRIPT_TAG.finditer(page.text))
    return runs and len(page.root.text_content()) < _MOST_WORDS
