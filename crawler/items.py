"""The article line, schema `article/1`, as dataclasses: the order of the fields is the order of the keys.

Absent values are None or empty lists, never missing keys. Dates are ISO 8601 strings. Each field's comment gives its
format, its fallback, and the field of schema.org, ninjs or Dublin Core that it maps to.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from functools import cache
from typing import Any

SCHEMA = "article/1"
ELSEWHERE, DOCUMENT = "elsewhere", "document"  # forms of a release that is no page of the newsroom
ARCHIVED = "archived"  # flag of a line that was read from a web archive; `fetched` is when it was captured

JsonObject = dict[str, Any]  # a line of a journal, a row of a store, an answer: text keys, JSON values
JsonMapping = Mapping[str, Any]  # the same, to be read only

# JSON Lines readers that use str.splitlines() break a line at these three, which json leaves as they are.
_LINE_BREAKERS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\u0085": "\\u0085"}


@dataclass(slots=True)
class Dateline:
    """Place, date and wire of `BEIJING, June 6, 2019 /PRNewswire/ --`; each None where not printed."""

    place: str | None = None
    date: str | None = None
    wire: str | None = None


@dataclass(slots=True)
class ReleasePart:
    """A part of a release beside its news: kind is `about`, `forward_looking`, `contacts`, `source` or `related`."""

    kind: str
    text: str


@dataclass(slots=True)
class Image:
    """An image of the body: absolute URL, caption and alternative text as printed."""

    url: str
    caption: str | None = None
    alt: str | None = None


@dataclass(slots=True)
class Attachment:
    """A document that the body offers: absolute URL, link text and file name extension without the dot."""

    url: str
    title: str | None = None
    type: str | None = None


@dataclass(slots=True)
class Link:
    """A link in the body: absolute URL and its text."""

    url: str
    text: str | None = None


@dataclass(slots=True)
class Http:
    """What the server said about the page the article was read from."""

    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    encoding: str | None = None
    bytes: int | None = None


@dataclass(slots=True)
class Provenance:
    """How a value was found.

    by: `rule`, `jsonld`, `meta`, `listing`, `url`, `feed`, `learned`, `generic`; rule: the name of the rule;
    agree: other sources with the same value; other: {source: different value}; confidence: 0 to 1, of the generic reader's
    texts only: the probability that the text is right.
    """

    by: str
    rule: str | None = None
    agree: list[str] = field(default_factory=list)
    other: dict[str, str | None] = field(default_factory=dict)
    confidence: float | None = None


@dataclass(slots=True)
class Changes:
    """What a `changed`, `minor`, `moved`, `removed` or `restored` line changes against the revision before.

    reason: `edited`, `rules` (re-extraction by newer rules), `gone` (404 or 410 in two runs), `soft_404`, `back`, `moved`,
    `archived` (an older text from a web archive; compared with the line that is the state);
    fields: names of the fields that differ; diff: unified diff of title and text, None where neither differs.
    """

    reason: str
    fields: list[str] = field(default_factory=list)
    diff: str | None = None


@dataclass(slots=True)
class Appeared:
    """When a release appeared on its source, UTC: not yet there at `after` (None: no look proves it), there at `before`."""

    after: str | None
    before: str


@dataclass(slots=True)
class Article:
    """One revision of one article, as it stands in the journal."""

    schema: str = SCHEMA
    id: str = ""  # site group + native id (`minmetals:274143`), else + hash of the canonical URL; schema.org identifier
    event: str = "new"  # new, changed, minor, removed, restored, moved
    revision: int = 1  # 1, 2, 3 ... a site and id; 0, -1 ... older ones that an archive had
    site: str = ""  # name of the declaration
    company: str = ""  # schema.org publisher.name
    section: str | None = None  # schema.org articleSection
    language: str | None = None  # BCP 47; schema.org inLanguage
    url: str = ""  # final URL as fetched
    canonical_url: str = ""  # identity after canonicalisation; schema.org url
    title: str | None = None  # as printed, without site suffix; schema.org headline
    subtitle: str | None = None  # schema.org alternativeHeadline
    published: str | None = None  # ISO date, or date-time with offset; schema.org datePublished
    published_precision: str | None = None  # day, minute, second
    modified: str | None = None  # declared by the page, never guessed; schema.org dateModified
    authors: list[str] = field(default_factory=list)  # schema.org author
    source: str | None = None  # `Source:` line; schema.org sourceOrganization
    dateline: Dateline | None = None  # schema.org dateline
    text: str = ""  # paragraphs separated by one blank line, NFC; schema.org articleBody
    html: str = ""  # the same body as minimal safe HTML
    release_parts: list[ReleasePart] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)  # schema.org image
    attachments: list[Attachment] = field(default_factory=list)  # schema.org associatedMedia
    links: list[Link] = field(default_factory=list)  # schema.org mentions
    breadcrumbs: list[str] = field(default_factory=list)  # schema.org breadcrumb
    keywords: list[str] = field(default_factory=list)  # schema.org keywords
    rights: str | None = None  # schema.org copyrightNotice
    content_hash: str | None = None  # sha256, hex, over normalised title and text
    previous_hash: str | None = None  # of the revision before
    first_seen: str | None = None  # UTC, `2026-11-22T06:00:00Z`
    fetched: str | None = None  # UTC
    http: Http = field(default_factory=Http)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    layout: str | None = None  # name of the layout that matched; `learned`, `generic`
    flags: list[str] = field(default_factory=list)  # snake_case words
    run: str | None = None  # run id
    # Keys that stand on a line only where they say something, after the ones that every line has:
    changes: Changes | None = None  # on every line that is not `new`
    archive: str | None = None  # `FILE#OFFSET` of the response record, with archiving on
    form: str | None = None  # `document`, `elsewhere`; a page where it is missing
    appeared: Appeared | None = None  # of a release that a run has seen on one of its newsroom's sources


@dataclass(slots=True)
class Extraction(Article):
    """An article as read from its page, with what the reader thinks of the page; only Article's keys reach the journal.

    kind: `article`, `listing` or `other`; kind_reason: a short snake_case word (`challenge`, `soft_404`,
    `section_front`, `maintenance`, `article_body` ...).
    """

    kind: str = "article"
    kind_reason: str = ""


@dataclass
class Item(Article):
    """An article on its way through the item pipelines.

    context: who asked for it and what it was read from. It is no field, so no pipeline, exporter or feed shows it; but
    `dataclasses.replace`, `copy.copy` and `copy.deepcopy` hand it on, so that a copy is still known for what it is.
    """

    context: InitVar[object] = None

    def __post_init__(self, context: object) -> None:
        object.__setattr__(self, "context", context)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a listing page, a feed or a sitemap: where an article is and what the row says of it.

    date is ISO (`2019-06-06`) or None; raw_date as printed; by is `listing`, `feed`, `sitemap` or `url`.
    form: None for a page of the newsroom; `elsewhere` (on another host, whatever kind of file), `document` (a PDF or
    office file of the newsroom's own).
    """

    url: str
    title: str | None = None
    date: str | None = None
    raw_date: str | None = None
    section: str | None = None
    by: str = "listing"
    form: str | None = None

    @property
    def headline(self) -> str | None:
        """The title, where somebody wrote it: an address, or the state of a second look, has none."""
        return None if self.by in ("url", "state") else self.title or None


