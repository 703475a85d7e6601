"""The extension that ties a run to Scrapy's signals, the spider, and the pipelines, without an engine."""

import asyncio
import dataclasses
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, IgnoreRequest, NotConfigured
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from crawler.errors import BadBody, StorageError, UsageError
from crawler.extensions.run import RunExtension, scrapy_stats
from crawler.items import Article, Item
from crawler.run.fetch_task import FetchTask
from crawler.run.session import session_of
from crawler.spider import AnyNewsroomSpider, NewsroomSpider, Parts
from pipelines.revise import RevisePipeline
from pipelines.validate import ValidatePipeline
from pipelines.write import WritePipeline
from tests.unit.sessions import ENTRY, SITE, TEXT, outcome, reading

PARAGRAPHS = "".join(f"<p>{TEXT}</p>" for _ in range(4))
ARTICLE = f"<html><head><title>Smelter opened</title></head><body><h1>Smelter opened</h1>{PARAGRAPHS}</body></html>"


class Acme(NewsroomSpider):
    site = SITE


class Undeclared(AnyNewsroomSpider):
    name = "undeclared"


class Tied:
    """A spider of an undeclared newsroom with its run, its pipelines and no engine."""

    def __init__(self, folder: Path) -> None:
        settings = {"OUTPUT_DIR": str(folder), "RUN_CLOCK": "2026-03-10T06:00:00+00:00"}
        self.crawler: Crawler = get_crawler(Acme, settings)
        self.spider: Any = Acme.from_crawler(self.crawler)
        self.crawler.spider = self.spider
        self.extension = RunExtension.from_crawler(self.crawler)
        self.session = self.extension.session
        self.pipelines = [kind.from_crawler(self.crawler) for kind in (ValidatePipeline, RevisePipeline, WritePipeline)]

    def process(self, item: object) -> object:
        for pipeline in self.pipelines:
            item = pipeline.process_item(item)
        return item

    def response(self, task: FetchTask, body: str = ARTICLE, status: int = 200, so_far: Parts | None = None) -> HtmlResponse:
        request = self.spider.request(task, so_far)
        return HtmlResponse(task.url, status, {"Content-Type": "text/html"}, body.encode(), request=request, encoding="utf-8")


def failure_of(error: Exception) -> Any:
    return Failure(error)  # type: ignore[no-untyped-call]


@pytest.fixture
def tied(tmp_path: Path) -> Tied:
    return Tied(tmp_path)


@pytest.fixture
def under_way(tied: Tied) -> Tied:
    tied.session.begin(tied.spider.options)
    return tied


def test_a_spider_that_is_none_of_ours_has_no_run(tmp_path: Path) -> None:
    crawler = get_crawler(Spider, {"OUTPUT_DIR": str(tmp_path)})
    crawler.spider = Spider.from_crawler(crawler, name="plain")
    with pytest.raises(NotConfigured):
        RunExtension.from_crawler(crawler)
    item = {"headline": "x"}
    for kind in (ValidatePipeline, RevisePipeline, WritePipeline):
        assert kind.from_crawler(crawler).process_item(item) is item
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_counted_and_its_figures_are_in_scrapys_stats(under_way: Tied) -> None:
    tied = under_way
    assert session_of(tied.spider) is tied.session
    response = tied.response(reading(1).task)
    tied.extension.response_downloaded(response, Request(ENTRY, meta={"purpose": "listing"}))
    tied.extension.response_received(response, Request(ENTRY, meta={"purpose": "listing"}))
    tied.extension.response_received(response, Request(f"{ENTRY}robots.txt", meta={"purpose": "robots"}))
    tied.session.stats.account.discover(reading(1).task.key)
    [item] = tied.spider.parse_article(response, reading(1).task)
    assert isinstance(item, Item)
    assert tied.process(item) is item
    tied.extension._syncing = True  # the engine's clock would call _sync
    tied.extension.item_scraped(item, response)
    tied.extension._sync()  # the first line may wait for the answers after it
    tied.extension.spider_closed("finished")
    assert outcome(tied.session, 1) == ("stored", "new")
    assert tied.crawler.stats is not None
    found = tied.crawler.stats.get_stats()
    assert {key: found[f"newsroom/{key}"] for key in ("discovered", "stored", "stored/new", "exit_code")} == {
        "discovered": 1, "stored": 1, "stored/new": 1, "exit_code": 0,
    }  # fmt: skip
    assert (tied.session.stats.requests, tied.session.stats.statuses) == ({"listing": 1}, {"200": 1})


