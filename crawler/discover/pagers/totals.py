"""How many releases a listing says that it has: `Showing 1 - 10 of 243`, `11–20 von 87`, `共 243 条`.

A range of numbers is believed where it is as long as the page has rows; a bare total where its measure word says what
is counted.
"""

import re
from collections.abc import Iterable

_COUNT = r"(\d{1,3}(?:[.,\s\u00a0\u202f’']\d{3})+|\d{1,7})"
_UNTIL = r"(?:[-–—~〜～至到]|to|bis|à|al?|tot|t/m|até|do|til|till|по|hingga|إلى)"  # in every language that dates are read in
_RANGE = re.compile(
    rf"(?<![\d./-])(\d{{1,6}})\s?{_UNTIL}\s?(\d{{1,6}})\b"
    rf"(?=\D{{0,19}}[^\W\d_]|\s*[/|(])\D{{1,20}}?{_COUNT}(?![\d%-])"
)
_TOTAL = re.compile(rf"(?:共(?:有|计)?|总共|总计|全|総数|총)\s?{_COUNT}\s?(?:条|條|篇|则|則|件|筆|笔|건|개)")
TEXT_LENGTH = 160  # characters; a longer text is prose


def stated_records(texts: Iterable[str], rows: int) -> int | None:
    """The number of releases that the short texts of a page say its listing has; None where none does.

    rows: on the page; a total below that counts something else.
    """
    for text in texts:
        if not rows or len(text) > TEXT_LENGTH:
            continue
        for first, last, total in _RANGE.findall(text):
            if int(last) - int(first) + 1 == rows and int(first) % rows in (0, 1) and _number(total) >= max(int(last), rows):
                return _number(total)
        found = _TOTAL.search(text)
        if found and _number(found[1]) >= rows:
            return _number(found[1])
    return None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))
