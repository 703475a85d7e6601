"""A spider that looks at a newsroom for `newsite` and `doctor`: it asks for one page after the other and stores nothing."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from crawler.commands.pages import NotFetched, PageSpider, run_alone, source_of
from crawler.errors import Refused
from crawler.explain.reading import PageSource
from crawler.policy import robots
from crawler.policy.scope import origin_of, private_hosts, require, shown
from crawler.reasons import NETWORK
from crawler.run.fetch_task import FetchTask
from crawler.site import Site
from crawler.spider import WITHOUT_PAGE
from crawler.survey.look import NoNewsroom
from crawler.survey.seen import Asker, Survey

MOST_REQUESTS = 29  # robots.txt, redirects and retries included
Looks = Callable[[Asker, Site, Sequence[str]], Awaitable[Survey]]  # look_at, look_again


class LookingSpider(PageSpider):
    """Runs `walk` with itself as who fetches. found: what the walk gave; problem: why it gave nothing."""

    def __init__(self, walk: Callable[[Asker], Awaitable[object]]) -> None:
        super().__init__(self.site.start[0])
        self.walk = walk
        self.found: object = None
        self.robots: dict[str, robots.Robots] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: object, **kwargs: object) -> "LookingSpider":
        spider: LookingSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._robots_read, signals.response_received)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """As for one page, with few requests in all."""
        super().update_settings(settings)
        settings.set("MAX_REQUESTS", min(MOST_REQUESTS, settings.getint("MAX_REQUESTS")), priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.found = await self.walk(self)
        except Exception as error:  # noqa: BLE001 - of the walk, whatever it is: told by who asked for it
            self.problem = error
        requests: tuple[Request, ...] = ()  # none through the scheduler
        for request in requests:
            yield request

    async def __call__(self, url: str, purpose: str) -> PageSource | str:
        """The answer, or in a few words why there is none."""
        task = FetchTask(url, purpose)
        request = Request(
            task.address, method=task.method, body=task.posted, headers=task.headers, callback=NO_CALLBACK, dont_filter=True,
            meta={"purpose": purpose, "handle_httpstatus_list": WITHOUT_PAGE},
        )  # fmt: skip
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever the reason: there is no page
            return _said(error)
        if response.status != 200:
            return f"the server answered {response.status}"
        return source_of(response)

    def _robots_read(self, response: Response, request: Request) -> None:
        """What robots.txt says, as the middleware that obeys it has asked for it."""
        if request.meta.get("purpose") == "robots":
            rules = robots.answered(response.status, response.body).rules
            if rules is not None and response.status == 200:
                self.robots[shown(origin_of(response.url))] = rules

    @property
    def requests(self) -> int:
        """How many requests were made."""
        stats = self.crawler.stats
        return int(stats.get_value("downloader/request_count", 0)) if stats else 0


def _said(error: BaseException) -> str:
    if isinstance(error, Refused):
        return f"{error.detail or error.reason} ({error.reason})"
    return f"{NETWORK.get(type(error).__name__, type(error).__name__)}: {error}".rstrip(": ")


def look_from_outside(settings: BaseSettings, site: Site, look: Looks) -> tuple[Survey, int]:
    """What is seen of a newsroom, and the number of requests. Raises OutOfScope, NotFetched, or what the look raised."""
    agents = robots.product_tokens(settings["USER_AGENT"], settings["ROBOTSTXT_USER_AGENT"])
    require(site.start[0], site.origins, private_hosts(settings.getlist("PRIVATE_HOSTS")))
    spider = run_alone(settings, LookingSpider, site, walk=lambda ask: look(ask, site, agents))
    if isinstance(spider.problem, NoNewsroom):
        raise NotFetched(f"{site.start[0]} was not looked at: {spider.problem}") from spider.problem
    if spider.problem is not None:
        raise spider.problem
    return spider.found, spider.requests  # type: ignore[return-value]
