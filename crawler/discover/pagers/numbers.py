"""The next page by numbered links: which number is the page's own, and how the numbers stand in the addresses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd

from lxml.html import HtmlElement

from crawler.discover.links import PageLink, own_text
from crawler.discover.pagers.addresses import FIRST_YEAR, LAST_YEAR, Numbered, numbers_in, page_jump
from crawler.discover.pagers.groups import rows_inside
from crawler.discover.pagers.marks import above, marks_of, text_on
from crawler.discover.pagers.position import nearness
from crawler.discover.pagers.step import NUMBER_LINKS, Paged, Part, Step
from crawler.discover.pagers.time_labels import is_other_year
from crawler.discover.pagers.words import LABEL_LENGTH, page_number
from crawler.urls import leads_nowhere

_FIRST_PAGES = (1, 2)
_MOST_ABOVE = 4  # levels from a number of a pager up to the box that holds them all
_PLAIN = ("span", "b", "strong", "em", "li", "a", "font", "td", "button")


@dataclass(slots=True)
class _Numbering:
    """Links whose texts are page numbers and whose addresses differ in one place. values: page number -> what stands there."""

    stem: tuple[str, str]
    links: dict[int, PageLink] = field(default_factory=dict)
    values: dict[int, Numbered] = field(default_factory=dict)

    def rule(self, page: Paged) -> tuple[int, int] | None:
        """(factor, constant) by which a page number becomes the number in the address; None where they do not agree."""
        pairs = sorted({(number, each.value) for number, each in self.values.items()} | set(self._own(page.url)))
        if len(pairs) > 1:
            return _rule_of_several(pairs)
        number, value = pairs[0]
        counts_rows = self.values[number].is_offset or value == (number - 1) * len(page.rows) > number
        return _rule_of_one(number, value, is_offset=counts_rows)

    def _own(self, url: str) -> Iterator[tuple[int, int]]:
        """The number that the page shows as its own, with the one in its address."""
        own = _unlinked(self.links)
        value = next((each.value for each in numbers_in(url) if each.stem == self.stem), None)
        if own is not None and value is not None and own not in self.values:
            yield own, value

    def counts_pages(self) -> bool:
        """Whether it is named so, begins to count, or goes on: what has only 10, 25 and 50 sets how many rows a page has."""
        told = {*self.links, *_numbers_beside([link.element for link in self.links.values()])}
        named = any(each.is_page for each in self.values.values())
        return named or not told.isdisjoint(_FIRST_PAGES) or any(number + 1 in told for number in told) or self._shows_zero()

    def counts_years(self) -> bool:
        """Whether its numbers are the years of another calendar, each in its own address: `1404 1403`, and no 1 among them."""
        years = all(is_other_year(number) and each.value == number for number, each in self.values.items())
        return years and not any(each.is_page for each in self.values.values())

    def page_size(self) -> int:
        """The rows of a page where the numbers shown are those of rows, as the addresses have them; 0 where they are of pages."""
        size = gcd(*self.values)
        same = all(each.value == number for number, each in self.values.items())
        return size if same and size > 1 and self._shows_zero() else 0

    def _shows_zero(self) -> bool:
        """Whether a 0 stands beside the numbers: no pager counts pages so that has no 1."""
        beside = (each for box in above(next(iter(self.links.values())).element, 2) for each in box.iter(*_PLAIN))
        return any(not len(each) and own_text(each) == "0" for each in beside)


def _rule_of_one(number: int, value: int, *, is_offset: bool) -> tuple[int, int] | None:
    """The rule by the only number that has a link. value: the number in its address."""
    if value - number in (0, -1) and not (is_offset and value == 0):  # the first rows are at 0 however many a page has
        return 1, value - number
    steps = number - 1
    return (value // steps, -(value // steps)) if is_offset and steps > 0 and value % steps == 0 else None


def _rule_of_several(pairs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The rule by page numbers and the numbers in their addresses, in order."""
    (low, at_low), (high, at_high) = pairs[0], pairs[-1]
    factor, rest = divmod(at_high - at_low, high - low)
    constant = at_low - factor * low
    if rest or any(value != factor * number + constant for number, value in pairs):
        return None
    usual = (0, -1) if factor == 1 else (-factor, 0, 1 - factor) if factor > 1 else ()
    return (factor, constant) if constant in usual else None


