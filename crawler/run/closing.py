"""The end of a run: everything to disk, the verdict, the run's line, the report, the summary. In this order."""

import logging
import platform as python_platform
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from crawler.alerts import enqueue_verdict
from crawler.alerts.delivery import deliver
from crawler.errors import StorageError
from crawler.report import write_run_files
from crawler.report.summary import summary
from crawler.verdict import Verdict, judge, run_line
from crawler.verdict.history import History

if TYPE_CHECKING:
    from crawler.run.session import Held, Run

logger = logging.getLogger(__name__)


def close(run: "Run") -> Verdict:
    """Close a run's files and judge it. A failure to write makes the verdict `storage`, and is never raised."""
    facts = run.facts
    facts.finished = run.clock.stamp()
    history = History()
    held = run.held
    if held is not None:
        try:
            held.ledger.sync()
            history = History.of(held.store.runs(), held.store.release_days())
        except StorageError as error:
            run.storage_failed(error)
    verdict = judge(facts, history)
    if held is not None:
        verdict = _keep(run, held, history, verdict)
    print(summary(run.site, run.folder, facts, verdict), flush=True)
    return verdict


def _keep(run: "Run", held: "Held", history: History, verdict: Verdict) -> Verdict:
    """Write what a run leaves behind its articles; gives the verdict again if that fails."""
    try:
        line = run_line(run.facts, verdict, versions=_versions())
        held.runs.append(line)
        held.runs.sync()
        with held.store.transaction():
            enqueue_verdict(held.store, line, verdict, run.alerts)
            held.store.save_run(line)
            if run.deep and verdict.exit_code in (0, 10):
                held.memory.deep_done()
        home = run.site.start[0]
        stored = held.ledger.stored
        write_run_files(
            run.folder, run.facts, verdict, held.store, stored.lines(), run.site.company, home, run.site.language, held.files,
            stored.total,
        )  # fmt: skip
        deliver(held.store, run.alerts)
    except StorageError as error:
        run.storage_failed(error)
        verdict = judge(run.facts, history)
    finally:
        _release(run, held)
    return verdict


def _release(run: "Run", held: "Held") -> None:
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
