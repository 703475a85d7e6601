"""Middlewares and extensions in one process with the test: what each does to a request, an answer and a run."""

import gzip
import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from in_process import Asker, Crawls, crawls
from misbehaving.answers import no_content, partial
from misbehaving.fault import Fault, good, once, page, status
from misbehaving.pages import listing, path, title
from misbehaving.redirects import cookie, to
from misbehaving.server import Ask, Peer, Server
from misbehaving.transport import (
    close_before_headers,
    endless_headers,
    garbage,
    hang_before_headers,
    length_too_long,
    length_too_short,
    two_lengths,
    until_close_cut,
)
from scoring import read
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import TextResponse
from scrapy.utils.test import get_crawler

from crawler.errors import StorageError
from crawler.extensions import progress
from crawler.extensions.archive import ArchiveExtension
from crawler.middlewares.robots import RobotsMiddleware
from crawler.run.session import session_of
from crawler.storage.archive.reader import ArchiveReader
from crawler.storage.archive.writer import ArchiveWriter

TRANSIENT = 3  # requests for a page that fails in a way that may pass


@pytest.fixture(scope="module")
def crawl() -> Iterator[Crawls]:
    with crawls() as found:
        yield found


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as started:
        yield started


def ask(crawl: Crawls, server: Server, *paths: str, meta: dict[str, Any] | None = None, **settings: object) -> Asker:
    """Ask a plain spider for some paths, each with the same meta."""
    asks = [Request(f"{server.origin}{each}", dont_filter=True, meta=dict(meta or {})) for each in paths]
    crawler = crawl(Asker, {"ITEM_PIPELINES": {}} | settings, asks=asks)
    assert isinstance(crawler.spider, Asker)
    return crawler.spider


ARTICLE = {"purpose": "article"}


def test_what_is_no_whole_page_is_refused_for_a_newsroom_and_asked_for_again_where_that_helps(
    crawl: Crawls, server: Server
) -> None:
    routes = {
        "/partial": (partial, "partial_content"), "/none": (no_content, "empty"), "/two": (two_lengths, "bad_http"),
        "/long": (length_too_long, "ResponseDataLossError"),
        "/short": (length_too_short, "bad_length"), "/cut": (until_close_cut, "cut"), "/garbage": (garbage, "bad_http"),
        "/zip": (page(lambda name: b"PK\x03\x04 x"), "not_html"), "/closed": (close_before_headers, "DownloadFailedError"),
        "/bad_gzip": (page(lambda name: b"no gzip", headers={"Content-Encoding": "gzip"}), "bad_compression"),
        "/headers": (endless_headers, "endless_headers"),
    }  # fmt: skip
    server.routes = {"/good": good} | {name: route for name, (route, _) in routes.items()}
    found = ask(crawl, server, *server.routes, meta=ARTICLE)
    reasons = {name: reason.partition(":")[0] for name, reason in found.reasons.items()}
    assert reasons == {name: reason for name, (_, reason) in routes.items()}
    assert list(found.answers) == ["/good"]
    assert {name: server.seen[name] for name in ("/long", "/cut", "/bad_gzip")} == dict.fromkeys(
        ("/long", "/cut", "/bad_gzip"), TRANSIENT
    )
    assert server.seen["/zip"] == 1


def test_a_plain_spider_gets_what_arrives_whole(crawl: Crawls, server: Server) -> None:
    server.routes = {
        "/pdf": page(lambda name: b"%PDF-1.4 x", kind="application/pdf"),
        "/none": no_content,
        "/gzip": page(lambda name: gzip.compress(b"<html><p>words</p></html>"), headers={"Content-Encoding": "gzip"}),
        "/bad": status("500 Oops", "oops"),
        "/bad_gzip": status("404 Gone", "no gzip", Content_Encoding="gzip"),
    }
    found = ask(crawl, server, *server.routes, RETRY_HTTP_CODES=[])
    assert {name: answer.status for name, answer in found.answers.items()} == {
        "/pdf": 200, "/none": 204, "/gzip": 200, "/bad": 500, "/bad_gzip": 404,
    }  # fmt: skip
    words = found.answers["/gzip"]
    assert isinstance(words, TextResponse)
    assert words.css("p::text").get() == "words"


def test_feeds_are_xml_or_json(crawl: Crawls, server: Server) -> None:
    server.routes = {"/feed": page(lambda name: "<rss/>", kind="application/rss+xml"), "/png": page(lambda name: b"\x89PNG")}
    found = ask(crawl, server, "/feed", "/png", meta={"purpose": "feed"})
    assert list(found.answers) == ["/feed"]
    assert found.reasons == {"/png": "not_a_feed"}


def test_conditional_requests(crawl: Crawls, server: Server) -> None:
    async def known(peer: Peer, ask: Ask) -> None:
        same = ask.headers.get("if-none-match") == '"1"' and ask.headers.get("if-modified-since") == "yesterday"
        await peer.answer("", "304 Not Modified" if same else "200 OK")

    server.routes = {"/known": known, "/unasked": status("304 Not Modified", "")}
    found = ask(crawl, server, "/known", meta={"validators": {"etag": '"1"', "last_modified": "yesterday"}})
    assert found.answers["/known"].status == 304
    assert ask(crawl, server, "/unasked").reasons == {"/unasked": "unexpected_304"}


