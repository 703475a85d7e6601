"""What the plan of a run asks and tells about earlier runs."""

from collections.abc import Mapping
from typing import Protocol

from crawler.discover.listing import Listing
from crawler.items import Row
from crawler.run.date_orders import DateOrders
from crawler.run.end_of_pages import EndsOfLists
from crawler.run.fetch_task import FetchTask
from crawler.run.guessed_parts import GuessedParts
from crawler.run.known_gaps import KnownGaps
from crawler.run.known_starts import KnownStarts
from crawler.run.listing_walk import ListingWalk
from crawler.run.sibling_walks import SiblingWalks

AGAIN = "again"  # standing of a known article that is to be looked at again, as its list says


class EarlierRuns(Protocol):
    """What the frontier asks and tells about earlier runs.

    orders: of day and month in the lists; guesses: links that may lead to parts of lists; starts: pages that
    runs began at; ends: of lists, behind which a link leads; gaps: what no run has read;
    siblings: tabs that may lead to further lists.
    """

    @property
    def orders(self) -> DateOrders: ...

    @property
    def guesses(self) -> GuessedParts: ...

    @property
    def ends(self) -> EndsOfLists: ...

    @property
    def gaps(self) -> KnownGaps: ...

    @property
    def siblings(self) -> SiblingWalks: ...

    @property
    def starts(self) -> KnownStarts: ...

    def standings(self, rows: Mapping[str, Row]) -> Mapping[str, tuple[str, str]]:
        """For each article id ('unknown', '') to be fetched, (AGAIN, '') for another look, else its outcome and reason."""

    def look_again(self, key: str) -> list[FetchTask]:
        """The task of another look at a known article, with what its list had said of it."""

    def walked(self, entry: str) -> bool:
        """Whether the listing that begins at `entry` has been read to its end, or to known ground, by an earlier run."""

    def top(self, entry: str) -> tuple[str, ...]:
        """Article ids of the first page of the listing that begins at `entry`, as the last finished walk found them."""

    def had_several_pages(self, entry: str) -> bool:
        """Whether that listing had more than one page when an earlier run read it to its end."""

    def has_no_order(self, entry: str) -> bool:
        """Whether a new release may stand on any page of that listing."""

    def stated_total(self, entry: str) -> int:
        """The total that the listing stated when an earlier run read it to its end or to known ground; 0 for none."""

    def save_page(self, task: FetchTask, listing: Listing, unknown: Mapping[str, Row]) -> None:
        """Keep a listing page and its unknown rows in one piece, so that its validators never outrun its rows."""

    def save_rows(self, rows: Mapping[str, Row]) -> None:
        """Keep what is known by now of articles of earlier pages that are not fetched yet; before the page that said it."""

    def save_walk(self, walk: ListingWalk) -> None:
        """Keep whether a walk is finished, and what stood at its top."""
