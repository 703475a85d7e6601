"""Something hostile at each path that a command opens or writes: it ends at once, names the file, and nothing outside changes."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from running import crawl, scrapy

pytest.importorskip("warcio", reason="the extra `archive` is not installed")

from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

pytestmark = pytest.mark.usefixtures("untraced")

SITE = "minmetals"
SECONDS = 60  # a command that waits for a pipe would wait for ever
KINDS: dict[str, Callable[[Path, Path], None]] = {
    "link": lambda path, outside: path.symlink_to(outside),
    "dangling": lambda path, outside: path.symlink_to(outside.with_name("made")),
    "pipe": lambda path, _: os.mkfifo(path),
}
CRAWL = ("crawl", SITE, "-s", "ARCHIVE=1")
# (command, path below OUTPUT_DIR that it opens or writes)
USES = (
    *((CRAWL, f"{SITE}/{name}") for name in (
        ".lock", ".reading", "articles.jsonl", "quarantine.jsonl", "runs.jsonl", "report.html", "feed.xml", "feed.json",
        "archive", "cases",
        "state.sqlite", "state.sqlite-wal", "state.sqlite-journal", "articles.jsonl.torn", "archive/RUN.cdxj",
        "archive/RUN.warc.gz",
    )),
    (CRAWL, SITE),
    *((("state", SITE, action), f"{SITE}/{name}") for action, name in (
        ("show", "state.sqlite"), ("show", "articles.jsonl"), ("rebuild", "articles.jsonl"), ("rebuild", "runs.jsonl"),
        ("rebuild", ".lock"),
    )),
    *((("sites",), f"{SITE}/{name}") for name in ("runs.jsonl", "state.sqlite", "state.sqlite-shm")),
    *((("overdue",), f"{SITE}/{name}") for name in ("runs.jsonl", "state.sqlite")),
    *((("export", SITE, "--format", form), f"{SITE}/{name}") for form, name in (
        ("csv", "articles.jsonl"), ("csv", f"{SITE}.csv"), ("sqlite", f"{SITE}.sqlite"),
    )),
    *((("reextract", SITE, "--compare"), f"{SITE}/{name}") for name in (
        "articles.jsonl", "archive", "archive/RUN.cdxj", "archive/RUN.warc.gz", "reextract.html",
    )),
    (("reextract", SITE), f"{SITE}/runs.jsonl"),
    *((("explain", "minmetals:1", "--site", SITE), name) for name in (
        f"{SITE}/explain/minmetals_1.html", f"{SITE}/cases/RUN/minmetals-1.html", f"{SITE}/quarantine.jsonl",
        f"{SITE}/cases/RUN/case.json",
    )),
)  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run with an archive, and one page that it kept."""
    output = tmp_path_factory.mktemp("crawled")
    with ReplicaServer(make(3, 4, (SITE,))) as server:
        assert crawl(SITE, output, "-s", "ARCHIVE=1", proxy=server.address).code == 0
    run = output / SITE / "cases" / "20260101T000000"
    run.mkdir(parents=True)
    (run / "minmetals-1.html").write_text("<html><h1>Acme opens a hall</h1><p>It is large.</p></html>")
    return output


@pytest.fixture
def output(crawled: Path, tmp_path: Path) -> Path:
    shutil.copytree(crawled, tmp_path / "output")
    return tmp_path / "output"


def looks(folder: Path) -> dict[str, tuple[object, ...]]:
    found = {str(path.relative_to(folder)): path.lstat() for path in folder.rglob("*")}
    return {name: (each.st_mode, each.st_size, each.st_mtime_ns, each.st_nlink) for name, each in found.items()}


def place(output: Path, name: str) -> Path:
    """The path that is meant: RUN is the run's own name."""
    folder = output / Path(name).parent
    if folder.name == "RUN":
        return next((folder.parent).iterdir()) / Path(name).name
    found = sorted(folder.glob(f"*{''.join(Path(name).suffixes)}")) if "RUN" in name else []
    return found[0] if found else output / name


def likeness(path: Path, target: Path) -> None:
    """Something like `path` at `target`, so that a link to it could be taken for the real thing."""
    if path.is_dir():
        shutil.copytree(path, target)
    elif path.exists():
        shutil.copy(path, target)
    else:
        target.write_text("kept\n")


def plant(path: Path, kind: str, outside: Path) -> None:
    """Put something hostile in the place of a file; a torn line and a kept line of quarantine lead to the places behind them."""
    if path.name.endswith(".torn"):
        with (path.with_name("articles.jsonl")).open("a") as journal:
            journal.write('{"torn')
    path.parent.mkdir(exist_ok=True, parents=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    KINDS[kind](path, outside)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("command", "name"), USES, ids=lambda value: "-".join(value) if isinstance(value, tuple) else value)
