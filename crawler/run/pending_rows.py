"""A discovered article as the state keeps it until it is stored, and as the row that it was."""

from crawler.items import Row
from crawler.reasons import Reason
from crawler.run.due_looks import shifted
from crawler.run.fetch_task import FetchTask
from crawler.storage.state.records import Pending
from crawler.url_parts import is_file_url

NEWS_DAYS = 14  # age of a release that failed up to which it is tried by the runs of each day


def pending(key: str, row: Row, now: str) -> Pending:
    """What the state keeps of an article that a row leads to."""
    return Pending(key, row.url, row.section, row.title, row.date, row.raw_date, row.by, now)


def row_kept(each: Pending) -> Row:
    """The row again."""
    return Row(each.url, each.title, each.date, each.raw_date, each.section, each.by)


def says_otherwise(row: Row, before: Pending) -> bool:
    """Whether a listing row says something else than it did when its article was dropped."""
    return (row.title or before.title, row.date or before.date) != (before.title or row.title, before.date or row.date)


def is_news(row: Row | None, now: str) -> bool:
    """Whether a release is young: announced, and perhaps held back until its hour, it is tried by the runs of each day."""
    return row is not None and bool(row.date) and (row.date or "") >= shifted(now, -NEWS_DAYS)[:10]


def is_file(task: FetchTask, before: Pending | None) -> bool:
    """Whether what is no page is a file for good: by its address, or as it was so before. A busy server answers in JSON, too."""
    return not task.recheck and (is_file_url(task.url) or (before is not None and before.reason == Reason.NOT_HTML))
