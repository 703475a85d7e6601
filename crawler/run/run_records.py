"""Lines of runs.jsonl: of a run that broke in the middle of a page and could not write it; and as the history of a new state."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from crawler.alerts import AlertOptions, enqueue_verdict
from crawler.items import JsonObject
from crawler.report.fleet import read_runs
from crawler.run.crawl_state import CrawlState
from crawler.run.reading_mark import broken_before, forget_broken
from crawler.run.rules import versions_of
from crawler.stats import RunStats
from crawler.storage.journal import Journal
from crawler.storage.state import Store
from crawler.storage.state.records import Written
from crawler.verdict import judge, run_line
from crawler.verdict.history import History
from crawler.verdict.words import Verdict

logger = logging.getLogger(__name__)


def catch_up(store: Store, folder: Path, remembered: Callable[[Sequence[Written]], None]) -> None:
    """Make the state agree with the files of its folder: with the journal, and one that is new with the runs as well."""
    is_new = store.journal_offset() == 0
    store.catch_up(remembered)
    if is_new:
        remember_runs(store, folder)


def remember_runs(store: Store, folder: Path) -> None:
    """Give the state the runs of runs.jsonl: what is usual for the newsroom. An archive's runs are no history."""
    for run in (each for each in read_runs(folder) if not each.get("source")):
        store.runs.save(run)


def keep_line(store: Store, runs: Journal, line: JsonObject, remember: Callable[[], None]) -> None:
    """Bring the line of a run to disk; then the state remembers it. Raises StorageError.

    A run that cannot write another file after its line gets a second one: the last line of a run counts.
    """
    runs.append(line)
    runs.sync()
    with store.transaction():
        remember()


def remember_line(store: Store, line: JsonObject, verdict: Verdict, alerts: AlertOptions) -> None:
    """Keep a run's line as history, and queue the alert of its verdict."""
    enqueue_verdict(store, line, verdict, alerts)
    store.runs.save(line)


def write_broken(folder: Path, state: CrawlState, runs: Journal, alerts: AlertOptions) -> None:
    """A run before this one that broke gets its line all the same, with its alert, and the page waits. Raises StorageError."""
    broken = broken_before(folder)
    if broken is not None:
        logger.error("run %s: %s\n%s", broken.run, broken.said, broken.place)
        if broken.page is not None:
            state.too_slow(*broken.page)
        if all(each.get("run") != broken.run for each in state.store.runs.last(20)):
            stats = RunStats(state.site.name, broken.run, broken.started, state.now, crashes=[broken.said])
            verdict = judge(stats, History())
            line = run_line(stats, verdict, company=state.site.company, versions=versions_of(state.site))
            keep_line(state.store, runs, line, partial(remember_line, state.store, line, verdict, alerts))
    forget_broken(folder)
