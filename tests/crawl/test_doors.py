"""A Scrapy user's habits in this project: shell, fetch, parse, runspider, a plain spider, genspider, bench, check."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from misbehaving.fault import page
from misbehaving.redirects import to
from misbehaving.server import Ask, Peer, Server
from running import environment, in_project

from crawler.extract import extract
from crawler.items import JsonObject
from tests.replica.newsroom import make
from tests.replica.plain import make_plain
from tests.replica.server import ReplicaServer

SEED, ARTICLES = 5, 8
# What any Scrapy project has: a spider that knows nothing of newsrooms.
PLAIN = """
import scrapy


class Plain(scrapy.Spider):
    name = "plain"
    start_urls = {urls!r}

    def parse(self, response):
        if response.url.endswith(".json"):
            yield {{"url": response.url, "kind": response.json()["kind"]}}
            return
        yield {{"url": response.url, "title": response.css("title::text").get()}}
        for href in response.css("a::attr(href)").getall():
            yield response.follow(href)
"""


async def _compressed(peer: Peer, ask: Ask) -> None:
    body = "<html><head><title>Page two</title></head><body><a href='/data.json'>data</a> <a href='/'>back</a></body></html>"
    await peer.answer(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})


async def _data(peer: Peer, ask: Ask) -> None:
    await peer.answer(b'{"kind": "data"}', kind="application/json")


@pytest.fixture(scope="module")
def declared() -> Iterator[ReplicaServer]:
    """A newsroom with a declaration, reached by the proxy variable."""
    with ReplicaServer(make(SEED, ARTICLES, ("minmetals", "minmetals_zh"))) as server:
        yield server


@pytest.fixture(scope="module")
def undeclared() -> Iterator[ReplicaServer]:
    """A newsroom that nothing is known of, at an address of its own."""
    with ReplicaServer(make_plain(SEED, ARTICLES)) as server:
        yield server


@pytest.fixture
def site() -> Iterator[Server]:
    """A small site that is no newsroom: compressed pages, JSON, a page that robots.txt forbids, links in a circle."""
    first = "<html><title>Page one</title><body><a href='/two.html'>two</a> <a href='/secret.html'>no</a></body></html>"
    with Server() as server:
        server.routes = {
            "/": page(lambda name: first),
            "/two.html": _compressed,
            "/data.json": _data,
            "/secret.html": page(lambda name: "<html><title>Secret</title></html>"),
            "/away": to("http://127.0.0.2:9/private"),
            "/robots.txt": page(lambda name: b"User-agent: *\nDisallow: /secret", kind="text/plain"),
        }
        yield server


def items(stdout: str) -> list[JsonObject]:
    """What `scrapy parse --nocolour` shows as scraped items."""
    shown = stdout.partition("# Scraped Items")[2].partition("# Requests")[0].partition("\n")[2]
    found: list[JsonObject] = eval(shown, {})  # it is printed as Python
    return found


def untouched(folder: Path) -> bool:
    """Whether nothing was written where runs write."""
    return not (folder / "output").exists()


def test_shell(site: Server, tmp_path: Path) -> None:
    done = in_project(tmp_path, "shell", f"{site.origin}/two.html", "-c", "response.status, response.css('title::text').get()")
    assert (done.returncode, done.stdout.strip()) == (0, "(200, 'Page two')"), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert untouched(tmp_path)


def test_shell_with_the_spider_of_a_declared_newsroom(declared: ReplicaServer, tmp_path: Path) -> None:
    url = declared.newsroom.expected("minmetals")[0].urls[0]
    done = in_project(tmp_path, "shell", url, "-c", "spider.name, response.status", proxy=declared.address)
    assert (done.returncode, done.stdout.strip()) == (0, "('minmetals', 200)"), done.stderr[-2000:]
    assert untouched(tmp_path)


def test_shell_says_what_is_refused(site: Server, tmp_path: Path) -> None:
    done = in_project(tmp_path, "shell", f"{site.origin}/secret.html", "-c", "response")
    assert (done.returncode, done.stdout.strip()) == (0, "None"), done.stderr[-2000:]
    assert "Refused" in done.stderr
    assert "robots_forbidden" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("more", [(), ("--nolog",)], ids=["log", "nolog"])
def test_fetch(site: Server, tmp_path: Path, more: tuple[str, ...]) -> None:
    done = in_project(tmp_path, "fetch", *more, f"{site.origin}/two.html")
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip().startswith("<html><head><title>Page two")
    assert bool(done.stderr) is not bool(more)
    assert untouched(tmp_path)


def test_fetch_and_view_show_what_a_declared_newsroom_sends(declared: ReplicaServer, tmp_path: Path) -> None:
    url = declared.newsroom.expected("minmetals")[0].urls[0]
    done = in_project(tmp_path, "fetch", "--nolog", "--headers", url, proxy=declared.address)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "> User-Agent: newsroom-crawler" in done.stdout
    viewed = in_project(tmp_path, "view", url, proxy=declared.address, BROWSER="true")
    assert (viewed.returncode, "Traceback" in viewed.stderr) == (0, False), viewed.stderr[-2000:]
    assert untouched(tmp_path)


def test_a_redirect_may_not_lead_a_plain_spider_into_a_private_network(site: Server, tmp_path: Path) -> None:
    done = in_project(tmp_path, "fetch", f"{site.origin}/away")
    assert done.stdout.strip() == ""
    assert "private_address" in done.stderr


def plain(folder: Path, site: Server) -> Path:
    """The file of a plain spider."""
    path = folder / "plain.py"
    path.write_text(PLAIN.format(urls=[f"{site.origin}/"]), "utf-8")
    return path


def test_runspider_of_a_plain_spider(site: Server, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = in_project(tmp_path, "runspider", str(plain(tmp_path, site)), "-O", str(out))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr[-3000:]
    found = {each["url"].removeprefix(site.origin): each for each in map(json.loads, out.read_text("utf-8").splitlines())}
    assert sorted(found) == ["/", "/data.json", "/two.html"]
    assert found["/data.json"]["kind"] == "data"
    assert found["/two.html"]["title"] == "Page two"
    assert "'newsroom/refused/robots_forbidden': 1" in done.stderr
    assert untouched(tmp_path)


def test_crawl_of_a_plain_spider(site: Server, tmp_path: Path) -> None:
    package = tmp_path / "more_spiders"
    package.mkdir()
    (package / "__init__.py").touch()
    plain(package, site)
    out = tmp_path / "out.jsonl"
    paths = f"{tmp_path}:{environment(None).get('PYTHONPATH', '')}"
    more = ("-s", "SPIDER_MODULES=spiders,more_spiders", "-O", str(out))
    done = in_project(tmp_path, "crawl", "plain", *more, PYTHONPATH=paths)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr[-3000:]
    assert len({json.loads(each)["url"] for each in out.read_text("utf-8").splitlines()}) == 3
    assert untouched(tmp_path)
    listed = in_project(tmp_path, "sites", *more[:2], PYTHONPATH=paths)
    assert "minmetals" in listed.stdout
    assert "plain" not in listed.stdout


@pytest.mark.parametrize("more", [(), ("-c", "parse_article")], ids=["found", "named"])
def test_parse_of_a_declared_newsroom(declared: ReplicaServer, tmp_path: Path, more: tuple[str, ...]) -> None:
    truth = declared.newsroom.expected("minmetals")[0]
    line = ("parse", "--nocolour", truth.urls[0], "--spider", "minmetals", *more)
    done = in_project(tmp_path, *line, proxy=declared.address)
    assert done.returncode == 0, done.stderr[-3000:]
    (item,) = items(done.stdout)
    assert (item["title"], item["text"]) == (truth.title, truth.text)
    assert item["layout"].startswith("minmetals/")
    assert untouched(tmp_path)


def test_parse_of_an_undeclared_newsroom(undeclared: ReplicaServer, tmp_path: Path) -> None:
    url = undeclared.newsroom.expected("plain")[0].urls[0].replace("http://*", undeclared.address)
    with urlopen(url) as answer:
        alone = extract(answer.read(), url)
    private = ("-s", f"PRIVATE_HOSTS={undeclared.address.removeprefix('http://')}")
    (item,) = items(in_project(tmp_path, "parse", "--nocolour", url, "--spider", "newsroom", *private).stdout)
    assert (item["title"], item["text"], item["url"]) == (alone.title, alone.text, url)
    (same,) = items(in_project(tmp_path, "parse", "--nocolour", url, "-c", "parse_article", *private).stdout)
    assert same["text"] == item["text"]
    refused = in_project(tmp_path, "parse", "--nocolour", url)
    assert items(refused.stdout) == []
    assert "private_address" in refused.stderr
    assert untouched(tmp_path)


def test_parse_follows_a_listing_as_deep_as_it_is_told(undeclared: ReplicaServer, tmp_path: Path) -> None:
    private = ("-s", f"PRIVATE_HOSTS={undeclared.address.removeprefix('http://')}")
    done = in_project(tmp_path, "parse", "--nocolour", f"{undeclared.address}/news/", "-d", "2", *private)
    urls = {item["url"].replace(undeclared.address, "http://*") for item in items(done.stdout)}
    assert urls == {each.urls[0] for each in undeclared.newsroom.expected("plain")}
    assert untouched(tmp_path)


@pytest.mark.guarantee(25)
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("parse", "http://127.0.0.1:9/", "--spider", "nowhere"), "no spider 'nowhere'"),
        (("parse", "http://127.0.0.1:9/", "-a", "since=soon"), "since='soon' is not a day"),
        (("crawl", "minmetals", "-a", "since=soon"), "since='soon' is not a day"),
        (("crawl",), "name one newsroom"),
        (("crawl", "minmetals", "-s", "URL_SECONDS=long"), "URL_SECONDS='long' is not a number"),
        (("crawl", "minmetals", "-s", "PRIVATE_HOSTS=localhost"), "PRIVATE_HOSTS='localhost'"),
        (("crawl", "minmetals", "-a", "max_artikles=3"), "did you mean -a max_articles="),
        (("sites", "minmetal"), "did you mean minmetals?"),
        (("export", "nosuch", "--out", "-"), "no journal at"),
    ],
)
def test_wrong_arguments_are_answered_in_one_line(tmp_path: Path, line: tuple[str, ...], said: str) -> None:
    done = in_project(tmp_path, *line)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert untouched(tmp_path)


def test_list_check_and_bench(tmp_path: Path) -> None:
    listed = in_project(tmp_path, "list")
    assert {"minmetals", "newsroom"} <= set(listed.stdout.split())
    checked = in_project(tmp_path, "check")
    assert checked.returncode == 0, checked.stderr
    raced = in_project(tmp_path, "bench", "-s", "CLOSESPIDER_TIMEOUT=2")
    assert raced.returncode == 0, raced.stderr[-2000:]
    assert "'finish_reason': 'closespider_timeout'" in raced.stderr
    assert "'item_scraped_count'" not in raced.stderr
    assert "'downloader/response_status_count/200'" in raced.stderr
    assert untouched(tmp_path)
