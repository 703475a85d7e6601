"""A discovered article as the state keeps it until it is stored, and as the row that it was."""

from crawler.items import Row
from crawler.storage.state.records import Pending


def pending(key: str, row: Row, now: str) -> Pending:
    """What the state keeps of an article that a row leads to."""
    return Pending(key, row.url, row.section, row.title, row.date, row.raw_date, row.by, now)


def row_kept(each: Pending) -> Row:
    """The row again."""
    return Row(each.url, each.title, each.date, each.raw_date, each.section, each.by)


def says_otherwise(row: Row, before: Pending) -> bool:
    """Whether a listing row says something else than it did when its article was dropped."""
    return (row.title or before.title, row.date or before.date) != (before.title or row.title, before.date or row.date)
