"""The tables, and how a database of an older version becomes one of this version.

One database serves one newsroom (SQLite beside its journal) or many (PostgreSQL): every row carries the number of its
newsroom. Times are seconds since 1970, hashes are bytes; both a third of the size of their text. Keys of aliases are
16-byte digests, so that a 500-character URL costs no more in the index than a short one.
"""

from collections.abc import Callable

import sqlalchemy as sa

from crawler.items import JsonObject

metadata = sa.MetaData()
_COMPACT: JsonObject = {"sqlite_with_rowid": False}  # the primary key is the table: no second tree on disk


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _site() -> sa.Column[int]:
    """The number of the newsroom, part of every key."""
    return sa.Column("site", sa.Integer, primary_key=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _times(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger) for name in names]


def _line() -> list[sa.Column[int]]:
    """Where a line stands in the journal, in bytes."""
    return [sa.Column("offset", sa.BigInteger, nullable=False), sa.Column("length", sa.Integer, nullable=False)]


def _attempts() -> sa.Column[int]:
    return sa.Column("attempts", sa.Integer, nullable=False, default=0)


versions = sa.Table(
    "schema_version", metadata, sa.Column("number", sa.Integer, primary_key=True), sa.Column("applied", sa.BigInteger)
)

sites = sa.Table(
    "sites", metadata, _site(),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("journal_end", sa.BigInteger, nullable=False, default=0),
    sa.Column("journal_mark", sa.LargeBinary),
)  # fmt: skip

# The newsroom comes last in the keys of articles and aliases: first, SQLite would take it for selective and read a whole
# newsroom for a hash.
articles = sa.Table(
    "articles", metadata, _key("id"), _site(),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Column("hash_key", sa.LargeBinary, nullable=False),  # its first 8 bytes: half of the index's size
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False, default="live"),
    *_times("first_seen", "last_checked"),
    *_texts("etag", "last_modified", "title", "published", "section", "missing_run"),
    sa.Column("page_digest", sa.LargeBinary),
    *_line(), *_texts("form"), **_COMPACT,
)  # fmt: skip
sa.Index("articles_by_hash", articles.c.site, articles.c.hash_key)

revisions = sa.Table(
    "revisions", metadata, _site(), _key("id"),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("event", sa.Text, nullable=False),
    *_times("seen"), *_line(), **_COMPACT,
)  # fmt: skip

aliases = sa.Table(
    "aliases", metadata,
    sa.Column("key", sa.LargeBinary(16), primary_key=True), _site(),
    sa.Column("id", sa.Text, nullable=False),
    *_texts("url"),  # only where the address is needed again: of a duplicate that may outlive the original
    **_COMPACT,
)  # fmt: skip

_elsewhere = aliases.c.url.is_not(None)
sa.Index("aliases_elsewhere", aliases.c.id, sqlite_where=_elsewhere, postgresql_where=_elsewhere)

frontier = sa.Table(
    "frontier", metadata, _site(), _key("id"),
    sa.Column("url", sa.Text, nullable=False),
    *_texts("section", "title", "date", "raw_date", "by"), *_times("discovered"),
    _attempts(), *_texts("reason"), *_times("next_try"), **_COMPACT,
)  # fmt: skip

listings = sa.Table(
    "listings", metadata, _site(), _key("url"), *_texts("section"),
    sa.Column("position", sa.Integer, nullable=False),
    *_texts("etag", "last_modified", "fingerprint"),
    sa.Column("rows", sa.Integer, nullable=False),
    *_times("checked", "walked"), **_COMPACT,
)  # fmt: skip

robots = sa.Table(
    "robots", metadata, _site(), _key("origin"),
    sa.Column("status", sa.Integer),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("fetched", sa.BigInteger, nullable=False),
)  # fmt: skip

baselines = sa.Table(
    "baselines", metadata, _site(), _key("name"), sa.Column("value", sa.Text, nullable=False), *_times("updated")
)

runs = sa.Table(
    "runs", metadata, _site(), _key("run"),
    sa.Column("started", sa.BigInteger, nullable=False),
    sa.Column("line", sa.Text, nullable=False),
)  # fmt: skip

outbox = sa.Table(
    "outbox", metadata, _site(), _key("key"), _key("channel"),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    _attempts(), *_times("next_try"),
)  # fmt: skip

# Made from the journal again by a rebuild; the others are kept, because the journal does not know them.
FROM_JOURNAL = (articles, revisions, aliases)
NOT_FROM_JOURNAL = (frontier, listings, robots, baselines, runs, outbox)


# STEPS[n] changes a database of version n + 1 into one of version n + 2. A released step is never edited; a change of a
# table above comes with a step that does the same to the databases that exist.
def _forms(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN form TEXT")


STEPS: tuple[Callable[[sa.Connection], None], ...] = (_forms,)

_MIGRATION_LOCK = 7_311_940_226  # of PostgreSQL, so that two workers that start together do not both migrate


def migrate(connection: sa.Connection, now: int) -> int:
    """Bring the database to this version's schema; returns the version found before (0: empty).

    Raises ValueError if the database was made by a newer version of the program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
    versions.create(connection, checkfirst=True)
    found = int(connection.scalar(sa.select(sa.func.max(versions.c.number))) or 0)
    newest = len(STEPS) + 1
    if found > newest:
        raise ValueError(f"its schema has version {found}, this program knows {newest}")
    if found == 0:
        metadata.create_all(connection)
        connection.execute(versions.insert().values(number=newest, applied=now))
        return 0
    for number, step in enumerate(STEPS[found - 1 :], start=found + 1):
        step(connection)
        connection.execute(versions.insert().values(number=number, applied=now))
    return found
