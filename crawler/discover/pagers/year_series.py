"""Links of one place whose words and addresses are the same but for the year: `Press releases 2025`, `Press releases 2024`."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.discover.boxes import stands_at
from crawler.discover.links import PageLink
from crawler.discover.pagers.addresses import FIRST_YEAR, LAST_YEAR
from crawler.discover.pagers.time_labels import TimeLabel, is_other_year, label_of_year
from crawler.discover.pagers.words import LABEL_LENGTH
from crawler.text.dates.calendars import in_ascii
from crawler.url_parts import last_part

_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_COUNT = re.compile(r"[(\[（]\s?\d{1,5}\s?[)\]）]\s*\Z")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_STEP = r"(?<=[/=]){}(?=[/.?&#]|\Z)"  # a year that is a whole step of a path, or the value of a parameter


@dataclass(frozen=True, slots=True)
class YearInSeries:
    """A link of a series. label: the year that it names.

    step: whether its address has the year as a step of its own; named: whether it is at least no headline's.
    """

    label: TimeLabel
    step: bool
    named: bool


def year_series(links: Sequence[PageLink]) -> dict[HtmlElement, YearInSeries]:
    """The links that are one of a series of years, by their elements. One may be missing: the page's own has no link."""
    groups: dict[tuple[str, str, str], dict[int, PageLink]] = defaultdict(dict)
    for link in links:
        for number in _years_of(link):
            groups[stands_at(link), *_without(link, number)].setdefault(number, link)
    return {
        link.element: _in_series(link, number)
        for group in groups.values()
        if len(group) > 1 and max(group) - min(group) <= len(group)
        for number, link in group.items()
    }


def _years_of(link: PageLink) -> set[int]:
    """The years that a link's words name and its address has too."""
    if len(link.text) > LABEL_LENGTH:
        return set()
    said = {int(each) for each in _FOUR_DIGITS.findall(in_ascii(link.text))}
    return {each for each in said if _is_year(each) and str(each) in in_ascii(unquote(link.url))}


def _is_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR or is_other_year(number)


def _without(link: PageLink, number: int) -> tuple[str, str]:
    """Words and address of a link with a sign in place of its year, and without the number of releases."""
    text, address = (in_ascii(each).replace(str(number), "#") for each in (link.text, unquote(link.url)))
    return _COUNT.sub("", text).strip(), address


def _in_series(link: PageLink, number: int) -> YearInSeries:
    step = _is_step(link, number)
    return YearInSeries(label_of_year(number), step, step or _is_called_otherwise(link))


def _is_step(link: PageLink, number: int) -> bool:
    return re.search(_STEP.format(number), in_ascii(unquote(link.url))) is not None


def _is_called_otherwise(link: PageLink) -> bool:
    """Whether the last step of an address has none of a label's words, as that of a page made of a headline would."""
    said, step = ({word.casefold() for word in _LATIN.findall(each)} for each in (link.text, last_part(link.url)))
    return bool(said) and said.isdisjoint(step)
