"""Runs the commands of a page of docs and writes what they print below them: no output on such a page is typed by hand.

A block of `console` holds commands behind `$ ` and what each prints; a block of `text` holds what the `python` above it
prints. `<!-- file: NAME -->` saves the block that follows, `<!-- newsroom: STEP -->` moves the newsroom by a day and a step.
What is added to a command: no pause between requests, the time of day, and the folder of own declarations.
"""

import contextlib
import io
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

from new_project import MODULES, Project
from running import ROOT, SECONDS, environment, of_inner_pytest, scrapy

from tests.browser import picture
from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

DOCS = ROOT / "docs"
README = "README"
DATASETS = "datasets"
PAGES = ("data-scientist", "monitoring-analyst", "python-developer", DATASETS, README)
PORT = "8917"  # on the pages; another one that is free takes its place
_NEWSROOMS = {
    "data-scientist": partial(make, 2019, 24, ("minmetals",)),
    "python-developer": partial(make_plain, 3, 30, 10),
    DATASETS: partial(make, 7, 20, ("minmetals", "minmetals_zh")),
    README: partial(make, 3, 4, ("minmetals", "minmetals_usa")),
}
_PART = re.compile(r"^<!-- (?P<what>file|newsroom): (?P<name>\S+) -->\n|^```(?P<kind>\w+)\n(?P<body>.*?)^```\n", re.M | re.S)
_NEVER_THE_SAME = (
    (re.compile(r"^\.+ +\[100%\]$", re.M), f"{'.' * 20} [100%]"),  # a dot a test
    (re.compile(r"^Done in \d+ s\.", re.M), "Done in 4 s."),
    (re.compile(r"^  \S+(?: -m crawler\.commands\.program)?(?= (?:sites|export|crawl) )", re.M), "  .venv/bin/newsroom"),
)
PICTURES = {
    "data-scientist": {"dataset": "dataset.html"},
    "monitoring-analyst": {"report": "acme/report.html", "index": "index.html"},
    "python-developer": {"explain": "acme/explain/update-1010.html"},
}  # what docs/pictures/ shows: name -> page under output/
SIZE = (860, 640)


def path_of(name: str) -> Path:
    """The page of a tutorial, or another one of which the blocks of `console` are run."""
    return {README: ROOT / "README.md", DATASETS: DOCS / "datasets.md"}.get(name, DOCS / "tutorials" / f"{name}.md")


