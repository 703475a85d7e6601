"""Dates that a page states for machines, and the date in its URL."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from crawler.page.metadata import META_NAMES, Head, Node, text_of
from crawler.text.dates.parse import Stamp, Unread, read_date
from crawler.text.dates.words import MONTHS

_KNOWN_METAS = frozenset((*META_NAMES["published"], *META_NAMES["modified"]))
_PUBLISHED_NAME = re.compile(
    r"(?:publish|pub|issued?|release|posted|created)[a-z]*[-_.: ]*(?:date|time|on|at)\b|"
    r"\bdate[-_.: ]?(?:published|posted|issued)",
    re.I,
)
_URL_DATES = (
    re.compile(r"(?<!\d)t?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=[_./-]|\d{6}\b|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-]([0-3]?\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])/([0-3]\d)(?=[/_-])"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/(0[1-9]|1[0-2])([0-3]\d)/"),
)
_URL_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]([a-z]{3,9})[/_-]([0-3]?\d)(?!\d)", re.I)
_URL_MILLIS = re.compile(r"[?&](?:article_millseconds|millseconds|timestamp)=(\d{13})\b")
_SCRIPTED = re.compile(
    r"(?:\\?\"|&quot;)(datePublished|publishedAt|published_at|publishDate|publish_date|publishedDate|published_date|"
    r"firstPublished(?:At|Date)?|"
    r"first_published_at|pubDate|publicationDate|datePosted|displayDate|publishTime|pubtime)"
    r"(?:\\?\"|&quot;)\s*:\s*(?:\\?\"|&quot;)([^\"\\&]{6,40})",
    re.I,
)
_DATE_ITEMS = ("datepublished", "datecreated", "dateposted", "pubdate", "datemodified", "dateupdated")


@dataclass(frozen=True, slots=True)
class Claim:
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


def stated(head: Head, reading: Reading, refused: list[Unread]) -> Iterator[Claim]:
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
    return name not in _KNOWN_METAS and _PUBLISHED_NAME.search(name) is not None


def _of_node(node: Node, rule: str, reading: Reading, refused: list[Unread]) -> Iterator[Claim]:
    for key in ("datePublished", "dateCreated"):
        value = text_of(node.get(key))
        if value:
            yield from _claim(value, "jsonld", f"{rule}.{key}", False, reading, refused)
            break
    value = text_of(node.get("dateModified"))
    if value:
        yield from _claim(value, "jsonld", f"{rule}.dateModified", True, reading, refused)


def _claim(value: str, by: str, rule: str, modified: bool, reading: Reading, refused: list[Unread]) -> Iterator[Claim]:
    if len(value) > 100:
        return
    found = reading.read(value)
    if isinstance(found, Stamp):
        yield Claim(found, by, rule, modified)
    elif isinstance(found, Unread) and not modified and found.reason != "unparsed":
        refused.append(found)


def scripted(text: str, reading: Reading) -> Claim | None:
    """The publication date in the page's embedded state: `"datePublished":"2019-06-06T..."`."""
    if not any(word in text for word in ("ublish", "pubDate", "pubtime", "datePosted")):
        return None
    found: dict[str, Claim] = {}
    for match in _SCRIPTED.finditer(text):
        stamp = reading.read(match[2])
        if isinstance(stamp, Stamp):
            found.setdefault(match[1].lower(), Claim(stamp, "script", match[1]))
    days = {claim.stamp.day for claim in found.values()}
    if not found:
        return None
    preferred = next((claim for name, claim in found.items() if name.startswith(("datepub", "publish", "firstpub"))), None)
    return preferred or (next(iter(found.values())) if len(days) == 1 else None)


def url_date(url: str | None, today: date | None = None) -> Stamp | None:
    """The day in an URL: `/2019/06/06/`, `t20190606_274143`, `2019-06-06-slug`; None where there is none."""
    path = (url or "").partition("://")[2].partition("/")[2].partition("#")[0]
    if "20" in path or "19" in path:
        day = _day_in_path(path, today)
        if day is not None:
            return day
    millis = _URL_MILLIS.search(url or "") if "?" in path else None
    instant = read_date(millis[1], (), None, today) if millis else None
    return instant if isinstance(instant, Stamp) else None


def _day_in_path(path: str, today: date | None) -> Stamp | None:
    found = [(match, int(match[2])) for pattern in _URL_DATES for match in pattern.finditer(path.partition("?")[0])]
    found += [(match, MONTHS[match[2].lower()]) for match in _URL_NAMED.finditer(path) if match[2].lower() in MONTHS]
    for match, month in found:
        stamp = read_date(f"{match[1]}-{month:02}-{int(match[3]):02}", (), None, today)
        if isinstance(stamp, Stamp):
            return Stamp(stamp.value, "day", match[0])
    return None
