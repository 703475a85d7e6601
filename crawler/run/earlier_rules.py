"""What other rules have read: which lines, and whether a difference from one comes from the rules alone.

The company has changed nothing where the page of the line, kept in the archive, says by today's rules what the page says
now; or where the page now, read as then with the template of the site's other pages, says what the line says.
"""

from functools import cached_property
from pathlib import Path

from crawler.extract.article import read_article
from crawler.extract.block_model.template import Template
from crawler.items import JsonMapping, line
from crawler.page.page import Page
from crawler.reextract.plan import Index
from crawler.reextract.reading import Rereader
from crawler.revision import Known
from crawler.run.crawl_state import RULES_SINCE
from crawler.run.recorder import Recorder
from crawler.text.difference import difference

TEMPLATE = "template"  # baseline of older versions: what the pages of an undeclared site have in common, as JSON


class EarlierRules:
    """Compares with what earlier rules made of an article."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def read(self, before: JsonMapping) -> bool:
        """Whether a line was read by other rules than this run reads by."""
        return str(before.get("run") or "") < self._since

    def explain(self, known: Known, before: JsonMapping, read: JsonMapping, page: Page) -> bool:
        """Whether a reading differs from the last line by the rules alone. page: the first of the article, as it is now."""
        return self._archive_reads_the_same(known, before, read) or self._is_as_with_template(before, page)

    def _archive_reads_the_same(self, known: Known, before: JsonMapping, read: JsonMapping) -> bool:
        pointer = before.get("archive")
        if not pointer or not self._folder.is_dir():
            return False
        journal = self._recorder.journal.path
        rereader = Rereader(self._recorder.site, journal, self._folder)
        try:
            found = rereader.read(self._index.task(known.offset, pointer, before.get("run")))
        finally:
            rereader.close()
        again = before if found.kind == "same" else found.after
        return again is not None and difference(again, read).event == "unchanged"

    def _is_as_with_template(self, before: JsonMapping, page: Page) -> bool:
        saved = self._recorder.store.baselines.get(TEMPLATE) if before.get("layout") == "learned" else None
        if not saved:
            return False
        found = read_article([page], self._recorder.site, None, Template.from_json(saved))
        return difference(before, line(found)).event == "unchanged"

    @cached_property
    def _since(self) -> str:
        return str(self._recorder.store.baselines.get(RULES_SINCE) or "")

    @cached_property
    def _index(self) -> Index:
        return Index(self._folder)

    @property
    def _folder(self) -> Path:
        return self._recorder.journal.path.parent / "archive"


def is_first_reading(before: JsonMapping, read: JsonMapping) -> bool:
    """Whether the release itself was read for the first time: it did not change, only more is known of it."""
    if not before.get("form"):
        return False
    return before["form"] != read.get("form") or (not before.get("text") and bool(read.get("text")))
