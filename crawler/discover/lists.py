"""The lists that the links of a page stand in: by the path of tags above them, and by the list around their rows."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.discover.boxes import boxes, groups, keys_of
from crawler.discover.group_days import unit_of_time
from crawler.discover.labels import MIN_ROWS, without_labels
from crawler.discover.links import PageLink, own_text


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
    lists: dict[int, list[PageLink]] = defaultdict(list)
    found = boxes(group)
    depth = max(sum(1 for _ in box.iterancestors()) for box in found)
    for link, box in zip(group, found, strict=True):
        # Where the row of a list of several stands; a row alone in its list has no other around it, and its box is larger.
        own = next(islice(reversed([link.element, *link.element.iterancestors()]), depth - 1, None), None)
        lists[0 if own is not None and _is_headed_by_time(own) else id(box.getparent())].append(link)
    return list(lists.values())


def _is_headed_by_time(element: HtmlElement) -> bool:
    """Whether a heading that names a year, a month or a day stands right before a list, or before what begins with it."""
    before = element.getprevious()
    if before is None and (outer := element.getparent()) is not None:
        before = outer.getprevious()
    return before is not None and isinstance(before.tag, str) and unit_of_time(own_text(before)) is not None
