"""STATE_URL through the real commands: a crawl whose state is in a PostgreSQL server, and a state that moves there."""

import json
import subprocess
from pathlib import Path

import pytest
import running

from crawler.storage.state import Store
from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer


def scrapy(output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return running.scrapy(*arguments, "-s", f"OUTPUT_DIR={output}")


def crawl(output: Path, proxy: str, *arguments: str) -> str:
    done = running.crawl("minmetals", output, "-L", "ERROR", *arguments, proxy=proxy)
    assert done.code == 0, done.stdout + done.stderr
    return done.stdout


def test_a_state_moves_to_a_server_and_the_next_run_goes_on_there(postgres: str, tmp_path: Path) -> None:
    at_server = ("-s", f"STATE_URL={postgres}")
    journal = tmp_path / "minmetals" / "articles.jsonl"
    with ReplicaServer(make(3, 6, ("minmetals",))) as server:
        assert "(minmetals): OK" in crawl(tmp_path, server.address)
        lines = journal.read_bytes()
        number = lines.count(b"\n")
        moved = scrapy(tmp_path, "state", "minmetals", "rebuild", *at_server)
        assert moved.returncode == 0, moved.stdout + moved.stderr
        assert json.dumps({"live": number}) in moved.stdout
        assert not (tmp_path / "minmetals" / "state.sqlite").exists()
        assert (tmp_path / "minmetals" / "state.sqlite.moved-1").exists()
        requests = len(server.log)
        assert "(minmetals): QUIET" in crawl(tmp_path, server.address, *at_server)
        listings = [entry.status for entry in server.log[requests:] if entry.kind in ("listing", "front")]
    assert set(listings) == {304}, "the validators of the listing pages went with it"
    assert journal.read_bytes() == lines
    assert not (tmp_path / "minmetals" / "state.sqlite").exists()
    shown = scrapy(tmp_path, "state", "minmetals", "show", *at_server)
    assert f"articles: {number} live\n" in shown.stdout
    assert "to be fetched: 0" in shown.stdout
    table = scrapy(tmp_path, "sites", *at_server).stdout
    assert str(number) in next(line.split() for line in table.splitlines() if line.startswith("minmetals "))
    with Store.open(postgres, "minmetals") as store:
        assert [run["verdict"] for run in store.runs.last()] == ["ok", "quiet"]


@pytest.mark.parametrize(
    ("url", "words"), [("nowhere://x", "postgresql://user@host/base"), ("no address://", "postgresql://user@host/base")]
)
def test_an_address_of_no_database_is_a_usage_error(tmp_path: Path, url: str, words: str) -> None:
    done = scrapy(tmp_path, "crawl", "minmetals", "-s", f"STATE_URL={url}")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert words in done.stdout + done.stderr
