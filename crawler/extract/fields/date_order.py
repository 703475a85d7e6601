"""The order of day and month in the digits of a page's dates."""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from crawler.extract.fields.printed_dates import short_lines
from crawler.page.page import Page
from crawler.text.dates.in_url import url_date
from crawler.text.dates.parse import scan_days
from crawler.text.dates.words import DAY_FIRST_DOMAINS, order_of

_SPLIT_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_YEARS = ("/20", ".20", "-20")  # where one of these is not, there is no such date
_LINE = 300  # characters of a line that are looked at
_MONTHS = 12
_ORDERS = ("DMY", "MDY")  # by which of two numbers is the day

_Split = tuple[int, int, int]


def shown_order(page: Page, languages: Sequence[str]) -> str | None:
    """Order of digits: of the language or region, of the country domain, or as the page's own dates show it."""
    domain = (urlsplit(page.url or "").hostname or "").rpartition(".")[2]
    return order_of(languages) or ("DMY" if domain in DAY_FIRST_DOMAINS else _order_of(page, languages))


def _order_of(page: Page, languages: Sequence[str]) -> str | None:
    """The order that a date with a day above 12 shows; or the one in which a date is a day that is told in another way too."""
    splits = _splits(page)
    shown = {order for each in splits for order, day in zip(_ORDERS, each[:2], strict=True) if day > _MONTHS}
    if splits and not shown:
        whole = _whole_days(page, languages)
        shown = {order for each in splits for order in _ORDERS if _day_of(each, order) in whole}
    return shown.pop() if len(shown) == 1 else None


def _splits(page: Page) -> list[_Split]:
    """The dates in digits that have the year last, day and month as they stand; not those of which both are the same."""
    texts = (block.text[:_LINE] for block in page.blocks if any(map(block.text.__contains__, _YEARS)))
    found = (match.groups() for text in texts for match in _SPLIT_DATE.finditer(text))
    return [(int(first), int(second), int(year)) for first, second, year in found if int(first) != int(second)]


def _whole_days(page: Page, languages: Sequence[str]) -> set[date]:
    """The day that the address names, and those that are printed with their month's name or year first."""
    addressed = url_date(page.url)
    found = {day for block in short_lines(page.blocks) for _, day in scan_days(block.text, languages) if isinstance(day, date)}
    return found | ({date.fromisoformat(addressed.day)} if addressed is not None else set())


def _day_of(split: _Split, order: str) -> date | None:
    first, second, year = split
    day, month = (first, second) if order == "DMY" else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
