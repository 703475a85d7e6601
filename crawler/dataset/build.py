"""Builds a dataset from journals: one pass after the other over a database on disk, then the files, then their checksums."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import numpy as np

from crawler.dataset import coverage, splits
from crawler.dataset.card import CARD_FORM, card, datasheet
from crawler.dataset.croissant import croissant
from crawler.dataset.duplicates import Pair, exact_pairs, near_pairs, start_heads, store_pairs
from crawler.dataset.engine import MEMORY, THREADS, Engine, duckdb_module, open_engine, storage_error, value
from crawler.dataset.files import (
    BUILD,
    CARD,
    CROISSANT,
    DATASHEET,
    digest,
    write_json,
    write_splits,
    write_sums,
    write_tables,
    write_text,
)
from crawler.dataset.journals import JournalFile, choose_articles, find_journals, load_lines, run_facts
from crawler.dataset.options import BuildOptions
from crawler.dataset.quality import (
    Frame,
    apply_filters,
    batches,
    check_filters,
    count,
    finish_measures,
    start_measures,
    store_counts,
)
from crawler.dataset.signatures import Digests, Signatures, rensa_module
from crawler.dataset.translations import translation_pairs
from crawler.errors import MissingExtra, StorageError, UsageError
from crawler.items import JsonObject
from crawler.storage import own_files

FORMAT = "newsroom-dataset/1"
Progress = Callable[[str], None]
_AHEAD = 2  # batches a thread that may be in memory beside the one it works on

Given = TypeVar("Given")
Made = TypeVar("Made")


def _modules(options: BuildOptions) -> ModuleType:
    """duckdb, where all that a build needs is there. Raises MissingExtra, which names all that is not."""
    missing = []
    for module in (duckdb_module, *((rensa_module,) if options.near else ())):
        try:
            module()
        except MissingExtra as error:
            missing.append(error)
    if len(missing) > 1:
        raise MissingExtra(",".join(each.extra for each in missing), "dataset build") from missing[0]
    if missing:
        raise missing[0]
    return duckdb_module()


def build(
    output: Path, out: Path, options: BuildOptions, memory: str = MEMORY, progress: Progress = lambda step: None
) -> JsonObject:
    """Build the dataset of the journals under `output` into folder `out`; returns the record of the build.

    A dataset that stands at `out` is replaced when the new one is whole; any other folder that is not empty is left alone.
    progress: told the name of each step as it begins. Raises UsageError, StorageError, MissingExtra.
    """
    check_filters(options.drop)
    duckdb = _modules(options)
    _check_target(out)
    sources = find_journals(output, options.sites)
    own_files.make_folder(out.parent)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as work_name:
        work = Path(work_name)
        fresh = work / "dataset"
        fresh.mkdir()
        con = open_engine(work, memory, (), [source.path for source in sources])
        try:
            record = _build(con, sources, fresh, work, options, progress)
        except (duckdb.Error, OSError) as error:
            raise storage_error(out, error) from error
        finally:
            con.close()
        _put_in_place(fresh, out, work)
    return record


def _check_target(out: Path) -> None:
    if own_files.exists(out, folder=True) and (not out.is_dir() or (any(out.iterdir()) and not own_files.exists(out / BUILD))):
        raise UsageError(f"--out {out} exists and is no dataset: choose another folder, or remove it")


def _put_in_place(fresh: Path, out: Path, work: Path) -> None:
    try:
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(own_files.FileMode.of_folders() if path.is_dir() else own_files.FileMode.bits)
        if out.exists():
            out.rename(work / "old")
        fresh.rename(out)
    except OSError as error:
        raise StorageError(f"cannot put the dataset at {out}: {error.strerror}. The old one is kept.") from error


def _build(
    con: Engine, sources: list[JournalFile], fresh: Path, work: Path, options: BuildOptions, progress: Progress
) -> JsonObject:
    progress("read the journals")
    load_lines(con, sources, work)
    left_out = choose_articles(con, options)
    if not value(con, "SELECT count(*) FROM kept"):
        raise UsageError("no article of the journals matches these arguments")
    progress("measure the texts")
    signatures = _measure(con, work, options)
    progress("find duplicates")
    store_pairs(con, _pairs(con, signatures))
    facts = {"duplicates": coverage.duplicates(con), "dropped": apply_filters(con, options.drop)}
    if not value(con, "SELECT count(*) FROM kept"):
        raise UsageError(f"the filters {', '.join(options.drop)} leave no article")
    made = splits.assign(con, options)
    progress("write the files")
    written = write_splits(con, fresh, options.urls_only, options.json_lines)
    write_tables(con, fresh)
    months = coverage.by_month(con)
    record = {
        "format": FORMAT,
        "card": CARD_FORM,
        "arguments": options.plain(),
        "runs": run_facts(sources),
        "left_out": left_out,
        **facts,
        "totals": coverage.totals(con),
        "split": made,
        "splits": {name: split | {"files": written[name]} for name, split in splits.facts_of_splits(con).items()},
        "coverage": months,
        "holes": coverage.holes(months),
        "rights": coverage.rights(con),
    }
    _describe(fresh, record)
    return record


def _measure(con: Engine, work: Path, options: BuildOptions) -> Signatures | None:
    """One pass over all texts: counts, languages and signatures."""
    start_measures(con)
    signatures = Signatures(work, value(con, "SELECT count(*) FROM articles")) if options.near else None

    def counted(batch: list[tuple[object, ...]]) -> tuple[Frame, Digests | None]:
        rids = np.array([rid for rid, _ in batch], dtype=np.int64)
        frame, tokens = count(rids, [str(text) for _, text in batch])
        return frame, signatures.digests_of(tokens) if signatures is not None else None

    for frame, digests in _in_threads(counted, batches(con, "coalesce(text, '')")):
        store_counts(con, frame)
        if signatures is not None and digests is not None:
            signatures.add(frame["rid"], digests)
    finish_measures(con)
    start_heads(con)
    return signatures


def _in_threads(work: Callable[[Given], Made], batches: Iterable[Given]) -> Iterator[Made]:
    """What `work` makes of each batch, in their order; the batches are taken in this thread, a few ahead.

    For what is done outside the interpreter's lock (numpy, rensa).
    """
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[Made]] = deque()
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > THREADS * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _pairs(con: Engine, signatures: Signatures | None) -> list[Pair]:
    pairs = exact_pairs(con)
    if signatures is not None:
        pairs += near_pairs(con, signatures)
        pairs += translation_pairs(con)
    return pairs


def _describe(fresh: Path, record: JsonObject) -> None:
    paths = [path for split in record["splits"].values() for path in split["files"]]
    digests = {path: digest(fresh / path) for path in paths}
    write_json(fresh / BUILD, record)
    write_json(fresh / CROISSANT, croissant(record, digests))
    write_text(fresh / CARD, card(record))
    write_text(fresh / DATASHEET, datasheet(record))
    write_sums(fresh, digests)
