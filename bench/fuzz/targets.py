"""What is fuzzed: one function a target, bytes in. Whatever it raises, other than a refusal, is a finding."""

import contextlib
import gzip
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crawler.dataset.record import read_record
from crawler.discover.body_pages import body_parts
from crawler.discover.listing import read_listing
from crawler.discover.section_links import read_front
from crawler.discover.sources.captures import Captures
from crawler.discover.sources.in_page import linked_sources, read_with_scripts
from crawler.discover.sources.read import read_source
from crawler.discover.sources.script_calls import calls_on, with_calls
from crawler.errors import NewsroomError
from crawler.extract import document, extract
from crawler.extract.fields.find_dates import find_dates
from crawler.extract.page_type.classify import page_type
from crawler.page.decode import decode
from crawler.page.page import Page
from crawler.policy import body_checks, redirects, retries, robots, scope, warc
from crawler.policy.decompress import decompress
from crawler.policy.rights import read_signals
from crawler.report.fleet import read_runs, runs_status
from crawler.run.past import ENDPOINTS, archive_of
from crawler.run.reading_mark import broken_before
from crawler.site import Site
from crawler.storage.archive.cdxj import read_index
from crawler.storage.archive.reader import ArchiveReader
from crawler.storage.journal import Journal, Lock, read_articles
from crawler.text.dates.parse import parse_date
from crawler.text.safe_text import clean_text
from crawler.urls import article_id, canonical_url

SITE = Site.for_url("http://www.example.com/news/")
URL = "http://www.example.com/news/2024/t20240501_1.html"
_NOW = datetime(2026, 1, 31, tzinfo=UTC)
_CODINGS = (b"gzip", b"br", b"zstd", b"deflate", b"gzip, br")


def urls(payload: bytes) -> None:
    text = payload.decode("utf-8", "replace")
    for url in (text, f"http://{text}", f"http://www.example.com/{text}"):
        scope.require(url, frozenset(SITE.origins), frozenset())
        assert canonical_url(canonical_url(url, SITE), SITE) == canonical_url(url, SITE)
        article_id(url, SITE)


def url_rules(payload: bytes) -> None:
    from bench.fuzz import whatwg  # noqa: PLC0415 - the extra `fuzz`

    assert whatwg.difference(payload.decode("utf-8", "replace")) is None


def locations(payload: bytes) -> None:
    scope.origin_of(redirects.target(URL, payload))


def robots_txt(payload: bytes) -> None:
    rules = robots.parse(payload)
    for url in (URL, "http://www.example.com/" + payload[:80].decode("latin-1")):
        rules.allowed(url, "newsroom-crawler")


def retry_afters(payload: bytes) -> None:
    retries.retry_after(payload, _NOW)


def encodings(payload: bytes) -> None:
    if payload:
        assert len(decompress(payload[1:], [_CODINGS[payload[0] % len(_CODINGS)]], 1 << 20)) <= 1 << 20


def charsets(payload: bytes) -> None:
    label, _, body = payload.partition(b"\n")
    clean_text(decode(body, label.decode("latin-1")).text)[0].encode("utf-8")


def intakes(payload: bytes) -> None:
    body_checks.require_page(payload, "text/html")
    body_checks.require_simple(payload)
    body_checks.require_end(payload, until_close=True, others_close=True)


def listings(payload: bytes) -> None:
    page = Page("http://www.example.com/news/", payload, "text/html")
    for row in read_listing(page, SITE).rows:
        assert scope.origin_of(row.url) in SITE.origins
    read_front(page, SITE)


def articles(payload: bytes) -> None:
    page = Page(URL, payload, "text/html")
    page_type(page)
    body_parts((page,))
    assert "<script" not in extract(payload, URL).html


def dates(payload: bytes) -> None:
    text = payload.decode("utf-8", "replace")
    for order in ("DMY", "MDY", "YMD"):
        stamp = parse_date(text, ("en", "zh"), order)
        assert stamp is None or stamp.value[:4].isdigit()
    find_dates(_page(b"<div class=date>" + payload + b"</div>"))


def pager_scripts(payload: bytes) -> None:
    row = b"<li><a href=/news/2024/t20240501_%d.html>A release about furnace number %d</a> 2024-05-01</li>"
    rows = b"<ul>" + b"".join(row % (number, number) for number in range(5)) + b"</ul>"
    for script in (b"createPageHTML(%s)", b"var countPage = %s;", b"%s"):
        listing = read_listing(_page(rows + b"<script>" + script % payload + b"</script>"), SITE)
        assert all(scope.origin_of(url) in SITE.origins for url in listing.next)


