"""The rows of a listing page: repeated structure with links, whatever the markup and the class names.

On a declared site the form of the URLs decides what an article is, and what stands inside another row is a popup; on an
unknown one length of text, dates and likeness of addresses decide (crawler.discover.repeats).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discover.boxes import KeyedLink, box_of, box_text, owners_of, without_popups
from crawler.discover.links import PageLink, is_cut, is_more, is_root, own_text
from crawler.discover.navigation import is_menu, is_side, is_unseen
from crawler.discover.repeats import best_groups
from crawler.discover.rowdate import ANY_DAY, row_date
from crawler.items import Row
from crawler.site import Site
from crawler.text.dates.in_url import url_date
from crawler.text.scripts import weight
from crawler.urls import canonical_url, desktop_url, is_article_url


@dataclass(frozen=True, slots=True)
class _FoundRow:
    """A row with the link that says most of it; key: its canonical URL; date, raw_date: ISO and as printed."""

    anchor: PageLink
    key: str
    date: str | None
    raw_date: str | None


def find_rows(anchors: Sequence[PageLink], site: Site, url: str) -> list[Row]:
    """The article rows among a page's links, in page order, each article once. url: of the page itself."""
    candidates = _candidates(anchors, site, url)
    if site.platform.articles:
        kept = without_popups(candidates)
        kept = [each for each in kept if not is_side(each[1].element)] or kept
    else:
        kept = best_groups(candidates, url)
    return [_row(found, site) for found in _read(kept, site)]


def _candidates(anchors: Sequence[PageLink], site: Site, url: str) -> list[KeyedLink]:
    own = canonical_url(url, site)
    found = []
    for anchor in anchors:
        verdict = is_article_url(anchor.url, site)
        if verdict is False or (verdict is None and is_root(anchor.url)):
            continue
        key = canonical_url(anchor.url, site)
        if key != own and not is_unseen(anchor.element) and not is_menu(anchor.element):
            found.append((key, anchor))
    return found


def _read(kept: Sequence[KeyedLink], site: Site) -> list[_FoundRow]:
    """One _FoundRow for each article, in page order, with the best title and date of all its links."""
    owners = owners_of(kept)
    by_key: dict[str, list[PageLink]] = defaultdict(list)
    for key, anchor in kept:
        by_key[key].append(anchor)
    found = []
    for key, anchors in by_key.items():
        best = max(anchors, key=_goodness)
        date, raw = _date_of(anchors, key, owners, site)
        found.append(_FoundRow(best, key, date, raw))
    return _dates_beside(found, owners, site) if found and not any(each.raw_date for each in found) else found


def _goodness(anchor: PageLink) -> tuple[bool, bool, int]:
    return not is_more(anchor.title), not is_cut(anchor.title), weight(anchor.title)


def _date_of(
    anchors: Sequence[PageLink], key: str, owners: dict[HtmlElement, set[str]], site: Site
) -> tuple[str | None, str | None]:
    near, order = _day_in(anchors[0].url, site), "DMY" if site.generic else "MDY"
    for anchor in anchors:
        box = box_of(anchor.element, key, owners)
        text = box_text(box).replace(anchor.title, " ") if anchor.title else box_text(box)
        date, raw = row_date(text, order, near)
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
        places = [step(box_of(each.anchor.element, each.key, owners)) for each in found]
        texts = ["" if place is None or place in owners else own_text(place) for place in places]
        days = [_day_in(each.anchor.url, site) for each in found]
        readings.append([row_date(text if len(text) <= 60 else "", "MDY", day) for text, day in zip(texts, days, strict=True)])
    chosen = max(readings, key=lambda dates: sum(raw is not None for _, raw in dates))
    return [_FoundRow(each.anchor, each.key, date, raw) for each, (date, raw) in zip(found, chosen, strict=True)]


def _row(found: _FoundRow, site: Site) -> Row:
    return Row(desktop_url(found.anchor.url, site), found.anchor.title or None, found.date, found.raw_date)