def test_it_ends_as_storage_at_once_and_is_left_as_it_is(
    output: Path, tmp_path: Path, command: tuple[str, ...], name: str, kind: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    path = place(output, name)
    target = outside / path.name
    likeness(path, target)
    plant(path, kind, target)
    before, planted = looks(outside), path.lstat()
    done = scrapy(*command, "-s", f"OUTPUT_DIR={output}", "-s", "DOWNLOAD_DELAY=0", seconds=SECONDS)
    said = done.stdout + done.stderr
    assert done.returncode == (1 if command == ("overdue",) else 40), said
    assert re.search(rf"{re.escape(str(path))} is .*left untouched", said), said
    assert "Traceback" not in said
    assert "downloader/request_count" not in said, "it began to crawl"
    assert looks(outside) == before
    assert (path.lstat().st_ino, path.lstat().st_mode) == (planted.st_ino, planted.st_mode)


@pytest.mark.parametrize(
    ("command", "name", "kind"),
    [
        (("doctor", SITE), f"doctor/{SITE}.html", "pipe"), (("doctor", SITE), "doctor", "link"),
        (("newsite", "http://www.acme.example/news/", "--name", "acme"), "newsite/acme.html", "dangling"),
    ],
)  # fmt: skip
def test_a_page_of_what_was_looked_at_likewise_and_nothing_is_asked(
    tmp_path: Path, command: tuple[str, ...], name: str, kind: str
) -> None:
    (tmp_path / "outside").mkdir()
    path = tmp_path / "output" / name
    plant(path, kind, tmp_path / "outside")
    done = scrapy(*command, "--dry-run", "-s", f"OUTPUT_DIR={tmp_path / 'output'}", seconds=SECONDS)
    assert done.returncode == 40, done.stdout + done.stderr
    assert re.search(rf"{re.escape(str(path))} is .*left untouched", done.stdout), done.stdout
    assert list((tmp_path / "outside").iterdir()) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["output", "outside"]


def test_a_state_of_no_newsroom_is_refused(output: Path) -> None:
    for name in ("../outside", "..", "/etc", f"{SITE}/../{SITE}"):
        done = scrapy("state", name, "show", "-s", f"OUTPUT_DIR={output}")
        assert (done.returncode, "is no name of a newsroom" in done.stdout + done.stderr) == (2, True), done.stderr


def test_damaged_lines_of_runs_are_told_and_no_control_reaches_the_terminal(output: Path) -> None:
    runs = output / SITE / "runs.jsonl"
    good = runs.read_bytes()
    runs.write_bytes(good + b'{"started": "2026-01-01", "verdict": "\\u001b[2J\\u202eko"}\nnot json\n' + b"[" * 5000 + b"\n")
    hostile = output / "\x1b[2Jacme"
    hostile.mkdir()
    (hostile / "runs.jsonl").write_bytes(good)
    done = scrapy("sites", "-s", f"OUTPUT_DIR={output}")
    row = next(line for line in done.stdout.splitlines() if line.startswith(f"{SITE} "))
    assert " damaged " in row
    assert f"{SITE}: 3 damaged lines in runs.jsonl" in done.stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout)


DATASET = (("build", f"{SITE}/articles.jsonl"), ("build", f"{SITE}/runs.jsonl"), ("build", "dataset"),
           ("report", "dataset.html"), ("report", "dataset/build.json"), ("report", "dataset/data/train-00000-of-00001.parquet"),
           ("report", "dataset/duplicates.parquet"), ("verify", "dataset/build.json"), ("verify", "dataset/SHA256SUMS"),
           ("verify", "dataset/README.md"), ("verify", "dataset/more"))  # fmt: skip


@pytest.mark.timeout(240)
@pytest.mark.parametrize("kind", KINDS)
def test_a_dataset_likewise(output: Path, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
    made = scrapy("dataset", "build", "--no-near", "--split", "none", "-s", f"OUTPUT_DIR={output}")
    assert made.returncode == 0, made.stdout + made.stderr
    outside = tmp_path / "outside"
    outside.mkdir()
    for action, name in DATASET:
        folder = tmp_path / f"{action}-{name.replace('/', '-')}"
        shutil.copytree(output, folder)
        path, target = folder / name, outside / f"{action}-{name.replace('/', '-')}"
        likeness(path, target)
        plant(path, kind, target)
        before = looks(outside)
        done = scrapy("dataset", action, "--no-near", "-s", f"OUTPUT_DIR={folder}", seconds=SECONDS)
        assert done.returncode == 40, (action, name, done.stdout + done.stderr)
        assert re.search(rf"{re.escape(str(path))} is .*left untouched", done.stdout), done.stdout
        assert looks(outside) == before