def is_past(line: JsonMapping) -> bool:
    """Whether a line is an older revision that an archive had: it is no article's state, wherever it stands in the journal."""
    return int(line["revision"]) < 1


OPTIONAL_KEYS = ("changes", "archive", "form", "appeared")
_OPTIONAL_PARTS = frozenset(("confidence",))  # keys of nested parts that stand only where they say something
_ARTICLE_KEYS = tuple(f.name for f in dataclasses.fields(Article))


_PARTS: dict[str, type] = {"dateline": Dateline, "http": Http, "changes": Changes, "appeared": Appeared}
_LISTS: dict[str, type] = {"release_parts": ReleasePart, "images": Image, "attachments": Attachment, "links": Link}


def article_of(values: JsonMapping) -> Article:
    """The article that a journal line, or a plain dict of an item, is about; keys that no article has are left out.

    Values that are parts already (a `Http` under `http`) are taken as they are. Raises TypeError for a part with odd keys.
    """
    given = {key: values[key] for key in _ARTICLE_KEYS if key in values}
    given |= {key: _part(kind, given[key]) for key, kind in _PARTS.items() if key in given}
    given |= {key: [_part(kind, each) for each in given[key] or ()] for key, kind in _LISTS.items() if key in given}
    given["provenance"] = _provenance_parts(given.get("provenance") or {})
    return Article(**given)


def _provenance_parts(values: JsonMapping) -> JsonObject:
    return {key: _part(Provenance, each) for key, each in values.items()}


def _part(kind: type, value: Any) -> Any:
    return kind(**value) if isinstance(value, Mapping) else value


def line(article: Article) -> JsonObject:
    """The article as the plain dict of its journal line: Article's keys in order, nested parts as dicts."""
    values = {key: _plain(getattr(article, key)) for key in _ARTICLE_KEYS}
    return {key: value for key, value in values.items() if key not in OPTIONAL_KEYS or value is not None}


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind is str or value is None:  # most values, and this runs for every article that is read
        return value
    if kind is list:
        return [_plain(each) for each in value] if value else []
    if kind is dict:
        return {key: _plain(each) for key, each in value.items()}
    names = _field_names(kind)
    if names is None:
        return value
    return _said({name: _plain(getattr(value, name)) for name in names})


def _said(part: JsonObject) -> JsonObject:
    """A nested part without keys that say nothing, of those that need not stand."""
    return {name: each for name, each in part.items() if each is not None or name not in _OPTIONAL_PARTS}


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Names of a dataclass's fields, None for any other class."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: Any) -> str:
    """`value` as one line of JSON: UTF-8 text as it is, but nothing that any reader takes for a line break."""
    text = _encode(value)
    for char, escape in _LINE_BREAKERS.items():
        text = text.replace(char, escape)
    return text
