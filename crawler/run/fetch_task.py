"""One page to fetch, and why. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from crawler.discover.section_links import ListingCandidate
from crawler.discover.sources.asked import is_json
from crawler.discover.sources.captures import Capture
from crawler.items import Row
from crawler.revision import Known
from crawler.run.listing_walk import ListingWalk
from crawler.url_parts import posted_in

ENDPOINT = "endpoint"  # purpose of what a page's script asks for
LISTED = "listing"  # `Row.by` of a page's rows


@dataclass(frozen=True, slots=True)
class FetchTask:
    """One page to fetch: purpose is `home`, `listing`, `feed`, `endpoint`, `article`, `part`, or `index` (an archive's).

    url: of an endpoint with what is posted to it (crawler.url_parts.posted_in).
    """

    url: str
    purpose: str
    key: str = ""  # article id
    row: Row | None = None
    section: str | None = None
    depth: int = 0
    walk: ListingWalk | None = None
    alternatives: tuple[str, ...] = ()  # where to look if this page is not the next one after all
    recheck: bool = False
    first_of_part: bool = False  # whether a listing page is where another part of a walk's listing begins
    then: "FetchTask | None" = None  # what is asked for (again) once this one has been answered
    waited: bool = False  # whether it was another one's `then`
    browser: bool = False  # whether the page has to be shown in a browser to be read
    capture: Capture | None = None  # where an archive has the page, if it is not asked of the newsroom itself

    @property
    def address(self) -> str:
        """What is asked for."""
        return self.capture.address if self.capture else self._parts[0]

    @property
    def is_shown(self) -> bool:
        """Whether it is asked for to be shown in a browser, where the newsroom's lists are."""
        return self.browser or self.purpose in ("home", "listing")

    @property
    def may_be_shown(self) -> bool:
        """Whether its page was not shown in a browser yet, and can be."""
        return not self.browser and self.capture is None

    @property
    def posted(self) -> str | None:
        """What is posted, None for a GET."""
        return self._parts[1]

    @property
    def method(self) -> str:
        """GET or POST."""
        return "GET" if self.posted is None else "POST"

    @property
    def lasting(self) -> tuple[str, str]:
        """(key, address) that name it from run to run: an article of the newsroom by its key, any other page by its address."""
        return ("", f"{self.address} {self.capture.digest}") if self.capture else (self.key, self.url)

    @property
    def headers(self) -> dict[str, str]:
        """Headers that the request must have; what a page's script asks for is asked for as the script does."""
        if self.capture is not None:
            return self.capture.headers
        named = {"X-Requested-With": "XMLHttpRequest"} if self.purpose == ENDPOINT else {}
        if self.posted is not None:
            named["Content-Type"] = "application/json" if is_json(self.posted) else "application/x-www-form-urlencoded"
        return named

    @property
    def by_script(self) -> bool:
        """Whether it is a further part of a list that a page begins and its script goes on with."""
        walk = self.walk
        return self.purpose == ENDPOINT and walk is not None and walk.kind == "listing" and walk.pages > 0

    @property
    def _parts(self) -> tuple[str, str | None]:
        return posted_in(self.url) if self.purpose == ENDPOINT else (self.url, None)

    def part(self, url: str, *rest: str) -> "FetchTask":
        """The task of a further page of this one's article, where its capture has it too; rest: those after it."""
        capture = self.capture.beside(url) if self.capture else None
        return replace(self, url=url, purpose="part", alternatives=rest, capture=capture)


class Ordered(NamedTuple):
    """A request that was asked for and has not come into the queue: its task, and its address and meta as they are by now."""

    task: FetchTask
    url: str
    meta: Mapping[str, object]


def article_task(key: str, row: Row, *, recheck: bool = False) -> FetchTask:
    """The task of the article that a row leads to."""
    return FetchTask(row.url, "article", key, row, row.section, recheck=recheck)


def another_look(known: Known, row: Row) -> FetchTask:
    """The task of another look at a known article. row: `known_rows.row_before`."""
    return article_task(known.id, row, recheck=True)


def led_to(task: FetchTask, lead: ListingCandidate) -> FetchTask:
    """The task of a page that may be a listing, met on the page of another task."""
    return FetchTask(lead.url, "listing", section=lead.section or task.section, depth=task.depth + 1)


@dataclass(slots=True)
class MetRows:
    """What rows say of releases that are to be fetched: all rows together, in whatever order and by whichever run they were met.

    Articles that a front page or a box beside a list shows, and what earlier runs left without a date, wait here until the
    lists that may say more of them have been read.
    """

    _tasks: dict[str, FetchTask] = field(default_factory=dict)
    _bare: dict[str, Row] = field(default_factory=dict)  # of which another row may say more, with what was said so far

    def first(self, key: str, row: Row) -> None:
        """A release was met, by this run or by an earlier one that did not get it."""
        if not (row.title and row.date and row.by == LISTED):
            self._bare[key] = row

    def again(self, key: str, row: Row) -> dict[str, Row]:
        """A release was met once more. Returns what is known of it by now, by its key, where that is more than before."""
        before = self._bare.get(key)
        if before is None or (row := both(before, row)) == before:
            return {}
        self._bare[key] = row
        if key in self._tasks:
            self._tasks[key] = self.told(self._tasks[key])
        return {key: row}

    def told(self, task: FetchTask) -> FetchTask:
        """A task with all that rows have said of its release by now."""
        row = self._bare.get(task.key)
        return task if row is None or task.row is None else replace(task, row=row, section=row.section)

    def hold(self, tasks: Iterable[FetchTask]) -> None:
        """Keep the tasks of a front page's rows."""
        self._tasks.update((task.key, task) for task in tasks)

    def hold_undated(self, tasks: list[FetchTask], rows: Sequence[Row] = ()) -> list[FetchTask]:
        """Keep the tasks of rows without a date where the others of a list have one: a box beside it. Returns the rest."""
        if rows and 2 * sum(bool(row.date) for row in rows) <= len(rows):
            return tasks
        undated = [task for task in tasks if task.row and not task.row.date]
        self.hold(undated)
        return [task for task in tasks if task.key not in self._tasks]

    def release(self) -> list[FetchTask]:
        """The tasks that were kept, once."""
        tasks, self._tasks = list(self._tasks.values()), {}
        return tasks


def both(first: Row, second: Row) -> Row:
    """What two rows say of one release: the one with a date counts, a list's before a source's; the other fills what it lacks."""
    dated = max((first, second), key=lambda row: (bool(row.date), row.by == LISTED))
    named = max((first, second), key=lambda row: (bool(row.title), row.by == LISTED, bool(row.date)))
    placed = max((first, second), key=lambda row: (bool(row.section), row.by == LISTED, bool(row.date)))
    said = replace(named, section=placed.section)
    return replace(said, date=dated.date, raw_date=dated.raw_date, by=dated.by) if dated.date else said
