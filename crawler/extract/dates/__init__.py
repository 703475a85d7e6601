"""Dates: reading one (`parse_date`), and finding a page's own (`find_dates`)."""

from crawler.extract.dates.find import Dates, find_dates
from crawler.extract.dates.parse import Stamp, Unread, parse_date, read_date

__all__ = ["Dates", "Stamp", "Unread", "find_dates", "parse_date", "read_date"]
