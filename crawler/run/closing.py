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
    from crawler.run.session import OpenFiles, Session

logger = logging.getLogger(__name__)


def close(session: "Session") -> Verdict:
    """Close a run's files and judge it. A failure to write makes the verdict `storage`, and is never raised."""
    stats = session.stats
    stats.finished = session.clock.stamp()
    history = History()
    files = session.open_files
    if files is not None:
        try:
            files.recorder.sync()
            history = History.of(files.store.runs.last(), files.store.articles.release_days())
        except StorageError as error:
            session.storage_failed(error)
    verdict = judge(stats, history)
    if files is not None:
        verdict = _keep(session, files, history, verdict)
    print(summary(session.site, session.folder, stats, verdict), flush=True)
    return verdict


def _keep(session: "Session", files: "OpenFiles", history: History, verdict: Verdict) -> Verdict:
    """Write what a run leaves behind its articles; gives the verdict again if that fails."""
    try:
        line = run_line(session.stats, verdict, versions=_versions())
        files.runs.append(line)
        files.runs.sync()
        with files.store.transaction():
            enqueue_verdict(files.store, line, verdict, session.alerts)
            files.store.runs.save(line)
            if session.deep and verdict.exit_code in (0, 10):
                files.state.deep_done()
        home = session.site.start[0]
        stored = files.recorder.stored
        write_run_files(
            session.folder, session.stats, verdict, files.store, stored.lines(), session.site.company, home,
            session.site.language, files.files, stored.total,
        )  # fmt: skip
        deliver(files.store, session.alerts)
    except StorageError as error:
        session.storage_failed(error)
        verdict = judge(session.stats, history)
    finally:
        _release(session, files)
    return verdict


def _release(session: "Session", files: "OpenFiles") -> None:
    for step in (files.recorder.close, files.runs.close, files.store.close, files.lock.release):
        try:
            step()
        except StorageError as error:
            session.storage_failed(error)


def _versions() -> dict[str, str]:
    names = ("newsroom-crawler", "scrapy", "lxml")
    return {"python": python_platform.python_version(), "platform": sys.platform} | {
        name: version(name) for name in names
    }
