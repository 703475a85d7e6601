"""What a look at an article means for its record: new, changed, minor, unchanged, removed, restored, moved ... Pure.

How a reading differs from the one before is said by `crawler.text.difference`; here it is decided what follows.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from crawler.clock import instant_of
from crawler.items import Appeared, Article, Changes, JsonMapping, JsonObject

WRITTEN = frozenset({"new", "changed", "minor", "removed", "restored", "moved"})
# A shorter text (in significant characters) is a duplicate only if both have a date: "Announcement" is no identity.
DUPLICATE_LENGTH = 200
ZONE = timedelta(hours=14)  # how far a clock on Earth is from UTC
OLD_CLAIM = timedelta(days=1) + ZONE  # from the begin of a day, in UTC, to where it is past everywhere and a zone more
BACKDATED, BEFORE_CLAIMED = "backdated", "published_before_claimed"
_DIGEST = 16  # hexadecimal digits of a digest of a page's bytes


def page_digest(body: bytes) -> str:
    """Short digest of a page's bytes, which tells a new reading of the same page from an edit."""
    return hashlib.blake2b(body, digest_size=_DIGEST // 2).hexdigest()


def same_bytes(one: str | None, other: str | None) -> bool:
    """Whether two marks, which begin with a `page_digest`, are of the same bytes; not where one is unknown."""
    return bool(one and other) and (one or "")[:_DIGEST] == (other or "")[:_DIGEST]


def appearance_flags(published: str | None, appeared: Appeared | None) -> list[str]:
    """What the time at which a release appeared says of the one that it claims. published: ISO day, or date-time."""
    if not published or appeared is None:
        return []
    flags = []
    if appeared.after and instant_of(appeared.after) - instant_of(published[:10]) > OLD_CLAIM:
        flags.append(BACKDATED)
    if instant_of(published) - instant_of(appeared.before) > ZONE:
        flags.append(BEFORE_CLAIMED)
    return flags


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one article.

    status: `live`, `missing` (404 or 410 in run `missing_run`), `removed`; content_hash: sha256, hex;
    offset, length: where its last line stands in the journal, in bytes;
    page_digest: mark of its page as of the last look (`crawler.page.mark`), beginning with `page_digest`;
    others: other URLs that show the same release, as met in the listings (`duplicate`); form: of its last line.
    """

    id: str
    canonical_url: str
    content_hash: str
    revision: int = 1
    first_seen: str = ""
    last_checked: str = ""
    etag: str | None = None
    last_modified: str | None = None
    status: str = "live"
    title: str | None = None
    published: str | None = None
    section: str | None = None
    missing_run: str | None = None
    page_digest: str | None = None
    offset: int = 0
    length: int = 0
    others: tuple[str, ...] = ()
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How a reading differs from the journal line before: in what it says (`changed`), in its form (`minor`) or not.

    fields: names of the fields that differ; diff: unified diff of title and text, None where neither differs.
    """

    event: str = "unchanged"
    fields: tuple[str, ...] = ()
    diff: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at an article's page found.

    outcome: `article` (the page was read), `not_modified` (304), `gone` (404 or 410), `soft_404`; `notice`: what the
    article's last line brought is no release.
    Only with outcome `article`: content_hash of what was read, published as on its line, significant: the number of
    characters of its text that say something. redirected_from: canonical URL that was asked for, where a redirect led to
    another article URL. page_digest: the page's mark, where known.
    """

    outcome: str
    run: str
    id: str = ""
    canonical_url: str = ""
    content_hash: str | None = None
    published: str | None = None
    significant: int = 0
    redirected_from: str | None = None
    page_digest: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about a look: `event` is written to the journal if `writes`, else it is the outcome's reason.

    event: `new`, `changed`, `minor`, `removed`, `restored`, `moved` (a line); `unchanged`; `duplicate` (of `id`);
    `missing` (gone for the first time: look again next run); `gone` (nothing to withdraw, or withdrawn before).
    id: the article the look belongs to; for a duplicate or a move the one known before, else the one seen.
    """

    event: str
    id: str
    revision: int = 1
    canonical_url: str = ""
    previous_hash: str | None = None
    content_hash: str | None = None
    first_seen: str | None = None
    changes: Changes | None = None
    aliases: tuple[str, ...] = field(default=())  # URLs and ids that lead to `id` from now on

    @property
    def writes(self) -> bool:
        """Whether a line goes to the journal."""
        return self.event in WRITTEN

    def by_rules(self) -> "Decision":
        """The same, but what differs is told as another reading of the page."""
        return replace(self, changes=self.changes and replace(self.changes, reason="rules"))

    def stamp(self, article: Article) -> Article:
        """Give an article as read the decision's identity and revision; returns it."""
        article.id = self.id
        article.event = self.event
        article.revision = self.revision
        article.canonical_url = self.canonical_url
        article.content_hash = self.content_hash
        article.previous_hash = self.previous_hash
        article.first_seen = self.first_seen or article.fetched
        article.changes = self.changes
        return article


def withdrawn(before: JsonMapping, decision: Decision, run: str, fetched: str, status: int) -> JsonObject:
    """The journal line of a `removed` article, or of one `moved` without a look at its new page, from its last line.

    status: HTTP status of the answer that shows it gone; fetched: UTC time of it.
    """
    line = dict(before)
    line.pop("archive", None)
    line["event"] = decision.event
    line["revision"] = decision.revision
    line["canonical_url"] = decision.canonical_url or line.get("canonical_url")
    line["previous_hash"] = decision.previous_hash
    line["fetched"] = fetched
    line["run"] = run
    line["http"] = {"status": status, "etag": None, "last_modified": None, "encoding": None, "bytes": None}
    changes = decision.changes
    if changes is not None:
        line["changes"] = {"reason": changes.reason, "fields": list(changes.fields), "diff": changes.diff}
    return line


def decide(known: Known | None, seen: Seen, twin: Known | None = None, difference: Difference | None = None) -> Decision:
    """What a look at an article means.

    known: the article's state, None if it was never stored; twin: another article with the same content_hash, if any;
    difference: from the known article's last line; without it (the line is not at hand) the hashes decide.
    """
    if seen.outcome in {"gone", "soft_404", "notice"}:
        return _decide_gone(known, seen)
    if seen.outcome == "not_modified":
        return _decide_not_modified(known, seen)
    if seen.content_hash is None:
        raise ValueError(f"a look with outcome {seen.outcome!r} needs what was read")
    if known is None:
        return _decide_first_look(seen, seen.content_hash, twin)
    if difference is None:
        same = seen.content_hash == known.content_hash
        difference = Difference() if same else Difference("changed", ("title", "text"))
    return _decide_second_look(known, seen, seen.content_hash, difference)


def _decide_gone(known: Known | None, seen: Seen) -> Decision:
    if known is None:
        return Decision("gone", seen.id, 0, seen.canonical_url)
    if known.status == "removed":
        return Decision("gone", known.id, known.revision, known.canonical_url)
    if seen.outcome == "gone" and known.missing_run in {None, seen.run}:
        return Decision("missing", known.id, known.revision, known.canonical_url)
    if known.others and seen.outcome != "notice":
        return _next(known, "moved", known.content_hash, Changes("moved", ["canonical_url"]), known.others[0])
    return _next(known, "removed", known.content_hash, Changes(seen.outcome))


def _decide_not_modified(known: Known | None, seen: Seen) -> Decision:
    if known is None:
        return Decision("gone", seen.id, 0, seen.canonical_url)
    if known.status == "removed":
        return _next(known, "restored", known.content_hash, Changes("back"))
    return Decision("unchanged", known.id, known.revision, known.canonical_url, content_hash=known.content_hash)


def _decide_first_look(seen: Seen, present: str, twin: Known | None) -> Decision:
    if twin is None or twin.content_hash != present:
        return Decision("new", seen.id, 1, seen.canonical_url, None, present)
    aliases = (seen.id, seen.canonical_url)
    if seen.redirected_from == twin.canonical_url or (twin.status != "live" and _same_day(twin, seen)):
        changes = Changes("moved", ["canonical_url"])
        return _next(twin, "moved", present, changes, seen.canonical_url, (*aliases, twin.canonical_url))
    if not _same_day(twin, seen) or not _another_place(twin, seen):
        return Decision("new", seen.id, 1, seen.canonical_url, None, present)
    return Decision("duplicate", twin.id, twin.revision, twin.canonical_url, content_hash=present, aliases=aliases)


def _same_day(twin: Known, seen: Seen) -> bool:
    """Whether two pages with equal words are of one day; where neither says its day, many words stand for it."""
    day, other = (twin.published or "")[:10], (seen.published or "")[:10]
    return day == other and (bool(day) or seen.significant >= DUPLICATE_LENGTH)


def _another_place(twin: Known, seen: Seen) -> bool:
    """Whether two addresses can show one release: in another section, folder or form, or on another host.

    Two pages of one section with the same words are two releases, as a notice that recurs.
    """
    one, other = urlsplit(twin.canonical_url), urlsplit(seen.canonical_url)
    if (one.netloc, one.path) == (other.netloc, other.path):
        return True  # a print twin
    places = [(parts.netloc, parts.path.rpartition("/")[0], page.section) for parts, page in ((one, twin), (other, seen))]
    return places[0] != places[1]


def _has_moved(known: Known, seen: Seen) -> bool:
    if seen.canonical_url in {"", known.canonical_url}:
        return False
    return known.status != "live" or seen.redirected_from == known.canonical_url


def _decide_second_look(known: Known, seen: Seen, present: str, difference: Difference) -> Decision:
    moved = _has_moved(known, seen)
    url = seen.canonical_url if moved else known.canonical_url
    aliases = (known.canonical_url, *({seen.id} - {known.id})) if moved else ()
    event, fields, diff = difference.event, list(difference.fields), difference.diff
    reason = "rules" if same_bytes(seen.page_digest, known.page_digest) else "edited"
    if known.status == "removed":
        return _next(known, "restored", present, Changes("back", fields, diff), url, aliases)
    if event == "changed":
        fields = ["canonical_url", *fields] if moved else fields
        return _next(known, "changed", present, Changes(reason, fields, diff), url, aliases)
    if moved:
        return _next(known, "moved", present, Changes("moved", ["canonical_url", *fields], diff), url, aliases)
    if event == "minor":
        return _next(known, "minor", present, Changes(reason, fields, diff), url)
    return Decision("unchanged", known.id, known.revision, known.canonical_url, content_hash=known.content_hash)


def _next(known: Known, event: str, present: str, changes: Changes, url: str = "", aliases: tuple[str, ...] = ()) -> Decision:
    return Decision(
        event, known.id, known.revision + 1, url or known.canonical_url, known.content_hash, present,
        known.first_seen, changes, aliases,
    )  # fmt: skip
