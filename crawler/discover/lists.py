"""The lists that the links of a page stand in: by the path of tags above them, and by the list around their rows."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.discover.boxes import address_shape, boxes, groups, keys_of
from crawler.discover.group_days import unit_of_time
from crawler.discover.labels import LONG_TITLE, MIN_ROWS, without_labels
from crawler.discover.links import PageLink, own_text
from crawler.page.tags import HEADINGS
from crawler.text.writing import weight


def split(candidates: Sequence[PageLink], says_day: Callable[[HtmlElement], bool]) -> list[list[PageLink]]:
    """Groups of links with the same path of tags, cut where they stand in different lists. says_day: of a row's box."""
    pieces: list[list[PageLink]] = []
    for group in (part for whole in groups(candidates) for part in without_labels(whole, says_day)):
        loose: list[PageLink] = []
        for piece in _lists_of(group):
            if len(keys_of(piece)) >= MIN_ROWS:
                pieces.append(piece)
            else:
                loose += piece
        pieces += [loose] if loose else []
    return pieces


def _lists_of(group: Sequence[PageLink]) -> list[list[PageLink]]:
    """The links of a group by their lists; those below headings that are times are one: a month begins with one release."""
    lists: dict[HtmlElement | None, list[PageLink]] = defaultdict(list)
    found = boxes(group)
    depth = max(sum(1 for _ in box.iterancestors()) for box in found)
    homes = dict(zip((link.element for link in group), (_home(link, depth) for link in group), strict=True))
    for link, box in zip(group, found, strict=True):
        own = homes[link.element]
        lists[None if own is not None and _is_headed_by_time(own) else box.getparent()].append(link)
    return _with_short_brothers(list(lists.values()), homes)


def _home(link: PageLink, depth: int) -> HtmlElement | None:
    """What stands around a link where the row of a list of several does; a row alone in its list has a larger box."""
    return next(islice(reversed([link.element, *link.element.iterancestors()]), depth - 1, None), None)


def _with_short_brothers(lists: list[list[PageLink]], homes: Mapping[HtmlElement, HtmlElement | None]) -> list[list[PageLink]]:
    """Lists with the rows of short ones below a heading like theirs: `This week` has one or two."""
    large = [each for each in lists if len(keys_of(each)) >= MIN_ROWS]
    brothers = {_headed(homes[each[0].element]): each for each in large}
    brothers.pop(None, None)
    short = [each for each in lists if each not in large]
    rest = [_given_to(brothers.get(_headed(homes[each[0].element]), []), each) for each in short]
    return [*large, *filter(None, rest)]


def _given_to(whole: list[PageLink], short: list[PageLink]) -> list[PageLink]:
    """What is left of a short list when the rows that are like those of a large one are put there."""
    shapes = set(map(address_shape, whole))
    alike = [link for link in short if address_shape(link) in shapes and weight(link.title) >= LONG_TITLE]
    whole += alike
    return [link for link in short if link not in alike]


def _headed(element: HtmlElement | None) -> tuple[object, ...] | None:
    """What tells lists below headings of one kind: where they stand, what they are, what the heading is."""
    before = element.getprevious() if element is not None else None
    if element is None or before is None or before.tag not in HEADINGS:
        return None
    return element.getparent(), element.tag, element.get("class"), before.tag, before.get("class")


def _is_headed_by_time(element: HtmlElement) -> bool:
    """Whether a heading that names a year, a month or a day stands right before a list, or before what begins with it."""
    before = element.getprevious()
    if before is None and (outer := element.getparent()) is not None:
        before = outer.getprevious()
    return before is not None and isinstance(before.tag, str) and unit_of_time(own_text(before)) is not None
