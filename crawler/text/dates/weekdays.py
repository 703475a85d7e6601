"""The day that a weekday in front of two numbers tells: `Wed, 03/05/2014` is in March, wherever the page is from.

Publishing systems write it so by themselves, in English and with the month first, whatever the language of the site.
"""

import re
from datetime import date

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BEFORE_DAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]{{0,6}}\.?,?\s{{0,2}}\Z", re.I)
_WHOLE, _LONGEST = 4, 14  # digits of a year, and letters of a weekday with what stands behind it


def on_weekday(match: re.Match[str]) -> tuple[int, int, int] | None:
    """(year, month, day); None without such numbers, without a weekday, and where it is that of both readings or of neither.

    match: of a date's pattern, whose groups `a`, `b` and `y6` are numbers with the year last.
    """
    start = match.start()
    told = _BEFORE_DAY.search(match.string, max(0, start - _LONGEST), start) if len(match["y6"] or "") == _WHOLE else None
    if told is None:
        return None
    first, second, year = int(match["a"]), int(match["b"]), int(match["y6"])
    weekday = _WEEKDAYS.index(told[1].lower())
    found = [each for each in {(first, second), (second, first)} if _is_on(year, *each, weekday)]
    return (year, *found[0]) if len(found) == 1 else None


def _is_on(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False
