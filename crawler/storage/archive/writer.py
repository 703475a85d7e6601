"""Writes a run's exchanges as gzip members of one WARC 1.1 file, each durable before its pointer is given out.

An exchange becomes a response record (a revisit record where the payload is archived already, or the server said 304),
a request record, and a metadata record with what the crawl knew of the page. They are written and fsynced together, so
a killed run leaves whole records, at most one torn tail, and no pointer to a record that is not there.
"""

import base64
import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from crawler.clock import stamp_of
from crawler.errors import MissingExtra
from crawler.items import JsonMapping
from crawler.storage import own_files
from crawler.storage.archive.cdxj import REVISIT, Entry, read_index, write_index
from crawler.storage.archive.exchange import FIELDS_TYPE, Exchange, note_payload
from crawler.storage.archive.reader import PAYLOAD_HEADER, scan
from crawler.storage.durable import DurableFiles

SUFFIX = ".warc.gz"
_REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"


def warc_modules() -> tuple[ModuleType, ModuleType]:
    """warcio's writer and header modules. Raises MissingExtra where warcio is not installed."""
    try:
        from warcio import statusandheaders, warcwriter  # type: ignore[import-untyped]  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtra("archive", "archiving") from error
    return warcwriter, statusandheaders


class ArchiveWriter:
    """The archive file of one run. Not thread-safe. Raises StorageError where the file system fails."""

    def __init__(self, folder: Path, run: str, software: str, started: datetime, files: DurableFiles | None = None) -> None:
        """folder: the site's archive folder; run: run id, which names the file; indexes of dead runs are made good."""
        self._warc, self._headers = warc_modules()
        self._files = files or DurableFiles()
        self._by_digest: dict[str, Entry] = {}
        self._by_page: dict[str, Entry] = {}
        self._articles: dict[str, Entry] = {}
        own_files.exists(folder, folder=True)
        repair_indexes(folder)
        for index in sorted(folder.glob("*.cdxj")):
            for entry in read_index(index):
                self._remember(entry)
        self.path = _free_path(folder, _file_name(run))
        self._descriptor = self._files.open_append(self.path)
        self._size = os.fstat(self._descriptor).st_size
        self._entries: list[Entry] = []
        self._append([self._info(run, software, started)])

    def store(self, exchange: Exchange) -> str | None:
        """Archive an exchange. Returns `FILE#OFFSET` of its payload's record; None for a 304 of no known page."""
        digest = _digest(exchange.body)
        known = self._confirmed(exchange) if exchange.status == 304 else self._twin(exchange, digest)
        if exchange.status == 304 and known is None:
            self._append(self._records(exchange, digest, None))
            return None
        offset, length = self._append(self._records(exchange, known.digest if known else digest, known))
        date = exchange.fetched.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        entry = Entry(
            exchange.url, date, REVISIT if known else _mime(exchange),
            str(exchange.status), known.digest if known else digest, length, offset, self.path.name,
            known.pointer if known else None, exchange.note,
        )  # fmt: skip
        self._entries.append(entry)
        self._remember(entry)
        return entry.pointer

    def close(self) -> None:
        """Write the index and close the file. Closing twice is allowed."""
        if self._descriptor < 0:
            return
        os.close(self._descriptor)
        self._descriptor = -1
        write_index(index_path(self.path), self._entries)

    def _confirmed(self, exchange: Exchange) -> Entry | None:
        """The record of the page that a 304 says is as it was; an article's may stand under another host of the site."""
        found = self._by_page.get(_page_key(exchange.url))
        return found or (self._articles.get(_article_key(exchange.url)) if _is_article(exchange.note) else None)

    def _twin(self, exchange: Exchange, digest: str) -> Entry | None:
        """The record that holds the same payload of the same page, if there is one."""
        found = self._by_digest.get(f"{digest} {exchange.url}")
        return found if found and exchange.body and found.status == str(exchange.status) else None

    def _remember(self, entry: Entry) -> None:
        self._by_digest.setdefault(f"{entry.digest} {entry.url}", entry)
        if entry.mime == REVISIT or entry.status == "200":
            self._by_page[_page_key(entry.url)] = entry
            if _is_article(entry.note):
                self._articles[_article_key(entry.url)] = entry

    def _builder(self) -> Any:
        return self._warc.WARCWriter(BytesIO(), gzip=True, warc_version="1.1")

    def _info(self, run: str, software: str, started: datetime) -> Any:
        fields = {"software": software, "format": "WARC File Format 1.1", "isPartOf": run, "robots": "obey"}
        record = self._builder().create_warcinfo_record(self.path.name, fields)
        record.rec_headers.replace_header("WARC-Date", stamp_of(started))
        return record

    def _records(self, exchange: Exchange, digest: str, known: Entry | None) -> list[Any]:
        response = self._response(exchange, digest, known)
        identity = response.rec_headers.get_header("WARC-Record-ID")
        about = {"WARC-Date": stamp_of(exchange.fetched), "WARC-Concurrent-To": identity}
        parts = urlsplit(exchange.url)
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        request = self._builder().create_warc_record(
            exchange.url, "request", payload=BytesIO(exchange.request_body), length=len(exchange.request_body),
            http_headers=self._headers.StatusAndHeaders(
                f"{exchange.method} {target} HTTP/1.1", list(exchange.request_headers), is_http_request=True
            ),
            warc_headers_dict=dict(about),
        )  # fmt: skip
        bare = exchange.status == 304 and known is not None  # the headers have no place in its revisit record
        if not exchange.note and not bare:
            return [response, request]
        note = note_payload(exchange.note, exchange.headers if bare else ())
        metadata = self._builder().create_warc_record(
            exchange.url, "metadata", payload=BytesIO(note), length=len(note), warc_content_type=FIELDS_TYPE,
            warc_headers_dict=dict(about),
        )  # fmt: skip
        return [response, request, metadata]

    def _response(self, exchange: Exchange, digest: str, known: Entry | None) -> Any:
        http = self._headers.StatusAndHeaders(
            _status_line(exchange.status), list(exchange.headers), protocol="HTTP/1.1"
        )
        about = {"WARC-Date": stamp_of(exchange.fetched)}
        if exchange.ip:
            about["WARC-IP-Address"] = exchange.ip
        if exchange.truncated:
            about["WARC-Truncated"] = exchange.truncated
        if known is None:
            return self._builder().create_warc_record(
                exchange.url, "response", payload=BytesIO(exchange.body), length=len(exchange.body), http_headers=http,
                warc_headers_dict=about,
            )  # fmt: skip
        # Replay programs show what a revisit record has; without a block a 304 shows the page that it confirms.
        confirmed = exchange.status == 304
        record = self._builder().create_revisit_record(
            exchange.url, digest, known.url, stamp_of(datetime.strptime(known.date, "%Y%m%d%H%M%S").replace(tzinfo=UTC)),
            http_headers=None if confirmed else http, warc_headers_dict=about,
        )  # fmt: skip
        record.rec_headers.add_header(PAYLOAD_HEADER, known.pointer)
        if confirmed:
            record.rec_headers.replace_header("WARC-Profile", _REVISIT_PROFILE + "server-not-modified")
        return record

    def _append(self, records: Iterable[Any]) -> tuple[int, int]:
        """Write records in one piece. Returns offset and length of the first."""
        members = []
        for record in records:
            buffer = BytesIO()
            self._warc.WARCWriter(buffer, gzip=True, warc_version="1.1").write_record(record)
            members.append(buffer.getvalue())
        offset = self._size
        self._size = self._files.append(self._descriptor, b"".join(members), self.path)
        return offset, len(members[0])


