"""A pipeline of the user's own, before, between and after the project's, or in their place: through the real command."""

import csv
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from running import ROOT, Crawl, crawl

from crawler.items import Article, JsonObject
from crawler.text.fingerprint import content_hash
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

ARTICLES = 5
OURS = {"pipelines.validate.ValidatePipeline": 100, "pipelines.revise.RevisePipeline": 200, "pipelines.write.WritePipeline": 300}
# What users write: nothing of the project is imported.
OWN = '''
import copy
import dataclasses
import itertools
import json

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem


class Half:
    """Keeps every other article."""

    def process_item(self, item):
        if sum(map(ord, ItemAdapter(item)["url"])) % 2:
            raise DropItem("not wanted")
        return item


class Replaced:
    def process_item(self, item):
        return dataclasses.replace(item, title="* " + item.title)


class Copied:
    def process_item(self, item):
        item = copy.copy(item)
        item.title = "* " + item.title
        return item


class DeeplyCopied:
    def process_item(self, item):
        item = copy.deepcopy(item)
        item.title = "* " + item.title
        return item


class Changed:
    def process_item(self, item):
        ItemAdapter(item)["title"] = "* " + ItemAdapter(item)["title"]
        return item


class Dict:
    def process_item(self, item):
        found = ItemAdapter(item).asdict()
        return {**found, "title": "* " + found["title"]}


class Mixed:
    """Each article in another of these ways."""

    def __init__(self):
        self.ways = itertools.cycle((Replaced(), Copied(), DeeplyCopied(), Changed(), Dict()))

    def process_item(self, item):
        return next(self.ways).process_item(item)


class Enriched:
    def process_item(self, item):
        item.keywords.append("steel")
        return item


class Lines:
    """The pipeline of Scrapy's own documentation."""

    def open_spider(self):
        self.file = open(PATH, "w")

    def close_spider(self):
        self.file.close()

    def process_item(self, item):
        self.file.write(json.dumps(ItemAdapter(item).asdict()) + "\\n")
        return item


class Other:
    """Puts something of its own in the item's place."""

    def process_item(self, item):
        return {"headline": ItemAdapter(item)["title"]}


class Spoiled:
    """Writes the day of some as people in Germany do, and leaves others without a text."""

    def process_item(self, item):
        if item.url.endswith(("1.html", "2.html")):
            item.published = "28.11.2025"
        elif item.url.endswith(("3.html", "4.html")):
            item.text = None
        return item


class Nothing:
    """Forgets to hand the item on."""

    def process_item(self, item):
        item.title += "."


class Broken:
    def process_item(self, item):
        raise ZeroDivisionError("own bug")
'''


@pytest.fixture(scope="module")
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(make_plain(3, ARTICLES)) as server:
        yield server


Run = Callable[..., Crawl]


