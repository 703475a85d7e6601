"""Links that each stand with one of several lists on a page, and lead to the whole of it: told by where rows lie and stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.boxes import stands_at
from crawler.discover.links import PageLink, is_root
from crawler.discover.navigation import leads_to_other_kind
from crawler.discover.pagers.addresses import is_below
from crawler.discover.pagers.marks import above
from crawler.discover.pagers.step import Paged
from crawler.discover.pagers.words import LABEL_LENGTH

_AROUND_TAB = 3  # elements around a tab that may hold the others: its item, its list, the list's box


def heads_of_lists(page: Paged, links: Sequence[PageLink]) -> list[PageLink]:
    """Of links to pages below the listing's own those of its lists: the folders that rows lie in, or one of a form for each."""
    below = [link for link in links if _is_lower(link.url, page.url)]
    rows = [link for link in page.links if link.key in page.rows]
    folders = {urlsplit(link.url).path.rpartition("/")[0] for link in rows}
    found = [link for link in below if urlsplit(link.url).path.rstrip("/") in folders]
    return found or _one_for_each_list(page, below)


def tabs_of_list(page: Paged, links: Sequence[PageLink]) -> list[PageLink]:
    """Of links to pages below the listing's own those that stand beside a link to the listing itself: `All`, `Corporate`."""
    below = {link.element: link for link in links if is_below(page.url, link.url) and len(link.text) <= LABEL_LENGTH}
    boxes = by_box([link for link in page.links if not leads_to_other_kind(link)]) if len(below) > 1 else {}
    bars = [_tabs_in(page, inside, below) for box, inside in boxes.items() if box not in page.around]
    return list({link.url: link for tabs in bars for link in tabs}.values())


def by_box(links: Sequence[PageLink]) -> Mapping[HtmlElement, Sequence[PageLink]]:
    """The links that stand in each of the elements right around any of them."""
    boxes: dict[HtmlElement, list[PageLink]] = defaultdict(list)
    for link in links:
        for box in above(link.element, _AROUND_TAB):
            boxes[box].append(link)
    return boxes


def _tabs_in(page: Paged, links: Sequence[PageLink], below: Mapping[HtmlElement, PageLink]) -> list[PageLink]:
    """The tabs that a box holds, where it holds a link to the listing itself and nothing else."""
    tabs = [below[link.element] for link in links if link.element in below]
    others = {_bare(link.url) for link in links if link.element not in below}
    return tabs if len(tabs) > 1 and others == {_bare(page.url)} else []


def _bare(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _is_lower(url: str, own: str) -> bool:
    """Whether an address lies below the listing's own; a home page is above all: there how links stand tells more."""
    return (is_root(own) or is_below(own, url)) and not _is_above(urlsplit(url).path, own)


def _is_above(path: str, own: str) -> bool:
    """Whether a path is that of the listing itself, or of a folder that it lies in."""
    return f"{urlsplit(own).path.rstrip('/')}/".startswith(f"{path.rstrip('/')}/")


def _one_for_each_list(page: Paged, links: Sequence[PageLink]) -> list[PageLink]:
    """The links of one form that stand one in each of several boxes of rows; what else is repeated stands in rows."""
    forms: dict[str, dict[HtmlElement | None, list[PageLink]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        box = next(filter(page.around.__contains__, link.element.iterancestors()), None)
        forms[stands_at(link)][box].append(link)
    return [link for boxes in forms.values() if _is_one_each(boxes) for [link] in boxes.values()]


def _is_one_each(boxes: Mapping[HtmlElement | None, Sequence[PageLink]]) -> bool:
    return len(boxes) > 1 and all(len(links) == 1 for links in boxes.values())