@pytest.mark.parametrize("reason", ["shutdown", "finished", "closespider_timeout"])
def test_only_an_early_end_is_noted(tied: Tied, reason: str) -> None:
    tied.extension.spider_closed(reason)
    assert tied.session.stats.stopped == {"shutdown": "signal", "finished": None}.get(reason, reason)
    assert tied.session.verdict is not None
    assert scrapy_stats(tied.session.stats, tied.session.verdict)["verdict"] == tied.session.verdict.name


def test_an_item_that_another_pipeline_took_has_its_outcome(under_way: Tied) -> None:
    tied = under_way
    items = []
    for number in (1, 2, 3, 4):
        task = reading(number).task
        tied.session.stats.account.discover(task.key)
        page = ARTICLE.replace("Smelter opened", f"Smelter {number} opened")  # one page for several would be a notice
        items += tied.spider.parse_article(tied.response(task, page), task)
    tied.extension.item_dropped(items[0])
    tied.extension.item_scraped({"headline": "x"}, tied.response(reading(2).task))
    tied.extension.item_error(items[2], failure_of(ZeroDivisionError("own bug")))
    tied.extension.item_scraped(dataclasses.replace(items[3]), None)
    reasons = [outcome(tied.session, number)[1] for number in (1, 2, 3, 4)]
    assert reasons == ["dropped", "not_written", "crashed", "not_written"]
    assert tied.session.stats.crashes == ["own bug"]


def test_a_dropped_item_carries_its_reason(under_way: Tied) -> None:
    task = reading(1).task
    under_way.session.stats.account.discover(task.key)
    [item] = under_way.spider.parse_article(under_way.response(task), task)
    item.title = None
    with pytest.raises(DropItem, match="title_missing"):
        under_way.process(item)
    under_way.extension.item_dropped(item)
    assert outcome(under_way.session, 1) == ("failed", "own_pipeline:title_missing")


def test_a_bug_in_a_callback_is_a_crash_and_a_full_disk_ends_the_run(tied: Tied, monkeypatch: pytest.MonkeyPatch) -> None:
    tied.extension.spider_error(failure_of(KeyError("x")))
    assert tied.session.stats.crashes == ["'x'"]
    closed: list[str] = []
    monkeypatch.setattr(tied.extension, "_close", closed.append)
    tied.extension.spider_error(failure_of(StorageError("disk full")))
    assert (tied.session.stats.storage_errors, closed) == (["disk full"], ["storage"])


def test_a_signal_stops_the_run_and_calls_what_was_there_before(tied: Tied, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []

    class Loop:
        def call_soon_threadsafe(self, *given: object) -> None:
            called.append(given[-1])

    monkeypatch.setattr("crawler.extensions.run.asyncio.get_running_loop", Loop)
    tied.extension._stop(lambda number, frame: called.append(number), 15, None)
    assert tied.session.stats.stopped == "signal"
    assert called == [15, tied.extension._give_back, tied.extension._leave]


def test_the_spider_asks_with_priorities_and_validators(under_way: Tied) -> None:
    request = under_way.spider.request(FetchTask(ENTRY, "listing"))
    assert (request.priority, request.meta["purpose"], request.callback) == (20, "listing", under_way.spider.read_answer)
    under_way.crawler.stats.set_value("scheduler/enqueued", 5000)
    assert under_way.spider.request(FetchTask(ENTRY, "listing")).priority == 5


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (BadBody("truncated", "x"), "truncated"),
        (IgnoreRequest("own rule"), "ignored"),
        (DNSLookupError("no such host"), "dns"),
        (ZeroDivisionError("bug"), "ZeroDivisionError"),
    ],
)
def test_the_reason_of_a_failure_goes_into_the_account(under_way: Tied, error: Exception, reason: str) -> None:
    task = reading(1).task
    failure = failure_of(error)
    failure.request = under_way.spider.request(task)
    assert under_way.spider.failed(failure) == []
    assert outcome(under_way.session, 1) == ("failed", reason)
    assert bool(under_way.session.stats.crashes) == (reason == "ZeroDivisionError")


