"""Cells of a table that name a year, a month or a day for several rows, by `rowspan` or above empty cells, head these rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.discover.group_days import Said, days_below, unit_of_time
from crawler.discover.links import own_text
from crawler.discover.pagers.time_labels import is_other_year
from crawler.discover.row_dates import is_dated
from crawler.discover.row_titles import RowBox
from crawler.discover.row_units import units_of
from crawler.page.tags import CELLS
from crawler.text.dates.calendars import in_ascii
from crawler.text.dates.row_date import is_date_alone

MOST_COLUMNS = 40  # of a table that is read so
_LABEL = 24  # characters of a cell that names a year or a month
_JOINED = ("{month} {year}", "{year}{month}", "{year}-{month}")  # ways of writing a month with its year


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it stands in one row. text: empty where it says nothing; begins: whether the row is the first that it spans."""

    element: HtmlElement
    text: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Headed:
    """Rows of tables with what cells that span several of them say.

    bare: the rows without these cells; whole: the rows with them, also where they stand above; days: (ISO date, as printed) of
    rows by their numbers, where these cells complete those of all rows without a day of their own.
    """

    bare: Sequence[RowBox]
    whole: Sequence[RowBox]
    days: Mapping[int, tuple[str, str]]


def headed_by_cells(rows: Sequence[RowBox]) -> Headed:
    """The rows of a page with the years and months that cells say for several of them."""
    said: dict[int, Said] = {}
    bare, whole = list(rows), list(rows)
    for table, mine in _by_table(rows).items():
        for number, (told, cells) in _read_table(table, mine).items():
            said[number] = told
            bare[number], whole[number] = _without(rows[number], cells), _with(rows[number], cells)
    days = days_below(bare, said)
    undated = [number for number in said if not is_dated(bare[number].units)]
    return Headed(bare, whole, days if len(days) == len(undated) else {})


def days_spanning(rows: Sequence[RowBox]) -> Iterator[tuple[int, int]]:
    """Each row that the cell with a whole day of a row above it spans, with the number of that row."""
    for table, mine in _by_table(rows).items():
        for column in _columns(table, mine):
            if all(is_date_alone(cell.text) for cell in column.values()):
                begun = {cell.element: number for number, cell in column.items() if cell.begins}
                yield from ((number, begun[cell.element]) for number, cell in column.items() if cell.element in begun)


def _by_table(rows: Sequence[RowBox]) -> dict[HtmlElement, dict[int, RowBox]]:
    """The rows of each table by their numbers."""
    tables: dict[HtmlElement, dict[int, RowBox]] = {}
    for number, row in enumerate(rows):
        table = next(row.box.iterancestors("table"), None) if row.box.tag == "tr" else None
        if table is not None:
            tables.setdefault(table, {})[number] = row
    return tables


def _columns(table: HtmlElement, rows: Mapping[int, RowBox]) -> list[dict[int, _Cell]]:
    """The columns of a table as far as some rows reach, each with its cells by row."""
    grid = _grid(table)
    lines = {number: grid.get(row.box, {}) for number, row in rows.items()}
    return [_column(lines, column) for column in sorted({column for line in lines.values() for column in line})]


def _read_table(table: HtmlElement, rows: Mapping[int, RowBox]) -> dict[int, tuple[Said, list[HtmlElement]]]:
    """What the cells of heading columns say of each row, and these cells; empty where a table has no column of years."""
    columns = _columns(table, rows)
    found: dict[int, tuple[Said, list[HtmlElement]]] = {}
    for number, (year, cell) in next(filter(None, map(_years, columns)), {}).items():
        found[number] = {"year": year}, [cell]
    for column in columns if found else ():
        for number, (month, cell) in _months(column, found).items():
            said, cells = found[number]
            found[number] = said | {"month": month}, [*cells, cell]
    return found


def _column(lines: Mapping[int, Mapping[int, _Cell]], column: int) -> dict[int, _Cell]:
    """The cells of one column by row, where an empty one goes on with what stands above it."""
    found: dict[int, _Cell] = {}
    above: _Cell | None = None
    for number, line in lines.items():
        cell = line.get(column)
        if cell is not None and cell.text:
            above = cell
        elif cell is not None and above is not None:
            above = replace(above, begins=False)
        if above is not None:
            found[number] = above
    return found


def _years(column: Mapping[int, _Cell]) -> dict[int, tuple[str, HtmlElement]]:
    """The years that the cells of a column name; empty where any of them names anything else."""
    named = {number: (year, cell.element) for number, cell in column.items() if (year := _year(cell.text))}
    return named if len(named) == len(column) else {}


def _year(text: str) -> str | None:
    if len(text) > _LABEL:
        return None
    number = in_ascii(text)
    return number if number.isdecimal() and is_other_year(int(number)) else text if unit_of_time(text) == "year" else None


def _months(column: Mapping[int, _Cell], years: Mapping[int, tuple[Said, object]]) -> dict[int, tuple[str, HtmlElement]]:
    """The months, with their years, that the cells of a column name for several rows each."""
    if all(cell.begins for cell in column.values()):
        return {}
    mine = {number: cell for number, cell in column.items() if number in years}
    named = {number: (_month(cell.text, years[number][0]["year"]), cell.element) for number, cell in mine.items()}
    found = {number: (month, cell) for number, (month, cell) in named.items() if month}
    return found if len(found) == len(mine) else {}


def _month(text: str, year: str) -> str | None:
    joined = (form.format(month=text, year=year) for form in _JOINED) if len(text) <= _LABEL else ()
    return next((each for each in joined if unit_of_time(each) == "month"), None)


def _grid(table: HtmlElement) -> dict[HtmlElement, dict[int, _Cell]]:
    """The cells of each row of a table by their columns, with those that reach into it from above."""
    found: dict[HtmlElement, dict[int, _Cell]] = {}
    open_cells: dict[int, tuple[_Cell, int]] = {}  # by column: with the number of rows that are left to it
    for row in (each for each in table.iter("tr") if next(each.iterancestors("table"), None) is table):
        line = {column: replace(cell, begins=False) for column, (cell, _) in open_cells.items()}
        open_cells = {column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1}
        for column, cell, rows in _placed(row, line):
            line[column] = cell
            if rows > 1:
                open_cells[column] = (cell, rows - 1)
        found[row] = line
    return found


def _placed(row: HtmlElement, taken: Mapping[int, _Cell]) -> Iterator[tuple[int, _Cell, int]]:
    """Column, cell and number of rows of the cells that a row has itself."""
    column = 0
    for element in (each for each in row if each.tag in CELLS):
        while column in taken:
            column += 1
        if column >= MOST_COLUMNS:
            return
        yield column, _Cell(element, own_text(element), begins=True), _span(element, "rowspan")
        column += _span(element, "colspan")


def _span(cell: HtmlElement, name: str) -> int:
    """How many rows or columns a cell takes; 1 where it does not say."""
    said = (cell.get(name) or "").strip()
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 5 else 1


def _without(row: RowBox, cells: Sequence[HtmlElement]) -> RowBox:
    inside = {each for cell in cells for each in cell.iter()}
    return replace(row, units=[unit for unit in row.units if unit.element not in inside])


def _with(row: RowBox, cells: Sequence[HtmlElement]) -> RowBox:
    """A row with the cells that reach into it from above."""
    above = [unit for cell in cells if cell.getparent() is not row.box for unit in units_of(cell)]
    return replace(row, units=[*above, *row.units])
