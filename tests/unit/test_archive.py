"""The archive: what is written can be read back byte for byte, also after a crash, and by other readers."""

import gzip
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

pytest.importorskip("warcio", reason="the extra `archive` is not installed")

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from crawler.errors import BadBody, StorageError
from crawler.storage.archive.cdxj import REVISIT, read_index, surt
from crawler.storage.archive.exchange import Exchange, decode_content
from crawler.storage.archive.reader import ArchiveReader, scan
from crawler.storage.archive.writer import ArchiveWriter, index_path, repair_indexes

NOW = datetime(2026, 3, 1, 6, 0, 0, tzinfo=UTC)
PAGE = "<p>Eine Seite — 一页</p>".encode()


def an_exchange(url: str = "http://news.example/a.html", body: bytes = PAGE, status: int = 200, **more: object) -> Exchange:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))
    values: dict[str, object] = {"request_headers": (("User-Agent", "test"),), "note": {"purpose": "article"}} | more
    return Exchange(url, status, headers, body, NOW, **values)  # type: ignore[arg-type]


def a_writer(folder: Path, run: str = "20260301T060000Z") -> ArchiveWriter:
    return ArchiveWriter(folder, run, "test/1", NOW)


def record_types(path: Path) -> list[str]:
    with path.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]


def test_what_is_stored_is_read_back_as_it_came(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    pointer = writer.store(an_exchange())
    writer.close()
    assert pointer is not None
    found = ArchiveReader(tmp_path).read(pointer)
    assert (found.url, found.status, found.body, found.fetched) == ("http://news.example/a.html", 200, PAGE, NOW)
    assert found.headers == an_exchange().headers


def test_each_exchange_is_a_response_a_request_and_a_note_in_warc_1_1(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.store(an_exchange())
    writer.close()
    assert record_types(writer.path) == ["warcinfo", "response", "request", "metadata"]
    assert gzip.decompress(writer.path.read_bytes()).startswith(b"WARC/1.1\r\n")


def test_bodies_stay_encoded_and_are_decoded_on_demand(tmp_path: Path) -> None:
    body = gzip.compress(PAGE)
    writer = a_writer(tmp_path)
    sent = Exchange("http://news.example/", 200, (("content-encoding", "gzip"),), body, NOW)
    pointer = writer.store(sent)
    writer.close()
    found = ArchiveReader(tmp_path).read(pointer or "")
    assert found.body == body
    assert found.decoded() == PAGE


def test_an_unchanged_payload_is_a_revisit_and_its_pointer_leads_to_the_payload(tmp_path: Path) -> None:
    first = a_writer(tmp_path, "run-1")
    pointer = first.store(an_exchange())
    first.close()
    second = a_writer(tmp_path, "run-2")
    assert second.store(an_exchange()) == pointer
    second.close()
    (entry,) = read_index(index_path(second.path))
    assert (entry.mime, entry.refers_to) == (REVISIT, pointer)
    assert ArchiveReader(tmp_path).read(f"{second.path.name}#{entry.offset}").body == PAGE


def test_the_same_bytes_at_another_address_are_a_page_of_their_own(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    one, other = writer.store(an_exchange()), writer.store(an_exchange("http://news.example/b.html"))
    writer.close()
    assert one != other


def test_a_304_is_a_revisit_of_the_known_page(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    pointer = writer.store(an_exchange())
    assert writer.store(an_exchange(body=b"", status=304)) == pointer
    assert writer.store(an_exchange("http://news.example/unknown", b"", 304)) is None
    writer.close()
    assert b"server-not-modified" in gzip.decompress(writer.path.read_bytes())


def test_a_304_is_a_revisit_though_its_query_is_spelled_in_another_order(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    first = writer.store(an_exchange("http://news.example/detail?b=2&a=1"))
    assert writer.store(an_exchange("http://news.example/detail?a=1&b=2", b"", 304)) == first
    assert writer.store(an_exchange("http://news.example/detail?a=1&b=3", b"", 304)) is None
    writer.close()


def test_a_304_of_an_article_finds_it_under_the_sites_other_host_too(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    first = writer.store(an_exchange("http://news.example.cn/detail?a=1"))
    assert writer.store(an_exchange("http://news.example/detail?a=1", b"", 304)) == first
    assert writer.store(an_exchange("http://news.example.org/detail?a=1", b"", 304, note={"purpose": "home"})) is None
    writer.close()


def test_a_304_shows_the_known_page_in_replay_and_keeps_its_own_headers_beside(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.store(an_exchange())
    writer.store(an_exchange(body=b"", status=304))
    writer.close()
    with writer.path.open("rb") as stream:
        found = [(record.rec_type, record.content_stream().read(), record.rec_headers) for record in ArchiveIterator(stream)]
    (revisit,) = [(block, about) for kind, block, about in found if kind == "revisit"]
    assert revisit[0] == b""
    assert revisit[1].get_header("Content-Length") == "0"
    assert revisit[1].get_header("WARC-Refers-To-Target-URI") == "http://news.example/a.html"
    assert b"http-headers: [" in found[-1][1]


def test_replay_programs_index_the_page_and_not_the_note_about_it(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.store(an_exchange(note={"row": {"title": "Ünïted 五矿\r\nsecond line"}}))
    writer.close()
    with writer.path.open("rb") as stream:
        types = {record.rec_type: record.content_type for record in ArchiveIterator(stream)}
    assert types["metadata"] == "application/warc-fields"
    (entry,) = scan(writer.path)
    assert entry.note == {"row": {"title": "Ünïted 五矿\r\nsecond line"}}


@pytest.mark.guarantee(22)
def test_every_cut_leaves_the_whole_records_before_it_readable(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    pointers = [writer.store(an_exchange(f"http://news.example/{n}", PAGE * (n + 1))) for n in range(3)]
    writer.close()
    whole = writer.path.read_bytes()
    offsets = [int((pointer or "").split("#")[1]) for pointer in pointers]
    for cut in range(offsets[2], len(whole), 97):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / writer.path.name).write_bytes(whole[:cut])
        (index,) = repair_indexes(folder)
        urls = {entry.url for entry in read_index(index)}
        assert {"http://news.example/0", "http://news.example/1"} <= urls
        assert ArchiveReader(folder).read(pointers[1] or "").body == PAGE * 2


def test_a_rebuilt_index_is_the_one_that_was_written(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.store(an_exchange())
    writer.store(an_exchange())
    writer.store(an_exchange("http://news.example/b", note={}))
    writer.store(an_exchange("http://news.example/gone", b"", 404))
    writer.store(an_exchange(body=b"", status=304))
    writer.close()
    written = index_path(writer.path).read_bytes()
    index_path(writer.path).unlink()
    repair_indexes(tmp_path)
    assert index_path(writer.path).read_bytes() == written


def test_a_file_of_a_dead_run_is_never_appended_to(tmp_path: Path) -> None:
    one = a_writer(tmp_path)
    other = a_writer(tmp_path)
    assert one.path != other.path


def test_the_index_is_sorted_and_lines_are_of_the_cdxj_form(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    for url in ("http://b.example/x", "http://a.example/"):
        writer.store(an_exchange(url, url.encode()))
    writer.close()
    lines = index_path(writer.path).read_text().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["example,a)/", "example,b)/x"]
    assert json.loads(lines[0].split(" ", 2)[2])["filename"] == writer.path.name


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Example.com/A?b=1", "com,example)/a?b=1"),
        ("http://example.com:80/", "com,example)/"),
        ("http://example.com:8080/a/", "com,example:8080)/a"),
        ("http://example.com/?b=2&a=1", "com,example)/?a=1&b=2"),
    ],
)
def test_surt(url: str, key: str) -> None:
    assert surt(url) == key


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (gzip.compress(PAGE), ["gzip"]),
        (brotli.compress(PAGE), ["br"]),
        (zstd.compress(PAGE), ["zstd"]),
        (zlib.compress(PAGE), ["deflate"]),
        (zlib.compress(PAGE)[2:-4], ["deflate"]),
        (gzip.compress(gzip.compress(PAGE)), ["gzip", "gzip"]),
        (PAGE, ["identity"]),
    ],
    ids=["gzip", "br", "zstd", "deflate", "raw-deflate", "gzip-twice", "identity"],
)
def test_content_encodings_are_undone(body: bytes, encodings: list[str]) -> None:
    assert decode_content(body, encodings) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate", "unheard-of"])
def test_a_corrupt_or_unknown_encoding_is_a_bad_body(encoding: str) -> None:
    with pytest.raises(BadBody):
        decode_content(b"\x1f\x8bnot compressed at all", [encoding])


@pytest.mark.parametrize("pointer", ["nothing", "a/b#1", "x.warc.gz#1", "#5"])
def test_a_pointer_to_nothing_is_a_storage_error(tmp_path: Path, pointer: str) -> None:
    with pytest.raises(StorageError):
        ArchiveReader(tmp_path).read(pointer)


def test_a_record_that_is_cut_or_changed_is_named(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "r1", "test", datetime(2026, 3, 1, tzinfo=UTC))
    pointer = writer.store(Exchange("https://news.example/", 200, (), b"page" * 100, datetime(2026, 3, 1, tzinfo=UTC)))
    writer.close()
    assert pointer is not None
    whole, offset = writer.path.read_bytes(), int(pointer.rpartition("#")[2])
    for damaged in (whole[: offset + 40], whole[:offset] + b"no gzip member" + whole[offset + 14 :]):
        writer.path.write_bytes(damaged)
        reader = ArchiveReader(tmp_path)
        with pytest.raises(StorageError, match="no whole record at r1"):
            reader.read(pointer)
        reader.close()
    with pytest.raises(StorageError, match="is no archive pointer"):
        ArchiveReader(tmp_path).read("../r1.warc.gz#1")
    with pytest.raises(StorageError, match="cannot read"):
        ArchiveReader(tmp_path).read("absent.warc.gz#1")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: \xc2\xb2", b"Content-Length: " + b"9" * 5000, b"Content-Length: -1", b"\xff: \xff",
        b"Content-Length: 3",
        b"WARC-Target-URI: http://news.example/\r\nWARC-Date: lately\r\nContent-Length: 20",
    ],
)  # fmt: skip
def test_a_whole_record_of_something_else_is_named_likewise(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "run.warc.gz").write_bytes(gzip.compress(b"WARC/1.1\r\n" + head + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\nabcdefgh"))
    for pointer in ("run.warc.gz#0", "run.warc.gz#\u00b2", f"run.warc.gz#{'9' * 5000}"):
        with pytest.raises(StorageError):
            ArchiveReader(tmp_path).read(pointer)
