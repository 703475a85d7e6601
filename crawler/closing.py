"""The end of a run: everything to disk, the verdict, the run's line, the report, the summary. In this order."""

import logging
import platform as python_platform
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from crawler.errors import StorageError
from crawler.summary import summary
from crawler.verdict import Verdict, judge, run_line
from crawler.verdict.history import History

if TYPE_CHECKING:
    from crawler.run import Run

logger = logging.getLogger(__name__)


def close(run: "Run") -> Verdict:
    """Close a run's files and judge it. A failure to write makes the verdict `storage`, and is never raised."""
    facts = run.facts
    facts.finished = run.clock.stamp()
    history = History()
    if run.held is not None:
        try:
            run.held.ledger.sync()
            history = History.of(run.held.store.runs(), run.held.store.release_days())
        except StorageError as error:
            run.storage_failed(error)
    verdict = judge(facts, history)
    if run.held is not None:
        verdict = _keep(run, history, verdict)
    print(summary(run.site, run.folder, facts, verdict), flush=True)
    return verdict


def _keep(run: "Run", history: History, verdict: Verdict) -> Verdict:
    held = run.held
    assert held is not None
    try:
        line = run_line(run.facts, verdict, versions=_versions())
        held.runs.append(line)
        held.runs.sync()
        with held.store.transaction():
            held.store.save_run(line)
            if run.deep and verdict.exit_code in (0, 10):
                held.memory.deep_done()
    except StorageError as error:
        run.storage_failed(error)
        verdict = judge(run.facts, history)
    finally:
        _release(run)
    return verdict


def _release(run: "Run") -> None:
    held = run.held
    assert held is not None
    for step in (held.ledger.close, held.runs.close, held.store.close, held.lock.release):
        try:
            step()
        except StorageError as error:
            run.storage_failed(error)


def _versions() -> dict[str, str]:
    names = ("newsroom-crawler", "scrapy", "lxml")
    return {"python": python_platform.python_version(), "platform": sys.platform} | {
        name: version(name) for name in names
    }
