"""What people load datasets with can load ours. Loaders are heavy and no extra of ours: one that is missing is skipped."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
pytest.importorskip("rensa", reason="the extra `dedup` is not installed")

from crawler.dataset.build import build
from crawler.dataset.options import BuildOptions
from crawler.items import dumps

ROWS = 30


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, make_line: Any) -> Path:
    folder = tmp_path_factory.mktemp("loaders")
    (folder / "output" / "acme").mkdir(parents=True)
    lines = [
        make_line(f"acme:{n}", text=" ".join(f"w{n}x{k}" for k in range(60)), published=f"2025-03-{n % 28 + 1:02d}")
        for n in range(ROWS)
    ]
    text = "".join(dumps(line) + "\n" for line in lines)
    (folder / "output" / "acme" / "articles.jsonl").write_text(text, encoding="utf-8")
    build(folder / "output", folder / "dataset", BuildOptions(json_lines=True))
    return folder / "dataset"


def test_datasets(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets", reason="the package `datasets` is not installed")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    found = datasets.load_dataset(str(dataset), cache_dir=str(tmp_path))
    assert set(found) == {"train", "validation", "test"}
    assert sum(len(split) for split in found.values()) == ROWS
    assert {"id", "text"} <= set(found["train"].column_names)


def test_pandas(dataset: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="the package `pandas` is not installed")
    pytest.importorskip("pyarrow", reason="the package `pyarrow` is not installed")
    assert len(pandas.read_parquet(dataset / "data")) == ROWS


def test_polars(dataset: Path) -> None:
    polars = pytest.importorskip("polars", reason="the package `polars` is not installed")
    assert polars.read_parquet(dataset / "data" / "*.parquet").height == ROWS


def test_datatrove(dataset: Path) -> None:
    readers = pytest.importorskip("datatrove.pipeline.readers", reason="the package `datatrove` is not installed")
    for package in ("pyarrow", "orjson", "zstandard"):
        pytest.importorskip(package, reason=f"the package `{package}`, which its readers want, is not installed")
    parquet = list(readers.ParquetReader(str(dataset / "data"), glob_pattern="*.parquet")())
    lines = list(readers.JsonlReader(str(dataset / "jsonl"), glob_pattern="*.jsonl.zst")())
    for found in (parquet, lines):
        assert {document.id for document in found} == {f"acme:{n}" for n in range(ROWS)}
        assert all(document.text and document.metadata["url"] for document in found)


def test_croissant(dataset: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="the package `mlcroissant` is not installed")
    found = mlcroissant.Dataset(jsonld=str(dataset / "croissant.json"))
    assert not found.metadata.issues.errors
    assert len(list(found.records("train"))) > 0


def test_json_lines(dataset: Path) -> None:
    zstd = pytest.importorskip("backports.zstd")
    lines = [
        json.loads(line)
        for path in (dataset / "jsonl").iterdir()
        for line in zstd.decompress(path.read_bytes()).decode("utf-8").splitlines()
    ]
    assert len(lines) == ROWS
    assert all(line["id"] and line["text"] for line in lines)
