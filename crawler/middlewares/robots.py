"""robots.txt, by the project's own policy: what cannot be read forbids (`robots_unreachable`) and is tried again next run.

Takes the place of RobotsTxtMiddleware, which lets everything through when robots.txt fails and lets requests pass that
wait for the same file. Here everybody waits for the one answer.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.robots.RobotsMiddleware": 100, RobotsTxtMiddleware: None};
ROBOTSTXT_OBEY, USER_AGENT, MAX_CRAWL_DELAY, ROBOTS_TIMEOUT.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.errors import RobotsForbidden, StorageError
from crawler.policy import robots
from crawler.policy.scope import DEFAULT_PORTS, Origin, origin_of
from crawler.run.session import Session, session_of
from crawler.storage.state import Store
from crawler.storage.state.records import RobotsState

logger = logging.getLogger(__name__)

_PRIORITY = 1000


@dataclass(frozen=True, slots=True)
class Decision:
    """What an origin's robots.txt says. rules is None where it could not be read."""

    rules: robots.Robots | None
    why: str  # `read`, `absent`, `cached`, or what went wrong


class RobotsMiddleware:
    """Raises RobotsForbidden; slows the host's slot down to its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._token = robots.token_of(crawler.settings["USER_AGENT"])
        self._longest_delay = crawler.settings.getfloat("MAX_CRAWL_DELAY", 30.0)
        self._timeout = min(crawler.settings.getfloat("ROBOTS_TIMEOUT", 15.0), crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))
        self._decisions: dict[Origin, asyncio.Future[Decision]] = {}
        crawler.signals.connect(self._bytes_received, signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("purpose") == "robots":
            return
        origin = origin_of(request.url)
        if origin not in self._decisions:
            self._decisions[origin] = asyncio.ensure_future(self._decide(origin))
        # Shielded: a request that is given up must not take the answer away from the others that wait for it.
        decision = await asyncio.shield(self._decisions[origin])
        if decision.rules is None:
            raise RobotsForbidden("robots_unreachable", decision.why)
        if not decision.rules.allowed(request.url, self._token):
            raise RobotsForbidden("robots_forbidden", "robots.txt forbids it")
        request.meta["usage"] = decision.rules.signals(request.url, self._token)

    async def _decide(self, origin: Origin) -> Decision:
        shown = _shown(origin)
        decision = self._remembered(shown)
        if decision is None:
            decision = await self._ask(shown)
        self._report(shown, decision)
        if decision.rules is not None:
            self._slow_down(origin, decision.rules)
        return decision

    def _remembered(self, origin: str) -> Decision | None:
        store = self._store
        try:
            state = store.listings.robots(origin) if store is not None else None
        except StorageError as error:
            if self._run is not None:
                self._run.storage_failed(error)
            return None
        if state is None or robots.meaning(state.status) == "forbid":
            return None
        return Decision(robots.parse(state.body) if robots.meaning(state.status) == "read" else robots.Robots(), "cached")

    async def _ask(self, origin: str) -> Decision:
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            priority=_PRIORITY,
            dont_filter=True,
            # Read up to robots.READ_BYTES, whatever its length: `_bytes_received` stops it there.
            meta={"purpose": "robots", "download_timeout": self._timeout, "download_maxsize": 0, "download_warnsize": 0},
        )
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever the reason: what was not read forbids
            return Decision(None, f"{type(error).__name__}: {error}"[:200])
        return self._read(origin, response)

    def _read(self, origin: str, response: Response) -> Decision:
        meaning = robots.meaning(response.status)
        if meaning == "forbid":
            return Decision(None, f"status {response.status}")
        body = response.body[: robots.READ_BYTES] if meaning == "read" else b""
        self._remember(RobotsState(origin, response.status, body, ""))
        if meaning == "allow":
            return Decision(robots.Robots(), f"absent ({response.status})")
        return Decision(robots.parse(body), "read")

    def _remember(self, state: RobotsState) -> None:
        store = self._store
        if store is None:
            return
        try:
            store.listings.save_robots(state)
        except StorageError as error:
            if self._run is not None:
                self._run.storage_failed(error)

    def _bytes_received(self, data: bytes, request: Request) -> None:
        if request.meta.get("purpose") != "robots":
            return
        received = request.meta.get("robots_bytes", 0) + len(data)
        request.meta["robots_bytes"] = received
        if received > robots.READ_BYTES:
            raise StopDownload(fail=False)

    def _slow_down(self, origin: Origin, rules: robots.Robots) -> None:
        asked = rules.delay(self._token)
        if not asked:
            return
        delay = min(asked, self._longest_delay)
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        usual = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._note("crawl_delay", delay)
        if delay <= usual:
            return
        # Both: the slot that is there, and the one that is made anew after it was idle. No jitter below what was asked.
        downloader.per_slot_settings[origin[1]] = {"delay": delay, "jitter": 0.0}
        slot = downloader.slots.get(origin[1])
        if slot is not None:
            slot.delay, slot.jitter = delay, 0.0

    def _report(self, origin: str, decision: Decision) -> None:
        self._note(f"robots {origin}", decision.why)
        logger.info("robots.txt of %s: %s", origin, decision.why)

    def _note(self, key: str, value: float | str) -> None:
        if self._run is not None:
            self._run.stats.politeness[key] = value

    @property
    def _run(self) -> Session | None:
        return session_of(self._crawler.spider)

    @property
    def _store(self) -> Store | None:
        return self._run.store if self._run else None


def _shown(origin: Origin) -> str:
    scheme, host, port = origin
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}" if DEFAULT_PORTS[scheme] == port else f"{scheme}://{named}:{port}"
