"""A newsroom's past in a web archive: its index is read whole, then the captures of what is told to be a release. Pure.

The newsroom itself is not asked, and nothing is kept of the index: each run reads it anew, and asks for the captures that
no run has read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discover.listing import Listing
from crawler.discover.sources.captures import Capture, Captures, IndexPage, PastArchive
from crawler.discover.sources.shapes import releases_among
from crawler.items import Row
from crawler.run.arguments import Options
from crawler.run.fetch_task import FetchTask
from crawler.run.listing_walk import MAX_LISTING_PAGES, ListingWalk
from crawler.run.source_memory import SourceMemory
from crawler.run.source_walk import MOST_ADDRESSES, SourceFrontier
from crawler.site import Site
from crawler.stats import ListingFact, RunStats
from crawler.urls import article_id, is_article_url

NOTHING, NO_MORE_PAGES = 404, 400  # answers of an index that knows nothing of an address; behind its last page


class PastFrontier(SourceFrontier):
    """The frontier of a run whose only source is an archive.

    read: article id -> digests of the captures that earlier runs read; addresses: of known releases, by whose shape others
    are told; every: whether all captures of different bytes are asked for, or the newest alone.
    """

    def __init__(
        self, site: Site, options: Options, stats: RunStats, earlier: SourceMemory, archive: PastArchive,
        read: Mapping[str, Sequence[str]], addresses: Sequence[str], *, every: bool,
    ) -> None:  # fmt: skip
        super().__init__(site, options, stats, earlier)
        self.archive = archive
        self.captures = Captures(site)
        self._read_before = read
        self._addresses = list(addresses[:MOST_ADDRESSES])
        self.every = every
        self._walks: list[ListingWalk] = []  # of each index that gave an answer

    def begin(self, entries: Iterable[tuple[str, str | None]] = (), pending: Iterable[tuple[str, Row]] = ()) -> list[FetchTask]:
        """The archive's index; whatever earlier runs know of the newsroom's own pages waits for the next other run."""
        return self._questions(self.archive.questions(self.site, self.options.since))

    def _questions(self, urls: Iterable[str], walk: ListingWalk | None = None) -> list[FetchTask]:
        fresh = [url for url in dict.fromkeys(urls) if url not in self._asked]
        self._asked.update(fresh)
        self._open += len(fresh)
        return [FetchTask(url, "index", walk=walk or ListingWalk(url, None, True, kind=self.archive.name)) for url in fresh]

    def index_answered(self, task: FetchTask, body: bytes, status: int) -> list[FetchTask]:
        """After any answer of the index; one that knows nothing of an address says so with 404."""
        if status != 200:
            return self.listing_failed(task, f"http_{status}", status)
        return self.index_read(task, self.archive.read(body), status)

    def index_read(self, task: FetchTask, page: IndexPage, status: int) -> list[FetchTask]:
        """After an answer of the index: what follows it, and after the last one the captures."""
        walk = task.walk
        assert walk is not None, "a question of an index belongs to a walk"
        following = self.archive.following(task.url, page, self.site, self.options.since)
        if page.crawls:
            return self._after(self._questions(following))
        if page.pages is None:
            ids = self.captures.add(page.captures)
            new = set(ids) - walk.seen_rows
            self._walks += [] if walk.pages else [walk]
            walk.pages += 1
            walk.seen_rows |= new
            self.stats.listings.append(ListingFact(task.url, None, 0, status, len(ids), len(new)))
        return self._after(self._questions(self._within(walk, following), walk))

    def _within(self, walk: ListingWalk, following: Sequence[str]) -> Sequence[str]:
        """Of what follows what this run may ask for."""
        room = max(0, min(self.options.max_pages or MAX_LISTING_PAGES, MAX_LISTING_PAGES) - walk.pages)
        if len(following) > room:
            walk.stopped = "max_pages" if self.options.max_pages else "too_many_pages"
        elif walk.stopped is None:
            walk.stopped = "end"
        return following[:room]

    def listing_failed(self, task: FetchTask, reason: str, status: int = 0) -> list[FetchTask]:
        """An answer of the index that could not be had; that there is nothing of a newsroom is an answer too."""
        walk = task.walk
        if walk is None or status == NOTHING or (walk.pages and status == NO_MORE_PAGES):
            return self.index_read(task, IndexPage(), status)
        walk.stopped = reason
        self.stats.listings.append(ListingFact(task.url, None, 0, status, 0, 0, reason))
        return self._after([])

    def _after(self, tasks: list[FetchTask]) -> list[FetchTask]:
        self._open -= 1
        return tasks + self._releases() if self._open == 0 else tasks

    def _releases(self) -> list[FetchTask]:
        """The tasks of the captures that are asked for, newest first a release."""
        rows = [self._row(of_page) for of_page in self.captures.found.values()]
        if self.site.platform.articles:
            told = [row for row in rows if is_article_url(row.url, self.site)]
        else:
            told = releases_among(rows, self.site.start[0], self._addresses)
        wanted = {article_id(row.url, self.site): row for row in told}
        for walk in self._walks:
            walk.seen_rows &= set(wanted)
            self.completeness.page_read(walk.entry, walk, _as_listing())
        if not wanted:
            self.completeness.nothing_in(self.archive.base, len(rows))
        return [task for key, row in wanted.items() for task in self._captures_of(key, row)]

    def _row(self, of_page: Mapping[str, Capture]) -> Row:
        newest = max(of_page.values(), key=lambda each: each.at)
        return Row(newest.url, section=self.site.section_of(urlsplit(newest.url).path), by="sitemap")

    def _captures_of(self, key: str, row: Row) -> list[FetchTask]:
        """The task of a release's captures, one after the other; none where earlier runs have read them."""
        if not self.stats.account.discover(key):
            return []
        before = self._read_before.get(key, ())
        captures = [each for each in self.captures.of(key, every=self.every) if each.digest[:DIGEST] not in before]
        if not captures:
            self.stats.account.settle(key, "unchanged", "known")
            return []
        if not self.room.takes(key):
            return []
        task: FetchTask | None = None
        for capture in reversed(captures):
            of_capture = FetchTask(capture.url, "article", key, replace(row, url=capture.url), row.section, capture=capture)
            task = replace(of_capture, then=task)
        return [task] if task else []


DIGEST = 16  # characters of a capture's digest that are kept


def _as_listing() -> Listing:
    """An answer of an index, to what counts listings: its rows are counted by the walk."""
    return Listing((), (), (), 0, None, "")