def number_links(page: Paged) -> Step | None:
    """Numbered links `1 2 3`: the one after the page's own number."""
    shown, found = _shown(page)
    if not found:
        return None
    numbering, (factor, constant) = max(found, key=lambda pair: _belongs(page, pair[0]))
    if size := numbering.page_size():
        return _by_rows(page, numbering, size)
    own = _own_number(page, numbering, factor, constant, shown)
    falls = _counts_down(page, numbering, own, shown)
    lower, higher = (_address_of(numbering, each, factor * each + constant) for each in (own - 1, own + 1))
    following = lower if falls else higher
    or_back = lower if not falls and _is_printed_falling(numbering, own) else None
    pages, other = ((url,) if url else () for url in (following, or_back))
    return Step(pages, max(*numbering.values, own), None, NUMBER_LINKS, falls=falls, or_back=other)


def pagers_beside(page: Paged) -> Iterator[Part]:
    """The next pages of the other lists on a page that have a numbered pager of their own, each in the list's own box."""
    shown, found = _shown(page)
    chosen = max((numbering for numbering, _ in found), key=lambda each: _belongs(page, each), default=None)
    for numbering, (factor, constant) in found if chosen is not None else ():
        if numbering is chosen or chosen is None or not _stand_apart(page, numbering, chosen):
            continue
        own = _own_number(page, numbering, factor, constant, shown)
        if following := _address_of(numbering, own + 1, factor * (own + 1) + constant):
            yield Part(following, head=True, rows=_rows_around(page, numbering), goes_on=True)


def _rows_around(page: Paged, numbering: _Numbering) -> tuple[str, ...]:
    box = _box_of_list(page, numbering)
    return tuple(rows_inside(page, [box]).get(box, ())) if box is not None else ()


def _stand_apart(page: Paged, one: _Numbering, other: _Numbering) -> bool:
    """Whether two numberings stand in boxes with rows that do not hold each other."""
    first, second = (_box_of_list(page, each) for each in (one, other))
    if first is None or second is None:
        return False
    return first is not second and first not in set(second.iterancestors()) and second not in set(first.iterancestors())


def _box_of_list(page: Paged, numbering: _Numbering) -> HtmlElement | None:
    """The innermost element that holds several rows and the links of a numbering."""
    link = next(iter(numbering.links.values()))
    return next((each for each in link.element.iterancestors() if each in page.around), None)


def _shown(page: Paged) -> tuple[list[tuple[PageLink, int]], list[tuple[_Numbering, tuple[int, int]]]]:
    """The links of a page with the numbers that they show, and the numberings that they make, with their rules."""
    links = (*page.links, *page.forms)
    shown = [(link, number) for link in links if (number := page_number(link.text) or _spoken(link)) is not None]
    return shown, [(each, rule) for each in _numberings(page, shown) if (rule := each.rule(page)) is not None]


def _address_of(numbering: _Numbering, number: int, value: int) -> str | None:
    """The address of a page by its number: that of its link, else one with the value in its place; None where it is no page."""
    if number in numbering.links:
        return numbering.links[number].url
    highest = max(numbering.values)
    return numbering.values[highest].with_value(value) if 0 < number <= highest else None


def _belongs(page: Paged, numbering: _Numbering) -> tuple[bool, int, int]:
    """How much a numbering is that of the rows: the page's own first, what stands near to them, then what has more numbers."""
    own = any(each.stem == numbering.stem for each in numbers_in(page.url))
    return own, max(nearness(page, link.element) for link in numbering.links.values()), len(numbering.values)


