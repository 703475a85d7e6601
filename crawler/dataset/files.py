"""The files of a dataset: Parquet and JSON Lines, in shards, the same bytes each time, and their checksums."""

import hashlib
import json
from pathlib import Path
from typing import Any

from backports import zstd

from crawler.dataset.columns import DROPPED_COLUMNS, DUPLICATE_COLUMNS, Column, columns, select_list
from crawler.dataset.engine import Engine, rows
from crawler.dataset.splits import ORDER
from crawler.errors import StorageError
from crawler.items import JsonMapping, dumps
from crawler.storage import own_files

SHARD_ROWS = 50_000
GROUP_ROWS = 10_000
BUILD = "build.json"
SUMS = "SHA256SUMS"
CARD, DATASHEET, CROISSANT = "README.md", "DATASHEET.md", "croissant.json"
DUPLICATES, DROPPED = "duplicates.parquet", "dropped.parquet"
_PARQUET = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP_ROWS})"
_JSON_BATCH = 1_000
_CHUNK = 1 << 20  # bytes that are read at once for a checksum


def write_splits(con: Engine, folder: Path, urls_only: bool, json_lines: bool) -> dict[str, list[str]]:
    """Write data/<split>-00000-of-00001.parquet; returns the paths of each split, relative to `folder`."""
    chosen = columns(urls_only)
    (folder / "data").mkdir()
    if json_lines:
        (folder / "jsonl").mkdir()
    written: dict[str, list[str]] = {}
    for split, number, of, first, last in _shards(con):
        query = f"""FROM articles a JOIN measures m ON m.rid = a.rid JOIN kept k ON k.rid = a.rid
            WHERE a.rid BETWEEN {first} AND {last} AND k.rid BETWEEN {first} AND {last} AND k.split = '{split}' ORDER BY a.rid"""
        typed, texts = (f"SELECT {select_list(chosen, as_text)} {query}" for as_text in (False, True))
        stem = f"{split}-{number:05d}-of-{of:05d}"
        path = f"data/{stem}.parquet"
        con.execute(f"COPY ({typed}) TO $path {_PARQUET}", {"path": str(folder / path)})
        written.setdefault(split, []).append(path)
        if json_lines:
            _write_json_lines(con, texts, chosen, folder / "jsonl" / f"{stem}.jsonl.zst")
    return written


def _shards(con: Engine) -> list[tuple[str, int, int, int, int]]:
    """(split, number of the shard, number of shards, first rid, last rid), train first."""
    found = rows(
        con,
        f"""WITH placed AS (SELECT split, rid, (row_number() OVER (PARTITION BY split ORDER BY rid) - 1) // {SHARD_ROWS} AS shard
            FROM kept)
        SELECT split, shard, min(rid), max(rid) FROM placed GROUP BY split, shard ORDER BY shard""",
    )
    number = {split: sum(1 for each in found if each[0] == split) for split in ORDER}
    return [(split, shard, number[split], first, last)
            for wanted in ORDER for split, shard, first, last in found if split == wanted]  # fmt: skip


def _write_json_lines(con: Engine, query: str, chosen: tuple[Column, ...], path: Path) -> None:
    names = [column.name for column in chosen]
    con.execute(query)
    with zstd.open(path, "wb") as stream:
        while batch := con.fetchmany(_JSON_BATCH):
            lines = [dumps(dict(zip(names, row, strict=True))) + "\n" for row in batch]
            stream.write("".join(lines).encode("utf-8"))


def write_tables(con: Engine, folder: Path) -> None:
    """Write duplicates.parquet and dropped.parquet."""
    for name, table, chosen, order in (
        (DUPLICATES, "duplicates", DUPLICATE_COLUMNS, "rid_a, rid_b, kind"),
        (DROPPED, "dropped", DROPPED_COLUMNS, "rid"),
    ):
        names = ", ".join(f'CAST("{column.name}" AS {column.type}) AS "{column.name}"' for column in chosen)
        query = f"SELECT {names} FROM {table} ORDER BY {order}"
        con.execute(f"COPY ({query}) TO $path {_PARQUET}", {"path": str(folder / name)})


def write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, value: Any) -> None:
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def digest(path: Path) -> str:
    """sha256 of a file, hex."""
    found = hashlib.sha256()
    with own_files.reader(path) as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def name_files(con: Engine, folder: Path, record: JsonMapping) -> list[str]:
    """Give the engine the files of a dataset by name, so that no name stands in a query; returns the splits.

    After it `read_parquet(getvariable('train'))` is a split, and so are `duplicates` and `dropped`. record: as
    `read_record` gives it. Raises StorageError where a file is none of ours.
    """
    named = {split: facts["files"] for split, facts in record["splits"].items()}
    for name, files in (named | {"duplicates": [DUPLICATES], "dropped": [DROPPED]}).items():
        for file in files:
            if not own_files.exists(folder / file):
                raise StorageError(f"{folder / file} is missing: build the dataset anew")
        con.execute(f"SET VARIABLE {name} = $files", {"files": [str(folder / file) for file in files]})
    return list(named)


def contents(folder: Path) -> list[str]:
    """All files of a dataset but SHA256SUMS, relative, sorted. Raises StorageError for what is none of ours."""
    found = [path for path in folder.rglob("*") if path.name != SUMS and (path.is_symlink() or not path.is_dir())]
    return sorted(str(path.relative_to(folder)) for path in found if own_files.exists(path))


def write_sums(folder: Path, known: dict[str, str]) -> None:
    """Write SHA256SUMS; `known` are digests that were taken already, by relative path."""
    lines = [f"{known.get(name) or digest(folder / name)}  {name}\n" for name in contents(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_sums(folder: Path) -> dict[str, str]:
    """Relative path -> digest."""
    lines = own_files.content(folder / SUMS).decode("utf-8").splitlines()
    return {name: found for found, _, name in (line.partition("  ") for line in lines if line)}
