"""CPU of `scrapy reextract` against bare extraction: `python -m bench.reextract [PAGES]` (default 10 000).

The archive holds pages of a replica newsroom, gzipped as servers send them. Bare extraction reads the same pages from memory
in one process. Re-extraction reads the archive in all cores, and every line must come out as the same bytes.
"""

import argparse
import gzip
import re
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from crawler.extract.article import read_article
from crawler.items import Http, dumps, line
from crawler.page.page import Page
from crawler.policy.rights import note_rights
from crawler.reextract.plan import make_plan
from crawler.reextract.pool import outcomes
from crawler.site import Site
from crawler.storage.archive.exchange import Exchange
from crawler.storage.archive.writer import ArchiveWriter
from crawler.storage.durable import DurableFiles
from crawler.text.fingerprint import content_hash
from spiders.minmetals import Minmetals
from tests.replica.newsroom import make

SITE: Site = Minmetals.site
DISTINCT = 400  # different releases; the others are the same pages at other addresses
NOW = datetime(2026, 1, 1, tzinfo=UTC)
RUN = "20260101T000000Z"
_ID = re.compile(r"_(\d{6})\.html$")


class _Unsynced(DurableFiles):
    """A bench need not survive a power cut."""

    def os_fsync(self, descriptor: int) -> None:
        return


def pages(number: int) -> Iterator[tuple[str, bytes, str]]:
    """(address, body, content type) of article pages."""
    newsroom = make(7, DISTINCT, (SITE.name,))
    urls = [url for truth in newsroom.expected(SITE.name) for url in truth.urls[:1] if _ID.search(url)]
    replies = []
    for url in urls:
        parts = urlsplit(url)
        found = newsroom.reply(parts.netloc, parts.path)
        if found.kind == "article":
            kind = next((value for name, value in found.headers.items() if name.lower() == "content-type"), "text/html")
            replies.append((url, found.body, kind))
    for count in range(number):
        url, body, kind = replies[count % len(replies)]
        yield _ID.sub(f"_{100_000 + count}.html", url), body, kind


def write_archive(folder: Path, number: int) -> int:
    """A journal and its archive; returns the bytes of the pages."""
    writer = ArchiveWriter(folder / "archive", RUN, "bench", NOW, _Unsynced())
    size = 0
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as journal:
        for url, body, kind in pages(number):
            packed = gzip.compress(body, mtime=0)
            headers = (("Content-Type", kind), ("Content-Encoding", "gzip"))
            pointer = writer.store(Exchange(url, 200, headers, packed, NOW, note={"purpose": "article", "section": "News"}))
            page = Page(url, body, kind)
            article = read_article((page,), SITE)
            article.section = article.section or "News"
            article.http = Http(200, None, None, page.encoding, len(body))
            note_rights(article, headers, page.text)
            article.content_hash = content_hash(article.title, article.text)
            article.fetched = article.first_seen = "2026-01-01T00:00:00Z"
            article.run, article.archive = RUN, pointer
            journal.write(dumps(line(article)) + "\n")
            size += len(body)
    writer.close()
    return size


def bare(number: int) -> float:
    """CPU seconds of extraction alone."""
    ready = list(pages(number))
    began = time.process_time()
    for url, body, kind in ready:
        read_article((Page(url, body, kind),), SITE)
    return time.process_time() - began


def replayed(folder: Path) -> tuple[float, float, Counter[str]]:
    """CPU seconds of all processes, wall seconds, and the outcomes."""
    began = time.monotonic()
    before = _cpu()
    plan = make_plan(folder / "articles.jsonl", folder / "archive")
    kinds = Counter(each.kind for each in outcomes(plan, SITE, folder / "articles.jsonl", folder / "archive"))
    return _cpu() - before, time.monotonic() - began, kinds


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(number: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-reextract-"))
    try:
        size = write_archive(folder, number)
        print(f"{number:,} pages of {size / number / 1000:.1f} kB", flush=True)
        alone = bare(number)
        cpu, wall, kinds = replayed(folder)
        print(f"bare extraction    {alone:7.1f} s CPU, {1000 * alone / number:.2f} ms a page")
        print(f"scrapy reextract   {cpu:7.1f} s CPU, {1000 * cpu / number:.2f} ms a page, {wall:.1f} s wall: {dict(kinds)}")
        print(f"ratio {cpu / alone:.3f}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=int, default=10_000)
    main(parser.parse_args().pages)
