"""robots.txt, by the project's own policy: what cannot be read forbids (`robots_unreachable`) and is tried again next run.

Takes the place of RobotsTxtMiddleware, which lets everything through when robots.txt fails and lets requests pass that
wait for the same file. Here everybody waits for the one answer.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.robots.RobotsMiddleware": 100, RobotsTxtMiddleware: None};
ROBOTSTXT_OBEY, USER_AGENT, ROBOTSTXT_USER_AGENT, MAX_CRAWL_DELAY, ROBOTS_TIMEOUT.
"""

import asyncio
import logging

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.errors import Refused, RobotsForbidden, StorageError
from crawler.middlewares.base import RunMiddleware
from crawler.policy import robots
from crawler.policy.reservations import PATH, Reservation, read_reservations, reserved
from crawler.policy.scope import Origin, origin_of, shown
from crawler.reasons import Reason
from crawler.storage.state import Store
from crawler.storage.state.records import RobotsState
from crawler.url_parts import DEFAULT_PORTS

logger = logging.getLogger(__name__)

_PRIORITY = 1000
MOST_SITEMAPS = 50  # lines of one robots.txt


class RobotsMiddleware(RunMiddleware):
    """Raises RobotsForbidden; slows the host's slot down to its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        super().__init__(crawler)
        self._tokens = robots.product_tokens(crawler.settings["USER_AGENT"], crawler.settings["ROBOTSTXT_USER_AGENT"])
        self._longest_delay = crawler.settings.getfloat("MAX_CRAWL_DELAY", 30.0)
        self._timeout = min(crawler.settings.getfloat("ROBOTS_TIMEOUT", 15.0), crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))
        self._answers: dict[Origin, asyncio.Future[robots.RobotsAnswer]] = {}
        self._reservations: dict[Origin, asyncio.Future[tuple[Reservation, ...]]] = {}
        crawler.signals.connect(self._bytes_received, signals.bytes_received)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("purpose") == "robots" or request.meta.get("dont_obey_robotstxt"):
            return
        if urlparse_cached(request).scheme not in DEFAULT_PORTS:
            return
        origin = origin_of(request.url)
        if origin not in self._answers:
            self._answers[origin] = asyncio.ensure_future(self._answer(origin))
        # Shielded: a request that is given up must not take the answer away from the others that wait for it.
        answer = await asyncio.shield(self._answers[origin])
        if answer.rules is None:
            raise RobotsForbidden("robots_unreachable", answer.why)
        if not answer.rules.allowed(request.url, self._tokens):
            raise RobotsForbidden("robots_forbidden", "robots.txt forbids it")
        request.meta["usage"] = answer.rules.signals(request.url, self._tokens)
        if request.meta.get("purpose") != "asset":  # no release is read from one
            await self._reserve(request, origin, answer.rules)

    async def _reserve(self, request: Request, origin: Origin, rules: robots.Robots) -> None:
        if self.session is not None and rules.allowed(f"{shown(origin)}{PATH}", self._tokens):
            if origin not in self._reservations:
                self._reservations[origin] = asyncio.ensure_future(self._reserved(shown(origin)))
            request.meta["usage"] |= reserved(await asyncio.shield(self._reservations[origin]), request.url)

    async def _answer(self, origin: Origin) -> robots.RobotsAnswer:
        named = shown(origin)
        answer = self._remembered(named) or await self._ask(named)
        self.note(f"robots {named}", answer.why)
        logger.info("robots.txt of %s: %s", named, answer.why)
        if answer.rules is not None:
            self._slow_down(origin, answer.rules)
            if self.session is not None:
                self.session.sitemaps += answer.rules.sitemaps[:MOST_SITEMAPS]
        return answer

    async def _reserved(self, origin: str) -> tuple[Reservation, ...]:
        """What the origin's tdmrep.json reserves: asked for with robots.txt, and kept as long. What fails reserves nothing."""
        name = f"{origin}{PATH}"
        kept = self._kept(name)
        if kept is not None:
            return read_reservations(kept.body)
        try:
            response = await self._download(name)
        except Exception as error:  # noqa: BLE001 - whatever the reason: it says nothing
            logger.info("%s: %s", name, f"{type(error).__name__}: {error}"[:200])
            return ()
        body = response.body[: robots.READ_BYTES] if response.status == 200 else b""
        self._keep(RobotsState(name, response.status, body, ""))
        return read_reservations(body)

    def _remembered(self, origin: str) -> robots.RobotsAnswer | None:
        state = self._kept(origin)
        answer = robots.answered(state.status, state.body) if state is not None else None
        return robots.RobotsAnswer(answer.rules, "cached") if answer is not None and answer.rules is not None else None

    def _kept(self, name: str) -> RobotsState | None:
        try:
            return self._store.listings.robots(name) if self._store is not None else None
        except StorageError as error:
            self._storage_failed(error)
            return None

    def _keep(self, state: RobotsState) -> None:
        try:
            if self._store is not None:
                self._store.listings.save_robots(state)
        except StorageError as error:
            self._storage_failed(error)

    async def _download(self, url: str) -> Response:
        request = Request(
            url,
            callback=NO_CALLBACK,
            priority=_PRIORITY,
            dont_filter=True,
            # Read up to robots.READ_BYTES, whatever its length: `_bytes_received` stops it there.
            meta={"purpose": "robots", "download_timeout": self._timeout, "download_maxsize": 0, "download_warnsize": 0},
        )
        response: Response = await self.crawler.engine.download_async(request)
        return response

    async def _ask(self, origin: str) -> robots.RobotsAnswer:
        try:
            response = await self._download(f"{origin}/robots.txt")
        except Exception as error:
            if isinstance(error, Refused) and error.reason in (Reason.PRIVATE_ADDRESS, Reason.STOPPED, Reason.BUDGET):
                raise  # of the host, not of its robots.txt; or not asked for
            return robots.RobotsAnswer(None, f"{type(error).__name__}: {error}"[:200])
        return self._read(origin, response)

    def _read(self, origin: str, response: Response) -> robots.RobotsAnswer:
        body = response.body[: robots.READ_BYTES] if robots.meaning(response.status) == "read" else b""
        answer = robots.answered(response.status, body)
        if answer.rules is not None:
            self._keep(RobotsState(origin, response.status, body, ""))
        return answer

    def _bytes_received(self, data: bytes, request: Request) -> None:
        if request.meta.get("purpose") != "robots":
            return
        received = request.meta.get("robots_bytes", 0) + len(data)
        request.meta["robots_bytes"] = received
        if received > robots.READ_BYTES:
            raise StopDownload(fail=False)

    def _slow_down(self, origin: Origin, rules: robots.Robots) -> None:
        asked = rules.delay(self._tokens)
        if not asked:
            return
        delay = min(asked, self._longest_delay)
        self.note("crawl_delay", delay)
        if delay <= self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        # Both: the slot that is there, and the one that is made anew after it was idle. No jitter below what was asked.
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[origin[1]] = {"delay": delay, "jitter": 0.0}
        slot = downloader.slots.get(origin[1])
        if slot is not None:
            slot.delay, slot.jitter = delay, 0.0

    def _storage_failed(self, error: StorageError) -> None:
        if self.session is not None:
            self.session.storage_failed(error)

    @property
    def _store(self) -> Store | None:
        return self.session.store if self.session is not None else None
