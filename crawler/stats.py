"""What one run did: the account of its articles, its requests and its listings, kept while it runs. Pure data.

The account closes: discovered = stored + unchanged + skipped (by reason) + failed (by reason). Each discovered article
has exactly one outcome; one that has none at the end of the run is `failed: not_reached`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.items import JsonMapping

SHOWN_LINES = 200  # stored lines that a run keeps for its report; the rest is in the journal
NOT_REACHED = ("failed", "not_reached")  # outcome of an article until it has another
READ_AGAIN = ("unchanged", "same")  # the outcome of a page that says what its line does
SIGNAL = "signal"  # why a run ended early: somebody stopped it
STOPPING = "the run is being stopped"
_EVENT_ORDER = ("removed", "changed", "restored", "new", "moved", "minor")


@dataclass(slots=True)
class ListingFact:
    """One listing page as read in this run."""

    url: str
    section: str | None
    page: int  # 1-based position in its section
    status: int
    rows: int  # article rows on it; 0 with status 304
    new_rows: int = 0  # rows that were not known before this run
    problem: str | None = None  # why it is not a good listing: `empty`, `cut`, `not_a_listing` ...


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the newsroom itself names and that was not read.

    name: the same from run to run (`total:/news/`); said: for people; accepted: it counts no more for the verdict.
    """

    name: str
    said: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What names releases. kind: `listing`, `feed`, `sitemap`, `json`; pages, rows: read in this run; ended: why no further.

    stated: how many releases it says there are; held: how many of its rows are stored, from this run or before.
    """

    url: str
    kind: str
    pages: int = 0
    rows: int = 0
    ended: str | None = None
    stated: int | None = None
    held: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """What one kind of source names: releases, each once, and how many of them are held.

    unread: why nothing of it was read (`http_404`), or that it did not change (`unchanged`); whole: whether it was read to an
    end that it says is its end; since: the day after which it names all that it knows, where it is not whole.
    """

    kind: str
    named: int = 0
    held: int = 0
    whole: bool = False
    since: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A release that a source names. by, lacking: kinds of the sources that name it, and of those that should and do not.

    fate: `stored`, `unchanged`, or why it is not held (`failed: http_404`, `skipped: waiting`).
    """

    url: str
    by: tuple[str, ...]
    fate: str
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many releases there are by two sources that name them, as a lower bound: they are taken to be independent.

    of: their kinds; since: first day of the period that both cover, None for all; low, high: interval of 95 %.
    """

    of: tuple[str, str]
    since: str | None
    number: int
    low: int
    high: int


@dataclass(slots=True)
class Census:
    """What all sources of a run name, joined by identity. missing, differing: the first of them, beside their numbers.

    beside: how many of the held no page names; missing: named and not held; differing: held, and not named by every source
    that should; notes: what is odd and changes no verdict; before: day and counts of the last run that asked all sources,
    where this one asked fewer; known: how many releases are held in all.
    """

    counts: list[Count] = field(default_factory=list)
    held: int = 0
    beside: int = 0
    missing: list[Named] = field(default_factory=list)
    missing_number: int = 0
    differing: list[Named] = field(default_factory=list)
    differing_number: int = 0
    notes: list[Gap] = field(default_factory=list)
    estimate: Estimate | None = None
    before: tuple[str, tuple[Count, ...]] | None = None
    known: int = 0

    @property
    def pages_are_whole(self) -> bool:
        """Whether all lists on pages, where there are any, were read to their ends."""
        return all(each.whole for each in self.counts if each.kind == "listing")


@dataclass(slots=True)
class Account:
    """Outcome of every discovered article, by id (or by canonical URL until the id is known)."""

    outcomes: dict[str, tuple[str, str]] = field(default_factory=dict)  # key -> (outcome, reason)

    def discover(self, key: str) -> bool:
        """Note that an article exists; False if it was known in this run already."""
        if key in self.outcomes:
            return False
        self.outcomes[key] = NOT_REACHED
        return True

    def settle(self, key: str, outcome: str, reason: str = "") -> None:
        """Give an article its outcome: `stored` (reason: the event), `unchanged`, `skipped` or `failed` (reason).

        What was stored stays so where another look in the same run, at another address of it, finds nothing new.
        """
        if (outcome, reason) != READ_AGAIN or self.outcomes.get(key, NOT_REACHED)[0] != "stored":
            self.outcomes[key] = (outcome, reason)

    def count(self, outcome: str) -> int:
        return sum(1 for found, _ in self.outcomes.values() if found == outcome)

    def reasons(self, outcome: str) -> dict[str, int]:
        """Reason -> number of articles, most frequent first."""
        return dict(Counter(reason for found, reason in self.outcomes.values() if found == outcome).most_common())


@dataclass(slots=True)
class RunStats:
    """Everything the verdict is made from."""

    site: str
    run: str
    started: str  # UTC, `2026-11-22T06:00:00Z`
    finished: str = ""
    account: Account = field(default_factory=Account)
    requests: Counter[str] = field(default_factory=Counter)  # by purpose: robots, home, listing, article, part, feed
    statuses: Counter[str] = field(default_factory=Counter)  # HTTP status of every answer: "200", "304", "503"
    listings: list[ListingFact] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)  # reason -> requests or responses not used (errors.Refused)
    coverage: Counter[str] = field(default_factory=Counter)  # field name -> articles read in this run that have it
    articles_read: int = 0  # article pages read in this run, the denominator of coverage
    layouts: Counter[str] = field(default_factory=Counter)  # layout name -> article pages read with it
    flags: Counter[str] = field(default_factory=Counter)  # article flag -> articles read with it
    drifted: list[dict[str, str]] = field(default_factory=list)  # {url, field, rule, reason} of articles held back
    crashes: list[str] = field(default_factory=list)  # one line for each exception that no rule expected
    storage_errors: list[str] = field(default_factory=list)
    locked: str | None = None  # who holds the lock
    stopped: str | None = None  # why the run ended early: `signal`, `budget`, `max_pages` ...
    politeness: dict[str, float | int | str] = field(default_factory=dict)  # delay used, waits, robots decision
    bad_links: int = 0
    source: str | None = None  # the archive that was asked in the newsroom's place
    limited: tuple[str, ...] = ()  # the arguments by which the user bounded the run: `since`, `max_pages`, `max_articles`
    sources: list[Source] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    census: Census = field(default_factory=Census)
    origins: Counter[str] = field(default_factory=Counter)  # `https://host` that pages lead to and that is not the newsroom's
    twins: Counter[str] = field(default_factory=Counter)  # the newsroom's other scheme, where pages lead there: it is followed
    waiting: Counter[str] = field(default_factory=Counter)  # alerts of earlier runs that wait when this one begins, by channel
    unsent: list[str] = field(default_factory=list)  # what is said of alerts that wait after the run
    joined: set[str] = field(default_factory=set)  # first pages of lists that met nearly all rows of their top of last time
    private: set[str] = field(default_factory=set)  # `host:port` that led into a private network


class StoredLines:
    """The journal lines of a run that its report shows. Keeps no others, however many are added; `total` counts all."""

    def __init__(self) -> None:
        self.total = 0
        self._kept: list[JsonMapping] = []

    def add(self, lines: Sequence[JsonMapping]) -> None:
        self.total += len(lines)
        self._kept.extend(lines)
        if len(self._kept) > 2 * SHOWN_LINES:
            self._kept = most_telling(self._kept)

    def lines(self) -> list[JsonMapping]:
        """At most SHOWN_LINES lines, in the order in which the report shows them."""
        return most_telling(self._kept)


def most_telling(lines: Sequence[JsonMapping]) -> list[JsonMapping]:
    """At most SHOWN_LINES lines: by event, then the newest release first."""
    ordered = sorted(lines, key=lambda each: str(each.get("published") or ""), reverse=True)
    ordered.sort(key=lambda each: _EVENT_ORDER.index(each["event"]) if each["event"] in _EVENT_ORDER else 9)
    return ordered[:SHOWN_LINES]
