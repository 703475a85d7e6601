"""The rows of a listing page: repeated structure with links, whatever the markup and the class names.

Links are grouped by the path of tags above them. The group that looks most like a list of articles is the listing; a
link of another group inside one of its rows is a popup or a side note. On a declared site the form of the URLs decides
first; on an unknown one length of text, dates and likeness of addresses do.
"""

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.furniture import is_menu, is_side, is_unseen
from crawler.discover.identity import canonical_url, is_article_url, url_date
from crawler.discover.links import Anchor, is_cut, is_more, line_around, own_text
from crawler.discover.rowdate import row_date
from crawler.items import Row
from crawler.site import Site

ROW_TEXT = 1200  # characters of a row that may hold its date; more is no row
MIN_ROWS = 3  # rows that make a list on a site that nothing is known of
MIN_SCORE = 1.0
SIDE_SHARE = 0.15  # of the links, outside side lists, below which there are none
SHORT_TITLE, LONG_TITLE = 12, 22  # in Latin characters; between them a date must help
_DIGITS = re.compile(r"\d+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ROW_TAGS = frozenset({"li", "tr", "dd", "article"})


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
        kept = _without_popups(candidates)
        kept = [each for each in kept if not is_side(each[1].element)] or kept
    else:
        kept = _best_groups(candidates, url)
    return [_row(found) for found in _read(kept, site)]


Keyed = tuple[str, Anchor]


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


def _signature(element: HtmlElement) -> str:
    tags = [" ".join(sorted((element.get("class") or "").split()))]
    at = element.getparent()
    while at is not None:
        tags.append(at.tag)
        at = at.getparent()
    return "/".join(tags)


def _groups(candidates: Iterable[Keyed]) -> dict[str, list[Keyed]]:
    groups: dict[str, list[Keyed]] = defaultdict(list)
    for key, anchor in candidates:
        groups[_signature(anchor.element)].append((key, anchor))
    return groups


def _boxes(group: Sequence[Keyed]) -> list[HtmlElement]:
    """For each link of a group, the largest element around it that holds no other article of the group."""
    owners = _owners(group)
    return [_box(anchor.element, key, owners) for key, anchor in group]


def _owners(group: Iterable[Keyed]) -> dict[HtmlElement, set[str]]:
    owners: dict[HtmlElement, set[str]] = defaultdict(set)
    for key, anchor in group:
        at = anchor.element
        while at is not None:
            owners[at].add(key)
            at = at.getparent()
    return owners


def _box(element: HtmlElement, key: str, owners: dict[HtmlElement, set[str]]) -> HtmlElement:
    box = element
    while (above := box.getparent()) is not None and above.tag != "body" and owners.get(above, {key}) <= {key}:
        box = above
    return box


def _without_popups(candidates: list[Keyed]) -> list[Keyed]:
    """Drops links of a smaller or deeper group that stand inside a row of a larger one."""
    groups = sorted(_groups(candidates).values(), key=lambda group: (-len({k for k, _ in group}), len(group)))
    claimed: dict[HtmlElement, str] = {}
    kept: set[int] = set()
    for group in sorted(groups, key=lambda group: _depth(group[0][1].element)):
        inside = [_claimed_by(anchor.element, claimed) for _, anchor in group]
        kept.update(
            id(anchor.element)
            for (key, anchor), owner in zip(group, inside, strict=True)
            if owner is None or owner == key
        )
        if len({key for key, _ in group}) >= 2:
            for (key, anchor), box in zip(group, _boxes(group), strict=True):
                if id(anchor.element) in kept and _is_row(box):
                    claimed.setdefault(box, key)
    return [each for each in candidates if id(each[1].element) in kept]


def _is_row(box: HtmlElement) -> bool:
    """A row is one of several like it, and short."""
    siblings = box.getparent()
    alike = sum(1 for each in siblings if each.tag == box.tag) if siblings is not None else 0
    return alike >= 2 and box.tag not in ("td", "a", "table", "section")


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _claimed_by(element: HtmlElement, claimed: dict[HtmlElement, str]) -> str | None:
    return next((claimed[each] for each in element.iterancestors() if each in claimed), None)


def _best_groups(candidates: list[Keyed], url: str) -> list[Keyed]:
    """On an unknown site: the group that reads most like a list of articles, and others of the same kind of address."""
    beside = [each for each in candidates if not is_side(each[1].element)]
    if len(beside) < SIDE_SHARE * len(candidates):
        beside = candidates  # the name of a box around everything says nothing
    return _best_among(beside, url)


def _best_among(usable: list[Keyed], url: str) -> list[Keyed]:
    scored = [(score, group) for group in _split(usable) if (score := _score(group, url)) >= MIN_SCORE]
    # The last page of a listing may hold one row; then only a dated one tells itself from the page's other links.
    rest = [] if scored else [each for each in usable if _is_dated_row(each[1])]
    scored = scored or ([(MIN_SCORE, rest)] if 0 < len(rest) < MIN_ROWS else [])
    if not scored:
        return []
    top, best = max(scored, key=lambda pair: pair[0])
    shapes = {_shape(anchor.url) for _, anchor in best}
    usual = statistics.median([_weight(anchor.title) for _, anchor in best if anchor.title])
    chosen = {id(anchor.element) for _, anchor in best if not _is_stray(anchor, usual)}
    for score, group in scored:
        alike = sum(_shape(anchor.url) in shapes for _, anchor in group) / len(group)
        if alike >= 0.5 and score >= top * 0.25:
            chosen.update(id(anchor.element) for _, anchor in group if not _is_stray(anchor, usual))
    keys = {key for key, anchor in usable if id(anchor.element) in chosen}
    # All links of a chosen article help to read its row: picture, headline and `Read more` lead to the same place.
    return _without_popups([each for each in usable if each[0] in keys])


def _split(candidates: Sequence[Keyed]) -> list[list[Keyed]]:
    """Groups of links with the same path of tags, cut where they stand in different lists."""
    pieces: list[list[Keyed]] = []
    for group in _groups(candidates).values():
        lists: dict[int, list[Keyed]] = defaultdict(list)
        for each, box in zip(group, _boxes(group), strict=True):
            lists[id(box.getparent())].append(each)
        whole = [piece for piece in lists.values() if len({key for key, _ in piece}) >= MIN_ROWS]
        loose = [each for piece in lists.values() if len({key for key, _ in piece}) < MIN_ROWS for each in piece]
        pieces += whole + ([loose] if loose else [])
    return pieces


def _is_dated_row(anchor: Anchor) -> bool:
    """Whether a link alone is a row: with a title's length and a whole date of its own."""
    return _weight(anchor.title) >= LONG_TITLE and row_date(_box_text(_near_box(anchor.element)))[0] is not None


def _near_box(element: HtmlElement) -> HtmlElement:
    """The nearest row, cell or box around a link that says more than the link does."""
    box = element
    while (above := box.getparent()) is not None and above.tag not in ("body", "ul", "ol", "table", "tbody", "nav"):
        box = above
        if box.tag in _ROW_TAGS or len(own_text(box)) > len(own_text(element)) + 4:
            break
    return box


def _is_stray(anchor: Anchor, usual: float) -> bool:
    """Whether a link is far too short among titles of a usual length: a breadcrumb, a button."""
    return not is_more(anchor.title) and 0 < _weight(anchor.title) < 0.4 * usual and usual >= LONG_TITLE


def _score(group: Sequence[Keyed], url: str) -> float:
    """How much a group of links looks like a list of articles; below MIN_SCORE it is none."""
    keys = {key for key, _ in group}
    if len(keys) < MIN_ROWS:
        return 0.0
    lengths = [_weight(anchor.title) for _, anchor in group if anchor.title and not is_more(anchor.title)]
    if not lengths:
        return 0.0
    length = statistics.median(lengths)
    dated = sum(row_date(_box_text(box))[0] is not None for box in _boxes(group)) / len(group)
    shapes = [_shape(anchor.url) for _, anchor in group]
    common = max(shapes.count(shape) for shape in set(shapes)) / len(shapes)
    deeper = statistics.median(len(anchor.url) for _, anchor in group) > len(url.split("?")[0]) - 12
    if length < SHORT_TITLE or (dated < 0.3 and length < LONG_TITLE):
        return 0.0
    size = min(len(keys), 20) ** 0.5
    return float(min(length, 60) / 30 * size * (0.5 + 2 * dated) * (0.5 + common) * (1 if deeper else 0.6))


def _weight(text: str) -> int:
    """Length in Latin characters: a Han or kana character says as much as two or three of them."""
    return len(text) + 2 * len(_HAN.findall(text))


def _shape(url: str) -> str:
    parts = urlsplit(url)
    segments = parts.path.rstrip("/").split("/")
    ending = segments[-1].rpartition(".")[2][:5] if "." in segments[-1] else parts.path[-1:]
    return f"{_DIGITS.sub('0', '/'.join(segments[:-1]))}/*{ending}"


def _box_text(box: HtmlElement) -> str:
    """The text of a row; of a bare link, that of its line."""
    text = line_around(box) if box.tag == "a" else own_text(box)
    return text if len(text) <= ROW_TEXT else ""


def _read(kept: Sequence[Keyed], site: Site) -> list[Found]:
    """One Found for each article, in page order, with the best title and date of all its links."""
    owners = _owners(kept)
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
    return not is_more(anchor.title), not is_cut(anchor.title), _weight(anchor.title)


def _date_of(
    anchors: Sequence[Anchor], key: str, owners: dict[HtmlElement, set[str]], site: Site
) -> tuple[str | None, str | None]:
    near, order = url_date(anchors[0].url, site), "dmy" if site.generic else "ymd"
    for anchor in anchors:
        box = _box(anchor.element, key, owners)
        text = _box_text(box).replace(anchor.title, " ") if anchor.title else _box_text(box)
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
            beside = step(_box(each.anchor.element, each.key, owners))
            usable = beside is not None and isinstance(beside.tag, str) and beside not in owners
            text = own_text(beside) if usable else ""
            dates.append(row_date(text, "ymd", url_date(each.anchor.url, site)) if len(text) <= 60 else (None, None))
        readings.append(dates)
    before, after = readings
    chosen = before if sum(raw is not None for _, raw in before) >= sum(raw is not None for _, raw in after) else after
    return [
        Found(each.anchor, each.key, each.title, date, raw) for each, (date, raw) in zip(found, chosen, strict=True)
    ]


def _row(found: Found) -> Row:
    return Row(found.anchor.url, found.title or None, found.date, found.raw_date)
