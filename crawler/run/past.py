"""A run whose source is a web archive: what it reads joins the journal as what it is, the past.

A release that the journal does not know becomes a `new` line, with the flag `archived` and the time of its capture for
`fetched`; in the state it is `archived`: no run asks the newsroom for it, until a listing shows it. Of a release that is
known, a capture from before the last look is an older revision: a line with revision 0, -1 ..., only where none of the
lines of this release says the same. The article's state stays the line with the highest revision. A capture from after the
last look is a look like any other. Nothing of such a run is history for the verdicts of others, nothing waits for them.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from crawler.alerts import SettingsLike
from crawler.clock import Clock
from crawler.discover.sources.captures import COMMONCRAWL, WAYBACK, Capture, PastArchive
from crawler.errors import UsageError
from crawler.items import ARCHIVED, Article, Changes, Item, JsonMapping, JsonObject, Provenance
from crawler.items import line as line_of_article
from crawler.page.page import Page
from crawler.reasons import Reason, reason_of
from crawler.revision import Decision, Known, Seen, decide
from crawler.run.answers import Answers
from crawler.run.arguments import Options
from crawler.run.crawl_state import PASSED_OVER
from crawler.run.fetch_task import FetchTask
from crawler.run.forms import Forms
from crawler.run.items_under_way import ItemContext, ItemsUnderWay
from crawler.run.notices import Notices
from crawler.run.past_walk import DIGEST, PastFrontier
from crawler.run.quality_gate import Objections, objections
from crawler.run.recorder import Recorder
from crawler.run.rules import rules_version
from crawler.run.session import OpenFiles, Session
from crawler.site import Site
from crawler.storage.state import Store
from crawler.text.difference import difference, seen_article
from crawler.verdict.history import History
from crawler.verdict.words import Verdict

READ = "captures"  # baseline: name of the archive -> article id -> digests of the captures that were read
ENDPOINTS = {WAYBACK: "https://web.archive.org", COMMONCRAWL: "https://index.commoncrawl.org"}
DATA = "https://data.commoncrawl.org"  # where the files are that the index of Common Crawl names
EVERY, NEWEST = "all", "newest"  # values of the setting CAPTURES


def archive_of(source: str, settings: SettingsLike) -> PastArchive:
    """The archive of that name, where the settings say that it is. Raises UsageError."""
    if settings.get("CAPTURES") not in (None, EVERY, NEWEST):
        raise UsageError(f"CAPTURES={settings.get('CAPTURES')!r} is neither newest nor all; a right one is -s CAPTURES=all")
    base = str(settings.get(f"{source.upper()}_URL") or ENDPOINTS[source])
    data = str(settings.get("COMMONCRAWL_DATA_URL") or (DATA if base == ENDPOINTS[COMMONCRAWL] else ""))
    return PastArchive.of(source, base, data if source == COMMONCRAWL else "")


def open_run(site: Site, folder: Path, clock: Clock, settings: SettingsLike, source: str | None) -> Session:
    """The run of a newsroom: of its own pages, or of what an archive (`source`) has of them."""
    if source is None:
        return Session.open(site, folder, clock, settings)
    session = PastSession.open(site, folder, clock, settings)
    session.archive = archive_of(source, settings)
    return session


class PastRecorder(Recorder):
    """Writes lines, and notes nothing else of a release: that a capture failed says nothing of the newsroom's own page."""

    def _settle(self, task: FetchTask, outcome: str, reason: str) -> None:
        """The outcome of one capture; what another one of the same release brought counts more."""
        before = self.stats.account.outcomes.get(task.key, ("", ""))
        if before[0] != "stored" and before != ("failed", Reason.STORAGE):
            self.stats.account.settle(task.key, outcome, reason)

    def needs_no_line(self, article: Article, task: FetchTask, decision: Decision, digest: str | None) -> None:
        duplicate = decision.event == "duplicate"
        self._settle(task, "skipped" if duplicate else "unchanged", "duplicate" if duplicate else "same")

    def look(self, task: FetchTask, outcome: str, status: int) -> None:
        self.fail(task, Reason.SOFT_404 if outcome == "soft_404" else f"http_{status}")

    def fail(self, task: FetchTask, reason: str, noted: str = "") -> None:
        self._settle(task, "skipped" if reason_of(reason).effect in PASSED_OVER else "failed", reason)

    def put_off(self, task: FetchTask, reason: str) -> None:
        self._settle(task, "skipped", reason)

    def drop(self, task: FetchTask) -> None:
        self._settle(task, "skipped", "dropped")


