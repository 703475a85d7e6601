"""Captures of web archives: questions and answers of their indexes, addresses of today, and what is in a record."""

import gzip
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discover.sources.captures import Capture, Captures, IndexPage, PastArchive, captured_at, on_site, prefixes_of
from crawler.errors import BadBody, UsageError
from crawler.policy.warc import of_record, of_replay, require_span
from crawler.run.arguments import Options
from crawler.run.past import archive_of
from crawler.site import Site
from spiders.minmetals import Minmetals

ACME = Site.for_url("https://www.acme.example/news/", "acme")
WAYBACK, CRAWL = archive_of("wayback", {}), archive_of("commoncrawl", {})
HEAD = ["timestamp", "original", "mimetype", "statuscode", "digest", "length"]
ROW = ["20190606120000", "http://acme.example:80/news/1.html", "text/html", "200", "AAAA", "10"]


def test_the_archives_are_where_they_are_unless_a_setting_says_otherwise() -> None:
    assert (WAYBACK.base, CRAWL.base, CRAWL.data) == (
        "https://web.archive.org", "https://index.commoncrawl.org", "https://data.commoncrawl.org"
    )  # fmt: skip
    own = archive_of("commoncrawl", {"COMMONCRAWL_URL": "http://127.0.0.1:80/"})
    assert own.places == ("http://127.0.0.1:80", "http://127.0.0.1:80")
    for wrong in ({"WAYBACK_URL": "ftp://x"}, {"WAYBACK_URL": "//x"}, {"CAPTURES": "some"}):
        with pytest.raises(UsageError, match=next(iter(wrong))):
            archive_of("wayback", wrong)
    with pytest.raises(UsageError, match="right ones are -a source=wayback and -a source=commoncrawl"):
        Options.parse(source="archive.org")


def test_questions_name_each_host_once_and_what_follows() -> None:
    (first,) = WAYBACK.questions(ACME, "2019-01-31")
    assert first.startswith("https://web.archive.org/cdx/search/cdx?url=acme.example%2F&matchType=prefix&")
    assert "from=20190131" in first
    (second,) = WAYBACK.following(first, IndexPage(resume="com,acme)/a b 2019"), ACME, None)
    (third,) = WAYBACK.following(second, IndexPage(resume="k+3"), ACME, None)
    assert second == f"{first}&resumeKey=com%2Cacme%29%2Fa%20b%202019"
    assert third == f"{first}&resumeKey=k%2B3"
    assert WAYBACK.following(first, IndexPage(), ACME, None) == []
    assert CRAWL.questions(ACME, None) == ["https://index.commoncrawl.org/collinfo.json"]
    (count,) = CRAWL.following("", IndexPage(crawls=("/CC-MAIN-2024-10-index",)), ACME, None)
    assert count.startswith("https://index.commoncrawl.org/CC-MAIN-2024-10-index?url=acme.example%2F&")
    pages = CRAWL.following(count, IndexPage(pages=2), ACME, None)
    assert [each.rpartition("&")[2] for each in pages] == ["page=0", "page=1"]
    assert "showNumPages" not in pages[0]
    assert prefixes_of(Minmetals.site)[0].startswith("minmetals.com")
    assert prefixes_of(Site.for_url("http://127.0.0.1:8900/news/")) == ["127.0.0.1:8900/"]


def test_an_index_gives_pages_and_documents_alone() -> None:
    others = [["20190606120000", "http://acme.example/a.png", "image/png", "200", "B", "1"],
              ["20190606120000", "http://acme.example/gone", "text/html", "404", "C", "1"],
              ["20190606120000", "http://acme.example/again", "warc/revisit", "-", "AAAA", "1"],
              ["2019", "http://acme.example/odd", "text/html", "200", "D", "1"]]  # fmt: skip
    page = WAYBACK.read(json.dumps([HEAD, ROW, *others, [], ["key"]]).encode())
    assert (len(page.captures), page.rows, page.resume) == (1, 5, "key")
    (capture,) = page.captures
    assert (capture.stamp, capture.headers) == ("2019-06-06T12:00:00Z", {})
    assert capture.place == f"https://web.archive.org/web/20190606120000id_/{ROW[1]}"
    assert capture.beside("http://x/2").address == "https://web.archive.org/web/20190606120000id_/http://x/2"
    assert WAYBACK.read(b"[]") == WAYBACK.read(b"") == IndexPage()


