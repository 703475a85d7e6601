"""Archives every exchange of a run (`-s ARCHIVE=1`), as it came from the network, before any middleware has touched it.

The pointer of an answer stands in its request's meta under `archive`, from where the spider puts it on the article.
"""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Request, Response
from scrapy.utils.defer import deferred_from_coro

from crawler.errors import StorageError
from crawler.items import JsonObject
from crawler.storage.archive.exchange import Exchange
from crawler.storage.archive.writer import ArchiveWriter, warc_modules

POINTER = "archive"  # key of request.meta
_CUT_FLAGS = ("partial", "dataloss")


class ArchiveExtension:
    """Ties an ArchiveWriter to Scrapy's signals; it comes after RunExtension, whose run names the file."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider: Any = crawler.spider
        self.writer = self._open()
        self.template = self._keep_template()
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where archiving is off, MissingExtra where its package is missing."""
        if not crawler.settings.getbool("ARCHIVE"):
            raise NotConfigured
        warc_modules()
        return cls(crawler)

    def _keep_template(self) -> str | None:
        """What the site's pages have in common, as this run reads them: a later reading needs the same."""
        template = self.spider.session.template
        if self.writer is None or template is None:
            return None
        return self.writer.attach("urn:newsroom:template", template.to_json().encode("utf-8"), self._now())

    def _open(self) -> ArchiveWriter | None:
        if not self.spider.ready:
            return None  # another run holds the site, or its folder cannot be written: nothing will be fetched
        folder = Path(self.crawler.settings["OUTPUT_DIR"]) / self.spider.site.name / "archive"
        try:
            software = str(self.crawler.settings["USER_AGENT"])
            return ArchiveWriter(folder, self.spider.session.stats.run, software, self._now())
        except StorageError as error:
            self.spider.session.storage_failed(error)
            self.spider.ready = False
            return None

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Archive an answer; where that fails the run ends, for what it stores could not be replayed."""
        if self.writer is None:
            return
        try:
            request.meta[POINTER] = self.writer.store(
                exchange(request, response, self._now(), self.template)
            )
        except StorageError as error:
            self.spider.session.storage_failed(error)
            self.writer = None
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="storage"))

    def spider_closed(self) -> None:
        if self.writer is None:
            return
        try:
            self.writer.close()
        except StorageError as error:
            self.spider.session.storage_failed(error)

    def _now(self) -> datetime:
        clock = getattr(self.spider.session, "clock", None)
        return clock.now() if clock else datetime.now(UTC)


def exchange(request: Request, response: Response, fetched: datetime, template: str | None = None) -> Exchange:
    """What goes into the archive of a request and its answer; template: pointer of the template that the run reads with."""
    cut = any(flag in response.flags for flag in _CUT_FLAGS)
    return Exchange(
        url=request.url,
        status=response.status,
        headers=_headers(response.headers),
        body=response.body,
        fetched=fetched,
        method=request.method,
        request_headers=_headers(request.headers),
        request_body=request.body,
        ip=str(response.ip_address) if response.ip_address else None,
        truncated="disconnect" if cut else None,
        note=_note(request, template),
    )


def _headers(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values or ()
    )


def _note(request: Request, template: str | None) -> JsonObject:
    """What a later reading of the page needs and the page itself does not say."""
    order = request.cb_kwargs.get("task")
    if order is None:
        return {}
    note: JsonObject = {"purpose": order.purpose, "section": order.section}
    if template:
        note["template"] = template
    if order.row is not None:
        note["row"] = dataclasses.asdict(order.row)
    so_far = request.cb_kwargs.get("so_far")
    if so_far is not None:
        note["part_of"] = so_far.first.request.meta.get(POINTER)
    return note
