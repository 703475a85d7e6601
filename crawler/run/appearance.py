"""When a release appeared on its source: after a look that would have shown it and did not, before the one that showed it.

A look is one answer of a source: the ids of its rows in their order, and the time for which they hold, the start of the
request less the `Age` of the answer. It proves absence only of what stands between two rows that it showed, or between one
of them and an end of the source that it showed; never across two answers, between which rows move. Where rows moved while
a source was being read (a page begins with what the one before it ended with) its answers prove nothing.

A release with an old day may have stood all the while where no look reached, and have been moved up: then the place of its
day counts as well. Pure but for the baselines.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from crawler.clock import instant_of, stamp_of
from crawler.items import Appeared, Article, JsonObject, Row
from crawler.revision import OLD_CLAIM
from crawler.run.listing_walk import ListingWalk

LOOKS, DEEP_LOOKS = "looks", "deep_looks"  # baselines: entry -> looks (Sight) at its first page, and at further ones
MOST_IDS = 1_000  # of a source
MOST_SOURCES = 50
SLACK = timedelta(days=7)  # how far out of order rows may stand
_ISO_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d(?:T[\d:.+-]{4,20}Z?)?\Z")


class Sight(NamedTuple):
    """One answer of a source. at: UTC; first, last: whether it shows that end of the source; days: its oldest and newest."""

    at: str
    ids: tuple[str, ...]
    first: bool
    last: bool
    days: tuple[str, str] | None = None


class Keeper(Protocol):
    """Where looks are kept."""

    def get(self, name: str) -> JsonObject | None:
        """A value by its name."""

    def save(self, name: str, value: JsonObject) -> None:
        """Keep a value under that name."""


@dataclass(slots=True)
class Heard:
    """Times of the answer that is being read. holds: for which its content holds; came: when it was there."""

    holds: datetime
    came: datetime


@dataclass(slots=True)
class _Walked:
    """What a run has seen of a source."""

    looks: list[Sight] = field(default_factory=list)
    moved: bool = False


class Sights:
    """The looks at a newsroom's sources, of earlier runs and of this one. started: UTC start of the run."""

    def __init__(self, values: Keeper, started: str) -> None:
        self._values = values
        self._before = _read(values)
        self._saved = {name: _plain(self._before, name) for name in (LOOKS, DEEP_LOOKS)}
        self._now: dict[str, _Walked] = {}
        self._met: dict[str, tuple[str, datetime]] = {}  # id -> entry of the source that showed it first, and when
        start = instant_of(started)
        self.answered = Heard(start, start)

    def heard(self, now: datetime, seconds: float | None, age: str | None) -> None:
        """An answer is there, asked for that many seconds ago; age: its header of that name."""
        began = now - timedelta(seconds=seconds or 0) if seconds is not None else self.answered.holds
        cached = int(age) if age and age.isascii() and age.isdigit() and len(age) < 10 else 0
        self.answered = Heard(began - timedelta(seconds=cached), now)

    def page_read(
        self, walk: ListingWalk, rows: Mapping[str, str | None], unknown: Iterable[str], *, follows: bool = True
    ) -> None:
        """A page of a source was read.

        rows: id -> ISO day or None, in page order; unknown: ids that no run knew; follows: whether it follows the page before.
        """
        source = self._now.setdefault(walk.entry, _Walked())
        ids = tuple(rows)
        if follows and source.looks and _moved(source.looks[-1].ids, ids):
            source.moved = True
        source.looks.append(Sight(stamp_of(self.answered.holds), ids, walk.pages == 1, _is_last(walk), _span(rows.values())))
        for key in unknown:
            self._met.setdefault(key, (walk.entry, self.answered.came))
        if walk.pages == 1:
            self.save()  # with the validators of the same answer: a 304 is about what is kept here

    def met(self, key: str) -> bool:
        """Whether this run saw a release on a source, and knew it from no earlier run."""
        return key in self._met

    def names(self, key: str) -> bool:
        """Whether this run saw a release on a source."""
        return any(key in look.ids for source in self._now.values() for look in source.looks)

    def has_lost(self, key: str) -> bool:
        """Whether a source that had a release has it no more, while rows that stood on both sides of it are there."""
        both = ((each, source.looks) for entry, source in self._now.items() for each in self._before.get(entry, ()))
        return any(_has_lost(before, looks, key) for before, looks in both)

    def unchanged(self, entry: str) -> None:
        """The first page of a source was answered by 304: what it showed holds at that time too."""
        first = next((look for look in self._before.get(entry, ()) if look.first), None)
        if first is not None:
            self._now[entry] = _Walked([first._replace(at=max(first.at, stamp_of(self.answered.holds)))])
            self.save()

    def of(self, key: str, claims: Iterable[str], met: str | None = None) -> Appeared | None:
        """When a release that is new appeared; None where nothing showed it. claims: ISO days or times that are said of it.

        met: UTC, when an earlier run saw it, for one that this run did not see on a source.
        """
        if key not in self._met:
            return Appeared(None, stamp_of(instant_of(met) + timedelta(seconds=1))) if met else None
        entry, came = self._met[key]
        at = self._absent(entry, key, min((claim[:10] for claim in claims), default=None))
        return Appeared(at if at and instant_of(at) <= came else None, _up(came))

    def _absent(self, entry: str, key: str, claimed: str | None) -> str | None:
        """The last time at which an earlier look proves that a release was not there."""
        looks = self._before.get(entry, [])
        seen = frozenset(each for look in looks for each in look.ids)
        if key in seen:
            return None
        around = _around(key, [each for look in self._now[entry].looks for each in look.ids], seen)
        best = max((look for look in looks if _shows_place(look, *around)), key=lambda look: look.at, default=None)
        return _believed(best, claimed, looks) if best is not None else None

    def save(self) -> None:
        """Keep the looks of this run, and those of earlier ones at what it did not reach."""
        kept = self._before | {entry: self._kept(entry, source) for entry, source in self._now.items()}
        newest = sorted(kept, key=lambda entry: max((look.at for look in kept[entry]), default=""))[-MOST_SOURCES:]
        for name in (LOOKS, DEEP_LOOKS):
            plain = _plain({entry: kept[entry] for entry in newest}, name)
            if plain != self._saved[name]:
                self._values.save(name, plain)
                self._saved[name] = plain

    def _kept(self, entry: str, source: _Walked) -> list[Sight]:
        before = self._before.get(entry, [])
        if source.moved:
            return [look for look in before if not look.first]
        if before and before[0].first and before[0].at > source.looks[0].at:
            return before  # a copy was answered that is older than the last look
        return _bounded([*source.looks, *_beyond(before, source.looks)])


