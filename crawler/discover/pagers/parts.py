"""Other parts of the same listing: years and months, the archive, the page that shows all; and what of them has no address.

A part belongs to the listing where its address is the page's own but for a year, lies below it, or is where the rows lie;
or where a group of years stands in the main part and its addresses speak of news.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote, urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink
from crawler.discover.navigation import Furniture
from crawler.discover.pagers.addresses import FIRST_YEAR, LAST_YEAR, NEWS_PATH, is_below, numbers_in
from crawler.discover.pagers.attributes import further_pages
from crawler.discover.pagers.forms import SentForm, is_get
from crawler.discover.pagers.groups import rows_of_groups
from crawler.discover.pagers.marks import is_rolling, text_on
from crawler.discover.pagers.numbers import pagers_beside
from crawler.discover.pagers.position import follows_rows
from crawler.discover.pagers.sections import heads_of_lists, tabs_of_list
from crawler.discover.pagers.silent import silent_buttons, silent_controls
from crawler.discover.pagers.step import Paged, Part
from crawler.discover.pagers.time_labels import TimeLabel, are_years, names_time, time_of_month, time_on
from crawler.discover.pagers.words import Way, names_items, points_on, way_of
from crawler.discover.pagers.year_series import year_series

MOST_PARTS = 200  # followed from one page; a list of months of two decades has more
MOST_YEARS = 45  # a longer list of years is one of birth years
MOST_SELECTS, MOST_OPTIONS = 50, 400  # lists of options that are read, and options of one
_LONGEST = 200  # characters of an address that are looked at for folders
_ALL_PARTS = 8  # pages that show all, from one page; more are the sections of a site
_OWN_MONTH = re.compile(r"/(?P<year>(?:19[89]|20\d)\d)/(?P<month>1[0-2]|0?[1-9])/?\Z")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|xml|rss)\Z", re.IGNORECASE)
_LEADS_TO_VALUE = re.compile(  # `location.href = '/news?year=' + this.value`
    r"location(?:\.href)?\s{0,9}(?:=|\.(?:assign|replace)\()\s{0,9}['\"](?P<before>[^'\"]{0,300})['\"]\s{0,9}\+\s{0,9}"
    r"[\w.$()\[\]]{0,80}value\b(?:\s{0,9}\+\s{0,9}['\"](?P<behind>[^'\"]{0,100})['\"])?"
)
_ADDRESS = re.compile(
    r"(?:(?:https?://|/|\?|\./)[^\s<>\"']*|[\w-]{1,80}\.(?:[sj]?html?|jspx?|php|aspx?|do|action)(?:\?[^\s<>\"']*)?)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _YearLink:
    """A link, option or button that is named by a year. url: None where it has no address."""

    element: HtmlElement
    label: TimeLabel
    url: str | None

    @property
    def year(self) -> int:
        return self.label.year


def parts_of(page: Paged, furniture: Furniture, *, paged: bool) -> tuple[Part, ...]:
    """The other parts that a page leads to, the page of all first, then the newest first.

    paged: whether the page has a pager: then months and the page of all say nothing that it does not.
    """
    wider = [] if paged else [link for link in page.links if _is_wider(page, link, furniture)]
    parts = (*_lists_around(page, wider), *pagers_beside(page), *_parts_by_year(page, furniture, months=not paged))
    return tuple({part.url: part for part in parts}.values())[:MOST_PARTS]


def _lists_around(page: Paged, wider: Sequence[PageLink]) -> list[Part]:
    """The lists that hold what the page shows a part of: all of it, or each of its groups."""
    heads = heads_of_lists(page, wider) or tabs_of_list(page, wider)
    leading = {link.key: link for link in reversed(wider) if link in heads or _shows_all(page, link)}  # each list once
    shown = list(reversed(leading.values()))[: None if heads else _ALL_PARTS]
    groups = rows_of_groups(page, heads) if len(heads) > 1 else {}
    return [
        Part(each.url, None, way_of(each.text or each.title) is Way.MORE, each.key in groups, rows=groups.get(each.key, ()))
        for each in shown
    ]


def _parts_by_year(page: Paged, furniture: Furniture, *, months: bool) -> list[Part]:
    """The years of the listing that have an address, the newest first. months: whether with the months."""
    years = [each for each in _years(page, furniture) if each.url]
    whole = years if months or are_years([each.label for each in years]) else [each for each in years if not each.label.less]
    parts = [Part(each.url or "", each.year) for each in _belonging(page, whole, furniture)]
    return sorted(parts, key=_newest_first)


def _newest_first(part: Part) -> int:
    return -(part.year or 0)


def unfollowable(page: Paged, furniture: Furniture, *, paged: bool) -> tuple[str, ...]:
    """What of pagers and years a page shows without an address, in words for people."""
    if page.root is None or not page.rows:
        return ()
    found = [] if paged else silent_buttons(page, page.root, furniture) or list(further_pages(page))
    silent = {each.label.begins for each in _years(page, furniture) if each.url is None}
    hidden = sorted(silent - page.years, reverse=True)
    if len(hidden) > 1:
        found.append(f"years without an address: {', '.join(map(str, hidden))}")
    return tuple(found)


def option_links(page: Paged) -> Iterator[tuple[HtmlElement, str, str | None]]:
    """Each option of the page's selects: element, text, address; the address None where only a script knows it."""
    for select in islice(page.root.iter("select"), MOST_SELECTS) if page.root is not None else ():
        form = next((form for form in select.iterancestors("form") if is_get(form)), None)
        asking = SentForm(page, form) if form is not None else None
        for option in islice(select.iter("option"), MOST_OPTIONS):
            text = text_on(option)
            value = option.get("value", text).strip()
            yield option, text or value, _address_of(page, select, asking, value)


