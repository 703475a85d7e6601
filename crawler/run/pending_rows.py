"""A discovered article as the state keeps it until it is stored, and as the row that it was."""

from crawler.items import Row
from crawler.storage.state.records import Pending


def pending(key: str, row: Row, now: str) -> Pending:
    """What the state keeps of an article that a row leads to."""
    return Pending(key, row.url, row.section, row.title, row.date, row.raw_date, row.by, now)


def row_kept(each: Pending) -> Row:
    """The row again."""
    return Row(each.url, each.title, each.date, each.raw_date, each.section, each.by)
