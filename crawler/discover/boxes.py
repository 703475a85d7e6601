"""Where links stand: groups by the path of tags above them, and the box that is one link's own row."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.discover.links import PageLink, own_text, says_more
from crawler.page.tags import CELLS

_DIGITS = re.compile(r"\d+")
ROW_TAGS = frozenset({"li", "tr", "dd", "article"})
_LISTS = frozenset({"body", "ul", "ol", "table", "tbody", "nav"})


def stands_at(link: PageLink) -> str:
    """The path of tags above a link and its own class."""
    return tags_above(link.element)


def tags_above(element: HtmlElement) -> str:
    """The path of tags above an element and its own class."""
    tags = [" ".join(sorted((element.get("class") or "").split()))]
    at = element.getparent()
    while at is not None:
        tags.append(at.tag)
        at = at.getparent()
    return "/".join(tags)


def row_place(link: PageLink) -> str:
    """Where a link stands and the form of its address: the same for the rows of all pages of one listing."""
    where = stands_at(link)
    if link.form is not None:
        return where  # wherever else it leads
    parts = urlsplit(link.url)
    folder, _, script = _DIGITS.sub("0", parts.path).rpartition("/")
    keys = sorted(pair.partition("=")[0] for pair in parts.query.split("&")) if parts.query else ()
    return f"{folder}/{script if keys else '*'}?{'&'.join(keys)} {where}"


def address_shape(link: PageLink) -> str:
    """The form of a link's address: its path without the numbers and the last step."""
    parts = urlsplit(link.url)
    segments = parts.path.rstrip("/").split("/")
    ending = segments[-1].rpartition(".")[2][:5] if "." in segments[-1] else "/" if parts.path.endswith("/") else ""
    return f"{_DIGITS.sub('0', '/'.join(segments[:-1]))}/*{ending}"


def groups(links: Iterable[PageLink]) -> list[list[PageLink]]:
    """Links by the path of tags above them and their own class."""
    found: dict[str, list[PageLink]] = defaultdict(list)
    for link in links:
        found[stands_at(link)].append(link)
    return list(found.values())


def boxes(group: Sequence[PageLink]) -> list[HtmlElement]:
    """For each link of a group, the largest element around it that holds no other article of the group."""
    owners = owners_of(group)
    return [box_of(link, owners) for link in group]


def owners_of(group: Iterable[PageLink]) -> dict[HtmlElement, set[str]]:
    """Which articles of a group each element holds, by key; two of those that hold several, for they are no row then."""
    owners: dict[HtmlElement, set[str]] = defaultdict(set)
    for link in group:
        at: HtmlElement | None = link.element
        while at is not None and len(owners[at]) < 2 and link.key not in owners[at]:  # else all above it hold as much
            owners[at].add(link.key)
            at = at.getparent()
    return owners


def box_of(link: PageLink, owners: dict[HtmlElement, set[str]]) -> HtmlElement:
    """The largest element around a link that holds no other article."""
    box = link.element
    while (above := box.getparent()) is not None and above.tag != "body" and owners.get(above, {link.key}) <= {link.key}:
        box = above
    return box


def without_popups(links: Sequence[PageLink]) -> list[PageLink]:
    """Drops links of a smaller or deeper group that stand inside a row of a larger one."""
    claimed: dict[HtmlElement, str] = {}
    kept: set[HtmlElement] = set()
    tags: dict[HtmlElement, Counter[str]] = {}
    for group in sorted(groups(links), key=lambda group: _depth(group[0].element)):
        free = {link.element for link in group if _claimed_by(link.element, claimed) in (None, link.key)}
        kept |= free
        if len(keys_of(group)) >= 2:
            for link, box in zip(group, boxes(group), strict=True):
                if link.element in free and _is_row(box, tags):
                    claimed.setdefault(box, link.key)
    return [link for link in links if link.element in kept]


def near_box(element: HtmlElement) -> HtmlElement:
    """The nearest row, cell or box around a link that says more than the link does."""
    box = element
    said = len("".join(own_text(element).split())) + 4
    while (above := box.getparent()) is not None and above.tag not in _LISTS:
        box = above
        if box.tag in ROW_TAGS or says_more(box, said):
            break
    return box


def heads_columns(element: HtmlElement) -> bool:
    """Whether an element stands in the row that names the columns of a table: several header cells, with other rows below."""
    row = next(element.iterancestors("tr"), None)
    if row is None:
        return False
    cells = [each.tag for each in row if each.tag in CELLS]
    table = next(row.iterancestors("table"), None)
    return len(cells) > 1 and set(cells) == {"th"} and table is not None and next(table.iter("td"), None) is not None


def holders(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """The elements and all that stand around them."""
    found: set[HtmlElement] = set()
    for element in elements:
        at: HtmlElement | None = element
        while at is not None and at not in found:
            found.add(at)
            at = at.getparent()
    return found


def links_by_key(links: Iterable[PageLink]) -> dict[str, list[PageLink]]:
    """The links to each article, in the order in which the articles are met."""
    found: dict[str, list[PageLink]] = defaultdict(list)
    for link in links:
        found[link.key].append(link)
    return found


def keys_of(group: Iterable[PageLink]) -> set[str]:
    """The articles that the links of a group lead to."""
    return {link.key for link in group}


def _is_row(box: HtmlElement, tags: dict[HtmlElement, Counter[str]]) -> bool:
    """A row is one of several like it, and short. tags: of the children of what was asked about so far."""
    around = box.getparent()
    if around is None or box.tag in ("td", "a", "table", "section"):
        return False
    if around not in tags:
        tags[around] = Counter(each.tag for each in around)
    return tags[around][box.tag] >= 2


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _claimed_by(element: HtmlElement, claimed: dict[HtmlElement, str]) -> str | None:
    return next((claimed[each] for each in element.iterancestors() if each in claimed), None)
