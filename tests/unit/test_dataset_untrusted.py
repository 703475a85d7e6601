"""A dataset's folder that anybody may have written: its record, names and tables are checked, bound and escaped."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
pytest.importorskip("rensa", reason="the extra `dedup` is not installed")
import duckdb

from crawler.dataset.build import build
from crawler.dataset.card import markdown_table
from crawler.dataset.engine import open_engine, rows
from crawler.dataset.markup import code, markdown, yaml_text
from crawler.dataset.options import BuildOptions
from crawler.dataset.report import write_report
from crawler.dataset.verify import verify
from crawler.errors import NewsroomError, StorageError, UsageError
from crawler.items import dumps
from crawler.schema import odd_keys
from crawler.storage.journal import read_articles

yaml: Any = pytest.importorskip("yaml")
SCRIPT = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


def journal(folder: Path, lines: list[dict[str, Any]]) -> Path:
    (folder / "acme").mkdir(parents=True)
    (folder / "acme" / "articles.jsonl").write_text("".join(dumps(line) + "\n" for line in lines), "utf-8")
    return folder


@pytest.fixture
def dataset(tmp_path: Path, make_line: Any) -> Path:
    texts = [" ".join(f"w{n}x{k}" for k in range(50)) for n in range(1, 9)]
    lines = [make_line(f"acme:{n}", text=text, published=f"2025-01-{n:02d}") for n, text in enumerate(texts, 1)]
    build(journal(tmp_path / "output", lines), tmp_path / "dataset", BuildOptions(split="none"))
    return tmp_path / "dataset"


def planted(dataset: Path, change: Callable[[dict[str, Any]], object]) -> None:
    record = json.loads((dataset / "build.json").read_text("utf-8"))
    change(record)
    (dataset / "build.json").write_text(json.dumps(record), "utf-8")


def leaves(value: object, way: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The way to each value of a record that is no object and no list."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*way, key))
    else:
        yield way


def refused(dataset: Path, page: Path) -> str | None:
    """Why a report was refused, None where it was written."""
    try:
        write_report(dataset, page)
    except NewsroomError as error:
        return str(error)
    return None


SQL = "'], filename = true); COPY (SELECT $$a$$) TO $$pwned.txt$$; CREATE TEMP TABLE z AS SELECT 1 --"
FILES: tuple[object, ...] = (
    SQL, "../dataset/data/train-00000-of-00001.parquet", "/etc/hostname", "data/*.parquet", "data/train.parquet\n", "", 7, None,
    [],
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_one_of_the_folders_own_or_the_record_is_refused(
    dataset: Path, tmp_path: Path, name: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    planted(dataset, lambda record: record["splits"]["train"].update(files=[name]))
    with pytest.raises(UsageError, match=r"build\.json is no record of a build: splits\..*files"):
        write_report(dataset, tmp_path / "report.html")
    assert any("is no record of a build" in each for each in verify(dataset))
    assert list((tmp_path / "here").iterdir()) == []
    assert not (tmp_path / "report.html").exists()


@pytest.mark.timeout(240)
def test_no_value_of_the_record_reaches_the_page_as_markup_or_makes_a_traceback(dataset: Path, tmp_path: Path) -> None:
    """Each value in turn is a script, a number beyond all, a list: refused by its name, or shown as text."""
    good = json.loads((dataset / "build.json").read_text("utf-8"))
    page = tmp_path / "report.html"
    for way in leaves(good):
        for bad in (SCRIPT, 10**400, [SCRIPT], None, "\x1b[2J\ud800"):
            record = copy.deepcopy(good)
            place: Any = record
            for key in way[:-1]:
                place = place[key]
            place[way[-1]] = bad
            (dataset / "build.json").write_text(json.dumps(record), "utf-8")
            said = refused(dataset, page) or page.read_text("utf-8")
            assert not re.search("<script|<img|\x1b", said), way


@pytest.mark.parametrize("name", ["totals", "coverage", "runs", "holes", "rights", "splits", "arguments", "split", "duplicates"])
def test_nor_does_a_key(dataset: Path, tmp_path: Path, name: str) -> None:
    planted(dataset, lambda record: record.update({name: {SCRIPT: {SCRIPT: 1}}}))
    with pytest.raises(UsageError, match="is no record of a build"):
        write_report(dataset, tmp_path / "report.html")


def test_names_that_a_newsroom_cannot_have_are_text(dataset: Path, tmp_path: Path) -> None:
    planted(dataset, lambda record: record["coverage"].update({SCRIPT: {"2025-01": 3}}))
    write_report(dataset, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "Content-Security-Policy" in page


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"{", b"", b"null", b"7", b'{"a": ' * 50_000, b"\xff\xfe", b'"' + b"x" * 100])
def test_a_record_that_is_none(dataset: Path, tmp_path: Path, raw: bytes) -> None:
    (dataset / "build.json").write_bytes(raw)
    with pytest.raises(UsageError, match="is no record of a build"):
        write_report(dataset, tmp_path / "report.html")


def test_tables_of_other_columns_are_refused_by_name(dataset: Path, tmp_path: Path) -> None:
    con = duckdb.connect()
    path = str(next((dataset / "data").iterdir()))
    con.execute("CREATE TABLE t AS SELECT * REPLACE ([title] AS title, 7 AS day) FROM read_parquet($path)", {"path": path})
    con.execute("COPY t TO $path (FORMAT parquet)", {"path": path})
    with pytest.raises(UsageError, match="its columns day, title are not those of the format"):
        write_report(dataset, tmp_path / "report.html")


def test_a_file_that_leads_elsewhere_is_not_read(dataset: Path, tmp_path: Path) -> None:
    path = next((dataset / "data").iterdir())
    path.rename(tmp_path / "elsewhere.parquet")
    path.symlink_to(tmp_path / "elsewhere.parquet")
    for use in (lambda: write_report(dataset, tmp_path / "report.html"), lambda: verify(dataset)):
        with pytest.raises(StorageError, match="is a link"):
            use()


class TestEngine:
    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * FROM read_text('/etc/hostname')",
            "SELECT * FROM '{0}/outside.csv'",
            "SELECT * FROM '{0}/within/../outside.csv'",
            "SELECT * FROM read_csv('{0}/within/link.csv')",
            "COPY (SELECT 1) TO '{0}/made.csv'",
            "ATTACH '{0}/made.db'",
            "EXPORT DATABASE '{0}/made'",
            "INSTALL httpfs",
            "LOAD '{0}/evil.duckdb_extension'",
            "SELECT * FROM 'http://127.0.0.1:9/x.csv'",
            "SELECT * FROM glob('/etc/*')",
            "SET enable_external_access = true",
            "SET lock_configuration = false",
            "SET allowed_directories = ['/']",
            "PRAGMA temp_directory='{0}'",
            "RESET enable_external_access",
        ],
    )
    def test_it_reads_and_writes_nothing_but_its_folder(self, tmp_path: Path, query: str) -> None:
        (tmp_path / "within").mkdir()
        (tmp_path / "outside.csv").write_text("a\n1\n")
        (tmp_path / "within" / "inside.csv").write_text("a\n1\n")
        (tmp_path / "within" / "link.csv").symlink_to(tmp_path / "outside.csv")
        con = open_engine(folders=(tmp_path / "within",))
        assert rows(con, "SELECT * FROM read_csv($path)", {"path": str(tmp_path / "within" / "inside.csv")}) == [(1,)]
        before = sorted(tmp_path.rglob("*"))
        with suppress(duckdb.Error):
            assert rows(con, query.format(tmp_path)) == []  # glob() lists nothing outside
        assert sorted(tmp_path.rglob("*")) == before

    def test_every_command_bounds_it(self) -> None:
        """Remedy: say `folders` where a connection is opened."""
        files = [path for path in (Path(__file__).parents[2] / "crawler").rglob("*.py") if path.name != "engine.py"]
        calls = [call for path in files for call in re.findall(r"open_engine\((.*)\)", path.read_text("utf-8"))]
        assert len(calls) == 3
        assert all("folder" in call or "()" in call for call in calls)


HOSTILE_NAMES = (
    "Acme\n---\nlicense: mit", "no", "on", "y", "~", "1.0", "a: b", "- a", "&x *x", "%",
    "\u2028---\u2029", "\x85", "a\\", '"', "\U0001f600",
    "\ud800", "{a}", "null", "0x1f", "2025-01-01", "\ufeffx", "#", "",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_yaml_reads_back_what_was_written(name: str) -> None:
    found = yaml.safe_load(f"---\nname: {yaml_text(name)}\nnext: 1\n")
    assert found["next"] == 1
    assert isinstance(found["name"], str)
    assert found["name"].strip("\ufeff") == name.encode("utf-8", "ignore").decode().translate({0x85: None, 0xFEFF: None})


def test_the_card_of_hostile_companies_and_languages(tmp_path: Path, make_line: Any) -> None:
    lines = [
        make_line(f"acme:{n}", text=f"word{n} " * 30, published=f"2025-01-{n + 1:02d}", company=name, language=language)
        for n, (name, language) in enumerate(zip(HOSTILE_NAMES[:3], ("no", "x\n---\nevil: 1", "yes"), strict=True))
    ]
    record = build(journal(tmp_path / "output", lines), tmp_path / "dataset", BuildOptions(split="none", near=False))
    card = (tmp_path / "dataset" / "README.md").read_text("utf-8")
    header = yaml.safe_load(card.split("\n---\n")[0])
    assert header["license"] == "other"
    assert set(header["language"]) == {"no", "yes"}
    assert header["pretty_name"] == "Newsroom releases of Acme --- license: mit, no, on"
    assert json.loads((tmp_path / "dataset" / "croissant.json").read_text("utf-8"))["name"].startswith("newsroom-releases")
    assert record["totals"]["rows"] == 3
    assert verify(tmp_path / "dataset") == []


@pytest.mark.parametrize(
    "said",
    [
        "[x](javascript:alert(1))", "![x](http://a/b)", "<img src=x>", "a|b", "`x`", "# head", "- item", "1. item", "***",
        "&lt;script&gt;",
        "https://evil.example/x", "www.evil.example", "a@evil.example", "~~~", "| --- |", "a\n\n# b", "_x_", "__x__", "$x$",
        "[^1]", "+ a",
    ],
)  # fmt: skip
def test_markdown_shows_words_as_they_are(said: str) -> None:
    """Every sign that Markdown gives a meaning stands behind a back-slash, and all is one line."""
    written = markdown(said)
    assert "\n" not in written
    bare = re.sub(r"\\.", "x", written)
    assert not re.search(r"[`*\[\]<>|~#!$^]|(?<![A-Za-z0-9])_|://|^\s*[-+=]|^\s*\d+[.)]|@\w|www\.", bare), written
    assert "&lt;" in said or re.sub(r"\\(.)", r"\1", written).replace("&lt;", "<") == " ".join(said.split())


def test_code_is_fenced_by_more_than_it_has() -> None:
    assert code("a") == "`a`"
    assert code("a``b") == "``` a``b ```"
    assert "\n" not in code("a\n```\nb")
    assert markdown_table(("a",), [("x\n| y |\n---",)]).count("\n") == 2


ODD: dict[str, object] = {
    "title": ["a"], "text": 5, "flags": "x", "images": ["x"], "links": {"url": "x"}, "published": "soon",
    "fetched": 7, "modified": "2026-13-01", "first_seen": "9999-99-99T00:00:00Z",
    "revision": "two",
    "http": [], "provenance": {"title": "x"}, "company": {"a": 1}, "dateline": "x", "changes": "x", "id": None, "site": [],
}  # fmt: skip


@pytest.mark.parametrize("key", ODD)
def test_a_line_of_odd_kinds_is_refused_by_name(tmp_path: Path, make_line: Any, key: str) -> None:
    good, bad = make_line("acme:1", text="a b " * 20), make_line("acme:2", text="c d " * 20)
    output = journal(tmp_path / "output", [good, bad | {key: ODD[key]}])
    with pytest.raises(StorageError, match=r"not article lines: .*(, line 2 |no article line before byte)"):
        build(output, tmp_path / "dataset", BuildOptions(near=False))
    assert odd_keys(good) == []
    assert odd_keys(bad | {key: ODD[key]}) == [key]


INSIDE: tuple[tuple[str, object], ...] = (
    ("attachments", [{"title": "x"}]), ("images", [{"url": 5}]), ("links", [{"url": "x", "text": ["y"]}]), ("http", {"etag": 7}),
    ("http", {"last_modified": 10**40}), ("provenance", {"title": {"rule": "x"}}),
    ("provenance", {"title": {"by": "x", "other": []}}),
    ("changes", {"reason": "edited", "fields": [7]}), ("appeared", {"after": None}), ("content_hash", "\x1b[2J"),
    ("revision", 10**40),
    ("revision", True), ("first_seen", "soon"), ("authors", [None]),
)  # fmt: skip


@pytest.mark.parametrize(("key", "value"), INSIDE)
def test_what_is_inside_a_value_is_of_its_kind_as_well(tmp_path: Path, make_line: Any, key: str, value: object) -> None:
    line = make_line("acme:1")
    assert odd_keys(line | {key: value}) == [key]
    file = journal(tmp_path, [line, line | {key: value}]) / "acme" / "articles.jsonl"
    with pytest.raises(StorageError, match=f"no article line before byte .*: {key}"):
        list(read_articles(file))


def test_half_a_letter_is_in_no_line(tmp_path: Path, make_line: Any) -> None:
    file = journal(tmp_path, []) / "acme" / "articles.jsonl"
    file.write_text(json.dumps(make_line("acme:1") | {"breadcrumbs": ["\ud800"]}) + "\n", "utf-8")
    with pytest.raises(StorageError, match="bad line before byte"):
        list(read_articles(file))
    file.write_text(json.dumps(make_line("acme:1") | {"breadcrumbs": ["\U0001f600"]}) + "\n", "utf-8")
    assert [line["breadcrumbs"] for line, _ in read_articles(file)] == [["\U0001f600"]]
