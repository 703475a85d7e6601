"""Articles on their way through the item pipelines, in whatever form a pipeline of the user's own gives them.

Our pipelines bring their items here. Others may stand before, between and after them: they drop an item, put a copy, a
plain dict or a changed item in its place, or take the place of ours altogether. Each article still has one outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Self

from crawler.items import Appeared, Article, Item, JsonMapping, line
from crawler.page.mark import TwoLooks, page_mark
from crawler.page.page import Page
from crawler.reasons import Reason
from crawler.revision import Decision, Difference, Known, Seen, appearance_flags, decide, same_bytes
from crawler.run.appearance import Sights, days_said
from crawler.run.earlier_rules import EarlierRules, is_first_reading
from crawler.run.fetch_task import FetchTask
from crawler.run.known_rows import row_by_now
from crawler.run.own_addresses import HALF, PassingParameters, share_of_text
from crawler.run.own_pipelines import give_back, taken
from crawler.run.quality_gate import Objections, objections
from crawler.run.reading_mark import ReadingMark
from crawler.run.recorder import Recorder
from crawler.run.rules import without_layout
from crawler.text.difference import difference, seen_article
from crawler.text.fingerprint import release_hash, title_key
from crawler.urls import article_id, canonical_url, former_ids, in_also


@dataclass(slots=True, eq=False)
class ItemContext:
    """What an item carries with it: who asked for the page, what was read of it, and what the pipelines made of it.

    article_id: as read, later as revised; digest, body: `page_mark` and the page's bytes, None
    and empty for a line of a row alone; decision: once `revise` has made one; values: its line as it left our last step.
    """

    task: FetchTask
    article_id: str
    page: Page
    body: bytes
    digest: str | None
    decision: Decision | None = None
    values: JsonMapping = field(default_factory=dict)

    def __deepcopy__(self, memo: object) -> Self:
        return self  # a copy of an item is still the same article of the same page


class ItemsUnderWay:
    """Gives each item that comes by its next step, and its article an outcome. Methods raise StorageError.

    usual: field -> share of this newsroom's articles that had it, empty where its layouts have fitted no page yet;
    mark: of the run, which names the page under way; writes: whether our last pipeline is in force, which awaits each article.
    """

    writes = False

    def __init__(self, recorder: Recorder, usual: Mapping[str, float], mark: ReadingMark, looks: Sights) -> None:
        self.usual = usual
        self.mark = mark
        self._looks = looks
        self._recorder = recorder
        self._store = recorder.store
        self.passing = PassingParameters(recorder.site)
        self._earlier = EarlierRules(recorder)
        self._under_way: dict[str, ItemContext] = {}  # by the key of its task

    def admit(self, article: Article, task: FetchTask, page: Page, body: bytes) -> Item:
        """The item of an article that was read for this task, for the pipelines."""
        context = ItemContext(task, article.id, page, body, page_mark(page, body) if body else None)
        self._under_way[task.key] = context
        self.passing.page_read(page)
        item = Item(**{each.name: getattr(article, each.name) for each in fields(Article)}, context=context)
        item.content_hash = _hash_of(item)  # for feeds of a chain without our own pipelines, too
        context.values = line(item)
        return item

    def context_of(self, item: object) -> ItemContext | None:
        """What an item carries; for a form that cannot carry it (a plain dict) what its article id says.

        None for an item that is none of ours, or has got its outcome already.
        """
        found = getattr(item, "context", None)
        if not isinstance(found, ItemContext):
            named = item.get("id") if isinstance(item, Mapping) else getattr(item, "id", None)
            found = next((each for each in self._under_way.values() if each.article_id == named), None)
        if found is None or self._under_way.get(found.task.key) is not found:
            return None
        self.mark.page(found.task)
        return found

    def _taken(self, item: object) -> tuple[ItemContext, Article] | str | None:
        """An item's context and article; a reason where a pipeline made of it what no line may be; None for none of ours."""
        context = self.context_of(item)
        if context is None:
            return None
        article, wrong = taken(item, context.values)
        if not wrong:
            return context, article
        del self._under_way[context.task.key]
        self._recorder.set_aside(article, wrong)
        reason = f"{Reason.OWN_PIPELINE}:{wrong[0]}"
        self._recorder.fail(context.task, reason)
        return reason

    def validate(self, item: object) -> str | None:
        """Quarantine an article that cannot be trusted and give the reasons; None for a good one."""
        found = self._taken(item)
        if not isinstance(found, tuple):
            return found
        context, article = found
        against = self._objections(article, context)
        if not against:
            return None
        del self._under_way[context.task.key]
        self._recorder.hold_back(article, context.task, against, context.body)
        return ", ".join(against.words)

    def _objections(self, article: Article, context: ItemContext) -> Objections:
        key = context.task.key
        known = self._store.articles.known([key]).get(key)
        before = self._store.line_of(known) if known else None
        usual = None if in_also(article.url, self._recorder.site) else self.usual  # no layout is made for other hosts
        return objections(article, context.page, row_by_now(self._store.baselines, context.task), before, usual)

    def revise(self, item: object) -> str | None:
        """Make the article a revision; or settle it and give the reason why it needs no line (`unchanged`, `duplicate`)."""
        found = self._taken(item)
        if not isinstance(found, tuple):
            return found
        context, article = found
        return self._revised(article, context, item)

    def _revised(self, article: Article, context: ItemContext, item: object) -> str | None:
        known = self._known(article, context)
        before = self._renamed(known, article, context)
        if before is not None:
            del self._under_way[context.task.key]
            self._recorder.end_renamed(before, context.task)
            return "moved"
        if known and _same_bytes(known, context, article) and not self._is_read_anew(known, article):
            # The same bytes read by the same rules are the same revision, whatever listing led to them this time.
            decision = Decision("unchanged", known.id)
        else:
            decision = self._decide(known, article, context)
        if not decision.writes:
            del self._under_way[context.task.key]
            self._recorder.needs_no_line(article, context.task, decision, context.digest)
            return decision.event
        self._tell_appearance(article, context, decision, known)
        context.decision = decision
        context.article_id = decision.id  # a plain dict is known by the id that it has from now on
        context.values = line(decision.stamp(article))
        give_back(article, item)
        return None

    def _tell_appearance(self, article: Article, context: ItemContext, decision: Decision, known: Known | None) -> None:
        """Say when a new release appeared, and what that says of its date; of a known one what its last line says."""
        if decision.event != "new":
            before = self._store.line_of(known) if known else None
            article.appeared = Appeared(**before["appeared"]) if before and before.get("appeared") else None
            return
        key, row = context.task.key, context.task.row
        noted = None if self._looks.met(key) else self._store.pending.of(key)
        article.appeared = self._looks.of(key, days_said(article, row), noted.discovered if noted else None)
        flags = [flag for flag in appearance_flags(article.published, article.appeared) if flag not in article.flags]
        article.flags += flags
        self._recorder.stats.flags.update(flags)

    def _is_read_anew(self, known: Known, article: Article) -> bool:
        """Whether other rules read a page than when its line was written, or a layout that none did: a better reading."""
        before = self._store.line_of(known)
        if before is None or self._earlier.read(before):
            return before is not None
        return without_layout(before) and not without_layout({"layout": article.layout})

    def _known(self, article: Article, context: ItemContext) -> Known | None:
        """What is known of a reading: by its id or address; a second look is at the article that was asked for."""
        task, site = context.task, self._recorder.site
        redirected = task.recheck and article_id(task.url, site) != article.id
        if redirected or task.waited:
            self._recorder.sync()  # the page that it leads to, or that leads to it, may have been written in this very run
        names = (article.url, *former_ids(article.url, site))
        known = self._store.articles.known_at({article.id: names}).get(article.id)
        asked = None if known else self._store.articles.known([task.key]).get(task.key)
        if asked and (asked.form or (task.recheck and (not redirected or self._is_like(asked, article)))):
            return asked  # of one with a form only the row of a listing told before
        return known

    def _renamed(self, known: Known | None, article: Article, context: ItemContext) -> Known | None:
        """The article that was asked for, where its address leads to what is known as another article by now."""
        task = context.task
        if known is None or not task.recheck or known.id == task.key:
            return None
        asked = self._store.articles.known([task.key]).get(task.key)
        return asked if asked and asked.id != known.id and asked.status != "removed" and self._is_like(asked, article) else None

    def _is_like(self, known: Known, article: Article) -> bool:
        """Whether the page that an article's address leads to by now may be that article under another name."""
        day, other = (known.published or "")[:10], (article.published or "")[:10]
        if (day and day == other) or title_key(known.title or "") == title_key(article.title or ""):
            return True
        before = self._store.line_of(known) if day == other else None
        return before is not None and share_of_text(before["text"], article.text) >= HALF

    def _decide(self, known: Known | None, article: Article, context: ItemContext) -> Decision:
        asked = canonical_url(context.task.url, self._recorder.site)
        moved_from = asked if asked != article.canonical_url else None
        read = line(article)
        seen = seen_article(read, self._recorder.stats.run, moved_from, context.digest)
        twin = None if known else self._twin(article, seen)
        before = self._store.line_of(known) if known else None
        if known is None or before is None:
            decision = decide(known, seen, twin)
            led = moved_from is not None and decision.event == "new" and not context.task.recheck
            return replace(decision, aliases=(context.task.key, asked)) if led else decision
        decision = decide(known, seen, twin, self._difference(known, before, read, context))
        by_rules = is_first_reading(before, read) or (
            decision.event in ("changed", "minor") and self._earlier.explain(known, before, read, context.page)
        )
        return decision.by_rules() if by_rules else decision

    def _difference(self, known: Known, before: JsonMapping, read: JsonMapping, context: ItemContext) -> Difference:
        """How a reading differs from the last line: by what the page says; else, where other rules made it, by how it is read."""
        found = difference(before, read, TwoLooks(known.page_digest, context.page))
        return difference(before, read) if found.event == "unchanged" and self._earlier.read(before) else found

    def _twin(self, article: Article, seen: Seen) -> Known | None:
        """The release that is known with the same content under another address."""
        if article.form:
            return None  # two files or two links are two releases, whatever their titles say: nothing else of them is known
        twin = self._recorder.twin(seen.content_hash or "", seen.published)
        if twin and (twin.published or "")[:10] == (article.published or "")[:10]:
            self.passing.met_again(article.url, twin.canonical_url)
        return twin

    def write(self, item: object) -> str | None:
        """Bring a revision to the recorder.

        What a pipeline changed since `revise` is what is stored. Gives a reason where that needs no line after all.
        """
        found = self._taken(item)
        if not isinstance(found, tuple):
            return found
        context, article = found
        if context.decision is None or article.content_hash != _hash_of(article):
            reason = self._revised(article, context, item)
            if reason or context.decision is None:
                return reason
        article.changes = context.decision.changes
        del self._under_way[context.task.key]
        self._recorder.append(line(article), context.decision, context.task.key, context.digest)
        return None

    def dropped(self, item: object) -> None:
        """A pipeline dropped an item. Raises StorageError."""
        context = self.context_of(item)
        if context is not None:
            del self._under_way[context.task.key]
            self._recorder.drop(context.task)

    def passed(self, item: object, task: FetchTask | None) -> None:
        """An item has left the pipelines: if it was not written, the state remembers nothing of it.

        task: whose answer it was read from, for an item that a pipeline put in its place.
        """
        context = self.context_of(item) or (self._under_way.get(task.key) if task else None)
        if context is not None:
            del self._under_way[context.task.key]
            self._unwritten(context.task.key)

    def broken(self, item: object) -> None:
        """A pipeline raised what it should not: the article is told as part of the crash, and read again by the next run."""
        context = self.context_of(item)
        if context is not None:
            del self._under_way[context.task.key]
            self._recorder.stats.account.settle(context.task.key, "failed", Reason.CRASHED)

    def leave_out_the_rest(self) -> None:
        """What never came out of the pipelines again was not written."""
        for key in self._under_way:
            self._unwritten(key)
        self._under_way.clear()

    def _unwritten(self, key: str) -> None:
        outcome = ("failed", Reason.NOT_HANDED_ON) if self.writes else ("skipped", Reason.NOT_WRITTEN)
        self._recorder.stats.account.settle(key, *outcome)


def _hash_of(article: Article) -> str:
    return release_hash(article.title, article.text, article.form, article.published)


def _same_bytes(known: Known, context: ItemContext, article: Article) -> bool:
    same_place = known.status == "live" and known.canonical_url == article.canonical_url
    return same_place and same_bytes(context.digest, known.page_digest)
