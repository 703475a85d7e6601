"""Runs the real `scrapy` command, as a scheduler does."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring import read
from warm import COUNTING, warm

ROOT = Path(__file__).resolve().parents[2]
SCRAPY = Path(sys.executable).with_name("scrapy")
SECONDS = 120


@dataclass
class Crawl:
    """A finished `scrapy crawl`: exit code, what it printed, the lines of its journal and of runs.jsonl."""

    code: int
    stdout: str
    stderr: str
    folder: Path

    @property
    def lines(self) -> list[dict[str, object]]:
        path = self.folder / "articles.jsonl"
        return read(path) if path.exists() else []

    @property
    def runs(self) -> list[dict[str, object]]:
        path = self.folder / "runs.jsonl"
        return read(path) if path.exists() else []


def command(site: str, output: Path, *arguments: str) -> list[str]:
    """The command line of a crawl that does not wait between requests."""
    return [str(SCRAPY), "crawl", site, "-s", f"OUTPUT_DIR={output}", "-s", "DOWNLOAD_DELAY=0", *arguments]


def environment(proxy: str | None) -> dict[str, str]:
    """The environment of a crawl: no proxy but the given one."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | ({"http_proxy": proxy} if proxy else {})


def of_inner_pytest(env: Mapping[str, str]) -> dict[str, str]:
    """The environment of a pytest below a test: its lines are counted above, and it has none of the options of that one."""
    return {name: value for name, value in env.items() if name not in {COUNTING, "PYTEST_ADDOPTS"}}


def scrapy(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT, seconds: float = SECONDS
) -> subprocess.CompletedProcess[str]:
    """Run `scrapy ARGUMENTS` to its end, without a proxy if no environment is given; it is killed after that many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = warm()
        pid = process.start(arguments, env if env is not None else environment(None), cwd, out, err)
        late = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL))
        late.start()
        code = process.wait()
        late.cancel()
        return subprocess.CompletedProcess(["scrapy", *arguments], code, out.read_text("utf-8"), err.read_text("utf-8"))


def crawl(site: str, output: Path, *arguments: str, proxy: str | None = None, folder: str | None = None) -> Crawl:
    """Run one crawl to its end."""
    done = scrapy(*command(site, output, *arguments)[1:], env=environment(proxy))
    return Crawl(done.returncode, done.stdout, done.stderr, output / (folder or site))


def in_project(folder: Path, *line: str, proxy: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project; its output goes to `folder`, and it does not wait between requests."""
    settings = ("-s", f"OUTPUT_DIR={folder / 'output'}", "-s", "DOWNLOAD_DELAY=0", "-s", "BACKOFF_SECONDS=0.05")
    return scrapy(*line, *settings, env=environment(proxy) | more)
