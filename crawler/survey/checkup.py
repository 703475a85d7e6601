"""A declared newsroom looked at again: which of its rules hit, which did not, and what would. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.discover.listing import Listing
from crawler.explain.layouts import Trial, try_layouts
from crawler.extract.article import read_article
from crawler.extract.layout.headline import evidence_of
from crawler.items import Extraction, Row
from crawler.page.page import Page
from crawler.site import GENERIC, Site
from crawler.survey.declare import is_good
from crawler.survey.look import listing_of
from crawler.survey.redesign import Redesign, propose
from crawler.survey.seen import Survey
from crawler.text.counting import counted

FIELDS = ("title", "published", "text", "section", "source", "authors", "breadcrumbs", "language")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a newsroom: hit, whether it did; said: what it found, or what would."""

    name: str
    hit: bool
    said: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """rules: all that were tried; read: the articles as they are read today, with their rows and pages; trials: the layouts
    tried on each; redesign: the layout that would read them, where none does.
    """

    rules: tuple[Rule, ...]
    read: tuple[tuple[Extraction, Row, tuple[Page, ...]], ...]
    trials: tuple[tuple[Trial, ...], ...]
    redesign: Redesign | None

    @property
    def drifted(self) -> bool:
        """Whether a rule that the newsroom lives by does not hit."""
        return any(not rule.hit for rule in self.rules)


def check_up(seen: Survey, year: int) -> Checkup:
    """What became of a newsroom's rules. year: of today, for the name of a new layout."""
    site = seen.site
    articles = [([source.page for source in sources], row) for sources, row in seen.articles]
    read = tuple((read_article(pages, site, row), row, tuple(pages)) for pages, row in articles)
    trials = tuple(
        tuple(try_layouts(pages[0], site.layouts, evidence_of(pages[0], row), found.layout)) for found, row, pages in read
    )
    unread = [(pages, row) for found, row, pages in read if site.layouts and not _fits(found)]
    redesign = propose(unread, site, year) if unread else None
    rules = (*_rules_of_lists(seen), *_rules_of_layouts(site, read, redesign), *_rules_of_fields(read))
    return Checkup(rules, read, trials, redesign)


def _fits(found: Extraction) -> bool:
    return found.kind_reason == "layout"


def _rules_of_lists(seen: Survey) -> Iterator[Rule]:
    main = seen.pages[0] if seen.pages else seen.sources[0] if seen.sources else None
    if main is None:
        yield Rule("list", False, _what_would(seen))
        return
    dated = sum(row.date is not None for row in main.rows)
    yield Rule("list", True, f"{main.url}: {counted(len(main.rows), 'release')}")
    yield Rule("dates of the list", dated > 0 or main.kind == "sitemap", f"on {dated} of {counted(len(main.rows), 'row')}")
    if seen.site.platform.articles:
        yield Rule("platform", True, f"`{seen.site.platform.name}`: the addresses of {counted(len(main.rows), 'row')}")
    if main.listing.next:
        yield Rule("pager", True, f"by `{main.listing.step.rule or 'link'}`, next page {main.listing.next[0]}")


def _what_would(seen: Survey) -> str:
    """Why no list was found, and what rule finds one."""
    site = seen.site
    loose_site = replace(site, platform=GENERIC, paths=("/",), not_paths=())
    found: Listing = listing_of(seen.start, loose_site)
    if not found.rows:
        return f"{seen.start.url} shows no releases, by no rule"
    narrower = "`platform`" if site.platform.articles else "`paths`"
    return (
        f"{seen.start.url} shows no releases; without {narrower} it shows {len(found.rows)}, like {found.rows[0].url}: "
        "the form of its addresses has changed"
    )


def _rules_of_layouts(
    site: Site, read: Sequence[tuple[Extraction, Row, tuple[Page, ...]]], redesign: Redesign | None
) -> Iterator[Rule]:
    if not site.layouts or not read:
        return
    fitting = [found.layout for found, _, _ in read if _fits(found)]
    names = ", ".join(f"`{name}`" for name in dict.fromkeys(fitting))
    if len(fitting) == len(read):
        yield Rule("layout", True, f"{names}: reads {len(read)} of {counted(len(read), 'article')}")
        return
    proposed = f"; `{redesign.layout.name}`, proposed here, would" if redesign else "; none could be made of what they share"
    unread = f"{len(read) - len(fitting)} of {counted(len(read), 'article')}"
    yield Rule("layout", False, f"read by none of the layouts ({len(site.layouts)}): {unread}{proposed}")


def _rules_of_fields(read: Sequence[tuple[Extraction, Row, tuple[Page, ...]]]) -> Iterator[Rule]:
    if not read:
        return
    good = sum(is_good(found) for found, _, _ in read)
    yield Rule("articles", good > 0, f"with title, date and text: {good} of {len(read)}")
    filled = {name: sum(bool(getattr(found, name)) for found, _, _ in read) for name in FIELDS}
    said = ", ".join(f"{name} {number}" for name, number in filled.items())
    yield Rule("fields", filled["title"] > 0 and filled["text"] > 0, f"of {counted(len(read), 'article')}: {said}")
    same = sum(not row.date or (found.published or "")[:10] == row.date for found, row, _ in read)
    yield Rule("dates", True, f"the day that the list says: {same} of {counted(len(read), 'article')}")
