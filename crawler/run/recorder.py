"""What a run decides about articles and writes down: every discovered article gets its one outcome here.

The order of what is durable: the line is appended, its group is fsynced, and only then the log says `stored` and the state
remembers it. A run killed between any two of these steps loses nothing and repeats nothing.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.clock import Clock
from crawler.items import ELSEWHERE, Article, Changes, JsonObject, Row, line
from crawler.reasons import Effect, Reason, reason_of
from crawler.revision import Decision, Known, Seen, decide, withdrawn
from crawler.run.crawl_state import PASSED_OVER, SLOW_DAYS
from crawler.run.fetch_task import FetchTask
from crawler.run.pending_rows import is_file, is_news, pending
from crawler.run.quality_gate import Objections
from crawler.run.rules import may_be_read_by_others
from crawler.site import Site
from crawler.stats import RunStats, StoredLines
from crawler.storage.durable import DurableFiles
from crawler.storage.journal import Journal
from crawler.storage.state import Store
from crawler.storage.state.pending import LONGEST
from crawler.storage.state.records import Written
from crawler.urls import canonical_url

logger = logging.getLogger(__name__)

GROUP = 32  # lines that are synced together at the most
MAX_HELD = 20  # lines that wait for the answers after them before they are on disk
MAX_CASES = 50  # pages of doubtful readings kept of one run
RECHECK_DAYS = 14.0  # until a stored article whose page was held back is tried again by the same rules
A_DAY = 20 * 3600  # seconds: the next day's run comes before 24 hours are over, if the last one was slow
DROPPED_DAYS = 36_500  # an article that the user's own pipeline dropped does not come up again by itself


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line on its way to disk."""

    record: JsonObject
    length: int
    decision: Decision
    key: str
    digest: str | None


