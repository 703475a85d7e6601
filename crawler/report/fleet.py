"""All newsrooms of an output folder at a glance: when each last ran, how it went, and whether a run is overdue. Pure."""

import itertools
import json
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from crawler.clock import instant_of
from crawler.errors import StorageError
from crawler.html.builder import clean
from crawler.items import JsonMapping, JsonObject
from crawler.report.program import aligned
from crawler.storage import own_files
from crawler.storage.state import STATE_FILE, Store
from crawler.text.counting import counted
from crawler.verdict.history import GOOD, without_replaced
from crawler.verdict.words import EXIT_CODES

_BY_HAND = timedelta(minutes=20)  # runs closer than that were started by a person, not by a schedule
_GRACE = 1.5  # a run may be late by half an interval
_NUMBERS = frozenset({3, 4, 6, 7})  # columns of the table that stand to the right
DAMAGED = "damaged"  # stands for the verdict where a line of runs.jsonl says no run
FOR_PEOPLE = ("report.html", "feed.xml")
GLANCE = 100_000  # bytes of runs.jsonl that say how the last runs went
_TAIL = 1_000_000  # bytes of runs.jsonl that are read for what is usual: hundreds of runs


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """A newsroom at a glance. Times are UTC; None: never, or not known.

    usual: the usual time between two runs; damaged: lines of runs.jsonl that say no run; problem: why runs or state could
    not be read; new: releases that the last run stored for the first time; files: those of FOR_PEOPLE that are there.
    """

    site: str
    last_run: datetime | None = None
    verdict: str | None = None
    last_good: datetime | None = None
    usual: timedelta | None = None
    articles: int | None = None
    newest: str | None = None
    failures: int | None = None
    damaged: int = 0
    problem: str | None = None
    company: str | None = None
    new: int = 0
    files: tuple[str, ...] = ()


def read_runs(folder: Path) -> list[JsonObject]:
    """The last runs of a newsroom's folder, oldest first, from runs.jsonl; damaged lines are passed over."""
    return [run for run in _last_runs(folder) if run is not None]


def _last_runs(folder: Path, tail: int | None = None) -> list[JsonObject | None]:
    """The last lines of runs.jsonl, None for one that says no run; one that is being written is left out."""
    path = folder / "runs.jsonl"
    if not own_files.exists(path):
        return []
    with own_files.reader(path) as file:
        size, most = file.seek(0, 2), tail or _TAIL
        file.seek(max(0, size - most))
        lines = file.read().split(b"\n")[1 if size > most else 0 : -1]
    return without_replaced([_run(line) for line in lines])


def _run(line: bytes) -> JsonObject | None:
    try:
        run = json.loads(line)
    except (ValueError, RecursionError):
        return None
    known = isinstance(run, dict) and _instant(run.get("started")) and str(run.get("verdict")) in EXIT_CODES
    return run if known else None


def read_status(folder: Path, state_url: str | None = None) -> SiteStatus:
    """The status of the newsroom in this folder (OUTPUT_DIR/SITE); state_url: STATE_URL, if its state is kept there."""
    found = runs_status(folder)
    return found if found.problem else _with_state(found, folder, state_url)


def runs_status(folder: Path, tail: int | None = None) -> SiteStatus:
    """As much of the status as the last bytes of runs.jsonl say: no state is opened, which another run may be writing."""
    try:
        found = _of_runs(folder.name, _last_runs(folder, tail))
        return replace(found, files=tuple(name for name in FOR_PEOPLE if own_files.exists(folder / name)))
    except StorageError as error:
        return SiteStatus(folder.name, problem=str(error))


def _tells(run: JsonMapping) -> bool:
    """Whether a run says something of its newsroom: none that only met another one's lock, or asked an archive."""
    return run.get("verdict") != "locked" and not run.get("source")


def _of_runs(site: str, lines: Sequence[JsonObject | None]) -> SiteStatus:
    """What the lines of runs.jsonl say."""
    runs = list(filter(_tells, filter(None, lines)))
    good = [run for run in runs if run.get("verdict") in GOOD]
    return SiteStatus(
        site,
        _instant(runs[-1].get("started")) if runs else None,
        str(runs[-1].get("verdict")) if runs else None,
        _instant(good[-1].get("finished") or good[-1].get("started")) if good else None,
        usual_interval(runs),
        damaged=lines.count(None),
        company=next((str(run["company"]) for run in reversed(runs) if run.get("company")), None),
        new=_new_releases(runs[-1]) if runs else 0,
    )


