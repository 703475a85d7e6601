"""The China Minmetals family, crawled by the real command from replicas whose markup the rules were not made for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import crawl
from scoring import FURNITURE, score

from tests.replica.catalogue import SITES
from tests.replica.newsroom import make
from tests.replica.seed_article import seed_story
from tests.replica.server import ReplicaServer

pytestmark = pytest.mark.usefixtures("untraced")

SEEDS = (3, 1912)
ARTICLES = 30


@pytest.fixture(scope="module", params=SEEDS)
def replica(request: pytest.FixtureRequest) -> Iterator[ReplicaServer]:
    with ReplicaServer(make(request.param, ARTICLES, SITES)) as server:
        yield server


@pytest.mark.parametrize("site", SITES)
def test_every_article_once_whole_and_clean(replica: ReplicaServer, site: str, tmp_path: Path) -> None:
    done = crawl(site, tmp_path, proxy=replica.address)
    assert done.code == 0, done.stdout + done.stderr[-3000:]
    found = score(done.lines, replica.newsroom.expected(site))
    assert (found.missed, found.invented, found.doubled) == ([], [], [])
    assert found.furniture == []
    assert found.titles == []
    assert found.dates == []
    assert found.layouts == []
    assert found.f1 >= 0.995
    assert found.exact >= 0.95, found.inexact


def test_a_second_run_adds_no_line_and_asks_for_no_article(replica: ReplicaServer, tmp_path: Path) -> None:
    first = crawl("minmetals", tmp_path, proxy=replica.address)
    before = (first.folder / "articles.jsonl").read_bytes()
    second = crawl("minmetals", tmp_path, proxy=replica.address)
    assert second.code == 0
    assert (first.folder / "articles.jsonl").read_bytes() == before
    run = second.runs[-1]
    assert run["verdict"] == "quiet"
    assert "article" not in run["requests"]  # type: ignore[operator]


def test_the_seed_article_comes_out_exactly(replica: ReplicaServer, tmp_path: Path) -> None:
    done = crawl("minmetals", tmp_path, proxy=replica.address)
    line = next(each for each in done.lines if each["id"] == "minmetals:274143")
    story = seed_story()
    assert line["title"] == story.title
    assert str(line["text"]).split("\n\n") == [piece.text for piece in story.pieces]
    assert line["canonical_url"] == "http://www.minmetals.com/english/News/201906/t20190606_274143.html"
    assert not FURNITURE.search(str(line["html"]))
