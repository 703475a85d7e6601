"""Which rows of a page stand in the group that a link leads to the whole of: behind a known one of them none is hidden."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink
from crawler.discover.pagers.step import Paged


@dataclass(slots=True)
class _Run:
    """Rows that stand one after the other. first, last: their places among the links of the page."""

    folder: str
    first: int
    last: int = 0
    keys: dict[str, None] = field(default_factory=dict)


def rows_of_groups(page: Paged, heads: Sequence[PageLink]) -> Mapping[str, tuple[str, ...]]:
    """Keys of the rows of each head's group, in page order, by the key of the head; none where it cannot be told which they are.

    They are those in its own box, else those next to it in the folder that it leads to (others, as the most read ones, may
    stand elsewhere on the page); where a page has but one list, its tabs lead to parts of that one.
    """
    runs = _runs_of_folders(page)
    boxes = {head.key: next(filter(page.around.__contains__, head.element.iterancestors()), None) for head in heads}
    inside = rows_inside(page, _of_one_head(boxes.values()))
    whole = dict.fromkeys(link.key for link in page.links if link.key in page.rows) if _is_one_list(page) else ()
    return {
        head.key: tuple(inside.get(boxes[head.key]) or _next_to(page.links.index(head), _folder_below(head.url), runs) or whole)
        for head in heads
    }


def rows_inside(page: Paged, boxes: Collection[HtmlElement]) -> Mapping[HtmlElement, list[str]]:
    """Keys of the rows in each of several elements, in page order."""
    found: dict[HtmlElement, dict[str, None]] = defaultdict(dict)
    for link in page.links if boxes else ():
        for box in link.element.iterancestors() if link.key in page.rows else ():
            if box in boxes:
                found[box][link.key] = None
    return {box: list(keys) for box, keys in found.items()}


def _of_one_head(boxes: Collection[HtmlElement | None]) -> set[HtmlElement]:
    """The boxes in which one head alone stands."""
    around = {outer for box in boxes if box is not None for outer in box.iterancestors()}
    return {box for box, heads in Counter(boxes).items() if box is not None and heads == 1 and box not in around}


def _runs_of_folders(page: Paged) -> list[_Run]:
    """The rows of a page in runs of one folder each, in page order."""
    runs: list[_Run] = []
    for at, link in enumerate(page.links):
        if link.key in page.rows:
            folder = urlsplit(link.url).path.rpartition("/")[0]
            if not runs or runs[-1].folder != folder:
                runs.append(_Run(folder, at))
            runs[-1].last = at
            runs[-1].keys[link.key] = None
    return runs


def _folder_below(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _next_to(place: int, folder: str, runs: Sequence[_Run]) -> list[str]:
    """The rows of a folder that stand nearest to a place among the links of a page, the longer run where two do."""
    near = [(max(run.first - place, place - run.last), -len(run.keys), run) for run in runs if run.folder == folder]
    return list(min(near, key=lambda each: each[:2])[2].keys) if near else []


def _is_one_list(page: Paged) -> bool:
    """Whether all rows stand in one box that is not made of several such boxes."""
    outer = {each for box in page.around for each in box.iterancestors()}
    return len(page.around - outer) == 1
