"""Pages that are no release: told from those that are, asked for again, passed over, taken back.

A page that a listing names and that reads as no article is asked for again in the next run; if it reads the same then, it
is passed over for 30 days. A page that is answered for several releases is a notice: nothing of it stays in the journal
as a release without a line that takes it back, and each of these releases is asked for again.
"""

import logging
from collections import Counter
from dataclasses import replace

from crawler.discover.section_links import is_home
from crawler.extract.article import WEAK_REASONS
from crawler.extract.vouch import FEW, own_title, titles_agree
from crawler.items import Extraction
from crawler.page.page import Page
from crawler.reasons import STANDS_IN, Reason
from crawler.revision import Known, Seen, decide, withdrawn
from crawler.run.crawl_state import CrawlState
from crawler.run.fetch_task import FetchTask
from crawler.run.led_away import settle_led_away
from crawler.run.recorder import Recorder
from crawler.run.same_answers import SameAnswers, prints_its_date, words_digest
from crawler.text.fingerprint import content_hash
from crawler.text.writing import ends_sentence, weight
from crawler.urls import article_id, is_article_url

logger = logging.getLogger(__name__)

MAX_NOTICES = 5  # looks at one notice, after which it is what the page is
_ON_ITS_WAY = ("failed", str(Reason.NOT_REACHED))  # of what was discovered and has no outcome yet
_OF_FORM = WEAK_REASONS | {"few_words", "another_headline"}  # what a short notice may look like


