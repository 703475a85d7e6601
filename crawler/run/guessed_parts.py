"""Links that were followed as parts of a list by their form alone, and lead to none: each is asked for once."""

from dataclasses import replace

from crawler.discover.listing import Listing
from crawler.discover.pagers.step import Part
from crawler.reasons import Cause, reason_of
from crawler.run.appearance import Keeper
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import ListingWalk
from crawler.site import Site
from crawler.urls import article_id, asked_identity

NO_PARTS = "no_parts"  # baseline: identity of each address that turned out to be no part of a list -> the links' form
MOST = 200  # addresses that are kept
# Failures that another try may mend; what is behind such a link is not known then, as with any other part of a list.
_PASSING = frozenset({Cause.UNREACHABLE, Cause.BROKEN})
_SLOW_DOWN = "http_429"


class GuessedParts:
    """What earlier runs found of such links, and what this one does."""

    def __init__(self, values: Keeper, site: Site) -> None:
        self._values = values
        self._site = site
        self._none: dict[str, str] = dict(values.get(NO_PARTS) or {})

    def is_none(self, part: Part) -> bool:
        """Whether a part is a guess that was wrong."""
        return part.guess and asked_identity(part.url, self._site) in self._none

    def was_wrong(self, url: str) -> None:
        """Keep that an address leads to no part of a list."""
        identity = asked_identity(url, self._site)
        if identity not in self._none:
            self._none = dict([*self._none.items(), (identity, "lone")][-MOST:])
            self._values.save(NO_PARTS, self._none)

    def leads_on(self, walk: ListingWalk, listing: Listing) -> bool:
        """Whether a page has more rows of a walk's list: new ones, with addresses like those before, or in such places, dated."""
        fresh = [row for row in listing.rows if article_id(row.url, self._site) not in walk.seen_rows]
        if listing.problem or not fresh:
            return False
        if not _addresses(listing.places).isdisjoint(_addresses(walk.places)):
            return True
        dated = sum(row.date is not None for row in fresh)
        return 2 * dated >= len(fresh) and not listing.places.isdisjoint(walk.places)


def is_guess(task: FetchTask) -> bool:
    """Whether a task is that of a page that may be none of the list's."""
    return task.first_of_part and task.walk is not None and task.walk.part is not None and task.walk.part.guess


def years_behind(listing: Listing) -> list[Part]:
    """The years that a page leads to, as guesses."""
    return [replace(part, guess=True) for part in listing.step.parts if part.year]


def settle_years(walk: ListingWalk, *, right: bool) -> None:
    """After the first of several years that were guesses, all are what it is: parts of the list, or none."""
    years = [part for part in walk.ahead if part.guess and part.year]
    walk.ahead = [replace(part, guess=False) if part in years else part for part in walk.ahead if right or part not in years]


def is_settled(reason: str) -> bool:
    """Whether a failure tells that there is no list at an address, and another try would tell no more."""
    return reason_of(reason).cause not in _PASSING and reason != _SLOW_DOWN


def _addresses(places: frozenset[str] | set[str]) -> set[str]:
    """The forms of addresses among the places of rows, as `row_place` gives them."""
    return {form for form, _, where in (place.partition(" ") for place in places) if where and "?" in form}
