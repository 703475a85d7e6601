"""Dates that a page states for machines, each as a claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import lxml.etree
from lxml.etree import _Element as Element

from crawler.extract.fields import date_words as words
from crawler.page.metadata import META_NAMES, Head, Node, all_text, elements_of, text_of
from crawler.page.page import Page
from crawler.text.dates.parse import Stamp, Unread, read_date

_KNOWN_METAS = frozenset((*META_NAMES["published"], *META_NAMES["modified"]))
_ITEMS = lxml.etree.XPath("//*[@itemprop]")
_MANY_ITEMS = 20
_ITEM_SIGNS = ('itemprop="date', "itemprop='date", "itemprop=date", 'itemprop="pub')


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One date somewhere on the page: what it says, where, and whether it is the day of publication or of a change."""

    stamp: Stamp
    by: str  # jsonld, meta, microdata, time, printed, script, url, listing
    rule: str
    modified: bool = False
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the dates of one page: languages and order of digits, and the day it is read on."""

    languages: Sequence[str]
    order: str | None
    today: date

    def read(self, text: str | None) -> Stamp | Unread | None:
        return read_date(text, self.languages, self.order, self.today) if text else None


def stated(head: Head, reading: Reading, refused: list[Unread]) -> Iterator[DateClaim]:
    """Claims of JSON-LD and meta tags, the strongest first; dates that cannot be used go into `refused`."""
    for rule, node in (("article", head.article()), ("webpage", head.webpage())):
        if node is not None:
            yield from _of_node(node, rule, reading, refused)
    for field, modified in (("published", False), ("modified", True)):
        for name in META_NAMES[field]:
            for value in head.metas.get(name, ())[:2]:
                yield from _claim(value, "meta", name, modified, reading, refused)
    for name, values in head.metas.items():
        if _names_publication(name):
            yield from _claim(values[0], "meta", name, False, reading, refused)


@lru_cache(maxsize=4096)
def _names_publication(name: str) -> bool:
    """Whether an unknown meta tag's name is that of a date of publication; publishing systems have few names."""
    return name not in _KNOWN_METAS and words.META_NAME.search(name) is not None


def _of_node(node: Node, rule: str, reading: Reading, refused: list[Unread]) -> Iterator[DateClaim]:
    for key in ("datePublished", "dateCreated"):
        value = text_of(node.get(key))
        if value:
            yield from _claim(value, "jsonld", f"{rule}.{key}", False, reading, refused)
            break
    value = text_of(node.get("dateModified"))
    if value:
        yield from _claim(value, "jsonld", f"{rule}.dateModified", True, reading, refused)


def _claim(value: str, by: str, rule: str, modified: bool, reading: Reading, refused: list[Unread]) -> Iterator[DateClaim]:
    if len(value) > 100:
        return
    found = reading.read(value)
    if isinstance(found, Stamp):
        yield DateClaim(found, by, rule, modified)
    elif isinstance(found, Unread) and not modified and found.reason != "unparsed":
        refused.append(found)


def scripted(text: str, reading: Reading) -> DateClaim | None:
    """The publication date in the page's embedded state: `"datePublished":"2019-06-06T..."`."""
    if not any(map(text.__contains__, ("ublish", "pubDate", "pubtime", "datePosted"))):
        return None
    found: dict[str, DateClaim] = {}
    for match in words.SCRIPTED.finditer(text):
        stamp = reading.read(match[2])
        if isinstance(stamp, Stamp):
            found.setdefault(match[1].lower(), DateClaim(stamp, "script", match[1]))
    preferred = next((claim for name, claim in found.items() if name.startswith(("datepub", "publish", "firstpub"))), None)
    if preferred is not None or len({claim.stamp.day for claim in found.values()}) != 1:
        return preferred
    return next(iter(found.values()))


def microdata(page: Page, reading: Reading) -> list[DateClaim]:
    claims: list[DateClaim] = []
    if not any(map(page.text.__contains__, _ITEM_SIGNS)):
        return claims
    for element in elements_of(_ITEMS, page):
        name = (element.get("itemprop") or "").lower()
        if element.tag == "meta" or "date" not in name:
            continue  # meta elements are read with the meta tags
        stamp = reading.read(_item_text(element).strip()[:100])
        if isinstance(stamp, Stamp) and not elsewhere(element):
            claims.append(DateClaim(stamp, "microdata", name, "modif" in name or "updat" in name))
            if len(claims) == _MANY_ITEMS:
                break
    return claims


def _item_text(element: Element) -> str:
    return next(filter(None, map(element.get, ("content", "datetime", "title"))), None) or all_text(element)


def elsewhere(element: Element) -> float:
    at: Element | None = element
    for _ in range(6):
        if at is None or at.tag in ("body", "main", "article"):
            return 0.0
        if at.tag in words.ELSEWHERE_TAGS:
            return 4.0
        names = f"{at.get('class') or ''} {at.get('id') or ''}"
        if len(names) > 2 and words.ELSEWHERE.search(names):
            return 3.0
        at = at.getparent()
    return 0.0
