"""SIGKILL at random moments of real crawls: `python -m bench.kills --kills 200`. Prints what was lost, doubled or torn.

Every crawl is killed at a random moment after its first request, one in eight while it starts, and the same command is run
again; when everything is fetched, the folder is emptied and it begins anew, until there were that many kills.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "crawl"))

from misbehaving.fault import Fault, good  # noqa: E402 - the server belongs to the tests
from misbehaving.matrix import QUICK, newsroom  # noqa: E402
from misbehaving.server import Server  # noqa: E402

ARTICLES = 150


def command(server: Server, folder: Path) -> list[str]:
    own = {**QUICK, "OUTPUT_DIR": folder, "PRIVATE_HOSTS": f"127.0.0.1:{server.port}"}
    flags = [part for name, value in own.items() for part in ("-s", f"{name}={value}")]
    scrapy = Path(sys.executable).with_name("scrapy")
    return [str(scrapy), "crawl", "newsroom", "-a", f"url={server.origin}/news/", "-a", "name=killed", *flags]


def killed(line: list[str], server: Server, wait: bool, seconds: float) -> tuple[set[str], bool]:
    """Ids that the log called stored, and whether the crawl was killed before its end; wait: for its first request."""
    server.asks.clear()
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while wait and not server.asks and process.poll() is None:
        time.sleep(0.01)
    time.sleep(seconds)
    process.kill()
    log = process.communicate()[1].decode("utf-8", "replace")
    said = {text.split("stored ")[1].split(" ")[0] for text in log.splitlines() if "] INFO: stored " in text}
    return said, process.returncode < 0


def verdict(folder: Path, said: set[str], whole: bool) -> Counter[str]:
    """What is wrong with the journal: articles lost, doubled, lines that are bad."""
    file = folder / "killed" / "articles.jsonl"
    raw = file.read_bytes() if file.exists() else b""
    bad, ids = 0, []
    for line in raw.split(b"\n")[:-1]:
        try:
            ids.append(str(json.loads(line)["id"]))
        except (ValueError, KeyError):
            bad += 1
    lost = len(said - set(ids)) + (ARTICLES - len(set(ids)) if whole else 0)
    return Counter(lost=lost, doubled=len(ids) - len(set(ids)), bad=bad)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11)
    chosen = parser.parse_args()
    dice, kills, rounds, wrong = random.Random(chosen.seed), 0, 0, Counter[str]()
    with Server() as server:
        newsroom(server, [Fault(f"plant-{number}", good) for number in range(ARTICLES * 3 // 4)])
        while kills < chosen.kills:
            with tempfile.TemporaryDirectory() as folder:
                said: set[str] = set()
                running = True
                while running and kills < chosen.kills:
                    more, running = killed(command(server, Path(folder)), server, dice.random() > 1 / 8, dice.random() * 1.5)
                    said |= more
                    kills += running
                    wrong += verdict(Path(folder), said, whole=False)
                subprocess.run(command(server, Path(folder)), cwd=ROOT, capture_output=True, check=False)
                wrong += verdict(Path(folder), said, whole=True)
                rounds += 1
            print(f"round {rounds}: {kills} kills so far, {dict(wrong)}", flush=True)
    print(f"{kills} kills in {rounds} rounds: {wrong['lost']} lost, {wrong['doubled']} doubled, {wrong['bad']} bad lines")
    return 1 if wrong.total() else 0


if __name__ == "__main__":
    sys.exit(main())