def test_an_index_of_common_crawl_gives_spans_of_files() -> None:
    row = {"timestamp": "20240301000000", "url": "https://acme.example/news/2.pdf", "mime": "unk", "status": "200", "digest": "E",
           "mime-detected": "application/pdf", "filename": "crawl-data/a/b.warc.gz", "offset": "100", "length": "50"}  # fmt: skip
    lines = [row, row | {"filename": "../../etc/x"}, row | {"offset": "-1"}, row | {"length": "99999999999"}]
    page = CRAWL.read("\n".join(map(json.dumps, lines)).encode())
    (capture,) = page.captures
    assert (capture.span, capture.headers) == ((100, 50), {"Range": "bytes=100-149"})
    assert capture.place == "https://data.commoncrawl.org/crawl-data/a/b.warc.gz#100+50"
    assert CRAWL.read(b'{"pages": 3, "pageSize": 5}').pages == 3
    assert CRAWL.read(b'[{"id": "CC-MAIN-2024-10"}, {"id": "x", "cdx-api": "https://h/y-index"}]').crawls == (
        "/CC-MAIN-2024-10-index", "/y-index"
    )  # fmt: skip


@pytest.mark.parametrize("archive", [WAYBACK, CRAWL])
@given(cut=st.integers(1, 60), junk=st.text(max_size=30))
def test_what_is_no_whole_index_is_refused(archive: PastArchive, cut: int, junk: str) -> None:
    whole = json.dumps([HEAD, ROW]).encode()
    with pytest.raises(BadBody, match="truncated"):
        archive.read(whole[:-cut])
    with suppress(BadBody):
        archive.read(junk.encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "rows",
    [[[], []], [HEAD, [], []], [[], [], []], [[]], [HEAD, [], {"a": 1}],
     [HEAD, ["x"]], [[["a"]], ["x"]], [{}], [{"cdx-api": "http://["}],
     [HEAD, [], ["\ud800"]],
     [HEAD, [ROW[0], "http://acme.example/\ud800", *ROW[2:]]], [{"id": "\ud800"}], [{"cdx-api": "http://x//[y"}], [{"cdx-api": "http://x//other.example/"}]],
)  # fmt: skip
def test_odd_shapes_of_an_index_are_refused_or_lead_to_the_archive_alone(rows: list[object]) -> None:
    for archive in (WAYBACK, CRAWL):
        with suppress(BadBody):
            page = archive.read(json.dumps(rows).encode())
            found = [*archive.following(f"{archive.base}/x", page, ACME, None), *(each.place for each in page.captures)]
            assert all(each.startswith(f"{archive.base}/") and each.encode() for each in found)


def test_an_address_of_long_ago_is_one_of_today() -> None:
    for then in ("http://acme.example:80/news/1.html#top", "https://www.acme.example/news/1.html", "http://www.acme.example/news/1.html"):
        assert on_site(then, ACME) == "https://www.acme.example/news/1.html", then
    for others in ("http://acme.example:8080/", "https://shop.acme.example/", "ftp://acme.example/x", "http://[", "mailto:x"):
        assert on_site(others, ACME) is None, others
    assert on_site("http://minmetals.com/english/News/x.html", Minmetals.site) is not None
    here = Site.for_url("http://127.0.0.1:8900/news/")
    assert on_site("http://127.0.0.1:8900", here) == "http://127.0.0.1:8900/"
    assert captured_at("https://web.archive.org/web/20200101000000id_/https:/acme.example/a") == (
        "20200101000000", "https://acme.example/a"
    )  # fmt: skip
    assert captured_at("https://web.archive.org/about") is None


