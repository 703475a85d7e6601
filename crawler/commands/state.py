"""`scrapy state SITE show | forget WHAT | accept GAP | rebuild`: what is known of a newsroom, and how to correct it."""

import argparse
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.clock import stamp_of
from crawler.commands.places import OwnCommand, folder_of
from crawler.html.builder import clean
from crawler.run.crawl_state import SLOW
from crawler.run.held_releases import GAPS
from crawler.run.run_records import remember_runs
from crawler.storage import own_files
from crawler.storage.journal import Journal, Lock
from crawler.storage.state import STATE_FILE, Store, set_aside
from crawler.storage.state.baselines import ACCEPTED
from crawler.text.counting import counted

USAGE = "scrapy state SITE show [ID] | forget ID|listings|failures|history | accept GAP | rebuild"


class StateCommand(OwnCommand, ScrapyCommand):
    """Show, correct or remake the state of a newsroom. The journal is never changed."""

    scrapy_tells_usage = True

    def syntax(self) -> str:
        return "[options] SITE show [ID] | forget WHAT | accept GAP | rebuild"

    def short_desc(self) -> str:
        return "Show, correct or remake what is known of a newsroom"

    def long_desc(self) -> str:
        return (
            "show: counts, listings, failures with their next try; with an id, one article and its revisions. "
            "forget: an article by its id, so that the next run takes it for new, or all `listings` (the next run walks "
            "everything), `failures` (all are tried at once) or the `history` (what is usual is learned anew). "
            "accept: a gap that the summary names (`not read`) stays there and counts no more for the verdict. "
            "rebuild: make the state again from articles.jsonl and runs.jsonl."
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) < 2 or args[1] not in _ACTIONS:
            raise UsageError(f"usage: {USAGE}", print_help=False)
        folder = folder_of(self.settings, args[0])
        if not folder.is_dir():
            raise UsageError(f"{folder} does not exist: {args[0]} never ran with this OUTPUT_DIR", print_help=False)
        print(clean(_ACTIONS[args[1]](folder, self.settings.get("STATE_URL"), args[2:])))


def _show(folder: Path, url: str | None, rest: list[str]) -> str:
    if len(rest) > 1:
        raise UsageError(f"usage: {USAGE}", print_help=False)
    with Store.of_folder(folder, url) as store:
        return _article(store, rest[0]) if rest else _overview(store, folder)


def _article(store: Store, article_id: str) -> str:
    known = store.articles.known([article_id]).get(article_id) or store.articles.by_url(article_id)
    if known is None:
        return _waiting_article(store, article_id)
    rows = {
        "url": known.canonical_url, "title": known.title, "published": known.published, "status": known.status,
        "first seen": known.first_seen, "checked": known.last_checked, "etag": known.etag,
        "modified": known.last_modified, "hash": known.content_hash, "also at": ", ".join(known.others),
    }  # fmt: skip
    lines = [known.id, *(f"  {name:<10} {value}" for name, value in rows.items() if value)]
    lines += [f"  revision {each['revision']}: {each['event']}, {each['seen']}" for each in store.articles.revisions_of(known.id)]
    return "\n".join(lines)


def _waiting_article(store: Store, article_id: str) -> str:
    waiting = next((each for each in store.pending.due("9999-01-01T00:00:00Z") if article_id in (each.id, each.url)), None)
    if waiting is None:
        raise UsageError(f"{article_id} is not known: give an id such as minmetals:274143, or its URL", print_help=False)
    when = f"{waiting.reason or 'discovered'}, next try {waiting.next_try or 'next run'}"
    return f"{waiting.id}\n  url        {waiting.url}\n  waiting    {when}"


