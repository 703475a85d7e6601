"""Each source as a census of the newsroom's releases: joined by identity, with each release's fate. Pure.

A source that was read to its own end names everything; one that shows the newest names everything since a day. A release
that it should name and does not is a *difference*: where another source names it, it is fetched all the same, so that no
verdict hangs on it. A source that names less than half of what the others do is of another part of the newsroom, and
nothing is expected of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol
from urllib.parse import urlsplit

from crawler.reasons import Effect, Reason, reason_of
from crawler.revision import Known
from crawler.run.listing_walk import ListingWalk
from crawler.run.odd_numbers import chapman, empty_months, missing_numbers
from crawler.stats import Account, Census, Count, Estimate, Gap, Named

PAGE = "listing"
TO_THE_END = frozenset({"end", "repeated"})
IN_FORCE = frozenset({"live", "missing"})  # status of a release that is held
MOST_NAMED = 50  # releases that are named one by one; the others are counted
OWN_CHOICE = frozenset({Reason.DROPPED, Reason.NOT_WRITTEN, Reason.BEFORE_SINCE, Reason.MAX_ARTICLES, Reason.WAITING})
EVERYTHING, NOTHING = "", "9999"  # a day before all others, and one after them


class Ledger(Protocol):
    """What is held, as the census asks for it."""

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        """What is known of these ids; that of a duplicate leads to the release that it is."""

    def identify(self, url: str) -> str:
        """The id of the release at an address."""

    def address_of(self, key: str) -> str:
        """Where a release is that is not held; its id where that is not known."""

    def addresses(self) -> Iterable[str]:
        """Addresses of all releases that are or were held."""

    def number_held(self) -> int:
        """How many releases are held."""

    def failures(self) -> Mapping[str, str]:
        """Releases that earlier runs met and did not get: id -> reason."""


class CensusMemory(Ledger, Protocol):
    """What is held, and what earlier runs found not to be complete, or counted."""

    def gaps(self) -> list[Gap]:
        """What earlier runs found not to be complete."""

    def last_census(self) -> tuple[str, tuple[Count, ...]] | None:
        """Day and counts of the last run that asked all sources."""

    def save_census(self, counts: Iterable[Count]) -> None:
        """Keep the counts of this run, which asked all sources."""


@dataclass(slots=True)
class _Group:
    """The sources of one kind. ids: of the releases that they name; others: addresses that were not taken for releases."""

    kind: str
    walks: list[ListingWalk]
    ids: set[str] = field(default_factory=set)
    since: str = EVERYTHING
    part: bool = False

    @property
    def whole(self) -> bool:
        """Whether it was read to an end that it says is its end."""
        read = [each for each in self.walks if each.pages]
        if not read or (self.kind != PAGE and len(read) < len(self.walks)):
            return False
        return all(_is_whole(each) for each in read)

    @property
    def is_census(self) -> bool:
        """Whether it can be compared with others."""
        return bool(self.ids) and not self.part and (self.whole or self.kind != PAGE)

    @property
    def hosts(self) -> Set[str]:
        return {urlsplit(each.entry).netloc for each in self.walks}


def _is_whole(walk: ListingWalk) -> bool:
    to_the_end = walk.stopped in TO_THE_END and not walk.broken and not walk.cut
    return to_the_end and (walk.kind == PAGE or walk.whole)


class Releases:
    """The releases that the sources of a run name, each once, and what became of them."""

    def __init__(self, walks: Sequence[ListingWalk], account: Account, ledger: Ledger) -> None:
        self._ledger = ledger
        keys = list(dict.fromkeys(key for walk in walks for key in walk.seen_rows))
        self._known = ledger.known(keys)
        fates = ((key, account.outcomes.get(key, ("unchanged", "known"))) for key in keys)
        self.fate = {self._id(key): fate for key, fate in fates if self._is_release(key, fate)}
        self.groups = [self._group(kind, walks) for kind in dict.fromkeys(walk.kind for walk in walks)]
        self._of = {known.id: known for known in self._known.values() if known.status in IN_FORCE}
        self.held = self._of.keys() & self.fate.keys()

    def _group(self, kind: str, every: Sequence[ListingWalk]) -> _Group:
        walks = [walk for walk in every if walk.kind == kind]
        return _Group(kind, walks, {self._id(key) for walk in walks for key in walk.seen_rows} & self.fate.keys())

    def _id(self, key: str) -> str:
        return self._known[key].id if key in self._known else key

    def _is_release(self, key: str, fate: tuple[str, str]) -> bool:
        """Whether what a source names turned out to be a release, as far as anybody knows."""
        if key in self._known or fate[0] == "failed":
            return True
        return fate[1] in OWN_CHOICE or reason_of(fate[1]).effect in (Effect.FAILED, Effect.NOT_ASKED)

    def day(self, release: str) -> str:
        """ISO day of a release, empty where it has none."""
        return (self._of[release].published or "")[:10] if release in self._of else ""

    def url(self, release: str) -> str:
        """Where it is."""
        return self._of[release].canonical_url if release in self._of else self._ledger.address_of(release)

    def named(self, release: str, lacking: Iterable[str] = ()) -> Named:
        """A release, who names it and what became of it."""
        by = tuple(group.kind for group in self.groups if release in group.ids)
        outcome, reason = self.fate[release]
        return Named(self.url(release), by, outcome if release in self.held else f"{outcome}: {reason}", tuple(lacking))

    def comparable(self, group: _Group, since: str | None = None) -> set[str]:
        """The releases that a source of this kind can name: pages of its own host, held, since its first day (or `since`)."""
        hosts, first = group.hosts, group.since if since is None else since
        return {
            each
            for each in self.held
            if self._of[each].form is None
            and urlsplit(self._of[each].canonical_url).netloc in hosts
            and (first == EVERYTHING or self.day(each) > first)
        }


def take_census(walks: Sequence[ListingWalk], account: Account, ledger: Ledger, *, bounded: bool) -> Census:
    """The census of a run. walks: of all sources; bounded: whether the user bounded the run, so that nothing is compared."""
    found = Releases(walks, account, ledger)
    for group in found.groups:
        _place(group, found)
    census = Census([_counted(group, found) for group in found.groups], len(found.held), len(_beside(found)))
    census.known = ledger.number_held()
    missing = [found.named(each) for each in sorted(found.fate.keys() - found.held)]
    if not census.pages_are_whole:
        missing += _named_before(found, ledger)
    census.missing_number, census.missing = len(missing), missing[:MOST_NAMED]
    if not bounded:
        _compare(census, found, ledger)
    return census


def _beside(found: Releases) -> set[str]:
    """The releases that are held and that no page names."""
    return found.held - {each for group in found.groups if group.kind == PAGE for each in group.ids}


def _named_before(found: Releases, ledger: Ledger) -> list[Named]:
    """What sources named in earlier runs and nobody has got yet, beside what this run met."""
    left = {key: reason for key, reason in ledger.failures().items() if key not in found.fate}
    held = {key for key, known in ledger.known(left).items() if known.status in IN_FORCE}  # whose page failed since
    left = {key: reason for key, reason in left.items() if key not in held}
    waiting = {key: reason for key, reason in left.items() if reason_of(reason).effect in (Effect.FAILED, Effect.NOT_ASKED)}
    return [Named(ledger.address_of(key), (), f"failed: {reason}") for key, reason in waiting.items()]


def _counted(group: _Group, found: Releases) -> Count:
    unread = None
    if not any(each.pages for each in group.walks):
        unread = next((each.stopped for each in group.walks if each.stopped), None)
    elif all(each.unchanged for each in group.walks):
        unread = "unchanged"
    since = group.since if group.since not in (EVERYTHING, NOTHING) else None
    return Count(group.kind, len(group.ids), len(group.ids & found.held), group.whole, since, unread)


def _place(group: _Group, found: Releases) -> None:
    """Note since which day a source that does not name everything names all that there is, and whether it is of a part."""
    if not group.whole:
        days = sorted({found.day(each) for each in group.ids} - {""})
        group.since = next((day for day in days if not _is_part(group, found, day)), NOTHING)
    group.part = _is_part(group, found, group.since)


def _is_part(group: _Group, found: Releases, since: str) -> bool:
    """Whether a source names less than half of what others do, since a day."""
    every = found.comparable(group, since)
    return bool(every) and 2 * len(every & group.ids) < len(every)


def _compare(census: Census, found: Releases, ledger: Ledger) -> None:
    """Add what differs between the sources, an estimate, and what is odd in all that is held."""
    able = [group for group in found.groups if group.is_census]
    lacks = {group.kind: _lacks(group, found, ledger.identify) for group in able}
    every = set[str]().union(*lacks.values())
    newest_first = sorted(every, key=lambda each: (found.day(each), each), reverse=True)[:MOST_NAMED]
    census.differing_number = len(every)
    census.differing = [found.named(each, (kind for kind, one in lacks.items() if each in one)) for each in newest_first]
    census.estimate = _estimate(able, found)
    census.notes = _notes(found, ledger) if any(group.whole for group in able) else []


def _notes(found: Releases, ledger: Ledger) -> list[Gap]:
    return [*missing_numbers(ledger.addresses()), *empty_months(map(found.day, found.held))]


def _lacks(group: _Group, found: Releases, identify: Callable[[str], str]) -> set[str]:
    lacks = found.comparable(group) - group.ids
    passed_over = {identify(url) for walk in group.walks for url in walk.passed_over} if lacks else set[str]()
    return lacks - passed_over


def _estimate(groups: Sequence[_Group], found: Releases) -> Estimate | None:
    """By the two sources that share most, over the period that both cover."""
    estimates = [
        chapman(one.ids & shared, other.ids & shared, (one.kind, other.kind), max(one.since, other.since) or None)
        for one, other in combinations(groups, 2)
        if (shared := found.comparable(one) & found.comparable(other))
    ]
    return max((each for each in estimates if each), key=lambda each: each.number, default=None)
