"""Writes what a second reading found as `changed` lines with the reason `rules`, through the journal and the state."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from crawler.alerts import AlertOptions, enqueue
from crawler.errors import StorageError
from crawler.items import JsonObject
from crawler.reextract.reading import TOLD, Outcome
from crawler.storage.journal import Journal, Lock
from crawler.storage.state import Store
from crawler.storage.state.records import Written
from crawler.text.difference import text_diff

GROUP = 200  # lines that are synced together


def changed_line(outcome: Outcome, run: str) -> JsonObject:
    """The next revision of an article that today's rules read otherwise. The fetch is the old one; only the run is new."""
    assert outcome.before is not None
    assert outcome.after is not None
    before, after = outcome.before, dict(outcome.after)
    after["event"] = "changed"
    after["revision"] = before["revision"] + 1
    after["previous_hash"] = before.get("content_hash")
    after["run"] = run
    fields = [name for name in outcome.fields if name not in TOLD]
    pointer = after.pop("archive", None)
    after["changes"] = {"reason": "rules", "fields": fields, "diff": text_diff(before, after)}
    return after if pointer is None else after | {"archive": pointer}


class Writing:
    """The site's journal and state, locked against a run. Methods raise StorageError, the constructor Locked."""

    def __init__(self, folder: Path, run: str, alerts: AlertOptions, state_url: str | None = None) -> None:
        """folder: OUTPUT_DIR/SITE; alerts: for lines that a killed run wrote and did not announce, not for the rules' own.

        state_url: STATE_URL, if the state is kept there.
        """
        self.run = run
        self.written = 0
        self._alerts = alerts
        self._lock = Lock(folder, f"reextract {run}")
        try:
            self._journal = Journal(folder / "articles.jsonl")
            self._store = Store.of_folder(folder, state_url)
            self._store.catch_up(self._announce)
        except StorageError:
            self._lock.release()
            raise
        self._group: list[tuple[JsonObject, int, str]] = []

    def write_all(self, found: Iterable[Outcome]) -> None:
        """Append a line for each outcome that says more than its line does."""
        for outcome in found:
            if outcome.kind == "differs" and outcome.says_more:
                record = changed_line(outcome, self.run)
                self._group.append((record, self._journal.append(record), outcome.digest))
                if len(self._group) >= GROUP:
                    self._sync()
        self._sync()

    def _announce(self, lines: Sequence[Written]) -> None:
        enqueue(self._store, lines, self._alerts)

    def _sync(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        offset = self._journal.size
        end = self._journal.sync()
        written = []
        for record, length, digest in group:
            written.append(Written(record, offset, length, digest or None))
            offset += length
        # No alert goes out: the company has changed nothing.
        self._store.remember(written, end)
        self.written += len(group)

    def close(self) -> None:
        try:
            self._journal.close()
            self._store.close()
        finally:
            self._lock.release()