class Notices:
    """Decides for each answer whether it may be stored as a release. Methods raise StorageError."""

    def __init__(self, recorder: Recorder, state: CrawlState) -> None:
        self._recorder = recorder
        self._state = state
        self._same = SameAnswers()
        self._late: set[str] = set()  # notices that were on their way to the journal when they were seen to be some
        self._said_before: Counter[str] | None = None  # digests of what earlier runs could not read

    def passes(self, task: FetchTask, found: Extraction, page: Page) -> bool:
        """Whether a page may be stored as its release; else its outcome is noted."""
        self.take_back()
        reason = found.kind_reason or found.kind
        if found.kind != "article" and (reason == Reason.SOFT_404 or reason in STANDS_IN):
            self._stands_in(task, reason)
            return False
        known = self._known(task.key)
        if self._noted_as_notice(task, found, page, _listed_title(task, known)):
            return False
        if found.kind == "article" or (known is not None and _cut_down(found, known)):
            return True
        if known is not None:
            self._recorder.fail(task, self._word_of_known(task, found, page))
        else:
            self._no_article(task, reason, words_digest(page))
        return False

    def conclude(self) -> None:
        """Tell what only all answers of a run together tell."""
        self.take_back()
        if not self._recorder.stats.stopped:
            settle_led_away(self._recorder, self._state.looks)

    def take_back(self) -> None:
        """Take back notices that came to the journal after they were seen to be some."""
        for key in sorted(self._late):
            if self._recorder.stats.account.outcomes.get(key, _ON_ITS_WAY) != _ON_ITS_WAY:
                self._late.discard(key)
                self._withdraw(key)

    def _known(self, key: str) -> Known | None:
        known = self._recorder.store.articles.known([key]).get(key)
        return known if known is not None and known.form is None else None

    def _stands_in(self, task: FetchTask, reason: str) -> None:
        if reason == Reason.SOFT_404:
            self._recorder.look(task, reason, 200)
        else:
            self._recorder.fail(task, reason)

    # Pages that read as no article

    def _no_article(self, task: FetchTask, reason: str, digest: str) -> None:
        before = self._state.noted(task.key)
        was = before.reason or "" if before else ""
        if self._said_by_several(digest):
            self._notice(task, [], digest)
        elif task.row is not None and task.row.by == "sitemap":
            self._recorder.fail(task, Reason.NOT_AN_ARTICLE)  # a sitemap lists pages of all kinds
        elif was == Reason.NOT_AN_ARTICLE or was.split(":")[1:2] == [reason]:
            logger.warning("not an article: %s (%s)", task.url, reason)
            self._recorder.fail(task, Reason.NOT_AN_ARTICLE)
        else:
            word = Reason.UNREADABLE if is_article_url(task.url, self._state.site) else Reason.NO_ARTICLE_READ
            logger.warning("reads as no article, and is asked for again: %s (%s)", task.url, reason)
            self._recorder.fail(task, word, f"{word}:{reason}:{digest}")

    def _word_of_known(self, task: FetchTask, found: Extraction, page: Page) -> Reason:
        """What is said of a known release by whose address no release is read: whether it leads to a page that shows others."""
        elsewhere = article_id(page.url, self._state.site) != task.key
        return Reason.REDIRECTED_HOME if elsewhere and (found.kind == "listing" or is_home(page.url)) else Reason.UNREADABLE

    def _said_by_several(self, digest: str) -> bool:
        """Whether earlier runs were given the same words for several releases."""
        if self._said_before is None:
            self._said_before = Counter((each.reason or "").rpartition(":")[2] for each in self._state.store.pending.failures())
        return self._said_before[digest] > 1

    # Notices

    def _stored_before(self, task: FetchTask, found: Extraction, listed: str | None) -> bool:
        """Whether an undated page under a headline of its own was stored for another release by an earlier run."""
        own = own_title(found)
        if not listed or prints_its_date(found) or (own and titles_agree(listed, own)):
            return False
        twin = self._recorder.twin(content_hash(found.title, found.text), found.published)
        if twin is None or twin.id == task.key:
            return False
        self._withdraw(twin.id)
        return True

    def _noted_as_notice(self, task: FetchTask, found: Extraction, page: Page, listed: str | None) -> bool:
        """Whether a page was answered for other releases too; then it is noted as a notice."""
        others = self._same.add(task.key, found, page, listed)
        if not others and not (found.kind == "article" and self._stored_before(task, found, listed)):
            if task.key in self._same.noted:
                self._recorder.suspect(task.key)
            return False
        self._notice(task, others, words_digest(page))
        return True

    def _notice(self, task: FetchTask, others: list[str], digest: str) -> None:
        before = self._state.noted(task.key)
        kept = f"{Reason.NOTICE}:{digest}"
        if before and before.reason == kept and before.attempts >= MAX_NOTICES:
            self._recorder.fail(task, Reason.NOT_AN_ARTICLE)
            return
        self._recorder.fail(task, Reason.NOTICE, kept)
        for key in others:
            self._withdraw(key)

    def _withdraw(self, key: str) -> None:
        """Take an answer back that was stored, or on its way there, before it was seen to be a notice."""
        account = self._recorder.stats.account
        outcome, reason = account.outcomes.get(key, ("stored", ""))
        if (outcome, reason) == _ON_ITS_WAY:
            self._late.add(key)
            return
        if outcome == "failed" and reason != Reason.STORAGE:
            if reason == Reason.NO_ARTICLE_READ:
                account.settle(key, "failed", Reason.NOTICE)
            return
        if line := self._recorder.cancel(key):
            self._recorder.store.pending.failed(key, line["url"], Reason.NOTICE, section=line["section"])
            account.settle(key, "failed", Reason.NOTICE)
            return
        self._recorder.sync()
        known = self._recorder.store.articles.known([key]).get(key)
        if known is not None and self._take_back(known):
            self._recorder.sync()
            self._recorder.store.pending.failed(known.id, known.canonical_url, Reason.NOTICE, section=known.section)
            account.settle(key, "failed", Reason.NOTICE)

    def _take_back(self, known: Known) -> bool:
        """Write the line that takes back an article's last line, if that brought the notice; whether it did."""
        recorder = self._recorder
        store, run, now = recorder.store, recorder.stats.run, recorder.clock.stamp()
        last = store.line_of(known)
        if last is None or known.status != "live" or (last["event"] != "new" and last["run"] != run):
            return False
        decision = decide(known, Seen("notice", run, known.id, known.canonical_url))
        revisions = store.articles.revisions_of(known.id)
        before = last
        if last["event"] != "new" and len(revisions) > 1:  # an edit, and none of the company's: what was there stays
            place = revisions[-2]
            found = store.line_of(
                replace(known, revision=place["revision"], offset=place["offset"], length=place["length"])
            )
            if found is None or found["event"] == "removed":
                return False
            before, decision = found, replace(decision, event="changed", content_hash=found["content_hash"])
        recorder.append(withdrawn(before, decision, run, now, 200), decision, known.id, None)
        return True


def _listed_title(task: FetchTask, known: Known | None) -> str | None:
    """The headline that the listing has for a release, else the record; None where neither has one."""
    listed = task.row.headline if task.row else None
    return listed or (known.title if known else None)


def _cut_down(found: Extraction, known: Known) -> bool:
    """Whether what is known as a release has become a short notice under the same headline: an edit, however short."""
    own, text = own_title(found), (found.text or "").strip()
    if found.kind != "other" or found.kind_reason not in _OF_FORM or not own or not known.title:
        return False
    return titles_agree(known.title, own) and weight(text) >= FEW // 2 and ends_sentence(text) and not text.endswith(("…", "..."))
