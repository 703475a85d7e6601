"""What a run leaves for people and for feed readers: report.html, feed.xml and feed.json beside the journal."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crawler.items import JsonMapping
from crawler.report.feeds import FeedEntry, FeedHead, atom, json_feed, without_pictures
from crawler.report.index import refresh_index
from crawler.report.page import Shown, report_page
from crawler.revision import Known
from crawler.stats import RunStats
from crawler.storage import own_files
from crawler.storage.durable import DurableFiles
from crawler.storage.state import Store
from crawler.verdict import run_line
from crawler.verdict.words import Verdict

FEED_ENTRIES = 50
_MINOR = frozenset({"minor", "moved"})
_BESIDE = ("articles.jsonl", "quarantine.jsonl", "runs.jsonl", "feed.xml", "feed.json")


def write_run_files(
    folder: Path,
    facts: RunStats,
    verdict: Verdict,
    store: Store | None,
    lines: Sequence[JsonMapping],
    company: str | None = None,
    home: str | None = None,
    language: str | None = None,
    files: DurableFiles | None = None,
    written: int = 0,
    pictures: bool = True,
    note: str = "",
    output: object = None,
) -> list[Path]:
    """Write report.html, feed.xml and feed.json of a run into its folder; call it once, at the end of the run.

    facts, verdict: of this run, whether or not its line is in the store by now. store: the newsroom's state, None if it
    could not be opened (then the report alone is written, and the feeds stay as they are). lines: the journal lines
    written in this run, or those of `StoredLines`; written: how many there are in all, where these are not all. company, home,
    language: of the site's declaration, for the headings; pictures: whether the feeds show them; note: a sentence for the
    report's top; output: the setting OUTPUT_DIR, whose page of all newsrooms is written as well.
    Each file is written aside, fsynced and renamed. Returns what was written. Raises StorageError.
    """
    durable = files or DurableFiles()
    entries = [] if store is None else feed_entries(store)
    name = company or next((str(each.line["company"]) for each in entries if each.line.get("company")), facts.site)
    head = FeedHead(facts.site, name, home, language)
    told = entries if pictures else list(map(without_pictures, entries))
    found = [] if store is None else _write_feeds(folder, head, told, facts.finished, durable)
    shown = replace(_shown(folder, facts, verdict, store, lines, name), written=written, home=home, note=note)
    durable.replace(folder / "report.html", report_page(shown))
    refresh_index(folder, output, facts.finished, durable)
    return [*found, folder / "report.html"]


def _write_feeds(
    folder: Path, head: FeedHead, entries: Sequence[FeedEntry], finished: str, output: DurableFiles
) -> list[Path]:
    feeds = {"feed.xml": atom(head, entries, finished), "feed.json": json_feed(head, entries)}
    found: list[Path] = []
    for path, payload in ((folder / file, payload) for file, payload in feeds.items()):
        if not own_files.exists(path) or (entries and own_files.content(path) != payload):  # a run without news changes nothing
            output.replace(path, payload)
            found.append(path)
    return found


def feed_entries(store: Store, limit: int = FEED_ENTRIES) -> list[FeedEntry]:
    """The newest releases that are not withdrawn, newest first, read from the journal."""
    found = []
    for known in store.articles.newest(limit):
        line = store.line_of(known)
        if line is not None:
            found.append(FeedEntry(line, _updated(store, known, line)))
    return found


def _updated(store: Store, known: Known, line: JsonMapping) -> str:
    """When what the release says last changed."""
    if line["event"] not in _MINOR:
        return str(line.get("fetched") or known.first_seen)
    said = [each["seen"] for each in store.articles.revisions_of(known.id) if each["event"] not in _MINOR and each["seen"]]
    return str(said[-1] if said else known.first_seen)


def _shown(
    folder: Path, facts: RunStats, verdict: Verdict, store: Store | None, lines: Sequence[JsonMapping], company: str
) -> Shown:
    files = [name for name in _BESIDE if (folder / name).exists()]
    if store is None:
        return Shown(facts, verdict, company, lines, [run_line(facts, verdict)], files=files)
    runs = [run for run in store.runs.last() if run.get("run") != facts.run]
    return Shown(
        facts, verdict, company, lines, [*runs, run_line(facts, verdict)], store.articles.release_days(100_000),
        store.articles.count(), store.pending.failures(), store.listings.entries(), files,
    )  # fmt: skip
