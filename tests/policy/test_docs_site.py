"""The docs as a site: every page is in its menu; where Sphinx is installed, it is built and looked at."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import BROWSER, flaws

DOCS = Path(__file__).parents[2] / "docs"
NEEDED = ("sphinx", "myst_parser", "furo")


def test_every_page_is_in_the_menu() -> None:
    text = (DOCS / "index.md").read_text("utf-8")
    menu = re.search(r"```\{toctree\}\n:hidden:\n\n(.*?)```", text, re.S)
    assert menu is not None
    pages = {str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.md")} - {"index"}
    assert set(menu[1].split()) == pages
    assert {f"({page}.md)" for page in pages} <= set(re.findall(r"\([^()]*\.md\)", text))


@pytest.mark.skipif(not all(map(importlib.util.find_spec, NEEDED)), reason="the extra `docs` is not installed")
def test_the_site_is_built_and_can_be_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(tmp_path / "doctrees")]
    done = subprocess.run([*command, str(DOCS), str(tmp_path / "site")], capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    names = ("index", "glossary", "operations", "tutorials/monitoring-analyst")
    pages = [tmp_path / "site" / f"{name}.html" for name in names]
    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search(r'<(?:script|link|img)[^>]* (?:src|href)="(?:https?:)?//', text), "a page asks another server"
    if BROWSER:
        for dark in (False, True):
            assert flaws(pages, dark) == []
