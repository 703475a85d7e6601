"""What is known of the articles: remembered from journal lines, looked up by id, address and content."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from crawler.items import JsonObject
from crawler.storage.state.connection import Connection, key_of, seconds, stamp
from crawler.storage.state.records import Known, Written
from crawler.storage.state.schema import aliases, articles, frontier, revisions

_BATCH = 500  # ids a statement: SQLite takes 32,766 parameters, PostgreSQL 65,535

# Statements of each article's way through a run, built once: building one costs more than running it.
_SITE: sa.BindParameter[Any] = sa.bindparam("in_site")
_WANTED: sa.BindParameter[Any] = sa.bindparam("wanted", expanding=True)
_BY_ID = sa.select(articles).where(articles.c.site == _SITE, articles.c.id.in_(_WANTED))
_BY_HASH = sa.select(articles).where(articles.c.site == _SITE, articles.c.hash_key.in_(_WANTED))
_LEADS = sa.select(aliases.c.key, aliases.c.id).where(aliases.c.site == _SITE, aliases.c.key.in_(_WANTED))
_OTHERS = (
    sa.select(aliases.c.id, aliases.c.url)
    .where(aliases.c.site == _SITE, aliases.c.id.in_(_WANTED), aliases.c.url.is_not(None))
    .order_by(aliases.c.url)
)
_DROP = sa.delete(frontier).where(frontier.c.site == _SITE, frontier.c.id.in_(_WANTED))
_CHECKED = (
    sa.update(articles)
    .where(articles.c.site == _SITE, articles.c.id == sa.bindparam("in_id"))
    .values(
        status=sa.case((articles.c.status == "missing", "live"), else_=articles.c.status),
        missing_run=None,
        last_checked=sa.bindparam("now"),
        etag=sa.func.coalesce(sa.bindparam("new_etag", type_=sa.Text), articles.c.etag),
        last_modified=sa.func.coalesce(sa.bindparam("new_modified", type_=sa.Text), articles.c.last_modified),
        page_digest=sa.func.coalesce(sa.bindparam("new_digest", type_=sa.LargeBinary), articles.c.page_digest),
    )
)


class Articles(Connection):
    """Articles, revisions and aliases of the store."""

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """What is known of these ids; the id of a duplicate or a moved page leads to the article it stands for."""
        wanted = list(dict.fromkeys(ids))
        with self._begin() as connection:
            found = {each.id: each for each in self._select(connection, _BY_ID, wanted)}
            missing = [each for each in wanted if each not in found]
            leads = self._lead(connection, missing)
            targets = {each.id: each for each in self._select(connection, _BY_ID, sorted(set(leads.values())))}
        found.update({alias: targets[target] for alias, target in leads.items() if target in targets})
        return found

    def by_url(self, url: str) -> Known | None:
        """The article that this URL leads to: canonical, redirected, duplicate or moved; None if it was never met."""
        with self._begin() as connection:
            found = self._lead(connection, [url])
        return self.known([found[url]]).get(found[url]) if url in found else None

    def with_hash(self, content_hash: str, but: str | None = None) -> Known | None:
        """The oldest article with this content, other than `but`."""
        with self._begin() as connection:
            alike = self._select(connection, _BY_HASH, [bytes.fromhex(content_hash)[:8]])
            found = [each for each in alike if each.content_hash == content_hash and each.id != but]
        return min(found, key=lambda each: (each.first_seen, each.id), default=None)

    def all_known(self) -> Iterator[Known]:
        """Every article, by id, without the list of its other addresses; constant memory, in steps of 500."""
        last = ""
        while True:
            query = sa.select(articles).where(articles.c.id > last, articles.c.site == self._site)
            with self._begin() as connection:
                rows = list(connection.execute(query.order_by(articles.c.id).limit(_BATCH)))
            yield from (_known(row, ()) for row in rows)
            if len(rows) < _BATCH:
                return
            last = rows[-1].id

    def newest(self, limit: int) -> list[Known]:
        """The articles with the newest dates, newest first, without those that were withdrawn."""
        day = sa.func.substr(sa.func.coalesce(articles.c.published, ""), 1, 10)
        query = sa.select(articles).where(articles.c.site == self._site, articles.c.status != "removed")
        with self._begin() as connection:
            rows = connection.execute(query.order_by(day.desc(), articles.c.first_seen.desc(), articles.c.id).limit(limit))
            return [_known(row, ()) for row in rows]

    def due_for_recheck(self, before: str, limit: int) -> list[Known]:
        """Articles not withdrawn, last checked before that time, newest release first; those `missing` in any case."""
        wanted = sa.or_(
            sa.and_(articles.c.status == "live", articles.c.last_checked < seconds(before)),
            articles.c.status == "missing",
        )
        newest = sa.func.coalesce(articles.c.published, "")
        query = sa.select(articles).where(articles.c.site == self._site, wanted)
        with self._begin() as connection:
            found = connection.execute(query.order_by(articles.c.status.desc(), newest.desc(), articles.c.id).limit(limit))
            return [_known(row, ()) for row in found]

    def count(self) -> dict[str, int]:
        """Number of articles by status."""
        query = sa.select(articles.c.status, sa.func.count()).where(articles.c.site == self._site).group_by(articles.c.status)
        with self._begin() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def release_days(self, limit: int = 200) -> list[str]:
        """ISO days of the newest releases, oldest first: the published day, else the day first seen."""
        query = sa.select(articles.c.published, articles.c.first_seen).where(articles.c.site == self._site)
        day = sa.func.substr(sa.func.coalesce(articles.c.published, ""), 1, 10)
        with self._begin() as connection:
            found = connection.execute(query.order_by(day.desc(), articles.c.first_seen.desc()).limit(limit))
            return sorted((published or stamp(seen) or "")[:10] for published, seen in found)

    def revisions_of(self, article_id: str) -> list[JsonObject]:
        """The revisions of an article, oldest first: revision, event, seen, offset, length."""
        query = sa.select(revisions).where(revisions.c.site == self._site, revisions.c.id == article_id)
        with self._begin() as connection:
            found = list(connection.execute(query.order_by(revisions.c.revision)))
        return [
            {
                "revision": row.revision,
                "event": row.event,
                "seen": stamp(row.seen),
                "offset": row.offset,
                "length": row.length,
            }
            for row in found
        ]

    # What is learned of articles

    def checked(
        self,
        article_id: str,
        when: str,
        etag: str | None = None,
        last_modified: str | None = None,
        digest: str | None = None,
    ) -> None:
        """An article was looked at and is as it was: note the time and the new validators, where there are any."""
        given = {
            "in_site": self._site, "in_id": article_id, "now": seconds(when), "new_etag": etag,
            "new_modified": last_modified, "new_digest": None if digest is None else bytes.fromhex(digest),
        }  # fmt: skip
        with self._begin() as connection:
            connection.execute(_CHECKED, given)
            self._drop_pending(connection, [article_id])

    def missing(self, article_id: str, run: str, when: str) -> None:
        """An article's page answered 404 or 410 for the first time, in this run."""
        values = {"status": "missing", "missing_run": run, "last_checked": seconds(when)}
        with self._begin() as connection:
            connection.execute(self._one(sa.update(articles), article_id).where(articles.c.status == "live").values(values))
            self._drop_pending(connection, [article_id])

    def alias(self, url_or_id: str, article_id: str, duplicate: bool = False) -> None:
        """This URL or id leads to that article; with `duplicate`, it shows the same release in its own right."""
        self.add_aliases([(url_or_id, article_id, duplicate)])

    def add_aliases(self, found: Iterable[tuple[str, str, bool]]) -> None:
        """As `alias`, for several (url or id, article id, duplicate); all of them leave the frontier."""
        named = list(found)
        rows = [
            {
                "site": self._site,
                "key": key_of(name),
                "id": article_id,
                "url": name if duplicate and "://" in name else None,
            }
            for name, article_id, duplicate in named
            if name and name != article_id
        ]
        with self._begin() as connection:
            self._write(connection, aliases, rows, ("site", "key"))
            self._drop_pending(connection, [name for name, _, _ in named])

    def forget(self, article_id: str) -> bool:
        """Forget an article, so that the next run takes it for new; its lines stay in the journal. False if unknown."""
        with self._begin() as connection:
            gone = connection.execute(self._one(sa.delete(articles), article_id)).rowcount
            for table in (revisions, aliases, frontier):
                connection.execute(sa.delete(table).where(table.c.site == self._site, table.c.id == article_id))
        return bool(gone)

    # Inside

    def _one(self, statement: Any, article_id: str) -> Any:
        return statement.where(articles.c.site == self._site, articles.c.id == article_id)

    def _select(self, connection: sa.Connection, statement: sa.Select[Any], wanted: Sequence[Any]) -> Iterator[Known]:
        for start in range(0, len(wanted), _BATCH):
            given = {"in_site": self._site, "wanted": wanted[start : start + _BATCH]}
            rows = list(connection.execute(statement, given))
            others = self._others(connection, [row.id for row in rows])
            for row in rows:
                yield _known(row, tuple(others.get(row.id, ())))

    def _others(self, connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[str]]:
        """Duplicates' URLs of these articles, which matter only once the original is gone."""
        found: dict[str, list[str]] = {}
        if ids:
            for article_id, url in connection.execute(_OTHERS, {"in_site": self._site, "wanted": ids}):
                found.setdefault(article_id, []).append(url)
        return found

    def _lead(self, connection: sa.Connection, names: Sequence[str]) -> dict[str, str]:
        keys = {key_of(name): name for name in names}
        found: dict[str, str] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), _BATCH):
            given = {"in_site": self._site, "wanted": wanted[start : start + _BATCH]}
            found.update({keys[bytes(key)]: target for key, target in connection.execute(_LEADS, given)})
        return found

    def _remember(self, connection: sa.Connection, written: Sequence[Written]) -> None:
        """Keep what journal lines say, in their order, with a handful of statements for all of them."""
        if not written:
            return
        self._write(connection, articles, [self._article_row(each) for each in written], ("site", "id"))
        seen = [
            {
                "site": self._site, "id": each.line["id"], "revision": each.line["revision"], "event": each.line["event"],
                "seen": seconds(each.line.get("fetched")), "offset": each.offset, "length": each.length,
            }
            for each in written
        ]  # fmt: skip
        self._write(connection, revisions, seen, ("site", "id", "revision"))
        named = [
            (name, each.line["id"], False)
            for each in written
            for name in dict.fromkeys((each.line["canonical_url"], each.line.get("url") or "", *each.aliases))
        ]
        self.add_aliases(named)
        self._drop_pending(connection, [each.line["id"] for each in written])

    def _article_row(self, each: Written) -> JsonObject:
        line = each.line
        http = line.get("http") or {}
        content = bytes.fromhex(line.get("content_hash") or "")
        return {
            "site": self._site, "id": line["id"], "url": line["canonical_url"],
            "hash": content, "hash_key": content[:8], "revision": line["revision"],
            "status": "removed" if line["event"] == "removed" else "live",
            "first_seen": seconds(line.get("first_seen")), "last_checked": seconds(line.get("fetched")),
            "etag": http.get("etag"), "last_modified": http.get("last_modified"), "title": line.get("title"),
            "published": line.get("published"), "section": line.get("section"), "missing_run": None,
            "page_digest": bytes.fromhex(each.page_digest) if each.page_digest else None,
            "offset": each.offset, "length": each.length,
        }  # fmt: skip

    def _drop_pending(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            connection.execute(_DROP, {"in_site": self._site, "wanted": ids[start : start + _BATCH]})


def _known(row: Any, others: tuple[str, ...]) -> Known:
    return Known(
        id=row.id, canonical_url=row.url, content_hash=bytes(row.hash).hex(), revision=row.revision,
        first_seen=stamp(row.first_seen) or "", last_checked=stamp(row.last_checked) or "", etag=row.etag,
        last_modified=row.last_modified, status=row.status, title=row.title, published=row.published,
        section=row.section, missing_run=row.missing_run,
        page_digest=bytes(row.page_digest).hex() if row.page_digest is not None else None,
        offset=row.offset, length=row.length, others=tuple(each for each in others if each != row.url),
    )  # fmt: skip
