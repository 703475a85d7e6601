"""What watching a newsroom costs: requests of daily runs, beside plain Scrapy, its HTTP cache and an ideal poller.

    python -m bench.monitoring [--seed 7]

All of them crawl the same replica over loopback: 200 articles, 20 on a listing page, a run a day. Asked is counted by the
server; robots.txt (and tdmrep.json with it) is counted apart, once a day each. Looks at fresh releases (FRESH_DAYS,
FRESH_HOURS, FRESH_BUDGET as they are set by default) are in a row of their own, told from the rest by a run without them.
CPU is that of the crawling process, as a ratio to plain Scrapy's in the same run.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

ARTICLES, PAGE = 200, 20
DAYS: tuple[tuple[str, int], ...] = (("first crawl", 0), ("nothing new", 0), ("3 new", 3), ("30 new", 30), ("the day after", 0))
RULES = ("robots.txt", "tdmrep.json")
SCRAPY = Path(sys.executable).with_name("scrapy")

PLAIN = '''
import re, scrapy
class Plain(scrapy.Spider):
    name = "plain"
    start_urls = ["{url}"]
    custom_settings = {settings}
    def parse(self, response):
        for href in response.css("a::attr(href)").getall():
            if re.search(r"index_\\d+|page=\\d+|/page/\\d+", href):
                yield response.follow(href, self.parse)
            elif re.search(r"\\d+\\.html", href):
                yield response.follow(href, self.article)
    def article(self, response):
        yield {{"url": response.url, "title": response.css("title::text").get()}}
'''


def ours(folder: Path, server: ReplicaServer, *settings: str) -> None:
    """A run of this project."""
    host = server.address.removeprefix("http://")
    clock = server.newsroom.timeline.now.isoformat()
    _call(
        SCRAPY, "crawl", "newsroom", "-a", f"url={server.address}/news/", "-a", "name=plain", "-s", f"OUTPUT_DIR={folder}",
        "-s", f"PRIVATE_HOSTS={host}", "-s", "DOWNLOAD_DELAY=0", "-s", f"RUN_CLOCK={clock}", "-s", "DEEP_EVERY_DAYS=0", "--nolog",
        *settings,
    )  # fmt: skip


def without_looks(folder: Path, server: ReplicaServer) -> None:
    """A run of this project that asks for nothing twice."""
    ours(folder, server, "-s", "FRESH_BUDGET=0")


def plain(folder: Path, server: ReplicaServer) -> None:
    """A bare Scrapy spider that follows every link of the listing."""
    _spider(folder, server, {"ROBOTSTXT_OBEY": True, "LOG_ENABLED": False})


def cached(folder: Path, server: ReplicaServer) -> None:
    """The same spider with Scrapy's HTTP cache under the policy of RFC 9111."""
    _spider(
        folder, server,
        {"ROBOTSTXT_OBEY": True, "LOG_ENABLED": False, "HTTPCACHE_ENABLED": True, "HTTPCACHE_DIR": str(folder / "cache"),
         "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy"},
    )  # fmt: skip


def _spider(folder: Path, server: ReplicaServer, settings: dict[str, object]) -> None:
    path = folder / "plain_spider.py"
    path.write_text(PLAIN.format(url=f"{server.address}/news/", settings=settings), "utf-8")
    _call(SCRAPY, "runspider", path, folder=folder)  # away from this project's settings


def _call(*command: object, folder: Path | None = None) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    subprocess.run(
        [str(part) for part in command], check=False, env=environment, cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def ideal(new: int, first: bool) -> int:
    """Requests of a poller that knows all: the listings that show what is new, and the new articles."""
    return ARTICLES + ARTICLES // PAGE if first else max(1, -(-new // PAGE)) + new


def measure(seed: int, crawl: Callable[[Path, ReplicaServer], None]) -> tuple[list[tuple[int, int]], float]:
    """([(pages asked for, of them answered 304)] a day, CPU seconds in all)."""
    counts = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with ReplicaServer(make_plain(seed, ARTICLES, PAGE)) as server, tempfile.TemporaryDirectory() as folder:
        for at, (_, new) in enumerate(DAYS):
            if at:
                server.advance("new" if new else "silence", "plain", **({"count": new} if new else {}))
            start = len(server.log)
            crawl(Path(folder), server)
            asked = [each for each in server.log[start:] if not each.path.endswith(RULES)]
            counts.append((len(asked), sum(each.status == 304 for each in asked)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return counts, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    seed = parser.parse_args().seed
    crawlers = {"this project": ours, "without fresh looks": without_looks, "plain Scrapy": plain, "Scrapy + HttpCache": cached}
    measured = {name: measure(seed, crawl) for name, crawl in crawlers.items()}
    print(f"{'pages asked for (304s)':24}" + "".join(f"{day:>16}" for day, _ in DAYS) + f"{'CPU ratio':>12}")
    print(f"{'ideal poller':24}" + "".join(f"{ideal(new, day == 'first crawl'):>16}" for day, new in DAYS))
    base = measured["plain Scrapy"][1]
    for name, (counts, cpu) in measured.items():
        cells = "".join(f"{f'{asked} ({same})':>16}" for asked, same in counts)
        print(f"{name:24}{cells}{cpu / base:>12.2f}")


if __name__ == "__main__":
    main()