class Reader:
    """Somebody who follows a page in a folder of their own, with a newsroom at a proxy."""

    def __init__(self, name: str, folder: Path, server: ReplicaServer) -> None:
        self.folder, self.server, self.site = folder, server, "plain" if "plain" in server.newsroom.channels else "minmetals"
        self.own, self.python = name == "python-developer", name != README
        self.project = Project.make(folder, server.address)
        self.day = server.newsroom.timeline.now.astimezone(UTC) + timedelta(hours=3)
        search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        paths = os.pathsep.join([str(folder), str(ROOT), os.environ.get("PYTHONPATH", "")])
        self.env = environment(server.address) | {"no_proxy": "127.0.0.1", "PATH": search, "PYTHONPATH": paths}
        self.names: dict[str, object] = {}
        self.file: str | None = None
        self.behind: list[subprocess.Popen[bytes]] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])

    def read(self, text: str) -> str:
        """The page with what its commands print today."""
        printed: str | None = None
        parts, end = [], 0
        for found in _PART.finditer(text):
            parts.append(text[end : found.start()])
            end = found.end()
            whole, body = found[0], found["body"]
            if found["what"] == "newsroom":
                self.server.advance(found["name"], self.site)
                self.day += timedelta(days=1)
            elif found["what"] == "file":
                self.file = found["name"]
            elif self.file is not None:
                (self.folder / self.file).write_text(body.replace(PORT, self.port), "utf-8")
                self.file = None
            elif found["kind"] == "python" and self.python:
                printed = self._python(body)
            elif found["kind"] == "text" and printed is not None:
                whole, printed = f"```text\n{printed}```\n", None
            elif found["kind"] == "console":
                whole = f"```console\n{self._console(body)}```\n"
            parts.append(whole)
        return "".join([*parts, text[end:]])

    def _python(self, body: str) -> str:
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(body, "a page of docs", "exec"), self.names)
        return printed.getvalue()

    def _console(self, body: str) -> str:
        said = []
        for command in (line[2:] for line in body.splitlines() if line.startswith("$ ")):
            said += [f"$ {command}\n", self._shown(self._printed(command.replace(PORT, self.port)))]
        return "".join(said)

    def _shown(self, printed: str) -> str:
        """What a command printed as the page has it: without blank lines around it, and what no two machines have alike."""
        lines = printed.replace(str(self.folder) + "/", "").replace("declared/", "spiders/").replace(self.port, PORT).strip("\n")
        for pattern, same in _NEVER_THE_SAME:
            lines = pattern.sub(same, lines)
        return f"{lines}\n" if lines else ""

    def _printed(self, command: str) -> str:
        first, *rest = shlex.split(command)
        if first == "export":
            self.env |= dict(each.split("=", 1) for each in rest)
            return ""
        if first == "scrapy":
            self.day += timedelta(minutes=1)
            return self._scrapy(rest)
        if command == "make demo":
            command = f"{shlex.quote(sys.executable)} -m tests.replica.demo"
        if command.endswith("&"):
            self.behind.append(subprocess.Popen(shlex.split(command[:-1]), cwd=self.folder, env=self.env))
            _wait_for(int(self.port))
            return ""
        if first == "pytest":
            self.project.prepare_tests()
        command = command.replace("spiders/", "declared/") if self.own and first == "cat" else command
        line = ["bash", "-c", command]
        env = of_inner_pytest(self.env) if first == "pytest" else self.env
        done = subprocess.run(line, cwd=self.folder, env=env, capture_output=True, timeout=SECONDS, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout.decode()

    def _scrapy(self, arguments: list[str]) -> str:
        more = ["-s", "DOWNLOAD_DELAY=0", "-s", f"RUN_CLOCK={self.day:%Y-%m-%dT%H:%M:%SZ}", *(MODULES if self.own else ())]
        done = scrapy(*arguments, *more, env=self.env, cwd=self.folder)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def use(self, says: str, only: str = "") -> None:
        """Run a block of README that shows commands without what they print, at this page's newsroom. only: those with it."""
        page = path_of(README).read_text("utf-8")
        blocks = [found["body"] for found in re.finditer(r"^```\w*\n(?P<body>.*?)^```\n", page, re.M | re.S)]
        block = next(each for each in blocks if says in each)
        for command in block.replace("https://www.example.com/", "http://www.acme-mining.example/").splitlines():
            command = command.replace("www.example.com/", "http://www.acme-mining.example/").partition("  #")[0]
            if only not in command:
                continue
            kept = self.env.get("ALERT_WEBHOOK")  # of the page: what listens there
            self._printed(command.replace("newsroom ", "scrapy ", 1))
            self.env |= {"ALERT_WEBHOOK": kept} if kept else {}

    def pictures(self, name: str, target: Path) -> list[Path]:
        """Screenshots of the pages that a tutorial shows, written to a folder."""
        made = {target / f"{shown}.png": self.folder / "output" / page for shown, page in PICTURES[name].items()}
        for path, page in made.items():
            picture(page, path, SIZE)
        return list(made)

    def leave(self) -> None:
        """End what was started in the background."""
        for each in self.behind:
            each.terminate()
            each.wait(SECONDS)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            trial.settimeout(0.5)
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens at port {port}")


@contextmanager
def reader_of(name: str, folder: Path) -> Iterator[Reader]:
    """Somebody with that tutorial, and the newsroom that it speaks of."""
    newsroom = _NEWSROOMS.get(name, partial(make_plain, 3, 12))()
    with ReplicaServer(newsroom) as server:
        reader = Reader(name, folder, server)
        try:
            yield reader
        finally:
            reader.leave()
