"""The columns of a dataset: one list from which the Parquet files, the card, the metadata and the checks are made."""

import dataclasses
from dataclasses import dataclass
from types import NoneType
from typing import cast, get_args, get_origin, get_type_hints

from crawler.items import Article

_SQL = {str: "VARCHAR", int: "INTEGER", float: "DOUBLE"}
_LONG = "bytes"  # a number that may be larger than an INTEGER


def _sql_type(hint: object) -> str:
    """The engine's type for what a key of the article line holds; what may be absent is null."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _struct_type(hint)
    inner = [_sql_type(each) for each in get_args(hint) if each is not NoneType]
    if get_origin(hint) is dict:
        return f"MAP({', '.join(inner)})"
    return (inner[0] if inner else _SQL[cast(type, hint)]) + ("[]" if get_origin(hint) is list else "")


def _struct_type(hint: type) -> str:
    parts = {name: "BIGINT" if name == _LONG else _sql_type(inner) for name, inner in get_type_hints(hint).items()}
    return "STRUCT(" + ", ".join(f'"{name}" {kind}' for name, kind in parts.items()) + ")"


# Types of the journal's keys, as the engine reads them. Keys that a line lacks are null.
JOURNAL_TYPES = {name: _sql_type(hint) for name, hint in get_type_hints(Article).items()}

_PROVENANCE_TYPE = (
    'STRUCT(field VARCHAR, "by" VARCHAR, "rule" VARCHAR, agree VARCHAR[], other STRUCT(source VARCHAR, "value" VARCHAR)[])[]'
)
_PROVENANCE = """[{
    'field': e.key, 'by': e.value."by", 'rule': e.value."rule", 'agree': e.value.agree,
    'other': [{'source': o.key, 'value': o.value} FOR o IN map_entries(e.value.other)]
} FOR e IN map_entries(a.provenance)]"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: SQL type, the expression it is made by (over `a` articles, `m` measures, `k` kept), what it means.

    fact: whether it may be passed on where the text may not (`--urls-only`).
    """

    name: str
    type: str
    expression: str
    meaning: str
    fact: bool = False


def _plain(name: str, meaning: str, fact: bool = False) -> Column:
    return Column(name, JOURNAL_TYPES[name], f'a."{name}"', meaning, fact)


DAY, INSTANT = "DATE", "TIMESTAMP WITH TIME ZONE"
_PUBLISHED_DAY = "TRY_CAST(substr(a.published, 1, 10) AS DATE)"
_PUBLISHED_AT = r"CASE WHEN regexp_matches(a.published, 'T.*(Z|[+-]\d\d:?\d\d)$') THEN TRY_CAST(a.published AS TIMESTAMPTZ) END"
_APPEARED = 'TRY_CAST(a.appeared."{}" AS TIMESTAMPTZ)'
# By 0.2: datasets that an earlier version built have none of these.
ADDED = frozenset({"published_day", "published_at", "appeared_after", "appeared_before"})

COLUMNS = (
    _plain("id", "Identity of the article: site group and native id, or hash of the canonical URL", True),
    _plain("text", "The clean body: paragraphs separated by one blank line, NFC, no page furniture"),
    _plain("title", "Headline as printed, without the site's suffix"),
    _plain("subtitle", "Second headline, where the page prints one"),
    _plain("published", "ISO date, or date-time with offset, as the best source gives it", True),
    _plain("published_precision", "day, minute or second", True),
    Column("published_day", DAY, _PUBLISHED_DAY, "The day of `published`, as a date", True),
    Column("published_at", INSTANT, _PUBLISHED_AT, "The instant of `published`; null where only the day is known", True),
    Column("day", "VARCHAR", "k.day", "Day used for splits and coverage: of publication, else first seen", True),
    _plain("modified", "Declared by the page, never guessed", True),
    _plain("site", "Name of the newsroom's declaration", True),
    _plain("company", "The publisher", True),
    _plain("section", "Section of the newsroom", True),
    _plain("language", "BCP 47, as declared", True),
    _plain("url", "Final URL as fetched", True),
    _plain("canonical_url", "Identity after canonicalisation", True),
    _plain("authors", "By-line"),
    _plain("source", "The page's `Source:` line"),
    Column("dateline_place", "VARCHAR", "a.dateline.place", "Place of the dateline"),
    Column("dateline_date", "VARCHAR", "a.dateline.\"date\"", "Date of the dateline"),
    Column("dateline_wire", "VARCHAR", "a.dateline.wire", "News wire of the dateline"),
    _plain("html", "The same body as minimal safe HTML"),
    _plain("release_parts", "What the release carries beside its news: about, forward_looking, contacts, source, related"),
    _plain("images", "Images of the body with their captions"),
    _plain("attachments", "Documents that the body offers"),
    _plain("links", "Links of the body"),
    _plain("breadcrumbs", "Path of the page in its site"),
    _plain("keywords", "Key words as the page states them"),
    _plain("rights", "Rights line as the page states it"),
    Column(
        "rights_signals", 'STRUCT(source VARCHAR, "value" VARCHAR)[]',
        "CASE WHEN k.signals IS NULL THEN NULL ELSE [{'source': s.key, 'value': s.value} FOR s IN map_entries(k.signals)] END",
        "Machine-readable usage signals as captured (TDM reservation, robots, AI preferences); null: not looked for", True,
    ),
    Column("tdm_reserved", "BOOLEAN", "k.tdm_reserved", "Whether text and data mining is reserved; null: not looked for", True),
    Column("ai_train", "BOOLEAN", "k.ai_train", "false where a signal refuses training of AI; null: nothing said", True),
    _plain("event", "Event of the line: new, changed, minor, removed, restored, moved", True),
    _plain("revision", "1, 2, 3 ... of the article", True),
    _plain("content_hash", "sha256 over normalised title and text", True),
    _plain("previous_hash", "content_hash of the revision before", True),
    _plain("first_seen", "UTC", True),
    _plain("fetched", "UTC", True),
    Column("http_status", "INTEGER", "a.http.status", "HTTP status of the page", True),
    Column("http_last_modified", "VARCHAR", "a.http.last_modified", "Last-Modified of the page", True),
    Column("http_encoding", "VARCHAR", "a.http.encoding", "Character encoding the page was decoded with", True),
    Column("http_bytes", "BIGINT", "a.http.bytes", "Size of the page in bytes", True),
    Column("provenance", _PROVENANCE_TYPE, _PROVENANCE, "How each value was found, and which sources agree or differ"),
    _plain("layout", "Name of the page layout that matched", True),
    _plain("flags", "What was odd about the article or its page", True),
    _plain("run", "Run that wrote the line", True),
    Column("change_reason", "VARCHAR", "a.changes.reason", "Why the line was written, where it is not the first", True),
    _plain("archive", "FILE#OFFSET of the archived response, where archiving was on", True),
    Column(
        "form", "VARCHAR", "a.form",
        "document: the release is a file; elsewhere: it stands on another host, without text here; null: a page", True,
    ),
    Column("appeared_after", INSTANT, _APPEARED.format("after"), "When a look proves that it was not on its source yet", True),
    Column("appeared_before", INSTANT, _APPEARED.format("before"), "When it was first seen on a source", True),
    Column("chars", "INTEGER", "m.chars", "Characters of the text", True),
    Column("words", "INTEGER", "m.words", "Tokens: runs of letters and digits, single Han and kana characters", True),
    Column("paragraphs", "INTEGER", "m.paragraphs", "Paragraphs of the text", True),
    Column("digit_share", "DOUBLE", "m.digit_share", "Digits among letters and digits of the text", True),
    Column("script", "VARCHAR", "m.script", "Script of most letters: latin, han, kana, hangul, cyrillic, arabic, other", True),
    Column("language_detected", "VARCHAR", "m.language_detected", "Language by script and function words; null: unsure", True),
    Column("language_agrees", "BOOLEAN", "m.language_agrees", "Whether it agrees with the declared one; null: unsure", True),
    Column("boilerplate_share", "DOUBLE", "m.boilerplate_share", "Share of the text that articles of the site repeat", True),
    Column("boilerplate_suspect", "BOOLEAN", "m.boilerplate_suspect", "Whether page furniture may be in the text", True),
    Column("method", "VARCHAR", "m.method", "How the text was found: rule, learned, generic ...", True),
    Column("sources_agree", "INTEGER", "m.sources_agree", "Independent sources that agree with title, date and text", True),
    Column("sources_differ", "INTEGER", "m.sources_differ", "Independent sources that differ on title, date or text", True),
    Column("cluster", "VARCHAR", "k.cluster", "id of the first of its duplicates, null where it has none", True),
)  # fmt: skip

DUPLICATE_COLUMNS = (
    Column("id_a", "VARCHAR", "", "The earlier article"),
    Column("revision_a", "INTEGER", "", "Its revision"),
    Column("id_b", "VARCHAR", "", "The later article"),
    Column("revision_b", "INTEGER", "", "Its revision"),
    Column("kind", "VARCHAR", "", "exact, near or translation"),
    Column("cross_post", "BOOLEAN", "", "Whether the two stand on different sites"),
    Column("similarity", "DOUBLE", "", "Jaccard similarity of the shingles; of the figures and names for translations"),
    Column("evidence", "VARCHAR", "", "What the pairing rests on"),
    Column("cluster", "VARCHAR", "", "id of the first of all their duplicates"),
)

DROPPED_COLUMNS = (
    Column("id", "VARCHAR", "", "The article"),
    Column("revision", "INTEGER", "", "Its revision"),
    Column("site", "VARCHAR", "", "Its site"),
    Column("url", "VARCHAR", "", "Its URL"),
    Column("filter", "VARCHAR", "", "Name of the filter that dropped it"),
)


def columns(urls_only: bool) -> tuple[Column, ...]:
    """The columns of the data files."""
    return tuple(column for column in COLUMNS if column.fact or not urls_only)


def select_list(chosen: tuple[Column, ...], as_text: bool = False) -> str:
    """The columns as a SELECT list, each cast to its type so that files never differ in schema.

    as_text: dates and instants as JSON has them, `2026-01-31` and `2026-01-31T08:00:00Z`.
    """
    texts = _AS_TEXT if as_text else {}
    casts = [(column.name, f"CAST({column.expression} AS {column.type})", texts.get(column.type, "{}")) for column in chosen]
    return ",\n".join(f'{text.format(cast)} AS "{name}"' for name, cast, text in casts)


_AS_TEXT = {DAY: "CAST({} AS VARCHAR)", INSTANT: "replace(replace(CAST({} AS VARCHAR), ' ', 'T'), '+00', 'Z')"}
