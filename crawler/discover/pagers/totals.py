"""How many releases a listing says that it has: `Showing 1 - 10 of 243`, `11–20 von 87`, `共 243 条`.

A range of numbers is believed where it is as long as the page has rows; a bare total where its measure word says what
is counted. A page without any pager may still say that it shows the first of several, or some of many.
"""

import re
from collections.abc import Iterable, Sequence

from crawler.discover.pagers.addresses import FIRST_YEAR, LAST_YEAR
from crawler.discover.pagers.words import ITEM, PAGE

_COUNT = r"(\d{1,3}(?:[.,\s\u00a0\u202f’']\d{3})+|\d{1,7})"
_UNTIL = r"(?:[-–—~〜～至到]|to|bis|à|al?|tot|t/m|até|do|til|till|по|hingga|إلى)"  # in every language that dates are read in
_RANGE = re.compile(
    rf"(?<![\d./-])(\d{{1,6}})\s?{_UNTIL}\s?(\d{{1,6}})\b"
    rf"(?=\D{{0,19}}[^\W\d_]|\s*[/|(])\D{{1,20}}?{_COUNT}(?![\d%-])"
)
_TOTAL = re.compile(rf"(?:共(?:有|计)?|总共|总计|全|総数|총)\s?{_COUNT}\s?(?:条|條|篇|则|則|件|筆|笔|건|개)")
# `of` in the languages that dates are read in.
_OF = r"(?:of|out of|von|sur|de|di|da|van|av|af|z|ze|od|iz|от|из|з|dari|daripada|/|／|の|中の|중|من|共)"
_SOME_OF = re.compile(rf"(?<![\d./-])(\d{{1,4}})\s?{_OF}\s?{_COUNT}(?![\d%-])", re.IGNORECASE)
_PAGE_OF = re.compile(rf"{PAGE}\s?1\s?{_OF}\s?(?:{PAGE}\s?)?(\d{{1,4}})(?![\d%-])", re.IGNORECASE)
_PAGE_OF_ZH = re.compile(r"第\s?1\s?[页頁].{0,4}?共\s?(\d{1,4})\s?[页頁]")
_FOUND = (
    "results? hits matches ergebnisse? treffer résultats? resultados? risultati resultaten resultat træff träffar wyników "
    "výsledků результатов результаты sonuç hasil tulosta 结果 結果 件 نتيجة"
)
_COUNTED = re.compile(
    rf"\W*{_COUNT}\s?(?:[^\W\d]+\s)?(?:{ITEM}|{'|'.join(_FOUND.split())})(?:\s[^\W\d]+)?\W*\Z", re.IGNORECASE
)  # fmt: skip
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


def said_further(texts: Sequence[str], rows: int) -> str | None:
    """What a page without a pager says of further releases, in its own words; None where it says nothing.

    rows: on the page. `Page 1 of 3`; `8 of 24`, where it has eight; `24 results`, where nothing else is counted so.
    """
    short = [text for text in texts if len(text) <= TEXT_LENGTH] if rows else []
    counted = loose_total(short, rows)
    return next((text for text in short if _is_first_of(text, rows)), None) or (counted[0] if counted else None)


def loose_total(texts: Iterable[str], rows: int) -> tuple[str, int] | None:
    """The only text that counts more releases than a page has rows, and how many: `24 results`; None where several do."""
    found = [(text, _number(said[1])) for text in texts if (said := _COUNTED.match(text)) and _counts_more(said[1], rows)]
    return found[0] if len(found) == 1 else None


def _is_first_of(text: str, rows: int) -> bool:
    """Whether a text says that a page is the first of several, or that its rows are some of more."""
    page = _PAGE_OF.search(text) or _PAGE_OF_ZH.search(text)
    some = _SOME_OF.search(text)
    return (page is not None and int(page[1]) > 1) or (some is not None and int(some[1]) == rows < _number(some[2]))


def _counts_more(text: str, rows: int) -> bool:
    """Whether a number is larger than that of the rows, and none of a year: `2024 press releases`."""
    return _number(text) > rows and not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))