def days_said(article: Article, row: Row | None) -> list[str]:
    """All days that are said of a release, by its page, its row and its address."""
    said = article.provenance.get("published")
    claims = [article.published, row.date if row else None, *(said.other.values() if said else ())]
    return [claim for claim in claims if claim and _ISO_DAY.match(claim)]


def _is_last(walk: ListingWalk) -> bool:
    """Whether the page that a walk has read is the end of its source, in one order from its beginning."""
    return walk.stopped == "end" and walk.whole and not (walk.cut or walk.known_parts)


def _span(days: Iterable[str | None]) -> tuple[str, str] | None:
    known = sorted(day for day in days if day)
    return (known[0], known[-1]) if known else None


def _up(instant: datetime) -> str:
    """The first whole second that is not before an instant."""
    return stamp_of(instant if not instant.microsecond else instant + timedelta(seconds=1))


def _moved(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether rows moved between two pages: a row stands on both, and not at the same place, as one that is pinned does."""
    for place, key in enumerate(before):
        if key in after:
            other = after.index(key)
            if place != other and len(before) - place != len(after) - other:
                return True
    return False


def _around(key: str, ids: Sequence[str], seen: Set[str]) -> tuple[str | None, str | None]:
    """The rows that were seen before and stand nearest above and below a release, None where there is none."""
    at = ids.index(key)
    above = next((each for each in reversed(ids[:at]) if each in seen), None)
    return above, next((each for each in ids[at + 1 :] if each in seen), None)


def _has_lost(before: Sight, looks: Iterable[Sight], key: str) -> bool:
    """Whether looks at a source miss a release between the rows around it, which they show; the last row may have moved on."""
    seen = frozenset(each for look in looks for each in look.ids)
    if key in seen or key not in before.ids:
        return False
    at = before.ids.index(key)
    begins = not seen.isdisjoint(before.ids[:at]) if at else before.first
    return begins and not seen.isdisjoint(before.ids[at + 1 :])


def _believed(best: Sight, claimed: str | None, looks: Sequence[Sight]) -> str | None:
    """The time of a look at a release's place; of one with an old day no later than a look at the place of its day."""
    if best.first and best.last:
        return best.at
    if claimed is None or instant_of(best.at) - instant_of(claimed) <= OLD_CLAIM:
        return best.at if claimed else None
    natural = max((look.at for look in looks if _shows_day(look, claimed)), default=None)
    return min(best.at, natural) if natural else None


def _shows_place(look: Sight, above: str | None, below: str | None) -> bool:
    """Whether a look showed all between the known rows that stand above and below a release, or to an end of the source."""
    begins = look.first if above is None else above in look.ids
    ends = look.last if below is None else below in look.ids
    if not (begins and ends):
        return False
    return above is None or below is None or look.ids.index(above) < look.ids.index(below)


def _shows_day(look: Sight, day: str) -> bool:
    """Whether a look showed where a release of that day would stand in a list by days."""
    if look.days is None:
        return False
    oldest, newest, claimed = (instant_of(each) for each in (*look.days, day))
    return (look.last or oldest + SLACK <= claimed) and (look.first or claimed <= newest - SLACK)


def _beyond(before: Sequence[Sight], now: Sequence[Sight]) -> list[Sight]:
    """The earlier looks that show what this run did not reach."""
    seen = {each for look in now for each in look.ids}
    return [look for look in before if not look.first and not seen >= set(look.ids)]


def _bounded(looks: Sequence[Sight]) -> list[Sight]:
    kept: list[Sight] = []
    room = MOST_IDS
    for look in looks:
        if len(look.ids) > room:
            break
        room -= len(look.ids)
        kept.append(look)
    return kept


def _plain(looks: Mapping[str, Sequence[Sight]], name: str) -> JsonObject:
    found = {entry: [list(look) for look in every if look.first is (name == LOOKS)] for entry, every in looks.items()}
    return {entry: every for entry, every in found.items() if every}


def _read(values: Keeper) -> dict[str, list[Sight]]:
    found: dict[str, list[Sight]] = {}
    for name in (LOOKS, DEEP_LOOKS):
        for entry, looks in (values.get(name) or {}).items():
            for at, ids, first, last, days in looks:
                found.setdefault(entry, []).append(Sight(at, tuple(ids), first, last, tuple(days) if days else None))
    return found
