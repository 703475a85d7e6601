"""Days as other calendars count them, and digits as other scripts write them: what they are in ours."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from crawler.text.dates.words import numeral

# The first of ten digits of each script that pages of companies are written in; the last ones are as wide as Han.
_ZEROES = (
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0xFF10,
)  # fmt: skip
DIGITS = {zero + value: str(value) for zero in _ZEROES for value in range(10)}
DIGITS |= {ord(sign): ours for sign, ours in zip("،၊፣：／．－", ",,,:/.-", strict=True)}
_DIGIT = re.compile(f"[{''.join(map(chr, DIGITS))}]")
PERSIAN_MONTHS = {
    word: at + 1
    for words in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "فروردين ارديبهشت خرداد تير مرداد شهريور مهر آبان آذر دي بهمن اسفند",  # with Arabic letters
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",  # as Afghanistan calls them, in Dari and in Pashto
        "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
        "وري غويي غبرګولي چنګاښ زمري وږي تلې لړم ليندۍ مرغومي سلواغې کب",
    )
    for at, word in enumerate(words.split())
}
ETHIOPIAN_MONTHS = {
    word: at + 1
    for words in (
        "መስከረም ጥቅምት ኅዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን",
        "መስከረም ጥቅምት ህዳር ታህሳስ ጥር የካቲት መጋቢት ሚያዚያ ግንቦት ሰኔ ሃምሌ ነሃሴ ጳጉሜ",  # as they are written as well
    )
    for at, word in enumerate(words.split())
}
_ETHIOPIAN = date(8, 8, 26).toordinal()  # the day before the first one of that count
_BUDDHIST, _MINGUO = 543, 1911  # years between these counts and ours
_BUDDHIST_YEARS, PERSIAN_YEARS = range(2533, 2643), range(1369, 1479)  # 1990 to 2100
TAIWAN = ("zh-tw", "zh-hant")
MINGUO_DAY = r"1\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"  # a year of Taiwan's has three digits
# Years before the first ones of eras, some of which are told by a letter or by nothing, on pages of a few languages alone.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": _MINGUO, "民国": _MINGUO, "": _MINGUO, "r": 2018, "h": 1988}
_COUNTED_IN = {"": TAIWAN, "r": ("ja",), "h": ("ja",)}
_NOWRUZ = date(1990, 3, 21)  # the first day of the Persian year 1369
_CYCLE, _LEAPS = 33, frozenset((1, 5, 9, 13, 17, 22, 26, 30))  # of the Persian calendar, right from 1800 to 2256
_LONG_MONTHS = 6  # of 31 days; the others have 30


def in_ascii(text: str) -> str:
    """A text with its digits and the signs between them as ASCII has them, each in its place."""
    return text.translate(DIGITS) if _DIGIT.search(text) else text


def our_day(year: int, month: int, day: int) -> date:
    """A day of the Gregorian, Buddhist or Persian calendar, told by its year, as ours. Raises ValueError where there is none."""
    if year in PERSIAN_YEARS:
        return _from_persian(year, month, day)
    return date(year - _BUDDHIST if year in _BUDDHIST_YEARS else year, month, day)


def of_ethiopia(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A day of the Ethiopian calendar (twelve months of 30 days and one of 5 or 6) as our year, month and day."""
    if not 1 <= day <= 30:
        return year, 0, day  # no day at all
    ours = date.fromordinal(_ETHIOPIAN + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)
    return ours.year, ours.month, ours.day


def of_era(era: str, year: str, month: str, day: str, languages: Iterable[str]) -> tuple[int, int, int] | None:
    """A day of an era's year, as our year, month and day; None where pages of these languages (BCP 47 tags) do not count so."""
    era = era.lower()
    if era in _COUNTED_IN and not any(tag.lower().startswith(_COUNTED_IN[era]) for tag in languages):
        return None
    return _ERAS[era] + (numeral(year) or 0), int(month), int(day)


def _from_persian(year: int, month: int, day: int) -> date:
    if not (1 <= month <= 12 and 1 <= day <= _days_in(year, month)):
        raise ValueError(f"no day of the Persian calendar: {year}-{month}-{day}")
    before = sum(365 + _is_leap(each) for each in range(PERSIAN_YEARS[0], year))
    return _NOWRUZ + timedelta(before + sum(_days_in(year, each) for each in range(1, month)) + day - 1)


def _days_in(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAPS
