"""A list by years whose current one has no release yet: the first days of January. Pure.

The page leads to the years before, which are read in its place. Where they show rows, it is no failure that it has none; where
they do not either, the list cannot be read, as a page without rows says of itself.
"""

from crawler.discover.listing import Listing
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import IDLE_PARTS, ListingWalk

NO_LISTING = frozenset({"not_a_listing", "empty"})  # problems of a page without rows


def is_empty_year(task: FetchTask, listing: Listing) -> bool:
    """Whether the first page of a list has no row and leads to years of the list."""
    walk = task.walk
    first = walk is not None and not walk.pages and not walk.empty and not task.first_of_part
    return first and listing.problem in NO_LISTING and any(part.year for part in listing.step.parts)


def note_without_rows(walk: ListingWalk) -> None:
    """Count a year without rows where none has shown any: two of them are enough to tell that it is no list by years."""
    if walk.empty and not walk.pages:
        walk.idle_parts += 1
        if walk.idle_parts >= IDLE_PARTS:
            walk.ahead.clear()


def shows_nothing(walk: ListingWalk) -> bool:
    """Whether neither the first page nor a year before it has shown a row."""
    return walk.empty is not None and not walk.pages
