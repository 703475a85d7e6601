"""Floors of extraction quality: raised when the extractor gets better, never lowered.

On annotated pages, where they are beside the repository, and on replica newsrooms. The shipped weights have seen the
annotated pages, so these floors guard against loss; what unseen sites get is measured by bench/train_extraction.py
--folds 5. A page whose annotation is not the article's text is left out, by name and with the reason, in floors.json.
"""

import collections
import functools
import hashlib
import json
import lzma
import os
import re
import statistics
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import extract, learn
from crawler.items import Extraction
from tests.replica.catalogue import SITES
from tests.replica.newsroom import make

pytestmark = pytest.mark.usefixtures("untraced")

FLOORS = Path(__file__).with_name("floors.json")
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("NEWSROOM_SHARED") or ROOT.parent / "shared") / "data" / "extraction"
CJK = "\u3040-\u30ff\u3400-\u9fff"
TOKEN = re.compile(f"[{CJK}]|[^\\W{CJK}]+")
EVERY = {"wcxb_dev": 6, "fundus_tests": 4, "magichtml": 3, "mercury": 4}  # of large sets every so manyth article

floors: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text())


def tokens(text: str | None) -> list[str]:
    return TOKEN.findall(unicodedata.normalize("NFKC", text or "").casefold())


def f1(predicted: str, truth: str) -> float:
    found, wanted = tokens(predicted), tokens(truth)
    shared = sum((collections.Counter(found) & collections.Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted)) if found or wanted else 1.0


def articles(name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(SHARED / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        pages = (json.loads(line) for line in lines)
        kept = (page for page in pages if page.get("ptype") in (None, "article"))
        for number, page in enumerate(kept):
            if number % EVERY.get(name, 1) == 0 and page["id"] not in floors[name].get("without", ()):
                yield page


@functools.cache
def read_alone(name: str) -> list[Extraction]:
    """What each page of a set gives without a template; read once for all tests."""
    return [extract(page["html"], page["url"]) for page in articles(name)]


@pytest.mark.parametrize("name", [name for name in floors if "sha256" in floors[name]])
def test_floor_of_an_annotated_set(name: str) -> None:
    path = SHARED / f"{name}.jsonl.xz"
    if not path.exists():
        pytest.skip("the annotated pages are not beside the repository")
    floor = floors[name]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == floor["sha256"], "another set than the floor was measured on"
    text, title, date = [], [], []
    for page, found in zip(articles(name), read_alone(name), strict=True):
        text.append(f1(found.text, page["text"]))
        if page.get("title"):
            title.append(tokens(found.title) == tokens(page["title"]))
        if page.get("date"):
            date.append((found.published or "")[:10] == page["date"][:10])
    assert statistics.fmean(text) >= floor["text"]
    assert statistics.fmean(title or [1]) >= floor.get("title", 0)
    assert statistics.fmean(date or [1]) >= floor.get("date", 0)


@pytest.mark.parametrize("name", [name for name in floors if "learned" in floors[name]])
def test_a_learned_template_is_no_loss(name: str) -> None:
    if not (SHARED / f"{name}.jsonl.xz").exists():
        pytest.skip("the annotated pages are not beside the repository")
    sites = collections.defaultdict(list)
    alone, learned = [], []
    for page, found in zip(articles(name), read_alone(name), strict=True):
        sites[page["site"]].append(page)
        alone.append(f1(found.text, page["text"]))
    for pages in sites.values():
        template = learn((page["html"], page["url"]) for page in pages)
        for page in pages:
            learned.append(f1(extract(page["html"], page["url"], template=template).text, page["text"]))
    assert statistics.fmean(learned) >= statistics.fmean(alone)
    assert statistics.fmean(learned) >= floors[name]["learned"]


def replica_scores(seed: int) -> dict[str, list[float]]:
    """F1 of each article page of a newsroom that nothing is declared of, by language."""
    newsroom = make(seed, articles=5)
    truths = {url: truth for site in SITES for truth in newsroom.expected(site) for url in truth.urls}
    scores = collections.defaultdict(list)
    for release in newsroom.releases:
        url = f"http://{release.channel.host}{release.path}"
        reply = newsroom.reply(release.channel.host, release.path)
        if release.parts == 1 and url in truths and reply.kind == "article":
            scores[truths[url].language].append(f1(extract(reply.body, url).text, truths[url].text))
    return scores


def test_floor_on_replica_newsrooms() -> None:
    scores: dict[str, list[float]] = collections.defaultdict(list)
    for seed in (7001, 7002, 7003):
        for language, found in replica_scores(seed).items():
            scores[language] += found
    assert statistics.fmean(scores["en"]) >= floors["replica"]["en"]
    assert statistics.fmean(scores["zh"]) >= floors["replica"]["zh"]


def test_floors_are_never_lowered() -> None:
    """Against every committed version of the floors."""
    path = FLOORS.relative_to(ROOT).as_posix()
    history = subprocess.run(["git", "log", "--format=%H", "--", path], cwd=ROOT, capture_output=True, text=True, check=False)
    if history.returncode:
        pytest.skip("no git history here")
    for commit in history.stdout.split():
        shown = subprocess.run(["git", "show", f"{commit}:{path}"], cwd=ROOT, capture_output=True, text=True, check=False)
        before = json.loads(shown.stdout) if shown.returncode == 0 else {}
        for name, floor in before.items():
            for key, value in floor.items():
                if isinstance(value, float):
                    assert floors[name][key] >= value, f"{name} {key} was {value}"
