"""When a page was published: the printed date, the stated one, the listing's and the URL's, weighed and kept apart."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from crawler.clock import Clock
from crawler.extract.fields.date_order import shown_order
from crawler.extract.fields.date_places import Anchor, anchor_of
from crawler.extract.fields.dateline import read_opening
from crawler.extract.fields.marked_dates import in_attributes, marked_times, microdata
from crawler.extract.fields.printed_dates import DateClaim, printed, scripted
from crawler.extract.fields.stated_dates import stated
from crawler.items import Provenance, Row
from crawler.page.blocks import Block
from crawler.page.boilerplate import is_prose
from crawler.page.metadata import head_of
from crawler.page.page import Page
from crawler.text.dates.in_url import url_date
from crawler.text.dates.parse import Reading, Stamp, Unread, valid
from crawler.text.dates.row_date import days_apart
from crawler.text.dates.zones import sole_zone

_TOLD, _STRONG, _WEAK = 8.0, 5.0, 1.0  # scores: words say that it is the first day; a place for dates; any place
_BESIDE = -2.0  # score of a day alone in a line, in a box that is called after others
_MISTAKEN = 7  # days between a stated day and a dateline: no writer's mistake, nor a release held back
_OLD = 366  # days before the stated one, by which a printed day is hardly of the same release
_OPENING = 3  # blocks of a body that may be the first with running text
_EARLIER = 3.5  # a page cannot print a day before it was published: an earlier day is the first one, restamped later
_PLAIN_NAMES = frozenset(("printed", "time", "listing", "feed", "url"))  # sources of one claim
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


@dataclass(frozen=True, slots=True)
class DateMark:
    """What a layout knows of its pages' date, the claim of the highest rank.

    text: printed in the date's place, None where nothing is; rule: the layout's name; offset: of printed times without
    one, like `+08:00`, None: such a time is left out; url_day: ISO, in the address as the site's platform writes it.
    """

    text: str | None
    rule: str
    offset: str | None = None
    url_day: str | None = None

    @property
    def zone(self) -> timezone | None:
        return timezone(datetime.strptime(self.offset, "%z").utcoffset() or timedelta()) if self.offset else None


@dataclass(slots=True)
class _Found:
    """Every claim; listed: the listing row's; lined: the dateline's; addressed: the URL's; ruled: where a layout names; hinted:
    what attributes say to scripts."""

    stated: list[DateClaim] = field(default_factory=list)
    printed: list[DateClaim] = field(default_factory=list)
    times: list[DateClaim] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    listed: DateClaim | None = None
    lined: DateClaim | None = None
    addressed: DateClaim | None = None
    ruled: DateClaim | None = None
    hinted: DateClaim | None = None

    def of_change(self) -> list[DateClaim]:
        """Those that are the day of a change, the printed ones last."""
        return [claim for claim in (*self.stated, *self.times, *self.printed) if claim.modified]

    def of_publication(self) -> list[DateClaim]:
        """Those that are not, of printed ones and `time` elements only the best."""
        listed = [self.listed] if self.listed is not None else []
        return [claim for claim in (*self.stated, *self.printed[:1], *self.times[:1], *listed) if not claim.modified]


def find_dates(
    page: Page,
    languages: Sequence[str] = (),
    title_block: int | None = None,
    body: tuple[int, int] | None = None,
    row: Row | None = None,
    today: date | None = None,
    order: str | None = None,
    mark: DateMark | None = None,
) -> Dates:
    """The dates of an article page.

    languages: BCP 47 tags, best first; title_block: index into page.blocks of the printed title; body: indices of the
    first and last block of the body; row: the listing row that led here; order: the site's order of digits, if known;
    mark: what a layout knows, which spares the search for a printed date.
    """
    today = today or Clock.today()
    reading = Reading(languages, order or shown_order(page, languages), today)
    found = _Found()
    found.stated = list(stated(head_of(page), reading, found.refused))
    found.listed = _listed(row, reading)
    if mark is None:
        _search(found, page, anchor_of(title_block, body or page.main_run), reading)
    else:
        _take_mark(found, mark, page.url, reading)
    zone = sole_zone(page.url, languages) if mark is None else mark.zone
    dates = Dates(url_date=found.addressed.stamp.day if found.addressed else None)
    _write_published(dates, _choose(found, page, reading), found, zone, today)
    _write_modified(dates, found, zone)
    return dates


def _search(found: _Found, page: Page, anchor: Anchor, reading: Reading) -> None:
    """Look for the dates of a page of which nothing is known."""
    if all(claim.modified for claim in found.stated):
        found.stated += microdata(page, reading)
    found.times = marked_times(head_of(page), page, anchor, reading)
    found.printed = printed(page, anchor, reading, found.refused)
    found.lined = _dateline(page.blocks[anchor.first : anchor.first + _OPENING], reading)
    in_url = url_date(page.url, reading.today)
    found.addressed = DateClaim(in_url, "url", "path") if in_url else None
    if not (found.stated or found.times or found.printed or found.listed):
        found.hinted = in_attributes(page, anchor, reading)
        found.printed = printed(page, anchor, reading, found.refused, everywhere=True)


def _dateline(blocks: Sequence[Block], reading: Reading) -> DateClaim | None:
    """The day in the dateline of the first running text, where it is whole: `ESKER, May 14, 2024 -`."""
    text = next((block.text for block in blocks if is_prose(block)), "")
    line = read_opening(text, next(iter(reading.languages), None)).dateline
    stamp = reading.read(line.date) if line is not None else None
    return DateClaim(stamp, "printed", "dateline") if isinstance(stamp, Stamp) else None


def _take_mark(found: _Found, mark: DateMark, url: str, reading: Reading) -> None:
    stamp = reading.read(mark.text)
    if isinstance(stamp, Stamp):
        found.ruled = DateClaim(stamp, "rule", mark.rule)
    if mark.url_day:
        found.addressed = DateClaim(Stamp(mark.url_day, "day"), "url", "path")


def _choose(found: _Found, page: Page, reading: Reading) -> DateClaim | None:
    """The claim that counts: a layout's, else stated and printed weighed, else the listing's, the URL's, a change's."""
    if found.ruled is not None:
        return found.ruled
    stated_day = next((claim for claim in found.stated if not claim.modified), None)
    line = _best_printed(found, stated_day)
    return _stated_or_printed(stated_day, line, found) if stated_day is not None else _unstated(line, found, page, reading)


def _unstated(line: DateClaim | None, found: _Found, page: Page, reading: Reading) -> DateClaim | None:
    if line is not None and found.lined is not None and _is_before(line, found.lined):
        line = None
    if line is not None and line.score >= _STRONG:
        return _with_time(line, [claim for claim in (scripted(page.text, reading),) if claim], least=0.0)
    weak = line if line is not None and line.score >= _WEAK else found.lined
    claims = (found.listed, scripted(page.text, reading), weak, found.hinted, found.addressed, _only_changed(found), _lone(found))
    return next(filter(None, claims), None)


def _stated_or_printed(stated_day: DateClaim, line: DateClaim | None, found: _Found) -> DateClaim:
    in_url = found.addressed.stamp if found.addressed else None
    if found.lined is not None and _is_before(stated_day, found.lined):
        return found.lined
    local = _local_day(stated_day, in_url, found) if in_url is not None else None
    if local is not None or line is None:
        return local or stated_day
    return _reconcile(stated_day, line, found, seconded=_seconded(line, found, in_url))


def _is_before(claim: DateClaim, lined: DateClaim) -> bool:
    """Whether a day is so long before the dateline's that it is of the page's template: no release is out before it."""
    return claim.stamp.day < lined.stamp.day and days_apart(claim.stamp.day, lined.stamp.day) > _MISTAKEN


def _lone(found: _Found) -> DateClaim | None:
    """The one day in a list of details around title and text, be it in a box beside them: better than none."""
    near = [claim for claim in found.printed if not claim.modified and claim.score >= _BESIDE]
    detail = next((claim for claim in near if claim.detail or claim.rule == "labelled"), None)
    return detail if len({claim.stamp.day for claim in near}) == 1 else None


def _only_changed(found: _Found) -> DateClaim | None:
    """A page that tells nothing but the day of its last change: that day, and the rule says so."""
    claims = [claim for claim in (*found.printed, *found.times, *found.stated) if claim.modified]
    return dataclasses.replace(claims[0], rule="modified_only") if claims else None


def _best_printed(found: _Found, stated_day: DateClaim | None) -> DateClaim | None:
    """The best printed date that is not the day of a change, at best the stated one; a `time` element counts as printed.

    Where it has no time of day, or one of which nobody knows the zone, what has it and is of the same day stands for it.
    """
    candidates = sorted((claim for claim in (*found.printed, *found.times) if not claim.modified), key=lambda claim: -claim.score)
    same = (claim for claim in candidates if stated_day is not None and claim.stamp.day == stated_day.stamp.day)
    best = next(same, candidates[0] if candidates else None)
    return _with_time(best, candidates) if best is not None else None


def _with_time(best: DateClaim, candidates: Sequence[DateClaim], least: float = _WEAK) -> DateClaim:
    if best.stamp.is_moment:
        return best
    others = [claim for claim in candidates if claim.stamp.day == best.stamp.day and claim.score >= least]
    timed = max((best, *others), key=lambda claim: (claim.stamp.is_moment, claim.stamp.precision != "day"))  # the first of them
    return dataclasses.replace(timed, score=best.score)


def _seconded(line: DateClaim, found: _Found, in_url: Stamp | None) -> bool:
    """Whether the URL or another stated date names the same day as a printed one."""
    others = [claim.stamp.day for claim in found.stated if not claim.modified]
    return line.stamp.day in others or (in_url is not None and in_url.day == line.stamp.day)


def _reconcile(stated_day: DateClaim, line: DateClaim, found: _Found, *, seconded: bool) -> DateClaim:
    """The printed day wins over the stated one if it stands where release dates stand and is not a day of change.

    A day apart is the same moment in two zones: there, or where another source agrees, the printed one needs less.
    """
    if line.stamp.day == stated_day.stamp.day:
        return stated_day if len(stated_day.stamp.value) >= len(line.stamp.value) else line
    if not seconded and line.stamp.day in {claim.stamp.day for claim in found.of_change()}:
        return stated_day
    return line if line.score >= (0.0 if seconded else _needed(stated_day, line, found)) else stated_day


def _needed(stated_day: DateClaim, line: DateClaim, found: _Found) -> float:
    """The score that a printed day of its own needs against the stated one; an old one against two sources most."""
    day = stated_day.stamp.day
    apart, earlier = days_apart(line.stamp.day, day), line.by == "printed" and line.stamp.day < day
    if apart > _OLD and len({claim.by for claim in found.stated if days_apart(claim.stamp.day, day) <= 1}) > 1:
        return _TOLD
    return _WEAK if apart == 1 else _EARLIER if earlier else _STRONG


def _local_day(stated_day: DateClaim, in_url: Stamp, found: _Found) -> DateClaim | None:
    """The printed day that the address names too, where the stated instant, in another zone, falls on the next day."""
    if days_apart(stated_day.stamp.day, in_url.day) != 1 or stated_day.stamp.precision == "day":
        return None
    same = [claim for claim in (*found.times, *found.printed) if not claim.modified and claim.stamp.day == in_url.day]
    best = max(same, key=lambda claim: claim.score, default=None)
    return best if best is not None and best.score >= _WEAK else None


def _listed(row: Row | None, reading: Reading) -> DateClaim | None:
    stamp = reading.read(row.date or row.raw_date) if row is not None and (row.date or row.raw_date) else None
    return DateClaim(stamp, "feed" if row and row.by == "feed" else "listing", "row") if isinstance(stamp, Stamp) else None


def _write_published(dates: Dates, chosen: DateClaim | None, found: _Found, zone: timezone | None, today: date) -> None:
    if chosen is None or not valid(date.fromisoformat(chosen.stamp.day), today):
        chosen = None
        if found.refused:
            dates.raw, dates.reason = found.refused[0].raw, found.refused[0].reason
        dates.provenance = Provenance("generic", dates.reason or "none", [], {"raw": dates.raw} if dates.raw else {})
    else:
        dates.published, dates.precision = chosen.stamp.settled(zone)
        dates.provenance = Provenance(_PROVENANCE.get(chosen.by, chosen.by), chosen.rule)
    _compare(dates.provenance, chosen, found)
    dates.provenance.other["url_date"] = dates.url_date


def _compare(provenance: Provenance, chosen: DateClaim | None, found: _Found) -> None:
    """Other sources of the same day, and of other days; the address seconds only a date that stands where it should."""
    day, own = (chosen.stamp.day, (chosen.by, chosen.stamp)) if chosen is not None else (None, None)
    for claim in found.of_publication():
        if (claim.by, claim.stamp) == own:
            continue
        name = claim.by if claim.by in _PLAIN_NAMES else f"{claim.by}:{claim.rule}"
        if claim.stamp.day != day:
            provenance.other.setdefault(name, claim.stamp.value)
        elif name not in provenance.agree:
            provenance.agree.append(name)
    if found.ruled is not None and found.addressed is not None and found.addressed.stamp.day == day:
        provenance.agree.append("url")


def _write_modified(dates: Dates, found: _Found, zone: timezone | None) -> None:
    if (first := next(iter(found.of_change()), None)) is not None:
        dates.modified, _ = first.stamp.settled(zone)
        dates.modified_provenance = Provenance(_PROVENANCE.get(first.by, first.by), first.rule)
