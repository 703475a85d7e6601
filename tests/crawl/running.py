"""Runs the real `scrapy` command, as a scheduler does."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scoring import read

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


def crawl(site: str, output: Path, *arguments: str, proxy: str | None = None, folder: str | None = None) -> Crawl:
    """Run one crawl to its end."""
    done = subprocess.run(
        command(site, output, *arguments), cwd=ROOT, env=environment(proxy), capture_output=True, text=True, timeout=SECONDS
    )
    return Crawl(done.returncode, done.stdout, done.stderr, output / (folder or site))
