"""A crawl with archiving on can be read again offline: the same lines by the same rules, `changed` lines by newer ones."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import crawl, scrapy

pytest.importorskip("warcio", reason="the extra `archive` is not installed")

from crawler.items import dumps
from crawler.storage.archive.reader import ArchiveReader
from tests.replica.catalogue import SITES
from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer

SITE = "minmetals"


@pytest.fixture(scope="module")
def replica() -> Iterator[ReplicaServer]:
    with ReplicaServer(make(11, 25, SITES)) as server:
        yield server


@pytest.fixture
def crawled(replica: ReplicaServer, tmp_path: Path) -> Path:
    """The output folder of a crawl with archiving on."""
    done = crawl(SITE, tmp_path, "-s", "ARCHIVE=1", proxy=replica.address)
    assert done.code == 0, done.stdout + done.stderr[-3000:]
    return tmp_path


def reextract(output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return scrapy("reextract", SITE, "-s", f"OUTPUT_DIR={output}", "-L", "WARNING", *arguments)


def lines_of(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (output / SITE / "articles.jsonl").read_text("utf-8").split("\n") if line]


def test_every_line_points_at_the_page_it_was_read_from(crawled: Path) -> None:
    reader = ArchiveReader(crawled / SITE / "archive")
    lines = lines_of(crawled)
    assert lines
    for line in lines:
        found = reader.read(str(line["archive"]))
        assert (found.url, found.status) == (line["url"], 200)
    assert len(list((crawled / SITE / "archive").glob("*.warc.gz"))) == 1


@pytest.mark.guarantee(22)
def test_the_same_rules_give_the_same_bytes(crawled: Path) -> None:
    before = (crawled / SITE / "articles.jsonl").read_bytes()
    done = reextract(crawled)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(lines_of(crawled))} the same, 0 different, 0 only" in done.stdout
    assert (crawled / SITE / "articles.jsonl").read_bytes() == before


def test_other_rules_are_compared_and_then_written(crawled: Path, replica: ReplicaServer) -> None:
    journal = crawled / SITE / "articles.jsonl"
    lines = lines_of(crawled)
    # As if the rules of the crawl had read a title and a date wrongly.
    lines[0] |= {"title": "Wrong title", "content_hash": "0" * 64}
    lines[1]["published"] = "1999-01-01"
    lines[2]["provenance"] = {}
    journal.write_text("".join(dumps(line) + "\n" for line in lines), encoding="utf-8")
    before = journal.read_bytes()
    compared = reextract(crawled, "--compare")
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert f"{len(lines) - 3} the same, 2 different, 1 only in how it was found" in compared.stdout
    assert journal.read_bytes() == before
    page = (crawled / SITE / "reextract.html").read_text("utf-8")
    assert "<del>Wrong</del>" in page
    assert reextract(crawled).returncode == 0
    assert journal.read_bytes().startswith(before)
    written = lines_of(crawled)[len(lines) :]
    assert [(line["id"], line["event"], line["revision"]) for line in written] == [
        (lines[0]["id"], "changed", 2), (lines[1]["id"], "changed", 2),
    ]  # fmt: skip
    assert [line["changes"]["reason"] for line in written] == ["rules", "rules"]  # type: ignore[index]
    assert written[1]["changes"]["fields"] == ["published"]  # type: ignore[index]
    assert written[0]["previous_hash"] == "0" * 64
    # The state follows, so that neither a third reading nor the next crawl finds anything.
    assert "0 lines written" in reextract(crawled).stdout
    again = crawl(SITE, crawled, "-a", "deep=1", "-s", "ARCHIVE=1", proxy=replica.address)
    assert again.code == 0, again.stdout
    assert len(lines_of(crawled)) == len(lines) + 2


def test_a_crawl_tells_what_only_its_rules_read_otherwise(tmp_path: Path) -> None:
    """The furniture of all pages is another by now, so that no page has its bytes; one article was edited besides."""
    with ReplicaServer(make(12, 20, (SITE,))) as server:
        assert crawl(SITE, tmp_path, "-s", "ARCHIVE=1", proxy=server.address).code == 0
        first = lines_of(tmp_path)
        server.advance("furniture", SITE)
        [(_, edited)] = server.advance("edit", SITE).events
        journal = tmp_path / SITE / "articles.jsonl"
        wrong = [line for line in first if line["id"] != edited][:3]
        for line in wrong:  # as if the rules of that crawl had read less of the page
            line["text"] = str(line["text"]).partition("\n")[0][:60]
            line["content_hash"] = "0" * 64
        journal.write_text("".join(dumps(line) + "\n" for line in first), encoding="utf-8")
        done = crawl(SITE, tmp_path, "-a", "deep=1", "-s", "ARCHIVE=1", proxy=server.address)
        assert done.code == 0, done.stdout
    written = {line["id"]: (line["event"], line["changes"]["reason"]) for line in lines_of(tmp_path)[len(first) :]}  # type: ignore[index]
    assert written == {line["id"]: ("changed", "rules") for line in wrong} | {edited: ("changed", "edited")}


def test_a_site_without_an_archive_is_told(tmp_path: Path) -> None:
    done = reextract(tmp_path)
    assert done.returncode == 2
    assert "ARCHIVE=1" in done.stdout
