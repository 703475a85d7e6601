"""What is known of the articles: remembered from journal lines, looked up by id, address and content."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from crawler.items import ARCHIVED, JsonObject, is_past
from crawler.revision import Known
from crawler.storage.state.database import SITE, WANTED, Database, alias_key, to_seconds, to_stamp
from crawler.storage.state.pending import PendingArticles
from crawler.storage.state.records import Written
from crawler.storage.state.schema import FROM_JOURNAL, aliases, articles, frontier, revisions

_STEP = 500  # articles a step of a walk over all of them

# Statements of each article's way through a run, built once: building one costs more than running it.
_BY_ID = sa.select(articles).where(articles.c.site == SITE, articles.c.id.in_(WANTED))
_BY_HASH = sa.select(articles).where(articles.c.site == SITE, articles.c.hash_key.in_(WANTED))
_LEADS = sa.select(aliases.c.key, aliases.c.id).where(aliases.c.site == SITE, aliases.c.key.in_(WANTED))
_OTHERS = (
    sa.select(aliases.c.id, aliases.c.url)
    .where(aliases.c.site == SITE, aliases.c.id.in_(WANTED), aliases.c.url.is_not(None))
    .order_by(aliases.c.url)
)
_ASK_WHOLE = (
    sa.update(articles)
    .where(articles.c.site == SITE, articles.c.id.in_(WANTED))
    .values(etag=None, last_modified=None)
)
_CHECKED = (
    sa.update(articles)
    .where(articles.c.site == SITE, articles.c.id == sa.bindparam("in_id"))
    .values(
        status=sa.case((articles.c.status.in_(["missing", ARCHIVED]), "live"), else_=articles.c.status),
        missing_run=None,
        last_checked=sa.bindparam("now"),
        etag=sa.func.coalesce(sa.bindparam("new_etag", type_=sa.Text), articles.c.etag),
        last_modified=sa.func.coalesce(sa.bindparam("new_modified", type_=sa.Text), articles.c.last_modified),
        page_digest=sa.func.coalesce(sa.bindparam("new_digest", type_=sa.LargeBinary), articles.c.page_digest),
    )
)
# The next articles by id. `site + 0` keeps the planner off the index of a newsroom, by which it would read and sort all of
# its articles for each step; the primary key has them in order.
_AFTER = (
    sa.select(articles)
    .where(articles.c.site + 0 == SITE, articles.c.id > sa.bindparam("last"))
    .order_by(articles.c.id)
    .limit(_STEP)
)
_DATE = sa.func.coalesce(articles.c.published, "")
_DAY = sa.func.substr(_DATE, 1, 10)


class Articles:
    """Articles, revisions and aliases of a newsroom."""

    def __init__(self, database: Database, pending: PendingArticles) -> None:
        self._database = database
        self._pending = pending

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """What is known of these ids; the id of a duplicate or a moved page leads to the article it stands for."""
        wanted = list(dict.fromkeys(ids))
        with self._database.begin():
            found = {each.id: each for each in self._select(_BY_ID, wanted)}
            leads = self._lead([each for each in wanted if each not in found])
            targets = {each.id: each for each in self._select(_BY_ID, sorted(set(leads.values())))}
        found.update({alias: targets[target] for alias, target in leads.items() if target in targets})
        return found

    def known_at(self, names: Mapping[str, Iterable[str]]) -> dict[str, Known]:
        """As `known`, by id; where nothing is known of an id, the first of its other names (URLs, ids) leads on."""
        found = self.known(names)
        others = {key: list(more) for key, more in names.items() if key not in found}
        met = self.known([name for more in others.values() for name in more])
        leads = {key: next((met[name] for name in more if name in met), None) for key, more in others.items()}
        return found | {key: known for key, known in leads.items() if known is not None}

    def by_url(self, url: str) -> Known | None:
        """The article that this URL leads to: canonical, redirected, duplicate or moved; None if it was never met."""
        target = self._lead([url]).get(url)
        return self.known([target]).get(target) if target else None

    def with_hash(self, content_hash: str, but: str | None = None, day: str | None = None) -> Known | None:
        """The oldest article with this content, other than `but`; rather one of that day, where there is one."""
        with self._database.begin():
            alike = self._select(_BY_HASH, [bytes.fromhex(content_hash)[:8]])
        found = [each for each in alike if each.content_hash == content_hash and each.id != but]
        return min(found, key=lambda each: ((each.published or "")[:10] != day, each.first_seen, each.id), default=None)

    def all(self) -> Iterator[Known]:
        """Every article, by id, without the list of its other addresses; constant memory, in steps of 500."""
        last = ""
        while True:
            found = self._database.rows(_AFTER, {"in_site": self._database.site, "last": last})
            yield from map(_known, found)
            if len(found) < _STEP:
                return
            last = found[-1].id

    def newest(self, limit: int) -> list[Known]:
        """The articles with the newest dates, newest first, without those that were withdrawn."""
        order = (_DAY.desc(), articles.c.first_seen.desc(), articles.c.id)
        found = self._database.rows(self._mine(articles.c.status != "removed").order_by(*order).limit(limit))
        return [_known(row) for row in found]

    def of_form(self, form: str) -> list[Known]:
        """The articles of a form (`document`, `elsewhere`) that were not withdrawn, by id."""
        wanted = self._mine(sa.and_(articles.c.form == form, articles.c.status != "removed"))
        return [_known(row) for row in self._database.rows(wanted.order_by(articles.c.id))]

    def due_for_recheck(self, before: str, limit: int, now: str | None = None) -> list[Known]:
        """Articles not withdrawn, last checked before that time, newest release first; those `missing` in any case.

        now: a check that lies after it was timed by a wrong clock and counts as none.
        """
        unbelievable = articles.c.last_checked > to_seconds(now) if now else sa.false()
        wanted = sa.or_(
            sa.and_(articles.c.status == "live", sa.or_(articles.c.last_checked < to_seconds(before), unbelievable)),
            articles.c.status == "missing",
        )
        order = (articles.c.status.desc(), _DATE.desc(), articles.c.id)
        return [_known(row) for row in self._database.rows(self._mine(wanted).order_by(*order).limit(limit))]

    def fresh(self, published: str, first_seen: str, before: str, limit: int) -> list[Known]:
        """Pages of articles published (where none says when: first seen) since then and last checked before that time.

        The longest unchecked first. published: ISO day; first_seen, before: UTC times.
        """
        young = sa.or_(
            articles.c.published >= published,
            sa.and_(articles.c.published.is_(None), articles.c.first_seen >= to_seconds(first_seen)),
        )
        wanted = sa.and_(
            young, articles.c.status == "live", articles.c.form.is_(None), articles.c.last_checked <= to_seconds(before)
        )
        order = (articles.c.last_checked, _DATE.desc(), articles.c.id)
        return [_known(row) for row in self._database.rows(self._mine(wanted).order_by(*order).limit(limit))]

    def count(self) -> dict[str, int]:
        """Number of articles by status."""
        query = sa.select(articles.c.status, sa.func.count().label("number")).where(articles.c.site == self._database.site)
        return {row.status: row.number for row in self._database.rows(query.group_by(articles.c.status))}

    def release_days(self, limit: int = 200) -> list[str]:
        """ISO days of the newest releases, oldest first: the published day, else the day first seen."""
        query = sa.select(articles.c.published, articles.c.first_seen).where(articles.c.site == self._database.site)
        found = self._database.rows(query.order_by(_DAY.desc(), articles.c.first_seen.desc()).limit(limit))
        return sorted((row.published or to_stamp(row.first_seen) or "")[:10] for row in found)

    def revisions_of(self, article_id: str) -> list[JsonObject]:
        """The revisions of an article, oldest first: revision, event, seen, offset, length."""
        query = sa.select(revisions).where(revisions.c.site == self._database.site, revisions.c.id == article_id)
        return [
            {
                "revision": row.revision, "event": row.event, "seen": to_stamp(row.seen), "offset": row.offset,
                "length": row.length,
            }
            for row in self._database.rows(query.order_by(revisions.c.revision))
        ]  # fmt: skip

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
            "in_site": self._database.site, "in_id": article_id, "now": to_seconds(when), "new_etag": etag,
            "new_modified": last_modified, "new_digest": None if digest is None else bytes.fromhex(digest),
        }  # fmt: skip
        with self._database.begin():
            self._database.change(_CHECKED, given)
            self._pending.settled([article_id])

    def ask_whole(self, ids: Iterable[str]) -> None:
        """Forget the validators of these articles: the next look gets the page itself and no 304."""
        self._database.change_of(_ASK_WHOLE, list(ids))

    def missing(self, article_id: str, run: str, when: str) -> None:
        """An article's page answered 404 or 410 for the first time, in this run."""
        live = sa.and_(articles.c.site == self._database.site, articles.c.id == article_id, articles.c.status == "live")
        values = {"status": "missing", "missing_run": run, "last_checked": to_seconds(when)}
        with self._database.begin():
            self._database.change(sa.update(articles).where(live).values(values))
            self._pending.settled([article_id])

    def add_aliases(self, found: Iterable[tuple[str, str, bool]]) -> None:
        """Of each (URL or id, article id, duplicate): the first leads to that article, and leaves the frontier.

        duplicate: whether it shows the same release in its own right.
        """
        named = list(found)
        rows = [
            {
                "site": self._database.site, "key": alias_key(name), "id": article_id,
                "url": name if duplicate and "://" in name else None,
            }
            for name, article_id, duplicate in named
            if name and name != article_id
        ]  # fmt: skip
        with self._database.begin():
            self._database.put(aliases, rows, ("site", "key"))
            self._pending.settled([name for name, _, _ in named])

    def forget(self, article_id: str) -> bool:
        """Forget an article, so that the next run takes it for new; its lines stay in the journal. False if unknown."""
        tables = (articles, revisions, aliases, frontier)
        with self._database.begin():
            gone = [
                self._database.change(sa.delete(table).where(table.c.site == self._database.site, table.c.id == article_id))
                for table in tables
            ]
        return bool(gone[0])

    def forget_all(self) -> None:
        """Forget everything that can be made from the journal again."""
        with self._database.begin():
            for table in FROM_JOURNAL:
                self._database.change(sa.delete(table).where(table.c.site == self._database.site))

    def remember(self, written: Sequence[Written]) -> None:
        """Keep what journal lines say, in their order, with a handful of statements for all of them."""
        if not written:
            return
        site = self._database.site
        seen = [
            {
                "site": site, "id": each.line["id"], "revision": each.line["revision"], "event": each.line["event"],
                "seen": to_seconds(each.line.get("fetched")), "offset": each.offset, "length": each.length,
            }
            for each in written
        ]  # fmt: skip
        named = [
            (name, each.line["id"], False)
            for each in written
            for name in dict.fromkeys((each.line["canonical_url"], each.line.get("url") or "", *each.aliases))
        ]
        with self._database.begin():
            states = [_article_row(each, site) for each in written if not is_past(each.line)]
            self._database.put(articles, states, ("site", "id"))
            self._database.put(revisions, seen, ("site", "id", "revision"))
            self.add_aliases(named)
            self._pending.settled([each.line["id"] for each in written])

    # Inside

    def _mine(self, condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
        return sa.select(articles).where(articles.c.site == self._database.site, condition)

    def _select(self, query: sa.Select[Any], wanted: Sequence[str | bytes]) -> list[Known]:
        """Articles with the URLs of their duplicates, which matter only once the original is gone."""
        found = list(self._database.rows_of(query, wanted))
        others: dict[str, list[str]] = {}
        for row in self._database.rows_of(_OTHERS, [row.id for row in found]):
            others.setdefault(row.id, []).append(row.url)
        return [_known(row, others.get(row.id, ())) for row in found]

    def _lead(self, names: Sequence[str]) -> dict[str, str]:
        keys = {alias_key(name): name for name in names}
        return {keys[bytes(row.key)]: row.id for row in self._database.rows_of(_LEADS, list(keys))}


def _article_row(each: Written, site: int) -> JsonObject:
    line = each.line
    http = line.get("http") or {}
    content = bytes.fromhex(line.get("content_hash") or "")
    return {
        "site": site, "id": line["id"], "url": line["canonical_url"],
        "hash": content, "hash_key": content[:8], "revision": line["revision"],
        "status": "removed" if line["event"] == "removed" else ARCHIVED if ARCHIVED in (line.get("flags") or ()) else "live",
        "first_seen": to_seconds(line.get("first_seen")), "last_checked": to_seconds(line.get("fetched")),
        "etag": http.get("etag"), "last_modified": http.get("last_modified"), "title": line.get("title"),
        "published": line.get("published"), "section": line.get("section"), "missing_run": None,
        "page_digest": bytes.fromhex(each.page_digest) if each.page_digest else None,
        "offset": each.offset, "length": each.length, "form": line.get("form"),
    }  # fmt: skip


def _known(row: sa.Row[Any], others: Sequence[str] = ()) -> Known:
    return Known(
        id=row.id, canonical_url=row.url, content_hash=bytes(row.hash).hex(), revision=row.revision,
        first_seen=to_stamp(row.first_seen) or "", last_checked=to_stamp(row.last_checked) or "", etag=row.etag,
        last_modified=row.last_modified, status=row.status, title=row.title, published=row.published,
        section=row.section, missing_run=row.missing_run,
        page_digest=bytes(row.page_digest).hex() if row.page_digest is not None else None,
        offset=row.offset, length=row.length, others=tuple(each for each in others if each != row.url),
        form=row.form,
    )  # fmt: skip
