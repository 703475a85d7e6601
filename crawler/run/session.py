"""One run of one newsroom, from the lock to the verdict. Holds no Scrapy and no SQL."""

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

from crawler.alerts import AlertOptions, SettingsLike, by_channel, enqueue
from crawler.alerts.delivery import deliver
from crawler.clock import Clock, run_id_of
from crawler.discover.sources.captures import PastArchive
from crawler.errors import Locked, StorageError
from crawler.items import JsonMapping, JsonObject
from crawler.report import write_run_files
from crawler.report.summary import print_while_read, summary, summary_stream
from crawler.revision import Known
from crawler.run.answers import Answers
from crawler.run.arguments import Options, is_on
from crawler.run.completeness import Completeness
from crawler.run.crawl_state import CrawlState
from crawler.run.fetch_task import FetchTask, Ordered
from crawler.run.forms import Forms
from crawler.run.items_under_way import ItemsUnderWay
from crawler.run.own_addresses import as_known
from crawler.run.reading_mark import ReadingMark
from crawler.run.recorder import Recorder
from crawler.run.rules import rules_version, versions_of
from crawler.run.run_records import catch_up, keep_line, remember_line, write_broken
from crawler.run.source_walk import SourceFrontier
from crawler.site import Site
from crawler.stats import RunStats
from crawler.storage.durable import DurableFiles
from crawler.storage.journal import Journal, Lock
from crawler.storage.state import Store
from crawler.storage.state.records import Written
from crawler.verdict import judge, run_line
from crawler.verdict.history import History, usual_shares
from crawler.verdict.words import Verdict

logger = logging.getLogger(__name__)

FORMS_KNOWN = "forms_known"  # baseline: start of the first run that recorded rows elsewhere and files to the end


class OpenFiles(NamedTuple):
    """What an open run has in its hands."""

    lock: Lock
    files: DurableFiles
    store: Store
    recorder: Recorder
    items: ItemsUnderWay
    state: CrawlState
    runs: Journal


