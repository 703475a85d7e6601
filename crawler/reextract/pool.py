"""Reads many archived articles in all cores, in order."""

import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from crawler.reextract.plan import Plan, Task
from crawler.reextract.reading import Outcome, Rereader
from crawler.site import Site

CHUNK = 64  # articles that a process reads at a time
_AHEAD = 4  # chunks a process that may wait for their turn

_rereader: Rereader | None = None  # of this process


def outcomes(
    plan: Plan, site: Site, journal: Path, archive: Path, processes: int | None = None
) -> Iterator[Outcome]:
    """What each task of the plan finds, in its order. processes: None for one a core, 1 for this process alone."""
    tasks = plan.tasks
    count = processes or len(os.sched_getaffinity(0))
    if count == 1 or len(tasks) <= CHUNK:
        rereader = Rereader(site, journal, archive, plan.signals)
        try:
            yield from map(rereader.read, tasks)
        finally:
            rereader.close()
        return
    # Forked, so that the rules are loaded once and the declaration need not be pickled.
    context = multiprocessing.get_context("fork")
    gc.freeze()  # what is loaded stays shared: no collection in a child touches its pages
    with ProcessPoolExecutor(count, context, _start, (site, journal, archive, plan.signals)) as pool:
        chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
        waiting: list[Future[list[Outcome]]] = []
        for chunk in chunks:
            waiting.append(pool.submit(_read, chunk))
            if len(waiting) > count * _AHEAD:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _start(site: Site, journal: Path, archive: Path, signals: bool) -> None:
    global _rereader
    _rereader = Rereader(site, journal, archive, signals)


def _read(tasks: Sequence[Task]) -> list[Outcome]:
    assert _rereader is not None  # the pool's initializer ran
    return [_rereader.read(task) for task in tasks]
