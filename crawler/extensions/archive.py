"""Archives every exchange of a run (`-s ARCHIVE=1`), as it came from the network, before any middleware has touched it.

The pointer of an answer stands in its request's meta under `archive`, from where the spider puts it on the article.
"""

import dataclasses
from datetime import datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Request, Response
from scrapy.utils.defer import deferred_from_coro

from crawler.errors import StorageError
from crawler.items import JsonObject
from crawler.run.session import Session, session_of
from crawler.storage.archive.exchange import Exchange
from crawler.storage.archive.writer import ArchiveWriter, warc_modules

POINTER = "archive"  # key of request.meta
_CUT_FLAGS = ("partial", "dataloss")


class ArchiveExtension:
    """Ties an ArchiveWriter to Scrapy's signals; it comes after RunExtension, whose run names the file."""

    def __init__(self, crawler: Crawler, session: Session, writer: ArchiveWriter) -> None:
        self.crawler = crawler
        self.session = session
        self.writer: ArchiveWriter | None = writer
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)
        session.closers.append(self.close)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where archiving is off or nothing will be fetched, MissingExtra where its package is missing."""
        if not crawler.settings.getbool("ARCHIVE"):
            raise NotConfigured
        warc_modules()
        session = session_of(crawler.spider)
        if session is None or session.refused:
            raise NotConfigured
        if session.archive is not None:
            session.stats.politeness["archive"] = f"off: its pages are in the archive {session.archive.name} already"
            raise NotConfigured
        software = str(crawler.settings["USER_AGENT"])
        try:
            writer = ArchiveWriter(session.folder / "archive", session.stats.run, software, session.clock.now())
            return cls(crawler, session, writer)
        except StorageError as error:
            session.storage_failed(error)
            session.refused = str(error)
            raise NotConfigured from error

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Archive an answer; where that fails the run ends, for what it stores could not be replayed."""
        if self.writer is None:
            return
        try:
            request.meta[POINTER] = self.writer.store(exchange(request, response, self.session.clock.now()))
        except StorageError as error:
            self.session.storage_failed(error)
            self.writer = None
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="storage"))

    def close(self) -> None:
        """Finish the last file; where that fails, it is in time for the verdict."""
        if self.writer is None:
            return
        try:
            self.writer.close()
        except StorageError as error:
            self.session.storage_failed(error)


def exchange(request: Request, response: Response, fetched: datetime) -> Exchange:
    """What goes into the archive of a request and its answer."""
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
        note=_note(request),
    )


def _headers(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values or ()
    )


def _note(request: Request) -> JsonObject:
    """What a later reading of the page needs and the page itself does not say."""
    task = request.cb_kwargs.get("task")
    if task is None:
        return {}
    note: JsonObject = {"purpose": task.purpose, "section": task.section}
    if task.row is not None:
        note["row"] = dataclasses.asdict(task.row)
    so_far = request.cb_kwargs.get("so_far")
    if so_far is not None:
        note["part_of"] = so_far.first.request.meta.get(POINTER)
    return note
