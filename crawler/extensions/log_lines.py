"""What the log says of items: one short line for each of this project's own, never its text."""

import logging
from collections.abc import Mapping
from typing import cast

from itemadapter import ItemAdapter
from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from crawler.html.builder import clean
from crawler.items import SCHEMA

_OF_SCRAPY = ("scrapy", "twisted", "py.warnings")
USUAL = frozenset({"unchanged", "duplicate"})  # reasons for which an item needs no line: the rule, not worth a look


class NewsroomLogFormatter(LogFormatter):
    """Scrapy's, but for articles; what another project's item looks like is Scrapy's business."""

    def dropped(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """At the level that Scrapy gives it; DEBUG where nothing was lost."""
        usual = super().dropped(item, exception, response, spider)
        name = _article(item)
        if name is None:
            return usual
        level = logging.DEBUG if str(exception) in USUAL else usual["level"]
        return LogFormatterResult(level=level, msg="Dropped %(name)s: %(why)s", args={"name": name, "why": str(exception)})

    def item_error(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """The traceback follows by itself."""
        usual = super().item_error(item, exception, response, spider)
        name = _article(item)
        if name is None:
            return usual
        return LogFormatterResult(level=usual["level"], msg="Error processing %(name)s", args={"name": name})


class SafeLines(logging.Filter):
    """What pages, servers and files say goes into the log as text: no controls, no overrides, no line that looks like another."""

    def filter(self, record: logging.LogRecord) -> bool:
        whole = record.name.startswith(_OF_SCRAPY)  # its tables have lines
        if isinstance(record.args, Mapping):
            record.args = {name: _as_text(value, whole) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(_as_text(value, whole) for value in record.args)
        record.msg = clean(str(record.msg))
        return True


def make_logs_safe() -> None:
    """Clean what every handler of the process writes; may be called as often as one likes."""
    for handler in logging.root.handlers:
        if not any(isinstance(each, SafeLines) for each in handler.filters):
            handler.addFilter(SafeLines())


def _as_text(value: object, whole: bool) -> object:
    if isinstance(value, int | float) or value is None:
        return value
    said = clean(str(value)).replace("\r", " ")
    return said if whole or said.startswith("Traceback ") else " ".join(said.splitlines())


def _article(item: object) -> str | None:
    """`minmetals:274143 http://...` of an article in whatever form; None for any other item."""
    if not (isinstance(item, Mapping) or ItemAdapter.is_item(item)):
        return None
    form = cast("Mapping[str, object]", ItemAdapter(item))
    if form.get("schema") != SCHEMA:
        return None
    return f"{form.get('id')} {form.get('url')}"
