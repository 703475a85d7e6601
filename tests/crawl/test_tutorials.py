"""The tutorials, followed to the letter: each command runs, prints what stands below it, and leaves the pages that are shown."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from tutorials import DATASETS, DOCS, PAGES, PICTURES, README, path_of, reader_of

from tests.browser import BROWSER, flaws

ROOT = DOCS.parent
LARGEST = 150_000  # bytes of a picture
# At the end of a page: what a block of README has that is run there too, and what those of its commands have that are.
USES = {
    DATASETS: (("--out releases", ""), ("--out both", "")), README: (("# China Minmetals", "minmetals"),),
    "monitoring-analyst": (("newsroom overdue", ""), ("# China Minmetals", "acme-mining")),
}  # fmt: skip


@pytest.mark.timeout(200)
@pytest.mark.parametrize("name", PAGES)
def test_each_command_prints_what_the_page_shows(name: str, tmp_path: Path) -> None:
    for module in {"data-scientist": ("duckdb", "rensa"), DATASETS: ("duckdb", "rensa", "warcio")}.get(name, ()):
        pytest.importorskip(module)
    page = path_of(name).read_text("utf-8")
    with reader_of(name, tmp_path / "project") as reader:
        assert reader.read(page) == page, "run: python -m tests.docs"
        for path in reader.pictures(name, tmp_path) if BROWSER and name in PICTURES else ():
            assert 10_000 < path.stat().st_size < LARGEST, path.name
        if name == "python-developer" and BROWSER:
            pages = [reader.folder / "output" / "newsite" / "acme.html"]
            assert [flaw for dark in (False, True) for flaw in flaws(pages, dark)] == []
        if name == "data-scientist":
            printed = follow_notebook(reader.folder)
            assert "minmetals | en | 24 | 2009-11-08" in printed
            assert "about" in printed
        if name == DATASETS:
            assert files_of(reader.folder / "output" / "dataset") == named_files(page)
        for block, commands in USES.get(name, ()):
            reader.use(block, commands)


def named_files(page: str) -> set[str]:
    """What the page says that a dataset is made of."""
    listing = re.search(r"^```\noutput/dataset/\n(.*?)^```", page, re.M | re.S)
    assert listing is not None
    return {line.split()[0] for line in listing[1].splitlines()}


def files_of(dataset: Path) -> set[str]:
    found = (path.relative_to(dataset).as_posix() for path in dataset.rglob("*") if path.is_file())
    return {re.sub(r"(?<=data/)[a-z]+-.*(?=\.parquet)", "<split>-*", path) for path in found}


def test_readme_reads_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    body = "".join(f"<p>The mine at Karst {n} opened today and employs four hundred people of the valley.</p>" for n in range(4))
    page = f"<title>Acme opens a mine</title><article><h1>Acme opens a mine</h1><time>2026-03-01</time>{body}</article>"
    block = re.search(r"^```python\n(.*?)^```", path_of(README).read_text("utf-8"), re.M | re.S)
    assert block is not None
    exec(compile(block[1], "README.md", "exec"), {"html": page})
    assert capsys.readouterr().out.startswith("Acme opens a mine\n2026-03-01\nThe mine at Karst 0")


def follow_notebook(folder: Path) -> str:
    """What the cells of the example print, one after the other, in a folder with a dataset."""
    cells = json.loads((ROOT / "examples" / "dataset.ipynb").read_text("utf-8"))["cells"]
    assert not any(cell.get("outputs") for cell in cells), "it is kept without output"
    source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(source, "dataset.ipynb", "exec"), {})
    return printed.getvalue()


def test_the_pictures_are_small_and_shown() -> None:
    shown = {name for pictures in PICTURES.values() for name in pictures}
    kept = {path.stem: path.stat().st_size for path in (DOCS / "pictures").glob("*.png")}
    assert kept.keys() == shown
    assert max(kept.values()) < LARGEST


def test_links_of_the_docs_lead_somewhere() -> None:
    """Remedy: a heading that is linked keeps its words, or the link follows it."""
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    headings = {page: {_anchor(line) for line in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)} for page in pages}
    wrong = []
    for page in pages:
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)):
            path, _, anchor = target.partition("#")
            there = (page.parent / path).resolve() if path else page
            if "://" not in target and not (there.exists() and (not anchor or anchor in headings.get(there, {anchor}))):
                wrong.append(f"{page.relative_to(ROOT)}: {target}")
    assert wrong == []


def _anchor(heading: str) -> str:
    """The name of a heading in links, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
