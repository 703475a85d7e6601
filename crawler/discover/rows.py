"""The rows of a listing page: repeated structure with links, whatever the markup and the class names.

On a declared site the form of the URLs decides what an article is, and what stands inside another row is a popup; on an
unknown one length of text, dates and likeness of addresses decide (crawler.discover.repeats).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discover.boxes import box_of, box_text, owners_of, without_popups
from crawler.discover.links import PageLink, is_cut, is_more, is_root, own_text
from crawler.discover.navigation import is_menu, is_side, is_unseen
from crawler.discover.repeats import best_groups
from crawler.discover.rowdate import ANY_DAY, row_date
from crawler.items import Row
from crawler.site import Site
from crawler.text.dates.in_url import url_date
from crawler.text.writing import weight
from crawler.urls import canonical_url, desktop_url, is_article_url

_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:1[3-9]|2\d|3[01])\s?[/-]\s?\d\d")  # `04/30/2013`


@dataclass(frozen=True, slots=True)
class _FoundRow:
    """A row with the link that says most of it; date, raw_date: ISO and as printed."""

    link: PageLink
    date: str | None
    raw_date: str | None


def find_rows(links: Sequence[PageLink], site: Site, url: str) -> list[Row]:
    """The article rows among a page's links, in page order, each article once. url: of the page itself."""
    candidates = [link for link in links if _may_be_row(link, site, canonical_url(url, site))]
    if site.platform.articles:
        kept = without_popups(candidates)
        kept = [link for link in kept if not is_side(link.element)] or kept
    else:
        kept = best_groups(candidates, url)
    return [
        Row(desktop_url(row.link.url, site), row.link.title or None, row.date, row.raw_date, form=row.link.form)
        for row in _read(kept, site)
    ]


def _may_be_row(link: PageLink, site: Site, own: str) -> bool:
    if link.form is not None and site.platform.articles:
        return False
    verdict = is_article_url(link.url, site)
    if verdict is False or (verdict is None and is_root(link.url)):
        return False
    return link.key != own and not is_unseen(link.element) and not is_menu(link.element)


def _read(kept: Sequence[PageLink], site: Site) -> list[_FoundRow]:
    """A row for each article, in page order, with the best title and date of all its links."""
    owners = owners_of(kept)
    by_key: dict[str, list[PageLink]] = defaultdict(list)
    for link in kept:
        by_key[link.key].append(link)
    found = _rows_of(by_key, owners, site, "DMY" if site.generic else "MDY")
    if any(_MONTH_FIRST.match(row.raw_date or "") for row in found):  # one row tells the order of all
        found = _rows_of(by_key, owners, site, "MDY")
    return _dates_beside(found, owners, site) if found and not any(row.raw_date for row in found) else found


def _rows_of(
    by_key: Mapping[str, Sequence[PageLink]], owners: dict[HtmlElement, set[str]], site: Site, order: str
) -> list[_FoundRow]:
    return [_FoundRow(max(links, key=_goodness), *_date_of(links, owners, site, order)) for links in by_key.values()]


def _goodness(link: PageLink) -> tuple[bool, bool, int]:
    return not is_more(link.title), not is_cut(link.title), weight(link.title)


def _date_of(
    links: Sequence[PageLink], owners: dict[HtmlElement, set[str]], site: Site, order: str
) -> tuple[str | None, str | None]:
    near = _day_in(links[0].url, site)
    for link in links:
        text = box_text(box_of(link, owners))
        date, raw = row_date(text.replace(link.title, " ") if link.title else text, order, near)
        if raw:
            return date, raw
    return None, None


def _day_in(url: str, site: Site) -> str | None:
    stamp = url_date(url, ANY_DAY, site.platform.url_dates)
    return stamp.day if stamp else None


def _dates_beside(found: list[_FoundRow], owners: dict[HtmlElement, set[str]], site: Site) -> list[_FoundRow]:
    """Dates that stand in elements of their own between the rows, all before or all after their row."""
    readings = []
    for step in (HtmlElement.getprevious, HtmlElement.getnext):
        places = [step(box_of(row.link, owners)) for row in found]
        texts = ["" if place is None or place in owners else own_text(place) for place in places]
        days = [_day_in(row.link.url, site) for row in found]
        readings.append([row_date(text if len(text) <= 60 else "", "MDY", day) for text, day in zip(texts, days, strict=True)])
    chosen = max(readings, key=lambda dates: sum(raw is not None for _, raw in dates))
    return [_FoundRow(row.link, date, raw) for row, (date, raw) in zip(found, chosen, strict=True)]
