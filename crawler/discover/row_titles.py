"""Which piece of a row is its headline: decided for all rows of a list together, as they are made by one template."""

import html
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.discover.file_labels import is_file_link, said_of_file, without_size
from crawler.discover.links import PageLink, image_text, is_cut, is_more, same_start, without_bullet
from crawler.discover.row_units import Unit
from crawler.text.dates.row_date import is_date_alone
from crawler.text.safe_text import one_line
from crawler.text.writing import weight

SHORT_TITLE = 12  # in Latin characters: less is a label where there is more to choose from
LABEL_SHARE = 0.5  # of different texts in a place, below which it holds labels (`Announcements`) and no headlines
OWN_SHARE = 0.9  # from which each row has a text of its own there
MANY = 3  # rows that tell what a place holds
_HEADLINE_NAME = re.compile(
    r"(?:^|[._/-])(?:news|post|entry|card|item|article)?(?:title|headline|heading|titulo|titre|titel|ttl)(?=[._/~]|$)",
    re.IGNORECASE,
)
_SUB_NAME = re.compile(r"sub[_-]?(?:title|head)", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_ADDED = re.compile(r"\s*[(\[|]|\s+[-–—·•]\s")  # begins what a `title` adds to a whole headline: `(opens in a new window)`
_PREFIX_END = re.compile(r".*[\s:：]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RowBox:
    """One release on a listing page: its links, all to the same place, the element that is its row, and what that says."""

    links: Sequence[PageLink]
    box: HtmlElement
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a place holds in all rows: how many different texts of all, how long they are, how many of them are days."""

    different: float
    length: float
    rows: int
    days: int


def titles_of(rows: Sequence[RowBox]) -> list[tuple[str, Unit | None]]:
    """The title of each row as printed, and the piece that it was read from; None where only an attribute says it."""
    slots = _slots(rows)
    chosen = [_headline(row, slots) for row in rows]
    stated = _stated_titles(rows)
    found = []
    for row, unit, attribute in zip(rows, chosen, stated, strict=True):
        text = without_bullet(unit.text) if unit else ""
        if unit is not None and unit.link is not None:
            text = _whole_text(row, text)
        found.append((_unescaped(text or attribute), unit if text else None))
    return found


def _whole_text(row: RowBox, text: str) -> str:
    """What a link says, whole where the page shows it cut; of a file without its size."""
    text = next((whole for each in row.links if (whole := _whole(each, text))), text)
    return (without_size(text) or text) if is_file_link(row.links[0]) else text


def _slots(rows: Sequence[RowBox]) -> dict[str, _Slot]:
    texts: dict[str, list[str]] = defaultdict(list)
    days: Counter[str] = Counter()
    for row in rows:
        for slot, unit in {unit.slot: unit for unit in reversed(row.units)}.items():
            texts[slot].append(_said(unit, row))
            days[slot] += unit.day is not None or is_date_alone(unit.text)
    return {
        slot: _Slot(len(set(found)) / len(found), statistics.median(map(weight, found)), len(found), days[slot])
        for slot, found in texts.items()
    }


def _headline(row: RowBox, slots: dict[str, _Slot]) -> Unit | None:
    usable = [unit for unit in row.units if _may_be_title(unit)]
    told = [unit for unit in usable if not is_label(slots[unit.slot])]
    best = _best(_linked(told, row), slots)
    if best is not None and (best.headed or weight(_said(best, row)) >= SHORT_TITLE):
        return best
    return _beside(told, best, row, slots) or best or _best(_linked(usable, row), slots)


def _linked(units: Sequence[Unit], row: RowBox) -> list[Unit]:
    """The pieces that stand in the row's own links."""
    own = {link.element for link in row.links}
    return [unit for unit in units if unit.link in own]


def _beside(told: Sequence[Unit], best: Unit | None, row: RowBox, slots: dict[str, _Slot]) -> Unit | None:
    """What stands beside a row's links and says more than they do. best: what they say themselves."""
    said = _said(best, row) if best is not None else ""
    heading = _heading_beside(told, best)
    is_file = is_file_link(row.links[0])
    if heading is None and (best is None or said != best.text) and (is_file or not _stated_title(row)):
        return _text_beside(told, slots, weight(said) if is_file else None)
    return heading


def _said(unit: Unit, row: RowBox) -> str:
    """What a piece says that may be a headline; of a link to a file not its size and name."""
    return said_of_file(unit.text) if is_file_link(row.links[0]) and unit.link is not None else unit.text


def _best(units: Sequence[Unit], slots: dict[str, _Slot]) -> Unit | None:
    return max(units, key=lambda unit: _worth(unit, slots), default=None)


def _heading_beside(told: Sequence[Unit], best: Unit | None) -> Unit | None:
    """The one heading of a row whose links say no more than `Read more` or a short label."""
    free = [unit for unit in told if unit.link is None and (unit.headed or _named(unit))]
    if not free:
        return None
    return free[0] if best is None or (len(free) == 1 and weight(best.text) < weight(free[0].text)) else None


def _text_beside(told: Sequence[Unit], slots: dict[str, _Slot], said: int | None) -> Unit | None:
    """What stands beside a link that says no more than `Download`. said: how much that is, where a few rows may tell."""
    free = [unit for unit in told if unit.link is None and weight(unit.text) >= SHORT_TITLE]
    return next((unit for unit in free if slots[unit.slot].rows >= MANY or (said is not None and weight(unit.text) > said)), None)


def _worth(unit: Unit, slots: dict[str, _Slot]) -> tuple[bool, bool, bool, bool]:
    """Of several pieces the first of the best is the headline: an excerpt is longer, and stands below; labels come again."""
    slot = slots[unit.slot]
    return unit.headed, _named(unit), slot.length >= SHORT_TITLE, slot.different >= OWN_SHARE


def _may_be_title(unit: Unit) -> bool:
    text = unit.text
    return bool(text) and unit.day is None and not is_more(text) and any(map(str.isalnum, text)) and not is_date_alone(text)


def _named(unit: Unit) -> bool:
    return bool(_HEADLINE_NAME.search(unit.slot)) and not _SUB_NAME.search(unit.slot)


def is_label(slot: _Slot) -> bool:
    """Whether a place holds the same few texts again and again, or days in most rows: `Yesterday` is no headline there."""
    return slot.rows >= MANY and (slot.different < LABEL_SHARE or 2 * slot.days > slot.rows)


def _whole(link: PageLink, text: str) -> str:
    """What the `title` of a link says where its text is the beginning of that; empty where it only adds words of its own."""
    attribute = one_line(link.element.get("title") or "")
    stem = text.rstrip(".…。⋯· ")
    if len(attribute) <= len(stem) or not same_start(attribute, text):
        return ""
    return "" if not is_cut(text) and _ADDED.match(attribute, len(stem)) else attribute


def _stated_titles(rows: Sequence[RowBox]) -> list[str]:
    """What attributes say of each row, without what all of them begin with (`Permalink to`)."""
    found = [_stated_title(row) for row in rows]
    filled = [each for each in found if each]
    if len(set(filled)) < MANY:
        return found
    begin = _PREFIX_END.match(_common_start(min(filled), max(filled)))
    cut = begin.end() if begin else 0
    return [each[cut:] if each else each for each in found]


def _common_start(one: str, other: str) -> str:
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _stated_title(row: RowBox) -> str:
    usable = [each for each in _attributes_of(row) if each and not is_more(each)]
    return next((each for each in usable if weight(each) >= SHORT_TITLE), next(iter(usable), ""))


def _attributes_of(row: RowBox) -> list[str]:
    """What the attributes of a row's links say: their titles first, then their spoken labels, then their pictures."""
    elements = [link.element for link in row.links]
    said = [one_line(each.get(name) or "") for name in ("title", "aria-label") for each in elements]
    return said + [image_text(each) for each in elements]


def _unescaped(text: str) -> str:
    return one_line(html.unescape(text)) if _ESCAPED.search(text) else text