def test_a_status_that_is_no_page_is_its_reason(under_way: Tied) -> None:
    task = reading(1).task
    response = under_way.response(task, status=403)
    failure = failure_of(HttpError(response))
    failure.request = response.request
    assert under_way.spider.failed(failure) == []
    assert outcome(under_way.session, 1) == ("failed", "http_403")


def test_listing_pages_and_answers_without_a_page(under_way: Tied) -> None:
    rows = "".join(f"<li><a href='{n}.html'>Smelter {n} was opened</a> <span>2026-03-0{n}</span></li>" for n in range(1, 8))
    listing = f"<html><body><h1>News</h1><ul>{rows}</ul></body></html>"
    first = FetchTask(ENTRY, "listing", walk=under_way.session.answers.frontier._walk(ENTRY, None))
    found = list(under_way.spider.parse_listing(under_way.response(first, listing), first))
    assert [request.meta["purpose"] for request in found] == ["article"] * 7
    for request in found[:2]:
        task = request.cb_kwargs["task"]
        assert list(under_way.spider.parse_article(under_way.response(task, "", 404), task)) == []
    home = FetchTask(ENTRY, "home")
    assert list(under_way.spider.parse_home(under_way.response(home, "", 404), home)) == []
    assert list(under_way.spider.parse_listing(under_way.response(first, "", 404), first)) == []
    assert [each.problem for each in under_way.session.stats.listings] == [None, "http_404", "http_404"]
    bare = "<html><body><p>Nothing here.</p></body></html>"
    assert list(under_way.spider.parse_home(under_way.response(home, bare), home)) == []


def test_the_pages_of_one_article_are_read_together(under_way: Tied) -> None:
    task = reading(1).task
    under_way.session.stats.account.discover(task.key)
    [part] = under_way.spider._next_part(task, (), (f"{ENTRY}1_2.html",), under_way.response(task))
    so_far = part.cb_kwargs["so_far"]
    asked = part.cb_kwargs["task"]
    [item] = under_way.spider.parse_part(under_way.response(asked, so_far=so_far), asked, so_far)
    assert isinstance(item, Article)
    assert item.title == "Smelter opened"
    assert list(under_way.spider.parse_part(under_way.response(task, "", 404), asked, so_far)) == []
    assert outcome(under_way.session, 1) == ("failed", "part_http_404")


def test_a_newsroom_needs_an_address() -> None:
    with pytest.raises(UsageError, match="which newsroom"):
        Undeclared()
    with pytest.raises(UsageError):
        Undeclared(url="no address")
    assert Undeclared(url=ENTRY, name="acme").site.name == "acme"


async def _first(spider: NewsroomSpider) -> list[str]:
    return [request.url async for request in spider.start()]


def test_a_refused_run_asks_for_nothing(tied: Tied) -> None:
    assert asyncio.run(_first(tied.spider)) == [ENTRY]
    tied.session.refused = "another run is under way"
    assert asyncio.run(_first(tied.spider)) == []


def test_a_site_may_only_be_slower_and_says_itself_whether_its_certificate_is_good() -> None:
    settings = Settings({"DOWNLOAD_DELAY": 0.5})

    class Slow(NewsroomSpider):
        site = dataclasses.replace(SITE, name="slow", delay=9.0, verify_tls=False)

    Slow.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 9.0
    assert not settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    NewsroomSpider.update_settings(settings)


def test_without_a_run_a_page_is_read_and_nothing_is_noted() -> None:
    crawler = get_crawler(Acme)
    spider = Acme.from_crawler(crawler)
    url = f"{ENTRY}202603/t20260302_274143.html"
    [item] = spider.parse(HtmlResponse(url, 200, body=ARTICLE.encode(), request=Request(url)))
    assert isinstance(item, Article)
    assert item.title == "Smelter opened"
    rows = "".join(f"<li><a href='{n}.html'>Smelter {n} was opened</a> <span>2026-03-0{n}</span></li>" for n in range(1, 9))
    found = list(spider.parse(HtmlResponse(ENTRY, 200, body=f"<ul>{rows}</ul>".encode(), request=Request(ENTRY))))
    assert len(found) == 8
    failure = failure_of(DNSLookupError("no such host"))
    failure.request = found[0]
    assert spider.failed(failure) == []
