"""The listing of a site that nothing is known of: the groups of links that read like lists of articles."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discover.boxes import (
    address_shape,
    box_of,
    holders,
    keys_of,
    links_by_key,
    near_box,
    owners_of,
    without_popups,
)
from crawler.discover.labels import LONG_TITLE, MIN_ROWS, times_said, without_categories
from crawler.discover.links import PageLink, is_more
from crawler.discover.lists import split
from crawler.discover.navigation import Furniture, date_above, leads_to_other_kind, stands_at_side
from crawler.discover.row_dates import is_dated
from crawler.discover.row_titles import RowBox, titles_of
from crawler.discover.row_units import Unit, is_card, units_beside, units_of
from crawler.discover.strays import ALL_DATED, with_units_alike, without_strays
from crawler.items import ELSEWHERE
from crawler.page.tags import HEADINGS
from crawler.text.dates.row_date import manner
from crawler.text.writing import weight

MIN_SCORE = 1.0  # what a list on a site that nothing is known of must score
SIDE_SHARE = 0.15  # of the links, outside side lists, below which there are none
SHORT_TITLE = 12  # in Latin characters; between this and LONG_TITLE a date must help
PARTNERS = 0.7  # of a group's links that lead elsewhere, from which only dates tell it from a list of partners
ALIKE_SHARE, ALIKE_SCORE = 0.5, 0.25  # of the best group's forms of addresses and score, for one of its kind


@dataclass(frozen=True, slots=True)
class Piece:
    """Links of one form in one list, with what their rows say.

    rows: one for each article. dated: the share of rows with a date; length: of the usual title; different: the share of
    titles that are not the same; score: how much it looks like a list of articles.
    """

    links: Sequence[PageLink]
    rows: Sequence[RowBox]
    dated: float = 0.0
    length: float = 0.0
    different: float = 0.0
    score: float = 0.0

    @property
    def releases(self) -> list[tuple[PageLink, RowBox]]:
        """Its links with their rows, but for what stands among them and is none."""
        return [(link, row) for row in without_strays(self.rows, self.dated, self.length) for link in row.links]

    @property
    def keys(self) -> set[str]:
        """The articles it leads to."""
        return keys_of(self.links)


class RowReader:
    """What the elements of one page say, each read once."""

    def __init__(self) -> None:
        self._units: dict[HtmlElement, list[Unit]] = {}
        self._dated: dict[HtmlElement, bool] = {}

    def units(self, box: HtmlElement) -> list[Unit]:
        """The pieces of text of a row."""
        if box not in self._units:
            self._units[box] = units_of(box)
        return self._units[box]

    def read_as(self, box: HtmlElement, units: list[Unit]) -> None:
        """Keep what a row says where the other rows of its list tell it."""
        self._units[box] = units

    def is_dated(self, box: HtmlElement) -> bool:
        """Whether a row says a whole date; a definition, also in its term."""
        if box not in self._dated:
            term = box.getprevious() if box.tag == "dd" else None
            self._dated[box] = is_dated(self.units(box)) or (term is not None and is_dated(self.units(term)))
        return self._dated[box]

    def says_day(self, box: HtmlElement) -> bool:
        """Whether a row says a day, with or without its year; a bare link is none, whatever its line says."""
        if box.tag == "a" and not is_card(box):
            return False
        return self.is_dated(box) or any(manner(unit.text) == "yearless" for unit in self.units(box))

    def near_box(self, link: PageLink) -> HtmlElement:
        """The row that a link alone stands in: itself where it is a dated card, else the nearest box that says more."""
        element = link.element
        return element if is_card(element) and self.is_dated(element) else near_box(element)

    def telling(self, links: Sequence[PageLink]) -> list[PageLink]:
        """The links that are rows by what they say; where none has a title's length those with a dated box of their own."""
        long = [link for link in links if self.is_dated_row(link)]
        if long:
            return long
        boxes: dict[HtmlElement, set[str]] = defaultdict(set)
        for link in links:
            boxes[self.near_box(link)].add(link.key)
        own = (link for link in links if len(boxes[self.near_box(link)]) == 1)
        return [link for link in own if self.is_dated(self.near_box(link))]

    def is_dated_row(self, link: PageLink) -> bool:
        """Whether a link alone is a row: with a title's length and a whole date of its own."""
        return weight(link.title) >= LONG_TITLE and self.is_dated(self.near_box(link))