class PastItems(ItemsUnderWay):
    """Compares each capture with all that is known of its release."""

    def admit(self, article: Article, task: FetchTask, page: Page, body: bytes) -> Item:
        if task.capture is not None:
            mark(article, task.capture, article.fetched)
        return super().admit(article, task, page, body)

    def _objections(self, article: Article, context: ItemContext) -> Objections:
        return objections(article, context.page, context.task.row, None, None)  # it need not look like today's pages

    def _is_read_anew(self, known: Known, article: Article) -> bool:
        return False

    def _known(self, article: Article, context: ItemContext) -> Known | None:
        if self._recorder.stats.account.outcomes.get(context.task.key) == ("failed", Reason.STORAGE):
            self._recorder.sync()  # a newer capture of this release is on its way to disk
        return super()._known(article, context)

    def _decide(self, known: Known | None, article: Article, context: ItemContext) -> Decision:
        read = line_of_article(article)
        seen = seen_article(read, self._recorder.stats.run, None, context.digest)
        if known is None:
            twin = self._twin(article, seen)
            found = decide(None, seen, twin)
            if found.event == "new" or twin is None:
                return found
            return Decision("duplicate", twin.id, twin.revision, twin.canonical_url, content_hash=seen.content_hash)
        if (article.fetched or "") > known.last_checked:
            return super()._decide(known, article, context)
        return _older(known, seen, read, self._lines_of(known))

    def _lines_of(self, known: Known) -> list[JsonObject]:
        """All lines of an article that say something, by revision."""
        places = self._store.articles.revisions_of(known.id)
        each = [replace(known, revision=at["revision"], offset=at["offset"], length=at["length"]) for at in places]
        return [line for line in map(self._store.line_of, each) if line is not None]


def _older(known: Known, seen: Seen, read: JsonMapping, lines: list[JsonObject]) -> Decision:
    """What a capture from before the last look is: an older revision, or nothing new."""
    found = [difference(line, read) for line in lines]
    if any(each.event != "changed" for each in found) or not found:
        return Decision("unchanged", known.id, known.revision, known.canonical_url, content_hash=known.content_hash)
    lowest = min(1, *(int(line["revision"]) for line in lines))
    changes = Changes("archived", list(found[-1].fields), found[-1].diff)
    return Decision(
        "changed", known.id, lowest - 1, known.canonical_url, None, seen.content_hash, known.first_seen, changes
    )  # fmt: skip


def mark(article: Article, capture: Capture, now: str | None) -> None:
    """Say on an article that it was read from a capture: when that was made, where it is, and when it was read."""
    article.fetched = capture.stamp
    article.flags = [*(flag for flag in article.flags if flag != ARCHIVED), ARCHIVED]
    said = {"captured": capture.stamp, "read": now, "digest": capture.digest or None}
    article.provenance["fetched"] = Provenance(capture.source, capture.place, other=said)


class PastNotices(Notices):
    """Takes nothing back but what came from an archive itself."""

    def _take_back(self, known: Known) -> bool:
        return known.status == ARCHIVED and super()._take_back(replace(known, status="live"))


class PastSession(Session):
    """The run of an archive's captures."""

    recorder_type = PastRecorder
    items_type = PastItems

    def begin(self, options: Options) -> list[FetchTask]:
        """The questions to the archive's index."""
        opened = self._must_be_open()
        assert self.archive is not None, "open_run gives the archive"
        opened.state.note_rules(rules_version(self.site), self.stats.run)
        read: Mapping[str, Mapping[str, list[str]]] = opened.store.baselines.get(READ) or {}
        addresses = [known.canonical_url for known in opened.store.articles.newest(1000)]
        frontier = PastFrontier(
            self.site, options, self.stats, opened.state, self.archive, read.get(self.archive.name, {}), addresses,
            every=self.settings.get("CAPTURES") == EVERY,
        )  # fmt: skip
        forms = self._forms = Forms(self.site, opened.recorder, opened.items)
        self._answers = Answers(self.site, frontier, opened.items, opened.recorder, opened.state, self.clock, forms)
        self._answers.notices = PastNotices(opened.recorder, opened.state)
        self.completeness = frontier.completeness
        self.stats.limited, self.stats.source = options.bounds, self.archive.name
        return frontier.begin()

    def validators(self, task: FetchTask) -> dict[str, str | None]:
        return {}

    def _usual(self, store: Store) -> History:
        return History()

    def _conclude(self, opened: OpenFiles) -> None:
        if self.completeness is not None:
            self.completeness.conclude(self.stats, None, (*opened.state.accepted_gaps(), *self.site.accepted))

    def _remember(self, opened: OpenFiles, line: JsonObject, verdict: Verdict) -> None:
        """Which captures were read; the newsroom's own history is as it was."""
        if self._answers is None or self.archive is None:
            return
        frontier = cast(PastFrontier, self._answers.frontier)
        before: dict[str, dict[str, list[str]]] = opened.store.baselines.get(READ) or {}
        of_archive = before.get(self.archive.name, {})
        for key, (outcome, reason) in self.stats.account.outcomes.items():
            if outcome != "failed" and reason not in ("known", Reason.MAX_ARTICLES):
                asked = frontier.captures.of(key, every=frontier.every)
                of_archive[key] = sorted({*of_archive.get(key, ()), *(each.digest[:DIGEST] for each in asked)})
        opened.store.baselines.save(READ, {**before, self.archive.name: of_archive})
