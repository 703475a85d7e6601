"""The date that an address carries, which is that of the page's making and not always that of its news."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from crawler.text.dates.parse import Stamp, read_date
from crawler.text.dates.words import month_of

_DATES = (
    re.compile(r"(?<!\d)t?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=[_./-]|\d{6}\b|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-]([0-3]?\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])/([0-3]\d)(?=[/_-])"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/(0[1-9]|1[0-2])([0-3]\d)/"),
)
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]([a-z]{3,9})[/_-]([0-3]?\d)(?!\d)", re.I)
_MILLIS = re.compile(r"[?&](?:article_millseconds|millseconds|timestamp)=(\d{13})\b")
_BEIJING = timezone(timedelta(hours=8))  # where every platform with milliseconds in its URLs stands


def url_date(url: str | None, today: date | None = None, forms: Iterable[re.Pattern[str]] = ()) -> Stamp | None:
    """The day in a URL: `/2019/06/06/`, `t20190606_274143`, `2019-06-06-slug`, milliseconds; None where there is none.

    today: as for `read_date`. forms: those of the site's platform, with a group `date` (YYYYMMDD) or `ms` (since 1970);
    they are tried first.
    """
    target = (url or "").partition("://")[2].partition("/")[2].partition("#")[0]
    for form in forms:
        match = form.search(f"/{target}")
        stamp = _of_form(match.groupdict(), today) if match else None
        if stamp is not None:
            return stamp
    day = _in_path(target.partition("?")[0], today) if "20" in target or "19" in target else None
    millis = _MILLIS.search(target) if day is None and "?" in target else None
    return _read(millis[1], today) if millis else day


def _of_form(groups: dict[str, str], today: date | None) -> Stamp | None:
    stamp = _read(groups.get("ms") or groups["date"], today)
    if stamp is None or "ms" not in groups:
        return stamp
    return Stamp(datetime.fromisoformat(stamp.value).astimezone(_BEIJING).isoformat(), stamp.precision, stamp.raw)


def _in_path(path: str, today: date | None) -> Stamp | None:
    found = [(match, int(match[2])) for pattern in _DATES for match in pattern.finditer(path)]
    found += [(match, month) for match in _NAMED.finditer(path) if (month := month_of(match[2]))]
    for match, month in found:
        stamp = _read(f"{match[1]}-{month:02}-{int(match[3]):02}", today)
        if stamp is not None:
            return Stamp(stamp.value, "day", match[0])
    return None


def _read(text: str, today: date | None) -> Stamp | None:
    found = read_date(text, (), None, today)
    return found if isinstance(found, Stamp) else None
