"""The rows of a listing page: repeated structure with links, whatever the markup and the class names.

On a declared site the form of the URLs decides what an article is, and what stands inside another row is a popup; on an
unknown one length of text, dates and likeness of addresses decide (crawler.discover.repeats).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.boxes import Keyed, box_of, box_text, owners_of, weight, without_popups
from crawler.discover.links import Anchor, is_cut, is_more, own_text
from crawler.discover.navigation import is_menu, is_side, is_unseen
from crawler.discover.repeats import best_groups
from crawler.discover.rowdate import row_date
from crawler.items import Row
from crawler.site import Site
from crawler.urls import canonical_url, desktop_url, is_article_url, url_date


@dataclass(frozen=True, slots=True)
class Found:
    """A row with the element that is its link; dated: whether a date stands in the row itself."""

    anchor: Anchor
    key: str
    title: str
    date: str | None
    raw_date: str | None


def find_rows(anchors: Sequence[Anchor], site: Site, url: str) -> list[Row]:
    """The article rows among a page's links, in page order, each article once. url: of the page itself."""
    candidates = _candidates(anchors, site, url)
    if site.platform.articles:
        kept = without_popups(candidates)
        kept = [each for each in kept if not is_side(each[1].element)] or kept
    else:
        kept = best_groups(candidates, url)
    return [_row(found, site) for found in _read(kept, site)]


def _candidates(anchors: Sequence[Anchor], site: Site, url: str) -> list[Keyed]:
    own = canonical_url(url, site)
    found = []
    for anchor in anchors:
        verdict = is_article_url(anchor.url, site)
        if verdict is False or (verdict is None and _is_root(anchor.url)):
            continue
        key = canonical_url(anchor.url, site)
        if key != own and not is_unseen(anchor.element) and not is_menu(anchor.element):
            found.append((key, anchor))
    return found


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _read(kept: Sequence[Keyed], site: Site) -> list[Found]:
    """One Found for each article, in page order, with the best title and date of all its links."""
    owners = owners_of(kept)
    by_key: dict[str, list[Anchor]] = defaultdict(list)
    for key, anchor in kept:
        by_key[key].append(anchor)
    found = []
    for key, anchors in by_key.items():
        best = max(anchors, key=_goodness)
        date, raw = _date_of(anchors, key, owners, site)
        found.append(Found(best, key, best.title, date, raw))
    return _dates_beside(found, owners, site) if found and not any(each.raw_date for each in found) else found


def _goodness(anchor: Anchor) -> tuple[bool, bool, int]:
    return not is_more(anchor.title), not is_cut(anchor.title), weight(anchor.title)


def _date_of(
    anchors: Sequence[Anchor], key: str, owners: dict[HtmlElement, set[str]], site: Site
) -> tuple[str | None, str | None]:
    near, order = url_date(anchors[0].url, site), "DMY" if site.generic else "MDY"
    for anchor in anchors:
        box = box_of(anchor.element, key, owners)
        text = box_text(box).replace(anchor.title, " ") if anchor.title else box_text(box)
        date, raw = row_date(text, order, near)
        if raw:
            return date, raw
    return None, None


def _dates_beside(found: list[Found], owners: dict[HtmlElement, set[str]], site: Site) -> list[Found]:
    """Dates that stand in elements of their own between the rows, all before or all after their row."""
    readings = []
    for step in (HtmlElement.getprevious, HtmlElement.getnext):
        dates = []
        for each in found:
            beside = step(box_of(each.anchor.element, each.key, owners))
            usable = beside is not None and isinstance(beside.tag, str) and beside not in owners
            text = own_text(beside) if usable else ""
            dates.append(row_date(text, "MDY", url_date(each.anchor.url, site)) if len(text) <= 60 else (None, None))
        readings.append(dates)
    before, after = readings
    chosen = before if sum(raw is not None for _, raw in before) >= sum(raw is not None for _, raw in after) else after
    return [
        Found(each.anchor, each.key, each.title, date, raw) for each, (date, raw) in zip(found, chosen, strict=True)
    ]


def _row(found: Found, site: Site) -> Row:
    return Row(desktop_url(found.anchor.url, site), found.title or None, found.date, found.raw_date)