def best_groups(candidates: list[PageLink], url: str, furniture: Furniture, reading: RowReader) -> list[PageLink]:
    """On an unknown site: the group that reads most like a list of articles, others of its kind, and dated ones."""
    candidates = without_categories(candidates)
    beside = [link for link in candidates if not furniture.is_side(link.element)]
    # The name of a box around everything says nothing.
    return _best_among(candidates if len(beside) < SIDE_SHARE * len(candidates) else beside, url, reading)


def _best_among(usable: list[PageLink], url: str, reading: RowReader) -> list[PageLink]:
    pieces = [_piece(links, url, reading) for links in split(usable, reading.says_day)]
    lists = [piece for piece in pieces if piece.score >= MIN_SCORE]
    if not lists:
        # The last page of a listing may hold one row; then only a dated one tells itself from the page's other links.
        rest = _in_own_boxes([link for link in usable if reading.is_dated_row(link)], reading)
        return rest if 0 < len(keys_of(rest)) < MIN_ROWS else []
    return _with_others(max(lists, key=lambda piece: piece.score), pieces, usable, reading)


def _in_own_boxes(links: Sequence[PageLink], reading: RowReader) -> list[PageLink]:
    """Links without those whose nearest box holds the boxes of others: its date is theirs."""
    around = holders(parent for link in links if (parent := reading.near_box(link).getparent()) is not None)
    return [link for link in links if reading.near_box(link) not in around]


def _with_others(best: Piece, pieces: Sequence[Piece], usable: Sequence[PageLink], reading: RowReader) -> list[PageLink]:
    """The links of the best list, of others of its kind, and of dated rows that stand in none."""
    inside = _inside_rows(best)
    lists = [piece for piece in pieces if _goes_with(piece, best, inside)]
    rows = [(link, row) for piece in lists for link, row in piece.releases if not inside(link)]
    keys = keys_of(link for link, _ in rows)
    if best.dated >= ALL_DATED:
        keys |= _lone_rows(_outside(rows, usable, reading), reading)
    # All links of a chosen article help to read its row: picture, headline and `Read more` lead to the same place.
    return without_popups([link for link in usable if link.key in keys])


def _outside(rows: Sequence[tuple[PageLink, RowBox]], usable: Sequence[PageLink], reading: RowReader) -> list[PageLink]:
    """The links that stand in none of the rows, nor in a box at the side that holds none of them."""
    around, held = {row.box for _, row in rows}, holders(link.element for link, _ in rows)
    free = [link for link in usable if not (leads_to_other_kind(link) or stands_at_side(link.element, held))]
    return [link for link in free if around.isdisjoint(link.element.iterancestors()) and reading.near_box(link) not in held]


def _goes_with(piece: Piece, best: Piece, inside: Callable[[PageLink], bool]) -> bool:
    """Whether a list is the best one, or one more of its kind and no part of its rows."""
    if piece is best or 2 * sum(map(inside, piece.links)) >= len(piece.links):
        return piece is best
    return _is_alike(piece, best) or _is_dated_list(piece, best)


def _inside_rows(best: Piece) -> Callable[[PageLink], bool]:
    """Whether a link stands inside a row of a list, and leads elsewhere than the row."""
    parents = Counter(row.box.getparent() for row in best.rows)
    boxes_of = {row.box: row.links[0].key for row in best.rows if parents[row.box.getparent()] > 1}
    return lambda link: any(boxes_of.get(each, link.key) != link.key for each in link.element.iterancestors())


def _lone_rows(links: Sequence[PageLink], reading: RowReader) -> set[str]:
    """Releases that stand in no list: a large first one, one of two in a section; the headline of each dated box."""
    found: dict[HtmlElement, PageLink] = {}
    times = times_said(links)
    for link in (each for each in links if times[each.title] == 1 and reading.is_dated_row(each)):
        box = reading.near_box(link)
        if box not in found or _says_headline(link) > _says_headline(found[box]):
            found[box] = link
    return keys_of(found.values())


def _says_headline(link: PageLink) -> tuple[bool, int]:
    return next(link.element.iterancestors(*HEADINGS), next(link.element.iter(*HEADINGS), None)) is not None, weight(link.title)


