"""What names a year or a month on a link: `2025`, `FY2025`, `March 2025`, `2025 (14)`, `2025年3月`, one of another calendar."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from crawler.discover.pagers.addresses import FIRST_YEAR, LAST_YEAR
from crawler.text.dates.calendars import in_ascii
from crawler.text.dates.row_date import is_day, row_date

LABEL_OF_TIME = 40  # characters; a longer label names something else
MONTH_LABEL = 24  # characters of the name of a month, with a year and a number of releases
# A number of releases behind a year, whatever parts the two: `(14)`, `[7 items]`, `: 12`, ` 12`, `12件`.
_COUNT = r"(?:[(\[{（【]\s?\d{1,5}(?:\s?[^\W\d]{1,14})?\s?[)\]}）】]|(?<!\d)\d{1,4}\s?[件건篇条條則则]?)?"
_COUNTED_YEAR = re.compile(r"\W*(?P<year>(?:19[89]|20\d)\d)\W{1,3}\d{1,4}\s[^\W\d]{1,14}\W*\Z")  # `2025: 12 releases`
_YEAR = re.compile(  # `2025`, `March 2025`, `Q3 2025`, `1. Halbjahr 2025`, `2025/26`, `2025年3月`, each with a number of releases
    r"\W*(?:(?:\d?[^\W\d]{1,14}\d?|\d)\.?\W{1,3}){0,2}(?:[^\W\d]{1,4}\.?)?(?P<year>(?:19[89]|20\d)\d)"
    r"(?:\s?[/–-]\s?(?:20)?(?P<until>\d\d)(?!\d))?"
    r"\s?(?:年(?:度)?|년|г\.?)?(?:\s?(?P<month>1[0-2]|0?[1-9])\s?[月월]|\W{0,2}第?\d?[^\W\d]{1,8}\d?)?"
    rf"\W*{_COUNT}\W*\Z"
)
_OTHER_YEAR = re.compile(  # `1402`, `พ.ศ. 2568`, `ปี 2568`, `שנת 5785`: four digits with few letters, and a number of releases
    rf"\W*(?:[^\W\d]{{1,8}}\.?\W{{0,3}}){{0,2}}(?P<year>\d{{4}})\W*{_COUNT}\W*\Z"
)
_OF_ERA = re.compile(r"(?P<era>[^\W\d]{1,4}(?P<number>\d{1,3})年)(?:度)?[^\d、。]{0,6}\Z")  # `令和6年のお知らせ`
# Years between other counts and ours, where a year of theirs ends: of Thailand, Iran (those of the moon begin later), Israel.
_COUNTS_OF_YEARS = (
    (range(FIRST_YEAR + 543, LAST_YEAR + 543), -543),
    (range(FIRST_YEAR - 622, LAST_YEAR - 622), 622),
    (range(FIRST_YEAR + 3760, LAST_YEAR + 3760), -3760),
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """The time that a label names.

    year: of ours in which it ends; printed: the number that stands for the year, as the address has it too; words: the
    letters beside it; less: whether it may be a part of a year, as a month or a quarter; other: whether the year is one of
    another calendar, which nothing but a number of four digits says.
    """

    year: int
    printed: int
    words: str = ""
    less: bool = False
    other: bool = False

    @property
    def begins(self) -> int:
        """The year of ours in which it begins, or ends where another count tells: `2025/26` in 2025."""
        return self.printed if FIRST_YEAR <= self.printed <= LAST_YEAR else self.year


def time_on(text: str) -> TimeLabel | None:
    """The time that a label names, besides a number of releases; None where it names anything else, or a day."""
    if not text or len(text) > LABEL_OF_TIME or is_day(text):
        return None
    text = in_ascii(text)
    if (named := _YEAR.match(text)) is not None:
        year = int(named["year"])
        ends = _ends_in(year, named["until"]) + ("年度" in text)  # which goes on until March
        return TimeLabel(ends, year, _words(text), _is_of_less(named, text))
    if (counted := _COUNTED_YEAR.match(text)) is not None:
        return TimeLabel(int(counted["year"]), int(counted["year"]))
    return _of_era(text) or _of_other_count(text)


def are_years(labels: Iterable[TimeLabel]) -> bool:
    """Whether labels with a word are those of years: `Jahr 2025`, `Jahr 2024`; months of one year say the same year twice."""
    found = list(labels)
    return len(found) > 1 and len({each.words for each in found}) == 1 and len({each.year for each in found}) == len(found)


def time_of_month(match: re.Match[str], text: str) -> TimeLabel | None:
    """The month of an address (groups `year` and `month`), where a label is as short as the name of one."""
    return TimeLabel(int(match["year"]), int(match["year"]), less=True) if len(text) <= MONTH_LABEL else None


def names_time(url: str, label: TimeLabel) -> bool:
    """Whether an address has the number of a label's year."""
    return label.printed in map(int, _NUMBER.findall(unquote(url))) or str(label.printed) in url


def is_other_year(number: int) -> bool:
    """Whether a number is that of a year in another calendar."""
    return _years_away(number) is not None


def label_of_year(number: int) -> TimeLabel:
    """The label of the number of a year, in our count or another."""
    away = _years_away(number)
    return TimeLabel(number + (away or 0), number, other=away is not None)


def _years_away(number: int) -> int | None:
    return next((years for range_of, years in _COUNTS_OF_YEARS if number in range_of), None)


def _of_era(text: str) -> TimeLabel | None:
    """The year of an era that a label of few words names."""
    match = _OF_ERA.match(text)
    day = row_date(f"{match['era']}1月31日")[0] if match else None
    return TimeLabel(int(day[:4]), int(match["number"])) if match and day else None


def _of_other_count(text: str) -> TimeLabel | None:
    match = _OTHER_YEAR.match(text)
    number = int(match["year"]) if match else 0
    return replace(label_of_year(number), words=_words(text)) if is_other_year(number) else None


def _ends_in(year: int, until: str | None) -> int:
    """The year in which a label's time ends: `2025/26` in 2026, `2025/03` in 2025."""
    return year + 1 if until is not None and int(until) == (year + 1) % 100 else year


def _is_of_less(match: re.Match[str], text: str) -> bool:
    """Whether a label names a part of a year: a month or a quarter; `2025/26` is a year of its own."""
    until = match["until"]
    return bool(match["month"] or _words(text)) or (until is not None and int(until) != (int(match["year"]) + 1) % 100)


def _words(text: str) -> str:
    """The letters of a label besides those that only say that a number is a year's."""
    return "".join(char for char in text.casefold() if char.isalpha() and char not in "年度년г")
