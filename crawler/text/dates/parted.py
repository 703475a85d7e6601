"""Days whose parts a row prints apart, as one: `01 | DEC | 2025`, `18/12` with the year in a box of its own, `Dec 18, '25`."""

import re
from datetime import date

_LONGEST = 64  # characters of a text that is nothing but a day, its weekday and a time
_PART = r"(\d{1,2}|[^\W\d_]{3,14}\.?)"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_BARRED = re.compile(rf"(?<!\w){_PART}\s?\|\s?{_PART}\s?\|\s?{_YEAR}")
_YEAR_APART = re.compile(rf"(?<![\d/.-])(\d{{1,2}})([/.])(\d{{1,2}})\.?\s{{1,3}}{_YEAR}")
_SHORT_YEAR = re.compile(r"(?<=[\w.,])\s['’](\d\d)(?![\w'’])")
_WEEK_DAY = re.compile(r"(?<![\w-])((?:19|20)\d\d)-?W([0-5]\d)-?([1-7])(?![\w-])")


def as_one(text: str, order: str | None = None) -> str:
    """A short text with such a day written as others are. order: of day, month and year; where years come first, `12/18` is apart
    from its year for another reason."""
    if len(text) > _LONGEST:
        return text
    text = _SHORT_YEAR.sub(r" 20\1", _BARRED.sub(r"\1 \2 \3", text))
    text = _WEEK_DAY.sub(_of_week, text)
    return text if order == "YMD" else _YEAR_APART.sub(r"\1\2\3\2\4", text)


def _of_week(match: re.Match[str]) -> str:
    try:
        return date.fromisocalendar(*map(int, match.groups())).isoformat()
    except ValueError:
        return match[0]
