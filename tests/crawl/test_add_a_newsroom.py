"""The guide docs/add-a-newsroom.md: each command on it runs, in its order, as somebody who follows it would run it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from new_project import Project
from running import ROOT, SECONDS, environment, of_inner_pytest, scrapy

from crawler.commands.savepage import expected_of
from crawler.extract.article import read_article
from crawler.items import Row
from crawler.page.page import Page
from spiders.minmetals import Minmetals
from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

pytestmark = pytest.mark.usefixtures("untraced")

GUIDE = ROOT / "docs" / "add-a-newsroom.md"
SITE = "minmetals"
_COMMAND = re.compile(r"^\s*\$ (?P<command>.*?)(?:\s+# exit code (?P<code>\d+))?$", re.M)


def commands() -> list[tuple[str, int]]:
    """The commands of the guide with the exit code that they end with."""
    blocks = re.findall(r"```console\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    return [(found["command"], int(found["code"] or 0)) for block in blocks for found in _COMMAND.finditer(block)]


def read_today(case: Path) -> dict[str, object]:
    """What a saved page of the clone's newsroom is read as."""
    meta = json.loads((case / "case.json").read_text("utf-8"))
    page = Page(meta["url"], (case / "page.html").read_bytes(), meta.get("content_type"))
    return expected_of(read_article([page], Minmetals.site, Row(meta["url"], **meta["row"]) if "row" in meta else None))


class Reader:
    """Somebody who follows the guide in a clone: of the newcomer's newsroom and of a declared one, each at its proxy."""

    def __init__(self, folder: Path, plain: ReplicaServer, family: ReplicaServer) -> None:
        self.acme, self.family = Project.make(folder, plain.address), family
        self.folder, self.plain = folder, plain

    def follow(self, command: str) -> subprocess.CompletedProcess[str]:
        words = shlex.split(self.filled(command))
        if words[0] == "pytest":
            return self.tested(words)
        assert words[0] == "scrapy", command
        if SITE in command or "newsroom" in words:
            return self.of_clone(*words[1:])
        return self.acme.run(*words[1:])

    def tested(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        """pytest over the newcomer's newsroom; over the clone's only that the saved pages that were made say what is read."""
        if SITE in words:
            made = sorted((self.folder / "tests" / "sites" / SITE).iterdir())
            wrong = [case.name for case in made if read_today(case) != json.loads((case / "expected.json").read_text("utf-8"))]
            return subprocess.CompletedProcess(words, len(wrong) if len(made) == 4 else 1, str(wrong), "")
        self.acme.prepare_tests()
        words = [f"{word}/test_declarations.py" if word == "tests/policy" else word for word in words]
        line = [sys.executable, "-m", *words, "-q", "-n", "0", "--rootdir", str(self.folder), "-p", "no:cacheprovider"]
        env = of_inner_pytest(environment(None)) | {"PYTHONPATH": str(self.folder)}
        return subprocess.run(line, cwd=self.folder, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)

    def of_clone(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command about a newsroom of the clone, at the newsroom's present time."""
        server = self.plain if "newsroom" in words else self.family
        clock = f"RUN_CLOCK={server.newsroom.timeline.now.isoformat()}"
        settings = ("-s", "DOWNLOAD_DELAY=0", "-s", clock, "-s", "DEEP_EVERY_DAYS=0", "-s", "BACKOFF_SECONDS=0.05")
        return scrapy(*words, *settings, env=environment(server.address), cwd=self.folder)

    def filled(self, command: str) -> str:
        """A command with what the guide leaves open: the run, a kept page, its address, a saved copy."""
        if "<run>" not in command and "315946" not in command and "..." not in command:
            return command
        kept = sorted((self.folder / "output" / SITE / "cases").glob("*/*.html"))[-1]
        address = next(each.urls[0] for each in self.family.newsroom.expected(SITE) if each.ids[0].endswith(kept.stem[-6:]))
        (self.folder / "page.html").write_bytes(kept.read_bytes())
        filled = command.replace("<run>", kept.parent.name).replace("minmetals-315946", kept.stem)
        filled = filled.replace("minmetals:315946", kept.stem.replace("-", ":"))
        return filled.replace("http://www.minmetals.com/english/news/...", address)


@pytest.mark.timeout(200)
def test_each_command_of_the_guide_runs(tmp_path: Path) -> None:
    found = commands()
    assert len(found) >= 15
    with ReplicaServer(make_plain(5, 6)) as plain, ReplicaServer(make(6, 4, (SITE,))) as family:
        reader = Reader(tmp_path / "project", plain, family)
        for _ in range(2):
            family.advance("new", SITE, count=2)
            assert reader.of_clone("crawl", SITE).returncode == 0
        family.advance("new", SITE, count=3)
        family.advance("broken", SITE)
        for command, code in found:
            done = reader.follow(command)
            assert done.returncode == code, (command, done.stdout[-3000:], done.stderr[-3000:])
