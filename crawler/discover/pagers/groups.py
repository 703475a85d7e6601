"""Which rows of a page stand in the group that a link leads to the whole of: behind a known one of them none is hidden."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink
from crawler.discover.pagers.step import Paged


def rows_of_groups(page: Paged, heads: Sequence[PageLink]) -> Mapping[str, tuple[str, ...]]:
    """Keys of the rows of each head's group, in page order, by the key of the head; none where it cannot be told which they are.

    They are those in the folder that the head leads to, else those in its own box; where a page has but one list, its tabs
    lead to parts of that one.
    """
    rows = {link.key: link for link in page.links if link.key in page.rows}
    folders: dict[str, list[str]] = defaultdict(list)
    for key, row in rows.items():
        folders[urlsplit(row.url).path.rpartition("/")[0]].append(key)
    boxes = {head.key: next(filter(page.around.__contains__, head.element.iterancestors()), None) for head in heads}
    shared = Counter(boxes.values())
    inside = rows_inside(page, {box for box in boxes.values() if box is not None})
    whole = list(rows) if _is_one_list(page) else []
    return {
        head.key: tuple(
            folders.get(urlsplit(head.url).path.rstrip("/")) or _in_own_box(inside, boxes[head.key], shared) or whole
        )
        for head in heads
    }  # fmt: skip


def rows_inside(page: Paged, boxes: Collection[HtmlElement]) -> Mapping[HtmlElement, list[str]]:
    """Keys of the rows in each of several elements, in page order."""
    found: dict[HtmlElement, dict[str, None]] = defaultdict(dict)
    for link in page.links if boxes else ():
        for box in link.element.iterancestors() if link.key in page.rows else ():
            if box in boxes:
                found[box][link.key] = None
    return {box: list(keys) for box, keys in found.items()}


def _in_own_box(
    inside: Mapping[HtmlElement, list[str]], box: HtmlElement | None, shared: Counter[HtmlElement | None]
) -> list[str]:  # fmt: skip
    """The rows of a box that one head alone stands in."""
    return inside.get(box, []) if box is not None and shared[box] == 1 else []


def _is_one_list(page: Paged) -> bool:
    """Whether all rows stand in one box that is not made of several such boxes."""
    outer = {each for box in page.around for each in box.iterancestors()}
    return len(page.around - outer) == 1
