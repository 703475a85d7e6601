"""The sources of a newsroom besides its pages: which are asked, when, and what of them is taken. Pure.

On a first run and on deep runs an undeclared newsroom's linked feeds and the sitemaps of its robots.txt are asked once its
pages have been read; of a declared one those that `Site.endpoints` names, and the others only where its pages have no rows.
Beside pages with rows a source is a census: what it names is compared, and none of its further parts is asked for. Other
runs ask only the cheapest source that has proved itself: the pages, else a feed, an endpoint, a sitemap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from crawler.discover.listing import Listing
from crawler.discover.section_links import ListingCandidate
from crawler.discover.sources.in_page import feeds_beside
from crawler.discover.sources.shapes import releases_among
from crawler.items import Row
from crawler.platforms.q4 import is_q4_feed
from crawler.platforms.systems import is_endpoint
from crawler.reasons import Reason, reason_of
from crawler.run.arguments import Options
from crawler.run.empty_years import NO_LISTING
from crawler.run.fetch_task import ENDPOINT, FetchTask
from crawler.run.frontier import Frontier
from crawler.run.known_sources import is_empty_source, naming_all, sources_of_kind
from crawler.run.listing_walk import ListingWalk, PageRows, counted_on
from crawler.run.source_memory import KnownSource, SourceMemory
from crawler.site import Site
from crawler.stats import ListingFact, RunStats
from crawler.urls import article_id, asked_identity, in_also, in_origins

PAGE, FEED, JSON, SITEMAP = "listing", "feed", "json", "sitemap"
CHEAPEST = (FEED, JSON, SITEMAP)
WELL_KNOWN = (("/sitemap.xml", SITEMAP), ("/feed/", FEED))  # asked where nothing else has a single row
MOST_SITEMAPS = 50  # of an index, where no page has rows
MOST_NAMED = 5  # sitemaps of a robots.txt
MOST_ADDRESSES = 2_000  # of known releases, by which others are told
NO_MORE = frozenset((400, 404, 405, 410))  # answers of an endpoint or feed behind its last part
NOT_GIVEN = frozenset((401, 403, 404, 410))
NO_SOURCE = frozenset((Reason.HTTP_GONE, Reason.NOT_A_FEED, Reason.ROBOTS_FORBIDDEN))


class SourceFrontier(Frontier):
    """The frontier, with sources that are no pages. maps: the sitemaps that robots.txt names, as far as it was read."""

    def __init__(self, site: Site, options: Options, stats: RunStats, memory: SourceMemory, sitemaps: Sequence[str] = ()) -> None:
        super().__init__(site, options, stats, memory)
        self.memory = memory
        self.sitemaps = sitemaps
        self._known = dict(memory.sources())
        self._pages_known = False  # whether earlier runs read pages with rows
        self._offered: list[tuple[str, str]] = []
        self._addresses: list[str] = []  # of known releases, by whose shape others are told
        self._said: dict[str, Row] = {}  # what sources say of releases
        self._rowless: list[ListingFact] = []  # start pages without rows
        self.scripted: list[str] = []  # pages without rows that may have some in a browser
        self._met_page = False  # whether anything of the newsroom was read
        self._stages = self._sources_in_turn()
        self._instead_of_pages = naming_all(self._known)

    def begin(self, entries: Iterable[tuple[str, str | None]], pending: Iterable[tuple[str, Row]]) -> list[FetchTask]:
        """As `Frontier.begin`; of known sources only those that each run asks. A deep run asks them after the pages."""
        known = [(self._known.get(asked_identity(url, self.site)), (url, section)) for url, section in entries]
        self._pages_known = any(each is None for each, _ in known)
        wanted = [entry for each, entry in known if each is None or (each.polled and not self.options.deep)]
        return [self._polled(task) for task in super().begin(wanted, pending)]

    def _polled(self, task: FetchTask) -> FetchTask:
        known = self._known.get(task.walk.entry) if task.walk else None
        return self._as_source(task, known.kind) if known else task

    def front_read(self, task: FetchTask, leads: Sequence[ListingCandidate], listing: Listing | None) -> list[FetchTask]:
        """As `Frontier.front_read`."""
        self._met_page = True
        return super().front_read(task, leads, listing)

    def _as_source(self, task: FetchTask, kind: str, *, side: bool = False) -> FetchTask:
        if task.walk is not None:
            task.walk.kind, task.walk.side = kind, side
        return replace(task, purpose=ENDPOINT if kind == JSON else "feed")

    def offer(self, urls: Iterable[str], called: Iterable[str] = ()) -> None:
        """Feeds and endpoints that a page of the newsroom names. called: what the scripts of a page without rows ask for."""
        self._offered += [(url, JSON if is_endpoint(url) else FEED) for url in urls]
        self._offered += [(address, JSON) for address in called]

    @property
    def has_rows(self) -> bool:
        """Whether anything that was read so far lists releases."""
        return any(each.rows or each.status == 304 for each in self.stats.listings)

    def _after(self, tasks: list[FetchTask]) -> list[FetchTask]:
        if self._open == 1:
            tasks = tasks + (self._next_sibling() or self._further())
        return super()._after(tasks)

    def _further(self) -> list[FetchTask]:
        """The sources to ask once all pages were read; where this run looks for news only those that tell what pages hide."""
        if self.room.full or (self.options.limited and self.has_rows) or not self._met_page:
            return []
        if not (self._fronts or self._overflowed()):
            return self._named_elsewhere()
        return next((tasks for tasks in self._stages if tasks), [])

    def _named_elsewhere(self) -> list[FetchTask]:
        """The next of the known sources that name all, where a page of this run does not show all that is new."""
        while self.completeness.cut_short and (source := next(self._instead_of_pages, None)) is not None:
            if tasks := self._follow(FetchTask(source[0], "feed", depth=1)):
                return [self._as_source(task, source[1]) for task in tasks]
        return []

    def _overflowed(self) -> bool:
        """Whether a feed that is asked in each run shows nothing that was known: others may have stood between."""
        walks = [each for each in self.completeness.walks if each.kind == FEED and each.entry in self._known]
        return any(each.seen_rows and not each.whole and each.streak == 0 for each in walks)

    def _sources_in_turn(self) -> Iterator[list[FetchTask]]:
        """The tasks of each group of sources; a later group is asked only after the former have been read."""
        yield self._ask_sources(((url, FEED) for url in self.site.endpoints), depth=0)
        for each in sources_of_kind(self._offered, JSON):
            yield [] if self._is_enough and not is_q4_feed(each[0]) else self._ask_sources([each])
        if self._may_ask:
            known = [(url, each.kind) for url, each in self._known.items() if each.kind != SITEMAP]
            feeds = sources_of_kind(self._offered, FEED)
            yield self._ask_sources([*(feeds_beside(feeds, self.site.start[0]) if self.has_rows else feeds), *known])
        if self._may_ask:
            yield self._ask_sources((url, SITEMAP) for url in self._named_sitemaps())
        for each in WELL_KNOWN if not self.sitemaps else ():
            yield self._well_known(*each)

    def _well_known(self, path: str, kind: str) -> list[FetchTask]:
        return [] if self._is_enough else self._ask_sources([(urljoin(self.site.start[0], path), kind)])

    def _named_sitemaps(self) -> list[str]:
        named = [url for url in dict.fromkeys(self.sitemaps) if in_origins(url, self.site) and not in_also(url, self.site)]
        return named[:MOST_NAMED] + [url for url, each in self._known.items() if each.kind == SITEMAP and each.whole]

    @property
    def _may_ask(self) -> bool:
        return self.site.generic or not self._is_enough

    @property
    def _is_enough(self) -> bool:
        """Whether what was read lists releases, and hides none of them."""
        return self.has_rows and not self.completeness.hides_more

    def _ask_sources(self, sources: Iterable[tuple[str, str]], depth: int = 1) -> list[FetchTask]:
        side = any(each.seen_rows and each.whole for each in self.completeness.walks) and not self.completeness.hides_more
        tasks = [(task, kind) for url, kind in sources for task in self._follow(FetchTask(url, "feed", depth=depth))]
        return [self._as_source(task, kind, side=side and not is_q4_feed(task.url)) for task, kind in tasks]

    def _children(self, walk: ListingWalk, listing: Listing) -> list[FetchTask]:
        """The sitemaps of an index that may list releases; beside other sources few of them."""
        most = max(3, len(self.stats.account.outcomes) // 10) if walk.side else MOST_SITEMAPS
        walk.cut = walk.cut or len(listing.leads) > most
        tasks = self._ask_sources((lead.url, SITEMAP) for lead in listing.leads[:most])
        for each in (task.walk for task in tasks if task.walk):
            each.named = not walk.side
        return tasks

    def listing_read(self, task: FetchTask, listing: Listing, status: int) -> list[FetchTask]:
        """As `Frontier.listing_read`, for an answer of any kind; of a mixed source only its releases are taken."""
        walk = task.walk or self._walk(task.url, task.section)
        task = replace(task, walk=walk)
        self._met_page = True
        by_script = task.by_script
        if by_script and not self._goes_on_with(walk, listing.rows):
            return self._no_further_part(task, walk)
        listing = counted_on(walk, listing, task.url if by_script else None)
        listing = listing if listing.kind == PAGE else self._taken(walk, listing)
        children = [] if listing.kind == PAGE else self._children(walk, listing)
        self._begin_as(walk, listing.kind, task.url)
        walk.parts_asked += by_script
        walk.whole = walk.whole or (listing.whole and not listing.problem)
        return children + self._read_further(task, walk, listing, status)

    def _read_further(self, task: FetchTask, walk: ListingWalk, listing: Listing, status: int) -> list[FetchTask]:
        before = len(self.stats.listings)
        tasks = super().listing_read(task, listing, status)
        for fact in self.stats.listings[before:] if walk.side else ():
            fact.page = 0  # its size says nothing about the newsroom's layout
        if listing.problem in NO_LISTING and task.depth == 0 and not self.earlier.walked(walk.entry):
            self._rowless += self.stats.listings[before:]
        return tasks

    def _begin_as(self, walk: ListingWalk, kind: str, url: str) -> None:
        """Note what a walk is of, by its first answer."""
        if not (walk.pages or walk.empty):
            walk.kind, walk.base = kind, url if kind == PAGE else ""

    def _article_tasks(self, rows: Sequence[Row], section: str | None) -> tuple[list[FetchTask], dict[str, Row], PageRows]:
        told = [row.url for row in rows if row.form is None and row.by != SITEMAP]
        self._addresses += told[: MOST_ADDRESSES - len(self._addresses)]
        return super()._article_tasks(rows, section)

    def _taken(self, walk: ListingWalk, listing: Listing) -> Listing:
        """Of what a source lists the releases."""
        rows = self._told_from_others(walk, listing)
        walk.cut |= walk.side and bool(listing.next)
        for row in rows if listing.kind != SITEMAP else ():
            self._said.setdefault(article_id(row.url, self.site), row)
        following = () if walk.side or self._all_seen(walk, listing) else listing.next
        taken = replace(listing, rows=rows, next=following)
        if is_empty_source(listing, rows) and not (walk.pages or listing.leads):
            return replace(taken, problem="empty")
        return taken if listing.problem != "empty" else replace(taken, problem=None)

    def _told_from_others(self, walk: ListingWalk, listing: Listing) -> tuple[Row, ...]:
        if listing.kind == JSON or self.site.platform.articles:
            return listing.rows
        rows = tuple(releases_among(listing.rows, self.site.start[0], self._addresses, mixed=listing.kind == SITEMAP))
        walk.passed_over += [row.url for row in set(listing.rows) - set(rows)]
        return rows

    def _all_seen(self, walk: ListingWalk, listing: Listing) -> bool:
        """Whether a source has named as many releases by now as it says that there are."""
        said = listing.step.records
        return said is not None and len(walk.seen_rows | {article_id(row.url, self.site) for row in listing.rows}) >= said

    def _goes_on_with(self, walk: ListingWalk, rows: Sequence[Row]) -> bool:
        """Whether what a page's script brought is a further part of its list: rows like those before, and not the same."""
        fresh = [row for row in rows if article_id(row.url, self.site) not in walk.seen_rows]
        return bool(fresh and (not self._addresses or releases_among(rows, self.site.start[0], self._addresses, mixed=False)))

    def _no_further_part(self, task: FetchTask, walk: ListingWalk) -> list[FetchTask]:
        """After what brought no further part: the other reading of the script, else the end; a gap where none brought one."""
        if task.alternatives:
            return self._after(self._not_the_next_page(task, "repeated"))
        walk.stopped, walk.finished = "end", not walk.broken
        if not walk.parts_asked:
            self.completeness.not_brought(walk, task.url)
        self.earlier.save_walk(walk)
        return self._after([])

    def row_of(self, task: FetchTask) -> Row | None:
        """What is known of a task's release, with what sources say besides: its title and date where the row has none."""
        said, row = self._said.get(task.key), self.told(task).row
        if row is None or said is None or (row.title and row.date):
            return row
        when = row if row.date else said
        by = row.by if row.title and (row.date or not said.date) else said.by
        return replace(row, title=row.title or said.title, date=when.date, raw_date=when.raw_date, by=by)

    def listing_failed(self, task: FetchTask, reason: str, status: int = 0) -> list[FetchTask]:
        """As `Frontier.listing_failed`; a source that never gave a release, or stands beside others, is only named."""
        walk = task.walk
        if walk is not None and task.by_script and (self._is_none(reason, status) or status in NO_MORE):
            return self._no_further_part(task, walk)
        if walk is None or walk.kind == PAGE or task.alternatives:
            return super().listing_failed(task, reason, status)
        return self._source_failed(task, walk, reason, status)

    def _source_failed(self, task: FetchTask, walk: ListingWalk, reason: str, status: int) -> list[FetchTask]:
        if walk.pages and status in NO_MORE:
            walk.stopped, walk.finished = "end", True
            self.earlier.save_walk(walk)
            return self._after([])
        known = self._known.get(walk.entry)
        needed = walk.named or (known is not None and known.polled)
        if not walk.pages and not needed and (self.has_rows or self._is_none(reason, status)):
            walk.stopped = reason
            self.completeness.unchanged(task.url, walk)
            return self._after([])
        return super().listing_failed(task, reason, status)

    def _is_none(self, reason: str, status: int) -> bool:
        """Whether an answer means that there is no such source, or that it is not for us."""
        return status in NOT_GIVEN or reason_of(reason) in NO_SOURCE

    def _all_read(self) -> None:
        walks = self.completeness.walks
        sources = [each for each in walks if each.kind != PAGE]
        gave = [each for each in sources if each.seen_rows]
        if gave:
            self._replaced(gave, walks)
        elif self.scripted and not self.has_rows:
            self.completeness.needs_browser(self.scripted[0])
        if self._fronts and sources:
            self._remember(walks)
        super()._all_read()

    def _replaced(self, gave: Sequence[ListingWalk], walks: Sequence[ListingWalk]) -> None:
        """What a page does not show was read elsewhere; a gap is left where that is a feed of the newest alone."""
        for fact in self._rowless:
            fact.problem = None
        if not self.options.limited and not self._has_whole(walks):
            self.completeness.newest_only(gave, self._rowless[0].url if self._rowless and not self.site.js else None)

    def _has_whole(self, walks: Sequence[ListingWalk]) -> bool:
        """Whether anything that lists everything was read, by this run or before."""
        read = any(each.seen_rows and each.whole for each in walks)
        return read or self._pages_known or any(each.whole for each in self._known.values())

    def _remember(self, walks: Sequence[ListingWalk]) -> None:
        """Keep which sources there are, and which of them the next runs ask."""
        read = [each for each in walks if each.pages]
        kinds = {each.kind for each in read if each.seen_rows}
        polled = None if self._pages_known else next((kind for kind in (PAGE, *CHEAPEST) if kind in kinds), None)
        found = {each.entry: KnownSource(each.kind, each.kind == polled, each.whole) for each in read if each.kind != PAGE}
        self.memory.save_sources(self._known | found)