def test_the_same_bytes_are_asked_for_once() -> None:
    found = Captures(ACME)
    first = Capture("20190101000000", "http://acme.example/news/1.html", "A", "x")
    twice = [replace(first, at=at, digest=digest) for at, digest in (("20200101000000", "A"), ("20180101000000", "B"))]
    (key, *_) = found.add([first, *twice, replace(first, url="http://else.example/")])
    assert [each.at[:4] for each in found.of(key, every=True)] == ["2020", "2018"]
    assert [each.at[:4] for each in found.of(key, every=False)] == ["2020"]


def record(block: bytes, kind: str = "response", more: str = "", length: int | None = None) -> bytes:
    size = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{more}Content-Length: {size}\r\n\r\n".encode()
    return gzip.compress(head + block + b"\r\n\r\n", mtime=0)


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>hi"


def test_a_record_holds_the_answer_of_long_ago() -> None:
    found = of_record(record(PAGE), 1 << 20)
    assert (found.status, found.headers, found.body) == (200, [("content-type", "text/html")], b"<p>hi")
    chunked = b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n<p\r\n3;x\r\n>hi\r\n0\r\n\r\n"
    assert (of_record(record(chunked), 1 << 20).status, of_record(record(chunked), 1 << 20).body) == (404, b"<p>hi")
    bare = chunked.replace(b"2\r\n<p\r\n3;x\r\n>hi\r\n0\r\n\r\n", b"<p>hi")
    assert of_record(record(bare), 1 << 20).body == b"<p>hi"
    replayed = of_replay([("Content-Type", "text/html"), ("X-Archive-Orig-ETag", '"e"'), ("X-Archive-Orig-Content-Length", "9"),
                          ("ETag", '"now"'), ("X-Archive-Orig-Content-Type", "text/x")], b"<p>")  # fmt: skip
    assert replayed.headers == [("etag", '"e"'), ("content-type", "text/html")]


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (record(PAGE)[:-9], "bad_compression"), (b"%PDF", "bad_compression"), (record(PAGE, length=999), "truncated"),
        (record(PAGE[:-1]), "truncated"), (record(PAGE, "revisit"), "revisit"), (record(PAGE, "request"), "not_html"),
        (record(PAGE, more="WARC-Truncated: length\r\n"), "truncated"), (record(b"GET / HTTP/1.1\r\n\r\n"), "bad_http"),
        (record(b"HTTP/1.1 200 OK\r\nno end"), "bad_http"), (gzip.compress(b"x", mtime=0), "bad_http"),
        (record(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>hi\r\n"), "truncated"),
        (gzip.compress(bytes(1 << 21), mtime=0), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "record",
)  # fmt: skip
def test_what_is_no_whole_record_is_refused(packed: bytes, reason: str) -> None:
    with pytest.raises(BadBody) as caught:
        of_record(packed, 1 << 20)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("status", "said", "size"),
    [(200, "", 50), (206, "bytes 0-49/99", 50), (206, "bytes 10-59/99", 49), (206, "", 50)],
)
def test_another_range_than_was_asked_for_is_refused(status: int, said: str, size: int) -> None:
    require_span(206, "bytes 10-59/99", (10, 50), 50)
    with pytest.raises(BadBody):
        require_span(status, said, (10, 50), size)


@pytest.mark.parametrize("size", ["\u00b2", "9" * 5000, "-1", "1_0", " "])
def test_a_length_that_is_no_number_of_bytes_is_none(size: str) -> None:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {size}\r\n\r\n".encode()
    with pytest.raises(BadBody):
        of_record(gzip.compress(head, mtime=0), 1 << 20)
    answer = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\nabc".encode()
    whole = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer
    assert of_record(gzip.compress(whole, mtime=0), 1 << 20).body == b"abc"