def claims(payload: bytes) -> None:
    page = b"<script type='application/ld+json'>" + payload + b"</script><h1>A release</h1>" + b"<p>Some words of it.</p>" * 5
    assert "<script" not in extract(b"<html><body>" + page + b"</body></html>", URL).html


def _page(inside: bytes) -> Page:
    return Page(URL, b"<html><body>" + inside + b"</body></html>", "text/html; charset=utf-8")


def journals(payload: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_bytes(b'{"id":"a"}\n' + payload)
        journal = Journal(file)
        journal.append({"id": "b"})
        journal.close()
        assert file.read_bytes().startswith(b'{"id":"a"}\n')


def sources(payload: bytes) -> None:
    """Feeds, sitemaps and JSON lists: by what they begin with, each gets the whole payload."""
    for start in (b"", b"<rss version='2.0'><channel><item>", b"<urlset><url>", b'{"items": [{"url": "/news/1.html", '):
        found = read_source("http://www.example.com/news/feed", start + payload, None, SITE)
        for row in found.rows if found else ():
            scope.origin_of(row.url)


def records(payload: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "build.json").write_bytes(payload)
        read_record(Path(folder))


def scripts(payload: bytes) -> None:
    """Lists in scripts, what scripts ask for, and what elements that call them say."""
    for inside in (b"<script>%s</script>", b"<script>var a = [{'url': '/n/1.html', %s</script>", b"<div data-url='%s'>1</div>"):
        page = _page(inside % payload)
        listing = read_with_scripts(page, SITE)
        assert all(scope.origin_of(row.url) for row in listing.rows)
        linked_sources(page, SITE)
        calls_on(page, SITE)
        with_calls(listing, page, SITE)


def records_of_archives(payload: bytes) -> None:
    """A record of Common Crawl, and one of an archive folder."""
    packed = gzip.compress(b"WARC/1.0\r\n" + payload, 1)
    with contextlib.suppress(NewsroomError):
        warc.of_record(packed, 1 << 20)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "run.warc.gz").write_bytes(packed)
        with contextlib.closing(ArchiveReader(Path(folder))) as archive:
            archive.read("run.warc.gz#0")


def captures(payload: bytes) -> None:
    """Answers of the indexes of archives."""
    for name in ENDPOINTS:
        archive = archive_of(name, {})
        with contextlib.suppress(NewsroomError):
            page = archive.read(payload)
            archive.following("https://index.commoncrawl.org/x?page=1", page, SITE, None)
            Captures(SITE).add(page.captures)


def kept_files(payload: bytes) -> None:
    """Lines of articles and of runs, indexes, locks and marks, as somebody may leave them in a folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("articles.jsonl", "runs.jsonl", "run.cdxj", ".lock", ".reading"):
            (folder / file).write_bytes(payload)
        readers = (
            lambda: list(read_articles(folder / "articles.jsonl")), lambda: read_runs(folder), lambda: runs_status(folder),
            lambda: list(read_index(folder / "run.cdxj")), lambda: broken_before(folder), lambda: Lock(folder, "x").release(),
        )  # fmt: skip
        for each in readers:
            with contextlib.suppress(NewsroomError):
                each()


def lines_of_pdf(payload: bytes) -> None:
    """Text as a PDF may give it: pages end with a form feed."""
    pages = [page.splitlines() for page in payload.decode("utf-8", "replace").split("\f")]
    paragraphs = document._paragraphs([line for page in document._without_furniture(pages) for line in page])
    document.paragraphs_html("\n\n".join(paragraphs))


def headers(payload: bytes) -> None:
    """Cookies of a chain of redirects, and headers that say who may use a page."""
    lines = payload.split(b"\n")
    assert "\n" not in redirects.cookies(lines, redirects.cookies(lines, "a=b"))
    read_signals([("X-Robots-Tag", line.decode("latin-1")) for line in lines], payload.decode("utf-8", "replace"))
    warc.of_replay([(line.decode("latin-1"), line.decode("latin-1")) for line in lines], payload)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        urls, url_rules, locations, robots_txt, retry_afters, encodings, charsets, intakes, listings, articles, dates,
        pager_scripts, claims, journals, sources, records, scripts, records_of_archives, captures, kept_files, lines_of_pdf,
        headers,
    )
}


def one(target: Callable[[bytes], None], payload: bytes) -> None:
    """One input; a refusal in the project's own words is an answer."""
    with contextlib.suppress(NewsroomError):
        target(payload)
