"""Annotated pages for training and measuring, and the label of each block: how much of it is the article.

The pages are not part of the project: they are looked for in $NEWSROOM_SHARED/data/extraction, by default in
../shared/data/extraction beside the repository.
"""

import collections
import json
import lzma
import os
import pathlib
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

from crawler.page.blocks import Block

ROOT = pathlib.Path(__file__).resolve().parent.parent
SETS = (
    "scrapinghub", "fundus_eval", "gne_zh", "cwced", "wcxb_dev", "fundus_tests", "magichtml", "cleanportal", "mercury",
)  # fmt: skip
CJK = "\u3040-\u30ff\u3400-\u9fff"
TOKEN = re.compile(f"[{CJK}]|[^\\W{CJK}]+")
_RUN = 4  # tokens of a shingle
_SECOND_LEVEL = frozenset(("co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go"))


def data_folder() -> pathlib.Path:
    """Where the annotated sets are; may not exist."""
    shared = os.environ.get("NEWSROOM_SHARED")
    return (pathlib.Path(shared) if shared else ROOT.parent / "shared") / "data" / "extraction"


def load(name: str) -> Iterator[dict[str, Any]]:
    """Pages of one set: id, url, site, html, text, and title, date, lang, ptype where known."""
    with lzma.open(data_folder() / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tokens(text: str | None) -> list[str]:
    """Case-folded words; each Han or kana character is one."""
    return TOKEN.findall(unicodedata.normalize("NFKC", text or "").casefold())


def f1(predicted: list[str], truth: list[str]) -> float:
    """F1 over token multisets."""
    if not predicted and not truth:
        return 1.0
    shared = sum((collections.Counter(predicted) & collections.Counter(truth)).values())
    return 2 * shared / (len(predicted) + len(truth))


def domain(page: dict[str, Any]) -> str:
    """The registrable domain that a page is of, for keeping one site's pages in one fold."""
    host = re.sub(r"^\w+://", "", page["url"]).split("/", 1)[0].split(":")[0].lower()
    parts = host.split(".")
    size = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 2
    return ".".join(parts[-size:]) or page["site"]


def fold_of(site: str, folds: int) -> int:
    """The fold of cross-validation that a registrable domain is in."""
    return zlib.crc32(site.encode()) % folds


def labels(blocks: list[Block], truth: str) -> list[float]:
    """For each text block the share of it that stands in `truth`, 0 to 1.

    Shingles of the truth are used up, first by the blocks of the region that holds most of it, so that a second copy
    of the article gets 0. Short blocks count by the words around them.
    """
    wanted = tokens(truth)
    words = [tokens(block.text) for block in blocks]
    rest = collections.Counter(zip(*[wanted[i:] for i in range(_RUN)], strict=False))
    raw = [_share(each, rest) for each in words]
    start, end = _region(raw, words)
    order = [*range(start, end), *range(start - 1, -1, -1), *range(end, len(blocks))]
    found = [0.0] * len(blocks)
    for at in order:
        if len(words[at]) >= _RUN:
            found[at] = _consume(words[at], rest)
    text = " " + " ".join(wanted) + " "
    covered = _covered(words, set(_shingles(wanted)))
    for at, each in enumerate(words):
        if 0 < len(each) < _RUN:
            found[at] = max(_short(at, words, found, text), 1.0 if covered[at] and start <= at < end else 0.0)
    return found


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*[words[i:] for i in range(_RUN)], strict=False))


def _share(words: list[str], known: collections.Counter[tuple[str, ...]]) -> float:
    shingles = _shingles(words)
    return sum(shingle in known for shingle in shingles) / len(shingles) if shingles else 0.0


def _consume(words: list[str], rest: collections.Counter[tuple[str, ...]]) -> float:
    shingles = _shingles(words)
    hits = 0
    for shingle in shingles:
        if rest[shingle] > 0:
            rest[shingle] -= 1
            hits += 1
    return hits / len(shingles)


def _covered(words: list[list[str]], known: set[tuple[str, ...]]) -> list[bool]:
    """Which short blocks stand whole in shingles of the truth when the page is read across its blocks, as in tables."""
    flat = [(word, at) for at, each in enumerate(words) for word in each]
    hit = [False] * len(flat)
    for begin in range(len(flat) - _RUN + 1):
        if tuple(word for word, _ in flat[begin : begin + _RUN]) in known:
            hit[begin : begin + _RUN] = [True] * _RUN
    covered = [True] * len(words)
    for (_, at), each in zip(flat, hit, strict=True):
        covered[at] &= each
    return covered


def _region(raw: list[float], words: list[list[str]]) -> tuple[int, int]:
    """The contiguous run of blocks with the largest sum of tokens in the truth minus tokens outside."""
    best, start, total, begin = (0.0, 0, 0), 0, 0.0, 0
    for at, (share, each) in enumerate(zip(raw, words, strict=True)):
        total += len(each) * (share - 0.5) if len(each) >= _RUN else 0.0
        if total <= 0:
            total, begin = 0.0, at + 1
        elif total > best[0]:
            best = (total, begin, at + 1)
    start = best[1]
    return start, best[2]


def _short(at: int, words: list[list[str]], found: list[float], text: str) -> float:
    here = " ".join(words[at])
    if f" {here} " not in text:
        return 0.0
    before = next((words[i] for i in range(at - 1, -1, -1) if words[i]), [])
    after = next((words[i] for i in range(at + 1, len(words)) if words[i]), [])
    with_before = f" {' '.join(before[-2:])} {here} " in text if before else False
    with_after = f" {here} {' '.join(after[:2])} " in text if after else False
    near = [found[i] for i in range(max(0, at - 3), min(len(found), at + 4)) if len(words[i]) >= _RUN]
    close = max(near, default=0.0) > 0.7
    if (with_before or with_after) and close:
        return 1.0
    return 0.6 if close and len(here) > 3 else 0.0
