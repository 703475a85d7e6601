"""`scrapy savepage` as a person calls it: from the replica newsroom, from what a run kept, from files, and with bad input."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, SECONDS, crawl, environment, of_inner_pytest, scrapy

from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

SITE = "minmetals"
SAVED = ROOT / "tests" / "sites"


def savepage(out: Path, *arguments: str, proxy: str | None = None, output: Path | None = None) -> tuple[int, str]:
    """Run the command; gives its exit code and what it printed on both streams."""
    settings = ["-s", f"OUTPUT_DIR={output or out / 'output'}", "-s", "DOWNLOAD_DELAY=0"]
    done = scrapy("savepage", *arguments, "--out", str(out), *settings, env=environment(proxy))
    return done.returncode, done.stdout + done.stderr


def case(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return found


def failures(out: Path, tests: str = "not every_newsroom") -> str:
    """What the tests of saved pages say of the cases in a folder; empty where all pass."""
    shutil.copy(SAVED / "test_saved_pages.py", out)
    line = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--import-mode=importlib"]
    line += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), str(out / "test_saved_pages.py")]
    line += ["-k", tests]
    env = of_inner_pytest(environment(None))
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def replica() -> Iterator[ReplicaServer]:
    with ReplicaServer(make(5, 8, (SITE,))) as server:
        yield server


def test_a_page_from_the_web_is_a_green_case(replica: ReplicaServer, tmp_path: Path) -> None:
    truth = replica.newsroom.expected(SITE)[0]
    code, said = savepage(tmp_path, truth.urls[0], "--site", SITE, "--name", "first", proxy=replica.address)
    assert code == 0, said
    folder = tmp_path / SITE / "first"
    assert sorted(path.name for path in folder.iterdir()) == ["case.json", "expected.json", "page.html"]
    assert case(folder, "case")["url"] == truth.urls[0]
    expected = case(folder, "expected")
    assert (expected["title"], expected["text"], expected["layout"]) == (truth.title, truth.text, truth.layout)
    assert truth.title in said, "the values are printed for review"
    assert failures(tmp_path) == ""
    expected["title"] += "!"
    (folder / "expected.json").write_text(json.dumps(expected), "utf-8")
    assert "-first-title" in failures(tmp_path)


def test_robots_hold(tmp_path: Path) -> None:
    with ReplicaServer(make(5, 8, (SITE,))) as server:
        url = server.newsroom.expected(SITE)[0].urls[0]
        server.advance("gone", SITE)
        code, said = savepage(tmp_path, url, "--site", SITE, proxy=server.address)
    assert (code, "was not fetched" in said, said.count("\n")) == (30, True, 1), said
    assert not (tmp_path / SITE).exists()


def test_a_page_that_a_run_held_back(tmp_path: Path) -> None:
    output, out = tmp_path / "output", tmp_path / "cases"
    with ReplicaServer(make(6, 24, (SITE,))) as server:

        def run(*arguments: str) -> int:
            clock = f"RUN_CLOCK={server.newsroom.timeline.now.isoformat()}"
            return crawl(SITE, output, "-s", clock, "-s", "DEEP_EVERY_DAYS=0", *arguments, proxy=server.address).code

        for _ in range(3):
            server.advance("new", SITE, count=3)
            assert run() == 0
        server.advance("new", SITE, count=4)
        server.advance("broken", SITE)
        assert run("-a", "deep=1") == 20
        truths = {each.ids[0]: each for each in server.newsroom.expected(SITE)}
    kept = sorted((output / SITE / "cases").glob("*/*.html"))
    assert kept
    held = [json.loads(text)["article"] for text in (output / SITE / "quarantine.jsonl").read_text("utf-8").splitlines()]
    article = next(each for each in held if each["id"].replace(":", "-") == kept[0].stem)

    code, said = savepage(out, article["id"], "--site", SITE, "--name", "by_id", output=output)
    assert code == 0, said
    assert case(out / SITE / "by_id", "case")["url"] == article["url"]
    assert (out / SITE / "by_id" / "page.html").read_bytes() == kept[0].read_bytes()
    assert failures(out, "test_field or test_no_extra_field") == ""

    code, said = savepage(out, str(kept[0]), "--name", "by_path", output=output)
    assert code == 0, said
    assert case(out / SITE / "by_path", "case") == case(out / SITE / "by_id", "case")
    for path in kept[:6]:
        truth = truths[path.stem.replace("-", ":", 1)]
        row = _case_of(path, out, output)["row"]
        day = (truth.published or row.get("date", ""))[:10]
        assert (row["title"], row.get("date", day)) == (truth.title, day), "whether it was stored before or not"
        assert row["section"]

    for arguments in ((str(kept[0]),), (article["id"], "--site", SITE)):
        code, said = explain(output, *arguments)
        assert (code, f"of {SITE}" in said, "listing (rows)" in said) == (0, True, False), said
    page = output / SITE / "explain" / f"{kept[0].stem}.html"
    assert said.startswith(f"page   {page.parent}")
    assert page.exists()
    assert "quarantine.jsonl" in page.read_text("utf-8")
    code, said = explain(output, str(kept[0].parent))
    assert code == 0
    assert said.startswith(f"{len(kept)} kept pages in {kept[0].parent}, read by today's rules:")
    assert said.count("no layout fits") + said.count("  no article (") >= len(kept)
    assert "the last: " in said


def explain(output: Path, *arguments: str) -> tuple[int, str]:
    done = scrapy("explain", *arguments, "-s", f"OUTPUT_DIR={output}")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("named", ["page.html", ""])
def test_a_saved_case_is_explained_as_its_test_reads_it(tmp_path: Path, named: str) -> None:
    code, said = explain(tmp_path, str(SAVED / SITE / "short_release" / named))
    assert code == 0, said
    expected = case(SAVED / SITE / "short_release", "expected")
    assert f"of {SITE}" in said
    assert expected["title"] in said
    assert f"reader {expected['layout']}" in said
    assert [path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*.html")] == [SITE]
    assert not [path for path in SAVED.rglob("*") if "explain" in path.name]


def _case_of(path: Path, out: Path, output: Path) -> dict[str, Any]:
    code, said = savepage(out, str(path), "--name", path.stem, output=output)
    assert code == 0, said
    return case(out / SITE / path.stem, "case")


def test_a_file_that_says_its_address(tmp_path: Path) -> None:
    url = case(SAVED / SITE / "short_release", "case")["url"]
    body = (SAVED / SITE / "short_release" / "page.html").read_bytes()
    (tmp_path / "saved.html").write_bytes(f"<!-- saved from url=({len(url):04}){url} -->\n".encode() + body)
    code, said = savepage(tmp_path, str(tmp_path / "saved.html"), "--site", SITE)
    assert code == 0, said
    (folder,) = (tmp_path / SITE).iterdir()
    assert folder.name == url.rpartition("/")[2].removesuffix(".html")
    assert case(folder, "case") == {"url": url}


def test_bad_input_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    page = SAVED / SITE / "short_release" / "page.html"
    url = case(page.parent, "case")["url"]
    (tmp_path / SITE / "there").mkdir(parents=True)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (tmp_path / "plain.html").write_bytes(page.read_bytes())
    cases = {
        (): "name one page",
        (str(tmp_path / "plain.html"), "--site", SITE): "does not say which address",
        (str(page), "--site", "nobody", "--url", url): "no newsroom 'nobody' is declared; there are: ",
        (str(page), "--site", "mcc", "--url", url): "none of the addresses of mcc",
        (str(page), "--url", "https://www.example.com/1.html"): "no declared newsroom has the host",
        (str(page), "--site", SITE, "--url", url, "--name", "there"): "already",
        (str(page), "--site", SITE, "--url", url, "--name", "../there"): "no name of a folder",
        (f"{SITE}:1", "--site", SITE): "there is no file",
        (str(tmp_path / "a.pdf"), "--site", SITE): "is no HTML page",
        (url, "--site", SITE, "--url", url): "read from a file",
        ("http://www.minmetals.com:8080/english/News/1.html", "--site", SITE): "none of the addresses",
    }
    for arguments, words in cases.items():
        code, said = savepage(tmp_path, *arguments)
        assert (code, words in said, said.count("\n")) == (2, True, 1), (arguments, said)
    assert [path.name for path in (tmp_path / SITE).iterdir()] == ["there"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    page = SAVED / SITE / "short_release" / "page.html"
    (tmp_path / "out").write_text("a file", "utf-8")
    code, said = savepage(tmp_path / "out", str(page), "--site", SITE, "--url", case(page.parent, "case")["url"])
    assert (code, "cannot write" in said, said.count("\n")) == (40, True, 1), said