def _new_releases(run: JsonObject) -> int:
    """How many releases a run stored for the first time; a line that somebody changed by hand counts as none."""
    found: object = run
    for name in ("account", "reasons", "stored", "new"):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, int) else 0


def _with_state(found: SiteStatus, folder: Path, state_url: str | None) -> SiteStatus:
    try:
        if not state_url and not own_files.exists(folder / STATE_FILE):
            return found
        with Store.open(state_url or folder / STATE_FILE, folder.name) as store:
            counts, days = Counter(store.articles.count()), store.articles.release_days(1)
            articles = counts.total() - counts["removed"]
            return replace(found, articles=articles, newest=days[-1] if days else None, failures=len(store.pending.failures()))
    except StorageError as error:
        return replace(found, problem=str(error))


def usual_interval(runs: Sequence[JsonMapping]) -> timedelta | None:
    """The usual time between two scheduled runs; None with fewer than three of them."""
    starts = sorted(found for run in runs if (found := _instant(run.get("started"))) is not None)
    scheduled: list[datetime] = []
    for start in starts:
        if not scheduled or start - scheduled[-1] >= _BY_HAND:
            scheduled.append(start)
    gaps = [later - earlier for earlier, later in itertools.pairwise(scheduled)][-30:]
    return timedelta(seconds=statistics.median(gap.total_seconds() for gap in gaps)) if len(gaps) >= 2 else None


def overdue(status: SiteStatus, now: datetime, usual: timedelta | None = None) -> str | None:
    """Why a newsroom is overdue, None if it is not.

    usual: the interval its schedule has, if it is known; else the one of its past runs, else a day.
    """
    if status.last_good is None:
        return "never had a good run"
    interval = usual or status.usual or timedelta(days=1)
    age = now - status.last_good
    if -age > interval:
        return f"last good run lies {span(-age)} ahead: the clock was wrong"
    if age <= interval * _GRACE:
        return None
    last = f", last verdict {status.verdict}" if status.verdict not in GOOD else ""
    return f"last good run {span(age)} ago, usual interval {span(interval)}{last}"


def status_table(found: Sequence[SiteStatus], now: datetime) -> str:
    """The table of `scrapy sites`, as text."""
    rows: list[tuple[str, ...]] = [("newsroom", "last run", "verdict", "age", "articles", "newest", "to retry", "new")]
    rows += [_status_row(each, now) for each in found]
    damaged = (f"{each.site}: {said}" for each in found if (said := damage(each)))
    problems = (f"{each.site}: {clean(each.problem)}" for each in found if each.problem)
    return "\n".join([*aligned(rows, _NUMBERS), *damaged, *problems])


def shown_verdict(each: SiteStatus) -> str:
    """The verdict that people see: that of the last run, `damaged` where it may not be the last, `-` where there is none."""
    return DAMAGED if each.damaged else each.verdict or "-"


def damage(each: SiteStatus) -> str | None:
    """What is wrong with runs.jsonl, in words."""
    if not each.damaged:
        return None
    return f"{counted(each.damaged, 'damaged line')} in runs.jsonl; the last verdict that can be read is {each.verdict}"


def _status_row(each: SiteStatus, now: datetime) -> tuple[str, ...]:
    age, new = each.last_run and span(now - each.last_run), each.new if each.last_run else None
    known = (shown_verdict(each), age, each.articles, each.newest, each.failures, new)
    last_run = each.last_run.strftime("%Y-%m-%d %H:%M") if each.last_run else "never"
    return (each.site, last_run, *("-" if value is None else str(value) for value in known))


def span(age: timedelta) -> str:
    """A length of time for people: `45 min`, `7 h`, `12 d`."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 72 * 60 else f"{minutes // 1440} d"


def _instant(value: object) -> datetime | None:
    try:
        return instant_of(str(value))
    except ValueError:
        return None
