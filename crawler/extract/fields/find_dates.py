"""When a page was published: the printed date, the stated one, the listing's and the URL's, weighed and kept apart."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timezone
from urllib.parse import urlsplit

import lxml.etree
from lxml.etree import _Element as Element

from crawler.extract.fields.printed_dates import Anchor, anchor_of, elsewhere, place, printed
from crawler.extract.fields.stated_dates import Claim, Reading, scripted, stated, url_date
from crawler.items import Provenance, Row
from crawler.page.metadata import Head, all_text, elements_of, head_of
from crawler.page.page import Page
from crawler.text.dates.parse import Stamp, Unread, order_of, valid
from crawler.text.dates.words import DAY_FIRST_DOMAINS
from crawler.text.dates.zones import settled, sole_zone

_ITEMS = lxml.etree.XPath("//*[@itemprop]")
_MANY_ITEMS, _MANY_TIMES = 20, 30
_ITEM_SIGNS = ('itemprop="date', "itemprop='date", "itemprop=date", 'itemprop="pub')
_SPLIT_DATE = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](?:19|20)\d\d(?!\d)")
_STRONG, _WEAK = 5.0, 1.0
_EARLIER = 3.5  # a page cannot print a day before it was published: an earlier day is the first one, restamped later
_PROVENANCE = {"printed": "generic", "time": "generic", "microdata": "meta", "script": "meta"}


@dataclass(slots=True)
class Dates:
    """What find_dates found.

    published: ISO date, or date-time with offset, None where there is no certain one; precision: day, minute, second;
    url_date: the day in the URL, never mixed with the printed one; raw, reason: what was printed and why it cannot be
    used, where published is None.
    """

    published: str | None = None
    precision: str | None = None
    modified: str | None = None
    url_date: str | None = None
    raw: str | None = None
    reason: str | None = None
    provenance: Provenance | None = None
    modified_provenance: Provenance | None = None


@dataclass(slots=True)
class _Found:
    stated: list[Claim] = field(default_factory=list)
    printed: list[Claim] = field(default_factory=list)
    times: list[Claim] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)


def find_dates(
    page: Page,
    languages: Sequence[str] = (),
    title_block: int | None = None,
    body: tuple[int, int] | None = None,
    row: Row | None = None,
    today: date | None = None,
    order: str | None = None,
) -> Dates:
    """The dates of an article page.

    languages: BCP 47 tags, best first; title_block: index into page.blocks of the printed title; body: indices of the
    first and last block of the body; row: the listing row that led here; order: the site's order of digits, if known.
    """
    head = head_of(page)
    today = today or datetime.now(UTC).date()
    reading = Reading(languages, order or _order(page, languages), today)
    found = _Found()
    found.stated = list(stated(head, reading, found.refused))
    if all(claim.modified for claim in found.stated):
        found.stated += _microdata(page, reading)
    anchor = anchor_of(page.blocks, title_block, body)
    found.times = _times(head, page, anchor, reading)
    found.printed = printed(page.blocks, anchor, reading, found.refused)
    in_url = url_date(page.url, today)
    listed = _listed(row, reading)
    if not (found.stated or found.times or found.printed or listed):
        found.printed = printed(page.blocks, anchor, reading, found.refused, everywhere=True)
    chosen = _choose(found, in_url, listed, page, reading)
    zone = sole_zone(page.url, languages)
    dates = Dates(url_date=in_url.day if in_url else None)
    _write_published(dates, chosen, found, listed, zone, today)
    _write_modified(dates, found, zone)
    return dates


def _choose(found: _Found, in_url: Stamp | None, listed: Claim | None, page: Page, reading: Reading) -> Claim | None:
    stated_day = next((claim for claim in found.stated if not claim.modified), None)
    changes = {claim.stamp.day for claim in (*found.stated, *found.printed, *found.times) if claim.modified}
    line = _best_printed(found, stated_day, changes)
    if stated_day is not None and in_url is not None:
        local = _local_day(stated_day, in_url, found)
        if local is not None:
            return local
    if stated_day is not None and line is not None:
        return _reconcile(stated_day, line, changes, _seconded(line, found, in_url))
    if stated_day is not None:
        return stated_day
    if line is not None and line.score >= _STRONG:
        return line
    if listed is not None:
        return listed
    state = scripted(page.text, reading)
    if state is not None:
        return state
    if line is not None and line.score >= _WEAK:
        return line
    if in_url is not None:
        return Claim(in_url, "url", "path")
    return _only_changed(found)


def _only_changed(found: _Found) -> Claim | None:
    """A page that tells nothing but the day of its last change: that day, and the rule says so."""
    claims = [claim for claim in (*found.printed, *found.times, *found.stated) if claim.modified]
    return dataclasses.replace(claims[0], rule="modified_only") if claims else None


def _best_printed(found: _Found, stated_day: Claim | None, changes: set[str]) -> Claim | None:
    """The best printed date that is not the day of a change; a `time` element counts as printed."""
    candidates = sorted((claim for claim in (*found.printed, *found.times) if not claim.modified), key=lambda claim: -claim.score)
    if not candidates:
        return None
    if stated_day is not None:
        same = next((claim for claim in candidates if claim.stamp.day == stated_day.stamp.day), None)
        if same is not None:
            return same
    return candidates[0]


def _seconded(line: Claim, found: _Found, in_url: Stamp | None) -> bool:
    """Whether the URL or another stated date names the same day as a printed one."""
    others = [claim.stamp.day for claim in found.stated if not claim.modified]
    return line.stamp.day in others or (in_url is not None and in_url.day == line.stamp.day)


def _reconcile(stated_day: Claim, line: Claim, changes: set[str], seconded: bool) -> Claim:
    """The printed day wins over the stated one if it stands where release dates stand and is not a day of change.

    A day apart is the same moment in two zones: there, or where another source agrees, the printed one needs less.
    """
    if line.stamp.day == stated_day.stamp.day:
        return stated_day if len(stated_day.stamp.value) >= len(line.stamp.value) else line
    apart = abs((date.fromisoformat(line.stamp.day) - date.fromisoformat(stated_day.stamp.day)).days)
    earlier = line.by == "printed" and line.stamp.day < stated_day.stamp.day
    needed = _WEAK if apart == 1 else _EARLIER if earlier else _STRONG
    if line.score < (0.0 if seconded else needed) or (line.stamp.day in changes and not seconded):
        return stated_day
    return line


def _local_day(stated_day: Claim, in_url: Stamp, found: _Found) -> Claim | None:
    """The printed day that the address names too, where the stated instant, in another zone, falls on the next day."""
    apart = date.fromisoformat(stated_day.stamp.day) - date.fromisoformat(in_url.day)
    if abs(apart.days) != 1 or stated_day.stamp.precision == "day":
        return None
    same = [claim for claim in (*found.times, *found.printed) if not claim.modified and claim.stamp.day == in_url.day]
    best = max(same, key=lambda claim: claim.score, default=None)
    return best if best is not None and best.score >= _WEAK else None


def _order(page: Page, languages: Sequence[str]) -> str | None:
    """Order of digits: of the language or region, of the country domain, or shown by a date with a day above 12."""
    known = order_of(languages)
    if known:
        return known
    domain = (urlsplit(page.url or "").hostname or "").rpartition(".")[2]
    if domain in DAY_FIRST_DOMAINS:
        return "DMY"
    first = second = 0
    for block in page.blocks:
        if "/20" in block.text or ".20" in block.text:
            for match in _SPLIT_DATE.finditer(block.text[:300]):
                first += int(match[1]) > 12
                second += int(match[2]) > 12
    if first and not second:
        return "DMY"
    return "MDY" if second and not first else None


def _microdata(page: Page, reading: Reading) -> list[Claim]:
    claims: list[Claim] = []
    if not any(sign in page.text for sign in _ITEM_SIGNS):
        return claims
    for element in elements_of(_ITEMS, page):
        name = (element.get("itemprop") or "").lower()
        if element.tag == "meta" or "date" not in name or len(claims) >= _MANY_ITEMS:
            continue  # meta elements are read with the meta tags
        text = element.get("content") or element.get("datetime") or element.get("title") or all_text(element)
        stamp = reading.read(text.strip()[:100])
        if isinstance(stamp, Stamp) and not elsewhere(element):
            claims.append(Claim(stamp, "microdata", name, "modif" in name or "updat" in name))
    return claims


def _times(head: Head, page: Page, anchor: Anchor, reading: Reading) -> list[Claim]:
    """`time` elements, scored by their place like other printed dates."""
    if not head.times:
        return []
    indices = {id(block.element): block.index for block in reversed(page.blocks) if not block.hidden}
    claims: list[Claim] = []
    for element in head.times[:_MANY_TIMES]:
        text = (all_text(element) if len(element) else element.text or "").strip()[:100]
        stamp = reading.read(element.get("datetime"))
        if not isinstance(stamp, Stamp):
            stamp = reading.read(text)
        index = _index_of(element, indices)
        if isinstance(stamp, Stamp) and index is not None:
            modified, marked = _time_kind(element, text)
            score = place(index, anchor) - elsewhere(element) + (4.5 if marked else 3.0) - 0.05 * len(claims)
            claims.append(Claim(stamp, "time", "time", modified, score))
    return sorted(claims, key=lambda claim: -claim.score)


def _index_of(element: Element, indices: dict[int, int]) -> int | None:
    at: Element | None = element
    while at is not None:
        if id(at) in indices:
            return indices[id(at)]
        at = at.getparent()
    return None


def _time_kind(element: Element, text: str) -> tuple[bool, bool]:
    """(day of a change, marked as day of publication)."""
    parent = element.getparent()
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} "
    lead = text[:30]
    if parent is not None:
        names += f"{parent.get('class') or ''} {parent.get('itemprop') or ''}"
        before = element.getprevious()
        lead += (before.tail if before is not None else parent.text) or ""
        lead += (before.text or "")[-30:] if before is not None else ""
    names, lead = names.lower(), lead.lower()
    published = element.get("pubdate") is not None or any(sign in names + lead for sign in ("publish", "entry-date", "posted on"))
    changed = "updated" in names.split() or "modif" in names or "updat" in lead or "modified" in lead
    return changed and not ("publ" in lead or (published and "updat" not in lead)), published


def _listed(row: Row | None, reading: Reading) -> Claim | None:
    stamp = reading.read(row.date or row.raw_date) if row is not None and (row.date or row.raw_date) else None
    return Claim(stamp, "listing", "row") if isinstance(stamp, Stamp) else None


def _write_published(
    dates: Dates, chosen: Claim | None, found: _Found, listed: Claim | None, zone: timezone | None, today: date
) -> None:
    if chosen is None or not valid(date.fromisoformat(chosen.stamp.day), today):
        if found.refused:
            dates.raw, dates.reason = found.refused[0].raw, found.refused[0].reason
        dates.provenance = Provenance("generic", dates.reason or "none", [], {"raw": dates.raw} if dates.raw else {})
        _compare(dates.provenance, None, found, listed)
        dates.provenance.other["url_date"] = dates.url_date
        return
    dates.published, dates.precision = settled(chosen.stamp, zone)
    by = _PROVENANCE.get(chosen.by, chosen.by)
    dates.provenance = Provenance(by, chosen.rule)
    _compare(dates.provenance, chosen, found, listed)
    dates.provenance.other["url_date"] = dates.url_date


def _compare(provenance: Provenance, chosen: Claim | None, found: _Found, listed: Claim | None) -> None:
    """Other sources of the same day, and of other days."""
    claims = [*(claim for claim in found.stated if not claim.modified), *found.printed[:1], *found.times[:1]]
    for claim in (*claims, *([listed] if listed else [])):
        if claim is chosen or claim.modified:
            continue
        name = claim.by if claim.by in ("printed", "time", "listing") else f"{claim.by}:{claim.rule}"
        if chosen is not None and claim.stamp.day == chosen.stamp.day:
            if name not in provenance.agree:
                provenance.agree.append(name)
        else:
            provenance.other.setdefault(name, claim.stamp.value)


def _write_modified(dates: Dates, found: _Found, zone: timezone | None) -> None:
    claims = [claim for claim in (*found.stated, *found.times, *found.printed) if claim.modified]
    if not claims:
        return
    first = claims[0]
    dates.modified, _ = settled(first.stamp, zone)
    dates.modified_provenance = Provenance(_PROVENANCE.get(first.by, first.by), first.rule)
