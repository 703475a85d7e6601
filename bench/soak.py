"""Soak: many runs of a growing newsroom with random faults. By hand: `python -m bench.soak --articles 10000 --runs 20`.

Two newsrooms with the same articles are crawled, one of them answering a share of the requests with a random fault. At the
end both journals must hold the same revisions of the same articles. Memory and file descriptors of the faulty crawl are
sampled while it runs: megabytes a thousand pages, and descriptors at the end against those after the start.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "crawl"))

from misbehaving.fault import status  # noqa: E402 - the server belongs to the tests
from misbehaving.matrix import QUICK, _lines  # noqa: E402
from misbehaving.pages import article, listing, path, title  # noqa: E402
from misbehaving.server import Ask, Peer, Server  # noqa: E402
from misbehaving.transport import (  # noqa: E402
    chunks_cut,
    http_09,
    length_too_long,
    reset_before_headers,
    reset_mid_body,
    whole_length_cut_page,
)

ROWS = 50
START = datetime(2026, 1, 1, tzinfo=UTC)
FAULTS = (
    reset_before_headers, reset_mid_body, length_too_long, chunks_cut,
    whole_length_cut_page, http_09, status("500 Oh"), status("503 Busy", Retry_After="1"),
)  # fmt: skip


@dataclass
class Newsroom:
    """A newsroom of which the newest `published` articles are listed, newest first; share: of answers that are faults."""

    share: float
    published: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    async def answer(self, peer: Peer, ask: Ask) -> None:
        if ask.path == "/robots.txt":
            await peer.answer("", "404 Not Found")
        elif self.dice.random() < self.share:
            await self.dice.choice(FAULTS)(peer, ask)
        elif ask.path == "/news/":
            await peer.answer(self.listing(int(ask.target.partition("page=")[2] or 1)))
        else:
            await peer.answer(article(ask.path.rpartition("/")[2].removesuffix(".html")))

    def listing(self, number: int) -> str:
        first = self.published - (number - 1) * ROWS
        names = [f"plant-{each:05d}" for each in range(first, max(0, first - ROWS), -1)]
        more = f'<a href="/news/?page={number + 1}">Next page</a>' if first > ROWS else ""
        return str(listing([(path(name), title(name)) for name in names], more=more))


@dataclass
class Samples:
    """Pages asked for, resident megabytes and open descriptors, over the time of the longest run."""

    rows: list[tuple[int, float, int]] = field(default_factory=list)

    def watch(self, process: subprocess.Popen[bytes], server: Server) -> None:
        while process.poll() is None:
            try:
                status_lines = Path(f"/proc/{process.pid}/status").read_text()
                descriptors = sum(1 for _ in Path(f"/proc/{process.pid}/fd").iterdir())
            except OSError:
                return
            resident = next((line for line in status_lines.splitlines() if line.startswith("VmRSS")), "x 0")
            self.rows.append((len(server.asks), int(resident.split()[1]) / 1024, descriptors))
            time.sleep(0.5)

    def slope(self) -> float:
        """Megabytes a thousand pages, by least squares over the second half."""
        rows = self.rows[len(self.rows) // 2 :]
        if len(rows) < 3:
            return 0.0
        x, y = sum(row[0] for row in rows) / len(rows), sum(row[1] for row in rows) / len(rows)
        spread = sum((row[0] - x) ** 2 for row in rows)
        return 1000 * sum((row[0] - x) * (row[1] - y) for row in rows) / spread if spread else 0.0


def crawl(server: Server, folder: Path, day: int, samples: Samples | None = None) -> int:
    """One run on that day; returns its exit code."""
    clock = (START + timedelta(days=day)).isoformat()
    own = {"OUTPUT_DIR": folder, "PRIVATE_HOSTS": f"127.0.0.1:{server.port}", "RUN_CLOCK": clock, "DEEP_EVERY_DAYS": 0}
    chosen = {**QUICK, **own}
    flags = [part for name, value in chosen.items() for part in ("-s", f"{name}={value}")]
    command = [str(Path(sys.executable).with_name("scrapy")), "crawl", "newsroom", "-a", f"url={server.origin}/news/"]
    process = subprocess.Popen(
        [*command, "-a", "name=soak", *flags, "-s", "LOG_LEVEL=ERROR"], cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if samples is not None:
        threading.Thread(target=samples.watch, args=(process, server), daemon=True).start()
    return process.wait()


def content(folder: Path) -> list[tuple[object, ...]]:
    """What the journal says, without times, addresses of the server and the run."""
    lines = _lines(folder / "soak" / "articles.jsonl")
    keys = ("event", "revision", "title", "published", "text", "content_hash")
    return sorted((line["url"].partition("/news/")[2], *(line[key] for key in keys)) for line in lines)


def soak(articles: int, runs: int, share: float, folder: Path) -> bool:
    """Run both newsrooms and print what came of it; True if all is as it should be."""
    samples, codes = Samples(), []
    for name, faulty in (("plain", 0.0), ("faulty", share)):
        newsroom = Newsroom(faulty)
        with Server(fallback=newsroom.answer) as server:
            for run in range(runs):
                newsroom.published = articles - (articles - articles // 2) * (runs - 1 - run) // max(1, runs - 1)
                codes.append(crawl(server, folder / name, run, samples if faulty and run == 0 else None))
                server.asks.clear()
            newsroom.share = 0.0
            for day in (runs + 30, runs + 60):  # what failed is fetched once its next try has come
                codes.append(crawl(server, folder / name, day))
    plain, faulty_lines = content(folder / "plain"), content(folder / "faulty")
    first, last = samples.rows[len(samples.rows) // 4][2], samples.rows[-2][2]
    print(f"articles {articles}, runs {runs}, faults {share:.0%}; lines {len(plain)} and {len(faulty_lines)}")
    print(f"journals the same: {plain == faulty_lines}; exit codes {sorted(set(codes))}")
    print(f"memory {samples.slope():+.2f} MB a thousand pages, peak {max(row[1] for row in samples.rows):.0f} MB")
    print(f"descriptors {first} early, {last} at the end")
    return plain == faulty_lines and len(plain) == articles and samples.slope() < 1 and last <= first + 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--faults", type=float, default=0.02)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if soak(chosen.articles, chosen.runs, chosen.faults, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
