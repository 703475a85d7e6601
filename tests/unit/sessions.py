"""Runs without Scrapy and without a network: a session in a folder, pages made by hand, a disk that can fail."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse, Request

from crawler.clock import Clock
from crawler.items import Article, Extraction, Http, Item, Row
from crawler.page.page import Page
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.session import Session
from crawler.site import Site
from crawler.spider import NewsroomSpider
from crawler.storage.durable import DurableFiles
from crawler.urls import article_id

HOST = "http://127.0.0.1:8900"
ENTRY = f"{HOST}/news/"
SITE = Site.for_url(ENTRY, "acme")
WHEN = "2026-03-10T06:00:00+00:00"
TEXT = "The smelter at the harbour was opened on Monday after three years of work by four hundred people. " * 4


class FakeDisk(DurableFiles):
    """A disk that is full once `full` is set."""

    full = False

    def os_fsync(self, descriptor: int) -> None:
        if self.full:
            raise OSError(28, "No space left on device")


def open_session(folder: Path, when: str = WHEN, files: DurableFiles | None = None, **settings: Any) -> Session:
    """A run of the undeclared newsroom at ENTRY."""
    return Session.open(SITE, folder, Clock(when), settings, files)


def begun(folder: Path, when: str = WHEN, deep: bool = False, since: str | None = None, **settings: Any) -> Session:
    """The same, with its first tasks given out."""
    session = open_session(folder, when, **settings)
    session.begin(Options(since, None, deep))
    return session


@dataclass
class Read:
    """An article's page as it was read."""

    task: FetchTask
    article: Extraction
    page: Page
    body: bytes

    def admit(self, session: Session) -> Item | None:
        """What the run makes of it."""
        session.stats.account.discover(self.task.key)
        return session.answers.read(self.task, self.article, self.page, self.body)


def reading(number: int, body: bytes = b"", recheck: bool = False, **values: Any) -> Read:
    """The page of article `number`; values: of its fields."""
    url = f"{ENTRY}{number}.html"
    key = article_id(url, SITE)
    given: dict[str, Any] = {
        "id": key, "site": "acme", "company": "Acme", "url": url, "canonical_url": url, "title": f"Smelter {number} opened",
        "published": "2026-03-02", "text": f"{number} {TEXT}", "layout": "generic", "http": Http(200, '"e"'),
    }  # fmt: skip
    row = Row(url, f"Smelter {number} opened", "2026-03-02")
    task = FetchTask(url, "article", key, row, "News", recheck=recheck)
    body = body or f"<html><body><h1>Smelter {number} opened</h1><p>{number} {TEXT}</p></body></html>".encode()
    return Read(task, Extraction(**(given | values)), Page(url, body), body)


class AcmeSpider(NewsroomSpider):
    """The spider of SITE."""

    site = SITE


def read_page(session: Session, url: str, body: bytes, title: str | None = None, recheck: bool = False) -> list[Article]:
    """What the spider reads of an answer, brought through our three pipelines: the revisions that were written.

    title: as the listing has it; recheck: whether it is a second look, which no listing led to.
    """
    spider = AcmeSpider()
    spider.session = session
    row = Row(url, section="News", by="state") if recheck else Row(url, title)
    task = FetchTask(url, "article", article_id(url, SITE), row, "News", recheck=recheck)
    session.stats.account.discover(task.key)
    items = list(spider.parse_article(HtmlResponse(url, body=body, encoding="utf-8", request=Request(url)), task))
    return [item for item in items if isinstance(item, Article) and through(session, item) is None]


def through(session: Session, item: object) -> str | None:
    """An item on its way through our three pipelines; the reason where it was dropped."""
    for step in (session.items.validate, session.items.revise, session.items.write):
        reason = step(item)
        if reason:
            return reason
    return None


def stored(session: Session, *numbers: int, **values: Any) -> None:
    """Bring articles to disk."""
    for number in numbers:
        assert through(session, reading(number, **values).admit(session)) is None
    session.recorder.sync()


def outcome(session: Session, number: int) -> tuple[str, str]:
    """Outcome and reason of article `number`."""
    return session.stats.account.outcomes[article_id(f"{ENTRY}{number}.html", SITE)]