class Recorder:
    """Journal, quarantine, state and account of one run. Methods raise StorageError."""

    def __init__(
        self, site: Site, store: Store, journal: Journal, quarantine: Journal, stats: RunStats, clock: Clock,
        files: DurableFiles,
    ) -> None:  # fmt: skip
        self.site = site
        self.store = store
        self.journal = journal
        self.stats = stats
        self.clock = clock
        self.stored = StoredLines()  # of what this run brought to disk
        self.on_stored: Callable[[Sequence[JsonObject]], None] = _ignore  # inside the state's transaction
        self._quarantine = quarantine
        self._files = files
        self._cases = 0
        self._unsynced: list[_Entry] = []
        self._suspects: set[str] = set()
        self._held: dict[str, tuple[JsonObject, Decision, str | None]] = {}  # by key
        self._state_is_behind = False
        self._fresh: dict[str, list[Known]] = {}  # content hash -> articles written and not yet in the state

    # Articles that were read

    def hold_back(self, article: Article, task: FetchTask, found: Objections, body: bytes) -> None:
        """Quarantine an article that must not enter the journal; it is looked at again later. body: of its page."""
        self.stats.drifted += [doubt.fact(article.url) for doubt in found.doubts]
        if found.doubts:
            self._keep_case(task, body)
        self.set_aside(article, found.words)
        self.fail(task, f"quarantined:{found.words[0]}")

    def keep_unreadable(self, article: Article, task: FetchTask, body: bytes) -> None:
        """Keep the page of a release that could not be read, with what little was, so that its address is known."""
        self._keep_case(task, body)
        if not article.id:
            article.id = task.key
        self.set_aside(article, ("unreadable",))

    def set_aside(self, article: Article, reasons: Sequence[str]) -> None:
        """Write an article into quarantine.jsonl."""
        self._quarantine.append({"run": self.stats.run, "reasons": list(reasons), "article": line(article)})
        self._quarantine.sync()

    def twin(self, words: str, published: str | None) -> Known | None:
        """Another article with this content hash, written in this run or known from an earlier one; best one of that day."""
        day = (published or "")[:10]
        fresh = self._fresh.get(words, [])
        of_day = next((each for each in fresh if (each.published or "")[:10] == day), None)
        return of_day or self.store.articles.with_hash(words, day=day) or next(iter(fresh), None)

    def needs_no_line(self, article: Article, task: FetchTask, decision: Decision, digest: str | None) -> None:
        """An article that is known as it is (`unchanged`), or under another id (`duplicate`). digest: of its page."""
        if decision.event == "duplicate":
            self.sync()  # what it duplicates must be in the state before an alias leads to it
            names = {task.key, task.url, *decision.aliases} - {decision.id}
            self.store.articles.add_aliases([(name, decision.id, True) for name in sorted(names)])
            self.stats.account.settle(task.key, "skipped", "duplicate")
            return
        if not task.recheck and task.key != decision.id:  # the address of a row leads to it
            self.sync()
            self.store.articles.add_aliases([(task.key, decision.id, False)])
        http = article.http
        self.store.articles.checked(decision.id, article.fetched or "", http.etag, http.last_modified, digest)
        self.store.pending.settled([task.key])
        self.stats.account.settle(task.key, "unchanged", "same")

    def end_renamed(self, known: Known, task: FetchTask) -> None:
        """An article whose address leads to another one, which was stored under its new name before this was seen."""
        before = self.store.line_of(known)
        if before is None:
            return
        decision = Decision(
            "removed", known.id, known.revision + 1, known.canonical_url, known.content_hash, known.content_hash,
            known.first_seen, Changes("moved", ["canonical_url"]),
        )  # fmt: skip
        self.append(withdrawn(before, decision, self.stats.run, self.clock.stamp(), 301), decision, task.key, None)

    def append(self, record: JsonObject, decision: Decision, key: str, digest: str | None) -> None:
        """A line for the journal; a full group is synced at once, the caller sees to the others (`unsynced`, `sync_group`)."""
        self._note_written(record, key)
        if key not in self._suspects:
            self._append(record, decision, key, digest)
            return
        self._held[key] = (record, decision, digest)
        if len(self._held) > MAX_HELD:
            self._let_go(next(iter(self._held)))

    def suspect(self, key: str) -> None:
        """What was answered for this article may turn out to be a notice: its line waits for the answers after it."""
        self._suspects.add(key)

    def cancel(self, key: str) -> JsonObject | None:
        """Take the line of an article that waits out, as if it had never been read; None where none waits."""
        held = self._held.pop(key, None)
        if held is None:
            return None
        self._fresh.pop(held[0]["content_hash"], None)
        return held[0]

    def _let_go(self, key: str) -> None:
        record, decision, digest = self._held.pop(key)
        self._append(record, decision, key, digest)

    def _note_written(self, record: JsonObject, key: str) -> None:
        written = Known(
            record["id"], record["canonical_url"], record["content_hash"], published=record["published"],
            section=record["section"],
        )  # fmt: skip
        self._fresh.setdefault(written.content_hash, []).append(written)
        self.stats.account.settle(key, "failed", "storage")  # until it is on disk

    def _append(self, record: JsonObject, decision: Decision, key: str, digest: str | None) -> None:
        length = self.journal.append(record)
        self._unsynced.append(_Entry(record, length, decision, key, digest))
        if len(self._unsynced) >= GROUP:
            self.sync_group()

    def drop(self, task: FetchTask) -> None:
        """A pipeline of the user's own dropped an article: it is looked at again when its row changes, and on deep runs."""
        now = self.clock.stamp()
        self.stats.account.settle(task.key, "skipped", "dropped")
        with self.store.transaction():
            if task.recheck:
                self.store.articles.checked(task.key, now)
                return
            self.store.pending.settled([task.key])  # what its row says now is what a change is seen by
            row = task.row or Row(task.url, section=task.section)
            self.store.pending.discovered([pending(task.key, row, now)])
            self.store.pending.skip(task.key, task.url, "dropped", DROPPED_DAYS)

    def _keep_case(self, task: FetchTask, body: bytes) -> None:
        """Keep the page of a reading that is in doubt, for the person who repairs the layout."""
        self._cases += 1
        if self._cases <= MAX_CASES:
            name = re.sub(r"[^A-Za-z0-9]+", "-", task.key)
            folder = self.journal.path.parent / "cases" / self.stats.run
            self._files.replace(folder / f"{name}.html", body)

    # Answers without an article

    def look(self, task: FetchTask, outcome: str, status: int) -> None:
        """A page answered `not_modified` (304), `gone` (404, 410) or `soft_404`."""
        known = self.store.articles.known([task.key]).get(task.key)
        decision = decide(known, Seen(outcome, self.stats.run, task.key, canonical_url(task.url, self.site)))
        now = self.clock.stamp()
        if known is None or known.form == ELSEWHERE:  # of what stands elsewhere nobody here knows whether it is gone
            self.fail(task, "soft_404" if outcome == "soft_404" else f"http_{status}")
        elif decision.writes:
            before = self.store.line_of(known)
            assert before is not None, f"{known.id} is in the state and not in the journal"
            self.append(withdrawn(before, decision, self.stats.run, now, status), decision, task.key, None)
        elif decision.event == "missing":
            self.store.articles.missing(decision.id, self.stats.run, now)
            self.stats.account.settle(task.key, "unchanged", "missing_once")
        else:
            self.store.articles.checked(decision.id, now)
            self.stats.account.settle(task.key, "unchanged", "not_modified" if status == 304 else "removed_before")

    def fail(self, task: FetchTask, reason: str, noted: str = "") -> None:
        """An article could not be fetched, read or kept; it is tried again later, or passed over for a while.

        noted: the reason with more detail, for the state.
        """
        may_pass = reason == Reason.NOT_HTML and not is_file(task, self.store.pending.of(task.key))
        if reason_of(reason).effect in PASSED_OVER and not may_pass:
            self.stats.account.settle(task.key, "skipped", reason)
            self.store.pending.skip(task.key, task.url, reason)
            return
        self.stats.account.settle(task.key, "failed", reason)
        if reason == Reason.TOO_SLOW:  # it would hold up the next run as well
            self.store.pending.skip(task.key, task.url, reason, SLOW_DAYS)
        elif not task.recheck:
            asked = reason_of(reason).effect is not Effect.NOT_ASKED
            longest = A_DAY if is_news(task.row, self.clock.stamp()) else LONGEST
            self.store.pending.failed(task.key, task.url, noted or reason, None, task.section, asked, longest)
        elif may_be_read_by_others(reason):  # a stored article is looked at again by its age, unless the rules change before
            self.store.pending.skip(task.key, task.url, reason, RECHECK_DAYS)

    def put_off(self, task: FetchTask, reason: str) -> None:
        """An article that this run does not want; a run with other arguments takes it up at once."""
        self.stats.account.settle(task.key, "skipped", reason)
        self.store.pending.failed(task.key, task.url, reason, self.clock.stamp(), task.section)

    # To disk

    @property
    def unsynced(self) -> int:
        """Number of written lines that are not on disk yet."""
        return len(self._unsynced)

    def sync(self) -> None:
        """Bring all that was written to disk, say so, and let the state remember it."""
        for key in list(self._held):
            self._let_go(key)
        self.sync_group()
        self._fresh.clear()

    def sync_group(self) -> None:
        """The same, but for lines that wait for the answers after them."""
        group, self._unsynced = self._unsynced, []
        if not group:
            return
        offset = self.journal.size
        end = self.journal.sync()
        written = []
        for entry in group:
            written.append(Written(entry.record, offset, entry.length, entry.digest, entry.decision.aliases))
            offset += entry.length
            self.stats.account.settle(entry.key, "stored", entry.record["event"])
            logger.log(
                # Of rows without a page of their own a listing may have hundreds: one line for all was written before.
                logging.DEBUG if entry.record.get("form") else logging.INFO,
                "stored %s revision %d (%s)", entry.record["id"], entry.record["revision"], entry.record["event"],
            )  # fmt: skip
        self.stored.add([entry.record for entry in group])
        self._remember(group, written, end)
        if not self._held:
            self._fresh.clear()

    def _remember(self, group: Sequence[_Entry], written: Sequence[Written], end: int) -> None:
        if self._state_is_behind:
            return
        # Once a group is missing, a later one must not move the state's journal offset past it: the next run catches up.
        self._state_is_behind = True
        with self.store.transaction():
            self.store.remember(written, end)
            self.store.pending.settled([entry.key for entry in group])
            self.on_stored([entry.record for entry in group])
        self._state_is_behind = False

    def close(self) -> None:
        """Sync and close the files."""
        try:
            self.sync()
        finally:
            self.journal.close()
            self._quarantine.close()


def _ignore(lines: Sequence[JsonObject]) -> None:
    """Nobody asked to be told."""
