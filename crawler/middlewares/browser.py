"""Shows pages in a browser, where a newsroom's list is made by scripts (`Site.js`, `-a js=1`; extra `js`).

A request with `meta["js"]` is answered as any other first; then the system's Chromium is given that answer as its page, and
presses the buttons that bring more rows. The browser has no network: each script, style and piece of data that the page asks
for is a request of this crawl (purpose `asset`), so that scope, private addresses, robots.txt, redirects, retries and sizes
are judged where those of pages are. What was not given stands in the run's line under `js withheld`. One page at a time.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.browser.BrowserMiddleware": 50}; JS_BROWSER, JS_SECONDS.
"""

import asyncio
import os
from contextlib import suppress
from importlib import import_module
from shutil import which
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings, Settings

from crawler.discover.listing import Listing, read_listing
from crawler.discover.rendered import InBrowser, button_of
from crawler.discover.sources.read import is_source
from crawler.errors import BadBody, MissingExtra, Refused, UsageError
from crawler.middlewares.answer_parts import headers_of
from crawler.middlewares.base import RunMiddleware
from crawler.page.page import Page
from crawler.policy import body_checks
from crawler.policy.browser import (
    LONGEST_WAIT,
    MOST_BYTES,
    MOST_PRESSES,
    NOWHERE,
    QUIET,
    SWITCHES,
    UNSEEN,
    Allowance,
    asked_with,
    handed_on,
)
from crawler.site import Site

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route
    from playwright.async_api import Page as Tab
    from playwright.async_api import Request as AssetRequest
    from scrapy_playwright.provider import PlaywrightBrowserProvider

JS, SHOWN = "js", "shown"  # keys of request.meta: whether a page is shown, and what was (rendered.InBrowser)
ASSET = "asset"  # purpose of what a page asks for
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Goes to the end of the page, where more rows may come by themselves, and presses the last visible button of that label;
# says whether there is one, visible or not.
_PRESS = """label => {
  window.scrollTo(0, document.documentElement.scrollHeight);
  const plain = text => (text || '').replace(/\\s+/g, ' ').trim().slice(0, 40);
  const says = e => [e.textContent, e.value, e.getAttribute('aria-label'), e.title].some(text => plain(text) === label);
  const named = [...document.querySelectorAll('button, input, a, [role=button]')].filter(says);
  const found = named.filter(e => e.getClientRects().length && !e.disabled);
  if (found.length) found[found.length - 1].click();
  return named.length > 0; }"""


def browser_modules() -> tuple[ModuleType, ModuleType]:
    """scrapy-playwright's handler and provider modules. Raises MissingExtra where it is not installed."""
    try:
        return import_module("scrapy_playwright.handler"), import_module("scrapy_playwright.provider")
    except ImportError as error:
        raise MissingExtra("js", "a browser (-a js=1)") from error


def browser_program(settings: BaseSettings) -> str:
    """Where Chromium is. Raises UsageError where it is not installed."""
    chosen = str(settings.get("JS_BROWSER") or "")
    found = next(filter(None, map(which, [chosen] if chosen else PROGRAMS)), None)
    if found is None:
        named = f"there is no program {chosen!r} (JS_BROWSER)" if chosen else "no Chromium is installed"
        raise UsageError(f"js=1: {named}: apt-get install chromium, or -s JS_BROWSER=/path/to/chromium")
    return found


class BrowserMiddleware(RunMiddleware):
    """Gives listing pages as a browser shows them."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.seconds = crawler.settings.getfloat("JS_SECONDS", 180.0)
        self._one = asyncio.Lock()
        self._provider: PlaywrightBrowserProvider | None = None
        self._browser: Browser | None = None
        self._withheld: dict[str, int] = {}
        crawler.signals.connect(self._end, signals.spider_closed)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page as it is shown; any other answer as it is. Raises Refused where nothing was shown."""
        if not request.meta.get(JS) or response.status != 200 or is_source(response.body) or body_checks.magic(response.body):
            return response
        async with self._one:
            showing = Showing(self, request, response)
            try:
                body = await self._shown(showing)
            finally:
                self._told(showing.allowance)
        if len(body) > self.crawler.settings.getint("DOWNLOAD_MAXSIZE"):
            raise BadBody("too_large", f"{len(body)} bytes are shown")
        body_checks.require_simple(body)
        headers = response.headers.copy()
        headers["Content-Type"] = "text/html; charset=utf-8"
        return response.replace(body=body, headers=headers)

    async def _shown(self, showing: "Showing") -> bytes:
        try:
            browser = await self._started()
            context = await browser.new_context(service_workers="block", accept_downloads=False, user_agent=showing.agent)
            try:
                await asyncio.wait_for(showing.show(await context.new_page()), self.seconds)
            except TimeoutError:
                showing.cut = True
            finally:
                with suppress(Exception):
                    await asyncio.wait_for(context.close(), 5)
        except import_module("playwright.async_api").Error as error:
            self._browser = None  # it may be gone: the next page gets another one
            raise Refused("browser", f"{type(error).__name__}: {error}"[:200]) from error
        if showing.body is None:
            raise Refused("browser", f"nothing was shown in {self.seconds:.0f} s")
        return showing.body

    async def _started(self) -> "Browser":
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        await self._end()
        handler, provider = browser_modules()
        options = {
            "executable_path": browser_program(self.crawler.settings), "args": list(SWITCHES),
            "chromium_sandbox": os.geteuid() != 0, "proxy": {"server": NOWHERE, "bypass": "<-loopback>"},
            "handle_sigint": False, "handle_sigterm": False, "handle_sighup": False,
        }  # fmt: skip
        self._provider = provider.PlaywrightBrowserProvider(
            handler.Config.from_settings(Settings({"PLAYWRIGHT_LAUNCH_OPTIONS": options}))
        )
        await self._provider.start()
        self._browser = await self._provider.launch_browser()
        return self._browser

    async def _end(self) -> None:
        """Nothing is left running."""
        browser, provider, self._browser, self._provider = self._browser, self._provider, None, None
        for close in (browser.close if browser else None, provider.close if provider else None):
            if close is not None:
                with suppress(Exception):
                    await asyncio.wait_for(close(), 5)

    def _told(self, allowance: Allowance) -> None:
        for name, number in allowance.withheld.items():
            self._withheld[name] = self._withheld.get(name, 0) + number
            self.note(f"js withheld {name}", self._withheld[name])


