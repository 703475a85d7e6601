"""What a look at an article means for its record: new, changed, minor, unchanged, removed, restored, moved ... Pure.

`crawler.text.fingerprint` says when two texts say the same; if they still differ, the difference is `minor`.

What surrounds an article (crumbs, key words, the company's boilerplate, links to other releases, image addresses'
queries) is never compared, so a change of the page's furniture makes no revision. Where another layout read the page
than the time before, only title, text and date are compared: a redesign is not an edit.
"""

import difflib
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.items import Article, Changes, JsonMapping, JsonObject
from crawler.storage.state.records import Known
from crawler.text.fingerprint import content_hash, normalised

__all__ = ["WRITTEN", "Decision", "Seen", "content_hash", "decide", "normalised", "page_digest", "withdrawn"]

WRITTEN = frozenset({"new", "changed", "minor", "removed", "restored", "moved"})
# A shorter text (in significant characters) is a duplicate only if the dates agree: "Announcement" is no identity.
DUPLICATE_LENGTH = 200

_IMAGE_QUERY = re.compile(r'(<img\b[^>]*?\bsrc="[^"?]*)\?[^"]*')
_ADDRESS = re.compile(r'((?:src|href)=")https?://([^/"?#]+)')
_BLANK = re.compile(r"\s+")
_BETWEEN_TAGS = re.compile(r">\s+<")
_WORDS = ("title", "text")
_SECONDARY = ("subtitle", "source")