def _overview(store: Store, folder: Path) -> str:
    counts = ", ".join(f"{number} {status}" for status, number in sorted(store.articles.count().items())) or "none"
    size = (folder / "articles.jsonl").stat().st_size if own_files.exists(folder / "articles.jsonl") else 0
    lines = [
        f"articles: {counts}",
        f"journal: {store.journal_offset()} of {size} bytes remembered",
        f"alerts waiting: {len(store.outbox.waiting())}",
        *_gaps(store),
        "listing pages:",
    ]
    for page in store.listings.all():
        walked = f", walked {page.walked}" if page.walked else ""
        rows = counted(page.rows, "row")
        lines.append(f"  {page.url}  page {page.position} of {page.section or '-'}, {rows}, read {page.checked}{walked}")
    lines += _late(store)
    waiting = store.pending.due("9999-01-01T00:00:00Z")
    lines.append(f"to be fetched: {len(waiting)}")
    for each in waiting[:100]:
        said = f"{each.reason or 'discovered'}, {counted(each.attempts, 'try', 'tries')}, next {each.next_try or 'run'}"
        lines.append(f"  {each.id}  {said}  {each.url}")
    return "\n".join(lines)


def _late(store: Store) -> list[str]:
    waiting = (store.baselines.get(SLOW) or {}).items()
    return [f"  {url}  took too long to be read, waits until {until}" for url, until in waiting]


def _gaps(store: Store) -> list[str]:
    accepted = store.baselines.get(ACCEPTED) or {}
    named = (store.baselines.get(GAPS) or {}).items()
    return [f"not read: {name}{' (accepted)' if name in accepted else ''}: {said}" for name, said in named]


def _forget(folder: Path, url: str | None, rest: list[str]) -> str:
    if len(rest) != 1:
        raise UsageError(f"usage: {USAGE}", print_help=False)
    what = rest[0]
    with _locked(folder, "forget"), Store.of_folder(folder, url) as store:
        store.catch_up()
        if what == "listings":
            return f"{counted(store.listings.forget(), 'listing page')} forgotten: the next run walks everything"
        if what == "history":
            return f"{counted(store.runs.forget(), 'run')} forgotten: what is usual is learned anew"
        if what == "failures":
            store.baselines.save(SLOW, {})
            return f"{counted(store.pending.retry_all(), 'failure')} will be tried in the next run"
        if not store.articles.forget(what):
            raise UsageError(f"{what} is not known: give an id such as minmetals:274143", print_help=False)
        return f"{what} forgotten: the next run that meets it takes it for new"


def _locked(folder: Path, action: str) -> Lock:
    return Lock(folder, f"scrapy state {action}, process {os.getpid()}")


def _rebuild(folder: Path, url: str | None, rest: list[str]) -> str:
    if rest:
        raise UsageError(f"usage: {USAGE}", print_help=False)
    with _locked(folder, "rebuild"):
        journal = Journal(folder / "articles.jsonl")
        journal.close()
        with Store.of_folder(folder, url) as store, own_files.reader(journal.path) as lines, store.transaction():
            end = store.rebuild(lines)
            remember_runs(store, folder)
            counts = store.articles.count()
            moved = _take_over(store, folder / STATE_FILE) if url else ""
    return f"state made from {end} bytes of the journal: {json.dumps(counts)}{moved}"


def _take_over(store: Store, path: Path) -> str:
    """Give a database what the file beside the journal knows, and set that file aside: it would be out of date from now on."""
    if not own_files.exists(path):
        return ""
    with Store.open(path, store.name) as old:
        store.take_over(old)
    return f"; what {path} knew besides went with it, the file is now {set_aside(path, 'moved').name}"


def _accept(folder: Path, url: str | None, rest: list[str]) -> str:
    if len(rest) != 1:
        raise UsageError(f"usage: {USAGE}", print_help=False)
    with _locked(folder, "accept"), Store.of_folder(folder, url) as store:
        there = store.baselines.get(GAPS) or {}
        accepted = dict(store.baselines.get(ACCEPTED) or {})
        if rest[0] not in there:
            known = f"there are: {', '.join(sorted(there))}" if there else "the last run found none"
            raise UsageError(f"{rest[0]} is no gap of {folder.name}; {known}", print_help=False)
        accepted[rest[0]] = stamp_of(datetime.now(UTC))
        store.baselines.save(ACCEPTED, accepted)
    return f"{rest[0]} is accepted: it stays in the summary and counts no more for the verdict"


_ACTIONS = {"show": _show, "forget": _forget, "accept": _accept, "rebuild": _rebuild}
