"""What a run decides about articles and writes down: every discovered article gets its one outcome here.

The order of what is durable: the line is appended, its group is fsynced, and only then the log says `stored` and the state
remembers it. A run killed between any two of these steps loses nothing and repeats nothing.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.clock import Clock
from crawler.items import Article, JsonObject, line
from crawler.report.page import Foremost
from crawler.revision import Decision, Known, Seen, decide, withdrawn
from crawler.run.crawl_state import SKIPPED
from crawler.run.frontier import FetchTask
from crawler.site import Site
from crawler.stats import RunStats
from crawler.storage.journal import Journal
from crawler.storage.state import Store
from crawler.storage.state.records import Written
from crawler.text.difference import difference, seen_article
from crawler.urls import canonical_url

logger = logging.getLogger(__name__)

# Refusals of requests that were never made: the page itself has not failed, and the next run asks for it.
NEVER_ASKED = re.compile(r"budget|stopped|retry_later|robots_unreachable|host_\w+")
GROUP = 32  # lines that are synced together at the most


@dataclass(slots=True)
class _Look:
    """An article on its way through the pipelines."""

    task: FetchTask
    digest: str  # of the page's bytes
    decision: Decision | None = None


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
        self, site: Site, store: Store, journal: Journal, quarantine: Journal, stats: RunStats, clock: Clock
    ) -> None:
        self.site = site
        self.store = store
        self.journal = journal
        self.stats = stats
        self.clock = clock
        self.stored = Foremost()  # of what this run brought to disk
        self.on_stored: Callable[[Sequence[JsonObject]], None] = lambda lines: (
            None
        )  # inside the state's transaction
        self._quarantine = quarantine
        self._looks: dict[int, _Look] = {}
        self._unsynced: list[_Entry] = []
        self._state_is_behind = False
        self._fresh: dict[str, Known] = {}  # content hash -> article written and not yet in the state

    # Articles that were read

    def admit(self, article: Article, task: FetchTask, digest: str) -> None:
        """An article was read for this task and goes on its way through the pipelines."""
        self._looks[id(article)] = _Look(task, digest)

    def reject(self, article: Article, reasons: Sequence[str]) -> None:
        """Hold back an admitted article that is not valid."""
        self.hold_back(article, self._looks.pop(id(article)).task, reasons)

    def hold_back(self, article: Article, task: FetchTask, reasons: Sequence[str]) -> None:
        """Quarantine an article that must not enter the journal; it is looked at again later."""
        self._quarantine.append({"run": self.stats.run, "reasons": list(reasons), "article": line(article)})
        self._quarantine.sync()
        self.fail(task, f"quarantined:{reasons[0]}")

    def revise(self, article: Article) -> str | None:
        """Make the article a revision; or give the reason it needs no line (`unchanged`, `duplicate`)."""
        look = self._looks[id(article)]
        known = self.store.articles.known([article.id]).get(article.id)
        if known and known.status == "live" and known.page_digest == look.digest and known.canonical_url == article.canonical_url:
            # The same bytes are the same revision, whatever the rules or the learned template make of them by now.
            del self._looks[id(article)]
            self._drop(look, Decision("unchanged", known.id), article)
            return "unchanged"
        asked = canonical_url(look.task.url, self.site)
        moved_from = asked if asked != article.canonical_url else None
        read = line(article)
        seen = seen_article(read, self.stats.run, moved_from, look.digest)
        words = seen.content_hash or ""
        twin = None if known else self._fresh.get(words) or self.store.articles.with_hash(words)
        before = self.store.line_of(known) if known else None
        look.decision = decide(known, seen, twin, difference(before, read) if before else None)
        if look.decision.writes:
            look.decision.stamp(article)
            return None
        del self._looks[id(article)]
        self._drop(look, look.decision, article)
        return look.decision.event

    def write(self, article: Article) -> None:
        """Append a revision; a full group is synced at once, the caller sees to the others (`unsynced`, `sync`)."""
        look = self._looks.pop(id(article))
        assert look.decision is not None, "revise() comes before write()"
        self._append(line(article), look.decision, look.task.key, look.digest)

    def _drop(self, look: _Look, decision: Decision, article: Article) -> None:
        key = look.task.key
        if decision.event == "duplicate":
            self.sync()  # what it duplicates must be in the state before an alias leads to it
            names = {key, look.task.url, *decision.aliases} - {decision.id}
            self.store.articles.add_aliases([(name, decision.id, True) for name in sorted(names)])
            self.stats.account.settle(key, "skipped", "duplicate")
            return
        self.store.articles.checked(
            decision.id, article.fetched or "", article.http.etag, article.http.last_modified, look.digest
        )
        self.store.pending.settled([key])
        self.stats.account.settle(key, "unchanged", "same")

    # Answers without an article

    def look(self, task: FetchTask, outcome: str, status: int) -> None:
        """A page answered `not_modified` (304), `gone` (404, 410) or `soft_404`."""
        known = self.store.articles.known([task.key]).get(task.key)
        decision = decide(known, Seen(outcome, self.stats.run, task.key, canonical_url(task.url, self.site)))
        now = self.clock.stamp()
        if known is None:
            self.fail(task, "soft_404" if outcome == "soft_404" else f"http_{status}")
        elif decision.writes:
            before = self.store.line_of(known)
            assert before is not None, f"{known.id} is in the state and not in the journal"
            self._append(withdrawn(before, decision, self.stats.run, now, status), decision, task.key, None)
        elif decision.event == "missing":
            self.store.articles.missing(decision.id, self.stats.run, now)
            self.stats.account.settle(task.key, "unchanged", "missing_once")
        else:
            self.store.articles.checked(decision.id, now)
            self.stats.account.settle(task.key, "unchanged", "not_modified" if status == 304 else "removed_before")

    def fail(self, task: FetchTask, reason: str) -> None:
        """An article could not be fetched, read or kept; it is tried again later, or passed over for a while."""
        if reason in SKIPPED:
            self.stats.account.settle(task.key, "skipped", reason)
            self.store.pending.skip(task.key, task.url, reason)
            return
        self.stats.account.settle(task.key, "failed", reason)
        if not task.recheck:
            asked = not NEVER_ASKED.fullmatch(reason)
            self.store.pending.failed(task.key, task.url, reason, section=task.section, tried=asked)

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
        """Bring what was written to disk, say so, and let the state remember it."""
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
            logger.info(
                "stored %s revision %d (%s)", entry.record["id"], entry.record["revision"], entry.record["event"]
            )
        self.stored.add([entry.record for entry in group])
        self._remember(group, written, end)
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

    def _append(self, record: JsonObject, decision: Decision, key: str, digest: str | None) -> None:
        length = self.journal.append(record)
        self._unsynced.append(_Entry(record, length, decision, key, digest))
        self._fresh[record["content_hash"]] = Known(
            record["id"], record["canonical_url"], record["content_hash"], published=record["published"]
        )
        self.stats.account.settle(key, "failed", "storage")  # until it is on disk
        if len(self._unsynced) >= GROUP:
            self.sync()
