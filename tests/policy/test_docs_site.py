"""The docs as a site: every page is in its menu; where Sphinx is installed, it is built and looked at."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import default_settings

from crawler import settings as project_settings
from crawler.run.arguments import ARGUMENTS
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


ROOT = DOCS.parent
CODE = re.compile(r"^ *```(\w*)\n(.*?)^ *```|^ {4}(?=\$ )([^\n]+)$", re.M | re.S)
TYPED = re.compile(r"^ *(?:\$ )?(?:[\w./-]*/)?(?:newsroom|scrapy) (?P<command>[a-z][\w-]*)(?P<rest>.*)$", re.M)
SCRAPY = {"shell", "fetch", "view", "list", "check", "edit", "settings", "startproject", "version"}  # commands that stay its own


def typed() -> list[tuple[str, str, str]]:
    """(page, command, what follows) of each command line that README and docs show."""
    found = []
    for page in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]:
        code = CODE.findall(page.read_text("utf-8"))
        blocks = "\n".join(block or line for kind, block, line in code if kind in {"", "console", "sh"})
        name = str(page.relative_to(ROOT))
        found += [(name, each["command"], each["rest"].partition("  #")[0]) for each in TYPED.finditer(blocks)]
    return found


def test_every_command_of_the_docs_is_one() -> None:
    """The commands of the tutorials are run by their test; of all others the command, `-a` and `-s` names are looked at."""
    shown = typed()
    assert len(shown) > 40
    own = {path.stem.replace("_", "-") for path in (ROOT / "crawler" / "commands").glob("*.py")}
    assert [each for each in shown if each[1] not in own | SCRAPY] == []
    arguments = {each.name for each in ARGUMENTS}
    settings = {name for name in (*vars(project_settings), *vars(default_settings)) if name.isupper()}
    names = [(each, name) for each in shown for name in re.findall(r" -a (\w+)=", each[2])]
    assert [each for each, name in names if each[1] == "crawl" and name not in arguments] == []
    assert [each for each in shown for name in re.findall(r" -s (\w+)=", each[2]) if name not in settings] == []


# Where the blocks of commands that are no `console` (those of tutorials and guides are all run) are run; those with None need a
# network, root or a running systemd, as their page says.
RUN_BY: dict[str, str | None] = {
    "$ make test": "policy/test_housekeeping.py", "git clone ": None, "python3 -m venv": "crawl/test_newsroom_program.py",
    "newsroom crawl minmetals\n": "crawl/test_tutorials.py", "export ALERT_WEBHOOK": "crawl/test_tutorials.py",
    "newsroom crawl minmetals  ": "crawl/test_tutorials.py", "scrapy dataset build": "crawl/test_tutorials.py",
    "make install  ": "crawl/test_state_in_postgresql.py", "sudo cp": None,
}  # fmt: skip
TREE = ("output/dataset/", "spiders/<company>.py")  # what lists files


def test_every_block_of_commands_is_run_or_says_why_not() -> None:
    blocks = [
        block
        for page in [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
        for kind, block, _ in CODE.findall(page.read_text("utf-8"))
        if kind in {"", "sh", "bash"} and block and not block.startswith(TREE)
    ]
    assert [block for block in blocks if not block.startswith(tuple(RUN_BY))] == []
    assert [start for start in RUN_BY if not any(block.startswith(start) for block in blocks)] == []
    assert all((ROOT / "tests" / name).exists() for name in RUN_BY.values() if name)


def test_the_commands_of_contributing_lead_to_tests() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"`make (\w+)`", text)) <= targets
    for places, words in re.findall(r"`pytest ((?:tests/[\w/.]+ ?)+)(?:-k (?:\"([^\"]*)\"|\w+))?`", text):
        paths = [ROOT / each for each in places.split()]
        assert all(path.exists() for path in paths), places
        names = " ".join(str(each) for path in paths for each in path.rglob("test_*.py"))
        assert all(word in names for word in words.split(" or ")), words
