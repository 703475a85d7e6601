"""Days that only the first row of a group says: in a cell that spans rows or is empty in the next ones, or above them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawler.discover.links import own_text
from crawler.discover.row_titles import RowBox
from crawler.text.dates.row_date import is_date_alone

_CELLS = ("td", "th")
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
    cells, below = ([each for each in row if each.tag in _CELLS] for row in (above, box))
    dated = next((at for at, cell in enumerate(cells) if is_date_alone(own_text(cell))), None)
    if dated is None:
        return False
    spanned = cells[dated].get("rowspan", "")
    if spanned.isdecimal():
        return bool(int(spanned[:4]) > around.index(box) - around.index(above))
    return len(below) == len(cells) and not own_text(below[dated]) and next(below[dated].iter("img"), None) is None


def _in_groups(rows: Sequence[RowBox], dates: Sequence[_Day]) -> Iterator[tuple[int, int]]:
    """The rows of several groups of which each has a day in its first row, and in no other."""
    groups: dict[HtmlElement | None, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.box.getparent()].append(number)
    several = [group for group in groups.values() if len(group) > 1]
    alike = all(dates[group[0]][1] and not any(dates[each][1] for each in group[1:]) for group in groups.values())
    if len(several) > 1 and alike:
        yield from ((number, group[0]) for group in several for number in group[1:])
