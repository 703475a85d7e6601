"""What the readers of pagers take and give."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discover.links import PageLink
from crawler.urls import resolve

# Rules whose pager says both how many pages and how many records there are.
SCRIPT = "script"  # the rule of a step to what only a script asks for
NUMBER_LINKS = "number_links"  # of a step by the numbers of pages
_TELL_BOTH = frozenset({"createPageHTML", "recordCount"})


@dataclass(frozen=True, slots=True)
class Part:
    """An address that leads to another part of the same listing.

    year: of an archive by years, else None; more: whether its link says that it loads more; head: whether it heads one of
    several groups of rows, of which the page shows the newest; guess: whether nothing but its form says that it leads to more.
    rows: of a head, keys of the rows of its group on the page, in page order; empty where it cannot be told which they are;
    goes_on: whether it is the second page of that list, the first of which is on the page.
    """

    url: str
    year: int | None = None
    more: bool = False
    head: bool = False
    guess: bool = False
    rows: tuple[str, ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Where the next page may be: candidates, best first; empty on the last page.

    Where a page's numbering cannot be told from one page alone, both readings are given: a candidate that is missing or
    repeats a known page is no loss. pages, records: what the pager promises, None where it does not say; pages is at
    least that many where only some numbers are shown.
    counted: what a text beside the rows counts, be it releases or not, 0 where none does: a hint.
    falls: whether older pages have lower numbers, so that the newest has the highest; or_back: the next page of a list that
    turned out to count down so, where the page alone does not tell.
    parts: other parts of the same listing (years, archive, all of it), newest first.
    siblings: addresses of tabs beside the listing, which may lead to lists of other categories.
    unfollowed: what was seen of pagers and parts that have no address, in words for people: `button "Load more"`.
    """

    next: tuple[str, ...] = ()
    pages: int | None = None
    records: int | None = None
    rule: str = ""
    counted: int = 0
    parts: tuple[Part, ...] = ()
    unfollowed: tuple[str, ...] = ()
    falls: bool = False
    or_back: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether nothing of a page pages it: no pager, no other part, no total, nothing without an address."""
        return not (self.rule or self.next or self.parts or self.records or self.unfollowed)

    @property
    def by_script(self) -> bool:
        """Whether only a script asks for what is next."""
        return self.rule == SCRIPT

    @property
    def promised(self) -> int:
        """Rows that the page should have, as each but the last one has; 0 where the pager does not say."""
        if self.rule not in _TELL_BOTH or not self.next or not self.records or not self.pages or self.pages < 2:
            return 0
        return -(-self.records // self.pages)


@dataclass(frozen=True, slots=True)
class Paged:
    """What a reader sees: the page's address, what its links are relative to, its source, links, tree and rows.

    root: None where there is no tree; rows: keys of the links that stand as releases; years: of the rows' dates;
    charset: of the page, in which the letters of queries are sent; forms: what the buttons of its GET forms ask for;
    around: elements that hold several of its rows, whose names say nothing of what stands in them.
    """

    url: str
    base: str
    source: str
    links: Sequence[PageLink]
    root: HtmlElement | None = None
    rows: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    charset: str = "utf-8"
    forms: Sequence[PageLink] = ()
    around: frozenset[HtmlElement] = frozenset()

    def resolved(self, href: str | None) -> str | None:
        """The absolute URL of what an attribute of the page gives as an address; None where it is none."""
        try:
            return resolve(self.base, href or "", self.charset)
        except ValueError:
            return None