def _address_of(page: Paged, select: HtmlElement, form: SentForm | None, value: str) -> str | None:
    if not value:
        return None
    if led := _led_to(select.get("onchange") or "", value):
        return page.resolved(led)
    if _ADDRESS.match(value):
        return page.resolved(value)
    if value.isdecimal() and (twin := _with_other_year(page.url, value)):
        return twin
    name = select.get("name")
    return form.address([(name, value)]) if form is not None and name else None


def _led_to(script: str, value: str) -> str | None:
    """The address that a script makes of a value and what it puts before or behind it."""
    found = _LEADS_TO_VALUE.search(script)
    around = (found["before"], found["behind"] or "") if found else ("", "")
    return f"{around[0]}{quote(value)}{around[1]}" if any(around) else None


def _with_other_year(own: str, year: str) -> str | None:
    """The page's own address with another year in the parameter that has one; None where it has none."""
    of_years = (each for each in numbers_in(own) if each.key is not None and FIRST_YEAR <= each.value <= LAST_YEAR)
    found = next(of_years, None)
    return found.with_value(int(year)) if found is not None and FIRST_YEAR <= int(year) <= LAST_YEAR else None


def _years(page: Paged, furniture: Furniture) -> list[_YearLink]:
    """Everything on a page that is named by a year and is no row."""
    found = [each for each in _surely_years(_named_by_years(page)) if not _is_elsewhere(page, each.element, each.url, furniture)]
    return found if len({each.year for each in found}) <= MOST_YEARS else []


def _named_by_years(page: Paged) -> list[_YearLink]:
    months, series = _months(page), year_series([link for link in page.links if _leads_on(page, link)])
    bare = {element: each.label for element, each in series.items() if each.named}
    return [
        _YearLink(element, label, url)
        for element, text, url in _labelled(page)
        if (label := time_on(text) or _month_of(months, url, text) or bare.get(element)) is not None
    ]


def _month_of(months: Mapping[str, re.Match[str]], url: str | None, text: str) -> TimeLabel | None:
    month = months.get(url or "")
    return time_of_month(month, text) if month is not None else None


def _surely_years(links: Sequence[_YearLink]) -> list[_YearLink]:
    """Links without numbers that are years of another calendar only where several are, each in its address and none a page's."""
    others = [each for each in links if each.label.other and _has_address_of_year(each) and not _is_number_of_page(each)]
    sure = others if len({each.year for each in others}) > 1 else []
    return [each for each in links if not each.label.other or each in sure]


