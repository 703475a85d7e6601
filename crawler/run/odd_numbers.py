"""What is odd in the numbers and days of a newsroom's releases, and an estimate of how many there are. Pure.

Nothing here is proof, so that no verdict hangs on it: a number may never have been given, a month may have been quiet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Set
from itertools import pairwise
from math import sqrt
from statistics import mean, stdev
from urllib.parse import urlsplit

from crawler.stats import Estimate, Gap

FEWEST = 20  # releases of whose numbers anything can be said
AROUND = 12  # months before and after one with which it is compared; at least as many in all must be there
SHARE = 0.2  # of the numbers that may be missing where they are dense
RUNS = 50  # one gap for that many releases is the most that dense numbers have
EVEN = 3.5  # standard deviations that the usual month must be above none
MOST_NOTES = 10
MOST_SPANS = 6
_NUMBER = re.compile(r"\d{1,12}(?=\D*\Z)")


def native_number(url: str) -> int | None:
    """The last number in the last part of an address, by which its system may count; None where it has none."""
    parts = urlsplit(url)
    said = parts.query or parts.path.rstrip("/").rpartition("/")[2]
    found = _NUMBER.search(said[-200:])
    return int(found[0]) if found else None


def missing_numbers(urls: Iterable[str]) -> list[Gap]:
    """A note on the numbers that are missing among those of the releases, where these are dense; else nothing."""
    every = [number for number in map(native_number, urls) if number is not None]
    numbers = sorted(set(every))
    if len(numbers) < max(FEWEST, 0.95 * len(every)):
        return []
    spans = [(low + 1, high - 1) for low, high in pairwise(numbers) if high - low > 1]
    missing = numbers[-1] - numbers[0] + 1 - len(numbers)
    if not 0 < missing <= SHARE * len(numbers) or len(spans) > 1 + len(numbers) // RUNS:
        return []
    named = ", ".join(f"{low}" if low == high else f"{low} to {high}" for low, high in spans[:MOST_SPANS])
    return [Gap("ids", f"the releases are numbered from {numbers[0]} to {numbers[-1]} but for {missing}: {named}")]


def empty_months(days: Iterable[str]) -> list[Gap]:
    """Notes on months without a release where the months around it are never nearly as quiet. days: ISO, empty: unknown."""
    counts = Counter(_month(day) for day in days if day)
    if not counts:
        return []
    inside = range(min(counts) + 1, max(counts))  # the first and the last may be half a month
    empty = {month for month in inside if not counts[month]}
    odd = [month for month in sorted(empty) if not _is_usual(month, empty) and _stands_out(month, counts, inside, empty)]
    return [Gap(f"month:{_said(month)}", f"no release is of {_said(month)}") for month in odd[:MOST_NOTES]]


def _is_usual(month: int, empty: Set[int]) -> bool:
    """Whether the same month of another year is empty too."""
    return any(other != month and (other - month) % 12 == 0 for other in empty)


def _stands_out(month: int, counts: Counter[int], inside: range, empty: Set[int]) -> bool:
    around = [counts[each] for each in range(month - AROUND, month + AROUND + 1) if each in inside and each not in empty]
    if len(around) < AROUND or min(around) < 2:
        return False
    return mean(around) >= EVEN * stdev(around)


def _month(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7]) - 1


def _said(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def chapman(one: Set[str], other: Set[str], of: tuple[str, str], since: str | None) -> Estimate | None:
    """Chapman's estimate by two sets of releases of one period; None where they share none. An interval of 95 %.

    It holds for independent sources. Those of a newsroom are made from one list, so that it is a lower bound.
    """
    both = len(one & other)
    if not both:
        return None
    first, second = len(one) + 1, len(other) + 1
    number = first * second / (both + 1) - 1
    spread = 1.96 * sqrt(first * second * (len(one) - both) * (len(other) - both) / ((both + 1) ** 2 * (both + 2)))
    seen = len(one | other)
    return Estimate(of, since, round(number), max(seen, round(number - spread)), max(seen, round(number + spread)))
