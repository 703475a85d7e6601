"""One newsroom in three ways: declared by its home page, declared by its list page, and not declared at all.

All replicas are crawled: every section of the family, in seeds that draw each form of list, each pager and each way to
print a date at least once. What is found is the same whichever way a newsroom is named.
"""

from pathlib import Path

import pytest
from running import Crawl, environment, scrapy

from tests.replica.catalogue import ALIASES, HOMES, channels
from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer
from tests.replica.style import LIST_FORMS, draw_style

pytestmark = pytest.mark.usefixtures("untraced")

ARTICLES = 13
SEEDS = {
    "en-news": 3, "en-minmetalsnews": 7, "en-headlinepic": 11, "en-jsp": 3, "usa-news": 21, "zh-yaowen": 7, "zh-ghyd": 11,
    "mcc-update": 21, "mcc-top": 7, "mcc-picture": 7, "mcc-newsfocus": 21, "cnmc-jsp": 7, "cnmc-jtxw": 21, "cnmc-cqxw": 11,
}  # fmt: skip
ROOMS = {room.key: room for seed in set(SEEDS.values()) for room in channels(seed) if SEEDS.get(room.key) == seed}
DECLARED = """
from dataclasses import replace

from crawler.spider import NewsroomSpider
from spiders.{site} import {kind}


class Named(NewsroomSpider):
    name = "{site}_{way}"
    site = replace({kind}.site, name=name, start=("{start}",))
"""


def run(proxy: str, output: Path, name: str, *arguments: str) -> Crawl:
    settings = ("-s", f"OUTPUT_DIR={output}", "-s", "DOWNLOAD_DELAY=0", "-s", "BACKOFF_SECONDS=0.05")
    done = scrapy(*arguments, *settings, env=environment(proxy))
    return Crawl(done.returncode, done.stdout, done.stderr, output / name)


def declared(proxy: str, folder: Path, site: str, way: str, start: str) -> Crawl:
    file = folder / f"{way}.py"
    file.write_text(DECLARED.format(site=site, kind=site.title().replace("_", ""), way=way, start=start))
    return run(proxy, folder, f"{site}_{way}", "runspider", str(file))


def found(crawl: Crawl) -> set[tuple[str, object, str]]:
    """Address without its host, title and day of each article."""
    lines = [{name: str(value) for name, value in line.items()} for line in crawl.lines]
    return {(line["canonical_url"].partition("//")[2].partition("/")[2], line["title"], line["published"][:10]) for line in lines}


def test_the_seeds_draw_each_form_of_list() -> None:
    assert {draw_style(SEEDS[room.key], room.generation, 0).list_form for room in ROOMS.values()} == set(LIST_FORMS)
    assert {room.pager for room in ROOMS.values()} == {"zero", "one", "count", "topage", "next", "countdown"}


@pytest.mark.parametrize("key", SEEDS)
def test_what_is_found_is_the_same_whichever_way_a_newsroom_is_named(key: str, tmp_path: Path) -> None:
    room = ROOMS[key]
    listing = f"http://{room.host}{room.path}"
    also = [f"also={','.join(ALIASES[room.host])}"] if ALIASES[room.host] else []
    named = [f"-a{each}" for each in ("name=own", f"url={listing}", *also)]
    with ReplicaServer(make(SEEDS[key], ARTICLES, (room.site,), rooms=(room,))) as server:
        proxy = server.address
        ways = {
            "home": declared(proxy, tmp_path, room.site, "home", f"http://{room.host}{HOMES[room.generation]}"),
            "list": declared(proxy, tmp_path, room.site, "list", listing),
            "none": run(proxy, tmp_path, "own", "crawl", "newsroom", *named),
        }
        addresses = {url for each in server.newsroom.expected(room.site) for url in each.urls}
    assert len(found(ways["home"])) == ARTICLES
    assert {str(line["url"]) for line in ways["home"].lines} <= addresses
    assert found(ways["list"]) == found(ways["home"])
    assert found(ways["none"]) == found(ways["home"])
    assert {way: crawl.runs[-1]["verdict"] for way, crawl in ways.items()} == dict.fromkeys(ways, "ok")
