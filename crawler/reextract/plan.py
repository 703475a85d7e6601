"""Which archived pages belong to which journal line. Pure, but for reading the journal and the indexes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler.items import JsonObject, is_past
from crawler.policy.rights import KEY
from crawler.site import Site
from crawler.storage.archive.cdxj import Entry, read_index
from crawler.storage.journal import read_articles

_Key = tuple[str, str]  # name of a run's file, or "", and pointer


@dataclass(frozen=True, slots=True)
class Task:
    """One article to read again.

    offset: of its line in the journal, in bytes; pointers: its archived pages, the further pages of its body after the
    first; note: what the crawl knew of it (`Exchange.note`).
    """

    offset: int
    pointers: tuple[str, ...]
    note: JsonObject


@dataclass(slots=True)
class Plan:
    """What can be read again, in the order of the journal, and how many articles cannot, by reason."""

    tasks: list[Task] = field(default_factory=list)
    signals: bool = False  # whether the crawl records usage signals, so that a second reading does
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Last:
    """Where the last line of an article stands, and which page it was read from."""

    offset: int
    event: str
    content_hash: str | None
    pointer: str | None
    run: str | None
    read_at: int  # offset of the line that was read from that page
    read_hash: str | None
    form: str | None


def site_of_lines(journal: Path, name: str) -> Site | None:
    """The site of an undeclared newsroom as its lines tell it, with what its last run was given as its company and language.

    None where the journal is empty. A language that no page states is the one that was given.
    """
    first, company, language = "", None, None
    for record, _ in read_articles(journal):
        first = first or record["url"]
        if is_past(record):
            continue
        company = record.get("company") or company
        if "language" not in (record.get("provenance") or {}):
            language = record.get("language")
    return Site.for_url(first, name, company, language) if first else None


def with_names(site: Site, told: Site) -> Site:
    """An undeclared newsroom with the company and the language that its lines tell, where it was given none itself."""
    company = told.company if site.company in site.hosts else site.company
    return replace(site, company=company, language=site.language or told.language)


def make_plan(journal: Path, archive: Path) -> Plan:
    """The plan for all articles of a journal that are not removed, by their last state."""
    index = Index(archive)
    found, signals = _last_lines(journal)
    plan = Plan(signals=signals)
    for last in sorted(found.values(), key=lambda each: each.offset):
        why = _obstacle(last)
        if why is None:
            assert last.pointer is not None
            plan.tasks.append(index.task(last.offset, last.pointer, last.run))
        else:
            plan.skipped[why] += 1
    return plan


def _obstacle(last: _Last) -> str | None:
    if last.event == "removed":
        return "removed"
    if last.form:
        return "no_page"
    if last.pointer is None:
        return "not_archived"
    return None if last.read_hash == last.content_hash else "text_of_another_page"


def _last_lines(journal: Path) -> tuple[dict[str, _Last], bool]:
    """The last line of each article, and whether any line has usage signals.

    A line without a page of its own (moved, back by a 304) keeps the page before.
    """
    found: dict[str, _Last] = {}
    signals = False
    start = 0
    for record, end in read_articles(journal):
        before = found.get(record["id"])
        start, here = end, start
        if is_past(record):
            continue
        pointer = record.get("archive")
        if pointer or before is None:
            page = (pointer, record.get("run"), here, record.get("content_hash"))
        else:
            page = (before.pointer, before.run, before.read_at, before.read_hash)
        found[record["id"]] = _Last(here, record["event"], record.get("content_hash"), *page, record.get("form"))
        signals = signals or KEY in (record.get("provenance") or {})
    return found, signals


class Index:
    """What an archive's indexes say of its pages. archive: the folder."""

    def __init__(self, archive: Path) -> None:
        self._notes, self._parts = _index(entry for path in sorted(archive.glob("*.cdxj")) for entry in read_index(path))

    def task(self, offset: int, pointer: str, run: str | None) -> Task:
        """The task of the article whose line stands at `offset` of the journal and was read from that page, by that run."""
        keys = ((_stem(run or ""), pointer), ("", pointer))
        note = next((self._notes[key] for key in keys if key in self._notes), {})
        further = next((self._parts[key] for key in keys if key in self._parts), ())
        return Task(offset, (pointer, *further), note)


def _index(entries: Iterable[Entry]) -> tuple[dict[_Key, JsonObject], dict[_Key, tuple[str, ...]]]:
    """Notes and further pages by (name of the run's file, pointer), and by pointer alone: ("", pointer)."""
    notes: dict[_Key, JsonObject] = {}
    parts: dict[_Key, list[tuple[int, str]]] = {}
    for entry in entries:
        for stem in (_stem(entry.filename), ""):
            if entry.note:
                notes[stem, entry.pointer] = entry.note
            first = entry.note.get("part_of")
            if first:
                parts.setdefault((stem, first), []).append((entry.offset, entry.pointer))
    ordered = {key: tuple(dict.fromkeys(pointer for _, pointer in sorted(found))) for key, found in parts.items()}
    return notes, ordered


def _stem(name: str) -> str:
    """What a run's id and its file's name have in common."""
    return "".join(char for char in name.removesuffix(".warc.gz") if char.isalnum())
