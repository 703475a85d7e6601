"""The listing of a site that nothing is known of: the group of links that reads most like a list of articles."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.boxes import box_text, boxes, groups, keys_of, without_popups
from crawler.discover.links import PageLink, is_more, own_text
from crawler.discover.navigation import is_side
from crawler.discover.rowdate import row_date
from crawler.text.writing import weight

MIN_ROWS = 3  # rows that make a list on a site that nothing is known of
MIN_SCORE = 1.0
SIDE_SHARE = 0.15  # of the links, outside side lists, below which there are none
SHORT_TITLE, LONG_TITLE = 12, 22  # in Latin characters; between them a date must help
_ROW_TAGS = frozenset({"li", "tr", "dd", "article"})
_DIGITS = re.compile(r"\d+")


def best_groups(candidates: list[PageLink], url: str) -> list[PageLink]:
    """On an unknown site: the group that reads most like a list of articles, and others of the same kind of address."""
    labels = Counter((link.key, link.title) for link in candidates)
    # A short link that comes again and again names the category of a row, not an article.
    candidates = [link for link in candidates if labels[link.key, link.title] < MIN_ROWS or weight(link.title) >= LONG_TITLE]
    beside = [link for link in candidates if not is_side(link.element)]
    if len(beside) < SIDE_SHARE * len(candidates):
        beside = candidates  # the name of a box around everything says nothing
    return _best_among(beside, url)


def _best_among(usable: list[PageLink], url: str) -> list[PageLink]:
    scored = _lists(usable, url)
    if not scored:
        return []
    top, best = max(scored, key=lambda pair: pair[0])
    shapes = set(map(_shape, best))
    usual = _usual_length(best)
    alike = [group for score, group in scored if score >= top * 0.25 and _share_of(shapes, group) >= 0.5]
    keys = {link.key for group in alike for link in group if not _is_stray(link, usual)}
    # All links of a chosen article help to read its row: picture, headline and `Read more` lead to the same place.
    return without_popups([link for link in usable if link.key in keys])


def _lists(usable: list[PageLink], url: str) -> list[tuple[float, list[PageLink]]]:
    """The groups that look like lists of articles, each with its score."""
    scored = [(score, group) for group in _split(usable) if (score := _score(group, url)) >= MIN_SCORE]
    if scored:
        return scored
    # The last page of a listing may hold one row; then only a dated one tells itself from the page's other links.
    rest = [link for link in usable if _is_dated_row(link)]
    return [(MIN_SCORE, rest)] if 0 < len(rest) < MIN_ROWS else []


def _usual_length(links: Iterable[PageLink]) -> float:
    """The median weight of the titles that there are, 0.0 without any."""
    lengths = [weight(link.title) for link in links if link.title]
    return statistics.median(lengths) if lengths else 0.0


def _share_of(shapes: set[str], group: Sequence[PageLink]) -> float:
    return sum(_shape(link) in shapes for link in group) / len(group)


def _split(candidates: Sequence[PageLink]) -> list[list[PageLink]]:
    """Groups of links with the same path of tags, cut where they stand in different lists."""
    pieces: list[list[PageLink]] = []
    for group in groups(candidates):
        lists: dict[int, list[PageLink]] = defaultdict(list)
        for link, box in zip(group, boxes(group), strict=True):
            lists[id(box.getparent())].append(link)
        loose: list[PageLink] = []
        for piece in lists.values():
            if len(keys_of(piece)) >= MIN_ROWS:
                pieces.append(piece)
            else:
                loose += piece
        pieces += [loose] if loose else []
    return pieces


def _is_dated_row(link: PageLink) -> bool:
    """Whether a link alone is a row: with a title's length and a whole date of its own."""
    return weight(link.title) >= LONG_TITLE and row_date(box_text(_near_box(link.element)))[0] is not None


def _near_box(element: HtmlElement) -> HtmlElement:
    """The nearest row, cell or box around a link that says more than the link does."""
    box = element
    while (above := box.getparent()) is not None and above.tag not in ("body", "ul", "ol", "table", "tbody", "nav"):
        box = above
        if box.tag in _ROW_TAGS or len(own_text(box)) > len(own_text(element)) + 4:
            break
    return box


def _is_stray(link: PageLink, usual: float) -> bool:
    """Whether a link is far too short among titles of a usual length: a breadcrumb, a button."""
    return not is_more(link.title) and 0 < weight(link.title) < 0.4 * usual and usual >= LONG_TITLE


def _score(group: Sequence[PageLink], url: str) -> float:
    """How much a group of links looks like a list of articles; below MIN_SCORE it is none."""
    number = len(keys_of(group))
    length = _usual_length(link for link in group if not is_more(link.title))
    if number < MIN_ROWS or not length:
        return 0.0
    dated = sum(row_date(box_text(box))[0] is not None for box in boxes(group)) / len(group)
    if length < SHORT_TITLE or (dated < 0.3 and length < LONG_TITLE):
        return 0.0
    [(_, common)] = Counter(map(_shape, group)).most_common(1)
    deeper = statistics.median(len(link.url) for link in group) > len(url.split("?")[0]) - 12
    form = min(length, 60) / 30 * min(number, 20) ** 0.5
    return float(form * (0.5 + 2 * dated) * (0.5 + common / len(group)) * (1 if deeper else 0.6))


def _shape(link: PageLink) -> str:
    """The form of a link's address: its path without the numbers and the last step."""
    parts = urlsplit(link.url)
    segments = parts.path.rstrip("/").split("/")
    ending = segments[-1].rpartition(".")[2][:5] if "." in segments[-1] else parts.path[-1:]
    return f"{_DIGITS.sub('0', '/'.join(segments[:-1]))}/*{ending}"
