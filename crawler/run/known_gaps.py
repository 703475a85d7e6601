"""What a newsroom names and no run has read, from run to run: a list that lacks something is read whole in the next run, too.

What was wrong for a moment (rows that moved, a page that showed another one) is found then; what stays is told by each
run, and looked into by deep runs.
"""

from collections.abc import Iterable

from crawler.run.appearance import Keeper
from crawler.run.held_releases import GAPS
from crawler.run.listing_gaps import MOVING, PAGES, REPEATS, TOTAL, gap_place
from crawler.stats import Gap
from crawler.storage.state.baselines import ACCEPTED

LOOKED_INTO = "gaps_looked_into"  # baseline: those of the gaps (`GAPS`) that another walk found again
_MAY_PASS = frozenset({MOVING, PAGES, REPEATS, TOTAL})  # kinds of gaps that another walk may not find


class KnownGaps:
    """The gaps of earlier runs, and of this one."""

    def __init__(self, values: Keeper) -> None:
        self._values = values
        self._named: dict[str, str] = dict(values.get(GAPS) or {})
        looked_into = values.get(LOOKED_INTO)
        self._known: dict[str, str] = self._named if looked_into is None else looked_into  # all that an older version left
        settled = {*self._known, *(values.get(ACCEPTED) or {})}
        self._open = {where for name in self._named if name not in settled for where in _place_of(name)}
        self._asked: set[str] = set()

    def are_open(self, entry: str) -> bool:
        """Whether the listing that begins there is to be read whole once more: then it is, in this run."""
        where = gap_place(entry)
        if where in self._open:
            self._asked.add(where)
        return where in self._open

    def save(self, gaps: Iterable[Gap]) -> None:
        """Keep the gaps that there are after this run, accepted ones too."""
        named = {gap.name: gap.said for gap in gaps}
        if named != self._named:
            self._values.save(GAPS, named)
        known = {name: said for name, said in named.items() if name in self._known or not self._asked.isdisjoint(_place_of(name))}
        if known != self._values.get(LOOKED_INTO):
            self._values.save(LOOKED_INTO, known)


def _place_of(name: str) -> list[str]:
    """Where a gap of a kind that may pass is."""
    kind, _, where = name.partition(":")
    return [where] if kind in _MAY_PASS else []
