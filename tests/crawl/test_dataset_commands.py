"""`scrapy dataset` and `scrapy export` as a user calls them: output, exit codes, words for what is wrong."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import running

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
pytest.importorskip("rensa", reason="the extra `dedup` is not installed")

from crawler.items import dumps


@pytest.fixture
def output(tmp_path: Path, make_line: Any) -> Path:
    folder = tmp_path / "acme"
    folder.mkdir()
    lines = [
        make_line(f"acme:{n}", text=" ".join(f"w{n}x{k}" for k in range(50)), published=f"2025-01-{n:02d}") for n in range(1, 21)
    ]
    (folder / "articles.jsonl").write_text("".join(dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def scrapy(output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return running.scrapy(*arguments, "-s", f"OUTPUT_DIR={output}")


def test_build_verify_report(output: Path) -> None:
    built = scrapy(output, "dataset", "build", "acme", "--since", "2025-01-03", "--drop", "short")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "left out, before_since: 2" in built.stdout
    verified = scrapy(output, "dataset", "verify")
    assert (verified.returncode, verified.stdout) == (0, f"{output / 'dataset'}: all checks passed\n")
    assert scrapy(output, "dataset", "report").returncode == 0
    assert (output / "dataset.html").stat().st_size > 10_000
    (output / "dataset" / "README.md").write_text("tampered")
    damaged = scrapy(output, "dataset", "verify", str(output / "dataset"))
    assert damaged.returncode == 1
    assert "README.md: its checksum is not the listed one" in damaged.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dataset", "build", "nobody"), "no journal of nobody"),
        (("dataset", "build", "--as-of", "soon"), "a right one is"),
        (("dataset", "verify", "nowhere"), "is no dataset"),
        (("dataset", "report", "nowhere"), "build one first"),
        (("export", "nobody"), "crawl the site first"),
        (("export", "acme", "--format", "pdf"), "there is jsonld"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_exit_code_2(output: Path, arguments: tuple[str, ...], words: str) -> None:
    done = scrapy(output, *arguments)
    assert done.returncode == 2
    assert words in (done.stderr if arguments[0] == "export" else done.stdout)  # what is exported goes to stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_export_to_the_standard_output(output: Path) -> None:
    done = scrapy(output, "export", "acme", "--format", "jsonld", "--out", "-")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 20
    assert not list((output / "acme").glob("*.jsonld*"))
