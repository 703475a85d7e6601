"""Whether the rows of a list fall from the newest to the oldest: of one that does not, a new release may stand on any page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# From that many steps to a newer row on, where they are a quarter of all: of 27 newsrooms' first pages none has more than
# 5 of 52, or 2 of 11 (pinned rows, groups of rows, days that were corrected); in a list by names half of the steps rise.
_RISES = 5
_SHARE = 4
_MOST_ROWS = 300  # whose ids are noted


@dataclass(slots=True)
class RowOrder:
    """Steps from a row to the next one of the same page, by their days."""

    rises: int = 0
    falls: int = 0
    dated: int = 0
    undated: int = 0
    pages: list[tuple[str, ...]] = field(default_factory=list)  # ids of rows

    def take(self, told: Sequence[str | None], ids: Sequence[str] = ()) -> None:
        """Count the steps of a page. told: the days of its rows; ids: of their articles, in the same order."""
        days = [day[:10] for day in told if day]
        self.dated += len(days)
        self.undated += len(told) - len(days)
        if self.dated + self.undated <= _MOST_ROWS:
            self.pages.append(tuple(ids))
        self.rises += sum(before < after for before, after in pairwise(days))
        self.falls += sum(before > after for before, after in pairwise(days))

    @property
    def untold(self) -> Sequence[tuple[str, ...]]:
        """The ids of the rows of the first pages, where most rows have no day."""
        return self.pages if self.undated > self.dated else ()

    @property
    def is_none(self) -> bool:
        """Whether the rows are not told newest first."""
        return self.rises >= _RISES and _SHARE * self.rises >= self.rises + self.falls
