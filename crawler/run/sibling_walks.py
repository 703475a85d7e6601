"""Tabs beside a list, of which one request tells whether they lead to lists of their own; each is asked for once.

One that does is a list like any other from then on, with a walk of its own. What waits is kept: a run may end before.
"""

from collections.abc import Iterable, Set

from crawler.discover.listing import Listing
from crawler.run.appearance import Keeper
from crawler.site import Site
from crawler.urls import article_id, asked_identity

WAITING = "sibling_lists"  # baseline: identity of a tab that was not asked for yet -> its address
_FEW = 3  # dated rows of another form that make a list


class SiblingWalks:
    """The tabs beside the lists of a newsroom that are still to be asked for."""

    def __init__(self, values: Keeper, site: Site) -> None:
        self._values = values
        self._site = site
        self._waiting: dict[str, str] = dict(values.get(WAITING) or {})
        self._places: set[str] = set()
        self._shown: set[str] = set()

    def met(self, listing: Listing) -> None:
        """A page of a list was read, beside which such tabs may stand."""
        self._places |= listing.places
        self._shown.add(listing.fingerprint)

    def note(self, urls: Iterable[str]) -> None:
        """Keep tabs that stand beside a list."""
        self._keep(self._waiting | {asked_identity(url, self._site): url for url in urls})

    def waiting(self) -> list[str]:
        """The addresses of the tabs that are to be asked for."""
        return list(self._waiting.values())

    def waits(self, url: str) -> bool:
        """Whether an address is one of these."""
        return asked_identity(url, self._site) in self._waiting

    def answered(self, url: str) -> None:
        """A tab has told what it is."""
        self._keep({identity: each for identity, each in self._waiting.items() if identity != asked_identity(url, self._site)})

    def let_go(self) -> list[str]:
        """All tabs that wait, of which none is asked for: the list beside them has what they show."""
        waiting = self.waiting()
        self._keep({})
        return waiting

    def is_filter(self, listing: Listing, unknown: Set[str]) -> bool:
        """Whether a tab shows only what the list beside it does, and is another page. unknown: its rows that no run knew."""
        return bool(listing.rows) and not unknown and listing.fingerprint not in self._shown

    def is_list(self, listing: Listing, unknown: Set[str]) -> bool:
        """Whether a tab has releases of its own, in rows like those of the list beside it, or with days."""
        if listing.problem or not unknown:
            return False
        dated = sum(row.date is not None and article_id(row.url, self._site) in unknown for row in listing.rows)
        return not listing.places.isdisjoint(self._places) or (dated >= _FEW and 2 * dated >= len(unknown))

    def _keep(self, waiting: dict[str, str]) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self._values.save(WAITING, waiting)
