"""Days that only the first row of a group says: in a cell that spans rows or is empty in the next ones, or above them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawler.discover.links import own_text
from crawler.discover.row_titles import RowBox
from crawler.text.dates.row_date import is_date_alone

_Day = tuple[str | None, str | None]  # ISO date, as printed


def with_carried_days(rows: Sequence[RowBox], dates: Sequence[_Day]) -> list[_Day]:
    """The dates of rows, with those of the rows above where the markup says that they are meant."""
    found = list(dates)
    if all(raw for _, raw in dates) or not any(raw for _, raw in dates):
        return found
    for number, above in _carried(rows, dates):
        found[number] = dates[above]
    return found


def _carried(rows: Sequence[RowBox], dates: Sequence[_Day]) -> Iterator[tuple[int, int]]:
    """Each row without a day, with the row above it whose day is meant."""
    yield from _in_groups(rows, dates)
    last = None
    for number, (row, (_, raw)) in enumerate(zip(rows, dates, strict=True)):
        if raw:
            last = number
        elif last is not None and row.box.tag == "tr" and _goes_on(rows[last].box, row.box):
            yield number, last


def _goes_on(above: HtmlElement, box: HtmlElement) -> bool:
    """Whether the cell with the day of a table's row holds for another one below it."""
    around = above.getparent()
    if around is None or around is not box.getparent():
        return False
    cells, below = _cells_of(above), _cells_of(box)
    dated = next((at for at, cell in enumerate(cells) if is_date_alone(own_text(cell))), None)
    if dated is None:
        return False
    spanned = cells[dated].get("rowspan", "")
    if spanned.isdecimal():
        return bool(int(spanned[:4]) > around.index(box) - around.index(above))
    return len(below) == len(cells) and _is_empty(below[dated])


def _cells_of(row: HtmlElement) -> list[HtmlElement]:
    return [each for each in row if each.tag in ("td", "th")]


def _is_empty(cell: HtmlElement) -> bool:
    return not own_text(cell) and next(cell.iter("img"), None) is None


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