def _is_number_of_page(link: _YearLink) -> bool:
    return any(each.is_page and each.value == link.label.printed for each in numbers_in(link.url or ""))


def _months(page: Paged) -> dict[str, re.Match[str]]:
    """Year and month of the addresses below the listing's own that end so, whatever is written on them: `/news/2024/03/`.

    None where a row's address ends so: then they are releases by year and number.
    """
    found = {link.url: _OWN_MONTH.search(urlsplit(link.url).path) for link in page.links}
    if any(found[link.url] for link in page.links if link.key in page.rows):
        return {}
    return {url: match for url, match in found.items() if match and is_below(page.url, url)}


def _labelled(page: Paged) -> Iterator[tuple[HtmlElement, str, str | None]]:
    """Element, text and address of all that may be named by a year: links, options, and what has no address."""
    for link in page.links:
        if _leads_on(page, link):
            yield link.element, link.text or link.title, link.url
    yield from option_links(page)
    for link in page.forms:
        yield link.element, link.text, link.url
    if page.root is not None:
        for each in silent_controls(page, page.root):
            yield each, text_on(each), None


def _leads_on(page: Paged, link: PageLink) -> bool:
    """Whether a link leads to another page of the newsroom, and is no row."""
    return link.key not in page.rows and link.form is None and link.url.partition("#")[0] != page.url.partition("#")[0]


def _is_elsewhere(page: Paged, element: HtmlElement, url: str | None, furniture: Furniture) -> bool:
    """Whether a label stands in a menu or a footer and its address is not that of this listing."""
    if url is not None and is_below(page.url, url):
        return next(element.iterancestors("footer"), None) is not None
    return furniture.is_menu(element) or is_rolling(element, page.around)


def _belonging(page: Paged, years: Sequence[_YearLink], furniture: Furniture) -> Iterator[_YearLink]:
    where_rows_lie = _hold_rows(page, years)
    for each in years:
        if not _has_address_of_year(each):
            continue
        speaks = len(years) > 1 and _speaks_of_news(each, furniture)
        if where_rows_lie or speaks or is_below(page.url, each.url or ""):
            yield each


def _hold_rows(page: Paged, years: Sequence[_YearLink]) -> bool:
    """Whether rows lie in a folder that has the address of one of the years."""
    paths = {urlsplit(each.url or "").path.rstrip("/") + "/" for each in years} - {"/"}
    rows = {urlsplit(link.url).path for link in page.links if link.key in page.rows}
    return any(row[: at + 1] in paths for row in rows for at, sign in enumerate(row[:_LONGEST]) if sign == "/")


def _has_address_of_year(link: _YearLink) -> bool:
    """Whether a year's address names it and is no file's."""
    url = link.url or ""
    return names_time(url, link.label) and not _FILE.search(urlsplit(url).path)


def _speaks_of_news(link: _YearLink, furniture: Furniture) -> bool:
    """Whether a year in the main part has an address that speaks of news."""
    return bool(NEWS_PATH.search(urlsplit(link.url or "").path)) and not furniture.is_side(link.element)


def _is_wider(page: Paged, link: PageLink, furniture: Furniture) -> bool:
    """Whether a link may lead to a list that this page shows a part of: no row, no file, none of a menu, not the home page."""
    path = urlsplit(link.url).path
    return _leads_on(page, link) and bool(path.strip("/")) and not _FILE.search(path) and not _stands_aside(link, furniture)


def _shows_all(page: Paged, link: PageLink) -> bool:
    """Whether a link says that it leads to all of the listing that this page shows a part of, or to more of it."""
    path = urlsplit(link.url).path
    below, label = is_below(page.url, link.url), link.text or link.title
    if way_of(label) in (Way.ALL, Way.MORE):
        return below or _is_of_news(path, label)
    # Right behind the rows, an arrow says so behind words of any language.
    return below and points_on(label) and follows_rows(page, link.element)


def _stands_aside(link: PageLink, furniture: Furniture) -> bool:
    return furniture.is_menu(link.element) or furniture.is_side(link.element)


def _is_of_news(path: str, label: str) -> bool:
    """Whether an address or the label on it says that it is of releases."""
    return bool(NEWS_PATH.search(path)) or names_items(label)
