"""Releases that are no page of the newsroom: rows that lead to another host, and files. Each is a line of its own.

What stands elsewhere is never asked for, unless its host is the newsroom's by now; a file is asked for where its text can
be read (extra `pdf`). All else about them is what the row of the listing says: a second look is a second reading of it.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.discover.links import form_of, is_cut
from crawler.extract.document import can_read_pdf, paragraphs_html, pdf_text
from crawler.items import DOCUMENT, ELSEWHERE, Article, Attachment, Http, Item, Provenance, Row, article_of
from crawler.page.page import Page
from crawler.reasons import Reason, reason_of
from crawler.revision import Known
from crawler.run.fetch_task import FetchTask, article_task
from crawler.run.items_under_way import ItemsUnderWay
from crawler.run.recorder import Recorder
from crawler.site import Site
from crawler.text.fingerprint import content_hash, title_key
from crawler.text.safe_text import one_line
from crawler.url_parts import last_part
from crawler.urls import article_id, canonical_url, document_type, in_origins

logger = logging.getLogger(__name__)

ROW = "row"  # purpose of a task that needs no request: its line is made from its row
LOOKS = "second_looks"  # baseline: article id -> digest of what its row said when it last said something new, and the run
NOT_READ = "not_read"  # flag of a file that was not asked for, or whose text could not be read
NO_TEXT = "no_text"  # flag of a file that was read and holds pictures only
# Reasons for which a file's line is made without its text: nobody will ever get it, and its row says what there is.
WITHOUT_TEXT = frozenset({Reason.TOO_LARGE, Reason.ROBOTS_FORBIDDEN, Reason.BAD_URL})


@dataclass(frozen=True, slots=True)
class File:
    """A file that was fetched. url: where it was; kind: `pdf`, `docx` ...; http: what the server said."""

    url: str
    kind: str
    body: bytes
    http: Http
    archive: str | None = None


class Forms:
    """Makes the lines of rows and files. Methods raise StorageError.

    pdf: whether the text of PDF files is wanted, where it can be read (setting PDF_TEXT).
    """

    def __init__(self, site: Site, recorder: Recorder, items: ItemsUnderWay, pdf: bool = True) -> None:
        self.site = site
        self._pdf = pdf and can_read_pdf()
        self._recorder = recorder
        self._items = items
        self._store = recorder.store
        self._run = recorder.stats.run
        self._before: dict[str, list[str]] = self._store.baselines.get(LOOKS) or {}
        self._saved = dict(self._before)
        self._now: dict[str, list[str]] = {}  # of this run: a look that no run repeats is forgotten

    # Which releases are asked for

    def plan(self, tasks: Iterable[FetchTask]) -> list[FetchTask]:
        """The tasks; those whose line is made from the row alone have the purpose `row`."""
        return [replace(task, purpose=ROW) if self._needs_no_request(task) else task for task in tasks]

    def _needs_no_request(self, task: FetchTask) -> bool:
        if task.purpose != "article" or task.recheck:
            return False
        form = form_of(task.url, self.site)
        return form == ELSEWHERE or (form == DOCUMENT and not self._reads(document_type(task.url)))

    def may_be_asked(self, known: Known) -> bool:
        """Whether a second look at a known release is a request: not where it stands elsewhere or cannot be read."""
        return known.form is None or (known.form == DOCUMENT and self._reads(document_type(known.canonical_url)))

    def _reads(self, kind: str | None) -> bool:
        return self._pdf and kind in (None, "pdf")

    def overdue(self, anew: bool) -> list[FetchTask]:
        """Known releases of which more can be read by now: their host is the newsroom's, or the extra is installed.

        anew: those too that an earlier version put aside because they are no page.
        """
        found = [known for known in self._store.articles.of_form(ELSEWHERE) if in_origins(known.canonical_url, self.site)]
        found += [known for known in self._store.articles.of_form(DOCUMENT) if self._is_unread(known)]
        waiting = self._store.pending.waiting([known.id for known in found], self._recorder.clock.stamp())
        tasks = [self._again(known) for known in found if known.id not in waiting]
        return self.plan(tasks + (self._put_aside() if anew else []))

    def _put_aside(self) -> list[FetchTask]:
        failures = [each for each in self._store.pending.failures() if each.reason == Reason.NOT_HTML]
        return [article_task(each.id, Row(each.url, each.title, each.date, each.raw_date, each.section)) for each in failures]

    def _is_unread(self, known: Known) -> bool:
        if not self._pdf or known.page_digest is not None or not self._reads(document_type(known.canonical_url)):
            return False
        line = self._store.line_of(known)
        return line is not None and NOT_READ in line["flags"]

    def _again(self, known: Known) -> FetchTask:
        key = article_id(known.canonical_url, self.site)
        if key != known.id:  # its host was declared since: the same release has another id now
            self._store.articles.add_aliases([(key, known.id, False)])
        row = Row(known.canonical_url, known.title, (known.published or "")[:10] or None, section=known.section)
        return article_task(key, row, recheck=True)

    # Second looks at rows

    def needs_the_answer(self, task: FetchTask) -> bool:
        """Whether a 304 is no use: a row said something new the last time, or a file was never read."""
        if task.purpose == "listing":
            return bool(self._before)
        known = self._store.articles.known([task.key]).get(task.key) if task.recheck else None
        return known is not None and known.form == DOCUMENT and known.page_digest is None

    def look_again(self, rows: Sequence[Row]) -> list[FetchTask]:
        """Tasks for the known releases whose rows say the same new thing in this run and in an earlier one."""
        named = {article_id(row.url, self.site): row for row in rows if row.form}
        known = self._store.articles.known(named) if named else {}
        changed = [(key, named[key]) for key, before in known.items() if self._says_the_same_twice(before, named[key])]
        if self._now != self._saved:
            self._saved = dict(self._now)
            self._store.baselines.save(LOOKS, self._saved)
        discover = self._recorder.stats.account.discover
        return [FetchTask(row.url, ROW, key, row, row.section, recheck=True) for key, row in changed if discover(key)]

    def _says_the_same_twice(self, known: Known, row: Row) -> bool:
        """Whether a row differs from its line, and did so in the same way in an earlier run."""
        if known.form is None or known.status == "removed":
            return False
        if not _differs(known, row):
            self._before.pop(known.id, None)
            self._now.pop(known.id, None)
            return False
        digest = content_hash(row.title or known.title, row.date or known.published)
        if known.id in self._before and self._before[known.id][0] == digest:
            return True
        self._now[known.id] = [digest, self._run]
        return False

    # Lines

    def item_of(self, task: FetchTask) -> Item:
        """The item of a release of which only its row is known."""
        _, article = self._last(task)
        _say(article, task.row)
        article.title = article.title or _name(task.url)
        article.form = form_of(task.url, self.site) or DOCUMENT
        if article.form == DOCUMENT and not article.attachments:
            self._attach(article, document_type(task.url))
            article.flags.append(NOT_READ)
        return self._admit(article, task, b"")

    def item_of_file(self, task: FetchTask, file: File) -> Item | None:
        """The item of a release that is a file, with its text where it can be read. None where a page became a file."""
        known, article = self._last(task)
        if known and known.form is None and known.status == "live":
            self._recorder.fail(task, Reason.NOT_HTML)
            return None
        article.title = article.title or _name(file.url)
        article.form, article.url, article.http, article.archive = DOCUMENT, file.url, file.http, file.archive
        article.attachments = []
        self._attach(article, file.kind)
        self._read_text(article, file)
        # One that is broken or locked will be so until its bytes are others; of one that nothing here reads none is kept.
        return self._admit(article, task, file.body if self._reads(file.kind) else b"")

    def _read_text(self, article: Article, file: File) -> None:
        """Give an article the text of its file, or the flag that says why there is none."""
        text = pdf_text(file.body, article.title) if self._reads(file.kind) else None
        if text is not None:
            article.text, article.html = text, paragraphs_html(text)
        flag = NOT_READ if text is None else NO_TEXT
        article.flags = [each for each in article.flags if each not in (NOT_READ, NO_TEXT)] + ([] if text else [flag])

    def _last(self, task: FetchTask) -> tuple[Known | None, Article]:
        """What is known of a task's release, and its last line; without one what every release has."""
        known = self._store.articles.known([task.key]).get(task.key)
        before = self._store.line_of(known) if known else None
        return known, article_of(before) if before else self._article(task)

    def without_text(self, task: FetchTask, reason: str) -> list[FetchTask] | None:
        """What follows where a file cannot be had: its line without text. None where it is a failure like any other."""
        if task.purpose != "article" or reason_of(reason) not in WITHOUT_TEXT:
            return None
        if form_of(task.url, self.site) != DOCUMENT:
            return None
        known = self._store.articles.known([task.key]).get(task.key)
        if known is None:
            return [replace(task, purpose=ROW)]
        # A digest that no file has: it is not asked for again as one that was never read.
        self._store.articles.checked(known.id, self._recorder.clock.stamp(), digest=bytes(8).hex())
        self._recorder.stats.account.settle(task.key, "unchanged", "not_modified")
        return []

    def _article(self, task: FetchTask) -> Article:
        """What every release has whose row alone is known."""
        site, row = self.site, task.row or Row(task.url)
        found = Article(
            id=task.key, site=site.name, company=site.company, language=site.language, url=task.url,
            canonical_url=canonical_url(task.url, site), section=row.section or task.section,
        )  # fmt: skip
        _say(found, row)
        named = {"title": found.title, "published": found.published}
        found.provenance = {name: Provenance(row.by, "row") for name, value in named.items() if value}
        return found

    def _attach(self, article: Article, kind: str | None) -> None:
        article.attachments.append(Attachment(article.url, article.title, kind))

    def _admit(self, article: Article, task: FetchTask, body: bytes) -> Item:
        article.run = self._run
        article.fetched = self._recorder.clock.stamp()
        article.changes = None
        if not body:
            article.archive = None
        return self._items.admit(article, task, Page(task.url, b""), body)