def _by_rows(page: Paged, numbering: _Numbering, size: int) -> Step:
    """The next page where the pager is numbered by rows: `0 | 10 | 20`."""
    own = next((each.value for each in numbers_in(page.url) if each.stem == numbering.stem), 0)
    following = numbering.links.get(own + size)
    highest = max(numbering.values)
    return Step((following.url,) if following else (), max(highest, own) // size + 1, None, NUMBER_LINKS)


def _spoken(link: PageLink) -> int | None:
    """The number of a link whose text says nothing, by its label."""
    if len(link.text) >= LABEL_LENGTH or not (link.element.get("aria-label") or link.element.get("title")):
        return None
    return marks_of(link.element, link.text).number


def _numberings(page: Paged, shown: list[tuple[PageLink, int]]) -> list[_Numbering]:
    """The numberings that the numbered links of a page make, each with links that belong to this page's listing."""
    by_stem: dict[tuple[str, str], _Numbering] = {}
    for link, number in shown:
        for each in numbers_in(link.url):
            if each.is_day or (FIRST_YEAR <= number <= LAST_YEAR and each.value == number):
                continue
            numbering = by_stem.setdefault(each.stem, _Numbering(each.stem))
            numbering.links.setdefault(number, link)
            numbering.values.setdefault(number, each)
    return [each for each in by_stem.values() if _is_of_this(page, each) and each.counts_pages() and not each.counts_years()]


def _is_of_this(page: Paged, numbering: _Numbering) -> bool:
    """Whether a numbering pages this listing: its addresses are the page's own but for the number, or say `page`.

    Else several links must agree on it, and stand beside each other.
    """
    named = any(each.is_page for each in numbering.values.values())
    if named or any(page_jump(page.url, link.url) for link in numbering.links.values()):
        return True
    if any(link.key in page.rows for link in numbering.links.values()):
        return False
    boxes: defaultdict[HtmlElement, int] = defaultdict(int)
    for link in numbering.links.values():
        for box in above(link.element, 3):
            boxes[box] += 1
    return len(numbering.links) > 1 and max(boxes.values(), default=0) == len(numbering.links)


def _own_number(page: Paged, numbering: _Numbering, factor: int, constant: int, shown: list[tuple[PageLink, int]]) -> int:
    """The page number of the page itself: by its address, by what is marked as current, else the first."""
    own = {each.stem: each.value for each in numbers_in(page.url)}
    if numbering.stem in own:
        number, rest = divmod(own[numbering.stem] - constant, factor)
        return number if not rest else 1
    near = [(link, number) for link, number in shown if number <= max(numbering.links) + 1]  # a link to this year is none
    return _linked_here(page, near) or number_shown(numbering.links)


def number_shown(links: Mapping[int, PageLink]) -> int:
    """The number of the page itself, by those that stand on its pager: what is marked as current, what has no link; else 1."""
    return (_marked_current(links) or _unlinked(links) or 1) if links else 1


def _counts_down(page: Paged, numbering: _Numbering, own: int, shown: Sequence[tuple[PageLink, int]]) -> bool:
    """Whether the newest page has the highest number, so that older ones keep theirs: the numbers are printed so that they fall.

    What a style sheet turns round falls in the markup, too; but there the page without a number in its address is the first.
    """
    printed = list(numbering.links)
    if printed != sorted(printed, reverse=True):
        return False
    if numbering.stem not in {each.stem for each in numbers_in(page.url)}:
        return own > printed[0]
    beside = {*above(numbering.links[printed[0]].element, 3)}
    return any(printed[0] < number < FIRST_YEAR and not beside.isdisjoint(above(link.element, 3)) for link, number in shown)


def _is_printed_falling(numbering: _Numbering, own: int) -> bool:
    """Whether lower numbers stand behind a page's own, or above it higher ones: by a style sheet, or as it counts down."""
    printed = list(numbering.links)
    return printed == sorted(printed, reverse=True) and (len(printed) > 1 or own < printed[0])


def _linked_here(page: Paged, shown: list[tuple[PageLink, int]]) -> int | None:
    """The number whose link leads to the page itself."""
    here = page.url.partition("#")[0]
    return next((number for link, number in shown if link.url.partition("#")[0] == here), None)


def _marked_current(links: Mapping[int, PageLink]) -> int | None:
    """The number whose link is marked as that of the current page."""
    return next((number for number, link in links.items() if marks_of(link.element, link.text).current), None)


def _unlinked(links: Mapping[int, PageLink]) -> int | None:
    """The number that stands among the linked ones without a link, between its neighbours."""
    plain = _plain_numbers(links)
    return plain[0] if plain and (plain[0] + 1 in links or plain[0] - 1 in links) else None


def _plain_numbers(links: Mapping[int, PageLink]) -> list[int]:
    """The numbers that stand beside the linked ones without a link."""
    for box in above(next(iter(links.values())).element, 3):
        plain = [number for each in box.iter(*_PLAIN) if (number := _plain_number(each)) is not None and number not in links]
        if plain:
            return plain
    return []


def _numbers_beside(elements: Sequence[HtmlElement]) -> set[int]:
    """The numbers that stand, linked or not, in the innermost box that holds some elements and another one."""
    for box in above(elements[0], _MOST_ABOVE):
        inside = set(box.iter())
        if inside.issuperset(elements):
            others = inside.difference(elements)
            found = {page_number(text_on(each)) for each in others if each.tag in _PLAIN and len(each) < 2}
            numbers = {number for number in found if number is not None}
            if numbers or len(elements) > 1:
                return numbers
    return set()


def _plain_number(element: HtmlElement) -> int | None:
    """The page number that an element without a link says."""
    if element.tag == "button" and element.get("disabled") is None:
        return None
    if not leads_nowhere(element.get("href")) or len(element) > 1 or next(element.iter("a"), element) is not element:
        return None
    return page_number(text_on(element))
