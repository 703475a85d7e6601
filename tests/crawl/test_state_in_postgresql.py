"""STATE_URL through the real commands: a crawl whose state is in a PostgreSQL server, and a state that moves there."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import running
from misbehaving.fault import good, page
from misbehaving.matrix import Outcome, run
from misbehaving.pages import listing, path, title
from misbehaving.server import Server

from crawler.storage.state import Store
from tests.replica.newsroom import make
from tests.replica.server import ReplicaServer


def scrapy(output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return running.scrapy(*arguments, "-s", f"OUTPUT_DIR={output}")


def crawl(output: Path, proxy: str, *arguments: str) -> str:
    done = running.crawl("minmetals", output, "-L", "ERROR", *arguments, proxy=proxy)
    assert done.code == 0, done.stdout + done.stderr
    return done.stdout


def as_on_the_page(postgres: str) -> str:
    """The address of a role and a database that were made by the commands of docs/operations.md, but for their names."""
    page = (running.ROOT / "docs" / "operations.md").read_text("utf-8")
    found = re.search(r"^(createuser .*?) *#.*\nscrapy crawl minmetals -s STATE_URL=(\S+)$", page, re.M)
    assert found is not None
    folder = postgres.partition("?host=")[2]
    programs = os.pathsep.join([*map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), os.environ["PATH"]])
    env = os.environ | {"PGHOST": folder, "PGUSER": "newsroom", "PATH": programs}
    subprocess.run(found[1].replace("newsroom", "press"), shell=True, check=True, env=env, timeout=60)
    return found[2].replace("newsroom@db.example/newsroom", f"press@/press?host={folder}")


def test_a_state_moves_to_a_server_and_the_next_run_goes_on_there(postgres: str, tmp_path: Path) -> None:
    at_server = ("-s", f"STATE_URL={(postgres := as_on_the_page(postgres))}")
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


def test_files_and_rows_elsewhere_are_known_there_from_run_to_run(postgres: str, tmp_path: Path) -> None:
    """Their form is a column; a row that says something new is believed when a second run sees it; rebuilt, it stays."""
    names = [f"dock-{number}" for number in range(5)]
    rows = [(path(name), title(name)) for name in names]
    file = ("/files/minutes.docx", "Minutes of the yearly meeting")
    rows[2:2] = [("http://wire.example/2024/crane", "Partner reports on the new crane"), file]
    with Server() as server:
        server.routes |= {path(name): good for name in names}
        server.routes["/news/"] = page(lambda _: listing(rows))

        def crawled() -> Outcome:
            done = run(f"{server.origin}/news/", tmp_path, settings={"STATE_URL": postgres})
            assert done.closes()
            return done

        first = crawled()
        assert (first.code, sorted(line.get("form", "") for line in first.lines)) == (0, [""] * 5 + ["document", "elsewhere"])
        assert crawled().lines == first.lines
        with Store.open(postgres, "bad") as store:
            known = {form: [each.title for each in store.articles.of_form(form)] for form in ("document", "elsewhere")}
            assert known == {"document": [rows[3][1]], "elsewhere": [rows[2][1]]}
            young = store.articles.fresh("2000-01-01", "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z", 99)
            assert [each.form for each in young] == [None] * 5
        rows[2] = (rows[2][0], "Partner reports on the second crane")
        assert crawled().lines == first.lines, "one look may be a slip of the page"
        changed = crawled()
        (line,) = changed.lines[7:]
        assert (line["event"], line["form"], line["title"]) == ("changed", "elsewhere", rows[2][1])
        rebuilt = scrapy(tmp_path, "state", "bad", "rebuild", "-s", f"STATE_URL={postgres}")
        assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
        again = crawled()
        assert (again.verdict, again.lines) == ("quiet", changed.lines)
        assert {server.seen[path(name)] for name in names} == {1}


@pytest.mark.parametrize(
    ("url", "words"), [("nowhere://x", "postgresql://user@host/base"), ("no address://", "postgresql://user@host/base")]
)
def test_an_address_of_no_database_is_a_usage_error(tmp_path: Path, url: str, words: str) -> None:
    done = scrapy(tmp_path, "crawl", "minmetals", "-s", f"STATE_URL={url}")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert words in done.stdout + done.stderr