def _say(article: Article, row: Row | None) -> None:
    """Let an article say what its row says; a title that is cut says no more than the whole one."""
    if row and row.title and not _is_part(row.title, article.title or ""):
        article.title = one_line(row.title)
    if row and row.date and row.date != (article.published or "")[:10]:
        article.published, article.published_precision = row.date, "day"


def tell(where: str, tasks: Sequence[FetchTask], site: Site) -> None:
    """One line of the log for all rows of a listing that need no request."""
    rows = [task for task in tasks if task.purpose == ROW]
    hosts = Counter(urlsplit(task.url).hostname or "" for task in rows if form_of(task.url, site) == ELSEWHERE)
    if rows:
        logger.info(
            "%s: recorded by their rows: on other hosts %d (%s), files %d",
            where, hosts.total(), ", ".join(sorted(hosts)[:5]) or "none", len(rows) - hosts.total(),
        )  # fmt: skip


def _differs(known: Known, row: Row) -> bool:
    """Whether a row says another title or day than the line; a title that is cut says what the whole one says."""
    title = title_key(row.title)
    same = not title or title == title_key(known.title) or _is_part(row.title or "", known.title or "")
    return not same or bool(row.date and row.date != (known.published or "")[:10])


def _is_part(cut: str, title: str) -> bool:
    """Whether a title that ends in dots is the beginning of the other."""
    return is_cut(cut) and title_key(title).startswith(title_key(cut))


def _name(url: str) -> str:
    """A file's name, for one that no row gives a title."""
    return one_line(last_part(url)) or urlsplit(url).netloc
