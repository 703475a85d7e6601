"""What is usual for a newsroom: its earlier runs, summed up. Pure."""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from crawler.items import JsonMapping

GOOD = frozenset({"ok", "quiet", "incomplete"})
_MEMORY = 30  # runs that say what is usual of a listing's size: a month of daily runs
_GAPS = 60  # releases that say what is usual of the rhythm

_Line = TypeVar("_Line", bound=JsonMapping | None)  # None for a line that says no run


def without_replaced(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of runs.jsonl that count: a run that could not write another file after its line has a second one."""
    pairs = itertools.zip_longest(lines, lines[1:])
    return [line for line, after in pairs if not _is_of_one_run(line, after)]


def _is_of_one_run(line: JsonMapping | None, after: JsonMapping | None) -> bool:
    return line is not None and after is not None and line.get("run") == after.get("run")


@dataclass(frozen=True, slots=True)
class History:
    """Earlier runs of one newsroom, oldest first, each the dict of its runs.jsonl line; and the days of its releases.

    release_days: ISO days, in any order, of the releases known before this run.
    """

    runs: tuple[JsonMapping, ...] = ()
    release_days: tuple[str, ...] = ()

    @classmethod
    def of(cls, runs: Iterable[JsonMapping] = (), release_days: Iterable[str] = ()) -> "History":
        """From `Store.runs()` and `Store.release_days()`; runs that never began (`locked`) say nothing of the site."""
        return cls(tuple(run for run in runs if run.get("verdict") != "locked"), tuple(release_days))

    @property
    def read(self) -> list[JsonMapping]:
        """The runs in which the site was read well enough to learn from, oldest first."""
        return [run for run in self.runs if run.get("verdict") in GOOD | {"degraded", "stopped"}]

    @property
    def ever_held(self) -> bool:
        """Whether any run read a release here."""
        accounts = [_mapping(run, "account") for run in self.runs]
        return bool(self.release_days) or any(each.get("stored") or each.get("unchanged") for each in accounts)

    @property
    def ever_read(self) -> bool:
        """Whether any run read a release or a list of releases here: what was never read cannot have changed."""
        return self.ever_held or any(listing.get("rows") for run in self.runs for listing in run.get("listings") or [])

    def usual_rows(self, url: str) -> int | None:
        """The most article rows that this first listing page had in the last good runs; None if never counted."""
        counted = [
            int(listing["rows"])
            for run in [run for run in self.runs if run.get("verdict") in GOOD][-_MEMORY:]
            for listing in _entries(run)
            if listing.get("url") == url and listing.get("rows")
        ]
        return max(counted, default=None)

    def usual_sections(self) -> set[str]:
        """First listing pages that each of the last three good runs asked for."""
        good = [run for run in self.runs if run.get("verdict") in GOOD][-3:]
        if len(good) < 3:
            return set()
        return set.intersection(*({str(each.get("url")) for each in _entries(run)} for run in good))

    def rate(self, name: str) -> tuple[int, int]:
        """(articles that had the field, articles read) in the earlier runs that read the site well."""
        had = sum(int(_mapping(run, "coverage").get(name, 0)) for run in self.read)
        return had, sum(int(run.get("articles_read") or 0) for run in self.read)

    def recent_misses(self, name: str) -> int:
        """Articles read in the last runs since one last had the field."""
        missed = 0
        for run in reversed(self.runs):
            if int(_mapping(run, "coverage").get(name, 0)):
                break
            missed += int(run.get("articles_read") or 0)
        return missed

    def fields(self) -> set[str]:
        """Every field that was ever counted."""
        return {name for run in self.read for name in _mapping(run, "coverage")}

    def layouts(self) -> dict[str, int]:
        """Article pages read with each layout in the earlier runs."""
        found: dict[str, int] = {}
        for run in self.read:
            for name, number in _mapping(run, "layouts").items():
                found[name] = found.get(name, 0) + int(number)
        return found


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing was published. days: since the newest release; usual: mean gap in days;
    probability: of a silence at least so long at the usual rhythm; longest: longest gap among the last releases."""

    days: int
    usual: float
    probability: float
    longest: int

    @property
    def stale(self) -> bool:
        """Whether the silence asks for a look: less likely than 1 in 200, and longer by half than any gap before."""
        return self.probability < 0.005 and self.days > 1.5 * self.longest


def silence(release_days: Sequence[str], today: str) -> Silence | None:
    """The present silence against the newsroom's rhythm; None with fewer than six release days to know it from."""
    now = date.fromisoformat(today[:10])
    days = sorted({found for each in release_days if (found := _day(each)) is not None and found <= now})[-_GAPS:]
    if len(days) < 6:
        return None
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(days)]
    usual = sum(gaps) / len(gaps)
    since = (now - days[-1]).days
    return Silence(since, usual, math.exp(-since / usual), max(gaps))


def usual_shares(history: History) -> dict[str, float]:
    """Field -> share of articles that had it; empty for a newsroom whose layouts have fitted no page yet."""
    if not any(layout != "generic" for layout in history.layouts()):
        return {}
    rates = {name: history.rate(name) for name in history.fields()}
    return {name: had / of for name, (had, of) in rates.items() if of}


def improbable(had: int, of: int, usual_had: int, usual_of: int) -> float:
    """Probability that at most `had` of `of` articles have a field that `usual_had` of `usual_of` had before.

    The rate is taken one miss lower than it was (Laplace), so that a short history never makes a miss impossible.
    """
    rate = (usual_had + 1) / (usual_of + 2)
    return min(1.0, sum(math.comb(of, n) * rate**n * (1 - rate) ** (of - n) for n in range(had + 1)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _entries(run: JsonMapping) -> list[JsonMapping]:
    return [each for each in run.get("listings") or [] if each.get("page") == 1]


def _mapping(run: JsonMapping, key: str) -> JsonMapping:
    return run.get(key) or {}
