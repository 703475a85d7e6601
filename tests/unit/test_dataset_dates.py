"""The dates of a dataset as dates: the day always, the instant where it is known, in Parquet and in JSON Lines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")

from crawler.dataset import verify as checks
from crawler.dataset.build import build
from crawler.dataset.columns import ADDED, Column, columns
from crawler.dataset.engine import open_engine, rows
from crawler.dataset.options import BuildOptions
from crawler.dataset.verify import verify
from crawler.items import dumps

PUBLISHED = {
    "a:1": ("2024-03-01", "2024-03-01", None), "a:2": ("2024-03-01T06:30+08:00", "2024-03-01", "2024-02-29T22:30:00Z"),
    "a:3": ("2024-03-02T10:00:05Z", "2024-03-02", "2024-03-02T10:00:05Z"), "a:4": (None, None, None),
    "a:5": ("2024-03-03T10:00", "2024-03-03", None),  # an hour of nobody knows which zone is no instant
}  # fmt: skip


@pytest.fixture
def dataset(tmp_path: Path, make_line: Callable[..., dict[str, Any]]) -> Path:
    lines = [make_line(key, text=f"{key} opened a mine.", published=said) for key, (said, _, _) in PUBLISHED.items()]
    (tmp_path / "output" / "a").mkdir(parents=True)
    (tmp_path / "output" / "a" / "articles.jsonl").write_text("".join(dumps(line) + "\n" for line in lines), "utf-8")
    build(tmp_path / "output", tmp_path / "dataset", BuildOptions(json_lines=True, split="none", near=False))
    return tmp_path / "dataset"


def test_when_releases_appeared(tmp_path: Path, make_line: Callable[..., dict[str, Any]]) -> None:
    brackets = {"a:1": {"after": None, "before": "2024-03-01T06:00:00Z"}, "a:2": None}
    made = {key: make_line(key, text=f"{key} opened a mine.") for key in brackets}
    lines = [made[key] | ({"appeared": said} if said else {}) for key, said in brackets.items()]
    (tmp_path / "output" / "a").mkdir(parents=True)
    (tmp_path / "output" / "a" / "articles.jsonl").write_text("".join(dumps(line) + "\n" for line in lines), "utf-8")
    build(tmp_path / "output", tmp_path / "dataset", BuildOptions(split="none", near=False))
    told = "appeared_after, strftime(CAST(appeared_before AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ')"
    found = rows(open_engine(), f"SELECT {told} FROM '{tmp_path}/dataset/data/*.parquet' ORDER BY id")
    assert found == [(None, "2024-03-01T06:00:00Z"), (None, None)]


def test_days_and_instants(dataset: Path) -> None:
    as_text = "CAST(published_day AS VARCHAR), strftime(CAST(published_at AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ')"
    con = open_engine()
    data = f"'{dataset}/data/*.parquet'"
    found = rows(con, f"SELECT id, published, {as_text} FROM {data}")
    assert {key: tuple(values) for key, *values in found} == PUBLISHED
    types = dict(rows(con, f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {data})"))
    assert (types["published_day"], types["published_at"], types["published"]) == ("DATE", "TIMESTAMP WITH TIME ZONE", "VARCHAR")
    (path,) = (dataset / "jsonl").iterdir()
    lines = [json.loads(line) for line in zstd.decompress(path.read_bytes()).decode("utf-8").splitlines()]
    assert {row["id"]: (row["published"], row["published_day"], row["published_at"]) for row in lines} == PUBLISHED
    fields = json.loads((dataset / "croissant.json").read_text("utf-8"))["recordSet"][0]["field"]
    kinds = {each["name"]: each["dataType"] for each in fields}
    assert (kinds["published_day"], kinds["published_at"]) == ("sc:Date", "sc:DateTime")


def test_a_dataset_of_an_earlier_version_is_still_right(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert verify(dataset) == []
    assert {each.name for each in columns(urls_only=True)} >= ADDED
    later = Column("weather", "VARCHAR", "", "A column that a later version may add")
    monkeypatch.setattr(checks, "columns", lambda urls_only: (*columns(urls_only), later))
    assert "its columns are not those of the format" in " ".join(verify(dataset))
    monkeypatch.setattr(checks, "ADDED", {"weather"})
    assert verify(dataset) == []
