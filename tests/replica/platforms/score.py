"""How well a crawl's journal agrees with what a platform's newsroom holds."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.replica.platforms.newsroom import PlatformNewsroom
from tests.replica.truth import token_f1


@dataclass(frozen=True, slots=True)
class Score:
    """recall, precision, titles, dates and text F1 are shares of 1; wrong: what is not right, for people."""

    recall: float
    precision: float
    titles: float
    dates: float
    text: float
    wrong: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether all are as good as they have to be."""
        return min(self.recall, self.precision, self.titles) >= 0.99 and self.dates >= 0.97 and self.text >= 0.98


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file; none where there is no file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line] if path.exists() else []


def score(folder: Path, newsroom: PlatformNewsroom) -> Score:
    """Compare `articles.jsonl` of a folder with the truth."""
    truth = {each.path: each for each in newsroom.expected()}
    lines = read_lines(folder / "articles.jsonl")
    met: Counter[str] = Counter()
    wrong, f1s, titles, dates = [], [], 0, 0
    for line in lines:
        parts = urlsplit(line["url"])
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        wanted = truth.get(path) or truth.get(parts.path)
        if wanted is None or met[wanted.path]:
            wrong.append(f"{'twice' if wanted else 'invented'} {path} {line['title']!r}")
            continue
        met[wanted.path] += 1
        titles += line["title"] == wanted.title
        dates += (line["published"] or "")[:10] == wanted.day
        if line["title"] != wanted.title or (line["published"] or "")[:10] != wanted.day:
            wrong.append(f"{path}: {line['title']!r} {line['published']}, should be {wanted.title!r} {wanted.day}")
        if wanted.form == "page":
            f1s.append(token_f1(line["text"], wanted.text))
            if f1s[-1] < 0.98:
                wrong.append(f"{path}: text {f1s[-1]:.3f}: {line['text']!r}, should be {wanted.text!r}")
    wrong += [f"missed {path} {each.title!r} {each.day}" for path, each in truth.items() if not met[path]]
    found, all_found = len(met), max(1, len(lines))
    return Score(
        found / len(truth), found / all_found, titles / max(1, found), dates / max(1, found),
        sum(f1s) / max(1, len(f1s)), tuple(wrong),
    )  # fmt: skip
