"""Re-checks a built dataset: checksums, schema, counts, identities, splits. Trusts nothing that the build said."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from crawler.dataset.card import CARD_FORM, card
from crawler.dataset.columns import ADDED, DROPPED_COLUMNS, DUPLICATE_COLUMNS, Column, columns
from crawler.dataset.engine import Engine, duckdb_module, open_engine, rows, value
from crawler.dataset.files import BUILD, CARD, CROISSANT, DROPPED, DUPLICATES, SUMS, contents, digest, name_files, read_sums
from crawler.dataset.record import read_record
from crawler.errors import UsageError
from crawler.items import JsonObject
from crawler.storage import own_files
from crawler.text.counting import counted

_PAIRS, _DROPPED = "read_parquet(getvariable('duplicates'))", "read_parquet(getvariable('dropped'))"
_REQUIRED = (BUILD, CARD, CROISSANT, DROPPED, DUPLICATES, SUMS)


def verify(folder: Path, memory: str = "2GB") -> list[str]:
    """What is wrong with the dataset in `folder`, a line each; empty where nothing is.

    Raises UsageError where the folder is no dataset, StorageError where a file in it is none of ours, MissingExtra without
    the engine.
    """
    missing = [name for name in _REQUIRED if not own_files.exists(folder / name)]
    if missing:
        raise UsageError(f"{folder} is no dataset: {', '.join(missing)} missing")
    duckdb = duckdb_module()
    problems: list[str] = []
    try:
        problems += _checksums(folder)
        record = read_record(folder)
        con = open_engine(None, memory, (folder,))
        try:
            name_files(con, folder, record)
            for check in _CHECKS:
                problems += check(con, folder, record)
        finally:
            con.close()
    except (duckdb.Error, ValueError, KeyError, TypeError, OSError, RecursionError, UsageError) as error:
        problems.append(f"cannot be read: {error}")
    return problems


def _checksums(folder: Path) -> Iterator[str]:
    listed = read_sums(folder)
    present = contents(folder)
    for name in sorted(set(listed) - set(present)):
        yield f"{name}: listed in {SUMS}, not there"
    for name in present:
        if name not in listed:
            yield f"{name}: not listed in {SUMS}"
        elif digest(folder / name) != listed[name]:
            yield f"{name}: its checksum is not the listed one"


def _check_files(con: Engine, folder: Path, record: JsonObject) -> Iterator[str]:
    """The data files are those of the record, and each has the expected columns."""
    recorded = sorted(path for split in record["splits"].values() for path in split["files"])
    present = [name for name in contents(folder) if name.startswith("data/")]
    if recorded != present:
        yield f"data files are {present}, the record says {recorded}"
    wanted = _schema(con, columns(record["arguments"]["urls_only"]))
    for path in recorded:
        found = _described(con, "SELECT * FROM read_parquet($file)", {"file": str(folder / path)})
        if found not in (wanted, _earlier(wanted)):
            yield f"{path}: its columns are not those of the format"
    for name, chosen in ((DUPLICATES, DUPLICATE_COLUMNS), (DROPPED, DROPPED_COLUMNS)):
        if _described(con, "SELECT * FROM read_parquet($file)", {"file": str(folder / name)}) != _schema(con, chosen):
            yield f"{name}: its columns are not those of the format"


def _earlier(wanted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The columns that datasets had before some were added."""
    return [each for each in wanted if each[0] not in ADDED]


def _schema(con: Engine, chosen: tuple[Column, ...]) -> list[tuple[str, str]]:
    casts = ", ".join(f'CAST(NULL AS {column.type}) AS "{column.name}"' for column in chosen)
    return _described(con, f"SELECT {casts}")


def _described(con: Engine, query: str, given: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows(con, f"DESCRIBE {query}", given)]


def _check_counts(con: Engine, folder: Path, record: JsonObject) -> Iterator[str]:
    """The rows are as many as the record says, in all and in each split."""
    parts = [f"SELECT '{split}' AS split, * FROM read_parquet(getvariable('{split}'))" for split in record["splits"]]
    con.execute(f"CREATE OR REPLACE VIEW data AS {' UNION ALL '.join(parts)}")
    found = dict(rows(con, "SELECT split, count(*) FROM data GROUP BY split"))
    for split, facts in record["splits"].items():
        if found.get(split) != facts["rows"]:
            yield f"split {split} has {counted(found.get(split, 0), 'row')}, the record says {facts['rows']}"
    if sum(found.values()) != record["totals"]["rows"]:
        yield f"{counted(sum(found.values()), 'row')} in all, the record says {record['totals']['rows']}"
    dropped = _count(con, _DROPPED)
    if dropped != sum(record["dropped"].values()):
        yield f"{DROPPED} lists {counted(dropped, 'article')}, the record says {sum(record['dropped'].values())}"