def _is_alike(piece: Piece, best: Piece) -> bool:
    shapes = set(map(address_shape, best.links))
    alike = sum(address_shape(link) in shapes for link in piece.links) / len(piece.links)
    return alike >= ALIKE_SHARE and (piece.score >= max(MIN_SCORE, best.score * ALIKE_SCORE) or _is_short_part(piece, best))


def _is_short_part(piece: Piece, best: Piece) -> bool:
    """Whether a few links with headlines stand in a brother of the element of the best list, made as that is: its last part."""
    own, others = ({row.box.getparent() for row in each.rows} for each in (piece, best))
    forms = {(each.tag, each.getparent()) for each in own | others if each is not None}
    few = 1 < len(piece.rows) < MIN_ROWS and piece.length >= LONG_TITLE
    return few and len(own) == len(forms) == 1 and own.isdisjoint(others)


def _is_dated_list(piece: Piece, best: Piece) -> bool:
    """Whether a list is one of releases beside the best one: each row dated, where those of the best are, with a headline."""
    if min(piece.dated, best.dated, piece.different) < ALL_DATED or piece.length < LONG_TITLE:
        return False
    if _is_of_other_kind(piece) and not _is_of_other_kind(best):
        return False
    held = holders(link.element for link in best.links)
    return all(row.box not in held for row in piece.rows)


def _is_of_other_kind(piece: Piece) -> bool:
    """Whether the addresses of a list say that it is one of meetings, jobs or newsletters, which have dates as well."""
    return 2 * sum(map(leads_to_other_kind, piece.links)) > len(piece.links)


def _piece(links: Sequence[PageLink], url: str, reading: RowReader) -> Piece:
    by_key = links_by_key(links)
    if len(by_key) < 2:
        return Piece(links, ())
    owners = owners_of(links)
    rows = [row_around(mine, owners, reading.units) for mine in by_key.values()]
    rows = with_units_alike(rows, reading.read_as)
    titles = [title for title, _ in titles_of(rows)]
    length = _usual([title for title in titles if title and not is_more(title)])
    dated = _share_dated(rows, owners, reading)
    different = len(set(titles)) / len(titles)
    if dated < ALL_DATED and _lead_elsewhere(links) and not date_above(rows[0].box):
        return Piece(links, rows)  # partners, shares
    return Piece(links, rows, dated, length, different, _score(links, url, dated, length) * min(1.0, 2 * different))


def _lead_elsewhere(links: Sequence[PageLink]) -> bool:
    return sum(link.form == ELSEWHERE for link in links) / len(links) > PARTNERS


def row_around(
    links: Sequence[PageLink], owners: dict[HtmlElement, set[str]], units: Callable[[HtmlElement], list[Unit]]
) -> RowBox:
    """The row of an article, of all the boxes that its links stand in. owners: as of `owners_of`, for all rows."""
    found = dict.fromkeys(box_of(link, owners) for link in links)
    return RowBox(links, next(iter(found)), [unit for box in found for unit in units(box)])


def _share_dated(rows: Sequence[RowBox], owners: dict[HtmlElement, set[str]], reading: RowReader) -> float:
    """The share of rows with a date, in their boxes or, all of them, right before or right after."""
    found = [sum(is_dated(row.units) for row in rows)]
    if 2 * found[0] < len(rows):
        for step in (HtmlElement.getprevious, HtmlElement.getnext):
            found.append(sum(is_dated(list(units_beside(row.box, owners, step))) for row in rows))
    return max(found) / len(rows)


def _usual(titles: Sequence[str]) -> float:
    return statistics.median(map(weight, titles)) if titles else 0.0


def _score(links: Sequence[PageLink], url: str, dated: float, length: float) -> float:
    """How much a group of links looks like a list of articles; below MIN_SCORE it is none."""
    if len(keys_of(links)) < MIN_ROWS or length < _shortest(dated):
        return 0.0
    [(_, common)] = Counter(map(address_shape, links)).most_common(1)
    deeper = statistics.median(len(link.url) for link in links) > len(url.split("?")[0]) - 12
    form = min(length, 60) / 30 * min(len(keys_of(links)), 20) ** 0.5
    return float(form * (0.5 + 2 * dated) * (0.5 + common / len(links)) * (1 if deeper else 0.6))


def _shortest(dated: float) -> float:
    """The length that the usual title of a list must have, by the share of its rows with a date."""
    return 1.0 if dated >= ALL_DATED else SHORT_TITLE if dated >= 0.3 else LONG_TITLE
