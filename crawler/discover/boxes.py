"""Where links stand: groups by the path of tags above them, and the box that is one link's own row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from crawler.discover.links import Anchor, line_around, own_text

ROW_TEXT = 1200  # characters of a row that may hold its date; more is no row
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
Keyed = tuple[str, Anchor]  # canonical URL and link


def _signature(element: HtmlElement) -> str:
    tags = [" ".join(sorted((element.get("class") or "").split()))]
    at = element.getparent()
    while at is not None:
        tags.append(at.tag)
        at = at.getparent()
    return "/".join(tags)


def groups(candidates: Iterable[Keyed]) -> dict[str, list[Keyed]]:
    """Links by the path of tags above them and their own class."""
    found: dict[str, list[Keyed]] = defaultdict(list)
    for key, anchor in candidates:
        found[_signature(anchor.element)].append((key, anchor))
    return found


def boxes(group: Sequence[Keyed]) -> list[HtmlElement]:
    """For each link of a group, the largest element around it that holds no other article of the group."""
    owners = owners_of(group)
    return [box_of(anchor.element, key, owners) for key, anchor in group]


def owners_of(group: Iterable[Keyed]) -> dict[HtmlElement, set[str]]:
    """Which articles of a group each element holds."""
    owners: dict[HtmlElement, set[str]] = defaultdict(set)
    for key, anchor in group:
        at = anchor.element
        while at is not None:
            owners[at].add(key)
            at = at.getparent()
    return owners


def box_of(element: HtmlElement, key: str, owners: dict[HtmlElement, set[str]]) -> HtmlElement:
    """The largest element around a link that holds no other article."""
    box = element
    while (above := box.getparent()) is not None and above.tag != "body" and owners.get(above, {key}) <= {key}:
        box = above
    return box


def without_popups(candidates: list[Keyed]) -> list[Keyed]:
    """Drops links of a smaller or deeper group that stand inside a row of a larger one."""
    claimed: dict[HtmlElement, str] = {}
    kept: set[int] = set()
    for group in sorted(groups(candidates).values(), key=lambda group: _depth(group[0][1].element)):
        inside = [_claimed_by(anchor.element, claimed) for _, anchor in group]
        kept.update(
            id(anchor.element)
            for (key, anchor), owner in zip(group, inside, strict=True)
            if owner is None or owner == key
        )
        if len({key for key, _ in group}) >= 2:
            for (key, anchor), box in zip(group, boxes(group), strict=True):
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


def weight(text: str) -> int:
    """Length in Latin characters: a Han or kana character says as much as two or three of them."""
    return len(text) + 2 * len(_HAN.findall(text))


def box_text(box: HtmlElement) -> str:
    """The text of a row; of a bare link, that of its line."""
    text = line_around(box) if box.tag == "a" else own_text(box)
    return text if len(text) <= ROW_TEXT else ""
