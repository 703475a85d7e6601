"""Newsrooms on every platform, crawled without a declaration: what is found, at what cost.

    python -m bench.platforms [PLATFORM ...] [--seeds 3] [--articles 300] [--show 5] [--keep DIR]

Each newsroom is served on loopback and crawled twice. Requests are those of the first run over the minimum: its releases, the
pages of its cheapest complete source, and robots.txt. The last columns are what the second run stored, and what it asked for.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.replica.platforms.catalogue import PLATFORMS
from tests.replica.platforms.newsroom import PlatformNewsroom
from tests.replica.platforms.score import read_lines, score
from tests.replica.platforms.server import PlatformServer

SCRAPY = Path(sys.executable).with_name("scrapy")
NOT_COUNTED = "/.well-known/tdmrep.json"  # asked of each host once for what may be done with its texts
MOST = 1.3


def crawl(server: PlatformServer, folder: Path) -> tuple[int, list[str]]:
    """Exit code of a run and what it asked for, robots.txt included."""
    start = len(server.asked)
    url = f"http://{server.host}{server.newsroom.start}"
    command = [
        SCRAPY, "crawl", "newsroom", "-a", f"url={url}", "-a", "name=it", "-s", f"OUTPUT_DIR={folder}",
        "-s", f"PRIVATE_HOSTS={server.host}", "-s", "DOWNLOAD_DELAY=0", "-s", "BACKOFF_SECONDS=0.05", "-s", "FRESH_BUDGET=0",
    ]  # fmt: skip
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with (folder / "log").open("a") as log:
        done = subprocess.run(list(map(str, command)), check=False, env=clean, stdout=log, stderr=log)
    return done.returncode, [each for each in server.asked[start:] if not each.endswith(NOT_COUNTED)]


def measure(newsroom: PlatformNewsroom, folder: Path, show: int) -> bool:
    """Crawl one newsroom twice and print its row; whether all is as it has to be."""
    with PlatformServer(newsroom) as server:
        code, first = crawl(server, folder)
        found = score(folder / "it", newsroom)
        _, second = crawl(server, folder)
    runs = read_lines(folder / "it" / "runs.jsonl")
    new = runs[-1]["account"]["stored"] if len(runs) > 1 else -1
    cost = len(first) / newsroom.minimum
    good = found.is_good and code == 0 and cost <= MOST and not new
    print(
        f"{newsroom.name:14} {newsroom.seed:4} {found.recall:7.3f} {found.precision:9.3f} {found.titles:6.3f}"
        f" {found.dates:5.3f} {found.text:5.3f} {code:4} {cost:8.2f} {new:4} {len(second):5}  {'' if good else 'SHORT'}",
        flush=True,
    )
    if show and not good:
        gaps = runs[0]["completeness"]["gaps"] if runs else []
        print(*(f"    gap {json.dumps(gap)[:300]}\n" for gap in gaps[:5]))
        print(*(f"    {each[:600]}\n" for each in found.wrong[:show]))
        paths = {f"GET {each.path}" for each in newsroom.expected()}
        print("    asked", " ".join(each.removeprefix("GET ") for each in first if each not in paths)[:1200])
    return good


def add_arguments(parser: argparse.ArgumentParser, articles: int, kept: str) -> None:
    """The arguments of a bench over newsrooms and seeds. articles: how many a newsroom has; kept: what `--keep` keeps."""
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=articles)
    parser.add_argument("--keep", type=Path, help=f"folder that keeps the {kept}")


def count_good(names: Sequence[str], seeds: int, keep: Path | None, measure: Callable[[str, int, Path], bool]) -> str:
    """Measure each newsroom with each seed, in a folder of its own: `3 of 4 newsrooms`. keep: where the folders are kept."""
    good = 0
    for name in names:
        for seed in range(1, seeds + 1):
            with tempfile.TemporaryDirectory() as folder:
                good += measure(name, seed, Path(folder))
                if keep:
                    shutil.copytree(folder, keep / f"{name.replace(':', '-')}-{seed}", dirs_exist_ok=True, symlinks=True)
    return f"{good} of {seeds * len(names)} newsrooms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser, 300, "output")
    parser.add_argument("platform", nargs="*", help=f"of {', '.join(PLATFORMS)}; all where none is named")
    parser.add_argument("--show", type=int, default=0, help="of what is wrong, that many lines")
    chosen = parser.parse_args()
    print(f"{'platform':14} seed  recall precision titles dates  text exit requests  new  asks")

    def one(name: str, seed: int, folder: Path) -> bool:
        return measure(PLATFORMS[name](seed, chosen.articles), folder, chosen.show)

    print(count_good(chosen.platform or list(PLATFORMS), chosen.seeds, chosen.keep, one), "are read as they have to be")


if __name__ == "__main__":
    main()
