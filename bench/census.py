"""The certificate of completeness and the times at which releases appeared, over many seeds. By hand.

    python -m bench.census [--seeds 5] [--articles 60] [--lives 120]

First newsrooms with a listing, a feed and a sitemap (or an archive by months), whole and with each kind of hole, crawled
undeclared over loopback: a row for each that is not told as it is, or `right`. Then imitated newsrooms day by day, whose rows
shift, are back-dated, answered by 304 and from caches: intervals that do not hold the truth, and their median width. Last
newsrooms whose releases come by chance: how many of them get a note on an empty month.
"""

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from crawler.run.odd_numbers import empty_months
from tests.property.test_appearance import lived
from tests.replica.holes import HOLES, Holed, named, serving

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "crawl"))

from misbehaving.matrix import run_many  # noqa: E402 - the runner belongs to the tests

WHOLE = "whole"


def holes(seed: int, articles: int) -> int:
    """Crawl the newsrooms of a seed and print what is wrong with each; returns the number of those that are right."""
    language = ("en", "zh")[seed % 3 == 2]
    rooms = {name: Holed(seed, articles, None if name == WHOLE else name, language=language) for name in (WHOLE, *HOLES)}
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        servers = {name: stack.enter_context(serving(room)) for name, room in rooms.items()}
        done = run_many({name: f"{server.address}/news/" for name, server in servers.items()}, Path(folder))
    right = 0
    for name, room in rooms.items():
        wrong = named(room, done[name].run["completeness"], set(done[name].stored))
        right += not wrong
        pager = "months" if room.archived else room.channels["plain"].pager
        print(f"{seed:4} {name:13} {pager:7} {done[name].code:3}  {'right' if not wrong else '; '.join(wrong)[:400]}", flush=True)
    return right


def lives(number: int) -> None:
    """Print how many intervals of that many newsrooms hold the truth, and how wide they are."""
    widths: list[float | None] = []
    false = 0
    for seed in range(1_000, 1_000 + number):
        for cached in (0.0, 0.3):
            try:
                found = lived(seed, cached=cached)
            except AssertionError as error:
                false += 1
                print(f"life {seed} {cached}: {error}")
            else:
                widths += found if not cached else []
    told = [each for each in widths if each is not None]
    print(f"{2 * number} lives of 40 days: {false} with an interval that does not hold the truth; on top {len(widths)} releases,")
    print(f"{len(told)} with `after`, median width {median(told):.0f} s between daily runs")


def months(number: int = 400) -> None:
    """Print how many of newsrooms whose releases come by chance get a note on an empty month."""
    dice = random.Random(4)
    noted = 0
    for _ in range(number):
        rate = dice.uniform(0.5, 20)  # releases a month
        day, days = date(2015, 1, 1), list[str]()
        while day < date(2025, 1, 1):
            days.append(day.isoformat())
            day += timedelta(days=round(dice.expovariate(rate / 30.4)))
        noted += bool(empty_months(days))
    print(f"{noted} of {number} whole newsrooms of chance over ten years have a note on an empty month")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("seeds", 5), ("articles", 60), ("lives", 120)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    months()
    lives(given.lives)
    right = sum(holes(seed, given.articles) for seed in range(1, given.seeds + 1))
    print(f"{right} of {given.seeds * (1 + len(HOLES))} newsrooms are told as they are")


if __name__ == "__main__":
    main()
