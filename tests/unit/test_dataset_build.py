"""Datasets from journals: the state at a date, splits that do not leak, the same bytes each time, checks that find damage."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
pytest.importorskip("rensa", reason="the extra `dedup` is not installed")

from crawler.dataset.build import build
from crawler.dataset.coverage import holes
from crawler.dataset.engine import open_engine, rows
from crawler.dataset.options import BuildOptions
from crawler.dataset.verify import verify
from crawler.errors import MissingExtra, StorageError, UsageError, install_command
from crawler.items import dumps
from crawler.policy.rights import KEY

TRAIN = "data/train-00000-of-00001.parquet"
Lines = list[dict[str, Any]]
Write = Callable[..., Path]


def a_text(number: int) -> str:
    """A body that shares no sentence with that of another number."""
    words = [f"w{number}x{place}" for place in range(60)]
    return " ".join(words[:30]) + ".\n\n" + " ".join(words[30:]) + "."


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """write(lines, site="acme") writes a journal and returns the output folder."""

    def journal(lines: Lines, site: str = "acme", tail: str = "") -> Path:
        folder = tmp_path / "output" / site
        folder.mkdir(parents=True, exist_ok=True)
        text = "".join(dumps(line) + "\n" for line in lines) + tail
        (folder / "articles.jsonl").write_text(text, encoding="utf-8")
        return tmp_path / "output"

    return journal


def twenty(make_line: Any, **more: Any) -> Lines:
    return [
        make_line(f"acme:{n}", text=a_text(n), published=f"2024-{1 + n % 12:02d}-{1 + n:02d}", **more) for n in range(1, 21)
    ]


def data(folder: Path, columns: str = "*") -> list[tuple[Any, ...]]:
    con = open_engine()
    try:
        return rows(con, f"SELECT {columns} FROM '{folder}/data/*.parquet' ORDER BY id, revision")
    finally:
        con.close()


def ids(folder: Path) -> list[str]:
    return [row[0] for row in data(folder, "id")]


def made(output: Path, **options: Any) -> Path:
    folder = output.parent / "dataset"
    build(output, folder, BuildOptions(**options))
    assert verify(folder) == []
    return folder


@pytest.fixture
def history(make_line: Any) -> Lines:
    """acme:1 is edited, acme:2 removed and restored, acme:3 removed, acme:4 is late."""

    def at(day: str, article_id: str, event: str, revision: int, text: str) -> dict[str, Any]:
        seen = f"{day}T06:00:00Z"
        line: dict[str, Any] = make_line(article_id, event=event, revision=revision, text=text, fetched=seen, first_seen=seen)
        return line

    return [
        at("2026-01-01", "acme:1", "new", 1, a_text(1)), at("2026-01-01", "acme:2", "new", 1, a_text(2)),
        at("2026-01-02", "acme:3", "new", 1, a_text(3)), at("2026-01-05", "acme:1", "changed", 2, a_text(11)),
        at("2026-01-05", "acme:2", "removed", 2, a_text(2)), at("2026-01-06", "acme:3", "removed", 2, a_text(3)),
        at("2026-01-07", "acme:2", "restored", 3, a_text(2)), at("2026-01-09", "acme:4", "new", 1, a_text(4)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-01-01", {"acme:1": 1, "acme:2": 1}),
        ("2026-01-05", {"acme:1": 2, "acme:3": 1}),
        ("2026-01-06", {"acme:1": 2}),
        ("2026-01-08", {"acme:1": 2, "acme:2": 3}),
        (None, {"acme:1": 2, "acme:2": 3, "acme:4": 1}),
    ],
)
def test_the_state_at_a_date_respects_edits_removals_and_returns(
    write: Write, history: Lines, as_of: str | None, expected: dict[str, int]
) -> None:
    folder = made(write(history), as_of=as_of)
    assert dict(data(folder, "id, revision")) == expected


def test_every_revision_is_there_when_asked_for(write: Write, history: Lines) -> None:
    folder = made(write(history), revisions=True)
    assert len(data(folder)) == len(history)


def test_a_date_before_everything_is_told(write: Write, history: Lines, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no article"):
        build(write(history), tmp_path / "set", BuildOptions(as_of="2020-01-01"))


def test_days_and_languages_narrow_the_set(write: Write, make_line: Any) -> None:
    lines = [
        make_line(f"acme:{n}", text=a_text(n), published=f"2024-0{n}-15", language=("en", "zh-CN")[n % 2]) for n in range(1, 7)
    ]
    output = write(lines)
    assert ids(made(output, since="2024-02-15", until="2024-04-15")) == ["acme:2", "acme:3", "acme:4"]
    assert ids(made(output, language="zh")) == ["acme:1", "acme:3", "acme:5"]


def test_the_same_journals_give_the_same_bytes(write: Write, make_line: Any, tmp_path: Path) -> None:
    output = write(twenty(make_line))
    write([make_line(f"beta:{n}", site="beta", company="Beta", text=a_text(n)) for n in range(5, 15)], "beta")
    for name in ("one", "two"):
        build(output, tmp_path / name, BuildOptions(json_lines=True))
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 8
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path


def test_checksums_are_of_the_form_that_sha256sum_checks(write: Write, make_line: Any) -> None:
    folder = made(write(twenty(make_line)))
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum")
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=True)


def test_a_split_that_too_few_days_are_left_for_is_said(write: Write, make_line: Any) -> None:
    folder = made(write([make_line(f"acme:{n}", text=a_text(n), published="2024-05-01") for n in range(8)]))
    card = (folder / "README.md").read_text("utf-8")
    assert "no validation split, for there are too few days, no test split, for there are too few days." in card
    assert "9999" not in card
    assert verify(folder) == []


def test_the_split_by_time_keeps_order_and_copies_together(write: Write, make_line: Any) -> None:
    lines = twenty(make_line)
    lines.append(make_line("acme:99", title=lines[0]["title"], text=lines[0]["text"], published="2024-12-30"))
    folder = made(write(lines))
    assert {path.name.split("-")[0] for path in (folder / "data").iterdir()} == {"train", "validation", "test"}
    con = open_engine()
    splits = {
        name: {row[0] for row in rows(con, f"SELECT id FROM '{folder}/data/{name}-*.parquet'")} for name in ("train", "test")
    }
    con.close()
    assert {"acme:1", "acme:99"} <= splits["test"]  # the copy is late, so its original may not be trained on


def test_given_days_cut_where_they_say(write: Write, make_line: Any, tmp_path: Path) -> None:
    record = build(
        write(twenty(make_line)), tmp_path / "set",
        BuildOptions(split="time:2024-06-01,2024-10-01"),
    )  # fmt: skip
    assert record["split"]["test_from"] == "2024-10-01"
    assert record["splits"]["test"]["first_day"] >= "2024-10-01"
    assert record["splits"]["train"]["last_day"] < "2024-06-01"


def test_the_split_by_company_never_divides_one_and_joins_those_that_share_a_release(write: Write, make_line: Any) -> None:
    for number in range(8):
        site = f"site{number}"
        lines = [make_line(f"{site}:{n}", site=site, company=f"C{number}", text=a_text(100 * number + n)) for n in range(6)]
        if number == 7:
            lines.append(make_line("site7:99", site=site, company="C7", title="Acme loads copper number 0", text=a_text(0)))
        output = write(lines, site)
    folder = made(output, split="company")
    assert (folder / "data" / "test-00000-of-00001.parquet").exists()


def test_filters_drop_by_name_and_every_drop_is_listed(write: Write, make_line: Any) -> None:
    lines = [*twenty(make_line), make_line("acme:50", text="Too short."), make_line("acme:51", text=a_text(51), published=None)]
    folder = made(write(lines), drop=("short", "no_date"))
    record = json.loads((folder / "build.json").read_text())
    assert record["dropped"] == {"short": 1, "no_date": 1}
    con = open_engine()
    listed = rows(con, f"SELECT id, filter FROM '{folder}/dropped.parquet' ORDER BY id")
    assert listed == [("acme:50", "short"), ("acme:51", "no_date")]
    con.close()
    assert not {"acme:50", "acme:51"} & set(ids(folder))


def test_duplicates_are_paired_and_can_be_dropped(write: Write, make_line: Any) -> None:
    lines = twenty(make_line)
    near = lines[1]["text"].replace("w2x7 ", "")
    lines.append(make_line("acme:60", title="Another headline", text=near, published="2024-12-28"))
    write([make_line("beta:1", site="beta", company="Beta", title=lines[2]["title"], text=lines[2]["text"])], "beta")
    output = write(lines)
    folder = made(output)
    con = open_engine()
    pairs = rows(con, f"SELECT id_a, id_b, kind, cross_post FROM '{folder}/duplicates.parquet' ORDER BY id_a")
    con.close()
    assert pairs == [("acme:2", "acme:60", "near", False), ("acme:3", "beta:1", "exact", True)]
    assert len(ids(made(output, drop=("duplicates",)))) == 20


def test_addresses_only_means_no_words_of_the_publisher(write: Write, make_line: Any) -> None:
    lines = twenty(make_line, subtitle="SECRETWORD", rights="SECRETWORD")
    folder = made(write(lines), urls_only=True)
    names = {row[0] for row in rows(open_engine(), f"DESCRIBE SELECT * FROM '{folder}/data/*.parquet'")}
    assert {"id", "url", "content_hash", "day"} <= names
    assert not {"text", "html", "title", "release_parts", "images", "provenance", "rights"} & names
    for path in folder.rglob("*"):
        assert path.is_dir() or b"SECRETWORD" not in path.read_bytes()


def test_usage_signals_are_passed_on_and_can_be_respected(write: Write, make_line: Any) -> None:
    lines = twenty(make_line)
    signal: dict[str, Any] = {"by": "meta", "rule": "rights", "agree": [], "other": {"header:tdm-reservation": "1"}}
    lines[0]["provenance"] = {KEY: signal}
    lines[0]["flags"] = ["tdm_reserved"]
    lines[1]["provenance"] = {KEY: signal | {"other": {}}}
    lines[3]["provenance"] = {KEY: signal | {"other": {"robots:ai-agents": "gptbot", "robots:content-signal": "ai-train=no"}}}
    lines[3]["flags"] = ["no_ai_train"]
    output = write(lines)
    folder = made(output)
    found = {row[0]: row[1:] for row in data(folder, "id, tdm_reserved, ai_train, rights_signals")}
    assert found["acme:1"] == (True, None, [{"source": "header:tdm-reservation", "value": "1"}])
    assert found["acme:2"] == (False, None, [])
    assert found["acme:3"] == (None, None, None)
    assert found["acme:4"][1] is False
    assert {"source": "robots:content-signal", "value": "ai-train=no"} in found["acme:4"][2]
    (counts,) = json.loads((folder / "build.json").read_text())["rights"]
    assert (counts["tdm_reserved"], counts["ai_train_refused"], counts["ai_agents_barred"]) == (1, 1, 1)
    assert not {"acme:1", "acme:4"} & set(ids(made(output, drop=("rights",))))
    assert set(ids(made(output))) - set(ids(made(output, drop=("ai_agents",)))) == {"acme:4"}


def test_a_page_title_that_only_names_the_company_disputes_nothing(write: Write, make_line: Any) -> None:
    lines = twenty(make_line)
    for line, said in zip(lines, ("Acme Metals", "Another headline"), strict=False):
        line["provenance"] = {"title": {"by": "rule", "rule": "x", "agree": [], "other": {"title_tag": said}}}
    found = dict(data(made(write(lines)), "id, sources_differ"))
    assert (found["acme:1"], found["acme:2"]) == (0, 1)


def test_a_torn_tail_is_left_out_and_a_bad_line_is_not(write: Write, make_line: Any, tmp_path: Path) -> None:
    lines = twenty(make_line)
    assert len(ids(made(write(lines, tail='{"id": "acme:torn')))) == 20
    with pytest.raises(StorageError, match="not article lines"):
        build(write(lines, tail='{"id": "acme:to\n'), tmp_path / "bad", BuildOptions())


def test_the_card_has_the_loaders_header(write: Write, make_line: Any) -> None:
    folder = made(write(twenty(make_line)))
    header = (folder / "README.md").read_text().split("---\n")[1]
    files = re.findall(r"^  - split: (\w+)\n    path: (\S+)$", header, re.MULTILINE)
    assert [split for split, _ in files] == ["train", "validation", "test"]
    assert "language:\n- en\n" in header
    for _, pattern in files:
        assert list(folder.glob(pattern))


def test_holes_are_months_within_the_span_without_anything() -> None:
    months = {"2024-11": 5, "2025-02": 6, "2025-03": 4}
    assert holes({"acme": months}) == [
        {"site": "acme", "from": "2024-12", "to": "2025-01", "months": 2, "expected": 10.0, "suspect": True}
    ]


def test_a_long_hole_is_suspect_in_a_newsroom_that_publishes_little() -> None:
    months = {f"{year}-{month:02d}": 1 for year in (2019, 2020, 2023) for month in (1, 4, 7, 10)}
    found = {(hole["from"], hole["to"]): hole["suspect"] for hole in holes({"acme": months})}
    assert found.pop(("2020-11", "2022-12")) is True
    assert not any(found.values())


def test_a_folder_that_is_no_dataset_is_left_alone(write: Write, make_line: Any, tmp_path: Path) -> None:
    output = write(twenty(make_line))
    target = tmp_path / "precious"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="no dataset"):
        build(output, target, BuildOptions())
    assert (target / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (lambda folder: (folder / "DATASHEET.md").write_text("x"), "checksum"),
        (lambda folder: (folder / "extra.txt").write_text("x"), "not listed"),
        (lambda folder: (folder / "DATASHEET.md").unlink(), "not there"),
        (lambda folder: shutil.copy(folder / TRAIN, folder / TRAIN.replace("train", "test")), "two of them"),
    ],
)  # fmt: skip
def test_verify_finds_damage(write: Write, make_line: Any, damage: Callable[[Path], object], finding: str) -> None:
    folder = made(write(twenty(make_line)))
    damage(folder)
    assert finding in "\n".join(verify(folder))


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2024-13-01"}, {"until": "yesterday"}, {"since": "2024-02-01", "until": "2024-01-01"}, {"split": "random"},
        {"split": "time:2024-01-01"}, {"split": "time:2025-01-01,2024-01-01"}, {"split": "company:x"},
    ],
)  # fmt: skip
def test_wrong_arguments_are_told(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        BuildOptions(**wrong)


def test_an_unknown_filter_a_wrong_size_and_a_missing_journal_are_told(write: Write, make_line: Any, tmp_path: Path) -> None:
    output = write(twenty(make_line))
    with pytest.raises(UsageError, match="no such filter"):
        build(output, tmp_path / "set", BuildOptions(drop=("nothing",)))
    with pytest.raises(UsageError, match="a right one is 4GB"):
        build(output, tmp_path / "set", BuildOptions(), memory="lots")
    with pytest.raises(UsageError, match="no journal of nobody"):
        build(output, tmp_path / "set", BuildOptions(sites=("nobody",)))


def test_without_its_packages_the_command_names_the_one_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['duckdb'] = None; "
    code = hidden + "from crawler.dataset.engine import duckdb_module; duckdb_module()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"needs the extra 'dataset': {install_command('dataset')}" in done.stderr


def test_all_packages_that_are_missing_are_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rensa", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(MissingExtra) as missing:
            build(tmp_path, tmp_path / "set", BuildOptions())
    assert missing.value.extra == "dataset,dedup"
    assert install_command("dataset,dedup") in str(missing.value)


def test_one_newsroom_under_two_names_is_one_publisher(write: Write, make_line: Any) -> None:
    english = "On June 6, 2019 the mine sold 3.5 billion tons, 12.5% more than before. " + a_text(1)
    chinese = "2019年6月6日，该矿销量达35亿吨，同比增长12.5%。公司表示，成绩的取得离不开全体员工的共同努力。"
    twin = make_line("acme:900", site="acme_zh", company="阿克米", language="zh", text=chinese, published="2024-01-03")
    write([twin], "acme_zh")
    prose = "The company said that it will build the plant in the north and that the work is done by the end of the year. "
    output = write([make_line("acme:1", text=prose + english, published="2024-01-02"), *twenty(make_line)[1:]])
    for number in range(4):
        site = f"other{number}"
        lines = [make_line(f"{site}:{n}", site=site, company=site, text=a_text(100 * number + n + 200)) for n in range(5)]
        write(lines, site)
    folder = made(output, split="company")
    con = open_engine()
    pairs = rows(con, f"SELECT id_a, id_b, kind, cross_post FROM '{folder}/duplicates.parquet'")
    parquet = f"read_parquet('{folder}/data/*.parquet', filename = true)"
    files = rows(con, f"SELECT DISTINCT parse_filename(filename) FROM {parquet} WHERE id LIKE 'acme:%'")
    con.close()
    assert pairs == [("acme:1", "acme:900", "translation", True)]
    assert len(files) == 1