def test_redirects(crawl: Crawls, server: Server) -> None:
    server.routes = {
        "/a": to("/b"), "/b": to("/c", "301 Moved"), "/c": good, "/loop": to("/loop"), "/cookie": cookie,
        "/ftp": to("ftp://127.0.0.1/x"), "/private": to("http://10.0.0.1/x"), "/nowhere": to(""),
        "/news/1.html": to("/login/"), **{f"/{n}": to(f"/{n + 1}") for n in range(1, 9)},
    }  # fmt: skip
    names = ("/a", "/loop", "/cookie", "/ftp", "/private", "/nowhere", "/1", "/news/1.html")
    found = ask(crawl, server, *names, meta=ARTICLE | {"redirect": True})
    assert sorted(found.answers) == ["/a", "/cookie"]
    assert found.answers["/a"].url.endswith("/c")
    assert found.reasons == {
        "/loop": "redirect_loop", "/ftp": "out_of_scope", "/private": "private_address", "/nowhere": "bad_redirect",
        "/1": "too_many_redirects", "/news/1.html": "login_wall",
    }  # fmt: skip
    wanted = ask(crawl, server, "/a", meta={"dont_redirect": True})
    assert wanted.answers["/a"].status == 302


def test_a_form_that_is_sent_keeps_its_method_where_the_server_asks_for_that(crawl: Crawls, server: Server) -> None:
    async def method(peer: Peer, ask: Ask) -> None:
        await peer.answer(ask.method)

    server.routes = {"/same": to("/method", "307 Temporary"), "/other": to("/method", "303 See Other"), "/method": method}
    asks = [Request(f"{server.origin}{each}", method="POST", meta={"redirect": True}) for each in ("/same", "/other")]
    spider = crawl(Asker, {"ITEM_PIPELINES": {}}, asks=asks).spider
    assert isinstance(spider, Asker)
    assert {name: answer.body for name, answer in spider.answers.items()} == {"/same": b"POST", "/other": b"GET"}


def test_retries(crawl: Crawls, server: Server) -> None:
    busy = status("503 Busy", Retry_After="0.1")
    server.routes = {"/soon": once(busy, times=2), "/never": busy, "/once": status("503 Busy")}
    found = ask(crawl, server, "/soon", "/never")
    assert {name: answer.status for name, answer in found.answers.items()} == {"/soon": 200, "/never": 503}
    assert server.seen["/never"] == TRANSIENT
    stats = found.crawler.stats.get_stats()
    assert stats["newsroom/retries"] == 4
    assert stats["newsroom/waited"] > 0
    ask(crawl, server, "/once", meta={"dont_retry": True})
    assert server.seen["/once"] == 1


def test_a_host_that_asks_for_too_much_or_never_answers_is_left(crawl: Crawls, server: Server) -> None:
    server.routes = {"/later": status("429 Later", Retry_After="3600"), "/good": good}
    settings: dict[str, Any] = {"CONCURRENT_REQUESTS": 1, "ROBOTSTXT_OBEY": False}
    found = ask(crawl, server, "/later", "/good", **settings)
    assert found.reasons == {"/good": "retry_later"} or found.crawler.stats.get_value("newsroom/refused/retry_later") == 1
    assert server.seen["/good"] == 0
    server.routes = {f"/{number}": hang_before_headers for number in range(8)}
    found = ask(crawl, server, *server.routes, meta=ARTICLE, DOWNLOAD_TIMEOUT=0.1, RETRY_TIMES=0, **settings)
    assert sorted(server.seen[f"/{number}"] for number in range(8)) == [0, 0, 1, 1, 1, 1, 1, 1]
    assert "host_timeout" in found.reasons.values()


def test_a_run_has_a_budget(crawl: Crawls, server: Server) -> None:
    server.routes = {f"/{number}": good for number in range(4)}
    found = ask(crawl, server, *server.routes, meta=ARTICLE, MAX_REQUESTS=2, ROBOTSTXT_OBEY=False)
    assert len(found.answers) == 2
    assert list(found.reasons.values()) == ["budget", "budget"]


def test_robots(crawl: Crawls, server: Server) -> None:
    rules = "User-agent: *\nDisallow: /no\nCrawl-delay: 0.2\n"
    server.routes = {"/robots.txt": page(lambda name: rules, kind="text/plain"), "/yes": good, "/no": good, "/nope": good}
    found = ask(crawl, server, "/yes", "/no", "/nope", meta=ARTICLE)
    assert list(found.answers) == ["/yes"]
    assert found.reasons == dict.fromkeys(("/no", "/nope"), "robots_forbidden")
    assert found.crawler.stats.get_value("newsroom/crawl_delay") == 0.2
    assert server.seen["/robots.txt"] == 1
    server.routes["/robots.txt"] = status("503 Busy")
    assert ask(crawl, server, "/yes", meta=ARTICLE).reasons == {"/yes": "robots_unreachable"}
    assert "/yes" in ask(crawl, server, "/yes", meta={"dont_obey_robotstxt": True}).answers
    assert "/yes" in ask(crawl, server, "/yes", ROBOTSTXT_OBEY=False).answers
    with pytest.raises(NotConfigured):
        RobotsMiddleware(get_crawler(Asker, {"ROBOTSTXT_OBEY": False}))


