"""Crawls inside the test's own process, with Scrapy's real engine, reactor and network: what a debugger can step through."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.http import Response
from scrapy.utils.project import get_project_settings
from twisted.internet import asyncioreactor
from twisted.python.failure import Failure

from crawler.middlewares.scope import GuardedResolver


class Asker(Spider):
    """A spider that is none of ours: makes the requests it is given, and keeps what came of each, by its path."""

    name = "asker"

    def __init__(self, asks: list[Request], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asks = asks
        self.answers: dict[str, Response] = {}
        self.reasons: dict[str, str] = {}

    async def start(self) -> AsyncIterator[Request]:
        for ask in self.asks:
            meta = {"handle_httpstatus_all": ask.meta.get("redirect") is None, "of": ask.url} | ask.meta
            yield ask.replace(callback=self.heard, errback=self.failed, meta=meta)

    def heard(self, response: Response) -> None:
        self.answers[_path(response.meta["of"])] = response

    def failed(self, failure: Failure) -> None:
        error = failure.value
        request: Request = failure.request  # type: ignore[attr-defined]
        self.reasons[_path(request.meta["of"])] = getattr(error, "reason", "") or f"{type(error).__name__}: {error}"


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


class Crawls:
    """Runs crawls one after the other in this process."""

    def __init__(self, loop: asyncio.AbstractEventLoop, reactor: Any) -> None:
        self._loop = loop
        self._reactor = reactor

    def __call__(self, spider: type[Spider] | str, settings: dict[str, Any], **arguments: Any) -> Crawler:
        """Crawl to the end; `settings` on top of the project's, without pauses; this process holds what other tests took."""
        chosen = get_project_settings()
        quick = {"DOWNLOAD_DELAY": 0, "BACKOFF_SECONDS": 0.05, "LOG_LEVEL": "INFO", "MEMUSAGE_ENABLED": False}
        chosen.setdict(quick | settings, priority="cmdline")
        runner = AsyncCrawlerRunner(chosen)
        crawler = runner.create_crawler(spider)
        usual = self._reactor.nameResolver
        GuardedResolver.from_crawler(crawler, self._reactor).install_on_reactor()
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self._loop.run_until_complete(_crawl(runner, crawler, arguments))
        finally:
            self._reactor.installNameResolver(usual)
            for number, handler in before.items():
                signal.signal(number, handler)
        return crawler


async def _crawl(runner: AsyncCrawlerRunner, crawler: Crawler, arguments: dict[str, Any]) -> None:
    await runner.crawl(crawler, **arguments)


@contextmanager
def crawls() -> Iterator[Crawls]:
    """The one reactor of the process; it can be had once."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call]
    from twisted.internet import reactor  # noqa: PLC0415 - it is there only now

    running: Any = reactor
    running.startRunning(installSignalHandlers=False)
    try:
        yield Crawls(loop, running)
    finally:
        running.fireSystemEvent("shutdown")
        asyncio.set_event_loop(None)
