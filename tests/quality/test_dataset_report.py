"""The report of a dataset: one page, nothing from elsewhere, shown by a browser without a script or an error."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

pytest.importorskip("duckdb", reason="the extra `dataset` is not installed")
pytest.importorskip("rensa", reason="the extra `dedup` is not installed")

from crawler.dataset.build import build
from crawler.dataset.options import BuildOptions
from crawler.dataset.report import write_report
from crawler.items import dumps
from tests.browser import chromium, needs_browser

HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title="owned"</script>'


@pytest.fixture
def page(tmp_path: Path, make_line: Any) -> Path:
    """The report of a small dataset with a hostile title, a hole and duplicates."""
    lines = []
    for number in range(1, 25):
        text = " ".join(f"word{number}x{place}" for place in range(80))
        month = 1 + number % 5 if number % 5 != 2 else 1
        lines.append(make_line(f"acme:{number}", title=HOSTILE, text=text, published=f"2025-{month:02d}-{number:02d}"))
    lines[1]["text"] = lines[2]["text"].replace("word3x9 ", "")
    folder = tmp_path / "output" / "acme"
    folder.mkdir(parents=True)
    (folder / "articles.jsonl").write_text("".join(dumps(line) + "\n" for line in lines), encoding="utf-8")
    build(tmp_path / "output", tmp_path / "dataset", BuildOptions())
    write_report(tmp_path / "dataset", tmp_path / "report.html")
    return tmp_path / "report.html"


def test_the_page_is_whole_and_needs_nothing_else(page: Path) -> None:
    tree: Any = html.fromstring(page.read_bytes())
    assert [each.text for each in tree.iter("h2")] == [
        "Releases over time", "Coverage", "Languages", "Lengths", "Quality", "Duplicates", "Rights and usage signals", "Samples",
    ]  # fmt: skip
    assert len(list(tree.iter("svg"))) >= 4
    assert not list(tree.iter("script", "img", "link", "iframe"))
    assert len(tree.xpath("//td[contains(@class, 'hole')]")) == 1
    assert HOSTILE.partition("<script>")[0] in tree.text_content()


def test_the_same_dataset_gives_the_same_page(page: Path) -> None:
    before = page.read_bytes()
    write_report(page.parent / "dataset", page)
    assert page.read_bytes() == before


@needs_browser
def test_a_browser_shows_it_and_the_title_is_not_taken_over(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "report.png"
    shown = html.fromstring(chromium("--dump-dom", page.as_uri()))
    assert "Newsroom releases of Acme Metals" in (shown.findtext(".//title") or "")
    chromium("--window-size=1100,2000", f"--screenshot={picture}", page.as_uri())
    assert picture.stat().st_size > 20_000  # an empty page of this size is a third of that
