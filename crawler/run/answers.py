"""What each answer means for the run: where to go on, which article was read, which outcome it has. Holds no Scrapy."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from time import monotonic

from crawler.alerts import SettingsLike
from crawler.clock import Clock
from crawler.discover.elsewhere import host_port, origin_in, other_origins, standing_places
from crawler.discover.in_one_page import has_releases_inside
from crawler.discover.listing import Listing, has_posts
from crawler.discover.rendered import needs_browser
from crawler.discover.section_links import JUMPS, ListingCandidate, is_home, read_front
from crawler.discover.sources.fragments import JSON, read_endpoint
from crawler.discover.sources.in_page import leads_on_from, linked_sources, read_with_scripts
from crawler.discover.sources.read import read_source, with_headers
from crawler.discover.sources.script_calls import calls_on
from crawler.extract.fields.find_dates import find_dates
from crawler.extract.page_type.classify import page_type
from crawler.items import Article, Extraction, Item, Row
from crawler.page.page import Page
from crawler.reasons import STANDS_IN, Reason
from crawler.run.crawl_state import CrawlState
from crawler.run.empty_years import is_empty_year
from crawler.run.fetch_task import ENDPOINT, FetchTask, Ordered, article_task
from crawler.run.forms import Forms, tell
from crawler.run.frontier import MAX_DEPTH
from crawler.run.guessed_parts import is_guess
from crawler.run.items_under_way import ItemsUnderWay
from crawler.run.notices import Notices
from crawler.run.own_addresses import Renames
from crawler.run.recorder import Recorder
from crawler.run.source_walk import SourceFrontier
from crawler.site import Site
from crawler.stats import NOT_REACHED
from crawler.urls import article_id, in_also

logger = logging.getLogger(__name__)

# Fields whose share of filled values is kept for the verdict.
COVERED = ("title", "published", "text", "source", "subtitle", "section", "language", "images", "authors")
FRONT_ROWS = 10  # a home page shows fewer rows than a list of releases
NEWS_LEADS = JUMPS | {"news", "channel", "more"}
FEW_ROWS = 6  # an article's own page shows fewer rows (related releases) than a listing


def _leads_of_front(listing: Listing) -> list[ListingCandidate]:
    """Where a front that shows a few releases leads: to pages of news, and to the whole of each of its groups."""
    whole = [ListingCandidate(part.url, None, "more") for part in listing.step.parts if part.head]
    return [*(lead for lead in listing.leads if lead.why in NEWS_LEADS), *whole]


class Answers:
    """Decides about pages and failures: tasks out to the frontier's plan, outcomes in to the recorder."""

    def __init__(
        self, site: Site, frontier: SourceFrontier, items: ItemsUnderWay, recorder: Recorder, state: CrawlState, clock: Clock,
        forms: Forms,
    ) -> None:  # fmt: skip
        self.site = site
        self.frontier = frontier
        self.items = items
        self.recorder = recorder
        self.stats = recorder.stats
        self.state = state
        self.clock = clock
        self.notices = Notices(recorder, state)
        self.renames = Renames(recorder.store, recorder.stats)
        self.forms = forms

    def heard(self, began: float | None, age: str | None) -> None:
        """An answer is there. began: when it was asked for, by the clock that counts seconds; age: its header of that name."""
        self.state.looks.heard(self.clock.now(), None if began is None else monotonic() - began, age)

    # Listings

    def home_read(self, task: FetchTask, page: Page) -> list[FetchTask]:
        """Tasks after a home page."""
        self.frontier.offer(linked_sources(page, self.site))
        leads = read_front(page, replace(self.site, also=()))  # of other hosts only their releases are asked for
        listing = None if self.site.generic else self.state.orders.read(read_with_scripts(page, self.site))
        if listing is not None and not listing.rows and task.depth == 0:
            self.frontier.offer((), calls_on(page, self.site))
        if not leads and not (listing and listing.rows) and (reason := _not_the_site(page)):
            return self.failed(task, reason)
        changed = self.forms.look_again(listing.rows) if listing else []
        return self._with_rows(task, changed, self.frontier.front_read(task, leads, listing))

    def is_article(self, task: FetchTask, page: Page, listing: Listing) -> bool:
        """Whether the one page that an undeclared site was named by is an article and no listing."""
        if not self.site.generic or task.walk is None or task.walk.pages or page.url != self.site.start[0]:
            return False
        shows_few = not listing.next and len(listing.rows) < FEW_ROWS and not has_posts(page, listing.rows)
        return bool(listing.problem or shows_few) and _is_one_release(page)

    def article_task(self, task: FetchTask, url: str) -> FetchTask:
        """The task of an article that was met where a listing was asked for."""
        key = article_id(url, self.site)
        self.stats.account.discover(key)
        return article_task(key, Row(url, section=task.section, by="url"))

    def listing_read(
        self, task: FetchTask, page: Page, listing: Listing, status: int, validators: tuple[str | None, str | None]
    ) -> list[FetchTask]:
        """Tasks after a page that was asked for as a listing; a section page without rows leads on to others."""
        listing = self.state.orders.read(listing)
        if not listing.rows:
            if is_guess(task) or (task.walk is not None and task.walk.sibling):
                return self.forms.plan(self.frontier.listing_read(task, listing, status))
            if reason := self._not_the_list(task, page, listing):
                return self.failed(task, reason, "", status)
        leads = self._leads_and_sources(task, page, listing)
        if leads:
            return self.frontier.front_read(task, leads, None)
        twins, others = standing_places(page, listing.rows, self.site)
        self.stats.twins.update(twins)
        self.stats.origins.update(others)
        if self._is_front(task, page, listing):
            return self.frontier.front_read(task, _leads_of_front(listing), listing)
        self.state.answered_with = validators
        sections = self.frontier.sections_of(task, listing)
        changed = self.forms.look_again(listing.rows)
        return self._with_rows(task, changed, self.frontier.listing_read(task, listing, status)) + sections

    def _leads_and_sources(self, task: FetchTask, page: Page, listing: Listing) -> Sequence[ListingCandidate]:
        """Where a page without rows leads; the sources that a listing's first page names are noted."""
        offered = [] if task.walk is not None and task.walk.pages else linked_sources(page, self.site)
        self.frontier.offer(offered)
        if listing.rows:
            return ()
        called = calls_on(page, self.site) if task.depth == 0 else ()
        self.frontier.offer((), called)
        further = task.walk is not None and task.walk.pages
        if task.depth >= MAX_DEPTH or task.first_of_part or further:  # a year, or a further page, without a row leads nowhere
            return ()
        leads = leads_on_from(page, listing.leads, self.site, replaced=bool(offered or called))
        return self.frontier.keep_leads(task, leads) if is_empty_year(task, listing) else leads

    def source_in(
        self, task: FetchTask, url: str, body: bytes, content_type: str | None,
        total: str | None = None, following: str | None = None,
    ) -> Listing | None:  # fmt: skip
        """The list of releases that an answer is, None for a page.

        url: that the answer came from; total, following: of its releases and the next part, as headers say it.
        """
        if task.purpose == ENDPOINT:
            return with_headers(self._of_endpoint(task, body, content_type), total, following, task.url, self.site)
        found = with_headers(read_source(url, body, content_type, self.site), total, following, url, self.site)
        further = task.walk.pages if task.walk else 0
        if found is None or found.rows or found.kind != JSON or not further:
            return found
        # A link to more of a page's list: its rows may be markup in JSON, or none at its end.
        of_markup = self._of_endpoint(task, body, content_type)
        return of_markup if of_markup.rows or further > 1 else found

    def _of_endpoint(self, task: FetchTask, body: bytes, content_type: str | None) -> Listing:
        base, places = (task.walk.base, task.walk.places) if task.walk else ("", ())
        return read_endpoint(task.url, body, content_type, self.site, base or self.site.start[0], places)

    def source_read(
        self, task: FetchTask, listing: Listing, status: int, validators: tuple[str | None, str | None]
    ) -> list[FetchTask]:
        """Tasks after a feed, a sitemap or a JSON list. Its titles and dates are no second look at rows of pages."""
        self.state.answered_with = validators
        listing = self.state.orders.read(listing)
        as_feed = task if task.purpose == ENDPOINT else replace(task, purpose="feed")
        return self._with_rows(task, [], self.frontier.listing_read(as_feed, listing, status))

    def _with_rows(self, task: FetchTask, changed: list[FetchTask], tasks: list[FetchTask]) -> list[FetchTask]:
        """The tasks after a listing, among them those of its rows that need no request."""
        planned = changed + self.forms.plan(tasks)
        tell(task.url, planned, self.site)
        return planned

    def _not_the_list(self, task: FetchTask, page: Page, listing: Listing) -> str | None:
        """Why a page without a row is not the newsroom's own; notes what it leads to elsewhere, and where it needs a browser."""
        if not self.site.js and needs_browser(page):
            self.frontier.scripted.append(task.url)
        self.stats.origins |= other_origins(page, self.site)
        reason = _not_the_site(page)
        jumps = any(lead.why in JUMPS for lead in listing.leads)
        # A page that only leads on, or that only a script fills, has no content of its own; its feeds and sitemaps may.
        hollow = jumps or (self.site.generic and needs_browser(page))
        return None if reason == "empty" and hollow else reason

    def _is_front(self, task: FetchTask, page: Page, listing: Listing) -> bool:
        """Whether an undeclared newsroom was named by a home page, which shows a few releases and leads to their list."""
        first = task.walk is not None and not task.walk.pages and task.depth == 0
        few = 0 < len(listing.rows) < FRONT_ROWS and not listing.next
        leads_on = any(lead.why in NEWS_LEADS for lead in listing.leads)
        return bool(self.site.generic and first and few and leads_on and is_home(page.url))

    # Answers without a page

    def without_page(self, task: FetchTask, status: int) -> list[FetchTask]:
        """Tasks after an answer that has no page: 304, 404 or 410."""
        if task.purpose == "article":
            self.recorder.look(task, "not_modified" if status == 304 else "gone", status)
            return []
        if task.purpose in ("listing", "feed", ENDPOINT) and status == 304:
            self.state.looks.unchanged(task.walk.entry if task.walk else task.url)
            return self.forms.plan(self.frontier.listing_unchanged(task))
        return self.failed(task, f"http_{status}", "", status)

    def failed(self, task: FetchTask, reason: str, detail: str = "", status: int = 0) -> list[FetchTask]:
        """A page could not be fetched or used. Returns what to fetch instead, if anything."""
        if reason == Reason.STOPPED:
            return []  # it was not asked for: in account and state it is where it was
        self.stats.refused[reason] += 1
        if reason == Reason.TOO_SLOW and not task.lasting[0]:
            self.state.too_slow(*task.lasting)
        logger.warning("%s %s: %s %s", task.purpose, task.url, reason, detail)
        if task.purpose in ("article", "part"):
            without = None if task.capture else self.forms.without_text(task, reason)
            if without is not None:
                return without
            self.recorder.fail(task, reason)
            return []
        return self.forms.plan(self.frontier.listing_failed(task, reason, status))

    def led_away(self, url: str, reason: str) -> None:
        """A request failed: the place that it led to is named in the summary, where it is another than the start's."""
        if reason == Reason.PRIVATE_ADDRESS:
            self.stats.private.add(host_port(url))
        elif reason == Reason.OUT_OF_SCOPE or (self.site.generic and origin_in(url) != origin_in(self.site.start[0])):
            self.stats.origins[origin_in(url)] += 1

    def let_fall(self, ordered: Iterable[Ordered], settings: SettingsLike) -> None:
        """Requests that never came into the queue: a setting or a middleware of the user's own let them fall."""
        deepest, longest = (int(settings.get(name) or 0) for name in ("DEPTH_LIMIT", "URLLENGTH_LIMIT"))
        for task, url, meta in list(ordered):
            if self.stats.account.outcomes.get(task.key, NOT_REACHED) != NOT_REACHED:
                continue
            depth = meta.get("depth")  # as Scrapy's DepthMiddleware counts it, before it lets a request fall
            too_deep = isinstance(depth, int) and 0 < deepest < depth
            too_long = 0 < longest < len(url)
            self.failed(task, Reason.DEPTH_LIMIT if too_deep else Reason.URL_LENGTH if too_long else Reason.IGNORED)

    # Articles

    def first(self, task: FetchTask, article: Extraction) -> FetchTask | None:
        """The look that comes before what was read at an unknown address is believed to be a new release, if any."""
        if task.waited:
            self.recorder.sync()  # what the look brought
            self.renames.looked(article)
        former = None if task.recheck or task.waited or task.capture else self.renames.former_of(article)
        if former is None:
            return None
        self.stats.account.discover(former.id)
        return replace(self.state.look_at(former), then=replace(task, waited=True))

    def read(self, task: FetchTask, article: Extraction, page: Page, body: bytes) -> Item | None:
        """The item for the pipelines, if what was read is an article that this run wants; else its outcome is noted."""
        if not self.notices.passes(task, article, page):
            if self.stats.account.outcomes.get(task.key) == ("failed", Reason.UNREADABLE):
                article.run, article.fetched = self.stats.run, self.clock.stamp()
                self.recorder.keep_unreadable(article, task, body)
            return None
        article.run = self.stats.run
        article.fetched = self.clock.stamp()
        article.section = article.section or self.frontier.told(task).section
        since = self.frontier.options.since
        if since and article.published and article.published[:10] < since:
            self.recorder.put_off(task, "before_since")
            return None
        self._count(article, task)
        return self.items.admit(article, task, page, body)

    def _count(self, article: Article, task: FetchTask) -> None:
        if in_also(article.url, self.site):
            return  # what other hosts' pages have says nothing of the newsroom's own
        stats = self.stats
        stats.articles_read += 1
        stats.layouts[article.layout or "none"] += 1
        stats.flags.update(article.flags)
        stats.coverage.update(_filled(article, COVERED))
        # A second look comes without a listing row, so it says nothing about the agreement with one.
        agreed = {name for name, found in article.provenance.items() if found.agree or task.recheck}
        stats.coverage.update(f"agree:{name}" for name in ("title", "published") if name in agreed)


def _is_one_release(page: Page) -> bool:
    """Whether a page reads like one release, with its day: a page about the company reads like one, too."""
    return page_type(page)[0] == "article" and not has_releases_inside(page) and find_dates(page).published is not None


def _filled(article: Article, names: Sequence[str]) -> list[str]:
    return [name for name in names if getattr(article, name)]


def _not_the_site(page: Page) -> str | None:
    """Why a page without a single row or lead is not the newsroom's own: challenge, block page, maintenance ..."""
    kind, reason = page_type(page)
    return reason if kind == "other" and reason in STANDS_IN else None
