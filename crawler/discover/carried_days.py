"""Days that only the first row of a group says: in a cell that spans rows or is empty in the next ones, or above them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from lxml.html import HtmlElement

from crawler.discover.row_titles import RowBox
from crawler.discover.spanning_cells import days_spanning

_Day = tuple[str | None, str | None]  # ISO date, as printed


def with_carried_days(rows: Sequence[RowBox], dates: Sequence[_Day]) -> list[_Day]:
    """The dates of rows, with those of the rows above where the markup says that they are meant."""
    found = list(dates)
    if all(raw for _, raw in dates) or not any(raw for _, raw in dates):
        return found
    for number, above in chain(_in_groups(rows, dates), days_spanning(rows)):
        found[number] = dates[number] if dates[number][1] else dates[above]
    return found


def _in_groups(rows: Sequence[RowBox], dates: Sequence[_Day]) -> Iterator[tuple[int, int]]:
    """The rows of several groups of which each has a day in its first row, and in no other."""
    groups: dict[HtmlElement | None, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.box.getparent()].append(number)
    several = [group for group in groups.values() if len(group) > 1]
    if len(several) > 1 and all(_begins_with_day(group, dates) for group in groups.values()):
        yield from ((number, group[0]) for group in several for number in group[1:])


def _begins_with_day(group: Sequence[int], dates: Sequence[_Day]) -> bool:
    """Whether the first row of a group has a day, and no other."""
    return [number for number in group if dates[number][1]] == [group[0]]