@pytest.fixture
def run(server: ReplicaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A crawl with pipelines of the module `own`: run({"Half": 50}, *arguments); ours=False leaves the project's out."""
    (tmp_path / "own.py").write_text(f"PATH = {str(tmp_path / 'lines.jsonl')!r}\n{OWN}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))

    def crawled(own: dict[str, int], *arguments: str, ours: bool = True) -> Crawl:
        chain = (OURS if ours else {}) | {f"own.{name}": place for name, place in own.items()}
        settings = ("-s", f"ITEM_PIPELINES={json.dumps(chain)}", "-s", f"PRIVATE_HOSTS=127.0.0.1:{server.port}")
        given = ("-a", f"url={server.address}/news/", "-a", "name=own", *settings, "-O", f"{tmp_path}/feed.jsonl", *arguments)
        return crawl("newsroom", tmp_path / "out", *given, folder="own")

    return crawled


def feed(run: Crawl) -> list[JsonObject]:
    return [json.loads(line) for line in (run.folder.parents[1] / "feed.jsonl").read_text().splitlines()]


def account(run: Crawl) -> JsonObject:
    found = run.runs[-1]["account"]
    assert isinstance(found, dict)
    return found


def asked(server: ReplicaServer, since: int) -> int:
    """Articles that were asked for since the log was so long."""
    return sum(entry.kind == "article" for entry in server.log[since:])


@pytest.mark.parametrize("place", [50, 150, 250])
def test_a_dropped_article_is_skipped_and_comes_up_again_on_a_deep_run(run: Run, server: ReplicaServer, place: int) -> None:
    first = run({"Half": place})
    dropped = account(first)["reasons"]["skipped"]["dropped"]
    assert (first.code, account(first)["stored"], account(first)["discovered"]) == (0, ARTICLES - dropped, ARTICLES)
    assert 0 < dropped < ARTICLES
    assert len(first.lines) == len(feed(first)) == ARTICLES - dropped
    log = len(server.log)
    again = run({"Half": place})
    assert (again.code, asked(server, log)) == (0, 0)
    log = len(server.log)
    deep = run({}, "-a", "deep=1")
    assert (deep.code, account(deep)["stored"], len(deep.lines)) == (0, dropped, ARTICLES)
    assert asked(server, log) == ARTICLES


def test_what_is_dropped_after_ours_is_stored_and_in_no_feed(run: Run) -> None:
    done = run({"Half": 350})
    assert (done.code, account(done)["stored"], account(done)["skipped"]) == (0, ARTICLES, 0)
    assert len(done.lines) == ARTICLES > len(feed(done)) > 0


@pytest.mark.parametrize("place", [50, 150, 250])
def test_copies_and_changed_items_are_stored_as_they_are(run: Run, place: int) -> None:
    done = run({"Mixed": place})
    assert (done.code, account(done)["stored"], len(done.lines)) == (0, ARTICLES, ARTICLES)
    assert all(str(line["title"]).startswith("* ") for line in done.lines)
    assert all(line["content_hash"] == content_hash(str(line["title"]), str(line["text"])) for line in done.lines)
    assert {each["title"] for each in feed(done)} == {line["title"] for line in done.lines}
    assert run({"Mixed": place}, "-a", "deep=1").lines == done.lines


def test_every_feed_has_exactly_the_keys_of_an_article(run: Run, tmp_path: Path) -> None:
    keys = [field.name for field in fields(Article)]
    done = run({"Enriched": 50, "Lines": 400}, "-O", f"{tmp_path}/feed.csv")
    assert done.code == 0
    with (tmp_path / "feed.csv").open(newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == keys
    assert len(rows) == 1 + ARTICLES
    assert [list(each) for each in feed(done)] == [keys] * ARTICLES
    own = [json.loads(line) for line in (tmp_path / "lines.jsonl").read_text().splitlines()]
    assert own == feed(done)
    assert all("steel" in line["keywords"] for line in done.lines)  # type: ignore[operator]
    assert "'newsroom/stored/new': 5" in done.stderr
    assert "'newsroom/verdict': 'ok'" in done.stderr


def test_with_other_pipelines_in_place_of_ours_nothing_is_remembered(run: Run, server: ReplicaServer) -> None:
    done = run({}, ours=False)
    assert (done.code, done.lines, account(done)["reasons"]["skipped"]) == (0, [], {"not_written": ARTICLES})
    assert {len(each["text"]) > 100 for each in feed(done)} == {True}
    assert len(feed(done)) == ARTICLES
    assert all(each["content_hash"] for each in feed(done))
    log = len(server.log)
    other = run({"Other": 1}, ours=False)
    assert (other.code, account(other)["reasons"]["skipped"]) == (0, {"not_written": ARTICLES})
    assert [list(each) for each in feed(other)] == [["headline"]] * ARTICLES
    assert asked(server, log) == ARTICLES
    ours = run({})
    assert (ours.code, account(ours)["stored"]) == (0, ARTICLES)


@pytest.mark.parametrize("place", [50, 150, 250])
def test_what_no_line_may_be_is_held_back_and_costs_nothing_else(run: Run, place: int) -> None:
    done = run({"Spoiled": place})
    held = sum(account(done)["reasons"]["failed"].values())
    assert (done.code, done.runs[-1]["verdict"], len(done.lines)) == (10, "degraded", ARTICLES - held)
    assert 0 < held < ARTICLES
    assert {reason.partition(":")[0] for reason in account(done)["reasons"]["failed"]} == {"own_pipeline"}
    assert "ITEM_PIPELINES" in str(done.runs[-1]["advice"])
    again = run({})
    assert (again.code, account(again)["stored"], len(again.lines)) == (0, held, ARTICLES)


@pytest.mark.parametrize("place", [50, 150, 250])
@pytest.mark.parametrize("own", ["Nothing", "Other"])
def test_what_is_not_handed_on_is_told_and_read_again(run: Run, own: str, place: int) -> None:
    done = run({own: place})
    assert (done.code, done.runs[-1]["verdict"], done.lines) == (10, "degraded", [])
    assert account(done)["reasons"]["failed"] == {"not_handed_on": ARTICLES}
    assert "read that no pipeline wrote" in str(done.runs[-1]["message"])
    assert "return item" in str(done.runs[-1]["advice"])
    again = run({"Nothing": 350})  # behind the last one of ours nothing needs to be handed on
    assert (again.code, account(again)["stored"], len(again.lines)) == (0, ARTICLES, ARTICLES)


def test_a_pipeline_that_fails_is_a_bug(run: Run) -> None:
    done = run({"Broken": 150})
    assert (done.code, done.runs[-1]["verdict"], done.lines) == (50, "crash", [])
    assert "own bug" in str(done.runs[-1]["message"])
    assert account(done)["reasons"]["failed"] == {"crashed": ARTICLES}


def test_a_feed_on_stdout_holds_nothing_but_the_feed(run: Run) -> None:
    done = run({}, "-O", "-:jsonl")
    assert [json.loads(each)["schema"] for each in done.stdout.splitlines()] == ["article/1"] * ARTICLES
    assert "OK" in done.stderr