def _count(con: Engine, query: str, given: dict[str, str] | None = None) -> int:
    """Number of rows of a table, or of a query in brackets."""
    return int(value(con, f"SELECT count(*) FROM {query}", given))


def _check_rows(con: Engine, folder: Path, record: JsonObject) -> Iterator[str]:
    """Identities, dates and hashes are sound."""
    given = record["arguments"]
    since, until, as_of = given["since"] or "", given["until"] or "9999", given["as_of"] or "9999"
    questions = {
        "rows without id, site, url or content_hash": "id IS NULL OR site IS NULL OR url IS NULL OR content_hash IS NULL",
        "rows whose content_hash is no sha256": "NOT regexp_full_match(content_hash, '[0-9a-f]{64}')",
        "rows whose date is not ISO": "NOT regexp_full_match(coalesce(published, '2000-01-01'), '\\d{4}-\\d\\d-\\d\\d(T.*)?')",
        "rows outside the asked-for days": "day < $since OR day > $until OR substr(fetched, 1, 10) > $as_of",
    }
    if not given["revisions"]:
        questions["rows of removed articles"] = "event = 'removed'"
    if not given["urls_only"]:
        questions["rows whose length is not that of their text"] = "chars <> length(text)"
    days = {"since": since, "until": until, "as_of": as_of}
    for what, condition in questions.items():
        if count := _count(con, f"data WHERE {condition}", days if "$" in condition else None):
            yield f"{count} {what}"
    if twice := _count(con, "(SELECT id, revision FROM data GROUP BY ALL HAVING count(*) > 1)"):
        yield f"standing there twice: {counted(twice, 'article')}"


def _check_splits(con: Engine, folder: Path, record: JsonObject) -> Iterator[str]:
    """No article, content or cluster is in two splits; the split is by what the record says."""
    shared = "(SELECT {0} FROM data WHERE {0} IS NOT NULL GROUP BY {0} HAVING count(DISTINCT split) > 1)"
    questions = {
        f"values of {what} are in two of them": shared.format(what)
        for what in ("id", "content_hash", "cluster")
        if not (what == "content_hash" and record["arguments"]["revisions"])
    }
    questions["pairs of duplicates are in two of them"] = (
        f"{_PAIRS} d JOIN data a ON a.id = d.id_a JOIN data b ON b.id = d.id_b "
        "WHERE d.kind <> 'translation' AND a.split <> b.split"
    )
    made, given = record["split"], {}
    if made["by"] == "time":
        for split, first in (("train", made["validation_from"]), ("validation", made["test_from"])):
            questions[f"rows of {split} are of {first} or later"] = f"data WHERE split = '{split}' AND day >= $first"
            given[f"rows of {split} are of {first} or later"] = {"first": first}
    if made["by"] == "company":
        questions["companies are in two of them"] = shared.format("company")
    for what, query in questions.items():
        if leaks := _count(con, query, given.get(what)):
            yield f"splits leak: {leaks} {what}"


def _check_duplicates(con: Engine, folder: Path, record: JsonObject) -> Iterator[str]:
    """duplicates.parquet names articles of the dataset, or ones that a filter dropped."""
    pairs = _PAIRS
    unknown = _count(
        con,
        f"""(SELECT id_a AS id FROM {pairs} UNION SELECT id_b FROM {pairs}) WHERE id NOT IN (SELECT id FROM data)
            AND id NOT IN (SELECT id FROM {_DROPPED})""",
    )
    if unknown:
        yield f"{DUPLICATES} names {counted(unknown, 'article')} not in the dataset"
    wrong = _count(
        con,
        f"""{pairs} d JOIN data a ON a.id = d.id_a AND a.revision = d.revision_a
            JOIN data b ON b.id = d.id_b AND b.revision = d.revision_b
            WHERE d.kind = 'exact' AND a.content_hash <> b.content_hash""",
    )
    if wrong:
        yield f"{DUPLICATES}: hashes differ of {counted(wrong, 'exact pair')}"


def _check_words(con: Engine, folder: Path, record: JsonObject) -> Iterator[str]:
    """The card is the one that the record makes, and Croissant has the checksums of the files."""
    if record.get("card") == CARD_FORM and own_files.content(folder / CARD).decode("utf-8") != card(record):
        yield f"{CARD} is not the card of this build"
    described = json.loads(own_files.content(folder / CROISSANT))
    listed = read_sums(folder)
    for file in described["distribution"]:
        if "sha256" in file and file["sha256"] != listed.get(file["contentUrl"]):
            yield f"{CROISSANT}: wrong checksum of {file['contentUrl']}"


_CHECKS: tuple[Callable[[Engine, Path, JsonObject], Iterator[str]], ...] = (
    _check_files, _check_counts, _check_rows, _check_splits, _check_duplicates, _check_words,
)  # fmt: skip