class Session:
    """The run under way. `stats` is its account; `refused` says why it could not be opened, else it is None.

    opened: its files, None for a refused run; verdict: once it is closed; archive: what is asked in the newsroom's place.
    """

    recorder_type: type[Recorder] = Recorder
    items_type: type[ItemsUnderWay] = ItemsUnderWay
    archive: PastArchive | None = None

    def __init__(self, site: Site, folder: Path, clock: Clock, settings: SettingsLike) -> None:
        self.site = site
        self.folder = folder
        self.clock = clock
        self.settings = settings
        self.stats = RunStats(site.name, run_id_of(clock.now()), clock.stamp())
        self.refused: str | None = None
        self.opened: OpenFiles | None = None
        self.verdict: Verdict | None = None
        self.ordered: dict[tuple[str, str], Ordered] = {}  # asked for by the spider and not in the queue yet
        self.sitemaps: list[str] = []  # addresses that the newsroom's robots.txt names
        self.closers: list[Callable[[], None]] = []  # of what else is written; called before the run is judged
        self.mark = ReadingMark(folder)
        self.alerts = AlertOptions.of(settings, os.environ)
        self._answers: Answers | None = None
        self._forms: Forms | None = None
        self.completeness: Completeness | None = None
        self._history = History()  # without this run
        self._deep = self._limited = False

    # The beginning

    @classmethod
    def open(cls, site: Site, folder: Path, clock: Clock, settings: SettingsLike, files: DurableFiles | None = None) -> Self:
        """Take the lock, cut a torn tail, let the state catch up with the journal.

        Where that fails the run is made all the same, with `refused`: it makes no request and ends with its verdict.
        """
        session = cls(site, folder, clock, settings)
        try:
            session.opened = session._open(files or DurableFiles())
        except Locked as error:
            session.refused = session.stats.locked = str(error)
        except StorageError as error:
            session.refused = str(error)
            session.stats.storage_errors.append(str(error))
        return session

    def _open(self, files: DurableFiles) -> OpenFiles:
        lock = Lock(self.folder, f"run {self.stats.run}, process {os.getpid()}")
        try:
            names = ("articles", "quarantine", "runs")
            journal, quarantine, runs = (Journal(self.folder / f"{name}.jsonl", files) for name in names)
            where = self.settings.get("STATE_URL") or self.folder / "state.sqlite"
            store = Store.open(where, self.site.name, journal.path, lambda: self.clock.now().timestamp())
            catch_up(store, self.folder, partial(self._queue_alerts, store))
            self.site = as_known(self.site, store)
            self.stats.waiting = by_channel(store.outbox.waiting())
            state = CrawlState(store, self.site, self.stats.started)
            write_broken(self.folder, state, runs, self.alerts)
        except StorageError:
            lock.release()
            raise
        recorder = self.recorder_type(self.site, store, journal, quarantine, self.stats, self.clock, files)
        self._history = History.of(store.runs.last(), store.articles.release_days())
        items = self.items_type(recorder, usual_shares(self._history), self.mark, state.looks)
        recorder.on_stored = partial(self._queue_alerts, store)
        return OpenFiles(lock, files, store, recorder, items, state, runs)

    def _queue_alerts(self, store: Store, lines: Sequence[Written | JsonMapping]) -> None:
        # What a version before this one left out is no news: it goes into one message.
        enqueue(store, lines, self.alerts, backlog=store.baselines.get(FORMS_KNOWN) is None)

    def begin(self, options: Options) -> list[FetchTask]:
        """The first tasks of the run: known listings or start pages, what is pending, what is due for another look."""
        opened = self._must_be_open()
        state = opened.state
        state.note_rules(rules_version(self.site), self.stats.run)
        by_age = not options.limited and state.deep_is_due(float(self.settings.get("DEEP_EVERY_DAYS") or 0))
        everything, state.anew = options.deep, self._anew(opened.store)
        options = replace(options, deep=everything or by_age)
        frontier = SourceFrontier(self.site, options, self.stats, state, self.sitemaps)
        forms = self._forms = Forms(self.site, opened.recorder, opened.items, is_on(self.settings.get("PDF_TEXT", True)))
        self._answers = Answers(self.site, frontier, opened.items, opened.recorder, state, self.clock, forms)
        self._limited = options.limited
        self._deep = options.deep and not options.limited
        self.completeness = frontier.completeness
        self.stats.limited = options.bounds
        entries = [(each.url, each.section) for each in state.entry_listings()]
        tasks = frontier.begin(entries, state.pending(options.since, options.deep))
        tasks = forms.plan(tasks) + [task for task in forms.overdue(state.anew) if self.stats.account.discover(task.key)]
        due = state.in_time([*state.rechecks(everything, by_age), *state.fresh(self.settings, options.limited)])
        return tasks + [state.look_at(known) for known in due if self._may_look_again(known, forms, frontier)]

    def _may_look_again(self, known: Known, forms: Forms, frontier: SourceFrontier) -> bool:
        """Whether a known article is asked for in this run; then it has its place among the run's articles."""
        return forms.may_be_asked(known) and self.stats.account.discover(known.id) and frontier.room.takes(known.id)

    def _anew(self, store: Store) -> bool:
        """Whether the newsroom was crawled only by a version that left out what is no page of its own."""
        known = store.baselines.get(FORMS_KNOWN) is not None
        if not known and not store.runs.last(1):
            store.baselines.save(FORMS_KNOWN, self.stats.started)
            return False
        return not known

    # Its parts

    @property
    def answers(self) -> Answers:
        """What decides about answers; only after `begin`."""
        assert self._answers is not None, "begin() comes first"
        return self._answers

    @property
    def items(self) -> ItemsUnderWay:
        """Where the pipelines bring their items; only of a run that was not refused."""
        return self._must_be_open().items

    @property
    def recorder(self) -> Recorder:
        """What writes journal, quarantine and state; only of a run that was not refused."""
        return self._must_be_open().recorder

    @property
    def store(self) -> Store | None:
        """The newsroom's state; None where the run was refused."""
        return self.opened.store if self.opened else None

    def validators(self, task: FetchTask) -> dict[str, str | None]:
        """ETag and Last-Modified of the known copy, where a 304 is as good as the page; else empty."""
        if self._forms is not None and self._forms.needs_the_answer(task):
            return {}
        return self._must_be_open().state.validators_for(task)

    def _must_be_open(self) -> OpenFiles:
        assert self.opened is not None, f"the run was refused: {self.refused}"
        return self.opened

    # What went wrong

    def stop(self, reason: str) -> None:
        """The run ends early; the first reason stays."""
        self.stats.stopped = self.stats.stopped or reason

    def crashed(self, message: str, traceback: str = "") -> None:
        """An exception that no rule expected: the run goes on, and ends with `crash`."""
        logger.error("%s\n%s", message, traceback)
        self.stats.crashes.append(message)

    def storage_failed(self, error: BaseException) -> None:
        """Output could not be written: the run ends with `storage`."""
        logger.error("%s", error)
        self.stats.storage_errors.append(str(error))

    # The end: everything to disk, the verdict, the run's line, the report, the summary, in this order

    def finish(self) -> int:
        """Close the run once and for all; returns the exit code. Calling it again only returns the code."""
        if self.verdict is None:
            for close in self.closers:
                close()
            self.verdict = self._close()
        return self.verdict.exit_code

    def _close(self) -> Verdict:
        """Close the files and judge the run. A failure to write makes the verdict `storage`, and is never raised."""
        self.stats.finished = self.clock.stamp()
        opened = self.opened
        if opened is not None:
            try:
                if not self.stats.stopped:
                    if self.ordered:
                        self.answers.let_fall(self.ordered.values(), self.settings)
                    opened.items.leave_out_the_rest()
                if self._answers is not None:
                    self._answers.notices.conclude()
                opened.recorder.sync()
                opened.items.passing.save(opened.store)
                self._conclude(opened)
            except StorageError as error:
                self.storage_failed(error)
        verdict = judge(self.stats, self._history)
        verdict = self._keep(opened, verdict) if opened is not None else verdict
        print_while_read(summary(self.site, self.folder, self.stats, verdict), summary_stream(self.settings.get("FEEDS") or ()))
        return verdict

    def _conclude(self, opened: OpenFiles) -> None:
        if self.completeness is not None:
            self.completeness.conclude(self.stats, opened.state.held, (*opened.state.accepted_gaps(), *self.site.accepted))

    def _keep(self, opened: OpenFiles, verdict: Verdict) -> Verdict:
        """Write what a run leaves behind its articles; gives the verdict again if that fails."""
        try:
            self._write_run(opened, verdict)
        except StorageError as error:
            self.storage_failed(error)
            verdict = judge(self.stats, self._history)
            with suppress(StorageError):  # where the line itself could not be written there is no other
                self._keep_line(opened, verdict)
        finally:
            files = (opened.recorder, opened.runs, opened.store, self.mark)
            for step in (*(each.close for each in files), opened.lock.release):
                try:
                    step()
                except StorageError as error:
                    self.storage_failed(error)
        return verdict

    def _write_run(self, opened: OpenFiles, verdict: Verdict) -> None:
        self._keep_line(opened, verdict)
        stored = opened.recorder.stored
        show = partial(
            write_run_files, self.folder, self.stats, verdict, opened.store, stored.lines(), self.site.company,
            self.site.start[0], self.site.language, opened.files, stored.total, is_on(self.settings.get("FEED_IMAGES", True)),
            str(self.settings.get("REPORT_NOTE") or ""), self.settings.get("OUTPUT_DIR"),
        )  # fmt: skip
        show()
        self.stats.unsent = deliver(opened.store, self.alerts).said
        if self.stats.unsent:
            show()  # what the summary says of them stands in the report, too

    def _keep_line(self, opened: OpenFiles, verdict: Verdict) -> None:
        line = run_line(self.stats, verdict, company=self.site.company, versions=versions_of(self.site))
        keep_line(opened.store, opened.runs, line, partial(self._remember, opened, line, verdict))

    def _remember(self, opened: OpenFiles, line: JsonObject, verdict: Verdict) -> None:
        """What the next runs are compared with."""
        remember_line(opened.store, line, verdict, self.alerts)
        opened.state.gaps.save(self.stats.gaps)
        if self._deep and verdict.exit_code in (0, 10) and verdict.name != "stopped":
            opened.state.deep_done()
        if opened.state.anew and not self._limited and not self.stats.stopped and verdict.exit_code in (0, 10):
            opened.store.baselines.save(FORMS_KNOWN, self.stats.started)


def session_of(spider: object) -> Session | None:
    """The run that a spider makes; None for a spider that is none of ours, so that what asks can let everything pass."""
    found = getattr(spider, "session", None)
    return found if isinstance(found, Session) else None
