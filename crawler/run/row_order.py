"""Whether the rows of a list fall from the newest to the oldest: of one that does not, a new release may stand on any page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from crawler.items import Row

# From that many steps to a newer row on, where they are a quarter of all: of 27 newsrooms' first pages none has more than
# 5 of 52, or 2 of 11 (pinned rows, groups of rows, days that were corrected); in a list by names half of the steps rise.
_RISES = 5
_SHARE = 4


@dataclass(slots=True)
class RowOrder:
    """Steps from a row to the next one of the same page, by their days."""

    rises: int = 0
    falls: int = 0

    def take(self, rows: Iterable[Row]) -> None:
        """Count the steps of a page."""
        days = [row.date[:10] for row in rows if row.date]
        self.rises += sum(before < after for before, after in pairwise(days))
        self.falls += sum(before > after for before, after in pairwise(days))

    @property
    def is_none(self) -> bool:
        """Whether the rows are not told newest first."""
        return self.rises >= _RISES and _SHARE * self.rises >= self.rises + self.falls
