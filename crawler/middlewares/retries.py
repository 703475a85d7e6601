"""Retries, back-off, Retry-After and the budget of a run; takes the place of Scrapy's RetryMiddleware.

A host that asks for time gets it: nothing is sent to it before, also of what is queued already (the download handler
waits in `turn`). Where it asks for more than a run waits, or stops answering, it is left to the next run. `dont_retry` in
a request's meta is heeded.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.retries.RetriesMiddleware": 550, RetryMiddleware: None};
RETRY_TIMES, RETRY_HTTP_CODES, BACKOFF_SECONDS, MAX_RETRY_AFTER, URL_SECONDS, MAX_REQUESTS.
"""

import asyncio
import logging
import random
from collections import defaultdict
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.clock import Clock
from crawler.errors import BadBody, Refused
from crawler.middlewares.base import RunMiddleware
from crawler.policy import retries
from crawler.reasons import MAY_PASS, NETWORK, Reason
from crawler.stats import SIGNAL, STOPPING
from crawler.text.counting import counted

logger = logging.getLogger(__name__)

_NAP = 0.25  # seconds between two looks at whether the run is being stopped


class RetriesMiddleware(RunMiddleware):
    """Decides whether and when a request is made, and made again."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._clock = Clock(settings.get("RUN_CLOCK"))
        self._codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self._limits = retries.Limits(
            settings.getint("RETRY_TIMES", 2),
            settings.getfloat("BACKOFF_SECONDS", retries.BASE),
            settings.getfloat("MAX_RETRY_AFTER", 45.0),
            settings.getfloat("URL_SECONDS", 50.0),
        )
        self._usual_timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._budget = settings.getint("MAX_REQUESTS", 100_000)
        self._sent = self._retried = 0
        self._waited = 0.0
        self._hosts: defaultdict[str, retries.Host] = defaultdict(retries.Host)

    def process_request(self, request: Request) -> None:
        """Refuse what this run will not fetch any more; bound the time of what it will."""
        self._require_welcome(request)
        self._require_going_on()
        if self._sent >= self._budget:
            if self.session is not None:
                self.session.stop("budget")
            raise Refused("budget", f"this run's budget is {counted(self._budget, 'request')}")
        self._sent += 1
        usual = float(request.meta.get("download_timeout") or self._usual_timeout)
        request.meta["download_timeout"] = self._limits.timeout(usual, _spent(request))

    async def turn(self, request: Request) -> None:
        """Return when the request's host may be asked, and count what is sent then; Refused when not in this run."""
        host = self._host(request)
        while True:
            self._require_welcome(request)
            self._require_going_on()
            left = host.ready - monotonic()
            if left <= 0:
                break
            if self._stopping():
                raise Refused(Reason.STOPPED, STOPPING)
            nap = min(left, _NAP)
            self._waited += nap
            await asyncio.sleep(nap)
        request.meta["url_began"] = monotonic()
        if self.session is not None:
            self.session.stats.requests[request.meta.get("purpose", "other")] += 1

    def heard(self, request: Request, response: Response | None) -> None:
        """Hold the host as soon as an answer, or none, is there: the next request of the queue is let go right after."""
        if response is None or response.status in self._codes:
            asked = self._asked(response) if response is not None else None
            self._host(request).heard(monotonic(), _attempt(request), asked, self._limits)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Ask again after an answer that means "not now"."""
        self._clock_stopped(request)
        host = self._host(request)
        if response.status not in self._codes:
            host.answered()
            return response
        asked = self._asked(response)
        if host.leave(asked, self._limits):
            self.note(f"left {urlparse_cached(request).hostname}", f"asks for {asked:.0f} s")
            return response
        kind = retries.kind_of_status(response.status)
        return self._again(request, kind, f"status {response.status}", asked) or response

    def _asked(self, response: Response) -> float | None:
        return retries.retry_after(
            response.headers.get("Retry-After"), self._clock.now(), response.headers.get("Date")
        )

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask again after a failure that may pass."""
        self._clock_stopped(request)
        if isinstance(exception, Refused):
            if exception.reason == "tls":
                self._host(request).failed("tls")
            return self.again(request, exception)
        kind = NETWORK.get(type(exception).__name__)
        if kind in MAY_PASS:
            self._require_going_on()  # what breaks off after a signal may be our own end
        return None if kind not in MAY_PASS else self._again(request, kind, f"{type(exception).__name__}: {exception}")

    def again(self, request: Request, refusal: Refused) -> Request | None:
        """The request to be made again because of a body that did not arrive whole; None when it is not worth it."""
        if isinstance(refusal, BadBody) and refusal.reason in retries.TRANSIENT_BODIES:
            return self._again(request, "truncated", str(refusal))
        return None

    def _again(self, request: Request, kind: str, why: str, asked: float | None = None) -> Request | None:
        host = self._host(request)
        attempt = _attempt(request)
        seconds = max(retries.wait(attempt, random.random(), self._limits.base), asked or 0.0)
        if request.meta.get("dont_retry") or not self._limits.allow(attempt, _spent(request)) or self._stopping():
            host.failed(kind)
            if asked:
                host.hold(monotonic(), seconds)
            if host.gave_up:
                self.note(f"left {urlparse_cached(request).hostname}", f"{kind} too often")
            return None
        host.hold(monotonic(), seconds)
        logger.info("Again in %.1f s (%d of %d): %s: %s", seconds, attempt, self._limits.times, request.url, why)
        self._retried += 1
        self.note("retries", self._retried)
        retry = request.copy()
        retry.meta["retry_times"] = attempt
        # The wait that the server did not ask for is part of what a page may cost.
        retry.meta["url_spent"] = _spent(request) + (0.0 if asked else seconds)
        retry.dont_filter = True
        return retry

    def _require_welcome(self, request: Request) -> None:
        refusal = self._host(request).refusal
        if refusal:
            raise Refused(*refusal)

    def _require_going_on(self) -> None:
        """What was not sent before a signal came is not sent any more."""
        if self.session is not None and self.session.stats.stopped == SIGNAL:
            raise Refused(Reason.STOPPED, STOPPING)

    def _host(self, request: Request) -> retries.Host:
        return self._hosts[urlparse_cached(request).hostname or ""]

    def _clock_stopped(self, request: Request) -> None:
        began = request.meta.pop("url_began", None)
        if began is not None:
            request.meta["url_spent"] = _spent(request) + monotonic() - began
        if self._waited:
            self.note("waited", round(self._waited, 1))

    def _stopping(self) -> bool:
        # Not `crawler.crawling`: `scrapy shell` starts the engine without it.
        return not self.crawler.engine.running or (self.session is not None and bool(self.session.stats.stopped))


def _attempt(request: Request) -> int:
    """The number of the retry that would come next, from 1."""
    return int(request.meta.get("retry_times", 0)) + 1


def _spent(request: Request) -> float:
    """Seconds that this page has cost so far."""
    return float(request.meta.get("url_spent", 0.0))