def test_a_long_robots_txt_is_read_to_its_bound(crawl: Crawls, server: Server) -> None:
    body = "User-agent: *\nDisallow: /no\n" + "# padding\n" * 90_000
    server.routes = {"/robots.txt": page(lambda name: body, kind="text/plain"), "/no": good}
    assert ask(crawl, server, "/no", meta=ARTICLE).reasons == {"/no": "robots_forbidden"}


def test_addresses(crawl: Crawls, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.routes = {"/here": good, "/to_name": to(server.origin.replace("127.0.0.1", "localhost") + "/here")}
    named = server.origin.replace("127.0.0.1", "localhost")
    spider = crawl(Asker, {}, asks=[Request(f"{named}/here")]).spider
    assert isinstance(spider, Asker)
    assert list(spider.answers) == ["/here"], "what a plain spider names itself is fetched"
    found = ask(crawl, server, "/to_name", meta={"redirect": True, "dont_obey_robotstxt": True})
    assert found.answers == {}, "what a redirect leads to is not"
    with caplog.at_level(logging.INFO):
        odd = ask(crawl, server, "/" + "x" * 5000, URLLENGTH_LIMIT=0)
    assert odd.crawler.stats.get_value("newsroom/refused/bad_url") == 1
    assert "Refused" in caplog.text
    spider = crawl(Asker, {}, asks=[Request("data:,words")]).spider
    assert isinstance(spider, Asker)
    assert "NotSupported" in spider.reasons["/"]


def newsroom(server: Server, *names: str) -> dict[str, Any]:
    """Make the server a newsroom of some articles; the settings of a run over it."""
    rows = [(path(name), title(name)) for name in names]
    server.routes |= {"/news/": page(lambda name: listing(rows))} | {Fault(name, good).path: good for name in names}
    return {"PRIVATE_HOSTS": [server.origin.removeprefix("http://")]}


NAMES = ("one", "two", "three", "four")


def test_an_archived_run(crawl: Crawls, server: Server, tmp_path: Path) -> None:
    settings = newsroom(server, *NAMES) | {"OUTPUT_DIR": str(tmp_path), "ARCHIVE": True}
    crawler = crawl("newsroom", settings, url=f"{server.origin}/news/", name="site")
    session = session_of(crawler.spider)
    assert session is not None
    assert session.finish() == 0
    assert session.stats.account.count("stored") == len(NAMES)
    reader = ArchiveReader(tmp_path / "site" / "archive")
    lines = read(tmp_path / "site" / "articles.jsonl")
    assert {reader.read(str(line["archive"])).url for line in lines} == {f"{server.origin}{path(name)}" for name in NAMES}
    reader.close()


def test_an_archive_that_cannot_be_written_ends_the_run(
    crawl: Crawls, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = newsroom(server, *NAMES) | {"OUTPUT_DIR": str(tmp_path), "ARCHIVE": True}
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "archive").write_text("in the way")
    crawler = crawl("newsroom", settings, url=f"{server.origin}/news/", name="site")
    assert session_of(crawler.spider).finish() == 40  # type: ignore[union-attr]
    assert server.seen["/news/"] == 0

    def full(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(ArchiveWriter, "store", full)
    crawler = crawl("newsroom", settings, url=f"{server.origin}/news/", name="full")
    assert session_of(crawler.spider).finish() == 40  # type: ignore[union-attr]
    monkeypatch.undo()
    monkeypatch.setattr(ArchiveWriter, "close", full)
    crawler = crawl("newsroom", settings, url=f"{server.origin}/news/", name="last")
    assert session_of(crawler.spider).finish() == 40  # type: ignore[union-attr]


def test_a_second_run_at_the_same_time_archives_nothing_and_asks_nothing(crawl: Crawls, server: Server) -> None:
    with pytest.raises(NotConfigured):
        ArchiveExtension.from_crawler(get_crawler(Asker, {"ARCHIVE": True}))
    with pytest.raises(NotConfigured):
        ArchiveExtension.from_crawler(get_crawler(Asker, {"ARCHIVE": False}))


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal(crawl: Crawls, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(peer: Peer, ask: Ask) -> None:
        await to(path("one"))(peer, ask)

    monkeypatch.setattr(progress, "SECONDS", 0.02)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    settings = newsroom(server, *NAMES) | {"OUTPUT_DIR": str(tmp_path), "DOWNLOAD_DELAY": 0.1}
    crawl("newsroom", settings, url=f"{server.origin}/news/", name="site")
    assert "pages a minute" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    with pytest.raises(NotConfigured):
        progress.ProgressExtension.from_crawler(get_crawler(Asker))
