"""Lists of which a page shows the newest rows: which of them a walk for news asks for, as the page may not show all that is new.

A group of a front, or a further list with a pager of its own, hides nothing where a known row stands behind its new ones;
each that does not is read from its own beginning to known ground. Pure.
"""

from collections.abc import Sequence

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Part
from crawler.run.listing_walk import ListingWalk, PageRows, begin_part
from crawler.site import Site
from crawler.urls import article_id


def put_groups_apart(walk: ListingWalk, parts: Sequence[Part], seen: PageRows, site: Site) -> list[Part]:
    """Note those of a page's groups that a walk for news has to ask for. Returns the other parts."""
    if walk.to_the_end:
        return list(parts)
    fresh = [part for part in parts if part.head and part.url not in walk.known_parts]
    walk.known_parts.update(part.url for part in fresh)
    walk.due += [part for part in fresh if _may_hide_news(part, seen, site)]
    return [part for part in parts if not part.head]


def next_due(walk: ListingWalk) -> Part | None:
    """The next of them, of which nothing is known yet; None where there is none."""
    if not walk.due:
        return None
    part = walk.part = walk.due.pop(0)
    walk.streak = 0
    begin_part(walk)
    return part


def note_idle(walk: ListingWalk, *, first: bool) -> bool:
    """Whether a part begins with a page that shows nothing of its own; counts such parts. first: whether a part begins."""
    idle = first and not walk.shows_own
    if first or walk.shows_own:
        walk.idle_parts = walk.idle_parts + 1 if idle else 0
    return idle


def is_year(walk: ListingWalk) -> bool:
    """Whether a walk reads a part by years: where the first page of one shows nothing of its own, no further one does.

    Of any other list the pages before may have shown the newest.
    """
    return walk.part is not None and walk.part.year is not None


def is_behind_front(walk: ListingWalk) -> bool:
    """Whether a list whose first page shows what the page before did goes on behind that, with what is wanted."""
    return walk.part is not None and not (walk.part.year or walk.part.guess) and (walk.to_the_end or walk.streak == 0)


def rows_beside(listing: Listing, site: Site) -> frozenset[str]:
    """Ids of the rows of other lists on a page of one that goes on: they say nothing of where that one is known."""
    return frozenset(article_id(row, site) for part in listing.step.parts if part.head and listing.next for row in part.rows)


def _may_hide_news(part: Part, seen: PageRows, site: Site) -> bool:
    """Whether no known row stands behind the new ones of a group; of one that cannot be told, whether the page has news."""
    met = frozenset(seen.ids)
    group = [key for row in part.rows if (key := article_id(row, site)) in met]
    return group[-1] in seen.unknown if group else bool(seen.unknown)