class Showing:
    """One page in a browser. body: as it is shown in the end, None before it is; cut: whether its time was over."""

    def __init__(self, middleware: BrowserMiddleware, request: Request, response: Response) -> None:
        self.crawler = middleware.crawler
        self.request, self.response = request, response
        self.site: Site = self.crawler.spider.site  # type: ignore[union-attr]
        self.agent = (request.headers.get("User-Agent") or b"").decode("latin-1")
        self.allowance = Allowance()
        self.body: bytes | None = None
        self.cut = False
        self._tab: Tab | None = None
        self._given = False
        self._under_way = 0
        self._heard = monotonic()
        self._rows: set[str] = set()
        self._earlier: list[bytes] = []

    async def show(self, tab: "Tab") -> None:
        """Load the page, and go on to its end and press what brings more rows until none come."""
        self._tab = tab
        await tab.route("**/*", self._serve)
        await tab.goto(self.response.url, wait_until="commit", timeout=LONGEST_WAIT * 1000)
        await self._settled(tab)
        listing, _ = self._take(await tab.content())
        if self.request.meta.get("purpose") != "listing":
            return
        for _ in range(MOST_PRESSES):
            self.allowance.missing = False
            label = button_of(listing)
            known = await tab.evaluate(_PRESS, label)
            await self._settled(tab)
            self.allowance.missing |= label is not None and not known
            listing, more = self._take(await tab.content())
            if not more or sum(map(len, self._earlier)) > MOST_BYTES:
                self._say(complete=not more and not self.allowance.missing)
                return

    def _say(self, *, complete: bool) -> None:
        self.request.meta[SHOWN] = InBrowser(tuple(self._earlier), complete)

    def _take(self, html: str) -> tuple[Listing, bool]:
        """What is shown by now, and whether there is a row that was not there before."""
        body = html.encode("utf-8", "replace")
        listing = read_listing(Page(self.response.url, body), self.site, forms=True)
        rows = {row.url for row in listing.rows}
        if self.body is not None and not self._rows <= rows:
            self._earlier.append(self.body)
        more = not rows <= self._rows
        self.body, self._rows = body, self._rows | rows
        self._say(complete=False)
        return listing, more

    async def _settled(self, tab: "Tab") -> None:
        """Wait until no request has been under way for a while."""
        began = self._heard = monotonic()
        while monotonic() - began < LONGEST_WAIT and (self._under_way or monotonic() - self._heard < QUIET):
            await asyncio.sleep(0.05)
        await tab.evaluate("() => new Promise(done => setTimeout(done, 20))")

    async def _serve(self, route: "Route") -> None:
        """Answer one request of the page."""
        asked = route.request
        try:
            if asked.is_navigation_request() and self._tab is not None and asked.frame == self._tab.main_frame:
                await self._navigate(route)
            elif asked.resource_type in UNSEEN:
                await route.abort()
            else:
                await self._give(route, asked)
        except import_module("playwright.async_api").Error:
            self.allowance.missing = True  # the page is gone by now, or its time is over

    async def _navigate(self, route: "Route") -> None:
        """The page is what was answered; scripts lead it nowhere else."""
        if self._given:
            self.allowance.withhold(route.request.url, "another page")
            await route.fulfill(status=204)  # the page stays; where the request fails, an error page takes its place
            return
        self._given = True
        await route.fulfill(status=200, headers=handed_on(headers_of(self.response)), body=self.response.body)

    async def _give(self, route: "Route", asked: "AssetRequest") -> None:
        self._under_way += 1
        try:
            answer = await self._answer(asked)
        finally:
            self._under_way -= 1
            self._heard = monotonic()
        if answer is None:
            await route.abort()
        else:
            self.allowance.took(answer.status, len(answer.body))
            await route.fulfill(status=answer.status, headers=handed_on(headers_of(answer)), body=answer.body)

    async def _answer(self, asked: "AssetRequest") -> Response | None:
        """The answer to a request of the page, made as one of this crawl; None where it is not made, or fails."""
        if not self.allowance.ask():
            self.allowance.withhold(asked.url, "too much")
            return None
        try:
            request = Request(
                asked.url, callback=NO_CALLBACK, method=asked.method, headers=asked_with(asked.headers),
                body=asked.post_data_buffer or b"", priority=500, dont_filter=True,
                meta={"purpose": ASSET, "download_slot": f"js {asked.url.split('/')[2]}"},
            )  # fmt: skip
            slots = self.crawler.engine.downloader.per_slot_settings
            slots.setdefault(request.meta["download_slot"], {"delay": 0.0, "jitter": 0.0})
            answer: Response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever the reason: the page does without
            self.allowance.withhold(asked.url, error.reason if isinstance(error, Refused) else type(error).__name__)
            return None
        return answer
