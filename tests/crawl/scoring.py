"""How well a crawl's lines agree with the truth of the replica they were crawled from."""

import collections
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.replica.model import Expected
from tests.replica.truth import token_f1

_BLANKS = re.compile(r"\s+")
# Words that only page furniture has on the replicas.
FURNITURE = re.compile(
    r"Your location|Font size|【Print|Copyright ?[:©]|All Rights Reserved|ICP备|公网安备|Terms of use|TRS_Editor|font-family"
    r"|字体：|\[打印\]|关闭窗口|扫一扫|分享到|上一篇|下一篇|Previous:|Next:|CopyFrom|Release time:|发布时间|Position: Homepage",
    re.IGNORECASE,
)


@dataclass
class Score:
    """Of one site: what was missed, invented or doubled, titles that are wrong, mean token F1 and share of exact texts."""

    expected: int
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    titles: list[tuple[str, str, str]] = field(default_factory=list)
    dates: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    subtitles: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    layouts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    f1: float = 0.0
    exact: float = 0.0
    inexact: list[tuple[str, float]] = field(default_factory=list)


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a journal."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def truth_text(expected: Expected) -> list[str]:
    """The paragraphs of the text that a clean reader gives: captions belong to the images."""
    return [squeezed(each.text) for each in expected.paragraphs if each.kind != "caption"]


def squeezed(text: str) -> str:
    """White space runs as one blank."""
    return _BLANKS.sub(" ", text).strip()


def score(lines: Sequence[dict[str, Any]], truth: Iterable[Expected]) -> Score:
    """Compare the lines of one site with its truth."""
    truth = list(truth)
    by_id = {key: each for each in truth for key in each.ids}
    result = Score(len(truth))
    seen: collections.Counter[int] = collections.Counter()
    f1s = []
    for line in lines:
        wanted = by_id.get(line["id"])
        if wanted is None:
            result.invented.append(line["url"])
            continue
        seen[id(wanted)] += 1
        _compare(line, wanted, result)
        f1s.append((line["id"], token_f1(line["text"], "\n".join(truth_text(wanted)))))
        found = [squeezed(each) for each in line["text"].split("\n") if each.strip()]
        if found != truth_text(wanted):
            result.inexact.append(f1s[-1])
        if FURNITURE.search(line["text"]) or FURNITURE.search(line["title"] or ""):
            result.furniture.append(line["id"])
    result.missed = [each.urls[0] for each in truth if not seen[id(each)]]
    result.doubled = [each.urls[0] for each in truth if seen[id(each)] > 1]
    result.f1 = sum(value for _, value in f1s) / max(1, len(f1s))
    result.exact = 1 - len(result.inexact) / max(1, len(f1s))
    return result


def _compare(line: dict[str, Any], wanted: Expected, result: Score) -> None:
    key = line["id"]
    if squeezed(line["title"] or "") != squeezed(wanted.title):
        result.titles.append((key, line["title"], wanted.title))
    if (line["subtitle"] or None) != (wanted.subtitle or None):
        result.subtitles.append((key, line["subtitle"], wanted.subtitle))
    if wanted.published and (line["published"] or "")[:10] != wanted.published[:10]:
        result.dates.append((key, line["published"], wanted.published))
    if line["layout"] not in wanted.layouts:
        result.layouts.append((key, line["layout"], wanted.layouts))