def page_digest(body: bytes) -> str:
    """Short digest of a page's bytes, which tells a new reading of the same page from an edit."""
    return hashlib.blake2b(body, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at an article's page found.

    outcome: `article` (the page was read), `not_modified` (304), `gone` (404 or 410), `soft_404`.
    article: the journal line as read (`items.line(article)`), only with outcome `article`.
    redirected_from: canonical URL that was asked for, where a redirect led to another article URL.
    page_digest: `page_digest(body)` where known.
    """

    outcome: str
    run: str
    id: str = ""
    canonical_url: str = ""
    article: JsonMapping | None = None
    redirected_from: str | None = None
    page_digest: str | None = None


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


def decide(
    known: Known | None,
    seen: Seen,
    twin: Known | None = None,
    before: JsonMapping | None = None,
) -> Decision:
    """What a look at an article means.

    known: the article's state, None if it was never stored; twin: another article with the same content_hash, if any
    (`Store.with_hash`); before: the known article's last journal line (`Store.line_of`), which the comparison needs.
    """
    if seen.outcome in {"gone", "soft_404"}:
        return _decide_gone(known, seen)
    if seen.outcome == "not_modified":
        return _decide_not_modified(known, seen)
    if seen.article is None:
        raise ValueError(f"a look with outcome {seen.outcome!r} needs its article")
    present = content_hash(seen.article.get("title"), seen.article.get("text"))
    if known is None:
        return _decide_first_look(seen, seen.article, present, twin)
    return _decide_second_look(known, seen, seen.article, present, before)


def _decide_gone(known: Known | None, seen: Seen) -> Decision:
    if known is None:
        return Decision("gone", seen.id, 0, seen.canonical_url)
    if known.status == "removed":
        return Decision("gone", known.id, known.revision, known.canonical_url)
    if seen.outcome == "gone" and known.missing_run in {None, seen.run}:
        return Decision("missing", known.id, known.revision, known.canonical_url)
    if known.others:
        return _next(known, "moved", known.content_hash, Changes("moved", ["canonical_url"]), known.others[0])
    return _next(known, "removed", known.content_hash, Changes("gone" if seen.outcome == "gone" else "soft_404"))


def _decide_not_modified(known: Known | None, seen: Seen) -> Decision:
    if known is None:
        return Decision("gone", seen.id, 0, seen.canonical_url)
    if known.status == "removed":
        return _next(known, "restored", known.content_hash, Changes("back"))
    return Decision("unchanged", known.id, known.revision, known.canonical_url, content_hash=known.content_hash)


def _decide_first_look(seen: Seen, article: JsonMapping, present: str, twin: Known | None) -> Decision:
    if twin is None or twin.content_hash != present or not _same_release(twin, article):
        return Decision("new", seen.id, 1, seen.canonical_url, None, present)
    aliases = (seen.id, seen.canonical_url)
    if twin.status != "live" or seen.redirected_from == twin.canonical_url:
        changes = Changes("moved", ["canonical_url"])
        return _next(twin, "moved", present, changes, seen.canonical_url, (*aliases, twin.canonical_url))
    return Decision("duplicate", twin.id, twin.revision, twin.canonical_url, content_hash=present, aliases=aliases)


def _same_release(twin: Known, article: JsonMapping) -> bool:
    """Whether equal words are enough to take two pages for one release."""
    day, other = (twin.published or "")[:10], (article.get("published") or "")[:10]
    return len(normalised(article.get("text"))) >= DUPLICATE_LENGTH or (bool(day) and day == other)


def _decide_second_look(
    known: Known, seen: Seen, article: JsonMapping, present: str, before: JsonMapping | None
) -> Decision:
    moved = seen.canonical_url not in {"", known.canonical_url} and (
        known.status != "live" or seen.redirected_from == known.canonical_url
    )
    url = seen.canonical_url if moved else known.canonical_url
    aliases = (known.canonical_url,) if moved else ()
    event, fields = _difference(known, article, present, before)
    reason = "rules" if seen.page_digest and seen.page_digest == known.page_digest else "edited"
    diff = _diff(before, article) if event in {"changed", "minor"} else None
    if known.status == "removed":
        return _next(known, "restored", present, Changes("back", fields, diff), url, aliases)
    if event == "changed":
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


def _difference(
    known: Known, article: JsonMapping, present: str, before: JsonMapping | None
) -> tuple[str, list[str]]:
    """(`changed`, `minor` or `unchanged`, names of the fields that differ)."""
    if before is None:
        return ("changed", list(_WORDS)) if present != known.content_hash else ("unchanged", [])
    same_layout = before.get("layout") == article.get("layout")
    said = [name for name in _WORDS if _says_otherwise(before.get(name), article.get(name))]
    if _other_date(before.get("published"), article.get("published")) and _same_source("published", before, article):
        said.append("published")
    if same_layout:
        said += [name for name in _SECONDARY if _other_words(before.get(name), article.get(name))]
        said += ["attachments"] if _documents(before) != _documents(article) else []
    said = [name for name in said if not _still_stated(name, before, article)]
    if said:
        return "changed", said
    if not same_layout:
        return "unchanged", []
    form = [name for name in _WORDS if (before.get(name) or "") != (article.get(name) or "")]
    form = [name for name in form if not _says_otherwise(before.get(name), article.get(name))]
    hosts = _hosts(before, article)
    if before.get("html") != article.get("html") and _markup(before, hosts) != _markup(article, hosts):
        form.append("html")
    return ("minor", form) if form else ("unchanged", [])


def _says_otherwise(before: str | None, now: str | None) -> bool:
    return before != now and normalised(before) != normalised(now)


def _other_date(before: str | None, now: str | None) -> bool:
    """Whether two dates differ as far as both say; a date that was not read this time is the verdict's business."""
    if not before or not now:
        return False
    length = min(len(before), len(now))
    return before[:length] != now[:length]


def _same_source(name: str, before: JsonMapping, article: JsonMapping) -> bool:
    """Whether both looks found a field in the same way: what another rule found elsewhere is another reading, no edit."""
    one, other = (_provenance(line, name) for line in (before, article))
    return (one.get("by"), one.get("rule")) == (other.get("by"), other.get("rule"))


def _still_stated(name: str, before: JsonMapping, article: JsonMapping) -> bool:
    """Whether another source on the page says what the record says, so that only the choice between them differs."""
    stated = normalised(before[name]) if isinstance(before.get(name), str) else ""
    values = [*(_provenance(article, name).get("other") or {}).values()]
    values += [article.get("subtitle")] if name == "title" else []
    return bool(stated) and any(normalised(value) == stated for value in values if isinstance(value, str))


def _provenance(line: JsonMapping, name: str) -> JsonMapping:
    return (line.get("provenance") or {}).get(name) or {}


def _other_words(before: str | None, now: str | None) -> bool:
    return bool(before and now) and _says_otherwise(before, now)


def _documents(article: JsonMapping) -> list[str]:
    return sorted({urlsplit(each["url"]).path for each in article.get("attachments") or []})


def _markup(article: JsonMapping, hosts: Collection[str]) -> str:
    """The body's structure, without what a page may write in two ways: blanks, images' queries, the host's own names."""
    written = _IMAGE_QUERY.sub(r"\1", article.get("html") or "")
    written = _ADDRESS.sub(lambda match: match[1] if match[2].lower() in hosts else match[0], written)
    return _BLANK.sub(" ", _BETWEEN_TAGS.sub("><", written)).strip()


def _hosts(*articles: JsonMapping) -> set[str]:
    urls = [article.get(name) or "" for article in articles for name in ("url", "canonical_url")]
    return {urlsplit(url).netloc.lower() for url in urls}


def _diff(before: JsonMapping | None, article: JsonMapping) -> str | None:
    """Unified diff of title and text, None where neither differs or the text before is not at hand."""
    if before is None:
        return None
    lines = difflib.unified_diff(_lines(before), _lines(article), "before", "after", lineterm="", n=1)
    return "\n".join(lines) or None


def _lines(article: JsonMapping) -> list[str]:
    return [article.get("title") or "", *(each for each in (article.get("text") or "").splitlines() if each.strip())]
