"""Q4: lists made by script from `/feed/PressRelease.svc`, which never gives more than 250 releases: then year by year."""

import re
from collections.abc import Sequence

RELEASES = (
    "/feed/PressRelease.svc/GetPressReleaseList?LanguageId=1&bodyType=0&pressReleaseDateFilter=3"
    "&categoryId=1cb807d2-208f-4bc3-9133-6a9ad45ac3b0&pageSize=-1&pageNumber=0&includeTags=true&year=-1&excludeSelection=1"
)
MOST = 250  # releases in an answer for all years
FIRST_YEAR = 1990  # before any company had such pages
LIST, FIELDS = "GetPressReleaseListResult", ("LinkToDetailPage", "Headline", "PressReleaseDate")
DATES = "MDY"  # its dates are the company's own time, without a zone
FURTHER_ADDRESSES = ("LinkToUrl",)  # of a release that has no page here
_FEED = re.compile(r"/feed/pressrelease\.svc/getpressreleaselist\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<=[?&]year=)-?\d{1,4}(?=&|\Z)", re.IGNORECASE)


def is_q4_feed(url: str) -> bool:
    """Whether an address is that of its list of releases."""
    return _FEED.search(url) is not None


def further_years(url: str, objects: int, days: Sequence[str | None]) -> tuple[str, ...]:
    """The address of the year to ask after an answer; none where the answer for all years was whole.

    objects: in the answer; days: ISO, those of its releases.
    """
    said = _YEAR.search(url)
    if said is None:
        return ()
    asked = int(said[0])
    year = asked - 1 if asked >= 0 else _oldest(days) if objects == MOST else 0
    return (f"{url[: said.start()]}{year}{url[said.end() :]}",) if year >= FIRST_YEAR else ()


def _oldest(days: Sequence[str | None]) -> int:
    """The year that an answer may show only the end of."""
    return int(min(filter(None, days), default="0")[:4])