def _page_key(url: str) -> str:
    """One spelling for the addresses of a page: a second look may have the parts of the query in another order."""
    parts = urlsplit(url)
    return parts._replace(query="&".join(sorted(parts.query.split("&"))), fragment="").geturl()


def _article_key(url: str) -> str:
    return urlsplit(_page_key(url))._replace(scheme="", netloc="").geturl()


def _is_article(note: JsonMapping) -> bool:
    return note.get("purpose") == "article"


def _free_path(folder: Path, name: str) -> Path:
    """A path that no file has: a file of a dead run may end in half a record, after which nothing could be read."""
    path, number = folder / f"{name}{SUFFIX}", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{name}-{number}{SUFFIX}"
    return path


def index_path(path: Path) -> Path:
    """Where the index of a WARC file stands."""
    return path.with_name(path.name.removesuffix(SUFFIX) + ".cdxj")


def repair_indexes(folder: Path) -> list[Path]:
    """Write the index of each archive file that has none because its run died. Returns the indexes written."""
    files = [path for path in sorted(folder.glob(f"*{SUFFIX}")) if own_files.exists(path)]
    missing = [path for path in files if not own_files.exists(index_path(path))]
    for path in missing:
        write_index(index_path(path), scan(path))
    return [index_path(path) for path in missing]


def _digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _mime(exchange: Exchange) -> str:
    return (exchange.header("Content-Type") or "unk").split(";")[0].strip().lower() or "unk"


def _file_name(run: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in run)
