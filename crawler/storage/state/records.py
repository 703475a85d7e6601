"""What the store hands out and takes: plain frozen records, times as UTC strings (`2026-11-22T06:00:00Z`)."""

from dataclasses import dataclass, field

from crawler.items import JsonObject


@dataclass(frozen=True, slots=True)
class Written:
    """A line as it stands in the journal: the parsed line, its offset and its length in bytes, newline included.

    page_digest and aliases are what the journal does not carry: `revision.page_digest`, `Decision.aliases`.
    """

    line: JsonObject
    offset: int
    length: int
    page_digest: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """An article that was discovered and not stored yet; with a reason, one that failed (`attempts` times in a row)."""

    id: str
    url: str
    section: str | None = None
    title: str | None = None
    date: str | None = None
    raw_date: str | None = None
    by: str = "listing"
    discovered: str = ""
    attempts: int = 0
    reason: str | None = None
    next_try: str | None = None


@dataclass(frozen=True, slots=True)
class ListingState:
    """A listing page as last read: position is 1-based in its section; rows is its number of article rows."""

    url: str
    section: str | None = None
    position: int = 1
    etag: str | None = None
    last_modified: str | None = None
    fingerprint: str | None = None
    rows: int = 0
    checked: str = ""
    walked: str | None = None  # last time the section was walked to its end; kept on position 1


@dataclass(frozen=True, slots=True)
class RobotsState:
    """robots.txt of one origin (`https://host:port`) as last read; status None: no answer."""

    origin: str
    status: int | None
    body: bytes
    fetched: str


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert in the outbox. key: idempotency key, the same for each attempt; channel: `webhook`, `notify`."""

    key: str
    channel: str
    body: JsonObject = field(default_factory=dict)
    created: str = ""
    attempts: int = 0
    next_try: str | None = None
